#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "yy-error.h"
#include "yy-paper-exif.h"
#include "yy-paper-photo.h"
#include "yy-paper.h"

static cairo_surface_t *
render (YyPaperKind kind, guint32 seed, guint dpi)
{
  const YyPaperSpec spec = { .kind = kind, .seed = seed, .dpi = dpi };

  return yy_paper_render (&spec);
}

static GBytes *
photograph (YyPaperKind kind, const YyPhotoSpec *spec)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *page = render (kind, spec->seed, 120);
  GBytes *bytes = yy_paper_photograph (page, spec, &error);

  g_assert_no_error (error);
  cairo_surface_destroy (page);
  return bytes;
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) raw = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return gdk_pixbuf_apply_embedded_orientation (raw);
}

static gboolean
contains (GBytes *bytes, const char *needle, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, MIN (size, 2048), needle, length) != NULL;
}

/* Part of the page that is ink. */
static double
measure_ink (cairo_surface_t *page)
{
  const int width = cairo_image_surface_get_width (page);
  const int height = cairo_image_surface_get_height (page);
  const int stride = cairo_image_surface_get_stride (page);
  const guint8 *data = cairo_image_surface_get_data (page);
  guint64 dark = 0;

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        dark += data[y * stride + x * 4 + 1] < 128;
    }
  return (double) dark / width / height;
}

/* A test that fails today must fail tomorrow: a photo follows from its seed. */
static void
test_seed (void)
{
  YyPhotoSpec spec = { .seed = 7, .width = 600, .height = 800 };
  g_autoptr (GBytes) first = photograph (YY_PAPER_KIND_FORM, &spec);
  g_autoptr (GBytes) second = photograph (YY_PAPER_KIND_FORM, &spec);
  g_autoptr (GBytes) other = NULL;

  g_assert_true (g_bytes_equal (first, second));
  spec.seed = 8;
  other = photograph (YY_PAPER_KIND_FORM, &spec);
  g_assert_false (g_bytes_equal (first, other));
}

static gpointer
photograph_thread (gpointer data)
{
  return photograph (YY_PAPER_KIND_LETTER, data);
}

static void
test_threads (void)
{
  YyPhotoSpec spec = { .seed = 3, .width = 480, .height = 640 };
  g_autoptr (GBytes) alone = photograph (YY_PAPER_KIND_LETTER, &spec);
  GThread *threads[2];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("photo", photograph_thread, &spec);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GBytes) beside = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (alone, beside));
    }
}

/* Blank page tests are worth nothing if the full pages are empty or the empty ones full. */
static void
test_ink (void)
{
  for (guint i = 0; i < YY_PAPER_N_KINDS; i++)
    {
      for (guint32 seed = 1; seed <= 4; seed++)
        {
          cairo_surface_t *page = render ((YyPaperKind) i, seed, 100);
          const double ink = measure_ink (page);

          g_test_message ("%s %u: %.4f", yy_paper_kind_get_nick ((YyPaperKind) i), seed, ink);
          if (i == YY_PAPER_KIND_BLANK_SHEET)
            g_assert_cmpfloat (ink, ==, 0);
          else if (i == YY_PAPER_KIND_BLANK_FORM || i == YY_PAPER_KIND_LETTERHEAD)
            g_assert_cmpfloat (ink, <, 0.03);
          else
            g_assert_cmpfloat (ink, >, 0.008);
          g_assert_cmpfloat (ink, <, 0.12);
          cairo_surface_destroy (page);
        }
    }
}

static double
measure_difference (GdkPixbuf *a, GdkPixbuf *b)
{
  const guint8 *pa = gdk_pixbuf_read_pixels (a);
  const guint8 *pb = gdk_pixbuf_read_pixels (b);
  const int width = gdk_pixbuf_get_width (a);
  const int height = gdk_pixbuf_get_height (a);
  guint64 sum = 0;

  g_assert_cmpint (gdk_pixbuf_get_width (b), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (b), ==, height);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width * 3; x++)
        sum += (guint64) ABS (pa[y * gdk_pixbuf_get_rowstride (a) + x] -
                              pb[y * gdk_pixbuf_get_rowstride (b) + x]);
    }
  return (double) sum / width / height / 3;
}

/* Whatever way the phone was held: the page is upright when the tag is obeyed, and is not when it is ignored.
 */
static void
test_orientation (void)
{
  static const int orientations[] = { 3, 6, 8 };
  YyPhotoSpec spec = { .seed = 5, .width = 600, .height = 800, .orientation = 1 };
  g_autoptr (GBytes) bytes = photograph (YY_PAPER_KIND_TABLE, &spec);
  g_autoptr (GdkPixbuf) upright = decode (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (orientations); i++)
    {
      const gboolean lying = orientations[i] != 3;
      const char tag[] = { 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (char) orientations[i] };
      g_autoptr (GBytes) turned = NULL;
      g_autoptr (GdkPixbuf) again = NULL;

      spec.orientation = orientations[i];
      spec.width = lying ? 800 : 600;
      spec.height = lying ? 600 : 800;
      turned = photograph (YY_PAPER_KIND_TABLE, &spec);
      g_assert_true (contains (turned, tag, sizeof tag));
      again = decode (turned);
      g_assert_cmpint (gdk_pixbuf_get_width (again), ==, 600);
      g_assert_cmpint (gdk_pixbuf_get_height (again), ==, 800);
      g_assert_cmpfloat (measure_difference (upright, again), <, 4.0);
    }
}

/* What the service must take out has to be in. */
static void
test_metadata (void)
{
  static const char latitude[] = { 0, 2, 0, 5, 0, 0, 0, 3 };
  const YyPhotoSpec spec = { .seed = 9, .width = 300, .height = 400 };
  g_autoptr (GBytes) bytes = photograph (YY_PAPER_KIND_NOTICE, &spec);

  g_assert_true (contains (bytes, "Exif\0\0MM", 8));
  g_assert_true (contains (bytes, YY_PAPER_EXIF_MAKE, sizeof YY_PAPER_EXIF_MAKE));
  g_assert_true (contains (bytes, YY_PAPER_EXIF_MODEL, sizeof YY_PAPER_EXIF_MODEL));
  g_assert_true (contains (bytes, latitude, sizeof latitude));
}

/* The mark shows which photos stand for the stamped page; it is red and where the page says. */
static void
test_mark (void)
{
  YyPhotoSpec spec = { .seed = 12, .width = 600, .height = 800, .quality = 95 };
  g_autoptr (GBytes) plain = photograph (YY_PAPER_KIND_CERTIFICATE, &spec);
  g_autoptr (GdkPixbuf) before = NULL;
  g_autoptr (GBytes) marked = NULL;
  g_autoptr (GdkPixbuf) after = NULL;
  guint red[2] = { 0, 0 };

  spec.marked = TRUE;
  marked = photograph (YY_PAPER_KIND_CERTIFICATE, &spec);
  before = decode (plain);
  after = decode (marked);
  for (int i = 0; i < 2; i++)
    {
      GdkPixbuf *pixbuf = i == 0 ? before : after;
      const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);

      for (int y = 0; y < 800; y++)
        {
          for (int x = 0; x < 600; x++)
            {
              const guint8 *p = pixels + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3;

              red[i] += p[0] > p[1] + 70 && p[0] > p[2] + 60;
            }
        }
    }
  g_assert_cmpuint (red[0], <, 50);
  g_assert_cmpuint (red[1], >, 800);
}

/* "文件过大" is about such files: 48 megapixels, 20 MB (GS10). */
static void
test_huge (void)
{
  static const char size[] = { 0, 17, 8, 0x17, (char) 0xa0, 0x1f, (char) 0x80, 3 };
  const YyPhotoSpec spec = {
    .seed = 5, .width = 8064, .height = 6048, .orientation = 6, .target_bytes = 20000000
  };
  g_autoptr (GBytes) bytes = photograph (YY_PAPER_KIND_TABLE, &spec);

  g_assert_cmpuint (g_bytes_get_size (bytes), >, 18 * 1000 * 1000);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 22 * 1000 * 1000);
  g_assert_true (contains (bytes, size, sizeof size));
}

static void
test_refusals (void)
{
  static const YyPhotoSpec specs[] = {
    { .width = 20, .height = 800 },
    { .width = 800, .height = 20000 },
    { .width = 800, .height = 600, .orientation = 2 },
    { .width = 800, .height = 600, .quality = 101 },
    { .width = 200, .height = 200, .target_bytes = 50000000 },
  };
  cairo_surface_t *page = render (YY_PAPER_KIND_LETTER, 1, 72);
  YyPaperKind kind = YY_PAPER_KIND_FORM;

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = yy_paper_photograph (page, &specs[i], &error);

      g_assert_null (bytes);
      g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
    }
  g_assert_false (yy_paper_kind_from_nick ("seal", &kind));
  g_assert_cmpint (kind, ==, YY_PAPER_KIND_FORM);
  cairo_surface_destroy (page);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/seed", test_seed);
  g_test_add_func ("/paper/threads", test_threads);
  g_test_add_func ("/paper/ink", test_ink);
  g_test_add_func ("/paper/orientation", test_orientation);
  g_test_add_func ("/paper/metadata", test_metadata);
  g_test_add_func ("/paper/mark", test_mark);
  g_test_add_func ("/paper/huge", test_huge);
  g_test_add_func ("/paper/refusals", test_refusals);
  return g_test_run ();
}
