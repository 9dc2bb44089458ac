#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyPlane:
 * @width: in pixels
 * @height: in pixels
 * @data: rows of @width bytes, without gaps
 *
 * One value of 0 to 255 for each pixel: brightness, depth of ink, or a mask. Owns its @data. Not thread-safe.
 */
typedef struct
{
  int width;
  int height;
  guint8 *data;
} YyPlane;

/* All zero. Both sides at least 1. (transfer full) */
YyPlane *yy_plane_new (int width, int height);
YyPlane *yy_plane_copy (const YyPlane *self);
void yy_plane_free (YyPlane *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyPlane, yy_plane_free)

/* Each pixel becomes the largest, or the smallest, of the square of @radius around it; what is outside does
 * not count. In place. */
void yy_plane_grow (YyPlane *self, int radius);
void yy_plane_shrink (YyPlane *self, int radius);
/* Fills what is dark and narrower than twice @radius: the surface without what is written on it. In place. */
void yy_plane_close (YyPlane *self, int radius);

G_END_DECLS
