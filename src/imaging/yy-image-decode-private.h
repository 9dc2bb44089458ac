#pragma once

#include "yy-image-decode.h"

G_BEGIN_DECLS

/* Rows of a JPEG, scaled while they are decoded; not turned yet. */
YyImagePixels *yy_image_decode_jpeg (const guint8 *data, gsize size, int long_side, GError **error);

/* Rows of a PNG likewise: libpng reads them one by one where gdk-pixbuf would hold the whole picture. */
YyImagePixels *yy_image_decode_png (const guint8 *data, gsize size, int long_side, GError **error);

/* The others, by gdk-pixbuf; TIFF is turned, the others not. @info gets the size. */
YyImagePixels *yy_image_decode_pixbuf (int fd, int long_side, YyImageInfo *info, GError **error);

G_END_DECLS
