#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyMinuteRow:
 *
 * A row for a minute of the department's clock: typed ("2026-11-24 9:30", "2026年11月24日9时30分", also with
 * full-width digits), or picked from a calendar with a time below it. It knows no limits: whether the time is
 * possible is checked elsewhere. The text is the #GtkEditable's; what it means is yy_minute_row_dup_minute().
 */
#define YY_TYPE_MINUTE_ROW (yy_minute_row_get_type ())
G_DECLARE_FINAL_TYPE (YyMinuteRow, yy_minute_row, YY, MINUTE_ROW, AdwEntryRow)

/* The day of the department, at which the calendar opens while nothing is written. */
void yy_minute_row_set_today (YyMinuteRow *self, const GDate *today);
/* "YYYY-MM-DDTHH:MM" when the text is a minute of the calendar in one of the forms above, else the text as it
 * is, so that the check can say what is wrong with it. (transfer full) */
char *yy_minute_row_dup_minute (YyMinuteRow *self);
/* Shows that minute as people write it, or the text as it is. */
void yy_minute_row_set_minute (YyMinuteRow *self, const char *minute);
/* Puts the plain form in place of the one that was typed. For when the row is left. */
void yy_minute_row_normalize (YyMinuteRow *self);

G_END_DECLS
