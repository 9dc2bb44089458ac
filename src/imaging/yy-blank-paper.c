#include "yy-blank-paper.h"

#include <math.h>
#include <string.h>

#include "yy-blank-surfaces.h"

/* What is smaller than this part of the picture is no sheet that anybody photographed. */
#define MIN_SHEET 0.12
/* Of the flat page, in pixels. */
#define MAX_SIDE 1200.0

static double
get_distance (YySpot a, YySpot b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

void
yy_blank_paper_find (const YyImagePixels *pixels, YyBlankPaper *ret_paper)
{
  g_autoptr (YyPlane) mask = yy_blank_surfaces_find_sheet (pixels);
  g_autoptr (GArray) outline = yy_outline_wrap (mask);
  const double width = pixels->width;
  const double height = pixels->height;
  const double part = yy_outline_measure (outline) / (mask->width * mask->height);
  double across, down;
  double scale;

  memset (ret_paper, 0, sizeof *ret_paper);
  ret_paper->whole = part < MIN_SHEET || part > YY_BLANK_WHOLE_SHEET;
  if (!ret_paper->whole)
    {
      yy_outline_find_corners (outline, ret_paper->corners);
      for (int k = 0; k < 4; k++)
        {
          ret_paper->corners[k].x *= width / mask->width;
          ret_paper->corners[k].y *= height / mask->height;
        }
      /* Whoever photographs a page has it in the middle. */
      ret_paper->whole = !yy_outline_is_around (ret_paper->corners, (YySpot) { width / 2, height / 2 });
    }
  if (ret_paper->whole)
    {
      ret_paper->corners[0] = (YySpot) { 0, 0 };
      ret_paper->corners[1] = (YySpot) { width, 0 };
      ret_paper->corners[2] = (YySpot) { width, height };
      ret_paper->corners[3] = (YySpot) { 0, height };
    }

  across = (get_distance (ret_paper->corners[0], ret_paper->corners[1]) +
            get_distance (ret_paper->corners[3], ret_paper->corners[2])) /
           2;
  down = (get_distance (ret_paper->corners[0], ret_paper->corners[3]) +
          get_distance (ret_paper->corners[1], ret_paper->corners[2])) /
         2;
  scale = MIN (1, MAX_SIDE / MAX (across, down));
  ret_paper->width = MAX ((int) lround (across * scale), 1);
  ret_paper->height = MAX ((int) lround (down * scale), 1);
}

static inline YySpot
look (const YyBlankPaper *self, double c, double s, double x, double y)
{
  const YySpot *corner = self->corners;
  const double dx = x - self->width / 2.0;
  const double dy = y - self->height / 2.0;
  const double u = (dx * c - dy * s) / self->width + 0.5;
  const double v = (dx * s + dy * c) / self->height + 0.5;

  return (YySpot) {
    .x = (1 - v) * ((1 - u) * corner[0].x + u * corner[1].x) + v * ((1 - u) * corner[3].x + u * corner[2].x),
    .y = (1 - v) * ((1 - u) * corner[0].y + u * corner[1].y) + v * ((1 - u) * corner[3].y + u * corner[2].y),
  };
}

YySpot
yy_blank_paper_look (const YyBlankPaper *self, double x, double y)
{
  return look (self, cos (self->turn), sin (self->turn), x, y);
}

static int
get_light (const guint8 *rgb)
{
  return rgb[0] + 2 * rgb[1] + rgb[2];
}

YyPlane *
yy_blank_paper_flatten (const YyBlankPaper *self, const YyImagePixels *pixels)
{
  YyPlane *plane = yy_plane_new (self->width, self->height);
  const int width = pixels->width;
  const int height = pixels->height;
  const double c = cos (self->turn);
  const double s = sin (self->turn);

  for (int y = 0; y < plane->height; y++)
    {
      for (int x = 0; x < plane->width; x++)
        {
          const YySpot spot = look (self, c, s, x + 0.5, y + 0.5);
          const int fx = (int) (CLAMP (spot.x - 0.5, 0, width - 1) * 64);
          const int fy = (int) (CLAMP (spot.y - 0.5, 0, height - 1) * 64);
          const int tx = fx & 63;
          const int ty = fy & 63;
          const int right = fx / 64 < width - 1 ? 3 : 0;
          const gsize below = fy / 64 < height - 1 ? (gsize) width * 3 : 0;
          const guint8 *at = pixels->data + ((gsize) (fy / 64) * (gsize) width + (gsize) (fx / 64)) * 3;
          const int upper = get_light (at) * (64 - tx) + get_light (at + right) * tx;
          const int lower = get_light (at + below) * (64 - tx) + get_light (at + below + right) * tx;

          plane->data[(gsize) y * (gsize) plane->width + (gsize) x] =
              (guint8) ((upper * (64 - ty) + lower * ty) / (4 * 64 * 64));
        }
    }

  return plane;
}
