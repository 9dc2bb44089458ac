#pragma once

#include "yy-image-pixels.h"

G_BEGIN_DECLS

/**
 * YyImageScaler:
 *
 * Makes a picture smaller row by row as the rows come, so that the large one never stands in memory. Every
 * pixel of the result is the mean of the area it covers. It never enlarges. Not thread-safe.
 */
typedef struct _YyImageScaler YyImageScaler;

/* From @width times @height to @to_width times @to_height, neither side larger. %NULL when memory is short.
 */
YyImageScaler *yy_image_scaler_new (int width, int height, int to_width, int to_height);
void yy_image_scaler_free (YyImageScaler *self);
/* The next row of the source, @width times 3 bytes. Rows past the last one are ignored. */
void yy_image_scaler_push (YyImageScaler *self, const guint8 *row);
/* The result, once every row was pushed. (transfer full) (nullable): %NULL when rows are missing. */
YyImagePixels *yy_image_scaler_finish (YyImageScaler *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyImageScaler, yy_image_scaler_free)

/* The size that a picture has whose long side is to be at most @long_side; the same when it is already. */
void yy_image_fit (int width, int height, int long_side, int *ret_width, int *ret_height);
/* A smaller copy of @source with at most that long side. (transfer full) (nullable): %NULL when memory is
 * short. */
YyImagePixels *yy_image_pixels_shrink (const YyImagePixels *source, int long_side);

G_END_DECLS
