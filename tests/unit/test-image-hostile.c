#include <string.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-decode.h"
#include "yy-image-encode.h"
#include "yy-image-shrink.h"
#include "yy-test-picture.h"

#define FLIPS 300

static YyImagePixels *
decode (GBytes *bytes, YyImageInfo *ret_info, GError **error)
{
  int fd = yy_test_picture_open (bytes);
  YyImagePixels *pixels = yy_image_decode (fd, 256, ret_info, error);

  close (fd);
  return pixels;
}

static void
assert_refused (GBytes *bytes, YyError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) pixels = decode (bytes, NULL, &error);

  g_assert_null (pixels);
  g_assert_error (error, YY_ERROR, (int) code);
}

static void
assert_refused_kind (gconstpointer data, gsize size, const char *kind)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) pixels = decode (bytes, NULL, &error);

  g_assert_null (pixels);
  g_assert_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED);
  g_assert_cmpstr (yy_error_find_issue (error, YY_ISSUE_UNSUPPORTED)->argument, ==, kind);
}

/* IM03: one bit the other way, anywhere. The picture may be refused or not, for a JPEG has no checksums; but
 * nothing is read or written where it does not belong, and what comes out has the size that it says. */
static void
flip_bits (GBytes *whole)
{
  gsize size = g_bytes_get_size (whole);

  for (guint i = 0; i < FLIPS; i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      gsize at = i < 100 ? i : (gsize) g_test_rand_int_range (0, (gint32) size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (YyImagePixels) pixels = NULL;

      data[at % size] ^= (guint8) (1 << g_test_rand_int_range (0, 8));
      bytes = g_bytes_new (data, size);
      pixels = decode (bytes, NULL, &error);
      if (pixels == NULL)
        g_assert_cmpint ((int) error->domain, ==, (int) YY_ERROR);
      else
        g_assert_cmpint (MAX (pixels->width, pixels->height), <=, 256);
    }
}

static void
test_flipped_jpeg (void)
{
  g_autoptr (GBytes) jpeg = yy_test_picture_turned (96, 64, 6);

  flip_bits (jpeg);
}

static void
test_flipped_others (void)
{
  g_autoptr (GBytes) tiff = yy_test_picture_save (48, 32, FALSE, "tiff");
  g_autoptr (GBytes) webp = yy_test_picture_save (48, 32, FALSE, "webp");
  g_autoptr (GBytes) heic = yy_test_picture_file ("quadrants.heic");

  flip_bits (tiff);
  if (webp != NULL)
    flip_bits (webp);
  flip_bits (heic);
}

/* IM03: hardly anything is there. */
static void
test_beginnings (void)
{
  static const struct
  {
    const char *start;
    gsize size;
  } magics[] = {
    { "\xff\xd8\xff\xe0", 4 },
    { "\xff\xd8\xff\xd9", 4 },
    { "\x89PNG\r\n\x1a\n", 8 },
    { "RIFF\4\0\0\0WEBP", 12 },
    { "II*\0", 4 },
    { "MM\0*\0\0\0\10", 8 },
    { "\0\0\0\x18"
      "ftypheic\0\0\0\0mif1heic",
      24 },
  };
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) one = g_bytes_new_static ("\xff", 1);

  assert_refused (nothing, YY_ERROR_DAMAGED);
  assert_refused (one, YY_ERROR_UNSUPPORTED);
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      g_autoptr (GBytes) magic = g_bytes_new_static (magics[i].start, magics[i].size);

      assert_refused (magic, YY_ERROR_DAMAGED);
    }
}

/* IM05: a JPEG that is a ZIP as well, a PNG with a megabyte behind it. The picture is taken, the rest is
 * reported, and what is handed on has nothing of it. */
static void
test_trailing (void)
{
  static const char zip[] = "PK\3\4 hidden.exe PK\5\6";
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GBytes) jpeg = yy_test_picture_jpeg (200, 100, 90);
  g_autoptr (GBytes) polyglot = yy_test_picture_append (jpeg, zip, sizeof zip);
  g_autoptr (GBytes) png = yy_test_picture_save (200, 100, FALSE, "png");
  g_autoptr (GBytes) long_png = yy_test_picture_append (png, megabyte, 1024 * 1024);
  g_autoptr (GBytes) webp = yy_test_picture_save (200, 100, FALSE, "webp");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) from_jpeg = NULL;
  g_autoptr (YyImagePixels) from_png = NULL;
  g_autoptr (GBytes) preview = NULL;
  YyImageInfo info;

  from_jpeg = decode (polyglot, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.trailing, ==, sizeof zip);
  preview = yy_image_make_preview (from_jpeg, &error);
  g_assert_no_error (error);
  g_assert_false (yy_test_picture_contains (preview, "hidden"));

  from_png = decode (long_png, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.trailing, ==, 1024 * 1024);

  if (webp != NULL)
    {
      g_autoptr (GBytes) long_webp = yy_test_picture_append (webp, zip, sizeof zip);
      g_autoptr (YyImagePixels) from_webp = decode (long_webp, &info, &error);

      g_assert_no_error (error);
      g_assert_nonnull (from_webp);
      g_assert_cmpint (info.trailing, ==, sizeof zip);
    }
}

/* IM06: no SVG and no XML, in whatever dress: they name other files and grow without end. */
static void
test_text_formats (void)
{
  static const char xxe[] =
      "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>";
  static const char laughs[] =
      "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\">]><lolz>&b;</lolz>";
  static const char include[] =
      "<x xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"/etc/passwd\"/></x>";
  static const char image[] = "  <SVG><image href=\"http://127.0.0.1/\"/></SVG>";

  assert_refused_kind (xxe, sizeof xxe, "SVG");
  assert_refused_kind (image, sizeof image, "SVG");
  assert_refused_kind (laughs, sizeof laughs, "XML");
  assert_refused_kind (include, sizeof include, "?");
  assert_refused_kind ("\x1f\x8b\x08 svgz", 8, "gzip");
}

/* A TIFF that is an SVG to who looks for "<svg" anywhere, as gdk-pixbuf may: that loader is not there. */
static void
test_two_faces (void)
{
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>";
  g_autoptr (GBytes) tiff = yy_test_picture_save (40, 20, FALSE, "tiff");
  g_autoptr (GBytes) both = yy_test_picture_append (tiff, svg, sizeof svg);
  g_autoptr (GError) error = NULL;
  YyImageInfo info;
  g_autoptr (YyImagePixels) pixels = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  /* In a process of its own: the loaders stay away. */
  yy_image_restrict_loaders ();
  pixels = decode (both, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.format, ==, YY_IMAGE_FORMAT_TIFF);
  g_assert_cmpint (pixels->width, ==, 40);
}

/* IM02: the header alone asks for more than anybody's phone takes; no pixel is allocated for it. */
static void
test_large_headers (void)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xc0, 0, 17,   8,    0xff, 0xff, 0xff, 0xff, 3,   1,
                                 0x22, 0,    2,    0x11, 1, 3,    0x11, 1,    0xff, 0xda, 0,    12,  3,
                                 1,    0,    2,    0x11, 3, 0x11, 0,    63,   0,    0,    0xff, 0xd9 };
  static const guint8 png[] = { 0x89, 'P',  'N', 'G', '\r', '\n', 0x1a, '\n', 0,    0, 0,
                                13,   'I',  'H', 'D', 'R',  0,    0,    0x62, 0x70, 0, 0,
                                0x82, 0x14, 8,   2,   0,    0,    0,    0,    0,    0, 0 };
  static const guint8 webp[] = { 'R', 'I', 'F', 'F', 22, 0, 0, 0, 'W', 'E',  'B',  'P', 'V',  'P',  '8',
                                 'X', 10,  0,   0,   0,  0, 0, 0, 0,   0xff, 0x3f, 0,   0xff, 0x3f, 0 };
  g_autoptr (GBytes) heic = yy_test_picture_file ("quadrants.heic");
  g_autofree guint8 *large = g_memdup2 (g_bytes_get_data (heic, NULL), g_bytes_get_size (heic));
  guint8 *ispe = memmem (large, g_bytes_get_size (heic), "ispe", 4);
  g_autoptr (GBytes) jpeg_bytes = g_bytes_new_static (jpeg, sizeof jpeg);
  g_autoptr (GBytes) png_bytes = g_bytes_new_static (png, sizeof png);
  g_autoptr (GBytes) webp_bytes = g_bytes_new_static (webp, sizeof webp);
  g_autoptr (GBytes) heic_bytes = NULL;

  memcpy (ispe + 8, "\0\0\x42\x68\0\0\x42\x68", 8); /* 17000 by 17000 */
  heic_bytes = g_bytes_new (large, g_bytes_get_size (heic));

  assert_refused (jpeg_bytes, YY_ERROR_TOO_LARGE);
  assert_refused (png_bytes, YY_ERROR_TOO_LARGE);
  assert_refused (webp_bytes, YY_ERROR_TOO_LARGE);
  assert_refused (heic_bytes, YY_ERROR_TOO_LARGE);
}

/* IM02: a scan costs a pass over the whole picture, and a few bytes of the file. */
static void
test_many_scans (void)
{
  g_autoptr (GBytes) jpeg = yy_test_picture_jpeg (64, 64, 50);
  gsize size = g_bytes_get_size (jpeg);
  const guint8 *data = g_bytes_get_data (jpeg, NULL);
  const guint8 *scan = memmem (data, size, "\xff\xda", 2);
  const guint8 *end = data + size - 2;
  GByteArray *many = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (scan);
  g_byte_array_append (many, data, (guint) (scan - data));
  for (int i = 0; i < 5000; i++)
    g_byte_array_append (many, scan, (guint) (end - scan));
  g_byte_array_append (many, end, 2);
  bytes = g_byte_array_free_to_bytes (many);

  assert_refused (bytes, YY_ERROR_UNSUPPORTED);
}

/* An animation has no one picture that could be approved. */
static void
test_animation (void)
{
  static const guint8 webp[] = { 'R', 'I', 'F', 'F', 22, 0, 0, 0, 'W', 'E', 'B', 'P', 'V', 'P', '8',
                                 'X', 10,  0,   0,   0,  2, 0, 0, 0,   7,   0,   0,   7,   0,   0 };

  assert_refused_kind (webp, sizeof webp, "WebP (animation)");
}

/* IM08: where the paper was photographed, and with whose phone, is nobody's business. */
static void
test_stripped (void)
{
  g_autoptr (GBytes) photo = yy_test_picture_turned (300, 200, 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) pixels = decode (photo, NULL, &error);
  GBytes *made[3];
  int width;
  int height;

  g_assert_no_error (error);
  g_assert_true (yy_test_picture_contains (photo, "GPSLatitude"));
  g_assert_true (yy_test_picture_contains (photo, "SECRET"));
  made[0] = yy_image_make_thumbnail (pixels, &error);
  made[1] = yy_image_make_preview (pixels, &error);
  made[2] = yy_image_shrink (pixels, &width, &height, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_assert_false (yy_test_picture_contains (made[i], "GPS"));
      g_assert_false (yy_test_picture_contains (made[i], "Exif"));
      g_assert_false (yy_test_picture_contains (made[i], "SECRET"));
      g_bytes_unref (made[i]);
    }
}

/* IM15: what is no file has no picture, and is not waited for. */
static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_null (yy_image_decode (ends[0], 256, NULL, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED);
  close (ends[0]);
  close (ends[1]);
}

/* The loaders complain of what they are given here; only what breaks a contract matters. */
static GLogWriterOutput
drop_warnings_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return (level & G_LOG_LEVEL_WARNING) != 0 ? G_LOG_WRITER_HANDLED
                                            : g_log_writer_default (level, fields, n_fields, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (drop_warnings_cb, NULL, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/image-hostile/flipped-jpeg", test_flipped_jpeg);
  g_test_add_func ("/image-hostile/flipped-others", test_flipped_others);
  g_test_add_func ("/image-hostile/beginnings", test_beginnings);
  g_test_add_func ("/image-hostile/trailing", test_trailing);
  g_test_add_func ("/image-hostile/text-formats", test_text_formats);
  g_test_add_func ("/image-hostile/two-faces", test_two_faces);
  g_test_add_func ("/image-hostile/large-headers", test_large_headers);
  g_test_add_func ("/image-hostile/many-scans", test_many_scans);
  g_test_add_func ("/image-hostile/animation", test_animation);
  g_test_add_func ("/image-hostile/stripped", test_stripped);
  g_test_add_func ("/image-hostile/no-file", test_no_file);

  return g_test_run ();
}
