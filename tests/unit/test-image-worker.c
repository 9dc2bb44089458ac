#include <string.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-shrink.h"
#include "yy-image-worker.h"
#include "yy-test-log.h"
#include "yy-test-picture.h"

/* The real program, for each test its own. */
typedef struct
{
  YyImageWorker *worker;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->worker = yy_image_worker_new (g_getenv ("YANYIN_IMAGED"), 2);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  yy_image_worker_free (f->worker);
}

static void
test_inspect (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) photo = yy_test_picture_turned (3200, 2400, 6);
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GBytes) preview = NULL;
  g_autoptr (GError) error = NULL;
  YyImageReport report = { 0 };
  int fd = yy_test_picture_open (photo);
  int width;
  int height;

  yy_image_worker_inspect (f->worker, fd, &report, &thumbnail, &preview, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report.mime, ==, "image/jpeg");
  g_assert_cmpint (report.width, ==, 2400);
  g_assert_cmpint (report.height, ==, 3200);
  g_assert_cmpint (report.orientation, ==, 6);
  g_assert_cmpint (report.trailing, ==, 0);
  yy_test_picture_check_upright (thumbnail, &width, &height);
  g_assert_cmpint (width, ==, 256);
  g_assert_cmpint (height, ==, 192);
  yy_test_picture_check_upright (preview, &width, &height);
  g_assert_cmpint (width, ==, 1600);
  g_assert_cmpint (height, ==, 1200);
  g_assert_cmpint (yy_image_worker_get_peak (f->worker), >, 0);
  close (fd);
}

static void
test_shrink (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) photo = yy_test_picture_turned (4000, 3000, 8);
  g_autofree char *original = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  g_autofree char *shrunk = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GError) error = NULL;
  YyShrinkResult result;
  int fd = yy_test_picture_open (photo);
  int width;
  int height;

  yy_image_worker_shrink (f->worker, fd, &result, &jpeg, NULL, &error);
  g_assert_no_error (error);
  yy_test_picture_check_upright (jpeg, &width, &height);
  g_assert_cmpint (width, ==, 2560);
  g_assert_cmpint (height, ==, 1920);
  g_assert_cmpint (result.width, ==, width);
  g_assert_cmpint (result.height, ==, height);
  g_assert_cmpuint (g_bytes_get_size (jpeg), <=, YY_IMAGE_SHRUNK_BYTES);
  shrunk = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, jpeg);
  g_assert_cmpstr (result.sha256, ==, shrunk);
  g_assert_cmpstr (result.original_sha256, ==, original);
  close (fd);
}

static GBytes *
shrink (YyImageWorker *worker, GBytes *photo)
{
  g_autoptr (GError) error = NULL;
  GBytes *jpeg = NULL;
  int fd = yy_test_picture_open (photo);

  yy_image_worker_shrink (worker, fd, NULL, &jpeg, NULL, &error);
  g_assert_no_error (error);
  close (fd);

  return jpeg;
}

/* What was shrunk once loses nothing the second time; a comment or a tail is a reason to write it anew. */
static void
test_keep (Fixture *f, gconstpointer data)
{
  static const guint8 comment[] = { 0xff, 0xfe, 0, 8, 'w', 'h', 'e', 'r', 'e', '?' };
  g_autoptr (GBytes) bare = yy_test_picture_jpeg (300, 200, 90);
  g_autoptr (GBytes) large = yy_test_picture_jpeg (2561, 200, 90);
  g_autoptr (GBytes) tailed = yy_test_picture_append (bare, "PK", 2);
  g_autoptr (GByteArray) told = g_byte_array_new ();
  g_autoptr (GBytes) commented = NULL;
  g_autoptr (GBytes) kept = shrink (f->worker, bare);
  g_autoptr (GBytes) smaller = shrink (f->worker, large);
  g_autoptr (GBytes) cut = shrink (f->worker, tailed);
  g_autoptr (GBytes) silent = NULL;

  g_byte_array_append (told, g_bytes_get_data (bare, NULL), 2);
  g_byte_array_append (told, comment, sizeof comment);
  g_byte_array_append (told, (const guint8 *) g_bytes_get_data (bare, NULL) + 2,
                       (guint) g_bytes_get_size (bare) - 2);
  commented = g_byte_array_free_to_bytes (g_steal_pointer (&told));
  silent = shrink (f->worker, commented);

  g_assert_true (g_bytes_equal (kept, bare));
  g_assert_false (g_bytes_equal (smaller, large));
  g_assert_false (g_bytes_equal (cut, tailed));
  g_assert_false (yy_test_picture_contains (silent, "where?"));
  yy_test_picture_check_upright (silent, NULL, NULL);
}

/* N6, R39: the largest photo that a phone takes goes through in one step, without a screenshot, and the
 * process that does it stays small. */
static void
test_large_photo (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) photo = yy_test_picture_photo (6048, 8064, 6);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GError) error = NULL;
  YyShrinkResult result;
  int fd = yy_test_picture_open (photo);
  gint64 start = g_get_monotonic_time ();
  int width;
  int height;

  g_assert_cmpuint (g_bytes_get_size (photo), >, 18 * 1000 * 1000);
  yy_image_worker_shrink (f->worker, fd, &result, &jpeg, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%" G_GSIZE_FORMAT " bytes to %" G_GSIZE_FORMAT " in %" G_GINT64_FORMAT
                  " ms, at most %" G_GUINT64_FORMAT " MB of memory",
                  g_bytes_get_size (photo), g_bytes_get_size (jpeg), (g_get_monotonic_time () - start) / 1000,
                  yy_image_worker_get_peak (f->worker) / 1000000);
  g_assert_cmpuint (g_bytes_get_size (jpeg), <=, 1500 * 1000);
  yy_test_picture_check_upright (jpeg, &width, &height);
  g_assert_cmpint (width, ==, 1920);
  g_assert_cmpint (height, ==, 2560);
  g_assert_cmpuint (yy_image_worker_get_peak (f->worker), <, 250 * 1000 * 1000);
  close (fd);
}

/* Every kind that is taken goes through the locked process: no loader needs what the filter forbids. */
static void
test_formats (Fixture *f, gconstpointer data)
{
  static const char *const types[] = { "png", "tiff", "webp" };
  static const char *const mimes[] = { "image/png", "image/tiff", "image/webp" };
  g_autoptr (GBytes) heic = yy_test_picture_file ("quadrants.heic");
  g_autoptr (GError) error = NULL;
  YyImageReport report = { 0 };
  int fd;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) picture = yy_test_picture_save (700, 500, FALSE, types[i]);
      g_autoptr (GBytes) thumbnail = NULL;

      if (picture == NULL)
        continue;
      fd = yy_test_picture_open (picture);
      yy_image_worker_inspect (f->worker, fd, &report, &thumbnail, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (report.mime, ==, mimes[i]);
      g_assert_cmpint (report.width, ==, 700);
      yy_test_picture_check_upright (thumbnail, NULL, NULL);
      close (fd);
    }

  fd = yy_test_picture_open (heic);
  yy_image_worker_inspect (f->worker, fd, &report, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report.mime, ==, "image/heic");
  close (fd);
}

static void
assert_fails (YyImageWorker *worker, GBytes *bytes, YyError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  int fd = yy_test_picture_open (bytes);

  g_assert_false (yy_image_worker_inspect (worker, fd, NULL, &thumbnail, NULL, NULL, &error));
  g_assert_error (error, YY_ERROR, (int) code);
  g_assert_null (thumbnail);
  close (fd);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) whole = yy_test_picture_jpeg (400, 300, 90);
  g_autoptr (GBytes) cut = yy_test_picture_cut (whole, g_bytes_get_size (whole) / 2);
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.7", 8);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  assert_fails (f->worker, cut, YY_ERROR_DAMAGED);
  assert_fails (f->worker, pdf, YY_ERROR_UNSUPPORTED);
  assert_fails (f->worker, empty, YY_ERROR_DAMAGED);
}

/* A program that is not there says nothing about the picture. */
static void
test_no_program (void)
{
  g_autoptr (YyImageWorker) worker = yy_image_worker_new ("/nonexistent/yanyin-imaged", 1);
  g_autoptr (GBytes) whole = yy_test_picture_jpeg (40, 30, 90);

  yy_test_log_expect ();
  assert_fails (worker, whole, YY_ERROR_UNAVAILABLE);
  yy_test_log_assert ();
}

/* The kind of error, or -1 for none. */
static int
judge (YyImageWorker *worker, GBytes *bytes, gboolean whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) thumbnail = NULL;
  YyImageReport report = { 0 };
  int fd = yy_test_picture_open (bytes);
  gboolean good = whole ? yy_image_worker_inspect (worker, fd, &report, &thumbnail, NULL, NULL, &error)
                        : yy_image_worker_check (worker, fd, &report, &thumbnail, NULL, &error);

  close (fd);
  g_assert_true (good == (error == NULL) && good == (thumbnail != NULL));
  g_assert_true (error == NULL || error->domain == YY_ERROR);
  g_assert_true (!good || report.width > 0);

  return good ? -1 : error->code;
}

/* IM03: whoever brings a picture waits for the short look only, so that must see whatever the long one sees.
 */
static void
test_check_is_as_strict (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = yy_test_picture_noise (700, 500, 75);
  g_autoptr (GBytes) png = yy_test_picture_save (400, 300, TRUE, "png");
  GBytes *pictures[] = { jpeg, png };
  g_autoptr (GRand) dice = g_rand_new_with_seed (11);
  guint refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      gsize size = g_bytes_get_size (pictures[i]);

      g_assert_cmpint (judge (f->worker, pictures[i], FALSE), ==, -1);
      for (guint part = 1; part < 10; part++)
        {
          g_autoptr (GBytes) cut = yy_test_picture_cut (pictures[i], size * part / 10);

          g_assert_cmpint (judge (f->worker, cut, FALSE), ==, YY_ERROR_DAMAGED);
        }
      for (guint n = 0; n < 25; n++)
        {
          g_autofree guint8 *flipped = g_memdup2 (g_bytes_get_data (pictures[i], NULL), size);
          g_autoptr (GBytes) bytes = NULL;
          int verdict;

          flipped[g_rand_int_range (dice, 0, (gint32) size)] ^=
              (guint8) (1u << g_rand_int_range (dice, 0, 8));
          bytes = g_bytes_new (flipped, size);
          verdict = judge (f->worker, bytes, FALSE);
          g_assert_cmpint (verdict, ==, judge (f->worker, bytes, TRUE));
          refused += verdict != -1;
        }
    }
  /* Not every bit of a picture can be told to be wrong, but most of those of a PNG. */
  g_assert_cmpuint (refused, >, 20);
}

/* What nobody waits for comes after everybody who does, and gives the same. */
static void
test_ahead (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) photo = yy_test_picture_turned (3200, 2400, 6);
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GBytes) preview = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int fd = yy_test_picture_open (photo);
  int width;
  int height;

  yy_image_worker_inspect_ahead (f->worker, fd, NULL, &thumbnail, &preview, NULL, &error);
  g_assert_no_error (error);
  yy_test_picture_check_upright (thumbnail, &width, &height);
  g_assert_cmpint (width, ==, 256);
  yy_test_picture_check_upright (preview, &width, &height);
  g_assert_cmpint (width, ==, 1600);

  g_cancellable_cancel (cancellable);
  g_clear_pointer (&thumbnail, g_bytes_unref);
  g_clear_pointer (&preview, g_bytes_unref);
  g_assert_false (
      yy_image_worker_inspect_ahead (f->worker, fd, NULL, &thumbnail, &preview, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fd);
}

/* A kind whose loader is not installed, or does not work locked in, is refused by its name and not called
 * damaged. */
static void
test_no_loaders (void)
{
  g_autoptr (YyImageWorker) worker = NULL;
  g_autoptr (GBytes) jpeg = yy_test_picture_jpeg (40, 30, 90);
  g_autoptr (GBytes) heic = yy_test_picture_file ("quadrants.heic");
  g_autoptr (GError) error = NULL;
  int heic_fd = yy_test_picture_open (heic);
  int jpeg_fd = yy_test_picture_open (jpeg);

  g_setenv ("GDK_PIXBUF_MODULE_FILE", "/dev/null", TRUE);
  worker = yy_image_worker_new (g_getenv ("YANYIN_IMAGED"), 1);
  yy_image_worker_inspect (worker, jpeg_fd, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (yy_image_worker_inspect (worker, heic_fd, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED);
  g_assert_cmpstr (yy_error_find_issue (error, YY_ISSUE_UNSUPPORTED)->argument, ==, "HEIC");
  g_unsetenv ("GDK_PIXBUF_MODULE_FILE");
  close (heic_fd);
  close (jpeg_fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  yy_test_log_init ();

#define ADD(name, func) g_test_add ("/image-worker/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("inspect", test_inspect);
  ADD ("shrink", test_shrink);
  ADD ("keep", test_keep);
  ADD ("large-photo", test_large_photo);
  ADD ("formats", test_formats);
  ADD ("refused", test_refused);
  ADD ("check-is-as-strict", test_check_is_as_strict);
  ADD ("ahead", test_ahead);
#undef ADD
  g_test_add_func ("/image-worker/no-program", test_no_program);
  g_test_add_func ("/image-worker/no-loaders", test_no_loaders);

  return g_test_run ();
}
