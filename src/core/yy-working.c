#include "yy-working.h"

#include "yy-clock.h"

/* Minutes of the day. */
static const struct
{
  int from;
  int until;
} spans[] = { { 8 * 60, 12 * 60 }, { 13 * 60 + 30, 17 * 60 + 30 } };

static gboolean
is_working_day (gint64 usec)
{
  GDate day;

  yy_clock_get_day (usec, &day);
  return g_date_get_weekday (&day) <= G_DATE_FRIDAY;
}

gint64
yy_working_add (gint64 usec, int minutes)
{
  const gint64 zone = 8 * G_TIME_SPAN_HOUR;
  gint64 left = (gint64) minutes * G_TIME_SPAN_MINUTE;
  gint64 midnight = (usec + zone) / G_TIME_SPAN_DAY * G_TIME_SPAN_DAY - zone;

  if (left <= 0)
    return usec;

  for (;; midnight += G_TIME_SPAN_DAY)
    {
      for (guint i = 0; i < G_N_ELEMENTS (spans) && is_working_day (midnight); i++)
        {
          gint64 from = MAX (usec, midnight + spans[i].from * G_TIME_SPAN_MINUTE);
          gint64 until = midnight + spans[i].until * G_TIME_SPAN_MINUTE;

          if (until <= from)
            continue;
          if (until - from >= left)
            return from + left;
          left -= until - from;
        }
    }
}
