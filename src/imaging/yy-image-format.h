#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kinds of picture that are taken. Everything else is %YY_IMAGE_FORMAT_OTHER, whatever its name says. */
typedef enum
{
  YY_IMAGE_FORMAT_OTHER,
  YY_IMAGE_FORMAT_JPEG,
  YY_IMAGE_FORMAT_PNG,
  YY_IMAGE_FORMAT_WEBP,
  YY_IMAGE_FORMAT_TIFF,
  YY_IMAGE_FORMAT_HEIC,
  YY_IMAGE_FORMAT_LAST
} YyImageFormat;

/* The kind of a file by its first bytes (512 are enough). @ret_name (nullable) gets a word for people, also
 * for kinds that are not taken ("PDF", "SVG", …); "?" when nobody knows it. Never fails, not even on 0 bytes.
 */
YyImageFormat yy_image_format_sniff (const guint8 *data, gsize size, const char **ret_name);

/* "image/jpeg" and so on, from our own table; "application/octet-stream" for what is not taken. */
const char *yy_image_format_get_mime (YyImageFormat format);
/* The word for people: "JPEG". */
const char *yy_image_format_get_name (YyImageFormat format);

/* Sets %YY_ERROR_UNSUPPORTED with the issue that names @kind. */
void yy_image_format_refuse (const char *kind, GError **error);

G_END_DECLS
