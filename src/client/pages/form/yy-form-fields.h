#pragma once

#include <adwaita.h>

#include "yy-form-options.h"
#include "yy-form.h"
#include "yy-issue.h"

G_BEGIN_DECLS

/**
 * YyFormFields:
 *
 * The rows of the form in the order of the phone form (R24-R36) and the declarations, with the line for what
 * is wrong or asked below each. It shows a form and tells when the person changed it; it checks nothing but
 * whether what should be numbers are numbers, and keeps nothing.
 *
 * Fields are named by JSON pointers, as in issues: "/form/copies".
 *
 * Signals: "edited" (pointer): the person changed that field; "left" (pointer): he went on from it.
 */
#define YY_TYPE_FORM_FIELDS (yy_form_fields_get_type ())
G_DECLARE_FINAL_TYPE (YyFormFields, yy_form_fields, YY, FORM_FIELDS, GtkBox)

GtkWidget *yy_form_fields_new (void);

void yy_form_fields_set_applicant (YyFormFields *self, const char *name);
/* What can be chosen; copied in what is needed. Choices of the form that are not in it are shown as none, but
 * stay in the form. */
void yy_form_fields_set_options (YyFormFields *self, const YyFormOptions *options);
/* Shows that form. Emits nothing. */
void yy_form_fields_set_form (YyFormFields *self, const YyForm *form);
/* What is shown; borrowed until the next change. */
const YyForm *yy_form_fields_get_form (YyFormFields *self);
/* What the applicant answers to what the rule of that id asked back; kept in the form, emits "edited". */
void yy_form_fields_confirm (YyFormFields *self, const char *rule, gboolean confirmed);
/* Replaces the issues of numbers by what was really written there. */
void yy_form_fields_refine_issues (YyFormFields *self, GPtrArray *issues);

/* Below the field of that pointer; FALSE when there is no such field. @issue: (nullable): nothing is wrong
 * any more. What is asked is shown with the answer that is in the form. */
gboolean yy_form_fields_set_issue (YyFormFields *self, const char *pointer, const YyIssue *issue);
/* @rule, @clause: (nullable) */
void yy_form_fields_set_hint (
    YyFormFields *self, const char *pointer, const char *text, const char *rule, const char *clause);
/* TRUE when something is wrong or asked there, whatever was answered. */
gboolean yy_form_fields_has_issue (YyFormFields *self, const char *pointer);
void yy_form_fields_clear_issues (YyFormFields *self);
void yy_form_fields_focus (YyFormFields *self, const char *pointer);
/* Puts the focus into the first field that is wrong, or to the first answer that is missing: the pointer of
 * the field, or %NULL when there is none. */
const char *yy_form_fields_focus_first_problem (YyFormFields *self);
/* (element-type YyBooking) (nullable): of the seal that is chosen (R04). */
void yy_form_fields_set_bookings (YyFormFields *self, GPtrArray *bookings);
/* (element-type YyRouteStep) (nullable): whom it goes past. */
void yy_form_fields_set_route (YyFormFields *self, GPtrArray *steps);

G_END_DECLS
