#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Serves jobs from @socket until its other end is closed: a process for each, which is killed when its time
 * is up or when nobody waits for it any more. This process itself never looks at a picture of a stranger.
 * Returns the exit status of the program. */
int yy_imaged_host_run (int socket);

G_END_DECLS
