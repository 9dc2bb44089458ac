#include "yy-image-format.h"

#include <string.h>

#include "yy-error.h"

static const struct
{
  const char *name;
  const char *mime;
} formats[YY_IMAGE_FORMAT_LAST] = {
  [YY_IMAGE_FORMAT_OTHER] = { "?", "application/octet-stream" },
  [YY_IMAGE_FORMAT_JPEG] = { "JPEG", "image/jpeg" },
  [YY_IMAGE_FORMAT_PNG] = { "PNG", "image/png" },
  [YY_IMAGE_FORMAT_WEBP] = { "WebP", "image/webp" },
  [YY_IMAGE_FORMAT_TIFF] = { "TIFF", "image/tiff" },
  [YY_IMAGE_FORMAT_HEIC] = { "HEIC", "image/heic" },
};

#define MAGIC(bytes) bytes, sizeof (bytes) - 1

/* By the first bytes. RIFF and ISO media say more in the bytes after them; text formats are looked for last.
 */
static const struct
{
  const char *magic;
  gsize length;
  YyImageFormat format;
  const char *name;
} magics[] = {
  { MAGIC ("\xff\xd8\xff"), YY_IMAGE_FORMAT_JPEG, NULL },
  { MAGIC ("\x89PNG\r\n\x1a\n"), YY_IMAGE_FORMAT_PNG, NULL },
  { MAGIC ("II*\0"), YY_IMAGE_FORMAT_TIFF, NULL },
  { MAGIC ("MM\0*"), YY_IMAGE_FORMAT_TIFF, NULL },
  { MAGIC ("II+\0"), YY_IMAGE_FORMAT_OTHER, "BigTIFF" },
  { MAGIC ("MM\0+"), YY_IMAGE_FORMAT_OTHER, "BigTIFF" },
  { MAGIC ("GIF8"), YY_IMAGE_FORMAT_OTHER, "GIF" },
  { MAGIC ("%PDF-"), YY_IMAGE_FORMAT_OTHER, "PDF" },
  { MAGIC ("PK\3\4"), YY_IMAGE_FORMAT_OTHER, "ZIP" },
  { MAGIC ("PK\5\6"), YY_IMAGE_FORMAT_OTHER, "ZIP" },
  { MAGIC ("Rar!"), YY_IMAGE_FORMAT_OTHER, "RAR" },
  { MAGIC ("7z\xbc\xaf"), YY_IMAGE_FORMAT_OTHER, "7z" },
  { MAGIC ("\x1f\x8b"), YY_IMAGE_FORMAT_OTHER, "gzip" },
  { MAGIC ("\x7f"
           "ELF"),
    YY_IMAGE_FORMAT_OTHER, "ELF" },
  { MAGIC ("MZ"), YY_IMAGE_FORMAT_OTHER, "EXE" },
  { MAGIC ("\xd0\xcf\x11\xe0"), YY_IMAGE_FORMAT_OTHER, "DOC" },
  { MAGIC ("\0\0\1\0"), YY_IMAGE_FORMAT_OTHER, "ICO" },
  { MAGIC ("\0\0\2\0"), YY_IMAGE_FORMAT_OTHER, "CUR" },
  { MAGIC ("BM"), YY_IMAGE_FORMAT_OTHER, "BMP" },
  { MAGIC ("8BPS"), YY_IMAGE_FORMAT_OTHER, "PSD" },
  { MAGIC ("icns"), YY_IMAGE_FORMAT_OTHER, "ICNS" },
  { MAGIC ("\xff\x0a"), YY_IMAGE_FORMAT_OTHER, "JPEG XL" },
  { MAGIC ("\0\0\0\x0cJXL "), YY_IMAGE_FORMAT_OTHER, "JPEG XL" },
  { MAGIC ("\0\0\0\x0cjP  "), YY_IMAGE_FORMAT_OTHER, "JPEG 2000" },
  { MAGIC ("\x28\xb5\x2f\xfd"), YY_IMAGE_FORMAT_OTHER, "zstd" },
  { MAGIC ("SQLite format 3"), YY_IMAGE_FORMAT_OTHER, "SQLite" },
};

static YyImageFormat
sniff_riff (const guint8 *data, gsize size, const char **ret_name)
{
  *ret_name = "RIFF";
  if (size >= 12 && memcmp (data + 8, "WEBP", 4) == 0)
    return YY_IMAGE_FORMAT_WEBP;
  if (size >= 12 && memcmp (data + 8, "ACON", 4) == 0)
    *ret_name = "ANI";

  return YY_IMAGE_FORMAT_OTHER;
}

/* ISO media: the brands of the first box tell HEIC, AVIF and films apart. */
static YyImageFormat
sniff_iso (const guint8 *data, gsize size, const char **ret_name)
{
  static const char *const heic[] = { "heic", "heix", "heim", "heis", "mif1" };
  gsize end = (gsize) data[2] << 8 | data[3];
  gboolean found = FALSE;

  *ret_name = "MP4";
  if (data[0] != 0 || data[1] != 0)
    return YY_IMAGE_FORMAT_OTHER;

  end = MIN (end, size);
  for (gsize at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) /* after the major brand comes a version */
    {
      if (memcmp (data + at, "avi", 3) == 0)
        {
          *ret_name = "AVIF";
          return YY_IMAGE_FORMAT_OTHER;
        }
      for (guint i = 0; i < G_N_ELEMENTS (heic); i++)
        found = found || memcmp (data + at, heic[i], 4) == 0;
    }

  return found ? YY_IMAGE_FORMAT_HEIC : YY_IMAGE_FORMAT_OTHER;
}

static const char *
sniff_text (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, MIN (size, 512)); /* ends at the first 0 */
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *start = g_str_has_prefix (lower, "\xef\xbb\xbf") ? lower + 3 : lower;

  while (g_ascii_isspace (*start))
    start++;

  if (g_str_has_prefix (start, "#!") || g_str_has_prefix (start, "<?php"))
    return "script";
  if (*start == '<' && strstr (start, "<svg") != NULL)
    return "SVG";
  if (g_str_has_prefix (start, "<!doctype svg"))
    return "SVG";
  if (g_str_has_prefix (start, "<!doctype html") || g_str_has_prefix (start, "<html") ||
      g_str_has_prefix (start, "<head") || g_str_has_prefix (start, "<body") ||
      g_str_has_prefix (start, "<script"))
    return "HTML";
  if (g_str_has_prefix (start, "<?xml") || g_str_has_prefix (start, "<!doctype") ||
      g_str_has_prefix (start, "<!entity"))
    return "XML";
  if (g_str_has_prefix (start, "/* xpm */"))
    return "XPM";

  return "?";
}

static YyImageFormat
sniff (const guint8 *data, gsize size, const char **ret_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      if (size >= magics[i].length && memcmp (data, magics[i].magic, magics[i].length) == 0)
        {
          *ret_name = magics[i].name;
          return magics[i].format;
        }
    }

  if (size >= 4 && memcmp (data, "RIFF", 4) == 0)
    return sniff_riff (data, size, ret_name);
  if (size >= 12 && memcmp (data + 4, "ftyp", 4) == 0)
    return sniff_iso (data, size, ret_name);

  *ret_name = sniff_text (data, size);
  return YY_IMAGE_FORMAT_OTHER;
}

YyImageFormat
yy_image_format_sniff (const guint8 *data, gsize size, const char **ret_name)
{
  const char *name = NULL;
  YyImageFormat format;

  g_return_val_if_fail (data != NULL || size == 0, YY_IMAGE_FORMAT_OTHER);

  format = sniff (data, size, &name);
  if (ret_name != NULL)
    *ret_name = format != YY_IMAGE_FORMAT_OTHER ? formats[format].name : name;

  return format;
}

const char *
yy_image_format_get_mime (YyImageFormat format)
{
  g_return_val_if_fail ((guint) format < YY_IMAGE_FORMAT_LAST, formats[YY_IMAGE_FORMAT_OTHER].mime);

  return formats[format].mime;
}

const char *
yy_image_format_get_name (YyImageFormat format)
{
  g_return_val_if_fail ((guint) format < YY_IMAGE_FORMAT_LAST, formats[YY_IMAGE_FORMAT_OTHER].name);

  return formats[format].name;
}

void
yy_image_format_refuse (const char *kind, GError **error)
{
  yy_error_set_one (error, YY_ERROR_UNSUPPORTED, YY_ISSUE_UNSUPPORTED, "", NULL, 0, kind);
}
