#include <string.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-decode.h"
#include "yy-image-encode.h"
#include "yy-image-scale.h"
#include "yy-image-shrink.h"
#include "yy-test-picture.h"

static YyImagePixels *
decode (GBytes *bytes, int long_side, YyImageInfo *ret_info, GError **error)
{
  int fd = yy_test_picture_open (bytes);
  YyImagePixels *pixels = yy_image_decode (fd, long_side, ret_info, error);

  close (fd);
  return pixels;
}

static void
assert_refused (GBytes *bytes, YyError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) pixels = decode (bytes, 256, NULL, &error);

  g_assert_null (pixels);
  g_assert_error (error, YY_ERROR, (int) code);
  g_assert_cmpuint (yy_error_get_issues (error)->len, ==, 1);
}

/* A file is what it contains, whatever it is called. */
static void
test_sniff (void)
{
  static const struct
  {
    const char *start;
    gsize size;
    const char *name;
    const char *mime;
  } kinds[] = {
    { "\xff\xd8\xff\xe0", 4, "JPEG", "image/jpeg" },
    { "\x89PNG\r\n\x1a\n", 8, "PNG", "image/png" },
    { "RIFF\0\0\0\0WEBPVP8 ", 16, "WebP", "image/webp" },
    { "II*\0\10\0\0\0", 8, "TIFF", "image/tiff" },
    { "MM\0*\0\0\0\10", 8, "TIFF", "image/tiff" },
    { "\0\0\0\x1c"
      "ftypheic\0\0\0\0mif1heic",
      24, "HEIC", "image/heic" },
    { "\0\0\0\x1c"
      "ftypmif1\0\0\0\0mif1heic",
      24, "HEIC", "image/heic" },
    { "\0\0\0\x1c"
      "ftypavif\0\0\0\0mif1miaf",
      24, "AVIF", NULL },
    { "\0\0\0\x18"
      "ftypisom\0\0\0\0mp42",
      24, "MP4", NULL },
    { "GIF89a", 6, "GIF", NULL },
    { "%PDF-1.7", 8, "PDF", NULL },
    { "PK\3\4", 4, "ZIP", NULL },
    { "\x7f"
      "ELF",
      4, "ELF", NULL },
    { "\0\0\1\0", 4, "ICO", NULL },
    { "RIFF\0\0\0\0ACON", 12, "ANI", NULL },
    { "BM", 2, "BMP", NULL },
    { "<svg xmlns='http://www.w3.org/2000/svg'/>", 40, "SVG", NULL },
    { "<?xml version='1.0'?><!DOCTYPE x><svg/>", 39, "SVG", NULL },
    { "\xef\xbb\xbf <SVG/>", 10, "SVG", NULL },
    { "<!DOCTYPE html><p>", 18, "HTML", NULL },
    { "<?xml version='1.0'?><a/>", 25, "XML", NULL },
    { "#!/bin/sh", 9, "script", NULL },
    { "hello", 5, "?", NULL },
    { "\xff\xd8", 2, "?", NULL },
    { "R", 1, "?", NULL },
    { "", 0, "?", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *name = NULL;
      YyImageFormat format = yy_image_format_sniff ((const guint8 *) kinds[i].start, kinds[i].size, &name);

      g_assert_cmpstr (name, ==, kinds[i].name);
      if (kinds[i].mime != NULL)
        g_assert_cmpstr (yy_image_format_get_mime (format), ==, kinds[i].mime);
      else
        g_assert_cmpint (format, ==, YY_IMAGE_FORMAT_OTHER);
    }
}

/* What is not taken is called by its name, so that the applicant knows what to do. */
static void
test_refuse_kind (void)
{
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.7 and so on", 18);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) pixels = decode (pdf, 256, NULL, &error);
  const YyIssue *issue;

  g_assert_null (pixels);
  g_assert_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED);
  issue = yy_error_find_issue (error, YY_ISSUE_UNSUPPORTED);
  g_assert_nonnull (issue);
  g_assert_cmpstr (issue->argument, ==, "PDF");
}

static void
check_format (GBytes *bytes, YyImageFormat format, int width, int height)
{
  g_autoptr (GError) error = NULL;
  YyImageInfo info = { 0 };
  g_autoptr (YyImagePixels) pixels = decode (bytes, 100, &info, &error);
  g_autoptr (GBytes) jpeg = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (pixels);
  g_assert_cmpint (info.format, ==, format);
  g_assert_cmpint (info.width, ==, width);
  g_assert_cmpint (info.height, ==, height);
  g_assert_cmpint (info.orientation, ==, 1);
  g_assert_cmpint (info.trailing, ==, 0);
  jpeg = yy_image_encode (pixels, 92, &error);
  g_assert_no_error (error);
  if (format != YY_IMAGE_FORMAT_HEIC)
    yy_test_picture_check_upright (jpeg, NULL, NULL);
}

static void
test_formats (void)
{
  g_autoptr (GBytes) jpeg = yy_test_picture_jpeg (320, 160, 90);
  g_autoptr (GBytes) png = yy_test_picture_save (320, 160, FALSE, "png");
  g_autoptr (GBytes) clear = yy_test_picture_save (320, 160, TRUE, "png");
  g_autoptr (GBytes) tiff = yy_test_picture_save (320, 160, FALSE, "tiff");
  g_autoptr (GBytes) webp = yy_test_picture_save (320, 160, FALSE, "webp");
  g_autoptr (GBytes) heic = yy_test_picture_file ("quadrants.heic");

  check_format (jpeg, YY_IMAGE_FORMAT_JPEG, 320, 160);
  check_format (png, YY_IMAGE_FORMAT_PNG, 320, 160);
  check_format (clear, YY_IMAGE_FORMAT_PNG, 320, 160);
  check_format (tiff, YY_IMAGE_FORMAT_TIFF, 320, 160);
  if (webp != NULL)
    check_format (webp, YY_IMAGE_FORMAT_WEBP, 320, 160);
  else
    g_test_message ("no saver for WebP on this machine");
  check_format (heic, YY_IMAGE_FORMAT_HEIC, 16, 16);
}

static void
check_turned (GBytes *bytes, int orientation)
{
  g_autoptr (GError) error = NULL;
  YyImageInfo info = { 0 };
  g_autoptr (YyImagePixels) pixels = decode (bytes, 60, &info, &error);
  g_autoptr (GBytes) jpeg = NULL;
  int width;
  int height;

  g_assert_no_error (error);
  g_assert_cmpint (info.orientation, ==, MAX (orientation, 1));
  g_assert_cmpint (info.width, ==, orientation >= 5 ? 80 : 120);
  jpeg = yy_image_encode (pixels, 92, &error);
  g_assert_no_error (error);
  yy_test_picture_check_upright (jpeg, &width, &height);
  g_assert_cmpint (width, ==, 60);
  g_assert_cmpint (height, ==, 40);
}

/* IM07: a photo stands upright however the phone was held; 0 is what some phones write for "do not know". */
static void
test_orientation (void)
{
  for (int orientation = 0; orientation <= 8; orientation++)
    {
      g_autoptr (GBytes) jpeg = yy_test_picture_turned (120, 80, orientation);
      g_autoptr (GBytes) png = yy_test_picture_turned_as (120, 80, orientation, "png");
      g_autoptr (GBytes) webp = yy_test_picture_turned_as (120, 80, orientation, "webp");
      g_autoptr (GBytes) tiff = yy_test_picture_tiff (120, 80, orientation, 0, 0);

      check_turned (jpeg, orientation);
      check_turned (png, orientation);
      check_turned (tiff, orientation);
      if (g_bytes_get_size (webp) > 0)
        check_turned (webp, orientation);
    }
}

/* Of several pages only the first one would be seen and approved: none is taken. A thumbnail beside it is no
 * page. */
static void
test_pages (void)
{
  g_autoptr (GBytes) two = yy_test_picture_tiff (120, 80, 1, 1, 0);
  g_autoptr (GBytes) one = yy_test_picture_tiff (120, 80, 1, 1, 1);
  g_autoptr (GBytes) ring = yy_test_picture_tiff (120, 80, 1, 40, 1);

  assert_refused (two, YY_ERROR_UNSUPPORTED);
  check_turned (one, 1);
  assert_refused (ring, YY_ERROR_UNSUPPORTED);
}

/* Headers are not believed: offsets beyond the end, loops and nonsense give "upright", and nothing is read
 * outside. */
static void
test_exif_hostile (void)
{
  g_autoptr (GBytes) whole = yy_test_picture_turned (16, 16, 6);
  const guint8 *data = g_bytes_get_data (whole, NULL);
  const gsize length = ((gsize) data[4] << 8 | data[5]) - 2;
  static const guint8 far[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0xff, 0xff, 0xff, 0xff };
  static const guint8 many[] = { 'I', 'I', 42, 0, 8, 0, 0, 0, 0xff, 0xff, 0x12, 0x01, 3, 0, 2 };

  g_assert_cmpint (yy_image_probe_exif (data + 6, length), ==, 6);
  for (gsize size = 0; size < length; size++)
    {
      g_autofree guint8 *copy =
          g_memdup2 (data + 6, MAX (size, 1)); /* of its own, so that a sanitizer sees the end */
      int orientation = yy_image_probe_exif (copy, size);

      g_assert_true (orientation == 1 || orientation == 6);
    }
  g_assert_cmpint (yy_image_probe_exif (far, sizeof far), ==, 1);
  g_assert_cmpint (yy_image_probe_exif (many, sizeof many), ==, 1);
  g_assert_cmpint (yy_image_probe_exif (NULL, 0), ==, 1);
}

/* The mean of what a pixel covers: a chequerboard becomes grey, and white stays white to the last column. */
static void
test_scale (void)
{
  static const int sizes[] = { 1, 2, 3, 7, 64, 99, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (YyImageScaler) white = yy_image_scaler_new (100, 100, sizes[i], sizes[i]);
      g_autoptr (YyImageScaler) board = yy_image_scaler_new (100, 100, sizes[i], sizes[i]);
      g_autoptr (YyImagePixels) white_small = NULL;
      g_autoptr (YyImagePixels) board_small = NULL;
      guint8 row[300];
      double sum = 0;

      for (int y = 0; y < 100; y++)
        {
          memset (row, 255, sizeof row);
          yy_image_scaler_push (white, row);
          g_assert_true (y == 99 || yy_image_scaler_finish (white) == NULL);
          for (int x = 0; x < 100; x++)
            memset (row + x * 3, (x + y) % 2 == 0 ? 255 : 0, 3);
          yy_image_scaler_push (board, row);
        }
      white_small = yy_image_scaler_finish (white);
      board_small = yy_image_scaler_finish (board);
      for (int at = 0; at < sizes[i] * sizes[i] * 3; at++)
        {
          g_assert_cmpint (white_small->data[at], ==, 255);
          sum += board_small->data[at];
        }
      g_assert_cmpfloat_with_epsilon (sum / (sizes[i] * sizes[i] * 3), 127.5, 1.5);
    }
}

static void
test_fit (void)
{
  int width;
  int height;

  yy_image_fit (8064, 6048, 2560, &width, &height);
  g_assert_cmpint (width, ==, 2560);
  g_assert_cmpint (height, ==, 1920);
  yy_image_fit (100, 50, 2560, &width, &height);
  g_assert_cmpint (width, ==, 100);
  g_assert_cmpint (height, ==, 50);
  yy_image_fit (20000, 1, 256, &width, &height);
  g_assert_cmpint (width, ==, 256);
  g_assert_cmpint (height, ==, 1);
}

/* R39: whatever the picture is, what comes out can be sent; and a small one is left at its size. */
static void
test_shrink (void)
{
  g_autoptr (GBytes) noise = yy_test_picture_noise (3000, 2000, 95);
  g_autoptr (GBytes) small = yy_test_picture_turned (300, 200, 6);
  g_autoptr (YyImagePixels) noise_pixels = NULL;
  g_autoptr (YyImagePixels) small_pixels = NULL;
  g_autoptr (GBytes) noise_jpeg = NULL;
  g_autoptr (GBytes) small_jpeg = NULL;
  g_autoptr (GError) error = NULL;
  int width;
  int height;

  noise_pixels = decode (noise, YY_IMAGE_SHRUNK_SIDE, NULL, &error);
  g_assert_no_error (error);
  noise_jpeg = yy_image_shrink (noise_pixels, &width, &height, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (noise_jpeg), <=, YY_IMAGE_SHRUNK_BYTES);
  g_assert_cmpint (width, <=, YY_IMAGE_SHRUNK_SIDE);
  g_assert_cmpint (width, >=, 1200);

  small_pixels = decode (small, YY_IMAGE_SHRUNK_SIDE, NULL, &error);
  g_assert_no_error (error);
  small_jpeg = yy_image_shrink (small_pixels, &width, &height, &error);
  g_assert_no_error (error);
  g_assert_cmpint (width, ==, 300);
  g_assert_cmpint (height, ==, 200);
  yy_test_picture_check_upright (small_jpeg, &width, &height);
  g_assert_cmpint (width, ==, 300);
  g_assert_false (yy_test_picture_contains (small_jpeg, "Exif"));
}

/* IM03: a document of which a part is missing must not be approved by anybody. */
static void
check_truncated (GBytes *bytes)
{
  gsize size = g_bytes_get_size (bytes);

  for (gsize i = 1; i < 50; i++)
    {
      g_autoptr (GBytes) cut = yy_test_picture_cut (bytes, MAX (size * i / 50, 12));

      assert_refused (cut, YY_ERROR_DAMAGED);
    }
  for (gsize missing = 1; missing <= 12; missing++)
    {
      g_autoptr (GBytes) cut = yy_test_picture_cut (bytes, size - missing);

      assert_refused (cut, YY_ERROR_DAMAGED);
    }
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) jpeg = yy_test_picture_noise (160, 120, 80);
  g_autoptr (GBytes) png = yy_test_picture_save (160, 120, FALSE, "png");
  g_autoptr (GBytes) tiff = yy_test_picture_save (160, 120, FALSE, "tiff");
  g_autoptr (GBytes) webp = yy_test_picture_save (160, 120, FALSE, "webp");
  g_autoptr (GBytes) heic = yy_test_picture_file ("quadrants.heic");

  check_truncated (jpeg);
  check_truncated (png);
  check_truncated (tiff);
  if (webp != NULL)
    check_truncated (webp);
  check_truncated (heic);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/imaging/sniff", test_sniff);
  g_test_add_func ("/imaging/refuse-kind", test_refuse_kind);
  g_test_add_func ("/imaging/formats", test_formats);
  g_test_add_func ("/imaging/orientation", test_orientation);
  g_test_add_func ("/imaging/pages", test_pages);
  g_test_add_func ("/imaging/exif-hostile", test_exif_hostile);
  g_test_add_func ("/imaging/scale", test_scale);
  g_test_add_func ("/imaging/fit", test_fit);
  g_test_add_func ("/imaging/shrink", test_shrink);
  g_test_add_func ("/imaging/truncated", test_truncated);

  return g_test_run ();
}
