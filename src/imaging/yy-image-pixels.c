#include "yy-image-pixels.h"

#include <string.h>

YyImagePixels *
yy_image_pixels_new (int width, int height)
{
  YyImagePixels *self;
  guint8 *data;

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  data = g_try_malloc_n ((gsize) width * (gsize) height, 3);
  if (data == NULL)
    return NULL;

  self = g_new0 (YyImagePixels, 1);
  self->width = width;
  self->height = height;
  self->data = data;

  return self;
}

void
yy_image_pixels_free (YyImagePixels *self)
{
  g_free (self->data);
  g_free (self);
}

YyImagePixels *
yy_image_pixels_turn (YyImagePixels *self, int orientation)
{
  g_autoptr (YyImagePixels) source = self;
  g_autoptr (YyImagePixels) turned = NULL;
  gboolean swap = orientation >= 5;
  /* Of the source pixel that belongs at (x, y): counted from the other end? */
  gboolean mirror_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean mirror_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const guint8 *from;
  guint8 *to;

  g_return_val_if_fail (self != NULL, NULL);

  if (orientation < 2 || orientation > 8)
    return g_steal_pointer (&source);

  turned = yy_image_pixels_new (swap ? source->height : source->width, swap ? source->width : source->height);
  if (turned == NULL)
    return NULL;

  to = turned->data;
  for (int y = 0; y < turned->height; y++)
    {
      for (int x = 0; x < turned->width; x++)
        {
          int source_x = swap ? y : x;
          int source_y = swap ? x : y;

          if (mirror_x)
            source_x = source->width - 1 - source_x;
          if (mirror_y)
            source_y = source->height - 1 - source_y;
          from = source->data + ((gsize) source_y * (gsize) source->width + (gsize) source_x) * 3;
          memcpy (to, from, 3);
          to += 3;
        }
    }

  return g_steal_pointer (&turned);
}

void
yy_image_flatten_row (const guint8 *row, int width, guint8 *ret_row)
{
  for (int x = 0; x < width; x++)
    {
      guint opaque = row[x * 4 + 3];

      for (int i = 0; i < 3; i++)
        ret_row[x * 3 + i] = (guint8) ((row[x * 4 + i] * opaque + 255u * (255u - opaque) + 127u) / 255u);
    }
}
