#include "yy-outline.h"

#include <math.h>

static double
cross (YySpot a, YySpot b, YySpot c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const YySpot *first = a;
  const YySpot *second = b;

  if (first->x != second->x)
    return first->x < second->x ? -1 : 1;
  return first->y < second->y ? -1 : first->y > second->y;
}

GArray *
yy_outline_wrap (const YyPlane *mask)
{
  g_autoptr (GArray) spots = g_array_new (FALSE, FALSE, sizeof (YySpot));
  GArray *hull = g_array_new (FALSE, FALSE, sizeof (YySpot));

  for (int y = 0; y < mask->height; y++)
    {
      const guint8 *row = mask->data + y * mask->width;
      int first = 0;
      int last = mask->width - 1;

      while (first < mask->width && row[first] == 0)
        first++;
      if (first == mask->width)
        continue;
      while (row[last] == 0)
        last--;
      for (int i = 0; i < 4; i++)
        {
          YySpot spot = { i & 1 ? last + 1 : first, i & 2 ? y + 1 : y };

          g_array_append_val (spots, spot);
        }
    }
  g_array_sort (spots, compare_spots);

  for (int pass = 0; pass < 2; pass++)
    {
      const guint start = hull->len;

      for (guint i = 0; i < spots->len; i++)
        {
          YySpot spot = g_array_index (spots, YySpot, pass == 0 ? i : spots->len - 1 - i);

          while (hull->len >= start + 2 && cross (g_array_index (hull, YySpot, hull->len - 2),
                                                  g_array_index (hull, YySpot, hull->len - 1), spot) <= 0)
            g_array_set_size (hull, hull->len - 1);
          g_array_append_val (hull, spot);
        }
      /* The last one of the one way is the first of the other. */
      if (hull->len > 0)
        g_array_set_size (hull, hull->len - 1);
    }

  return hull;
}

static double
measure (const YySpot *spots, guint n)
{
  double twice = 0;

  for (guint i = 0; i < n; i++)
    twice += spots[i].x * spots[(i + 1) % n].y - spots[(i + 1) % n].x * spots[i].y;
  return fabs (twice) / 2;
}

double
yy_outline_measure (const GArray *outline)
{
  return measure ((const YySpot *) (gconstpointer) outline->data, outline->len);
}

/* How the figure lies when it is turned: its four sides. */
static void
get_sides (const GArray *hull, double angle, double ret_low[2], double ret_high[2])
{
  const double c = cos (angle);
  const double s = sin (angle);

  ret_low[0] = ret_low[1] = G_MAXDOUBLE;
  ret_high[0] = ret_high[1] = -G_MAXDOUBLE;
  for (guint i = 0; i < hull->len; i++)
    {
      const YySpot spot = g_array_index (hull, YySpot, i);
      const double at[2] = { spot.x * c + spot.y * s, spot.y * c - spot.x * s };

      for (int k = 0; k < 2; k++)
        {
          ret_low[k] = MIN (ret_low[k], at[k]);
          ret_high[k] = MAX (ret_high[k], at[k]);
        }
    }
}

/* The turn at which the rectangle around the figure is smallest; its area. */
static double
find_angle (const GArray *hull, double *ret_angle)
{
  double best = G_MAXDOUBLE;

  for (int i = -90; i < 90; i++)
    {
      double low[2], high[2];
      double area;

      get_sides (hull, i * G_PI / 360, low, high);
      area = (high[0] - low[0]) * (high[1] - low[1]);
      if (area < best)
        {
          best = area;
          *ret_angle = i * G_PI / 360;
        }
    }

  return best;
}

double
yy_outline_rate_rectangle (const GArray *outline)
{
  double angle = 0;

  return outline->len < 3 ? 0 : yy_outline_measure (outline) / find_angle (outline, &angle);
}

void
yy_outline_find_corners (const GArray *hull, YySpot ret_corners[4])
{
  static const int towards[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  double angle = 0;
  double low[2], high[2];
  double c, s;

  find_angle (hull, &angle);
  get_sides (hull, angle, low, high);
  c = cos (angle);
  s = sin (angle);
  for (int k = 0; k < 4; k++)
    {
      double farthest = -G_MAXDOUBLE;

      for (guint i = 0; i < hull->len; i++)
        {
          const YySpot spot = g_array_index (hull, YySpot, i);
          const double p = (spot.x * c + spot.y * s - low[0]) / MAX (high[0] - low[0], 1e-6);
          const double q = (spot.y * c - spot.x * s - low[1]) / MAX (high[1] - low[1], 1e-6);
          const double far = towards[k][0] * p + towards[k][1] * q;

          if (far > farthest)
            {
              farthest = far;
              ret_corners[k] = spot;
            }
        }
    }
  if (measure (ret_corners, 4) >= 0.9 * yy_outline_measure (hull))
    return;

  /* Something of the surface's colour sticks out, or a corner is hidden. */
  for (int k = 0; k < 4; k++)
    {
      const double p = towards[k][0] < 0 ? low[0] : high[0];
      const double q = towards[k][1] < 0 ? low[1] : high[1];

      ret_corners[k] = (YySpot) { p * c - q * s, p * s + q * c };
    }
}

gboolean
yy_outline_is_around (const YySpot corners[4], YySpot spot)
{
  for (int k = 0; k < 4; k++)
    {
      if (cross (corners[k], corners[(k + 1) % 4], spot) < 0)
        return FALSE;
    }

  return TRUE;
}
