#include "yy-paper-map.h"

#include <math.h>

#include "yy-paper-noise.h"

#define PAGE_WIDTH 210.0f
#define PAGE_HEIGHT 297.0f
#define MAX_FOLDS 3

/* A fold across the whole page: along x when @across, at @at millimetres from the middle. */
typedef struct
{
  gboolean across;
  float at;
  float depth;
} Fold;

static float
pick (GRand *rand, double low, double high)
{
  return (float) g_rand_double_range (rand, low, high);
}

static float
step_smoothly (float from, float to, float x)
{
  const float t = CLAMP ((x - from) / (to - from), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

void
yy_paper_map_init (YyPaperMap *ret_map, int columns, int rows, float x0, float y0, float width, float height)
{
  *ret_map = (YyPaperMap) {
    .columns = columns,
    .rows = rows,
    .x0 = x0,
    .y0 = y0,
    .per_x = (float) (columns - 1) / width,
    .per_y = (float) (rows - 1) / height,
    .values = g_new0 (float, (gsize) columns *(gsize) rows),
  };
}

void
yy_paper_map_clear (YyPaperMap *self)
{
  g_clear_pointer (&self->values, g_free);
}

/* Most letters were folded for an envelope, some once, some never. */
static int
choose_folds (Fold *folds, GRand *rand)
{
  const float depth = pick (rand, 0.25, 1.0);

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      folds[0] = (Fold) { TRUE, PAGE_HEIGHT / 6 + pick (rand, -3, 3), depth };
      folds[1] = (Fold) { TRUE, -PAGE_HEIGHT / 6 + pick (rand, -3, 3), -depth };
      return 2;
    case 1:
      folds[0] = (Fold) { TRUE, pick (rand, -4, 4), depth };
      return 1;
    case 2:
      folds[0] = (Fold) { TRUE, pick (rand, -2, 2), depth };
      folds[1] = (Fold) { FALSE, pick (rand, -2, 2), depth * 0.7f };
      return 2;
    default:
      return 0;
    }
}

static float
shade_folds (const Fold *folds, int n_folds, guint32 seed, float x, float y)
{
  float shade = 0;

  for (int i = 0; i < n_folds; i++)
    {
      const float along = folds[i].across ? x : y;
      const float wobble = 0.7f * (yy_paper_noise_at (seed + 9, along / 18.0f, (float) i) - 0.5f);
      const float d = (folds[i].across ? y : x) - folds[i].at + wobble;
      const float wear = 0.6f + 0.8f * yy_paper_noise_at (seed + 8, along / 6.0f, (float) i * 7);
      const float side = d > 0 ? 1.0f : -1.0f;

      shade += folds[i].depth * side * 0.055f * expf (-fabsf (d) / 16.0f);
      shade -= fabsf (folds[i].depth) * wear * 0.075f * expf (-d * d / 0.9f);
      shade += fabsf (folds[i].depth) * wear * 0.05f * expf (-(d - 1.7f) * (d - 1.7f) / 1.1f);
    }
  return shade;
}

static float
get_height (guint32 seed, float x, float y)
{
  const float ridge = fabsf (yy_paper_noise_at (seed, x / 34.0f + y / 90.0f, y / 52.0f - x / 80.0f) - 0.5f);
  const float fine =
      fabsf (yy_paper_noise_at (seed + 1, x / 15.0f - y / 40.0f, y / 17.0f + x / 30.0f) - 0.5f);

  return ridge * 3.0f + fine;
}

void
yy_paper_map_init_folds (YyPaperMap *ret_map, GRand *rand, double more)
{
  const guint32 seed = g_rand_int (rand);
  const float crumple = pick (rand, 0, 1) * pick (rand, 0, 1) * 0.10f + 0.12f * (float) more;
  const float bend = pick (rand, -0.05, 0.05);
  const float phase = pick (rand, 0, 6.28);
  Fold folds[MAX_FOLDS];
  const int n_folds = choose_folds (folds, rand);

  yy_paper_map_init (ret_map, 211, 298, -PAGE_WIDTH / 2, -PAGE_HEIGHT / 2, PAGE_WIDTH, PAGE_HEIGHT);
  for (int row = 0; row < ret_map->rows; row++)
    {
      for (int column = 0; column < ret_map->columns; column++)
        {
          const float x = ret_map->x0 + (float) column;
          const float y = ret_map->y0 + (float) row;
          const float slope = crumple > 0.008f ? get_height (seed, x + 1.2f, y + 1.6f) -
                                                     get_height (seed, x - 1.2f, y - 1.6f)
                                               : 0;
          const float curl = bend * sinf (phase + x / 70.0f + y / 130.0f);

          ret_map->values[row * ret_map->columns + column] = 1 + shade_folds (folds, n_folds, seed, x, y) +
                                                             crumple * slope * 2.0f + curl;
        }
    }
}

void
yy_paper_map_init_bend (YyPaperMap *ret_x, YyPaperMap *ret_y, GRand *rand)
{
  const guint32 seed = g_rand_int (rand);
  const float amount = pick (rand, 0.8, 3.2);

  yy_paper_map_init (ret_x, 43, 61, -PAGE_WIDTH / 2, -PAGE_HEIGHT / 2, PAGE_WIDTH, PAGE_HEIGHT);
  yy_paper_map_init (ret_y, 43, 61, -PAGE_WIDTH / 2, -PAGE_HEIGHT / 2, PAGE_WIDTH, PAGE_HEIGHT);
  for (int row = 0; row < ret_x->rows; row++)
    {
      for (int column = 0; column < ret_x->columns; column++)
        {
          const int at = row * ret_x->columns + column;
          const float x = (float) column / 20.0f;
          const float y = (float) row / 20.0f;

          ret_x->values[at] = amount * (yy_paper_noise_at (seed, x, y) - 0.5f);
          ret_y->values[at] = amount * 1.3f * (yy_paper_noise_at (seed + 1, x, y) - 0.5f);
        }
    }
}

/* The hand that holds the phone, and the phone: a soft round-cornered block that reaches in from an edge. */
static float
shade_hand (float x, float y, const float *hand, guint32 seed)
{
  const float c = cosf (hand[2]);
  const float s = sinf (hand[2]);
  const float dx = (x - hand[0]) * c + (y - hand[1]) * s;
  const float dy = -(x - hand[0]) * s + (y - hand[1]) * c;
  const float wobble = 0.10f * (yy_paper_noise_at (seed, x * 4, y * 4) - 0.5f);
  const float ex = MAX (fabsf (dx) - hand[3], 0);
  const float ey = MAX (fabsf (dy) - hand[4], 0);
  const float distance = sqrtf (ex * ex + ey * ey) + wobble;

  return 1 - hand[6] * (1 - step_smoothly (0, hand[5], distance));
}

void
yy_paper_map_init_light (YyPaperMap *ret_map, GRand *rand)
{
  const guint32 seed = g_rand_int (rand);
  const float tilt_x = pick (rand, -0.24, 0.24);
  const float tilt_y = pick (rand, -0.22, 0.14);
  const float lamp_x = pick (rand, 0.1, 0.9);
  const float lamp_y = pick (rand, -0.1, 0.6);
  const float lamp = pick (rand, 0.0, 0.16);
  const float lens = pick (rand, 0.10, 0.32);
  const float hand[7] = { pick (rand, 0.15, 0.9),  pick (rand, 0.85, 1.25), pick (rand, -0.7, 0.7),
                          pick (rand, 0.12, 0.24), pick (rand, 0.2, 0.45),  pick (rand, 0.12, 0.34),
                          pick (rand, 0.04, 0.30) };

  yy_paper_map_init (ret_map, 97, 97, 0, 0, 1, 1);
  for (int row = 0; row < ret_map->rows; row++)
    {
      for (int column = 0; column < ret_map->columns; column++)
        {
          const float x = (float) column / 96.0f;
          const float y = (float) row / 96.0f;
          const float r2 = (x - 0.5f) * (x - 0.5f) + (y - 0.5f) * (y - 0.5f);
          const float to_lamp = (x - lamp_x) * (x - lamp_x) + (y - lamp_y) * (y - lamp_y);
          float light = 0.93f + tilt_x * (x - 0.5f) + tilt_y * (y - 0.5f) +
                        lamp * (expf (-to_lamp / 0.18f) - 0.4f);

          light *= (1 - lens * r2 * (1 + r2)) * shade_hand (x, y, hand, seed);
          ret_map->values[row * ret_map->columns + column] = light;
        }
    }
}
