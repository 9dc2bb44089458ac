#pragma once

#include "yy-image-format.h"

G_BEGIN_DECLS

/* What is refused before a pixel is allocated. A phone's 108 megapixels pass. */
#define YY_IMAGE_MAX_BYTES (64 * 1024 * 1024)
#define YY_IMAGE_MAX_PIXELS (120 * 1000 * 1000)
#define YY_IMAGE_MAX_SIDE 20000
/* More scans than any camera writes; each costs a pass over the whole picture. */
#define YY_IMAGE_MAX_SCANS 100

/**
 * YyImageInfo:
 * @format: by content
 * @width: in pixels, as stored: before @orientation is applied
 * @height: likewise
 * @orientation: 1 to 8 as EXIF counts; 1 when nothing (sensible) is said
 * @trailing: bytes after the end of the picture: a hidden archive, a film, another picture; 0 for TIFF
 * @plain: a JPEG that holds nothing but the picture: no EXIF, no profile, no comment, no small copy of
 * itself, nothing behind its end
 *
 * What the structure of a file tells without decoding a pixel. A value.
 */
typedef struct
{
  YyImageFormat format;
  int width;
  int height;
  int orientation;
  gint64 trailing;
  gboolean plain;
} YyImageInfo;

/* Reads the structure of a whole file and holds it to the limits above. Sets %YY_ERROR_UNSUPPORTED for
 * another kind of file, %YY_ERROR_TOO_LARGE above a limit, and %YY_ERROR_DAMAGED for one that ends too early
 * or contradicts itself. Pure; any thread. */
gboolean yy_image_probe (const guint8 *data, gsize size, YyImageInfo *ret_info, GError **error);

/* The orientation that the contents of an APP1 segment ("Exif", or the TIFF header at once) tell: 1 to 8, and
 * 1 when it is absent or nonsense. */
int yy_image_probe_exif (const guint8 *data, gsize size);

/* Sets %YY_ERROR_DAMAGED with its issue. */
void yy_image_set_damaged (GError **error);
/* Sets %YY_ERROR_TOO_LARGE with its issue; @limit in bytes or pixels. */
void yy_image_set_too_large (GError **error, gint64 limit);

G_END_DECLS
