#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyClock:
 *
 * Where the time comes from: handed in, so that tests move it and nothing reads it behind their back. Not a
 * timer: waiting is the main loop's business.
 *
 * @now: microseconds since 1970, UTC; called on any thread
 */
typedef struct _YyClock YyClock;

struct _YyClock
{
  gint64 (*now) (const YyClock *self);
};

static inline gint64
yy_clock_now (const YyClock *self)
{
  return self->now (self);
}

/* The day of the department's clock (Asia/Shanghai: fixed +08:00, no summer time since 1991) at that time. */
static inline void
yy_clock_get_day (gint64 usec, GDate *ret_date)
{
  gint64 days = (usec + 8 * G_TIME_SPAN_HOUR) / G_TIME_SPAN_DAY;

  g_date_clear (ret_date, 1);
  g_date_set_julian (ret_date, (guint32) (days + 719163));
}

/* Bytes of "YYYY-MM-DD". */
#define YY_CLOCK_DAY_SIZE 11

/* That day as text: texts of this kind sort as the days do. */
static inline void
yy_clock_format_day (gint64 usec, char ret_text[YY_CLOCK_DAY_SIZE])
{
  GDate day;

  yy_clock_get_day (usec, &day);
  g_snprintf (ret_text, YY_CLOCK_DAY_SIZE, "%04u-%02u-%02u", g_date_get_year (&day),
              (guint) g_date_get_month (&day), (guint) g_date_get_day (&day));
}

/* Bytes of "YYYY-MM-DDTHH:MM". */
#define YY_CLOCK_MINUTE_SIZE 17

/* The minute of the department's clock at that time, as forms have it (R04): texts of this kind sort as the
 * times do. */
static inline void
yy_clock_format_minute (gint64 usec, char ret_text[YY_CLOCK_MINUTE_SIZE])
{
  gint64 minutes = (usec + 8 * G_TIME_SPAN_HOUR) / G_TIME_SPAN_MINUTE;
  GDate day;

  yy_clock_get_day (usec, &day);
  g_snprintf (ret_text, YY_CLOCK_MINUTE_SIZE, "%04u-%02u-%02uT%02u:%02u", g_date_get_year (&day),
              (guint) g_date_get_month (&day), (guint) g_date_get_day (&day), (guint) (minutes / 60 % 24),
              (guint) (minutes % 60));
}

G_END_DECLS
