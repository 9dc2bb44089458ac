#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When people are at work: Monday to Friday, 8:00 to 12:00 and 13:30 to 17:30 of the department's clock.
 * Public holidays are not known here: what counts working time is then a little early, never late. */

/* The first moment at which @minutes of working time have passed since @usec; both in microseconds since
 * 1970, UTC. With 0 minutes it is @usec itself. */
gint64 yy_working_add (gint64 usec, int minutes);

G_END_DECLS
