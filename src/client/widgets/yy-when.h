#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times as people read them, in the language of the process and by the clock of the department (+08:00),
 * whatever zone the machine stands in. Times are microseconds since 1970, UTC; "now" is handed in. All texts
 * are (transfer full). */

/* How long ago, as short as it stays clear: "2 hours ago", "yesterday 10:02", "3 November 10:02". */
char *yy_when_dup_relative (gint64 usec, gint64 now_usec);
/* The same for where there is little room: "5 minutes ago", "10:02", "yesterday", "Nov 3". */
char *yy_when_dup_brief (gint64 usec, gint64 now_usec);
/* To the minute, and says that it is Beijing time when the machine's zone differs then. */
char *yy_when_dup_absolute (gint64 usec);
/* A length of time in its greatest unit: "3 hours"; "less than a minute". */
char *yy_when_dup_span (gint64 span_usec);
/* A day of the wire, "2026-11-24", as people write it; what is no such day comes back as it is. */
char *yy_when_dup_day (const char *day);
/* A minute of the wire, "2026-11-24T09:30", likewise. */
char *yy_when_dup_minute (const char *minute);
/* From one minute of the wire to another, the day only once when it is the same. */
char *yy_when_dup_hours (const char *from, const char *until);

G_END_DECLS
