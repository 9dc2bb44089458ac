#include "yy-test-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "yy-image-encode.h"

#define SECRET "GPSLatitude 48.8767 S"

static void
put_colour (guint8 *at, int x, int y, int width, int height)
{
  static const guint8 colours[4][3] = { { 255, 0, 0 }, { 0, 255, 0 }, { 0, 0, 255 }, { 255, 255, 255 } };

  memcpy (at, colours[(y >= height / 2 ? 2 : 0) + (x >= width / 2 ? 1 : 0)], 3);
}

static YyImagePixels *
draw (int width, int height)
{
  YyImagePixels *pixels = yy_image_pixels_new (width, height);

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        put_colour (pixels->data + ((gsize) y * width + x) * 3, x, y, width, height);
    }

  return pixels;
}

static GBytes *
encode (const YyImagePixels *pixels, int quality)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = yy_image_encode (pixels, quality, &error);

  g_assert_no_error (error);
  return bytes;
}

GBytes *
yy_test_picture_jpeg (int width, int height, int quality)
{
  g_autoptr (YyImagePixels) pixels = draw (width, height);

  return encode (pixels, quality);
}

GBytes *
yy_test_picture_noise (int width, int height, int quality)
{
  g_autoptr (YyImagePixels) pixels = yy_image_pixels_new (width, height);
  guint32 state = 0x9e3779b9u;

  for (gsize i = 0; i < (gsize) width * height * 3; i++)
    {
      state = state * 1664525u + 1013904223u;
      pixels->data[i] = state >> 24;
    }

  return encode (pixels, quality);
}

/* The table of the EXIF standard: at which side of the upright picture the first stored row is, and the first
 * stored column. Kept apart from the program's own arithmetic. */
static YyImagePixels *
draw_turned (int width, int height, int orientation)
{
  static const char *const sides[] = { "tl", "tl", "tr", "br", "bl", "lt", "rt", "rb", "lb" };
  const char *side = sides[orientation];
  gboolean lying = side[0] == 'l' || side[0] == 'r';
  YyImagePixels *pixels = yy_image_pixels_new (lying ? height : width, lying ? width : height);

  for (int row = 0; row < pixels->height; row++)
    {
      for (int column = 0; column < pixels->width; column++)
        {
          int from_row = lying ? (side[0] == 'l' ? row : width - 1 - row)
                               : (side[0] == 't' ? row : height - 1 - row);
          int from_column = lying ? (side[1] == 't' ? column : height - 1 - column)
                                  : (side[1] == 'l' ? column : width - 1 - column);

          put_colour (pixels->data + ((gsize) row * pixels->width + column) * 3,
                      lying ? from_row : from_column, lying ? from_column : from_row, width, height);
        }
    }

  return pixels;
}

/* An APP1 segment: two entries, the camera's serial number (with the secret) and the orientation, in the byte
 * order of the parity of @orientation, so that both are tried. */
static GByteArray *
make_exif (int orientation)
{
  static const guint8 big[] = { 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0 };
  static const guint8 little[] = {
    'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0
  };
  static const guint8 big_text[] = { 0xa4, 0x31, 0, 2, 0, 0, 0, sizeof SECRET, 0, 0, 0, 38, 0, 0, 0, 0 };
  static const guint8 little_text[] = { 0x31, 0xa4, 2, 0, sizeof SECRET, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0 };
  gboolean is_big = orientation % 2 == 0;
  GByteArray *exif = g_byte_array_new ();
  guint start;

  g_byte_array_append (exif, (const guint8 *) "Exif\0\0", 6);
  start = exif->len;
  g_byte_array_append (exif, is_big ? big : little, sizeof big);
  exif->data[start + (is_big ? 19 : 18)] = (guint8) orientation;
  g_byte_array_append (exif, is_big ? big_text : little_text, sizeof big_text);
  g_byte_array_append (exif, (const guint8 *) SECRET, sizeof SECRET);

  return exif;
}

/* @plain with the EXIF and a comment put in front of its first segment. */
static GBytes *
add_exif (GBytes *plain, int orientation)
{
  g_autoptr (GByteArray) exif = make_exif (orientation);
  const guint8 *data = g_bytes_get_data (plain, NULL);
  GByteArray *file = g_byte_array_new ();
  const guint8 marker[] = { 0xff, 0xe1, (guint8) ((exif->len + 2) >> 8), (guint8) (exif->len + 2) };
  const guint8 comment[] = { 0xff, 0xfe, 0, 8, 'S', 'E', 'C', 'R', 'E', 'T' };

  g_byte_array_append (file, data, 2);
  g_byte_array_append (file, marker, sizeof marker);
  g_byte_array_append (file, exif->data, exif->len);
  g_byte_array_append (file, comment, sizeof comment);
  g_byte_array_append (file, data + 2, (guint) g_bytes_get_size (plain) - 2);

  return g_byte_array_free_to_bytes (file);
}

GBytes *
yy_test_picture_turned (int width, int height, int orientation)
{
  g_autoptr (YyImagePixels) pixels = draw_turned (width, height, orientation);
  g_autoptr (GBytes) plain = encode (pixels, 92);

  return add_exif (plain, orientation);
}

GBytes *
yy_test_picture_photo (int width, int height, int orientation)
{
  g_autoptr (YyImagePixels) pixels = draw_turned (width, height, orientation);
  g_autoptr (GBytes) plain = NULL;
  guint32 state = 0x2545f491u;

  for (gsize i = 0; i < (gsize) width * height * 3; i++)
    {
      int grain;

      state = state * 1664525u + 1013904223u;
      grain = (int) (state >> 28) - 8;
      pixels->data[i] = (guint8) CLAMP (pixels->data[i] + 5 * grain, 0, 255);
    }
  plain = encode (pixels, 92);

  return add_exif (plain, orientation);
}

/* With @alpha white becomes transparent: it must come back as white. */
static GBytes *
save (const YyImagePixels *pixels, gboolean alpha, const char *type)
{
  g_autoptr (GdkPixbuf)
      opaque = gdk_pixbuf_new_from_data (pixels->data, GDK_COLORSPACE_RGB, FALSE, 8, pixels->width,
                                         pixels->height, pixels->width * 3, NULL, NULL);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;
  char *buffer = NULL;
  gsize size = 0;

  pixbuf = alpha ? gdk_pixbuf_add_alpha (opaque, TRUE, 255, 255, 255) : g_object_ref (opaque);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, type, &error, NULL))
    {
      g_assert_error (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE);
      return NULL;
    }

  return g_bytes_new_take (buffer, size);
}

GBytes *
yy_test_picture_save (int width, int height, gboolean alpha, const char *type)
{
  g_autoptr (YyImagePixels) pixels = draw (width, height);

  return save (pixels, alpha, type);
}

static void
add_number (GByteArray *to, guint32 number, guint n_bytes, gboolean little_endian)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> 8 * (little_endian ? i : n_bytes - 1 - i));

      g_byte_array_append (to, &byte, 1);
    }
}

static guint32
count_crc (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }

  return ~crc;
}

GBytes *
yy_test_picture_turned_as (int width, int height, int orientation, const char *type)
{
  g_autoptr (YyImagePixels) pixels = draw_turned (width, height, orientation);
  g_autoptr (GBytes) plain = save (pixels, FALSE, type);
  g_autoptr (GByteArray) exif = make_exif (orientation);
  GByteArray *file = g_byte_array_new ();
  const guint8 *data;
  gsize size;

  if (plain == NULL)
    return g_byte_array_free_to_bytes (file);

  data = g_bytes_get_data (plain, &size);
  g_byte_array_remove_range (exif, 0, 6); /* without "Exif" before it */
  if (g_str_equal (type, "png"))
    {
      g_byte_array_append (file, data, 33); /* the magic and IHDR */
      add_number (file, exif->len, 4, FALSE);
      g_byte_array_append (file, (const guint8 *) "eXIf", 4);
      g_byte_array_append (file, exif->data, exif->len);
      add_number (file, count_crc (file->data + 37, exif->len + 4), 4, FALSE);
      g_byte_array_append (file, data + 33, (guint) size - 33);
    }
  else
    {
      g_byte_array_append (file, (const guint8 *) "RIFF", 4);
      add_number (file, (guint32) (4 + 18 + (size - 12) + 8 + exif->len + exif->len % 2), 4, TRUE);
      g_byte_array_append (file, (const guint8 *) "WEBPVP8X\12\0\0\0\10\0\0\0", 16);
      add_number (file, (guint32) pixels->width - 1, 3, TRUE);
      add_number (file, (guint32) pixels->height - 1, 3, TRUE);
      g_byte_array_append (file, data + 12, (guint) size - 12);
      g_byte_array_append (file, (const guint8 *) "EXIF", 4);
      add_number (file, exif->len, 4, TRUE);
      g_byte_array_append (file, exif->data, exif->len);
      add_number (file, 0, exif->len % 2, TRUE);
    }

  return g_byte_array_free_to_bytes (file);
}

static void
add_entry (GByteArray *tiff, guint tag, guint type, guint32 value)
{
  add_number (tiff, tag, 2, TRUE);
  add_number (tiff, type, 2, TRUE);
  add_number (tiff, 1, 4, TRUE);
  add_number (tiff, value, 4, TRUE);
}

GBytes *
yy_test_picture_tiff (int width, int height, int orientation, guint n_more, guint subfile)
{
  const guint entries = 11;
  g_autoptr (YyImagePixels) pixels = draw_turned (width, height, orientation);
  const guint32 size = (guint32) (pixels->width * pixels->height * 3);
  GByteArray *tiff = g_byte_array_new ();

  /* One size of sample serves for all three; bits per sample want a count of 3 and so stand before the
   * pixels. */
  g_byte_array_append (tiff, (const guint8 *) "II*\0", 4);
  add_number (tiff, 14 + size + size % 2, 4, TRUE);
  add_number (tiff, 0x00080008, 4, TRUE);
  add_number (tiff, 0x0008, 2, TRUE);
  g_byte_array_append (tiff, pixels->data, size);
  add_number (tiff, 0, size % 2, TRUE);
  for (guint i = 0; i <= n_more; i++)
    {
      add_number (tiff, entries, 2, TRUE);
      add_entry (tiff, 254, 4, i == 0 ? 0 : subfile);
      add_entry (tiff, 256, 3, (guint32) pixels->width);
      add_entry (tiff, 257, 3, (guint32) pixels->height);
      add_entry (tiff, 258, 3, 8);
      tiff->data[tiff->len - 8] = 3;
      memcpy (tiff->data + tiff->len - 4, "\10\0\0\0", 4); /* the offset of the three */
      add_entry (tiff, 259, 3, 1);
      add_entry (tiff, 262, 3, 2);
      add_entry (tiff, 273, 4, 14);
      add_entry (tiff, 274, 3, (guint32) orientation);
      add_entry (tiff, 277, 3, 3);
      add_entry (tiff, 278, 3, (guint32) pixels->height);
      add_entry (tiff, 279, 4, size);
      add_number (tiff, i == n_more ? 0 : tiff->len + 4, 4, TRUE);
    }

  return g_byte_array_free_to_bytes (tiff);
}

GBytes *
yy_test_picture_file (const char *name)
{
  g_autofree char *path = g_build_filename (YY_TEST_DATA, "pictures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

GBytes *
yy_test_picture_cut (GBytes *bytes, gsize size)
{
  return g_bytes_new (g_bytes_get_data (bytes, NULL), size);
}

GBytes *
yy_test_picture_append (GBytes *bytes, gconstpointer tail, gsize size)
{
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (all, tail, (guint) size);

  return g_byte_array_free_to_bytes (all);
}

int
yy_test_picture_open (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  int fd = memfd_create ("picture", MFD_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      g_assert_cmpint (n, >, 0);
      data += n;
      size -= (gsize) n;
    }

  return fd;
}

void
yy_test_picture_check_upright (GBytes *jpeg, int *ret_width, int *ret_height)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("jpeg", NULL);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf;
  int width;
  int height;

  gdk_pixbuf_loader_write_bytes (loader, jpeg, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  g_assert_nonnull (pixbuf);
  g_assert_null (gdk_pixbuf_get_option (pixbuf, "orientation"));

  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  for (int corner = 0; corner < 4; corner++)
    {
      int x = corner % 2 == 0 ? width / 4 : width * 3 / 4;
      int y = corner < 2 ? height / 4 : height * 3 / 4;
      const guint8 *at = gdk_pixbuf_read_pixels (pixbuf) +
                         (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf) + x * 3;
      guint8 wanted[3];

      put_colour (wanted, x, y, width, height);
      for (int i = 0; i < 3; i++)
        g_assert_cmpint (ABS (at[i] - wanted[i]), <, 40);
    }

  if (ret_width != NULL)
    *ret_width = width;
  if (ret_height != NULL)
    *ret_height = height;
}

gboolean
yy_test_picture_contains (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}
