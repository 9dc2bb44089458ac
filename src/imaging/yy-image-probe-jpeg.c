#include "yy-image-probe-private.h"

#include <string.h>

#define MARKER_SOF0 0xc0
#define MARKER_DHT 0xc4
#define MARKER_JPG 0xc8
#define MARKER_DAC 0xcc
#define MARKER_SOF15 0xcf
#define MARKER_RST0 0xd0
#define MARKER_RST7 0xd7
#define MARKER_SOI 0xd8
#define MARKER_EOI 0xd9
#define MARKER_SOS 0xda
#define MARKER_DQT 0xdb
#define MARKER_DRI 0xdd
#define MARKER_APP0 0xe0
#define MARKER_APP1 0xe1
#define MARKER_SOF2 0xc2
/* Of APP0 as JFIF has it, when there is no small copy of the picture in it. */
#define JFIF_SIZE 14

#define EXIF_ORIENTATION 0x0112
#define TYPE_SHORT 3

static gboolean
is_frame (guint8 marker)
{
  return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 && marker != MARKER_DHT && marker != MARKER_JPG &&
         marker != MARKER_DAC;
}

/* The offset of the next marker after compressed data (its 0xff), or the size when there is none. */
static gsize
skip_scan (const YyImageBytes *bytes, gsize offset)
{
  while (offset + 1 < bytes->size)
    {
      const guint8 *at = memchr (bytes->data + offset, 0xff, bytes->size - offset - 1);
      guint8 next;

      if (at == NULL)
        break;

      next = at[1];
      offset = (gsize) (at - bytes->data);
      if (next != 0 && next != 0xff && (next < MARKER_RST0 || next > MARKER_RST7))
        return offset;

      offset += next == 0xff ? 1 : 2; /* a fill byte may stand before another one */
    }

  return bytes->size;
}

/* TRUE for what a picture needs to be seen: tables, frames of the usual kinds, and a bare JFIF header. */
static gboolean
is_plain (const YyImageBytes *bytes, guint8 marker, gsize start, gsize length)
{
  const guint8 *at = bytes->data + start;

  if (marker == MARKER_APP0)
    return length == JFIF_SIZE && memcmp (at, "JFIF", 5) == 0;
  if (is_frame (marker))
    return marker <= MARKER_SOF2 && length >= 6 && at[0] == 8 && (at[5] == 1 || at[5] == 3);

  return marker == MARKER_DHT || marker == MARKER_SOS || marker == MARKER_DQT || marker == MARKER_DRI;
}

static void
read_segment (const YyImageBytes *bytes, guint8 marker, gsize start, gsize length, YyImageInfo *info)
{
  guint width;
  guint height;

  if (is_frame (marker) && length >= 6 && info->width == 0)
    {
      if (yy_image_bytes_get_16 (bytes, start + 1, &height) &&
          yy_image_bytes_get_16 (bytes, start + 3, &width))
        {
          info->width = (int) width;
          info->height = (int) height;
        }
    }
  else if (marker == MARKER_APP1 && info->orientation == 1)
    info->orientation = yy_image_probe_exif (bytes->data + start, length);
}

gboolean
yy_image_probe_jpeg (const YyImageBytes *bytes, YyImageInfo *info, const char **ret_refused)
{
  gsize offset = 2;
  guint scans = 0;

  info->plain = TRUE;
  while (yy_image_bytes_has (bytes, offset, 2))
    {
      guint8 marker = bytes->data[offset + 1];
      guint length;

      if (bytes->data[offset] != 0xff || marker == 0 || marker == MARKER_SOI)
        return FALSE;
      if (marker == 0xff)
        {
          offset++;
          continue;
        }
      if (marker == MARKER_EOI)
        {
          info->trailing = (gint64) (bytes->size - offset - 2);
          info->plain = info->plain && info->trailing == 0;
          return scans > 0 && info->width > 0 && info->height > 0;
        }
      if (marker == 0x01 || (marker >= MARKER_RST0 && marker <= MARKER_RST7))
        {
          offset += 2;
          continue;
        }

      if (!yy_image_bytes_get_16 (bytes, offset + 2, &length) || length < 2 ||
          !yy_image_bytes_has (bytes, offset + 2, length))
        return FALSE;

      info->plain = info->plain && is_plain (bytes, marker, offset + 4, length - 2);
      read_segment (bytes, marker, offset + 4, length - 2, info);
      offset += 2 + length;
      if (marker == MARKER_SOS)
        {
          if (++scans > YY_IMAGE_MAX_SCANS)
            {
              *ret_refused = "JPEG (> " G_STRINGIFY (YY_IMAGE_MAX_SCANS) " scans)";
              return FALSE;
            }
          offset = skip_scan (bytes, offset);
        }
    }

  return FALSE;
}

int
yy_image_probe_exif (const guint8 *data, gsize size)
{
  YyImageBytes tiff = { .data = data, .size = size };
  guint32 ifd;
  guint n_entries;

  if (size >= 6 && memcmp (data, "Exif\0\0", 6) == 0)
    {
      tiff.data += 6;
      tiff.size -= 6;
    }
  if (tiff.size < 8 || (memcmp (tiff.data, "II*\0", 4) != 0 && memcmp (tiff.data, "MM\0*", 4) != 0))
    return 1;

  tiff.little_endian = tiff.data[0] == 'I';
  if (!yy_image_bytes_get_32 (&tiff, 4, &ifd) || !yy_image_bytes_get_16 (&tiff, ifd, &n_entries))
    return 1;

  for (guint i = 0; i < n_entries; i++)
    {
      gsize entry = (gsize) ifd + 2 + (gsize) i * 12;
      guint tag;
      guint type;
      guint32 count;
      guint value;

      if (!yy_image_bytes_get_16 (&tiff, entry, &tag) || !yy_image_bytes_get_16 (&tiff, entry + 2, &type) ||
          !yy_image_bytes_get_32 (&tiff, entry + 4, &count) ||
          !yy_image_bytes_get_16 (&tiff, entry + 8, &value))
        return 1;
      if (tag == EXIF_ORIENTATION)
        return type == TYPE_SHORT && count == 1 && value >= 1 && value <= 8 ? (int) value : 1;
    }

  return 1;
}
