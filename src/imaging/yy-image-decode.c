#include "yy-image-decode-private.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

GBytes *
yy_image_load (int fd, GError **error)
{
  g_autofree guint8 *data = NULL;
  struct stat status;
  gsize size;
  gsize done = 0;

  g_return_val_if_fail (fd >= 0, NULL);

  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      yy_image_format_refuse ("?", error);
      return NULL;
    }
  if (status.st_size > YY_IMAGE_MAX_BYTES)
    {
      yy_image_set_too_large (error, YY_IMAGE_MAX_BYTES);
      return NULL;
    }

  size = (gsize) status.st_size;
  data = g_try_malloc (MAX (size, 1));
  if (data == NULL)
    {
      yy_image_set_too_large (error, YY_IMAGE_MAX_BYTES);
      return NULL;
    }
  while (done < size)
    {
      gssize n = pread (fd, data + done, size - done, (off_t) done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0) /* cannot be read, or became shorter meanwhile */
        {
          yy_image_set_damaged (error);
          return NULL;
        }
      done += (gsize) n;
    }

  return g_bytes_new_take (g_steal_pointer (&data), size);
}

YyImagePixels *
yy_image_decode (int fd, int long_side, YyImageInfo *ret_info, GError **error)
{
  g_autoptr (YyImagePixels) pixels = NULL;
  g_autoptr (GBytes) bytes = NULL;
  YyImageInfo info;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (long_side > 0, NULL);

  bytes = yy_image_load (fd, error);
  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &size);
  if (!yy_image_probe (data, size, &info, error))
    return NULL;

  if (info.format == YY_IMAGE_FORMAT_JPEG)
    pixels = yy_image_decode_jpeg (data, size, long_side, error);
  else if (info.format == YY_IMAGE_FORMAT_PNG)
    pixels = yy_image_decode_png (data, size, long_side, error);
  else
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      pixels = yy_image_decode_pixbuf (fd, long_side, &info, error);
    }
  if (pixels == NULL)
    return NULL;

  if (info.format != YY_IMAGE_FORMAT_TIFF) /* which is upright already */
    pixels = yy_image_pixels_turn (g_steal_pointer (&pixels), info.orientation);
  if (pixels == NULL)
    yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);
  else if (ret_info != NULL)
    *ret_info = info;

  return g_steal_pointer (&pixels);
}
