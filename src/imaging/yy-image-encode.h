#pragma once

#include "yy-image-pixels.h"

G_BEGIN_DECLS

/* From this quality on colours are stored at full size, below at half. */
#define YY_IMAGE_SHARP_QUALITY 85

/* A baseline JPEG of @pixels with optimised tables and no metadata at all. @quality 1 to 100. Sets
 * %YY_ERROR_TOO_LARGE when memory is short. Pure; any thread. (transfer full) */
GBytes *yy_image_encode (const YyImagePixels *pixels, int quality, GError **error);

G_END_DECLS
