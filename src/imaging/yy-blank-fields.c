#include "yy-blank-fields.h"

#include <math.h>
#include <string.h>

/* Millimetres. */
#define CELL_WIDTH 5.0
#define CELL_HEIGHT 4.0
#define BLANK_LENGTH 9.0
#define BLANK_HEIGHT 5.5
#define BLANK_GAP 0.8
#define BLANK_THICKNESS 1.2
#define LABEL_REACH 9.0
/* Depth of a printed line, in parts of 255: folds and the print of the back are fainter. */
#define PRINTED 45
/* Square millimetres of ink that are something. */
#define SOMETHING 0.6
/* Parts of the page, and of the rectangle around a cell. */
#define MAX_CELL 0.5
#define CELL_FULL 0.72
#define MAX_BLANK 0.6
#define MIN_RULE 0.4
#define LOWEST_RULE 0.34
#define EDGE 0.07

/* Pixels that hang together, and the rectangle around them. */
typedef struct
{
  YyPlane *left; /* 1 where a pixel belongs to nothing yet */
  int *stack;
  int n;
  int x0, y0, x1, y1;
} Patch;

static void
add_pixel (Patch *self, int at)
{
  const int x = at % self->left->width;
  const int y = at / self->left->width;

  self->left->data[at] = 0;
  self->stack[self->n++] = at;
  self->x0 = MIN (self->x0, x);
  self->x1 = MAX (self->x1, x);
  self->y0 = MIN (self->y0, y);
  self->y1 = MAX (self->y1, y);
}

/* @reach: how far apart pixels of a row may be and still hang together; @corners: also those that touch by a
 * corner. */
static void
take_patch (Patch *self, int start, int reach, gboolean corners)
{
  const int width = self->left->width;
  const int height = self->left->height;

  self->n = 0;
  self->x0 = self->y0 = G_MAXINT;
  self->x1 = self->y1 = -1;
  add_pixel (self, start);
  for (int i = 0; i < self->n; i++)
    {
      const int x = self->stack[i] % width;
      const int y = self->stack[i] / width;

      for (int row = MAX (y - 1, 0); row <= MIN (y + 1, height - 1); row++)
        {
          for (int column = MAX (x - reach, 0); column <= MIN (x + reach, width - 1); column++)
            {
              if (self->left->data[row * width + column] != 0 && (corners || row == y || column == x))
                add_pixel (self, row * width + column);
            }
        }
    }
}

static int
count_ink (const YyBlankInk *ink, int x0, int y0, int x1, int y1)
{
  const int least = (ink->low + ink->high) / 2;
  int n = 0;

  for (int y = MAX (y0, 0); y <= MIN (y1, ink->written->height - 1); y++)
    {
      for (int x = MAX (x0, 0); x <= MIN (x1, ink->written->width - 1); x++)
        {
          const gsize at = (gsize) y * (gsize) ink->written->width + (gsize) x;

          n += ink->written->data[at] != 0 && ink->depth->data[at] >= least;
        }
    }

  return n;
}

static void
add_field (YyBlankFields *self, int x0, int y0, int x1, int y1)
{
  YyBlankField field = { x0, y0, x1 - x0 + 1, y1 - y0 + 1 };

  g_array_append_val (self->empty, field);
}

/* Everything between lines, at half the size: small gaps in a line close so. */
static YyPlane *
find_gaps (const YyBlankInk *ink)
{
  const int width = ink->across->width;
  const int height = ink->across->height;
  YyPlane *gaps = yy_plane_new ((width + 1) / 2, (height + 1) / 2);

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          const gsize at = (gsize) y * (gsize) width + (gsize) x;

          if (ink->across->data[at] != 0 || ink->down->data[at] != 0)
            gaps->data[y / 2 * gaps->width + x / 2] = 1;
        }
    }
  yy_plane_grow (gaps, 1);
  for (int i = 0; i < gaps->width * gaps->height; i++)
    gaps->data[i] = !gaps->data[i];

  return gaps;
}

static void
find_cells (YyBlankFields *self, const YyBlankInk *ink)
{
  g_autoptr (YyPlane) gaps = find_gaps (ink);
  const gsize size = (gsize) gaps->width * (gsize) gaps->height;
  const double unit = ink->unit / 2;
  g_autofree int *stack = g_new (int, size);
  Patch patch = { .left = gaps, .stack = stack };

  for (gsize i = 0; i < size; i++)
    {
      int width, height;
      int n = 0;

      if (gaps->data[i] == 0)
        continue;
      take_patch (&patch, (int) i, 1, FALSE);
      width = patch.x1 - patch.x0 + 1;
      height = patch.y1 - patch.y0 + 1;
      if (patch.x0 == 0 || patch.y0 == 0 || patch.x1 == gaps->width - 1 || patch.y1 == gaps->height - 1 ||
          width < CELL_WIDTH * unit || height < CELL_HEIGHT * unit || patch.n > MAX_CELL * (double) size ||
          patch.n < CELL_FULL * width * height)
        continue;

      for (int k = 0; k < patch.n; k++)
        {
          const int x = stack[k] % gaps->width * 2;
          const int y = stack[k] / gaps->width * 2;

          n += count_ink (ink, x, y, x + 1, y + 1);
        }
      self->n_cells++;
      if (n >= SOMETHING * ink->unit * ink->unit)
        continue;
      self->n_empty_cells++;
      add_field (self, patch.x0 * 2, patch.y0 * 2, patch.x1 * 2 + 1, patch.y1 * 2 + 1);
    }
}

static int
get_depth (const YyBlankInk *ink, const Patch *patch)
{
  gint64 sum = 0;

  for (int i = 0; i < patch->n; i++)
    sum += ink->depth->data[patch->stack[i]];
  return (int) (sum / patch->n);
}

/* A line that another one crosses or meets is one of a table, unless that one is the print of the back. */
static gboolean
meets_line (const YyBlankInk *ink, const Patch *patch)
{
  const int reach = MAX ((int) ink->unit, 2);
  const int least = get_depth (ink, patch) * 2 / 5;

  for (int y = MAX (patch->y0 - reach, 0); y <= MIN (patch->y1 + reach, ink->down->height - 1); y++)
    {
      for (int x = MAX (patch->x0 - reach, 0); x <= MIN (patch->x1 + reach, ink->down->width - 1); x++)
        {
          const gsize at = (gsize) y * (gsize) ink->down->width + (gsize) x;

          /* The line itself is not looked at: it is as deep as it is. */
          if (ink->down->data[at] != 0 && (y < patch->y0 || y > patch->y1) && ink->depth->data[at] >= least)
            return TRUE;
        }
    }

  return FALSE;
}

/* Edges of the sheet and of its neighbours, and the frames of awards. */
static gboolean
is_at_edge (const Patch *patch)
{
  const double width = patch->left->width;
  const double height = patch->left->height;

  return patch->x1 < EDGE * width || patch->x0 > (1 - EDGE) * width || patch->y1 < EDGE * height ||
         patch->y0 > (1 - EDGE) * height || patch->x0 < EDGE / 2 * width ||
         patch->x1 > (1 - EDGE / 2) * width;
}

static void
add_rule (YyBlankFields *self, double place)
{
  self->n_rules++;
  if (place < LOWEST_RULE)
    self->rule = MAX (self->rule, place);
}

static void
find_blanks (YyBlankFields *self, const YyBlankInk *ink)
{
  g_autoptr (YyPlane) left = yy_plane_copy (ink->across);
  const gsize size = (gsize) left->width * (gsize) left->height;
  const double unit = ink->unit;
  const int gap = MAX ((int) lround (BLANK_GAP * unit), 1);
  const int band = (int) lround (BLANK_HEIGHT * unit);
  const int reach = (int) lround (LABEL_REACH * unit);
  const int something = MAX ((int) (SOMETHING * unit * unit), 3);
  g_autofree int *stack = g_new (int, size);
  Patch patch = { .left = left, .stack = stack };

  for (gsize i = 0; i < size; i++)
    {
      int length;
      int top;

      if (left->data[i] == 0)
        continue;
      take_patch (&patch, (int) i, 3, TRUE);
      length = patch.x1 - patch.x0 + 1;
      top = patch.y0 - band;
      if (length < BLANK_LENGTH * unit || is_at_edge (&patch) || get_depth (ink, &patch) < PRINTED ||
          meets_line (ink, &patch))
        continue;
      if (length >= MIN_RULE * left->width)
        add_rule (self, (double) patch.y1 / left->height);
      /* Below a line to write on there is paper; below a stroke of a character there are others. */
      if (length > MAX_BLANK * left->width || patch.n > BLANK_THICKNESS * unit * length ||
          count_ink (ink, patch.x0 + gap, patch.y1 + 1, patch.x1 - gap, patch.y1 + 2 * gap) >= something ||
          (count_ink (ink, patch.x0 - reach, top, patch.x0 - 1, patch.y1) < something &&
           count_ink (ink, patch.x1 + 1, top, patch.x1 + reach, patch.y1) < something))
        continue;

      self->n_blanks++;
      if (count_ink (ink, patch.x0 + gap, top + gap, patch.x1 - gap, patch.y0 - gap) >= 2 * something)
        continue;
      self->n_empty_blanks++;
      add_field (self, patch.x0, MAX (top, 0), patch.x1, patch.y1);
    }
}

static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const YyBlankField *first = a;
  const YyBlankField *second = b;

  return first->y != second->y ? first->y - second->y : first->x - second->x;
}

void
yy_blank_fields_init (YyBlankFields *ret_fields, const YyBlankInk *ink)
{
  memset (ret_fields, 0, sizeof *ret_fields);
  ret_fields->empty = g_array_new (FALSE, FALSE, sizeof (YyBlankField));
  find_cells (ret_fields, ink);
  find_blanks (ret_fields, ink);
  g_array_sort (ret_fields->empty, compare_fields);
}

void
yy_blank_fields_clear (YyBlankFields *self)
{
  g_clear_pointer (&self->empty, g_array_unref);
}
