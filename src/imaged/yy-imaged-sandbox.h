#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes ready what yy_imaged_sandbox_enter() needs, for all processes that this one starts by fork(). It does
 * so itself when this was not called. FALSE when the machine cannot do it. */
gboolean yy_imaged_sandbox_prepare (void);

/* Locks the calling process in, for good: bounded memory, time and file size, no core file, and a filter on
 * system calls that kills: no sockets, no programs, no processes, no file opened for writing; writing only to
 * %YY_IMAGED_RESULT_FD and, unheard, to standard error. @by_path: whether the decoder opens files; without it
 * none opens at all, on any kernel. The process must have one thread. FALSE when the machine cannot do it:
 * then nothing may be decoded. */
gboolean yy_imaged_sandbox_enter (guint time_limit_ms, gboolean by_path);

G_END_DECLS
