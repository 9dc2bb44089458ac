#include "yy-when.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yy-booking.h"
#include "yy-clock.h"
#include "yy-text.h"

#define DEPARTMENT_OFFSET (8 * G_TIME_SPAN_HOUR)

static GDateTime *
get_local (gint64 usec)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (DEPARTMENT_OFFSET / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_TIME_SPAN_SECOND);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/* "" for a time that no calendar has: a broken peer must not take the window down. */
static char *
dup_formatted (gint64 usec, const char *format)
{
  g_autoptr (GDateTime) time = get_local (usec);

  return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

char *
yy_when_dup_relative (gint64 usec, gint64 now_usec)
{
  gint64 ago = now_usec - usec;
  GDate day, today;
  int days;

  yy_clock_get_day (usec, &day);
  yy_clock_get_day (now_usec, &today);
  days = g_date_days_between (&day, &today);

  /* A clock that runs a little behind the service's shows nothing from the future. */
  if (ago < G_TIME_SPAN_MINUTE && ago > -5 * G_TIME_SPAN_MINUTE)
    return g_strdup (_ ("just now"));
  if (ago > 0 && ago < G_TIME_SPAN_HOUR)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", ago / G_TIME_SPAN_MINUTE),
                            (int) (ago / G_TIME_SPAN_MINUTE));
  if (ago > 0 && days == 0)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", ago / G_TIME_SPAN_HOUR),
                            (int) (ago / G_TIME_SPAN_HOUR));
  /* Translators: a day before today, with the time of day */
  if (days == 1)
    return dup_formatted (usec, _ ("yesterday %H:%M"));
  if (g_date_get_year (&day) == g_date_get_year (&today))
    return dup_formatted (usec, _ ("%B %-d, %H:%M"));

  return dup_formatted (usec, _ ("%B %-d, %Y"));
}

char *
yy_when_dup_brief (gint64 usec, gint64 now_usec)
{
  GDate day, today;
  int days;

  yy_clock_get_day (usec, &day);
  yy_clock_get_day (now_usec, &today);
  days = g_date_days_between (&day, &today);

  if (days == 0 && ABS (now_usec - usec) >= G_TIME_SPAN_HOUR)
    return dup_formatted (usec, "%H:%M");
  if (days <= 0)
    return yy_when_dup_relative (usec, now_usec);
  if (days == 1)
    return g_strdup (_ ("yesterday"));
  if (g_date_get_year (&day) == g_date_get_year (&today))
    return dup_formatted (usec, _ ("%b %-d"));

  return dup_formatted (usec, _ ("%b %-d, %Y"));
}

char *
yy_when_dup_absolute (gint64 usec)
{
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (usec / G_TIME_SPAN_SECOND);
  g_autofree char *text = dup_formatted (usec, _ ("%B %-d, %Y, %H:%M"));

  if (here == NULL || g_date_time_get_utc_offset (here) == DEPARTMENT_OFFSET)
    return g_steal_pointer (&text);

  /* Translators: %s is a date and time */
  return g_strdup_printf (_ ("%s (Beijing time)"), text);
}

char *
yy_when_dup_span (gint64 span_usec)
{
  if (span_usec >= G_TIME_SPAN_DAY)
    return g_strdup_printf (ngettext ("%d day", "%d days", span_usec / G_TIME_SPAN_DAY),
                            (int) (span_usec / G_TIME_SPAN_DAY));
  if (span_usec >= G_TIME_SPAN_HOUR)
    return g_strdup_printf (ngettext ("%d hour", "%d hours", span_usec / G_TIME_SPAN_HOUR),
                            (int) (span_usec / G_TIME_SPAN_HOUR));
  if (span_usec >= G_TIME_SPAN_MINUTE)
    return g_strdup_printf (ngettext ("%d minute", "%d minutes", span_usec / G_TIME_SPAN_MINUTE),
                            (int) (span_usec / G_TIME_SPAN_MINUTE));

  return g_strdup (_ ("less than a minute"));
}

char *
yy_when_dup_day (const char *day)
{
  g_autoptr (GDateTime) time = NULL;
  GDate date;

  if (!yy_text_parse_date (day, &date))
    return g_strdup (day);

  time = g_date_time_new_utc (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 0, 0,
                              0);
  return time != NULL ? g_date_time_format (time, _ ("%B %-d, %Y")) : g_strdup (day);
}

char *
yy_when_dup_minute (const char *minute)
{
  g_autofree char *day = g_strndup (minute, 10);
  g_autofree char *shown = yy_when_dup_day (day);

  if (!yy_booking_parse_minute (minute, NULL))
    return g_strdup (minute);

  /* Translators: a day, and a time of the day such as 09:30 */
  return g_strdup_printf (_ ("%s %s"), shown, minute + 11);
}

char *
yy_when_dup_hours (const char *from, const char *until)
{
  g_autofree char *begin = yy_when_dup_minute (from);
  g_autofree char *end = yy_when_dup_minute (until);
  gboolean one_day = yy_booking_parse_minute (from, NULL) && yy_booking_parse_minute (until, NULL) &&
                     strncmp (from, until, 10) == 0;

  /* Translators: from when until when */
  return g_strdup_printf (_ ("%s – %s"), begin, one_day ? until + 11 : end);
}
