#pragma once

#include "yy-db-pool.h"
#include "yy-db-writer.h"
#include "yy-engine.h"
#include "yy-image-worker.h"

G_BEGIN_DECLS

/**
 * YyDeriver:
 *
 * Makes previews ahead of the first look, while nobody waits for a picture, and notes whether the page is
 * blank (R09). It is a convenience and keeps no promise: what it has not come to is made when it is asked for
 * (yy_deriver_make()), and after a restart it looks for itself what is missing. Whether a picture is whole
 * was found out before it was kept, and is no matter of the deriver. Any thread but for new and free.
 */
typedef struct _YyDeriver YyDeriver;

/* How many pictures may be in its queue; more are left for their first look. */
#define YY_DERIVER_QUEUE 4096

/* Borrows everything. @since_usec: pictures that were brought since then and have no preview or no verdict
 * are made first of all. Its thread starts at once. */
YyDeriver *yy_deriver_new (
    YyImageWorker *images, YyEngine *engine, YyDbPool *pool, YyDbWriter *writer, gint64 since_usec);
/* Gives up what it is at, and ends its thread. */
void yy_deriver_free (YyDeriver *self);

/* The picture was kept, and needs a preview some time. */
void yy_deriver_push (YyDeriver *self, const char *sha256);

/* Makes thumbnail and preview of a picture now, for somebody who waits. @ret_blank (nullable): what is on it;
 * whoever asks for that keeps it, otherwise the deriver does. */
gboolean yy_deriver_make (YyDeriver *self, const char *sha256, YyBlank *ret_blank, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDeriver, yy_deriver_free)

G_END_DECLS
