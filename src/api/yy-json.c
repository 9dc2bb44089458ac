#include "yy-json.h"

#include <string.h>

/* Deeper than anything that we write; a bit of each level says whether a comma is due. */
#define DEPTH_LIMIT 32

struct _YyJson
{
  char *text; /* not ended */
  gsize length;
  gsize room;
  guint depth;
  gboolean comma[DEPTH_LIMIT + 1];
  char closers[DEPTH_LIMIT + 1];
};

YyJson *
yy_json_new (void)
{
  YyJson *self = g_new0 (YyJson, 1);

  self->room = 1024;
  self->text = g_malloc (self->room);
  return self;
}

void
yy_json_free (YyJson *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

/* Where the next @n bytes go: there is room for them. */
static char *
reserve (YyJson *self, gsize n)
{
  if (G_UNLIKELY (self->room - self->length < n))
    {
      while (self->room - self->length < n)
        self->room *= 2;
      self->text = g_realloc (self->text, self->room);
    }

  return self->text + self->length;
}

static void
append (YyJson *self, const char *bytes, gsize length)
{
  memcpy (reserve (self, length), bytes, length);
  self->length += length;
}

static void
append_char (YyJson *self, char c)
{
  *reserve (self, 1) = c;
  self->length++;
}

/* U+2028 and U+2029 end a line in old JavaScript. Returns how many bytes of @text it stands for, 0 for none.
 */
static gsize
get_escape (const guchar *text, const char **ret_escape)
{
  static const char *const controls[32] = {
    "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007",
    "\\b",     "\\t",     "\\n",     "\\u000b", "\\f",     "\\r",     "\\u000e", "\\u000f",
    "\\u0010", "\\u0011", "\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017",
    "\\u0018", "\\u0019", "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f",
  };

  if (text[0] < 0x20)
    *ret_escape = controls[text[0]];
  else if (text[0] == '"')
    *ret_escape = "\\\"";
  else if (text[0] == '\\')
    *ret_escape = "\\\\";
  else if (text[0] == 0x7f)
    *ret_escape = "\\u007f";
  else if (text[0] == 0xe2 && text[1] == 0x80 && (text[2] == 0xa8 || text[2] == 0xa9))
    {
      *ret_escape = text[2] == 0xa8 ? "\\u2028" : "\\u2029";
      return 3;
    }
  else
    return 0;

  return 1;
}

/* How many bytes the character of two or more bytes at @at has, when it is one and may stand as it is; else
 * 0. */
static gsize
get_character (const guchar *at, gsize left)
{
  static const guint32 least[] = { 0, 0, 0x80, 0x800, 0x10000 };
  guchar lead = at[0];
  gsize n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  guint32 code;

  if (lead < 0xc2 || lead > 0xf4 || left < n)
    return 0;

  code = lead & (0xffu >> (n + 1));
  for (gsize i = 1; i < n; i++)
    {
      if ((at[i] & 0xc0) != 0x80)
        return 0;
      code = code << 6 | (at[i] & 0x3fu);
    }
  if (code < least[n] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code == 0x2028 ||
      code == 0x2029)
    return 0;

  return n;
}

/* Whether each of the eight bytes at @at is ASCII that needs no escape. Arithmetic on all of them at once: a
 * borrow out of one can only make its neighbour be looked at once more. */
static gboolean
are_plain (const guchar *at)
{
  const guint64 each = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word;
  guint64 quote;
  guint64 slash;
  guint64 del;

  memcpy (&word, at, sizeof word);
  quote = word ^ (each * '"');
  slash = word ^ (each * '\\');
  del = word ^ (each * 0x7f);

  return ((word | (word - each * ' ') | (quote - each) | (slash - each) | (del - each)) & (each * 0x80)) == 0;
}

/* Copies from @at what may stand as it is, up to @end. Almost all of almost every text. */
static const guchar *
append_plain (YyJson *self, const guchar *at, const guchar *end)
{
  const guchar *start = at;

  while (at < end)
    {
      gsize n = 1;

      while (end - at >= 8 && are_plain (at))
        at += 8;
      if (at == end)
        break;
      if (*at >= 0x80)
        n = get_character (at, (gsize) (end - at));
      else if (*at < ' ' || *at == '"' || *at == '\\' || *at == 0x7f)
        n = 0;
      if (n == 0)
        break;
      at += n;
    }

  append (self, (const char *) start, (gsize) (at - start));
  return at;
}

static void
append_string (YyJson *self, const char *text)
{
  g_autofree char *valid = NULL;
  gsize length = strlen (text);
  const guchar *at = (const guchar *) text;
  const guchar *end = at + length;

  reserve (self, length + 2);
  append_char (self, '"');
  while ((at = append_plain (self, at, end)) < end)
    {
      const char *escape = NULL;
      gsize n = get_escape (at, &escape);

      if (n > 0)
        append (self, escape, strlen (escape));
      else if (valid == NULL)
        {
          /* No UTF-8: from here on it is made so, as a whole. */
          valid = g_utf8_make_valid ((const char *) at, (gssize) (end - at));
          at = (const guchar *) valid;
          end = at + strlen (valid);
        }
      else
        g_assert_not_reached ();
      at += n;
    }
  append_char (self, '"');
}

/* A member has a name exactly where it stands in an object. */
static void
begin_value (YyJson *self, const char *name)
{
  g_assert ((name != NULL) == (self->depth > 0 && self->closers[self->depth] == '}'));
  g_assert (self->depth > 0 || self->length == 0);

  if (self->comma[self->depth])
    append_char (self, ',');
  self->comma[self->depth] = TRUE;
  if (name != NULL)
    {
      append_string (self, name);
      append_char (self, ':');
    }
}

static void
begin (YyJson *self, const char *name, char opener, char closer)
{
  begin_value (self, name);
  g_assert (self->depth < DEPTH_LIMIT);
  self->depth++;
  self->comma[self->depth] = FALSE;
  self->closers[self->depth] = closer;
  append_char (self, opener);
}

static void
end (YyJson *self, char closer)
{
  g_assert (self->depth > 0 && self->closers[self->depth] == closer);

  self->depth--;
  append_char (self, closer);
}

void
yy_json_begin_object (YyJson *self, const char *name)
{
  begin (self, name, '{', '}');
}

void
yy_json_end_object (YyJson *self)
{
  end (self, '}');
}

void
yy_json_begin_array (YyJson *self, const char *name)
{
  begin (self, name, '[', ']');
}

void
yy_json_end_array (YyJson *self)
{
  end (self, ']');
}

void
yy_json_add_string (YyJson *self, const char *name, const char *text)
{
  begin_value (self, name);
  if (text != NULL)
    append_string (self, text);
  else
    append (self, "null", 4);
}

/* Writes @value backwards from @end, with at least @width digits; returns where it begins. printf is a third
 * of the cost of a list. */
static char *
write_digits (char *end, guint64 value, guint width)
{
  for (guint i = 0; value > 0 || i < width; i++)
    {
      *--end = (char) ('0' + value % 10);
      value /= 10;
    }

  return end;
}

void
yy_json_add_int (YyJson *self, const char *name, gint64 value)
{
  char digits[24];
  char *end = digits + sizeof digits;
  /* In unsigned arithmetic the smallest number has an opposite too. */
  char *start = write_digits (end, value < 0 ? 0 - (guint64) value : (guint64) value, 1);

  if (value < 0)
    *--start = '-';
  begin_value (self, name);
  append (self, start, (gsize) (end - start));
}

void
yy_json_add_millionths (YyJson *self, const char *name, int millionths)
{
  char digits[] = "0.000000";

  g_return_if_fail (millionths >= 0 && millionths <= 1000000);

  digits[0] = millionths == 1000000 ? '1' : '0';
  write_digits (digits + 8, (guint64) (millionths % 1000000), 6);
  begin_value (self, name);
  append (self, digits, 8);
}

void
yy_json_add_bool (YyJson *self, const char *name, gboolean value)
{
  begin_value (self, name);
  if (value)
    append (self, "true", 4);
  else
    append (self, "false", 5);
}

void
yy_json_add_null (YyJson *self, const char *name)
{
  begin_value (self, name);
  append (self, "null", 4);
}

/* Year, month and day of a count of days since 1970, by the Gregorian rules (Howard Hinnant's
 * civil_from_days: years begin in March, so that the leap day is the last). */
static void
split_days (gint64 days, gint64 *ret_year, guint *ret_month, guint *ret_day)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  gint64 of_era = shifted - era * 146097;
  gint64 year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  gint64 of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 month = (5 * of_year + 2) / 153;

  *ret_day = (guint) (of_year - (153 * month + 2) / 5 + 1);
  *ret_month = (guint) (month < 10 ? month + 3 : month - 9);
  *ret_year = year_of_era + era * 400 + (*ret_month <= 2);
}

void
yy_json_add_time (YyJson *self, const char *name, gint64 usec)
{
  char text[] = "\"0000-00-00T00:00:00.000000Z\"";
  gint64 days = usec / G_TIME_SPAN_DAY;
  gint64 rest = usec % G_TIME_SPAN_DAY;
  gint64 year;
  guint month, day;

  if (rest < 0)
    {
      rest += G_TIME_SPAN_DAY;
      days--;
    }

  split_days (days, &year, &month, &day);
  if (year < 1 || year > 9999)
    {
      yy_json_add_null (self, name);
      return;
    }

  write_digits (text + 5, (guint64) year, 4);
  write_digits (text + 8, month, 2);
  write_digits (text + 11, day, 2);
  write_digits (text + 14, (guint64) (rest / G_TIME_SPAN_HOUR), 2);
  write_digits (text + 17, (guint64) (rest / G_TIME_SPAN_MINUTE % 60), 2);
  write_digits (text + 20, (guint64) (rest / G_TIME_SPAN_SECOND % 60), 2);
  write_digits (text + 27, (guint64) (rest % G_TIME_SPAN_SECOND), 6);
  begin_value (self, name);
  append (self, text, sizeof text - 1);
}

void
yy_json_add_optional_time (YyJson *self, const char *name, gint64 usec)
{
  if (usec != 0)
    yy_json_add_time (self, name, usec);
  else
    yy_json_add_null (self, name);
}

void
yy_json_add_raw (YyJson *self, const char *name, const char *json, gsize length)
{
  begin_value (self, name);
  append (self, json, length);
}

GBytes *
yy_json_end (YyJson *self)
{
  GBytes *bytes;

  g_assert (self->depth == 0 && self->length > 0);

  bytes = g_bytes_new_take (g_steal_pointer (&self->text), self->length);
  yy_json_free (self);
  return bytes;
}

char *
yy_json_end_text (YyJson *self)
{
  char *text;

  g_assert (self->depth == 0 && self->length > 0);

  append_char (self, '\0');
  text = g_steal_pointer (&self->text);
  yy_json_free (self);
  return text;
}
