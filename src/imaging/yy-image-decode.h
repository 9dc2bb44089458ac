#pragma once

#include "yy-image-pixels.h"
#include "yy-image-probe.h"

G_BEGIN_DECLS

/* The whole of a regular file, from its beginning, at most %YY_IMAGE_MAX_BYTES; the position of @fd is left
 * alone. Sets %YY_ERROR_UNSUPPORTED for what is not a file, and %YY_ERROR_TOO_LARGE. (transfer full) */
GBytes *yy_image_load (int fd, GError **error);

/**
 * yy_image_decode:
 * @fd: a regular file that can be read
 * @long_side: the long side that the result has at most; a smaller picture is not enlarged
 * @ret_info: (nullable): what the file says of itself
 *
 * Decodes strictly: a file that ends early or holds damaged data is refused, never filled up with grey. The
 * result is upright; what is transparent lies on white. This runs decoders over bytes of strangers: programs
 * with anything to lose go through #YyImageWorker. It may be called in any thread.
 *
 * Sets the errors of yy_image_probe(); %YY_ERROR_TOO_LARGE also when memory is short.
 *
 * Returns: (transfer full) (nullable):
 */
YyImagePixels *yy_image_decode (int fd, int long_side, YyImageInfo *ret_info, GError **error);

/* Switches off every loader of gdk-pixbuf but those that yy_image_decode() wants, for the whole process. They
 * are chosen by content there too, but with other eyes than ours: a TIFF that has "<svg" in it must not reach
 * the SVG loader. For processes that do nothing but decode; a program with icons needs its loaders. */
void yy_image_restrict_loaders (void);

G_END_DECLS
