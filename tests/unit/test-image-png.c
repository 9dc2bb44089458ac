#include <gdk-pixbuf/gdk-pixbuf.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "yy-error.h"
#include "yy-image-decode.h"
#include "yy-test-picture.h"

/* Scans come as PNG of every make. Our reader is held against gdk-pixbuf's, which knows them all. */

#define WIDTH 37
#define HEIGHT 23

static void
append (png_structp png, png_bytep data, size_t size)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint) size);
}

static void
flush (png_structp png)
{
}

static void
set_palette (png_structp png, png_infop info, int depth, GRand *rand)
{
  png_color palette[256];
  guint8 opaque[256];
  int n = 1 << depth;

  for (int i = 0; i < n; i++)
    {
      palette[i].red = (guint8) g_rand_int (rand);
      palette[i].green = (guint8) g_rand_int (rand);
      palette[i].blue = (guint8) g_rand_int (rand);
      opaque[i] = (guint8) g_rand_int (rand);
    }
  png_set_PLTE (png, info, palette, n);
  png_set_tRNS (png, info, opaque, n / 2, NULL);
}

/* Random pixels of that make. @text: (nullable): goes into a compressed text chunk. */
static GBytes *
write_png (int colour, int depth, int interlace, const char *text)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) (colour * 100 + depth * 10 + interlace));
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  guint8 rows[HEIGHT][WIDTH * 8];
  png_bytep pointers[HEIGHT];

  for (int y = 0; y < HEIGHT; y++)
    {
      pointers[y] = rows[y];
      for (gsize x = 0; x < sizeof rows[y]; x++)
        rows[y][x] = (guint8) g_rand_int (rand);
    }
  png_set_write_fn (png, out, append, flush);
  png_set_IHDR (png, info, WIDTH, HEIGHT, depth, colour, interlace, 0, 0);
  if (colour == PNG_COLOR_TYPE_PALETTE)
    set_palette (png, info, depth, rand);
  if (text != NULL)
    {
      png_text chunk = { .compression = PNG_TEXT_COMPRESSION_zTXt, .key = (char *) "Comment" };

      chunk.text = (char *) text;
      chunk.text_length = strlen (text);
      png_set_text (png, info, &chunk, 1);
    }
  png_write_info (png, info);
  png_write_image (png, pointers);
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);

  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static YyImagePixels *
decode (GBytes *bytes, GError **error)
{
  int fd = yy_test_picture_open (bytes);
  YyImagePixels *pixels = yy_image_decode (fd, 1000, NULL, error);

  close (fd);
  return pixels;
}

static void
assert_same (GBytes *bytes, const YyImagePixels *pixels)
{
  g_autoptr (GError) error = NULL;
  int fd = yy_test_picture_open (bytes);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GdkPixbuf) other = gdk_pixbuf_new_from_file (path, &error);
  int n;

  close (fd);
  g_assert_no_error (error);
  g_assert_cmpint (pixels->width, ==, gdk_pixbuf_get_width (other));
  g_assert_cmpint (pixels->height, ==, gdk_pixbuf_get_height (other));
  n = gdk_pixbuf_get_n_channels (other);
  for (int y = 0; y < pixels->height; y++)
    {
      for (int x = 0; x < pixels->width; x++)
        {
          const guint8 *row = gdk_pixbuf_read_pixels (other) + y * gdk_pixbuf_get_rowstride (other);

          for (int i = 0; i < 3; i++)
            {
              int opaque = n == 4 ? row[x * 4 + 3] : 255;
              int wanted = (row[x * n + i] * opaque + 255 * (255 - opaque)) / 255;

              g_assert_cmpint (ABS (pixels->data[(y * WIDTH + x) * 3 + i] - wanted), <=,
                               3); /* 16 bits are rounded here, cut there */
            }
        }
    }
}

static void
test_makes (void)
{
  static const struct
  {
    int colour;
    int depths[6];
  } makes[] = {
    { PNG_COLOR_TYPE_GRAY, { 1, 2, 4, 8, 16 } }, { PNG_COLOR_TYPE_PALETTE, { 1, 2, 4, 8 } },
    { PNG_COLOR_TYPE_RGB, { 8, 16 } },           { PNG_COLOR_TYPE_GRAY_ALPHA, { 8, 16 } },
    { PNG_COLOR_TYPE_RGB_ALPHA, { 8, 16 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (makes); i++)
    {
      for (const int *depth = makes[i].depths; *depth != 0; depth++)
        {
          for (int interlace = 0; interlace <= 1; interlace++)
            {
              g_autoptr (GBytes) bytes = write_png (makes[i].colour, *depth, interlace, NULL);
              g_autoptr (GError) error = NULL;
              g_autoptr (YyImagePixels) pixels = decode (bytes, &error);

              g_assert_no_error (error);
              assert_same (bytes, pixels);
            }
        }
    }
}

/* IM03: every chunk has a checksum, so no damage at all may pass for a picture. */
static void
test_flipped (void)
{
  g_autoptr (GBytes) bytes = write_png (PNG_COLOR_TYPE_RGB, 8, 0, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 300; i++)
    {
      g_autoptr (GByteArray) copy = g_byte_array_new ();
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (GError) error = NULL;
      guint32 at = (guint32) g_rand_int_range (rand, 0, (gint32) g_bytes_get_size (bytes));

      g_byte_array_append (copy, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
      copy->data[at] ^= (guint8) (1u << g_rand_int_range (rand, 0, 8));
      damaged = g_byte_array_free_to_bytes (g_steal_pointer (&copy));
      g_assert_null (decode (damaged, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == YY_ERROR);
    }
}

/* IM02: a text of 64 MB in a few KB is stepped over and never unpacked. */
static void
test_text_bomb (void)
{
  g_autofree char *text = g_strnfill (64 * 1024 * 1024, 'x');
  g_autoptr (GBytes) bytes = write_png (PNG_COLOR_TYPE_RGB, 8, 0, text);
  g_autoptr (GBytes) plain = write_png (PNG_COLOR_TYPE_RGB, 8, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyImagePixels) pixels = decode (bytes, &error);

  g_assert_cmpuint (g_bytes_get_size (bytes), <, 100 * 1024);
  g_assert_no_error (error);
  assert_same (plain, pixels);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image-png/makes", test_makes);
  g_test_add_func ("/image-png/flipped", test_flipped);
  g_test_add_func ("/image-png/text-bomb", test_text_bomb);

  return g_test_run ();
}
