#pragma once

#include <gdk/gdk.h>

#include "yy-api-client.h"

G_BEGIN_DECLS

/* What decoded pictures may take of the memory. */
#define YY_PICTURE_CACHE_BYTES (96 * 1024 * 1024)
/* Greater pictures are not decoded: the service makes none. */
#define YY_PICTURE_PIXELS_MAX (64 * 1000 * 1000)
#define YY_PICTURE_SIDE_MAX 20000

/**
 * YyPictureLoader:
 *
 * Fetches pictures of requests and decodes them off the main thread: JPEG and PNG only, as the service makes
 * them, and only after their header told a sane size. Keeps the latest ones in memory, up to a limit, under
 * the digest of their content. What is kept on disk is the client's business. Main thread only.
 *
 * Errors: those of #YyApiClient; %YY_ERROR_DAMAGED for what cannot be decoded.
 */
#define YY_TYPE_PICTURE_LOADER (yy_picture_loader_get_type ())
G_DECLARE_FINAL_TYPE (YyPictureLoader, yy_picture_loader, YY, PICTURE_LOADER, GObject)

/* @cache_bytes: the limit; a single picture above it is handed out but not kept. */
YyPictureLoader *yy_picture_loader_new (YyApiClient *client, gsize cache_bytes);

/* @stamped: of the stamped pages, not of the material. @place: in that list, from 0. */
void yy_picture_loader_load_async (YyPictureLoader *self,
                                   const char *request_id,
                                   gboolean stamped,
                                   guint place,
                                   const char *sha256,
                                   YyPictureSize size,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full) */
GdkTexture *yy_picture_loader_load_finish (YyPictureLoader *self, GAsyncResult *result, GError **error);
/* What is in the cache, at once, or %NULL: (transfer full) (nullable). */
GdkTexture *yy_picture_loader_peek (YyPictureLoader *self, const char *sha256, YyPictureSize size);
/* How many bytes the cache takes now. */
gsize yy_picture_loader_get_cached_bytes (YyPictureLoader *self);

/* Decodes JPEG or PNG as the loader does; any thread. Exported for the tests. */
GdkTexture *yy_picture_loader_decode (GBytes *bytes, GError **error);

G_END_DECLS
