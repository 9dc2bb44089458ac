#include "yy-image-scale.h"

#include <string.h>

struct _YyImageScaler
{
  int width;
  int height;
  int next_row; /* of the source */
  int done;     /* rows of the result that are whole */
  YyImagePixels *result;
  /* For each column of the source: the column of the result that its left edge falls into, and how much of it
   * belongs there; the rest belongs to the next one. */
  int *column;
  float *share;
  float *line; /* one source row at the width of the result */
  float *sum;  /* the row of the result being made */
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
  self->column = g_new (int, width);
  self->share = g_new (float, width);
  self->line = g_new (float, ((gsize) to_width + 1) * 3);
  self->sum = g_new0 (float, (gsize) to_width * 3);

  for (int x = 0; x < width; x++)
    {
      /* Edges in units of 1 / width of a result column, exact in integers. */
      gint64 left = (gint64) x * to_width;
      gint64 right = left + to_width;
      gint64 edge = (left / width + 1) * width;

      self->column[x] = (int) (left / width);
      self->share[x] = right <= edge ? 1.0f : (float) (edge - left) / (float) to_width;
    }

  return self;
}

void
yy_image_scaler_free (YyImageScaler *self)
{
  g_clear_pointer (&self->result, yy_image_pixels_free);
  g_free (self->column);
  g_free (self->share);
  g_free (self->line);
  g_free (self->sum);
  g_free (self);
}

static void
narrow (YyImageScaler *self, const guint8 *row)
{
  memset (self->line, 0, sizeof (float) * ((gsize) self->result->width + 1) * 3);
  for (int x = 0; x < self->width; x++)
    {
      float *to = self->line + (gsize) self->column[x] * 3;
      float share = self->share[x];
      float rest = 1.0f - share;
      float red = row[x * 3];
      float green = row[x * 3 + 1];
      float blue = row[x * 3 + 2];

      to[0] += share * red;
      to[1] += share * green;
      to[2] += share * blue;
      to[3] += rest * red; /* one spare column at the end takes the nothing that is left there */
      to[4] += rest * green;
      to[5] += rest * blue;
    }
}

static void
add_line (YyImageScaler *self, float share)
{
  const gsize n = (gsize) self->result->width * 3;

  for (gsize i = 0; i < n; i++)
    self->sum[i] += share * self->line[i];
}

static void
flush_row (YyImageScaler *self)
{
  const gsize n = (gsize) self->result->width * 3;
  const float scale =
      (float) ((double) self->result->width / self->width * self->result->height / self->height);
  guint8 *to = self->result->data + (gsize) self->done * n;

  for (gsize i = 0; i < n; i++)
    {
      float value = self->sum[i] * scale + 0.5f;

      to[i] = value >= 255.0f ? 255 : (guint8) value;
    }
  memset (self->sum, 0, sizeof (float) * n);
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

  top = (gint64) self->next_row * self->result->height;
  bottom = top + self->result->height;
  edge = (gint64) (self->done + 1) * self->height;
  narrow (self, row);
  if (bottom < edge)
    add_line (self, 1.0f);
  else
    {
      float share = (float) (edge - top) / (float) self->result->height;

      add_line (self, share);
      flush_row (self);
      if (bottom > edge)
        add_line (self, 1.0f - share);
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
