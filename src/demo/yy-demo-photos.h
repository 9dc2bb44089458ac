#pragma once

#include "yy-engine.h"
#include "yy-image-worker.h"
#include "yy-page.h"

G_BEGIN_DECLS

/**
 * YyDemoPhotos:
 *
 * The photos of all materials, taken once on as many threads as there are cores, put into the blob store the
 * way an upload goes: verified, examined by the image worker, kept. What it gives is what a request refers
 * to.
 */
typedef struct _YyDemoPhotos YyDemoPhotos;

/* @materials: (element-type YyDemoMaterial), borrowed. Takes its time; prints its progress. */
YyDemoPhotos *yy_demo_photos_take (
    YyEngine *engine, YyImageWorker *worker, GPtrArray *materials, guint32 seed, GError **error);
void yy_demo_photos_free (YyDemoPhotos *self);

/* The pages of the material with that index: (transfer none) (element-type YyPage). */
GPtrArray *yy_demo_photos_get_pages (YyDemoPhotos *self, guint material);
/* The photo of its stamped page. */
YyPage *yy_demo_photos_get_stamped (YyDemoPhotos *self, guint material);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDemoPhotos, yy_demo_photos_free)

G_END_DECLS
