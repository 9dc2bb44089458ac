#pragma once

#include "yy-imaged-protocol.h"

G_BEGIN_DECLS

/* The descriptors of a job's process; only the standard ones are open besides. */
#define YY_IMAGED_SOURCE_FD 3
#define YY_IMAGED_RESULT_FD 4

/* Whether the decoder of the source wants to open it by its path, going by its first bytes: those of
 * gdk-pixbuf do, JPEG and PNG need nothing but memory. */
gboolean yy_imaged_job_opens_files (void);
/* Does @job with the source and writes the result, in the locked process of one job. @readable: the kinds
 * that this machine can read, as bits; others are refused by name. FALSE when the result could not be
 * written. */
gboolean yy_imaged_job_run (const YyImagedJob *job, guint readable);

G_END_DECLS
