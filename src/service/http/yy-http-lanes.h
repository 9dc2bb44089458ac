#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyHttpLanePool:
 *
 * A few threads with a queue that has an end: who finds it full is refused at once instead of waiting for
 * longer than he would.
 */
typedef struct _YyHttpLanePool YyHttpLanePool;
typedef void (*YyHttpJob) (gpointer user_data);

YyHttpLanePool *yy_http_lane_pool_new (guint threads, guint queue);
/* Runs what was queued and ends. */
void yy_http_lane_pool_free (YyHttpLanePool *self);
/* FALSE with %YY_ERROR_UNAVAILABLE when the queue is full; @job is not called then. */
gboolean yy_http_lane_pool_push (YyHttpLanePool *self, YyHttpJob job, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyHttpLanePool, yy_http_lane_pool_free)

G_END_DECLS
