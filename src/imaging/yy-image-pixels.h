#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyImagePixels:
 * @width: in pixels
 * @height: in pixels
 * @data: rows of @width times 3 bytes (red, green, blue), without gaps
 *
 * A decoded picture: opaque, sRGB as far as anybody knows, upright. Owns its @data. Not thread-safe.
 */
typedef struct
{
  int width;
  int height;
  guint8 *data;
} YyImagePixels;

/* (transfer full) (nullable): %NULL when memory is short; the contents are undefined. */
YyImagePixels *yy_image_pixels_new (int width, int height);
void yy_image_pixels_free (YyImagePixels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyImagePixels, yy_image_pixels_free)

/* @self turned upright, as an EXIF @orientation of 1 to 8 says. @self is taken. (transfer full) (nullable):
 * %NULL when memory is short. */
YyImagePixels *yy_image_pixels_turn (YyImagePixels *self, int orientation);

/* A row of red, green, blue, alpha as it looks on white paper; @ret_row gets @width times 3 bytes. */
void yy_image_flatten_row (const guint8 *row, int width, guint8 *ret_row);

G_END_DECLS
