#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fills one row of @width times 3 bytes. */
typedef void (*YyPaperRowFunc) (int row, guint8 *rgb, gpointer user_data);

/* Compresses rows as they are asked for, so that a picture of 48 megapixels never stands in memory. @exif
 * (nullable) becomes the APP1 segment. Sets %YY_ERROR_INTERNAL when libjpeg gives up, which is when memory is
 * short. */
GBytes *yy_paper_jpeg_write (int width,
                             int height,
                             int quality,
                             GByteArray *exif,
                             YyPaperRowFunc get_row,
                             gpointer user_data,
                             GError **error);

G_END_DECLS
