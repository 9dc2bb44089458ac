#include "yy-image-decode-private.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "yy-image-scale.h"

static YyImagePixels *
scale_pixbuf (GdkPixbuf *pixbuf, int long_side)
{
  g_autoptr (YyImageScaler) scaler = NULL;
  g_autofree guint8 *flat = NULL;
  const guint8 *rows = gdk_pixbuf_read_pixels (pixbuf);
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  int to_width;
  int to_height;

  yy_image_fit (width, height, long_side, &to_width, &to_height);
  scaler = yy_image_scaler_new (width, height, to_width, to_height);
  if (scaler == NULL)
    return NULL;

  flat = g_malloc_n ((gsize) width, 3);
  for (int y = 0; y < height; y++)
    {
      const guint8 *row = rows + (gsize) y * stride;

      if (alpha)
        yy_image_flatten_row (row, width, flat);
      yy_image_scaler_push (scaler, alpha ? flat : row);
    }

  return yy_image_scaler_finish (scaler);
}

static void
translate_error (const GError *cause, YyImageFormat format, GError **error)
{
  if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);
  else if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    yy_image_format_refuse (yy_image_format_get_name (format), error); /* its loader is not installed */
  else
    yy_image_set_damaged (error);
}

YyImagePixels *
yy_image_decode_pixbuf (int fd, int long_side, YyImageInfo *info, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  YyImagePixels *pixels;
  const char *orientation;

  /* By path: the incremental loaders, which gdk_pixbuf_loader_write() drives, hang on crafted files. */
  pixbuf = gdk_pixbuf_new_from_file (path, &cause);
  if (pixbuf == NULL)
    {
      translate_error (cause, info->format, error);
      return NULL;
    }

  info->width = gdk_pixbuf_get_width (pixbuf);
  info->height = gdk_pixbuf_get_height (pixbuf);
  /* libtiff turns half of what there is to turn and this option says the other half; others have none. */
  orientation = gdk_pixbuf_get_option (pixbuf, "orientation");
  pixels = scale_pixbuf (pixbuf, long_side);
  if (pixels != NULL && orientation != NULL)
    pixels = yy_image_pixels_turn (pixels, (int) g_ascii_strtoll (orientation, NULL, 10));
  if (pixels == NULL)
    yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);

  return pixels;
}

void
yy_image_restrict_loaders (void)
{
  static const char *const wanted[] = { "image/webp", "image/tiff", "image/heic", NULL };
  GSList *formats = gdk_pixbuf_get_formats ();

  for (GSList *item = formats; item != NULL; item = item->next)
    {
      g_auto (GStrv) mimes = gdk_pixbuf_format_get_mime_types (item->data);
      gboolean keep = FALSE;

      for (guint i = 0; wanted[i] != NULL; i++)
        keep = keep || g_strv_contains ((const char *const *) mimes, wanted[i]);
      gdk_pixbuf_format_set_disabled (item->data, !keep);
    }
  g_slist_free (formats);
}
