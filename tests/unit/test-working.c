/* When one may be urged again is counted in working hours: who is urged on Friday evening is left alone until
 * Monday. */

#include "yy-working.h"

#include <glib.h>

/* Microseconds of a minute of the department's clock, by GLib and not by the code under test. */
static gint64
at (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) time = g_date_time_new (zone, year, month, day, hour, minute, 0);

  return g_date_time_to_unix (time) * G_TIME_SPAN_SECOND;
}

static void
test_hours (void)
{
  /* 2026-11-27 is a Friday. */
  static const struct
  {
    int from[4]; /* month, day, hour, minute */
    int minutes;
    int until[4];
  } cases[] = {
    { { 11, 24, 9, 0 }, 0, { 11, 24, 9, 0 } },      { { 11, 24, 8, 0 }, 240, { 11, 24, 12, 0 } },
    { { 11, 24, 9, 0 }, 240, { 11, 24, 14, 30 } },  { { 11, 24, 12, 30 }, 60, { 11, 24, 14, 30 } },
    { { 11, 24, 16, 30 }, 240, { 11, 25, 11, 0 } }, { { 11, 24, 3, 0 }, 1, { 11, 24, 8, 1 } },
    { { 11, 27, 16, 0 }, 240, { 11, 30, 10, 30 } }, { { 11, 28, 10, 0 }, 240, { 11, 30, 12, 0 } },
    { { 11, 27, 17, 30 }, 1, { 11, 30, 8, 1 } },    { { 11, 24, 8, 0 }, 480 * 5, { 11, 30, 17, 30 } },
    { { 12, 31, 17, 0 }, 60, { 1, 1, 8, 30 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const int *from = cases[i].from;
      const int *until = cases[i].until;
      gint64 found = yy_working_add (at (2026, from[0], from[1], from[2], from[3]), cases[i].minutes);

      g_assert_cmpint (found, ==,
                       at (until[0] < from[0] ? 2027 : 2026, until[0], until[1], until[2], until[3]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/working/hours", test_hours);

  return g_test_run ();
}
