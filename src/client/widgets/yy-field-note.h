#pragma once

#include <adwaita.h>

#include "yy-remark.h"

G_BEGIN_DECLS

/**
 * YyFieldNote:
 *
 * The line below a row of a form: what is wrong with it or asked about it, with the clause that says so, or a
 * hint. It stands behind its row in the same list, is hidden while there is nothing to say, takes no focus
 * itself, and tells assistive technology that the row is invalid and why. It checks nothing.
 *
 * Signals: "confirmed" (rule, confirmed): the person answered the question of that rule.
 */
#define YY_TYPE_FIELD_NOTE (yy_field_note_get_type ())
G_DECLARE_FINAL_TYPE (YyFieldNote, yy_field_note, YY, FIELD_NOTE, AdwPreferencesRow)

/* @field: the row that it belongs to; borrowed, and dropped when that dies. */
void yy_field_note_set_field (YyFieldNote *self, GtkWidget *field);
/* Something is wrong, or is asked; @confirmed: the answer that was given to what is asked. */
void yy_field_note_show_issue (YyFieldNote *self, const YyIssue *issue, gboolean confirmed);
/* Something is wrong that no rule speaks of. */
void yy_field_note_show_problem (YyFieldNote *self, const char *text);
/* Nothing is wrong, but there is something to know; plain texts, @rule and @clause nullable. What is wrong or
 * asked stays. */
void yy_field_note_show_hint (YyFieldNote *self, const char *text, const char *rule, const char *clause);
void yy_field_note_clear (YyFieldNote *self);
/* TRUE when something is wrong or asked, whatever was answered: it is worth another look after a change. */
gboolean yy_field_note_has_issue (YyFieldNote *self);
/* TRUE when it is wrong, or asked and not answered. */
gboolean yy_field_note_is_open (YyFieldNote *self);
/* The focus to the answer of a question, or else to the field. */
void yy_field_note_focus (YyFieldNote *self);

G_END_DECLS
