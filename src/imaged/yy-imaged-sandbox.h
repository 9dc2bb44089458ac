#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Locks the calling process in, for good: bounded memory, time and file size, no core file, and a filter on
 * system calls that kills: no sockets, no programs, no processes, no file opened for writing; writing only to
 * %YY_IMAGED_RESULT_FD and to the journal. The process must have one thread. FALSE when the machine cannot do
 * it: then nothing may be decoded. */
gboolean yy_imaged_sandbox_enter (guint time_limit_ms);

G_END_DECLS
