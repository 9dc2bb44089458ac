#include "yy-blank-ink.h"

#include <math.h>
#include <string.h>

/* Millimetres. What is wider than this is no stroke. */
#define STROKE 3.6
/* A line is at least so long and at most so thick. */
#define LINE_LENGTH 11.0
#define LINE_THICKNESS 2.8

/* Depths, in parts of 255. */
#define LOW 15
#define LOW_NOISES 2.6
#define HIGH 54
/* A line is longer than anything else, so it may be fainter. */
#define LINE_LOW 0.65
#define HIGH_NOISES 4.5

#define MAX_POINTS 20000
#define MAX_TURN 24 /* of TURN_STEP, either way */
#define TURN_STEP 0.0175

static int
to_pixels (const YyBlankInk *self, double millimetres, int at_least)
{
  return MAX ((int) lround (millimetres * self->unit), at_least);
}

static int
find_median (const YyPlane *plane)
{
  gsize counts[256] = { 0 };
  const gsize size = (gsize) plane->width * (gsize) plane->height;
  gsize below = 0;

  for (gsize i = 0; i < size; i++)
    counts[plane->data[i]]++;
  for (int value = 0; value < 256; value++)
    {
      below += counts[value];
      if (below * 2 >= size)
        return value;
    }

  return 255;
}

void
yy_blank_ink_init (YyBlankInk *ret_ink, YyPlane *page)
{
  g_autoptr (YyPlane) paper = yy_plane_copy (page);
  const gsize size = (gsize) page->width * (gsize) page->height;
  int noise;

  memset (ret_ink, 0, sizeof *ret_ink);
  ret_ink->unit = MAX (page->width, page->height) / 297.0;
  ret_ink->depth = page;
  yy_plane_close (paper, to_pixels (ret_ink, STROKE / 2, 2));
  for (gsize i = 0; i < size; i++)
    page->data[i] = (guint8) ((paper->data[i] - page->data[i]) * 255 / MAX (paper->data[i], 24));

  noise = find_median (page);
  ret_ink->low = (int) MAX (LOW, noise * LOW_NOISES + 3);
  ret_ink->high = (int) MAX (HIGH, noise * HIGH_NOISES + 8);
}

void
yy_blank_ink_clear (YyBlankInk *self)
{
  g_clear_pointer (&self->depth, yy_plane_free);
  g_clear_pointer (&self->across, yy_plane_free);
  g_clear_pointer (&self->down, yy_plane_free);
  g_clear_pointer (&self->written, yy_plane_free);
}

/* Rows that stand level make high peaks with gaps between them, and so do columns. */
static double
rate_turn (const GArray *points, double tangent, int width, int height, int *counts)
{
  const int offset = (int) (MAX (width, height) * 0.5);
  const int size = MAX (width, height) * 2;
  double rating = 0;

  for (int axis = 0; axis < 2; axis++)
    {
      memset (counts, 0, sizeof (int) * (gsize) size);
      for (guint i = 0; i + 1 < points->len; i += 2)
        {
          const int x = g_array_index (points, int, i);
          const int y = g_array_index (points, int, i + 1);
          const int at = (int) (axis == 0 ? y - x * tangent : x + y * tangent) + offset;

          counts[CLAMP (at, 0, size - 1)]++;
        }
      for (int i = 0; i < size; i++)
        rating += (double) counts[i] * counts[i];
    }

  return rating;
}

double
yy_blank_ink_find_turn (const YyBlankInk *self)
{
  const int width = self->depth->width;
  const int height = self->depth->height;
  const int margin = to_pixels (self, 6, 2);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree int *counts = g_new (int, (gsize) MAX (width, height) * 2);
  double straight, best;
  int turn = 0;
  gsize n = 0;
  gsize step;

  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    n += self->depth->data[i] >= self->high;
  step = n / MAX_POINTS + 1;
  n = 0;
  for (int y = margin; y < height - margin; y++)
    {
      for (int x = margin; x < width - margin; x++)
        {
          if (self->depth->data[(gsize) y * (gsize) width + (gsize) x] < self->high || n++ % step != 0)
            continue;
          g_array_append_val (points, x);
          g_array_append_val (points, y);
        }
    }
  if (points->len < 200)
    return 0;

  straight = best = rate_turn (points, 0, width, height, counts);
  for (int i = -MAX_TURN; i <= MAX_TURN; i++)
    {
      const double rating = rate_turn (points, tan (i * TURN_STEP), width, height, counts);

      if (rating > best)
        {
          best = rating;
          turn = i;
        }
    }

  return best > straight * 1.12 ? turn * TURN_STEP : 0;
}

/* How a plane is walked through: along lines, and from line to line. */
typedef struct
{
  int length;
  int lines;
  gsize along;
  gsize next;
} Walk;

/* Ink at or beside a place of a line: lines run a little askew. */
static inline gboolean
is_near (const YyPlane *mask, const Walk *walk, int line, int at)
{
  const guint8 *data = mask->data + (gsize) line * walk->next + (gsize) at * walk->along;

  return data[0] != 0 || (line > 0 && *(data - walk->next) != 0) ||
         (line < walk->lines - 1 && data[walk->next] != 0);
}

/* How many pixels of ink stand on one another across the line there, up to @limit. */
static int
count_thickness (const YyPlane *mask, const Walk *walk, int line, int at, int limit)
{
  const guint8 *data = mask->data + (gsize) at * walk->along;
  int n = 0;

  for (int i = line; i >= 0 && n < limit && data[(gsize) i * walk->next] != 0; i--)
    n++;
  for (int i = line + 1; i < walk->lines && n < limit && data[(gsize) i * walk->next] != 0; i++)
    n++;

  return n;
}

/* Each place of a line may be faint, but all of it together is ink. */
static gboolean
is_dark (const YyBlankInk *self, const YyPlane *faint, const Walk *walk, int line, int start, int end)
{
  int sum = 0;
  int n = 0;

  for (int at = start; at < end; at++)
    {
      const gsize place = (gsize) line * walk->next + (gsize) at * walk->along;

      if (faint->data[place] == 0)
        continue;
      sum += self->depth->data[place];
      n++;
    }

  return sum >= n * self->low;
}

static YyPlane *
find_lines (const YyBlankInk *self, const YyPlane *faint, const YyPlane *mask, gboolean down)
{
  YyPlane *lines = yy_plane_new (mask->width, mask->height);
  const gsize width = (gsize) mask->width;
  const Walk walk = down ? (Walk) { mask->height, mask->width, width, 1 }
                         : (Walk) { mask->width, mask->height, 1, width };
  const int shortest = to_pixels (self, LINE_LENGTH, 12);
  const int thickest = to_pixels (self, LINE_THICKNESS, 3);

  for (int line = 0; line < walk.lines; line++)
    {
      for (int start = 0; start < walk.length;)
        {
          int end = start;

          while (end < walk.length && is_near (faint, &walk, line, end))
            end++;
          if (end - start >= shortest && is_dark (self, faint, &walk, line, start, end))
            {
              for (int at = start; at < end; at++)
                {
                  const gsize place = (gsize) line * walk.next + (gsize) at * walk.along;

                  lines->data[place] = faint->data[place] != 0 &&
                                       count_thickness (mask, &walk, line, at, thickest + 1) <= thickest;
                }
            }
          start = end + 1;
        }
    }

  return lines;
}

void
yy_blank_ink_part (YyBlankInk *self)
{
  YyPlane *mask = yy_plane_new (self->depth->width, self->depth->height);
  g_autoptr (YyPlane) faint = yy_plane_new (mask->width, mask->height);
  const gsize size = (gsize) mask->width * (gsize) mask->height;

  for (gsize i = 0; i < size; i++)
    {
      mask->data[i] = self->depth->data[i] >= self->low;
      faint->data[i] = self->depth->data[i] >= (int) (self->low * LINE_LOW);
    }
  self->across = find_lines (self, faint, mask, FALSE);
  self->down = find_lines (self, faint, mask, TRUE);
  for (gsize i = 0; i < size; i++)
    mask->data[i] = mask->data[i] && !self->across->data[i] && !self->down->data[i];
  self->written = mask;
}
