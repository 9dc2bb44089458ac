#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No file of a directory is larger (bytes). */
#define YY_CSV_MAX_SIZE (16 * 1024 * 1024)

/* Where something stands in a file; both count from 1, columns in characters. A line of 0: nowhere. */
typedef struct
{
  guint line;
  guint column;
} YyCsvPlace;

/**
 * YyCsv:
 *
 * The rows of a CSV file, exactly as RFC 4180 has them: UTF-8 (a byte order mark at the start is skipped),
 * fields separated by commas, quoted where they hold commas, quotes or line ends, lines ended by CRLF or LF.
 * Anything else is an error with its place, and nothing is guessed. It knows nothing of columns' names: the
 * first line is a row like the others. Never changed once it was read, so threads share it.
 */
typedef struct _YyCsv YyCsv;

/* %NULL with %YY_ERROR_INVALID, a sentence for people, and @ret_place. */
YyCsv *yy_csv_parse (const char *data, gsize size, YyCsvPlace *ret_place, GError **error);
void yy_csv_free (YyCsv *self);

guint yy_csv_get_n_rows (const YyCsv *self);
guint yy_csv_get_n_fields (const YyCsv *self, guint row);
/* What stands in a field, without its quotes; borrowed. */
const char *yy_csv_get_text (const YyCsv *self, guint row, guint field);
/* Where the field begins, its quote included. */
YyCsvPlace yy_csv_get_place (const YyCsv *self, guint row, guint field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyCsv, yy_csv_free)

G_END_DECLS
