#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YyPictureCache:
 *
 * Pictures on this computer's disk, so that they are not fetched twice: files below the user's cache folder,
 * readable by him alone, of one account at a time, and never more than a limit in all: the ones not used for
 * longest go first. It is a convenience: whatever fails is as if nothing had been kept. Not the place of
 * drafts. Used on one thread; the disk is worked on others.
 */
#define YY_TYPE_PICTURE_CACHE (yy_picture_cache_get_type ())
G_DECLARE_FINAL_TYPE (YyPictureCache, yy_picture_cache, YY, PICTURE_CACHE, GObject)

YyPictureCache *yy_picture_cache_new (void);

/* Whose pictures are kept; those of another one are removed. Nothing is kept before it is set. */
void yy_picture_cache_set_owner (YyPictureCache *self, const char *owner);
void yy_picture_cache_set_limit (YyPictureCache *self, goffset bytes);
goffset yy_picture_cache_get_size (YyPictureCache *self);
/* Removes all. */
void yy_picture_cache_wipe (YyPictureCache *self);

/* @key: any text. %NULL and no error in finish when it is not kept. */
void yy_picture_cache_find_async (YyPictureCache *self,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GBytes *yy_picture_cache_find_finish (YyPictureCache *self, GAsyncResult *result, GError **error);
void yy_picture_cache_keep (YyPictureCache *self, const char *key, GBytes *bytes);

G_END_DECLS
