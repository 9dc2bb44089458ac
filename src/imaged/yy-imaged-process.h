#pragma once

#include <gio/gio.h>

#include "yy-imaged-protocol.h"

G_BEGIN_DECLS

typedef enum
{
  YY_IMAGED_CALL_ENDED,     /* the end is told */
  YY_IMAGED_CALL_CANCELLED, /* given up; the job's process is killed */
  YY_IMAGED_CALL_BROKEN,    /* the program cannot be started, died twice, or does not answer */
} YyImagedCall;

/**
 * YyImagedProcess:
 *
 * The running `yanyin-imaged` as its starter sees it: started when needed, asked, started again when it died.
 * It knows nothing of pictures and nothing of queues. Any thread.
 */
typedef struct _YyImagedProcess YyImagedProcess;

YyImagedProcess *yy_imaged_process_new (const char *program);
/* Ends the program and waits until it is gone. */
void yy_imaged_process_free (YyImagedProcess *self);

/* Hands @job over with its descriptors, which stay the caller's, and waits for its end, at most its time
 * limit and a little. */
YyImagedCall yy_imaged_process_call (YyImagedProcess *self,
                                     const YyImagedJob *job,
                                     int source,
                                     int result,
                                     GCancellable *cancellable,
                                     YyImagedEnd *ret_end);

G_END_DECLS
