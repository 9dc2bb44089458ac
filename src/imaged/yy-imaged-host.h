#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Serves jobs from @socket until its other end is closed: a process for each, which is killed when its time
 * is up or when nobody waits for it any more. This process itself never looks at a picture of a stranger.
 * @readable: the kinds of yy_imaged_warm_up(); others are refused by name. Returns the exit status of the
 * program. */
int yy_imaged_host_run (int socket, guint readable);

G_END_DECLS
