#include "yy-text.h"

#include <string.h>

/* A text may hold at most this many bytes for each character counted: 500 combining marks on one letter are
 * no name. */
#define BYTES_PER_CHARACTER 16

/* Characters that turn the reading of those around them. */
static gboolean
is_direction (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_bad_character (gunichar c, gboolean lines)
{
  if (c == '\n' || c == 0x2028 || c == 0x2029)
    return !lines;

  return g_unichar_iscntrl (c) || is_direction (c) || c == 0xfeff || (c & 0xfffe) == 0xfffe ||
         (c >= 0xfdd0 && c <= 0xfdef);
}

static gboolean
counts (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_NON_SPACING_MARK && type != G_UNICODE_ENCLOSING_MARK && type != G_UNICODE_FORMAT;
}

/* Characters between the first and the last that are no blanks. */
static glong
count_characters (const char *text)
{
  glong count = 0;
  glong up_to_last = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          count += up_to_last > 0;
        }
      else if (counts (c))
        {
          count++;
          up_to_last = count;
        }
    }

  return up_to_last;
}

gboolean
yy_text_check (const char *text,
               const char *field,
               const char *rule,
               glong min,
               glong max,
               gboolean lines,
               GPtrArray *issues)
{
  glong length;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_bad_character (g_utf8_get_char (p), lines))
        {
          yy_issue_list_add (issues, YY_ISSUE_BAD_CHARACTER, field, rule, 0, NULL);
          return FALSE;
        }
    }

  length = count_characters (text);
  if (length == 0 && min > 0)
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, field, rule, 0, NULL);
  else if (length < min)
    yy_issue_list_add (issues, YY_ISSUE_TOO_SHORT, field, rule, min, NULL);
  else if (length > max || strlen (text) > (gsize) max * BYTES_PER_CHARACTER)
    yy_issue_list_add (issues, YY_ISSUE_TOO_LONG, field, rule, max, NULL);
  else
    return TRUE;

  return FALSE;
}

gboolean
yy_text_is_blank (const char *text)
{
  return count_characters (text) == 0;
}

gboolean
yy_text_has_words (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

gboolean
yy_text_is_mobile (const char *text)
{
  return strlen (text) == 11 && strspn (text, "0123456789") == 11 && text[0] == '1' && text[1] >= '3';
}

gboolean
yy_text_is_phone (const char *text)
{
  gsize length = strlen (text);
  guint digits = 0;

  if (length < 5 || length > 20 || strspn (text, "0123456789 +-()") != length)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p);

  return digits >= 5;
}

/* The value of a Chinese numeral from 0 to 9, or -1. */
static int
chinese_digit (gunichar c)
{
  static const char *const digits[] = { "零〇", "一壹", "二贰两", "三叁", "四肆",
                                        "五伍", "六陆", "七柒",   "八捌", "九玖" };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      if (g_utf8_strchr (digits[i], -1, c) != NULL)
        return (int) i;
    }

  return -1;
}

/* "二十一", "一百零五": digits followed by their places, places going down. A left-out place wants its 零:
 * "一百五" is said for 150, and is taken for nothing rather than for 105. */
static gboolean
parse_chinese (const char *text, int *ret_number)
{
  int number = 0;
  int digit = 0;
  int last_place = 1000;
  gboolean zero = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int place = g_utf8_strchr ("百佰", -1, c) != NULL   ? 100
                  : g_utf8_strchr ("十拾", -1, c) != NULL ? 10
                                                          : 0;

      if (place == 0)
        {
          int value = chinese_digit (c);

          if (value < 0 || digit > 0 || (value == 0 && zero))
            return FALSE;
          digit = value;
          zero |= value == 0;
          continue;
        }
      if (place >= last_place || zero || (digit == 0 && !(place == 10 && number == 0)))
        return FALSE;
      number += MAX (digit, 1) * place;
      last_place = place;
      digit = 0;
    }

  if (digit > 0 ? zero != (last_place == 100) : zero && number > 0)
    return FALSE;

  *ret_number = number + digit;
  return TRUE;
}

static gboolean
parse_digits (const char *text, int *ret_number)
{
  int number = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (p));

      if (digit < 0 || number > 1000000)
        return FALSE;
      number = number * 10 + digit;
    }

  *ret_number = number;
  return TRUE;
}

/* Without the blanks around it, of any width. */
static char *
dup_trimmed (const char *text)
{
  const char *end = text + strlen (text);

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize) (end - text));
}

gboolean
yy_text_parse_count (const char *text, int *ret_number)
{
  g_autofree char *trimmed = dup_trimmed (text);

  if (*trimmed == '\0')
    return FALSE;

  return g_unichar_digit_value (g_utf8_get_char (trimmed)) >= 0 ? parse_digits (trimmed, ret_number)
                                                                : parse_chinese (trimmed, ret_number);
}

guint
yy_text_read_numbers (const char *text, int *ret_numbers, guint max)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *place = text; *place != '\0'; place = g_utf8_next_char (place))
    {
      int digit = g_unichar_digit_value (g_utf8_get_char (place));

      if (digit < 0)
        {
          inside = FALSE;
          continue;
        }
      if (!inside && n++ == max)
        return max + 1;
      if (!inside)
        ret_numbers[n - 1] = 0;
      inside = TRUE;
      if (ret_numbers[n - 1] > 99999)
        return max + 1;
      ret_numbers[n - 1] = ret_numbers[n - 1] * 10 + digit;
    }

  return n;
}

gboolean
yy_text_parse_date (const char *text, GDate *ret_date)
{
  guint64 year, month, day;
  g_autofree char *y = NULL;
  g_autofree char *m = NULL;
  g_autofree char *d = NULL;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;

  y = g_strndup (text, 4);
  m = g_strndup (text + 5, 2);
  d = g_strndup (text + 8, 2);
  if (strspn (y, "0123456789") != 4 || strspn (m, "0123456789") != 2 || strspn (d, "0123456789") != 2)
    return FALSE;
  year = g_ascii_strtoull (y, NULL, 10);
  month = g_ascii_strtoull (m, NULL, 10);
  day = g_ascii_strtoull (d, NULL, 10);
  if (year < 1900 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_set_dmy (ret_date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

char *
yy_text_mask_mobile (const char *text)
{
  gsize length = strlen (text);

  if (length == 0)
    return g_strdup ("");
  /* A draft may hold anything there, and cutting another script would break its characters. */
  if (length < 11 || !g_str_is_ascii (text))
    return g_strdup ("****");

  return g_strdup_printf ("%.3s****%s", text, text + length - 4);
}
