#include "yy-paper-exif.h"

#include <string.h>

enum
{
  TYPE_BYTE = 1,
  TYPE_ASCII = 2,
  TYPE_SHORT = 3,
  TYPE_LONG = 4,
  TYPE_RATIONAL = 5,
  TYPE_UNDEFINED = 7,
};

#define HEADER "Exif\0\0"
#define HEADER_LENGTH 6
#define ENTRY_LENGTH 12

/* One tag. @data holds the value as it stands in the file (big endian); short ones are put into the entry
 * itself. */
typedef struct
{
  guint16 tag;
  guint16 type;
  guint32 count;
  const void *data;
  guint32 length;
} Entry;

static void
append_16 (GByteArray *out, guint16 value)
{
  const guint16 swapped = GUINT16_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &swapped, sizeof swapped);
}

static void
append_32 (GByteArray *out, guint32 value)
{
  const guint32 swapped = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &swapped, sizeof swapped);
}

/* Writes a directory at the end of @out; values too long for an entry follow it. */
static void
append_directory (GByteArray *out, const Entry *entries, guint n_entries)
{
  guint32 at = out->len - HEADER_LENGTH + 2 + n_entries * ENTRY_LENGTH + 4;

  append_16 (out, (guint16) n_entries);
  for (guint i = 0; i < n_entries; i++)
    {
      const Entry *entry = &entries[i];

      append_16 (out, entry->tag);
      append_16 (out, entry->type);
      append_32 (out, entry->count);
      if (entry->length <= 4)
        {
          guint8 padded[4] = { 0 };

          memcpy (padded, entry->data, entry->length);
          g_byte_array_append (out, padded, sizeof padded);
        }
      else
        {
          append_32 (out, at);
          at += entry->length;
        }
    }
  append_32 (out, 0);
  for (guint i = 0; i < n_entries; i++)
    {
      if (entries[i].length > 4)
        g_byte_array_append (out, entries[i].data, entries[i].length);
    }
}

static guint32
measure_directory (const Entry *entries, guint n_entries)
{
  guint32 length = 2 + n_entries * ENTRY_LENGTH + 4;

  for (guint i = 0; i < n_entries; i++)
    length += entries[i].length > 4 ? entries[i].length : 0;
  return length;
}

GByteArray *
yy_paper_exif_new (int orientation, int width, int height)
{
  static const char make[] = YY_PAPER_EXIF_MAKE;
  static const char model[] = YY_PAPER_EXIF_MODEL;
  static const char software[] = "yanyin-paper";
  static const char taken[] = "2026:03:05 09:30:00";
  static const guint8 version[] = { '0', '2', '3', '2' };
  static const guint8 gps_version[] = { 2, 3, 0, 0 };
  const guint16 turned = GUINT16_TO_BE ((guint16) orientation);
  const guint16 speed = GUINT16_TO_BE (320);
  const guint32 size[2] = { GUINT32_TO_BE ((guint32) width), GUINT32_TO_BE ((guint32) height) };
  const guint32 exposure[2] = { GUINT32_TO_BE (1), GUINT32_TO_BE (50) };
  const guint32 aperture[2] = { GUINT32_TO_BE (18), GUINT32_TO_BE (10) };
  const guint32 latitude[6] = { GUINT32_TO_BE (48), GUINT32_TO_BE (1),    GUINT32_TO_BE (52),
                                GUINT32_TO_BE (1),  GUINT32_TO_BE (3612), GUINT32_TO_BE (100) };
  const guint32 longitude[6] = { GUINT32_TO_BE (123), GUINT32_TO_BE (1),    GUINT32_TO_BE (23),
                                 GUINT32_TO_BE (1),   GUINT32_TO_BE (3588), GUINT32_TO_BE (100) };
  guint32 offset;
  guint32 details_at = 0;
  guint32 place_at = 0;
  const Entry details[] = {
    { 0x829a, TYPE_RATIONAL, 1, exposure, sizeof exposure },
    { 0x829d, TYPE_RATIONAL, 1, aperture, sizeof aperture },
    { 0x8827, TYPE_SHORT, 1, &speed, sizeof speed },
    { 0x9000, TYPE_UNDEFINED, 4, version, sizeof version },
    { 0x9003, TYPE_ASCII, sizeof taken, taken, sizeof taken },
    { 0xa002, TYPE_LONG, 1, &size[0], sizeof size[0] },
    { 0xa003, TYPE_LONG, 1, &size[1], sizeof size[1] },
  };
  const Entry place[] = {
    { 0x0000, TYPE_BYTE, 4, gps_version, sizeof gps_version }, { 0x0001, TYPE_ASCII, 2, "S", 2 },
    { 0x0002, TYPE_RATIONAL, 3, latitude, sizeof latitude },   { 0x0003, TYPE_ASCII, 2, "W", 2 },
    { 0x0004, TYPE_RATIONAL, 3, longitude, sizeof longitude },
  };
  const Entry image[] = {
    { 0x010f, TYPE_ASCII, sizeof make, make, sizeof make },
    { 0x0110, TYPE_ASCII, sizeof model, model, sizeof model },
    { 0x0112, TYPE_SHORT, 1, &turned, sizeof turned },
    { 0x0131, TYPE_ASCII, sizeof software, software, sizeof software },
    { 0x0132, TYPE_ASCII, sizeof taken, taken, sizeof taken },
    { 0x8769, TYPE_LONG, 1, &details_at, sizeof details_at },
    { 0x8825, TYPE_LONG, 1, &place_at, sizeof place_at },
  };
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) HEADER, HEADER_LENGTH);
  g_byte_array_append (out, (const guint8 *) "MM\0\x2a", 4);
  append_32 (out, 8);
  offset = 8 + measure_directory (image, G_N_ELEMENTS (image));
  details_at = GUINT32_TO_BE (offset);
  offset += measure_directory (details, G_N_ELEMENTS (details));
  place_at = GUINT32_TO_BE (offset);
  append_directory (out, image, G_N_ELEMENTS (image));
  append_directory (out, details, G_N_ELEMENTS (details));
  append_directory (out, place, G_N_ELEMENTS (place));
  return out;
}
