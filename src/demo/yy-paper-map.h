#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyPaperMap:
 *
 * A coarse map of a smooth quantity over a rectangle, read between its points. Outside, the border's value
 * holds.
 */
typedef struct
{
  int columns;
  int rows;
  float x0, y0;       /* where the first point lies */
  float per_x, per_y; /* points per unit */
  float *values;
} YyPaperMap;

/* @ret_map: (out caller-allocates): free with yy_paper_map_clear(). */
void
yy_paper_map_init (YyPaperMap *ret_map, int columns, int rows, float x0, float y0, float width, float height);
void yy_paper_map_clear (YyPaperMap *self);

static inline float
yy_paper_map_get (const YyPaperMap *self, float x, float y)
{
  const float fx = CLAMP ((x - self->x0) * self->per_x, 0.0f, (float) self->columns - 1.001f);
  const float fy = CLAMP ((y - self->y0) * self->per_y, 0.0f, (float) self->rows - 1.001f);
  const int ix = (int) fx;
  const int iy = (int) fy;
  const float *p = self->values + iy * self->columns + ix;
  const float tx = fx - (float) ix;
  const float ty = fy - (float) iy;
  const float upper = p[0] + (p[1] - p[0]) * tx;
  const float lower = p[self->columns] + (p[self->columns + 1] - p[self->columns]) * tx;

  return upper + (lower - upper) * ty;
}

/* How bright the paper is at each place for its folds, creases and bending; 1 is flat. Over the page, in
 * millimetres from its middle. @crumple: 0 for paper that was handled with care, 1 for a ball of paper
 * smoothed out again. */
void yy_paper_map_init_folds (YyPaperMap *ret_map, GRand *rand, double crumple);
/* How far (millimetres) the paper is off its place for not lying flat, one map for each direction. */
void yy_paper_map_init_bend (YyPaperMap *ret_x, YyPaperMap *ret_y, GRand *rand);
/* How much light falls on each place of the picture (0 to 1 in both directions): lamp, lens, shadow of a
 * hand. */
void yy_paper_map_init_light (YyPaperMap *ret_map, GRand *rand);

G_END_DECLS
