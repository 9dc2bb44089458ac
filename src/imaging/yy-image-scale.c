#include "yy-image-scale.h"

#include <string.h>

/* Shares of a row that two rows of the result divide, in parts of this. */
#define WHOLE 256

struct _YyImageScaler
{
  int width;
  int height;
  int next_row; /* of the source */
  int done;     /* rows of the result that are whole */
  YyImagePixels *result;
  /* For each column of the result: the column of the source that its left edge falls into, and how much of
   * that one belongs to it; the rest belongs to the column before. One more at the end, past the last. */
  int *start;
  float *share;
  guint32 *sum;   /* the source rows that make up the row of the result, each pixel times its weight */
  guint32 weight; /* of what was summed up; 20 000 rows of white stay below 2^32 */
};

YyImageScaler *
yy_image_scaler_new (int width, int height, int to_width, int to_height)
{
  YyImageScaler *self;
  YyImagePixels *result;

  g_return_val_if_fail (to_width > 0 && to_width <= width, NULL);
  g_return_val_if_fail (to_height > 0 && to_height <= height, NULL);

  result = yy_image_pixels_new (to_width, to_height);
  if (result == NULL)
    return NULL;

  self = g_new0 (YyImageScaler, 1);
  self->width = width;
  self->height = height;
  self->result = result;
  self->start = g_new (int, (gsize) to_width + 1);
  self->share = g_new (float, (gsize) to_width + 1);
  self->sum = g_new0 (guint32, (gsize) width * 3);

  for (int x = 0; x <= to_width; x++)
    {
      gint64 edge = (gint64) x * width; /* in units of 1 / to_width of a source column, exact */

      self->start[x] = (int) (edge / to_width);
      self->share[x] = 1.0f - (float) (edge % to_width) / (float) to_width;
    }

  return self;
}

void
yy_image_scaler_free (YyImageScaler *self)
{
  g_clear_pointer (&self->result, yy_image_pixels_free);
  g_free (self->start);
  g_free (self->share);
  g_free (self->sum);
  g_free (self);
}

/* Rows are summed up first and narrowed once they are complete: so most of the work is adding up long rows,
 * which the compiler does many bytes at a time. */
static void
add_row (YyImageScaler *self, const guint8 *row, guint32 weight)
{
  const gsize n = (gsize) self->width * 3;
  guint32 *sum = self->sum;

  for (gsize i = 0; i < n; i++)
    sum[i] += row[i] * weight;
  self->weight += weight;
}

static void
flush_row (YyImageScaler *self)
{
  const float scale = (float) self->result->width / ((float) self->width * (float) self->weight);
  guint8 *to = self->result->data + (gsize) self->done * (gsize) self->result->width * 3;

  for (int x = 0; x < self->result->width; x++)
    {
      const guint32 *from = self->sum + (gsize) self->start[x] * 3;
      const guint32 *end = self->sum + (gsize) self->start[x + 1] * 3;
      float first = self->share[x];
      float last = 1.0f - self->share[x + 1];
      float colour[3] = { first * (float) from[0], first * (float) from[1], first * (float) from[2] };

      for (from += 3; from < end; from += 3)
        {
          for (int i = 0; i < 3; i++)
            colour[i] += (float) from[i];
        }
      for (int i = 0; i < 3; i++)
        {
          /* Past the last column there is nothing to look at, and no share of it. */
          float value = ((last > 0 ? last * (float) end[i] : 0) + colour[i]) * scale + 0.5f;

          *to++ = value >= 255.0f ? 255 : (guint8) value;
        }
    }

  memset (self->sum, 0, sizeof (guint32) * (gsize) self->width * 3);
  self->weight = 0;
  self->done++;
}

void
yy_image_scaler_push (YyImageScaler *self, const guint8 *row)
{
  gint64 top;
  gint64 bottom;
  gint64 edge;

  g_return_if_fail (self != NULL && row != NULL);

  if (self->next_row >= self->height || self->result == NULL)
    return;

  if (self->width == self->result->width && self->height == self->result->height)
    {
      memcpy (self->result->data + (gsize) self->next_row * (gsize) self->width * 3, row,
              (gsize) self->width * 3);
      self->next_row++;
      self->done++;
      return;
    }

  /* In units of 1 / height of a result row, exact. */
  top = (gint64) self->next_row * self->result->height;
  bottom = top + self->result->height;
  edge = (gint64) (self->done + 1) * self->height;
  if (bottom < edge)
    add_row (self, row, WHOLE);
  else
    {
      guint32 share = (guint32) (((edge - top) * WHOLE + self->result->height / 2) / self->result->height);

      add_row (self, row, share);
      flush_row (self);
      if (share < WHOLE)
        add_row (self, row, WHOLE - share);
    }
  self->next_row++;
}

YyImagePixels *
yy_image_scaler_finish (YyImageScaler *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->next_row < self->height)
    return NULL;

  return g_steal_pointer (&self->result);
}

void
yy_image_fit (int width, int height, int long_side, int *ret_width, int *ret_height)
{
  int longer = MAX (width, height);

  *ret_width = width;
  *ret_height = height;
  if (longer <= long_side)
    return;

  *ret_width = (int) MAX (((gint64) width * long_side + longer / 2) / longer, 1);
  *ret_height = (int) MAX (((gint64) height * long_side + longer / 2) / longer, 1);
}

YyImagePixels *
yy_image_pixels_shrink (const YyImagePixels *source, int long_side)
{
  g_autoptr (YyImageScaler) scaler = NULL;
  int width;
  int height;

  g_return_val_if_fail (source != NULL, NULL);

  yy_image_fit (source->width, source->height, long_side, &width, &height);
  scaler = yy_image_scaler_new (source->width, source->height, width, height);
  if (scaler == NULL)
    return NULL;

  for (int y = 0; y < source->height; y++)
    yy_image_scaler_push (scaler, source->data + (gsize) y * (gsize) source->width * 3);

  return yy_image_scaler_finish (scaler);
}
