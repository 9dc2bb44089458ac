#pragma once

#include <glib.h>

#include "yy-issue.h"

G_BEGIN_DECLS

/* Checks of single texts, shared by all fields. None of them changes what was written. */

/* Adds an issue to @issues when @text holds control characters (but line ends when @lines), direction
 * controls or noncharacters, or has fewer than @min or more than @max characters as a reader counts them
 * (marks and joiners do not count) once blanks at both ends are taken away. An empty @text is
 * %YY_ISSUE_REQUIRED when @min is above 0. Returns FALSE when it added one. */
gboolean yy_text_check (const char *text,
                        const char *field,
                        const char *rule,
                        glong min,
                        glong max,
                        gboolean lines,
                        GPtrArray *issues);

/* TRUE when a reader sees nothing of it: blanks of any width, joiners, marks without a letter. */
gboolean yy_text_is_blank (const char *text);

/* TRUE when there is at least one letter or digit of any script. */
gboolean yy_text_has_words (const char *text);

/* R27: 11 digits beginning with 1 and 3-9. */
gboolean yy_text_is_mobile (const char *text);
/* R26: 5-20 characters out of digits, blanks, + - ( ) and at least 5 digits. */
gboolean yy_text_is_phone (const char *text);

/* R31: a whole number as people write it: ASCII or full-width digits or Chinese numerals up to 999 ("３",
 * "三", "二十一", "一百零五"). Blanks around it are skipped. FALSE for anything else, "1.5", "-1" and "0"
 * included in what @ret_number then tells apart: the range is not checked here. */
gboolean yy_text_parse_count (const char *text, int *ret_number);

/* The numbers of a text, runs of digits of any script, whatever stands between them, as people write days and
 * times: at most @max of them into @ret_numbers. Their count; more than @max when there are more, or one is
 * no number of a calendar. */
guint yy_text_read_numbers (const char *text, int *ret_numbers, guint max);

/* "YYYY-MM-DD" that is a day of the calendar; FALSE otherwise. */
gboolean yy_text_parse_date (const char *text, GDate *ret_date);

/* "199****0001": first three and last four digits (R27); short texts are hidden whole. */
char *yy_text_mask_mobile (const char *text);

G_END_DECLS
