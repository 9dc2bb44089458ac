#include "yy-image-probe-private.h"

#include <string.h>

#define TIFF_SUBFILE 254
#define TIFF_WIDTH 256
#define TIFF_HEIGHT 257
#define TIFF_STRIP_OFFSETS 273
#define TIFF_ORIENTATION 274
#define TIFF_STRIP_BYTES 279
#define TIFF_TILE_OFFSETS 324
#define TIFF_TILE_BYTES 325
/* Of TIFF_SUBFILE: a thumbnail or a mask, and no page of its own. */
#define TIFF_NO_PAGE 0x5
/* More pictures in a file than anybody has a use for; their chain may also be a ring. */
#define TIFF_MAX_PICTURES 32

static gboolean
is_kind (const YyImageBytes *bytes, gsize offset, const char *kind)
{
  return yy_image_bytes_has (bytes, offset, 4) && memcmp (bytes->data + offset, kind, 4) == 0;
}

static int
clamp_side (guint32 side)
{
  return (int) MIN (side, (guint32) G_MAXINT);
}

/* Every chunk to IEND must be there; what its bytes hold is for the decoder, which checks their sums. */
gboolean
yy_image_probe_png (const YyImageBytes *bytes, YyImageInfo *info)
{
  gsize offset = 8;
  guint32 length;
  guint32 side;

  if (!is_kind (bytes, offset + 4, "IHDR"))
    return FALSE;

  while (yy_image_bytes_get_32 (bytes, offset, &length) && yy_image_bytes_has (bytes, offset + 8, 4))
    {
      if (is_kind (bytes, offset + 4, "IHDR") && info->width == 0)
        {
          if (length != 13 || !yy_image_bytes_get_32 (bytes, offset + 8, &side))
            return FALSE;
          info->width = clamp_side (side);
          if (!yy_image_bytes_get_32 (bytes, offset + 12, &side))
            return FALSE;
          info->height = clamp_side (side);
        }
      if (!yy_image_bytes_has (bytes, offset + 8, (gsize) length + 4))
        return FALSE;
      if (is_kind (bytes, offset + 4, "eXIf"))
        info->orientation = yy_image_probe_exif (bytes->data + offset + 8, length);
      if (is_kind (bytes, offset + 4, "IEND"))
        {
          info->trailing = (gint64) (bytes->size - offset - 12 - length);
          return info->width > 0 && info->height > 0;
        }
      offset += 12 + (gsize) length;
    }

  return FALSE;
}

static gboolean
read_webp_size (const YyImageBytes *bytes, YyImageInfo *info, const char **ret_refused)
{
  const guint8 *at = bytes->data + 20;

  if (!yy_image_bytes_has (bytes, 20, 10))
    return FALSE;

  if (is_kind (bytes, 12, "VP8X"))
    {
      if ((at[0] & 0x02) != 0)
        {
          *ret_refused = "WebP (animation)";
          return FALSE;
        }
      info->width = 1 + (at[4] | at[5] << 8 | at[6] << 16);
      info->height = 1 + (at[7] | at[8] << 8 | at[9] << 16);
      return TRUE;
    }
  if (is_kind (bytes, 12, "VP8L"))
    {
      info->width = 1 + ((at[1] | at[2] << 8) & 0x3fff);
      info->height = 1 + ((at[2] >> 6 | at[3] << 2 | at[4] << 10) & 0x3fff);
      return at[0] == 0x2f;
    }
  if (is_kind (bytes, 12, "VP8 "))
    {
      info->width = (at[6] | at[7] << 8) & 0x3fff;
      info->height = (at[8] | at[9] << 8) & 0x3fff;
      return at[3] == 0x9d && at[4] == 0x01 && at[5] == 0x2a;
    }

  return FALSE;
}

gboolean
yy_image_probe_webp (const YyImageBytes *file, YyImageInfo *info, const char **ret_refused)
{
  YyImageBytes bytes = { .data = file->data, .size = file->size, .little_endian = TRUE };
  gsize offset = 12;
  gsize end;
  guint32 length;

  if (!yy_image_bytes_get_32 (&bytes, 4, &length) || !read_webp_size (&bytes, info, ret_refused) ||
      !yy_image_bytes_has (&bytes, 8, length))
    return FALSE;

  end = 8 + (gsize) length;
  while (offset + 8 <= end && yy_image_bytes_get_32 (&bytes, offset + 4, &length))
    {
      if (length > end - offset - 8)
        return FALSE;
      if (is_kind (&bytes, offset, "EXIF"))
        info->orientation = yy_image_probe_exif (bytes.data + offset + 8, length);
      offset += 8 + (gsize) length + (length & 1);
    }
  info->trailing = (gint64) (bytes.size - end);

  return TRUE;
}

/* One value of an entry that may hold many: they stand in the entry itself when they fit into four bytes. */
static gboolean
get_tiff_value (const YyImageBytes *bytes, gsize entry, guint32 index, guint32 *ret_value)
{
  guint type;
  guint32 count;
  guint32 offset;
  guint value;
  gsize at = entry + 8;

  if (!yy_image_bytes_get_16 (bytes, entry + 2, &type) || !yy_image_bytes_get_32 (bytes, entry + 4, &count) ||
      !yy_image_bytes_get_32 (bytes, entry + 8, &offset) || index >= count || (type != 3 && type != 4))
    return FALSE;

  if ((gsize) count * (type == 3 ? 2 : 4) > 4)
    at = offset;
  if (type == 4)
    return yy_image_bytes_get_32 (bytes, at + (gsize) index * 4, ret_value);
  if (!yy_image_bytes_get_16 (bytes, at + (gsize) index * 2, &value))
    return FALSE;

  *ret_value = value;
  return TRUE;
}

/* Every strip or tile must lie within the file: libtiff fills what is missing with grey. */
static gboolean
check_tiff_parts (const YyImageBytes *bytes, gsize offsets, gsize lengths)
{
  guint32 count;

  if (offsets == 0 || lengths == 0 || !yy_image_bytes_get_32 (bytes, offsets + 4, &count) || count == 0)
    return FALSE;

  for (guint32 i = 0; i < count; i++)
    {
      guint32 offset;
      guint32 length;

      if (!get_tiff_value (bytes, offsets, i, &offset) || !get_tiff_value (bytes, lengths, i, &length) ||
          length == 0 || !yy_image_bytes_has (bytes, offset, length))
        return FALSE;
    }

  return TRUE;
}

/* Whether a picture of the chain that begins at @ifd is a page. Only the first page would be seen by who
 * approves, so a file with more of them is none that can be taken. */
static gboolean
has_more_pages (const YyImageBytes *bytes, guint32 ifd)
{
  for (guint pictures = 0; ifd != 0; pictures++)
    {
      gboolean page = TRUE;
      guint n_entries;
      guint32 value;

      if (pictures == TIFF_MAX_PICTURES || !yy_image_bytes_get_16 (bytes, ifd, &n_entries))
        return TRUE;
      for (guint i = 0; i < n_entries; i++)
        {
          gsize entry = (gsize) ifd + 2 + (gsize) i * 12;
          guint tag;

          if (yy_image_bytes_get_16 (bytes, entry, &tag) && tag == TIFF_SUBFILE &&
              get_tiff_value (bytes, entry, 0, &value))
            page = (value & TIFF_NO_PAGE) == 0;
        }
      if (page || !yy_image_bytes_get_32 (bytes, (gsize) ifd + 2 + (gsize) n_entries * 12, &ifd))
        return TRUE;
    }

  return FALSE;
}

gboolean
yy_image_probe_tiff (const YyImageBytes *file, YyImageInfo *info, const char **ret_refused)
{
  YyImageBytes bytes = { .data = file->data, .size = file->size, .little_endian = file->data[0] == 'I' };
  gsize offsets = 0;
  gsize lengths = 0;
  guint32 value;
  guint32 ifd;
  guint n_entries;

  if (!yy_image_bytes_get_32 (&bytes, 4, &ifd) || !yy_image_bytes_get_16 (&bytes, ifd, &n_entries))
    return FALSE;

  for (guint i = 0; i < n_entries; i++)
    {
      gsize entry = (gsize) ifd + 2 + (gsize) i * 12;
      guint tag;

      if (!yy_image_bytes_has (&bytes, entry, 12) || !yy_image_bytes_get_16 (&bytes, entry, &tag))
        return FALSE;
      if (tag == TIFF_WIDTH && get_tiff_value (&bytes, entry, 0, &value))
        info->width = clamp_side (value);
      else if (tag == TIFF_HEIGHT && get_tiff_value (&bytes, entry, 0, &value))
        info->height = clamp_side (value);
      else if (tag == TIFF_ORIENTATION && get_tiff_value (&bytes, entry, 0, &value))
        info->orientation = value >= 1 && value <= 8 ? (int) value : 1;
      else if (tag == TIFF_STRIP_OFFSETS || tag == TIFF_TILE_OFFSETS)
        offsets = entry;
      else if (tag == TIFF_STRIP_BYTES || tag == TIFF_TILE_BYTES)
        lengths = entry;
    }

  if (info->width < 1 || info->height < 1 || !check_tiff_parts (&bytes, offsets, lengths) ||
      !yy_image_bytes_get_32 (&bytes, (gsize) ifd + 2 + (gsize) n_entries * 12, &ifd))
    return FALSE;
  if (has_more_pages (&bytes, ifd))
    {
      *ret_refused = "TIFF (several pages)";
      return FALSE;
    }

  return TRUE;
}

/* The length of the box at @offset that must end before @end, and where its contents begin. */
static gboolean
get_box (const YyImageBytes *bytes, gsize offset, gsize end, gsize *ret_start, gsize *ret_end)
{
  guint32 length;
  guint32 high;

  if (end - offset < 8 || !yy_image_bytes_get_32 (bytes, offset, &length))
    return FALSE;

  *ret_start = offset + 8;
  if (length == 1) /* 64 bits; the upper ones have no use below our limit */
    {
      if (end - offset < 16 || !yy_image_bytes_get_32 (bytes, offset + 8, &high) || high != 0 ||
          !yy_image_bytes_get_32 (bytes, offset + 12, &length) || length < 16)
        return FALSE;
      *ret_start = offset + 16;
    }
  else if (length == 0)
    length = (guint32) (end - offset);
  else if (length < 8)
    return FALSE;

  if (length > end - offset)
    return FALSE;

  *ret_end = offset + length;
  return TRUE;
}

/* The largest size that any item says it has: that of the picture, or of a tile when those are larger. */
static void
read_heic_sizes (const YyImageBytes *bytes, gsize offset, gsize end, int depth, YyImageInfo *info)
{
  static const char *const path[] = { "meta", "iprp", "ipco", "ispe" };
  gsize start;
  gsize stop;
  guint32 width;
  guint32 height;

  while (offset < end && get_box (bytes, offset, end, &start, &stop))
    {
      if (is_kind (bytes, offset + 4, path[depth]))
        {
          if (depth < 3)
            read_heic_sizes (bytes, MIN (start + (depth == 0 ? 4 : 0), stop), stop, depth + 1, info);
          else if (stop - start >= 12 && yy_image_bytes_get_32 (bytes, start + 4, &width) &&
                   yy_image_bytes_get_32 (bytes, start + 8, &height))
            {
              info->width = MAX (info->width, clamp_side (width));
              info->height = MAX (info->height, clamp_side (height));
            }
        }
      offset = stop;
    }
}

/* The decoder turns the picture itself, so the orientation stays 1. */
gboolean
yy_image_probe_heic (const YyImageBytes *bytes, YyImageInfo *info)
{
  gsize offset = 0;
  gsize start;
  gsize stop;

  read_heic_sizes (bytes, 0, bytes->size, 0, info);
  while (offset < bytes->size && get_box (bytes, offset, bytes->size, &start, &stop))
    offset = stop;

  /* What is left over after the last whole box is a box cut short or something foreign; nobody can tell. */
  return offset == bytes->size && info->width > 0 && info->height > 0;
}
