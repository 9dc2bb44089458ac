#include "yy-blank-surfaces.h"

#include <math.h>
#include <string.h>

#include "yy-outline.h"

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
#define MAX_FOREIGN 0.035
#define MIN_SHADED 0.02
#define MAX_SHADED 5
/* By how much less it may fill a rectangle than the piece alone. */
#define LESS_RECTANGLE 0.04
#define MAX_AT_EDGE 12
/* Parts of the picture. */
#define MIN_PART 0.003

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

/* The largest surfaces that could be a piece of the sheet. */
static int
list_shaded (const Map *map, const int *numbers, int sheet, const guint8 *taken, int ret_shaded[MAX_SHADED])
{
  const int size = map->colours[0]->width * map->colours[0]->height;
  int n = 0;

  for (guint i = 0; i < map->surfaces->len; i++)
    {
      const Surface *surface = get_surface (map, (int) i);
      int place;

      if (numbers[i + 2] < 0 || taken[numbers[i + 2]] || (double) surface->n < MIN_SHADED * size ||
          !may_be_shaded (surface, get_surface (map, sheet)))
        continue;
      for (place = MIN (n, MAX_SHADED - 1); place > 0; place--)
        {
          if (get_surface (map, ret_shaded[place - 1])->n >= surface->n)
            break;
          ret_shaded[place] = ret_shaded[place - 1];
        }
      if (place < MAX_SHADED && (place < n || n < MAX_SHADED))
        ret_shaded[place] = (int) i;
      n = MIN (n + 1, MAX_SHADED);
    }

  return n;
}

/* Takes pieces in that a hard shadow cut off: as many as together have the shape of a sheet. */
static void
take_shaded (const Map *map, const int *numbers, const Border *borders, int n, int sheet, guint8 *taken)
{
  g_autoptr (YyPlane) alone = make_mask (map, numbers, taken);
  g_autoptr (GArray) outline = yy_outline_wrap (alone);
  const double size = alone->width * alone->height;
  const double rectangle = yy_outline_rate_rectangle (outline);
  g_autofree guint8 *best = NULL;
  double best_area = 0;
  int shaded[MAX_SHADED];
  const int n_shaded = list_shaded (map, numbers, sheet, taken, shaded);

  for (int subset = 1; subset < 1 << n_shaded; subset++)
    {
      g_autofree guint8 *tried = g_memdup2 (taken, (gsize) n);
      g_autoptr (YyPlane) mask = NULL;
      g_autoptr (GArray) hull = NULL;
      double area;

      for (int i = 0; i < n_shaded; i++)
        {
          if ((subset & 1 << i) != 0)
            take_sheet (borders, n, numbers[shaded[i] + 2], tried);
        }
      mask = make_mask (map, numbers, tried);
      hull = yy_outline_wrap (mask);
      area = yy_outline_measure (hull) / size;
      if (area <= best_area ||
          (area > YY_BLANK_WHOLE_SHEET && get_surface (map, sheet)->at_edge <= MAX_AT_EDGE) ||
          yy_outline_rate_rectangle (hull) < rectangle - LESS_RECTANGLE ||
          rate_foreign (map, numbers, tried, hull) > MAX_FOREIGN)
        continue;
      best_area = area;
      g_free (best);
      best = g_steal_pointer (&tried);
    }
  if (best != NULL)
    memcpy (taken, best, (gsize) n);
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

YyPlane *
yy_blank_surfaces_find_sheet (const YyImagePixels *pixels)
{
  g_auto (Map) map = { 0 };

  fill_map (pixels, &map);
  part_map (&map);
  return find_sheet (&map);
}
