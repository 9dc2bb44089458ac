#include "yy-paper-desk.h"

#include <math.h>

#include "yy-paper-noise.h"

#define PAGE_HALF_WIDTH 105.0
#define PAGE_HALF_HEIGHT 148.5

typedef struct
{
  float r, g, b;
} Colour;

static Colour
mix_colours (Colour a, Colour b, float t)
{
  return (Colour) { a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t };
}

/* Boards along x: the grain is noise drawn out lengthwise, bent a little, darker in its rings. */
static Colour
paint_wood (guint32 seed, float x, float y, Colour light, Colour dark)
{
  const float board = floorf (y / 118.0f);
  const float gap = fabsf (y / 118.0f - board - 0.5f);
  const guint32 own = seed + (guint32) (int) board * 77;
  const float bend = 16.0f * yy_paper_noise_at (own, x / 190.0f, y / 55.0f);
  const float ring = yy_paper_noise_at (own + 1, x / 260.0f, (y + bend) / 5.5f);
  const float grain = yy_paper_noise_at (own + 2, x / 26.0f, y / 0.8f);
  const float tone = yy_paper_noise_hash (own, 3, 5);
  Colour c = mix_colours (light, dark, CLAMP (0.62f * ring + 0.30f * grain + 0.25f * (tone - 0.5f), 0, 1));

  if (gap > 0.494f)
    c = mix_colours (c, (Colour) { 28, 20, 14 }, 0.55f);
  return c;
}

static Colour
paint_laminate (guint32 seed, float x, float y)
{
  const float cloud = yy_paper_noise_at (seed, x / 60.0f, y / 60.0f);
  const float fleck = yy_paper_noise_at (seed + 1, x / 1.1f, y / 1.1f);
  const Colour base = mix_colours ((Colour) { 140, 143, 147 }, (Colour) { 158, 160, 162 }, cloud);

  return fleck > 0.84f   ? mix_colours (base, (Colour) { 92, 95, 100 }, 0.55f)
         : fleck < 0.13f ? mix_colours (base, (Colour) { 205, 206, 207 }, 0.5f)
                         : base;
}

static Colour
paint_cloth (guint32 seed, float x, float y)
{
  const float thread = 0.5f + 0.25f * sinf (x * 4.1f) + 0.25f * sinf (y * 4.1f);
  const float fold = yy_paper_noise_at (seed, x / 120.0f, y / 90.0f);
  const float fuzz = yy_paper_noise_at (seed + 1, x / 0.9f, y / 0.9f);

  return mix_colours ((Colour) { 46, 62, 84 }, (Colour) { 92, 110, 132 },
                      0.35f * thread + 0.4f * fold + 0.25f * fuzz);
}

static Colour
paint_white (guint32 seed, float x, float y)
{
  const float cloud = yy_paper_noise_cloud (seed, x / 90.0f, y / 90.0f);

  return mix_colours ((Colour) { 196, 194, 190 }, (Colour) { 210, 209, 206 }, cloud);
}

static Colour
paint_at (YyPaperDesk desk, guint32 seed, float x, float y)
{
  switch (desk)
    {
    case YY_PAPER_DESK_OAK:
      return paint_wood (seed, x, y, (Colour) { 205, 168, 122 }, (Colour) { 152, 110, 68 });
    case YY_PAPER_DESK_WALNUT:
      return paint_wood (seed, x, y, (Colour) { 122, 80, 52 }, (Colour) { 68, 41, 26 });
    case YY_PAPER_DESK_LAMINATE:
      return paint_laminate (seed, x, y);
    case YY_PAPER_DESK_CLOTH:
      return paint_cloth (seed, x, y);
    default:
      return paint_white (seed, x, y);
    }
}

static void
paint_surface (cairo_surface_t *surface, YyPaperDesk desk, guint32 seed, double x0, double y0, double scale)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  guint8 *data = cairo_image_surface_get_data (surface);

  cairo_surface_flush (surface);
  for (int row = 0; row < height; row++)
    {
      guint32 *out = (guint32 *) (gpointer) (data + row * stride);
      const double y = y0 + row / scale;

      for (int column = 0; column < width; column++)
        {
          const double x = x0 + column / scale;
          Colour c;

          /* The page hides what is under it. */
          if (fabs (x) < PAGE_HALF_WIDTH - 12 && fabs (y) < PAGE_HALF_HEIGHT - 12)
            {
              out[column] = 0;
              continue;
            }
          c = paint_at (desk, seed, (float) x, (float) y);
          out[column] = (guint32) c.r << 16 | (guint32) c.g << 8 | (guint32) c.b;
        }
    }
  cairo_surface_mark_dirty (surface);
}

/* A sheet that lies half under the page: paper is seldom alone on a desk. */
static void
draw_sheet (cairo_t *cr, GRand *rand)
{
  const double angle = g_rand_double_range (rand, 0.05, 0.24) * (g_rand_boolean (rand) ? 1 : -1);
  const double shade = g_rand_double_range (rand, 0.83, 0.9);

  cairo_save (cr);
  cairo_translate (cr, g_rand_double_range (rand, -30, 30), g_rand_double_range (rand, -22, 22));
  cairo_rotate (cr, angle);
  for (int i = 6; i > 0; i--)
    {
      cairo_set_source_rgba (cr, 0, 0, 0, 0.055);
      cairo_rectangle (cr, -105 - i * 0.3, -148.5 - i * 0.1, 210 + i * 0.9, 297 + i * 0.8);
      cairo_fill (cr);
    }
  cairo_set_source_rgb (cr, shade, shade * 0.995, shade * 0.975);
  cairo_rectangle (cr, -105, -148.5, 210, 297);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_pen (cairo_t *cr, GRand *rand)
{
  const double side = g_rand_boolean (rand) ? 1 : -1;
  const double dark = g_rand_double_range (rand, 0.05, 0.16);
  const double layers[][3] = { { 8.6, 0.0, 1.0 }, { 6.2, 0.07, 1.0 }, { 1.8, 0.34, 0.8 } };

  cairo_save (cr);
  cairo_translate (cr, side * g_rand_double_range (rand, 112, 124), g_rand_double_range (rand, -80, 90));
  cairo_rotate (cr, g_rand_double_range (rand, -0.35, 0.35));
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int i = 5; i > 0; i--)
    {
      cairo_set_source_rgba (cr, 0, 0, 0, 0.08);
      cairo_set_line_width (cr, 8.6 + i * 1.2);
      cairo_move_to (cr, 1.6, -66);
      cairo_line_to (cr, 1.6, 68);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      cairo_set_source_rgba (cr, dark + layers[i][1], dark + layers[i][1], dark * 1.4 + layers[i][1],
                             layers[i][2]);
      cairo_set_line_width (cr, layers[i][0]);
      cairo_move_to (cr, -0.7 * i, -66);
      cairo_line_to (cr, -0.7 * i, 60);
      cairo_stroke (cr);
    }
  cairo_set_source_rgb (cr, 0.72, 0.72, 0.74);
  cairo_set_line_width (cr, 3.2);
  cairo_move_to (cr, 0, 63);
  cairo_line_to (cr, 0, 71);
  cairo_stroke (cr);
  cairo_restore (cr);
}

cairo_surface_t *
yy_paper_desk_draw (YyPaperDesk desk, GRand *rand, int width, int height, double x0, double y0, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = NULL;

  paint_surface (surface, desk, g_rand_int (rand), x0, y0, scale);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -x0, -y0);
  if (g_rand_int_range (rand, 0, 3) == 0)
    draw_sheet (cr, rand);
  if (g_rand_int_range (rand, 0, 4) == 0)
    draw_pen (cr, rand);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}
