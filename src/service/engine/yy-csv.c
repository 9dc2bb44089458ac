#include "yy-csv.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-error.h"

typedef struct
{
  char *text;
  YyCsvPlace place;
} Field;

struct _YyCsv
{
  GPtrArray *rows; /* GArray of Field */
};

/* The reader walks over text that was found to be UTF-8 without NUL. */
typedef struct
{
  const char *at;
  const char *end;
  YyCsvPlace place;
  GString *text; /* of the present field */
} Reader;

static const char byte_order_mark[] = "\xef\xbb\xbf";

static void
clear_field (gpointer data)
{
  g_free (((Field *) data)->text);
}

static gboolean
refuse (YyCsvPlace place, YyCsvPlace *ret_place, GError **error, const char *message)
{
  *ret_place = place;
  g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID, message);
  return FALSE;
}

/* The place of a byte of text that is good up to there. */
static YyCsvPlace
find_place (const char *data, const char *bad)
{
  YyCsvPlace place = { 1, 1 };

  if (g_str_has_prefix (data, byte_order_mark))
    data += strlen (byte_order_mark);
  for (const char *p = data; p < bad; p = g_utf8_next_char (p))
    {
      place.column++;
      if (*p == '\n')
        place = (YyCsvPlace) { place.line + 1, 1 };
    }

  return place;
}

static gboolean
check_bytes (const char *data, gsize size, YyCsvPlace *ret_place, GError **error)
{
  const YyCsvPlace nowhere = { 0, 0 };
  const char *bad = data;

  if (size > YY_CSV_MAX_SIZE)
    return refuse (nowhere, ret_place, error, _ ("The file is too large."));
  if (g_utf8_validate_len (data, size, &bad))
    return TRUE;

  return refuse (find_place (data, bad), ret_place, error,
                 *bad == '\0' ? _ ("There is a zero byte.")
                              : _ ("This is not UTF-8. Save the file as UTF-8."));
}

static void
step (Reader *self)
{
  const char *next = g_utf8_next_char (self->at);

  if (*self->at == '\n')
    self->place = (YyCsvPlace) { self->place.line + 1, 1 };
  else
    self->place.column++;
  self->at = next;
}

static void
take (Reader *self)
{
  g_string_append_len (self->text, self->at, g_utf8_next_char (self->at) - self->at);
  step (self);
}

static gboolean
is_line_end (const Reader *self)
{
  return self->at == self->end || *self->at == '\n' ||
         (*self->at == '\r' && self->at + 1 < self->end && self->at[1] == '\n');
}

static gboolean
read_quoted (Reader *self, YyCsvPlace *ret_place, GError **error)
{
  YyCsvPlace begin = self->place;

  step (self);
  while (self->at < self->end)
    {
      if (*self->at != '"')
        {
          take (self);
          continue;
        }
      step (self);
      if (self->at == self->end || *self->at != '"')
        {
          if (is_line_end (self) || *self->at == ',')
            return TRUE;
          return refuse (self->place, ret_place, error,
                         _ ("Only a comma or the end of the line may follow a closing quote."));
        }
      take (self);
    }

  return refuse (begin, ret_place, error, _ ("This quote is never closed."));
}

static gboolean
read_plain (Reader *self, YyCsvPlace *ret_place, GError **error)
{
  while (!is_line_end (self) && *self->at != ',')
    {
      if (*self->at == '"')
        return refuse (self->place, ret_place, error,
                       _ ("A field that holds a quote must be quoted as a whole."));
      if (*self->at == '\r')
        return refuse (self->place, ret_place, error, _ ("A carriage return stands alone."));
      take (self);
    }

  return TRUE;
}

static gboolean
read_row (Reader *self, GArray *row, YyCsvPlace *ret_place, GError **error)
{
  for (;;)
    {
      Field field = { .place = self->place };

      g_string_truncate (self->text, 0);
      if (!(self->at < self->end && *self->at == '"' ? read_quoted (self, ret_place, error)
                                                     : read_plain (self, ret_place, error)))
        return FALSE;
      field.text = g_strdup (self->text->str);
      g_array_append_val (row, field);
      if (self->at == self->end || *self->at != ',')
        break;
      step (self);
    }

  if (self->at < self->end && *self->at == '\r')
    step (self);
  if (self->at < self->end)
    step (self);
  return TRUE;
}

YyCsv *
yy_csv_parse (const char *data, gsize size, YyCsvPlace *ret_place, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (YyCsv) self = g_new0 (YyCsv, 1);
  Reader reader = { data, data + size, { 1, 1 }, text };

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  if (!check_bytes (data, size, ret_place, error))
    return NULL;
  if (size >= strlen (byte_order_mark) && memcmp (data, byte_order_mark, strlen (byte_order_mark)) == 0)
    reader.at += strlen (byte_order_mark);

  while (reader.at < reader.end)
    {
      GArray *row = g_array_new (FALSE, FALSE, sizeof (Field));

      g_array_set_clear_func (row, clear_field);
      g_ptr_array_add (self->rows, row);
      if (!read_row (&reader, row, ret_place, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
yy_csv_free (YyCsv *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
yy_csv_get_n_rows (const YyCsv *self)
{
  return self->rows->len;
}

guint
yy_csv_get_n_fields (const YyCsv *self, guint row)
{
  const GArray *fields = g_ptr_array_index (self->rows, row);

  return fields->len;
}

const char *
yy_csv_get_text (const YyCsv *self, guint row, guint field)
{
  const GArray *fields = g_ptr_array_index (self->rows, row);

  return g_array_index (fields, Field, field).text;
}

YyCsvPlace
yy_csv_get_place (const YyCsv *self, guint row, guint field)
{
  const GArray *fields = g_ptr_array_index (self->rows, row);

  return g_array_index (fields, Field, field).place;
}
