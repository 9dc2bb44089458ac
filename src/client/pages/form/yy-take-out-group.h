#pragma once

#include <adwaita.h>

#include "yy-form.h"
#include "yy-issue.h"

G_BEGIN_DECLS

/**
 * YyTakeOutGroup:
 *
 * The rows of the form that say how a seal is used: at the counter, or taken out (R03-R05), then also when,
 * where to and who carries it beside the keeper, with the hours for which that seal is booked already. It
 * shows a form and tells when the person changed it; it checks nothing, and keeps nothing.
 *
 * Fields are named by JSON pointers, as in issues: "/form/out_from".
 *
 * Signals: "edited" (pointer): the person changed that field; "left" (pointer): he went on from it.
 */
#define YY_TYPE_TAKE_OUT_GROUP (yy_take_out_group_get_type ())
G_DECLARE_FINAL_TYPE (YyTakeOutGroup, yy_take_out_group, YY, TAKE_OUT_GROUP, AdwPreferencesGroup)

/* @carriers: (element-type YyTarget): the first one is proposed. @today: where calendars open. */
void yy_take_out_group_set_options (YyTakeOutGroup *self, GPtrArray *carriers, const GDate *today);
/* Shows what that form says. Emits nothing. */
void yy_take_out_group_set_form (YyTakeOutGroup *self, const YyForm *form);
/* Writes what is shown into the members of @form that it is about. The day of use of a take-out is that on
 * which the seal leaves; a request for the counter says nothing of it all. */
void yy_take_out_group_write (YyTakeOutGroup *self, YyForm *form);
/* (element-type YyBooking) (nullable): of the seal that is chosen; %NULL: not known. */
void yy_take_out_group_set_bookings (YyTakeOutGroup *self, GPtrArray *bookings);

/* As in #YyFormFields. */
gboolean yy_take_out_group_set_issue (YyTakeOutGroup *self, const char *pointer, const YyIssue *issue);
gboolean yy_take_out_group_has_issue (YyTakeOutGroup *self, const char *pointer);
void yy_take_out_group_clear_issues (YyTakeOutGroup *self);
/* Puts the focus into the first field with a problem: its pointer, or %NULL when there is none. */
const char *yy_take_out_group_focus_first_problem (YyTakeOutGroup *self);

G_END_DECLS
