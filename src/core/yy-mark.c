#include "yy-mark.h"

gboolean
yy_mark_is_valid (const YyMark *self)
{
  return self->page >= 0 && self->x >= 0 && self->y >= 0 && self->width > 0 && self->height > 0 &&
         self->x <= YY_MARK_UNIT - self->width && self->y <= YY_MARK_UNIT - self->height &&
         self->width <= YY_MARK_UNIT && self->height <= YY_MARK_UNIT;
}

YyMark
yy_mark_turn_back (const YyMark *self, int rotation)
{
  const int right = YY_MARK_UNIT - self->x - self->width;
  const int below = YY_MARK_UNIT - self->y - self->height;

  switch (rotation)
    {
    case 90:
      return (YyMark) { self->page, self->y, right, self->height, self->width };
    case 180:
      return (YyMark) { self->page, right, below, self->width, self->height };
    case 270:
      return (YyMark) { self->page, below, self->x, self->height, self->width };
    default:
      return *self;
    }
}

YyMark *
yy_mark_copy (const YyMark *self)
{
  return g_memdup2 (self, sizeof *self);
}

GPtrArray *
yy_mark_list_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}
