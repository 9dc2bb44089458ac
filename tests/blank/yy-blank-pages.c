#include "yy-blank-pages.h"

#include <math.h>
#include <string.h>

#include "yy-blank-writers.h"
#include "yy-image-encode.h"
#include "yy-paper-photo.h"

#define DPI 150

static const YyBlankKind *
get_kind (guint number)
{
  return &yy_blank_kinds[number % yy_blank_pages_count_kinds ()];
}

guint
yy_blank_pages_count_kinds (void)
{
  guint n = 0;

  while (yy_blank_kinds[n].name != NULL)
    n++;
  return n;
}

const char *
yy_blank_pages_get_kind (guint number)
{
  return get_kind (number)->name;
}

YyBlankTruth
yy_blank_pages_get_truth (guint number)
{
  return get_kind (number)->truth;
}

static cairo_surface_t *
draw (const YyBlankKind *kind, guint32 seed)
{
  YyPaperSpec spec = { .kind = kind->kind, .seed = seed, .dpi = DPI };

  return kind->write == NULL ? yy_paper_render (&spec) : yy_paper_sheet_draw (&spec, kind->write, NULL);
}

static double
between (GRand *rand, double low, double high)
{
  return g_rand_double_range (rand, low, high);
}

static gboolean
one_in (GRand *rand, int n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

/* The other side of the sheet: mirrored, without edges, faint. */
static void
show_back (cairo_surface_t *page, GRand *rand)
{
  static const YyPaperKind kinds[] = { YY_PAPER_KIND_LETTER, YY_PAPER_KIND_TABLE, YY_PAPER_KIND_FORM,
                                       YY_PAPER_KIND_CERTIFICATE };
  YyPaperSpec spec = { .kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))],
                       .seed = g_rand_int (rand),
                       .dpi = 72 };
  cairo_surface_t *back = yy_paper_render (&spec);
  const double width = cairo_image_surface_get_width (page);
  const double height = cairo_image_surface_get_height (page);
  cairo_t *cr = cairo_create (page);

  cairo_translate (cr, width, 0);
  cairo_scale (cr, -width / cairo_image_surface_get_width (back),
               height / cairo_image_surface_get_height (back));
  cairo_set_operator (cr, CAIRO_OPERATOR_MULTIPLY);
  cairo_set_source_surface (cr, back, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint_with_alpha (cr, between (rand, 0.03, 0.11));
  cairo_destroy (cr);
  cairo_surface_destroy (back);
}

/* A shadow with an edge, of a shelf or of who takes the photo. */
static void
cast_shadow (cairo_surface_t *page, GRand *rand)
{
  const double width = cairo_image_surface_get_width (page);
  const double height = cairo_image_surface_get_height (page);
  const double angle = between (rand, 0, 2 * G_PI);
  const double soft = between (rand, 0.004, 0.12) * height;
  const double depth = between (rand, 0.12, 0.42);
  const double x = between (rand, 0.2, 0.8) * width;
  const double y = between (rand, 0.2, 0.8) * height;
  cairo_pattern_t *edge = cairo_pattern_create_linear (x, y, x + cos (angle) * soft, y + sin (angle) * soft);
  cairo_t *cr = cairo_create (page);

  cairo_pattern_add_color_stop_rgba (edge, 0, 0, 0, 0, 0);
  cairo_pattern_add_color_stop_rgba (edge, 1, 0, 0, 0.02, depth);
  cairo_set_source (cr, edge);
  cairo_paint (cr);
  cairo_pattern_destroy (edge);
  cairo_destroy (cr);
}

/* Who holds the sheet down. */
static void
put_fingers (cairo_surface_t *page, GRand *rand)
{
  const double mm = cairo_image_surface_get_width (page) / 210.0;
  const gboolean left = g_rand_boolean (rand);
  const double y = between (rand, 60, 250);
  const int n = g_rand_int_range (rand, 1, 4);
  const double tone = between (rand, 0.75, 1.0);
  cairo_t *cr = cairo_create (page);

  cairo_scale (cr, mm, mm);
  for (int i = 0; i < n; i++)
    {
      const double reach = between (rand, 10, 24);

      cairo_save (cr);
      cairo_translate (cr, left ? 0 : 210, y + i * 17);
      cairo_scale (cr, left ? 1 : -1, 1);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.18);
      cairo_set_line_width (cr, 17);
      cairo_move_to (cr, -20, 1.5);
      cairo_line_to (cr, reach - 7, 2);
      cairo_stroke (cr);
      cairo_set_source_rgb (cr, 0.86 * tone, 0.66 * tone, 0.55 * tone);
      cairo_set_line_width (cr, 15);
      cairo_move_to (cr, -20, 0);
      cairo_line_to (cr, reach - 7, 0);
      cairo_stroke (cr);
      cairo_set_source_rgb (cr, 0.93 * tone, 0.76 * tone, 0.69 * tone);
      cairo_set_line_width (cr, 8);
      cairo_move_to (cr, reach - 8, 0);
      cairo_line_to (cr, reach - 5, 0);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
}

/* Scanned, not photographed: a little askew, flat light, no desk. */
static GBytes *
scan (cairo_surface_t *page, GRand *rand, int quality)
{
  const int width = cairo_image_surface_get_width (page);
  const int height = cairo_image_surface_get_height (page);
  g_autoptr (YyImagePixels) pixels = yy_image_pixels_new (width, height);
  cairo_surface_t *copy = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (copy);
  const double white = between (rand, 0.94, 1.0);
  const double grain = between (rand, 0, 4);
  g_autoptr (GError) error = NULL;
  GBytes *jpeg;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_rotate (cr, between (rand, -0.035, 0.035));
  cairo_translate (cr, -width / 2.0, -height / 2.0);
  cairo_set_source_surface (cr, page, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (copy);
  for (int y = 0; y < height; y++)
    {
      const guint8 *row = cairo_image_surface_get_data (copy) + y * cairo_image_surface_get_stride (copy);

      for (int x = 0; x < width; x++)
        {
          const double noise = grain * (g_rand_double (rand) + g_rand_double (rand) - 1);

          for (int c = 0; c < 3; c++)
            pixels->data[((gsize) y * (gsize) width + (gsize) x) * 3 + (gsize) c] =
                (guint8) CLAMP (row[x * 4 + 2 - c] * white + noise, 0, 255);
        }
    }
  cairo_surface_destroy (copy);
  jpeg = yy_image_encode (pixels, quality, &error);
  g_assert_no_error (error);

  return jpeg;
}

static GBytes *
photograph (cairo_surface_t *page, GRand *rand, int quality)
{
  static const int sizes[][2] = { { 1200, 1600 }, { 1080, 1440 }, { 1500, 2000 }, { 1440, 1080 } };
  const int size = g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes));
  YyPhotoSpec spec = {
    .seed = g_rand_int (rand), .width = sizes[size][0], .height = sizes[size][1], .quality = quality
  };
  g_autoptr (GError) error = NULL;
  GBytes *jpeg;

  spec.roll = one_in (rand, 3) ? 0 : between (rand, -0.21, 0.21);
  spec.crumple = one_in (rand, 3) ? between (rand, 0.2, 1) : 0;
  jpeg = yy_paper_photograph (page, &spec, &error);
  g_assert_no_error (error);

  return jpeg;
}

void
yy_blank_pages_make (guint32 seed, guint number, YyBlankSample *ret_sample)
{
  const YyBlankKind *kind = get_kind (number);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed * 2654435761u + number * 40503u + 7);
  cairo_surface_t *page = draw (kind, g_rand_int (rand));
  const int quality = g_rand_int_range (rand, 40, 96);

  if (one_in (rand, 3))
    show_back (page, rand);
  if (one_in (rand, 4))
    cast_shadow (page, rand);
  if (one_in (rand, 6))
    put_fingers (page, rand);

  ret_sample->kind = kind->name;
  ret_sample->truth = kind->truth;
  ret_sample->jpeg = one_in (rand, 7) ? scan (page, rand, quality) : photograph (page, rand, quality);
  cairo_surface_destroy (page);
}

void
yy_blank_sample_clear (YyBlankSample *self)
{
  g_clear_pointer (&self->jpeg, g_bytes_unref);
}
