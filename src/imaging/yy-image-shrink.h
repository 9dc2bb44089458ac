#pragma once

#include "yy-image-pixels.h"

G_BEGIN_DECLS

/* What a shrunk photo has at most: small enough for any upload, large enough for the smallest print (N6,
 * R39). */
#define YY_IMAGE_SHRUNK_BYTES (1500 * 1000)
#define YY_IMAGE_SHRUNK_SIDE 2560

#define YY_IMAGE_PREVIEW_SIDE 1600
#define YY_IMAGE_PREVIEW_QUALITY 82
#define YY_IMAGE_THUMBNAIL_SIDE 256
#define YY_IMAGE_THUMBNAIL_QUALITY 80

/* The best JPEG of @pixels that has at most %YY_IMAGE_SHRUNK_BYTES: first the quality steps down from 85 to
 * 70, then the size. @pixels has been decoded with %YY_IMAGE_SHRUNK_SIDE; it is never enlarged, and what it
 * was made of is gone. @ret_width and @ret_height get the size. Sets %YY_ERROR_TOO_LARGE when memory is
 * short. Pure; any thread. (transfer full) */
GBytes *yy_image_shrink (const YyImagePixels *pixels, int *ret_width, int *ret_height, GError **error);

/* Thumbnail and preview of @pixels, as JPEG. (transfer full) */
GBytes *yy_image_make_preview (const YyImagePixels *pixels, GError **error);
GBytes *yy_image_make_thumbnail (const YyImagePixels *pixels, GError **error);

G_END_DECLS
