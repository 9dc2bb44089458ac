#include "yy-paper-noise.h"

#include <math.h>
#include <string.h>

#define TILE_SEED 20260305u
#define TILE_PLANES 3

static guint32
mix_bits (guint32 value)
{
  value ^= value >> 16;
  value *= 0x7feb352du;
  value ^= value >> 15;
  value *= 0x846ca68bu;
  value ^= value >> 16;
  return value;
}

float
yy_paper_noise_hash (guint32 seed, int x, int y)
{
  const guint32 bits = mix_bits (seed ^ mix_bits ((guint32) x * 0x9e3779b1u ^ mix_bits ((guint32) y)));

  return (float) (bits >> 8) * (1.0f / 16777216.0f);
}

float
yy_paper_noise_at (guint32 seed, float x, float y)
{
  const float fx = floorf (x);
  const float fy = floorf (y);
  const int ix = (int) fx;
  const int iy = (int) fy;
  const float tx = (x - fx) * (x - fx) * (3 - 2 * (x - fx));
  const float ty = (y - fy) * (y - fy) * (3 - 2 * (y - fy));
  const float a = yy_paper_noise_hash (seed, ix, iy);
  const float b = yy_paper_noise_hash (seed, ix + 1, iy);
  const float c = yy_paper_noise_hash (seed, ix, iy + 1);
  const float d = yy_paper_noise_hash (seed, ix + 1, iy + 1);

  return (a + (b - a) * tx) * (1 - ty) + (c + (d - c) * tx) * ty;
}

float
yy_paper_noise_cloud (guint32 seed, float x, float y)
{
  return 0.57f * yy_paper_noise_at (seed, x, y) + 0.29f * yy_paper_noise_at (seed + 1, x * 2, y * 2) +
         0.14f * yy_paper_noise_at (seed + 2, x * 4, y * 4);
}

/* Mixes every value with its neighbours, across the seam too. */
static void
soften_plane (float *plane, float *scratch)
{
  const int mask = YY_PAPER_NOISE_SIZE - 1;

  for (int pass = 0; pass < 2; pass++)
    {
      for (int y = 0; y < YY_PAPER_NOISE_SIZE; y++)
        {
          for (int x = 0; x < YY_PAPER_NOISE_SIZE; x++)
            {
              const int before = pass == 0 ? y * YY_PAPER_NOISE_SIZE + ((x - 1) & mask)
                                           : ((y - 1) & mask) * YY_PAPER_NOISE_SIZE + x;
              const int after = pass == 0 ? y * YY_PAPER_NOISE_SIZE + ((x + 1) & mask)
                                          : ((y + 1) & mask) * YY_PAPER_NOISE_SIZE + x;
              const int here = y * YY_PAPER_NOISE_SIZE + x;

              scratch[here] = 0.25f * plane[before] + 0.5f * plane[here] + 0.25f * plane[after];
            }
        }
      memcpy (plane, scratch, sizeof (float) * YY_PAPER_NOISE_SIZE * YY_PAPER_NOISE_SIZE);
    }
}

static void
make_plane (gint8 *out, guint32 seed, int soft)
{
  const guint n = YY_PAPER_NOISE_SIZE * YY_PAPER_NOISE_SIZE;
  g_autofree float *plane = g_new (float, n);
  g_autofree float *scratch = g_new (float, n);
  float square = 0;
  float scale;

  /* Four uniform values are normal enough for grain. */
  for (guint i = 0; i < n; i++)
    {
      plane[i] = -2.0f;
      for (int k = 0; k < 4; k++)
        plane[i] += yy_paper_noise_hash (seed + (guint32) k, (int) i, k);
    }
  for (int i = 0; i < soft; i++)
    soften_plane (plane, scratch);
  for (guint i = 0; i < n; i++)
    square += plane[i] * plane[i];
  scale = 32.0f / sqrtf (square / (float) n);
  for (guint i = 0; i < n; i++)
    out[i] = (gint8) CLAMP (lrintf (plane[i] * scale), -127, 127);
}

const gint8 *
yy_paper_noise_tile (void)
{
  static gsize made = 0;

  if (g_once_init_enter (&made))
    {
      gint8 *tile = g_new (gint8, TILE_PLANES * YY_PAPER_NOISE_SIZE * YY_PAPER_NOISE_SIZE);

      for (guint32 i = 0; i < TILE_PLANES; i++)
        make_plane (tile + i * YY_PAPER_NOISE_SIZE * YY_PAPER_NOISE_SIZE, TILE_SEED + 16 * i, i == 0 ? 1 : 3);
      g_once_init_leave (&made, (gsize) tile);
    }
  return (const gint8 *) made;
}
