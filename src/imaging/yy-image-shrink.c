#include "yy-image-shrink.h"

#include "yy-image-encode.h"
#include "yy-image-probe.h"
#include "yy-image-scale.h"

/* Tried in this order until one fits. The last ones are for pictures of noise: a photo of paper ends far
 * above. */
static const struct
{
  int side;
  int quality;
} steps[] = {
  { YY_IMAGE_SHRUNK_SIDE, 85 },
  { YY_IMAGE_SHRUNK_SIDE, 80 },
  { YY_IMAGE_SHRUNK_SIDE, 75 },
  { YY_IMAGE_SHRUNK_SIDE, 70 },
  { 2240, 75 },
  { 2240, 70 },
  { 2000, 75 },
  { 2000, 70 },
  { 1600, 70 },
  { 1200, 70 },
};

GBytes *
yy_image_shrink (const YyImagePixels *pixels, int *ret_width, int *ret_height, GError **error)
{
  g_autoptr (YyImagePixels) smaller = NULL;
  int side = 0;

  g_return_val_if_fail (pixels != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GBytes) jpeg = NULL;

      if (steps[i].side != side)
        {
          side = steps[i].side;
          g_clear_pointer (&smaller, yy_image_pixels_free);
          smaller = yy_image_pixels_shrink (pixels, side);
        }
      if (smaller == NULL)
        break;

      jpeg = yy_image_encode (smaller, steps[i].quality, error);
      if (jpeg == NULL)
        return NULL;
      if (g_bytes_get_size (jpeg) <= YY_IMAGE_SHRUNK_BYTES)
        {
          *ret_width = smaller->width;
          *ret_height = smaller->height;
          return g_steal_pointer (&jpeg);
        }
    }

  yy_image_set_too_large (error, YY_IMAGE_SHRUNK_BYTES);
  return NULL;
}

static GBytes *
make (const YyImagePixels *pixels, int side, int quality, GError **error)
{
  g_autoptr (YyImagePixels) smaller = NULL;

  g_return_val_if_fail (pixels != NULL, NULL);

  smaller = yy_image_pixels_shrink (pixels, side);
  if (smaller == NULL)
    {
      yy_image_set_too_large (error, YY_IMAGE_MAX_PIXELS);
      return NULL;
    }

  return yy_image_encode (smaller, quality, error);
}

GBytes *
yy_image_make_preview (const YyImagePixels *pixels, GError **error)
{
  return make (pixels, YY_IMAGE_PREVIEW_SIDE, YY_IMAGE_PREVIEW_QUALITY, error);
}

GBytes *
yy_image_make_thumbnail (const YyImagePixels *pixels, GError **error)
{
  return make (pixels, YY_IMAGE_THUMBNAIL_SIDE, YY_IMAGE_THUMBNAIL_QUALITY, error);
}
