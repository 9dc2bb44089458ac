#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyTextRow:
 *
 * A row for a text of several lines, which looks like the entry rows beside it. Tab leaves it. Plain text; it
 * checks nothing.
 *
 * Properties: "title" is #AdwPreferencesRow's, "hint" (what to write, shown below). Signals: "changed" (), by
 * whomever; "left" (): the focus went elsewhere.
 */
#define YY_TYPE_TEXT_ROW (yy_text_row_get_type ())
G_DECLARE_FINAL_TYPE (YyTextRow, yy_text_row, YY, TEXT_ROW, AdwPreferencesRow)

char *yy_text_row_dup_text (YyTextRow *self);
void yy_text_row_set_text (YyTextRow *self, const char *text);
/* The widget that has the focus while somebody writes. */
GtkWidget *yy_text_row_get_view (YyTextRow *self);

G_END_DECLS
