#include "yy-booking.h"

#include <string.h>

#include "yy-form.h"
#include "yy-text.h"

YyBooking *
yy_booking_new (void)
{
  YyBooking *self = g_new0 (YyBooking, 1);

  self->from = g_strdup ("");
  self->until = g_strdup ("");
  self->unit_name = g_strdup ("");

  return self;
}

void
yy_booking_free (YyBooking *self)
{
  g_free (self->from);
  g_free (self->until);
  g_free (self->unit_name);
  g_free (self);
}

static gboolean
is_digit_below (char c, char highest)
{
  return c >= '0' && c <= highest;
}

gboolean
yy_booking_parse_minute (const char *text, gint64 *ret_usec)
{
  g_autofree char *day_text = NULL;
  gint64 hours, minutes, days;
  GDate day;

  if (strlen (text) != 16 || text[10] != 'T' || text[13] != ':' || !is_digit_below (text[11], '2') ||
      !is_digit_below (text[12], text[11] == '2' ? '3' : '9') || !is_digit_below (text[14], '5') ||
      !is_digit_below (text[15], '9'))
    return FALSE;
  day_text = g_strndup (text, 10);
  if (!yy_text_parse_date (day_text, &day))
    return FALSE;

  hours = (text[11] - '0') * 10 + (text[12] - '0');
  minutes = (text[14] - '0') * 10 + (text[15] - '0');
  /* Days of GDate begin at year 1; 719163 is 1970-01-01, as in yy-clock.h. */
  days = (gint64) g_date_get_julian (&day) - 719163;
  if (ret_usec != NULL)
    *ret_usec = days * G_TIME_SPAN_DAY + (hours - 8) * G_TIME_SPAN_HOUR + minutes * G_TIME_SPAN_MINUTE;

  return TRUE;
}

gboolean
yy_booking_overlaps (const char *from, const char *until, const char *other_from, const char *other_until)
{
  return strcmp (from, other_until) < 0 && strcmp (other_from, until) < 0;
}
