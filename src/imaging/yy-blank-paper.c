#include "yy-blank-paper.h"

#include <math.h>
#include <string.h>

/* The picture is looked at in squares of so many pixels. */
#define SQUARE 4
#define CLOSE 1
/* Where neighbours differ by more, in parts of 255, there is an edge. */
#define STEP 8
#define TINT_STEP 10
/* Two surfaces are parts of one sheet, which a fold or a shadow parts, when across the border light and
 * colour differ by no more; the border itself may be so many squares wide. */
#define BORDER 6
#define MAX_LIGHT 0.065
#define MAX_TINT 0.05
/* Of what two surfaces share, in squares. */
#define MIN_BORDER 12
/* A piece in a hard shadow is so much darker at most; it belongs to the sheet when both together have the
 * shape of one, that is, hardly anything else within their outline. */
#define MIN_SHADE 0.4
#define MAX_SHADE 2.4
#define MAX_SHADE_TINT 0.08
#define MAX_FOREIGN 0.015
#define MIN_SHADED 0.02
#define MAX_AT_EDGE 12
/* Parts of the picture. */
#define MIN_PART 0.003
#define MIN_SHEET 0.12
#define WHOLE_SHEET 0.93
/* Of the flat page, in pixels. */
#define MAX_SIDE 1200.0

typedef struct
{
  gint64 n;
  gint64 sum[3];
  gint64 at_edge; /* squares at the picture's edge */
} Surface;

typedef struct
{
  YyPlane *colours[3];
  int *surface_of; /* -1 while it belongs to none, -2 at an edge */
  GArray *surfaces;
} Map;

static void
clear_map (Map *map)
{
  for (int c = 0; c < 3; c++)
    g_clear_pointer (&map->colours[c], yy_plane_free);
  g_clear_pointer (&map->surface_of, g_free);
  g_clear_pointer (&map->surfaces, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, clear_map)

/* The brightest of each square, closed: what is written falls out, and the surface is left. */
static void
fill_map (const YyImagePixels *pixels, Map *map)
{
  const int width = MAX (pixels->width / SQUARE, 1);
  const int height = MAX (pixels->height / SQUARE, 1);

  for (int c = 0; c < 3; c++)
    map->colours[c] = yy_plane_new (width, height);
  for (int y = 0; y < pixels->height; y++)
    {
      const guint8 *row = pixels->data + (gsize) y * (gsize) pixels->width * 3;
      const int line = MIN (y / SQUARE, height - 1) * width;

      for (int x = 0; x < pixels->width; x++)
        {
          const int at = line + MIN (x / SQUARE, width - 1);

          for (int c = 0; c < 3; c++)
            {
              guint8 *value = &map->colours[c]->data[at];

              *value = MAX (*value, row[x * 3 + c]);
            }
        }
    }
  for (int c = 0; c < 3; c++)
    yy_plane_close (map->colours[c], CLOSE);
}

/* Edges are found by all neighbours together: along an edge that lies aslant, each step is small. */
static gboolean
is_edge (const Map *map, int x, int y)
{
  const int width = map->colours[0]->width;
  const int height = map->colours[0]->height;
  int low[3] = { 255, 255, 255 };
  int high[3] = { -255, -255, -255 };

  for (int row = MAX (y - 1, 0); row <= MIN (y + 1, height - 1); row++)
    {
      for (int column = MAX (x - 1, 0); column <= MIN (x + 1, width - 1); column++)
        {
          const int at = row * width + column;
          const int green = map->colours[1]->data[at];
          const int values[3] = { green, map->colours[0]->data[at] - green,
                                  map->colours[2]->data[at] - green };

          for (int i = 0; i < 3; i++)
            {
              low[i] = MIN (low[i], values[i]);
              high[i] = MAX (high[i], values[i]);
            }
        }
    }

  return high[0] - low[0] > STEP || high[1] - low[1] > TINT_STEP || high[2] - low[2] > TINT_STEP;
}

static void
spread (Map *map, int start, int *stack)
{
  const int width = map->colours[0]->width;
  const int height = map->colours[0]->height;
  const int id = (int) map->surfaces->len;
  Surface surface = { 0 };
  int n = 0;

  stack[n++] = start;
  map->surface_of[start] = id;
  while (n > 0)
    {
      const int at = stack[--n];
      const int x = at % width;
      const int y = at / width;
      const int next[4] = { x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, y > 0 ? at - width : -1,
                            y < height - 1 ? at + width : -1 };

      surface.n++;
      surface.at_edge += x == 0 || y == 0 || x == width - 1 || y == height - 1;
      for (int c = 0; c < 3; c++)
        surface.sum[c] += map->colours[c]->data[at];
      for (int i = 0; i < 4; i++)
        {
          if (next[i] < 0 || map->surface_of[next[i]] != -1)
            continue;
          map->surface_of[next[i]] = id;
          stack[n++] = next[i];
        }
    }
  g_array_append_val (map->surfaces, surface);
}

static void
part_map (Map *map)
{
  const int size = map->colours[0]->width * map->colours[0]->height;
  g_autofree int *stack = g_new (int, (gsize) size);

  map->surfaces = g_array_new (FALSE, FALSE, sizeof (Surface));
  map->surface_of = g_new (int, (gsize) size);
  for (int i = 0; i < size; i++)
    map->surface_of[i] = is_edge (map, i % map->colours[0]->width, i / map->colours[0]->width) ? -2 : -1;
  for (int i = 0; i < size; i++)
    {
      if (map->surface_of[i] == -1)
        spread (map, i, stack);
    }
}

static const Surface *
get_surface (const Map *map, int id)
{
  return &g_array_index (map->surfaces, Surface, id);
}

/* Paper is large, bright above all, and of no colour. */
static double
rate (const Surface *surface)
{
  const double n = (double) surface->n;
  const double r = (double) surface->sum[0] / n;
  const double g = (double) surface->sum[1] / n;
  const double b = (double) surface->sum[2] / n;
  const double high = MAX (MAX (r, g), b);
  const double low = MIN (MIN (r, g), b);

  return high < 1 ? 0 : n * pow (high / 255, 4) * (low / high) * (low / high);
}

/* What two surfaces have in common: how often they meet, and by how much they differ there. */
typedef struct
{
  int n;
  double light;
  double tint;
} Border;

/* The surfaces that are large enough to be looked at have numbers from 0; the others have -1. @ret_numbers
 * has two places more than there are surfaces: it begins with edges. */
static int
number_surfaces (const Map *map, int *ret_numbers)
{
  const int size = map->colours[0]->width * map->colours[0]->height;
  int n = 0;

  ret_numbers[0] = ret_numbers[1] = -1;
  for (guint i = 0; i < map->surfaces->len; i++)
    ret_numbers[i + 2] = get_surface (map, (int) i)->n >= MIN_PART * size ? n++ : -1;
  return n;
}

static void
add_border (const Map *map, int a, int b, Border *border)
{
  double light[2] = { 1, 1 };
  double tint = 0;

  for (int c = 0; c < 3; c++)
    {
      light[0] += map->colours[c]->data[a];
      light[1] += map->colours[c]->data[b];
    }
  for (int c = 0; c < 3; c++)
    tint = MAX (tint, fabs (map->colours[c]->data[a] / light[0] - map->colours[c]->data[b] / light[1]) * 3);

  border->n++;
  border->light += fabs (light[0] - light[1]) / MAX (light[0], light[1]);
  border->tint += tint;
}

static Border *
find_borders (const Map *map, const int *numbers, int n)
{
  const int width = map->colours[0]->width;
  const int height = map->colours[0]->height;
  Border *borders = g_new0 (Border, (gsize) n * (gsize) n);

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          const int at = y * width + x;
          const int others[2] = { x + BORDER < width ? at + BORDER : -1,
                                  y + BORDER < height ? at + BORDER * width : -1 };
          const int mine = numbers[map->surface_of[at] + 2];

          for (int i = 0; mine >= 0 && i < 2; i++)
            {
              const int theirs = others[i] >= 0 ? numbers[map->surface_of[others[i]] + 2] : -1;

              if (theirs >= 0 && theirs != mine)
                add_border (map, at, others[i], &borders[MIN (mine, theirs) * n + MAX (mine, theirs)]);
            }
        }
    }

  return borders;
}

static gboolean
is_one_sheet (const Border *border)
{
  return border->n >= MIN_BORDER && border->light < MAX_LIGHT * border->n &&
         border->tint < MAX_TINT * border->n;
}

/* Marks in @ret_taken (one for each numbered surface) what belongs to the sheet @start. */
static void
take_sheet (const Border *borders, int n, int start, guint8 *ret_taken)
{
  gboolean more = TRUE;

  ret_taken[start] = 1;
  while (more)
    {
      more = FALSE;
      for (int a = 0; a < n; a++)
        {
          for (int b = a + 1; b < n; b++)
            {
              if (ret_taken[a] == ret_taken[b] || !is_one_sheet (&borders[a * n + b]))
                continue;
              ret_taken[a] = ret_taken[b] = 1;
              more = TRUE;
            }
        }
    }
}

/* Keeps of @mask what hangs together with its largest piece. */
static void
keep_largest (YyPlane *mask)
{
  const int size = mask->width * mask->height;
  g_autofree int *stack = g_new (int, (gsize) size);
  int best = 0;
  int best_start = -1;

  /* 1: in the mask, 2: seen; then 3: of the largest. */
  for (int pass = 0; pass < 2; pass++)
    {
      for (int i = pass == 0 ? 0 : MAX (best_start, 0); i < size; i++)
        {
          const guint8 from = pass == 0 ? 1 : 2;
          int n = 0;
          int area = 0;

          if (mask->data[i] != from)
            continue;
          stack[n++] = i;
          mask->data[i] = (guint8) (from + 1);
          while (n > 0)
            {
              const int at = stack[--n];
              const int x = at % mask->width;
              const int next[4] = { x > 0 ? at - 1 : -1, x < mask->width - 1 ? at + 1 : -1, at - mask->width,
                                    at + mask->width };

              area++;
              for (int k = 0; k < 4; k++)
                {
                  if (next[k] < 0 || next[k] >= size || mask->data[next[k]] != from)
                    continue;
                  mask->data[next[k]] = (guint8) (from + 1);
                  stack[n++] = next[k];
                }
            }
          if (pass == 1)
            break;
          if (area > best)
            {
              best = area;
              best_start = i;
            }
        }
    }
  for (int i = 0; i < size; i++)
    mask->data[i] = mask->data[i] == 3;
}

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

/* The smallest convex figure around the mask (element-type YySpot), in squares. */
static GArray *
wrap_mask (const YyPlane *mask)
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

/* Of what lies within @hull, the part that belongs to surfaces other than the sheet's. */
static double
rate_foreign (const Map *map, const int *numbers, const guint8 *taken, const GArray *hull)
{
  const int width = map->colours[0]->width;
  const int height = map->colours[0]->height;
  int n = 0;
  int foreign = 0;

  for (int y = 0; y < height; y++)
    {
      double left = width;
      double right = 0;

      for (guint i = 0; i < hull->len; i++)
        {
          const YySpot a = g_array_index (hull, YySpot, i);
          const YySpot b = g_array_index (hull, YySpot, (i + 1) % hull->len);
          double x;

          if ((a.y <= y + 0.5) == (b.y <= y + 0.5))
            continue;
          x = a.x + (b.x - a.x) * (y + 0.5 - a.y) / (b.y - a.y);
          left = MIN (left, x);
          right = MAX (right, x);
        }
      for (int x = (int) left; x < (int) right; x++)
        {
          const int number = numbers[map->surface_of[y * width + x] + 2];

          n++;
          foreign += number >= 0 && !taken[number];
        }
    }

  return n > 0 ? (double) foreign / n : 1;
}

static YyPlane *
make_mask (const Map *map, const int *numbers, const guint8 *taken)
{
  YyPlane *mask = yy_plane_new (map->colours[0]->width, map->colours[0]->height);

  for (int i = 0; i < mask->width * mask->height; i++)
    {
      const int number = numbers[map->surface_of[i] + 2];

      mask->data[i] = number >= 0 && taken[number];
    }
  yy_plane_close (mask, 2);
  keep_largest (mask);

  return mask;
}

/* What runs out of the picture where the sheet does not is what the sheet lies on. */
static gboolean
may_be_shaded (const Surface *surface, const Surface *sheet)
{
  double light[2] = { 1, 1 };

  if (surface->at_edge > MAX_AT_EDGE && sheet->at_edge <= MAX_AT_EDGE)
    return FALSE;
  for (int c = 0; c < 3; c++)
    {
      light[0] += (double) surface->sum[c] / (double) surface->n;
      light[1] += (double) sheet->sum[c] / (double) sheet->n;
    }
  for (int c = 0; c < 3; c++)
    {
      if (fabs ((double) surface->sum[c] / (double) surface->n / light[0] -
                (double) sheet->sum[c] / (double) sheet->n / light[1]) *
              3 >
          MAX_SHADE_TINT)
        return FALSE;
    }

  return light[0] > light[1] * MIN_SHADE && light[0] < light[1] * MAX_SHADE;
}

/* Takes pieces in that a hard shadow cut off. */
static void
take_shaded (const Map *map, const int *numbers, const Border *borders, int n, int sheet, guint8 *taken)
{
  const int size = map->colours[0]->width * map->colours[0]->height;

  for (guint i = 0; i < map->surfaces->len; i++)
    {
      const Surface *surface = get_surface (map, (int) i);
      g_autofree guint8 *tried = NULL;
      g_autoptr (YyPlane) mask = NULL;
      g_autoptr (GArray) hull = NULL;

      if (numbers[i + 2] < 0 || taken[numbers[i + 2]] || (double) surface->n < MIN_SHADED * size ||
          !may_be_shaded (surface, get_surface (map, sheet)))
        continue;
      tried = g_memdup2 (taken, (gsize) n);
      take_sheet (borders, n, numbers[i + 2], tried);
      mask = make_mask (map, numbers, tried);
      hull = wrap_mask (mask);
      if (measure ((const YySpot *) (gconstpointer) hull->data, hull->len) > WHOLE_SHEET * size ||
          rate_foreign (map, numbers, tried, hull) > MAX_FOREIGN)
        continue;
      memcpy (taken, tried, (gsize) n);
    }
}

static YyPlane *
find_sheet (const Map *map)
{
  g_autofree int *numbers = g_new (int, (gsize) map->surfaces->len + 2);
  const int n = number_surfaces (map, numbers);
  g_autofree Border *borders = find_borders (map, numbers, n);
  g_autofree guint8 *taken = g_new0 (guint8, (gsize) n + 1);
  int sheet = -1;

  for (guint i = 0; i < map->surfaces->len; i++)
    {
      if (numbers[i + 2] >= 0 &&
          (sheet < 0 || rate (get_surface (map, (int) i)) > rate (get_surface (map, sheet))))
        sheet = (int) i;
    }
  if (sheet >= 0)
    {
      take_sheet (borders, n, numbers[sheet + 2], taken);
      take_shaded (map, numbers, borders, n, sheet, taken);
    }

  return make_mask (map, numbers, taken);
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

/* Four corners of a figure that is nearly a rectangle, in the order of #YyBlankPaper. */
static void
find_corners (const GArray *hull, YySpot ret_corners[4])
{
  static const int towards[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  double best = G_MAXDOUBLE;
  double angle = 0;
  double low[2], high[2];
  double c, s;

  for (int i = -90; i < 90; i++)
    {
      double area;

      get_sides (hull, i * G_PI / 360, low, high);
      area = (high[0] - low[0]) * (high[1] - low[1]);
      if (area < best)
        {
          best = area;
          angle = i * G_PI / 360;
        }
    }
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
  if (measure (ret_corners, 4) >= 0.9 * measure ((const YySpot *) (gconstpointer) hull->data, hull->len))
    return;

  /* Something of the surface's colour sticks out, or a corner is hidden. */
  for (int k = 0; k < 4; k++)
    {
      const double p = towards[k][0] < 0 ? low[0] : high[0];
      const double q = towards[k][1] < 0 ? low[1] : high[1];

      ret_corners[k] = (YySpot) { p * c - q * s, p * s + q * c };
    }
}

/* Whoever photographs a page has it in the middle. */
static gboolean
is_around (const YySpot corners[4], YySpot spot)
{
  for (int k = 0; k < 4; k++)
    {
      if (cross (corners[k], corners[(k + 1) % 4], spot) < 0)
        return FALSE;
    }

  return TRUE;
}

static double
get_distance (YySpot a, YySpot b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

void
yy_blank_paper_find (const YyImagePixels *pixels, YyBlankPaper *ret_paper)
{
  g_auto (Map) map = { 0 };
  g_autoptr (YyPlane) mask = NULL;
  g_autoptr (GArray) hull = NULL;
  const double width = pixels->width;
  const double height = pixels->height;
  double part;
  double across, down;
  double scale;

  memset (ret_paper, 0, sizeof *ret_paper);
  fill_map (pixels, &map);
  part_map (&map);
  mask = find_sheet (&map);
  hull = wrap_mask (mask);
  part = measure ((const YySpot *) (gconstpointer) hull->data, hull->len) / (mask->width * mask->height);

  ret_paper->whole = part < MIN_SHEET || part > WHOLE_SHEET;
  if (!ret_paper->whole)
    {
      find_corners (hull, ret_paper->corners);
      for (int k = 0; k < 4; k++)
        {
          ret_paper->corners[k].x *= width / mask->width;
          ret_paper->corners[k].y *= height / mask->height;
        }
      ret_paper->whole = !is_around (ret_paper->corners, (YySpot) { width / 2, height / 2 });
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
