#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyFieldNote:
 *
 * The line below a row of a form: what is wrong with it, with the clause that says so, or a hint. It stands
 * behind its row in the same list, is hidden while there is nothing to say, takes no focus, and tells
 * assistive technology that the row is invalid and why. It checks nothing.
 */
#define YY_TYPE_FIELD_NOTE (yy_field_note_get_type ())
G_DECLARE_FINAL_TYPE (YyFieldNote, yy_field_note, YY, FIELD_NOTE, AdwPreferencesRow)

/* @field: the row that it belongs to; borrowed, and dropped when that dies. */
void yy_field_note_set_field (YyFieldNote *self, GtkWidget *field);
/* Something is wrong. @clause: (nullable): the sentence of the notice. Plain texts, no markup. */
void yy_field_note_show_problem (YyFieldNote *self, const char *text, const char *clause);
/* Nothing is wrong, but there is something to know. A problem that is shown stays. */
void yy_field_note_show_hint (YyFieldNote *self, const char *text, const char *clause);
void yy_field_note_clear (YyFieldNote *self);
gboolean yy_field_note_has_problem (YyFieldNote *self);

G_END_DECLS
