#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyDateRow:
 *
 * A row for a day: typed ("2026-11-24", "2026/11/24", "2026年11月24日", also with full-width digits) or
 * picked from a calendar. It knows no limits: whether the day is possible is checked elsewhere. The text is
 * the #GtkEditable's, as always; what it means is yy_date_row_dup_day().
 */
#define YY_TYPE_DATE_ROW (yy_date_row_get_type ())
G_DECLARE_FINAL_TYPE (YyDateRow, yy_date_row, YY, DATE_ROW, AdwEntryRow)

/* The day of the department, for "today" beside the row. */
void yy_date_row_set_today (YyDateRow *self, const GDate *today);
/* "YYYY-MM-DD" when the text is a day of the calendar in one of the forms above, else the text as it is, so
 * that the check can say what is wrong with it. (transfer full) */
char *yy_date_row_dup_day (YyDateRow *self);
/* Puts the plain form in place of the one that was typed. For when the row is left. */
void yy_date_row_normalize (YyDateRow *self);

G_END_DECLS
