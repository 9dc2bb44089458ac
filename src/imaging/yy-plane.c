#include "yy-plane.h"

#include <string.h>

YyPlane *
yy_plane_new (int width, int height)
{
  YyPlane *self = g_new0 (YyPlane, 1);

  g_assert (width > 0 && height > 0);
  self->width = width;
  self->height = height;
  self->data = g_malloc0 ((gsize) width * (gsize) height);
  return self;
}

YyPlane *
yy_plane_copy (const YyPlane *self)
{
  YyPlane *copy = yy_plane_new (self->width, self->height);

  memcpy (copy->data, self->data, (gsize) self->width * (gsize) self->height);
  return copy;
}

void
yy_plane_free (YyPlane *self)
{
  g_free (self->data);
  g_free (self);
}

/* The compiler makes these loops work on many bytes at once; with an early way out it would not. */
static void
take_larger (guint8 *restrict to, const guint8 *restrict from, gsize n)
{
  for (gsize i = 0; i < n; i++)
    to[i] = to[i] > from[i] ? to[i] : from[i];
}

static void
take_smaller (guint8 *restrict to, const guint8 *restrict from, gsize n)
{
  for (gsize i = 0; i < n; i++)
    to[i] = to[i] < from[i] ? to[i] : from[i];
}

typedef void (*Take) (guint8 *restrict to, const guint8 *restrict from, gsize n);

/* Along rows, then along columns. */
static void
filter (YyPlane *self, int radius, Take take)
{
  const gsize width = (gsize) self->width;
  const gsize height = (gsize) self->height;
  const gsize size = width * height;
  g_autofree guint8 *from = g_malloc (size);

  memcpy (from, self->data, size);
  for (gsize y = 0; y < height; y++)
    {
      guint8 *to = self->data + y * width;
      const guint8 *row = from + y * width;

      for (gsize shift = 1; shift <= (gsize) radius && shift < width; shift++)
        {
          take (to, row + shift, width - shift);
          take (to + shift, row, width - shift);
        }
    }

  memcpy (from, self->data, size);
  for (gsize shift = 1; shift <= (gsize) radius && shift < height; shift++)
    {
      take (self->data, from + shift * width, size - shift * width);
      take (self->data + shift * width, from, size - shift * width);
    }
}

void
yy_plane_grow (YyPlane *self, int radius)
{
  filter (self, radius, take_larger);
}

void
yy_plane_shrink (YyPlane *self, int radius)
{
  filter (self, radius, take_smaller);
}

void
yy_plane_close (YyPlane *self, int radius)
{
  yy_plane_grow (self, radius);
  yy_plane_shrink (self, radius);
}
