#include "yy-blank-marks.h"

#include <math.h>
#include <string.h>

/* Millimetres. */
#define SQUARE 3.6
#define MIN_SIDE 1.3
#define MAX_WIDTH 90.0
#define MAX_HEIGHT 34.0
#define MARGIN 5.0
/* A piece is a stroke of a line that was not seen whole when it is thinner than this and longer than that. */
#define LINE_THICKNESS 0.75
#define LINE_LENGTH 2.6

/* A connected piece of ink, while its pixels are gathered. */
typedef struct
{
  int x0, y0, x1, y1; /* the last two are within */
  int n;
  int peak;
  double sx, sy, sxx, syy, sxy;
} Piece;

typedef struct
{
  const YyBlankInk *ink;
  YyPlane *left; /* ink that belongs to no piece yet */
  int *stack;
  int n;
} Finder;

static void
take_pixel (Finder *self, int at, Piece *piece)
{
  const int width = self->left->width;
  const int x = at % width;
  const int y = at / width;
  const int x0 = MAX (x - 1, 0);
  const int x1 = MIN (x + 1, width - 1);
  const int y1 = MIN (y + 1, self->left->height - 1);

  piece->x0 = MIN (piece->x0, x);
  piece->x1 = MAX (piece->x1, x);
  piece->y0 = MIN (piece->y0, y);
  piece->y1 = MAX (piece->y1, y);
  piece->n++;
  piece->peak = MAX (piece->peak, self->ink->depth->data[at]);
  piece->sx += x;
  piece->sy += y;
  piece->sxx += (double) x * x;
  piece->syy += (double) y * y;
  piece->sxy += (double) x * y;
  for (int row = MAX (y - 1, 0); row <= y1; row++)
    {
      for (int column = x0; column <= x1; column++)
        {
          const int next = row * width + column;

          if (self->left->data[next] == 0)
            continue;
          self->left->data[next] = 0;
          self->stack[self->n++] = next;
        }
    }
}

/* Takes the piece at @start out; its pixels then are the first of the stack. */
static Piece
take_piece (Finder *self, int start)
{
  Piece piece = { .x0 = G_MAXINT, .y0 = G_MAXINT, .x1 = -1, .y1 = -1 };

  self->n = 0;
  self->left->data[start] = 0;
  self->stack[self->n++] = start;
  for (int i = 0; i < self->n; i++)
    take_pixel (self, self->stack[i], &piece);

  return piece;
}

/* A thin straight thing: a piece of a line, a hair, an edge. */
static gboolean
is_line (const Piece *piece, double unit)
{
  const double n = piece->n;
  const double xx = piece->sxx / n - piece->sx / n * piece->sx / n + 1.0 / 12;
  const double yy = piece->syy / n - piece->sy / n * piece->sy / n + 1.0 / 12;
  const double xy = piece->sxy / n - piece->sx / n * piece->sy / n;
  const double middle = (xx + yy) / 2;
  const double spread = sqrt ((xx - yy) * (xx - yy) / 4 + xy * xy);
  /* An even bar has the twelfth of its side's square. */
  const double thickness = sqrt (MAX (middle - spread, 0) * 12);
  const double length = sqrt ((middle + spread) * 12);

  return length > LINE_LENGTH * unit && (thickness < LINE_THICKNESS * unit || length > 12 * thickness);
}

static gboolean
is_written (const Finder *self, const Piece *piece)
{
  const double unit = self->ink->unit;
  const int width = piece->x1 - piece->x0 + 1;
  const int height = piece->y1 - piece->y0 + 1;
  const int margin = (int) (MARGIN * unit);
  const double full = (double) piece->n / width / height;

  if (piece->peak < self->ink->high || MAX (width, height) < MIN_SIDE * unit || width > MAX_WIDTH * unit ||
      height > MAX_WIDTH * unit || MIN (width, height) > MAX_HEIGHT * unit)
    return FALSE;
  /* What hangs at the edge is the edge. */
  if (piece->x0 < margin || piece->y0 < margin || piece->x1 >= self->left->width - margin ||
      piece->y1 >= self->left->height - margin)
    return FALSE;
  /* Large and hardly any ink: a wrinkle, the rest of a frame. */
  if (MAX (width, height) > 20 * unit && full < 0.04)
    return FALSE;

  return !is_line (piece, unit);
}

static void
count_pixels (const YyBlankMarks *self, guint16 *counts)
{
  for (int y = 0; y < self->marks->height; y++)
    {
      const guint8 *row = self->marks->data + (gsize) y * (gsize) self->marks->width;

      for (int x = 0; x < self->marks->width; x++)
        counts[y / self->side * self->places->width + x / self->side] += row[x];
    }
}

/* A character seldom stands alone, dust does. */
static gboolean
has_company (const guint16 *counts, int width, int height, int x, int y, int least)
{
  int n = 0;

  for (int row = MAX (y - 2, 0); row <= MIN (y + 2, height - 1); row++)
    {
      for (int column = MAX (x - 3, 0); column <= MIN (x + 3, width - 1); column++)
        n += counts[row * width + column] >= least;
    }

  return n >= 3;
}

static void
fill_places (YyBlankMarks *self, const YyBlankInk *ink)
{
  const int width = self->places->width;
  const int height = self->places->height;
  const int least = MAX ((int) (0.55 * ink->unit * ink->unit), 4);
  g_autofree guint16 *counts = g_new0 (guint16, (gsize) width * (gsize) height);

  count_pixels (self, counts);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        self->places->data[y * width + x] = counts[y * width + x] >= least &&
                                            has_company (counts, width, height, x, y, least);
    }
}

void
yy_blank_marks_init (YyBlankMarks *ret_marks, const YyBlankInk *ink)
{
  const int width = ink->written->width;
  const int height = ink->written->height;
  g_autoptr (YyPlane) left = yy_plane_copy (ink->written);
  g_autofree int *stack = g_new (int, (gsize) width *(gsize) height);
  Finder finder = { ink, left, stack, 0 };

  ret_marks->side = MAX ((int) lround (SQUARE * ink->unit), 2);
  ret_marks->marks = yy_plane_new (width, height);
  ret_marks->places = yy_plane_new ((width - 1) / ret_marks->side + 1, (height - 1) / ret_marks->side + 1);
  for (int i = 0; i < width * height; i++)
    {
      Piece piece;

      if (left->data[i] == 0)
        continue;
      piece = take_piece (&finder, i);
      for (int k = 0; is_written (&finder, &piece) && k < finder.n; k++)
        ret_marks->marks->data[stack[k]] = 1;
    }
  fill_places (ret_marks, ink);
}

void
yy_blank_marks_clear (YyBlankMarks *self)
{
  g_clear_pointer (&self->marks, yy_plane_free);
  g_clear_pointer (&self->places, yy_plane_free);
}

int
yy_blank_marks_count (const YyBlankMarks *self, double x0, double y0, double x1, double y1)
{
  const int width = self->places->width;
  const int height = self->places->height;
  int n = 0;

  for (int y = (int) (y0 * height); y < (int) ceil (y1 * height); y++)
    {
      for (int x = (int) (x0 * width); x < (int) ceil (x1 * width); x++)
        n += self->places->data[CLAMP (y, 0, height - 1) * width + CLAMP (x, 0, width - 1)];
    }

  return n;
}
