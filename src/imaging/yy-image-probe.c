#include "yy-image-probe-private.h"

#include "yy-error.h"

void
yy_image_set_damaged (GError **error)
{
  yy_error_set_one (error, YY_ERROR_DAMAGED, YY_ISSUE_DAMAGED, "", NULL, 0, NULL);
}

void
yy_image_set_too_large (GError **error, gint64 limit)
{
  yy_error_set_one (error, YY_ERROR_TOO_LARGE, YY_ISSUE_TOO_LARGE, "", NULL, limit, NULL);
}

static gboolean
probe_format (const YyImageBytes *bytes, YyImageInfo *info, const char **ret_refused)
{
  switch (info->format)
    {
    case YY_IMAGE_FORMAT_JPEG:
      return yy_image_probe_jpeg (bytes, info, ret_refused);
    case YY_IMAGE_FORMAT_PNG:
      return yy_image_probe_png (bytes, info);
    case YY_IMAGE_FORMAT_WEBP:
      return yy_image_probe_webp (bytes, info, ret_refused);
    case YY_IMAGE_FORMAT_TIFF:
      return yy_image_probe_tiff (bytes, info, ret_refused);
    case YY_IMAGE_FORMAT_HEIC:
      return yy_image_probe_heic (bytes, info);
    case YY_IMAGE_FORMAT_OTHER:
    case YY_IMAGE_FORMAT_LAST:
    default:
      return FALSE;
    }
}

static gboolean
check_size (const YyImageInfo *info, GError **error)
{
  if (info->width < 1 || info->height < 1)
    {
      yy_image_set_damaged (error);
      return FALSE;
    }
  if (info->width > YY_IMAGE_MAX_SIDE || info->height > YY_IMAGE_MAX_SIDE)
    {
      yy_image_set_too_large (error, YY_IMAGE_MAX_SIDE);
      return FALSE;
    }
  if ((gint64) info->width * info->height > YY_IMAGE_MAX_PIXELS)
    {
      yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);
      return FALSE;
    }

  return TRUE;
}

gboolean
yy_image_probe (const guint8 *data, gsize size, YyImageInfo *ret_info, GError **error)
{
  const YyImageBytes bytes = { .data = data, .size = size };
  YyImageInfo info = { .orientation = 1 };
  const char *kind = NULL;
  const char *refused = NULL;
  gboolean whole;

  g_return_val_if_fail (data != NULL || size == 0, FALSE);
  g_return_val_if_fail (ret_info != NULL, FALSE);

  if (size == 0)
    {
      yy_image_set_damaged (error);
      return FALSE;
    }
  info.format = yy_image_format_sniff (data, size, &kind);
  if (info.format == YY_IMAGE_FORMAT_OTHER)
    {
      yy_image_format_refuse (kind, error);
      return FALSE;
    }
  if (size > YY_IMAGE_MAX_BYTES)
    {
      yy_image_set_too_large (error, YY_IMAGE_MAX_BYTES);
      return FALSE;
    }

  whole = probe_format (&bytes, &info, &refused);
  if (refused != NULL)
    {
      yy_image_format_refuse (refused, error);
      return FALSE;
    }
  /* A size that is too large is told as that, even of a file that has nothing but its header. */
  if ((whole || (info.width > 0 && info.height > 0)) && !check_size (&info, error))
    return FALSE;
  if (!whole)
    {
      yy_image_set_damaged (error);
      return FALSE;
    }

  *ret_info = info;
  return TRUE;
}
