/* The service's clock for tests that move time: yanyind as it is, linked with this in the place of the clock
 * of the machine. The program that is installed has none of it. */

#include "yy-engine.h"

const YyClock *__wrap_yy_engine_get_system_clock (void);

/* The seconds to add stand in the file that YANYIN_TEST_CLOCK names; none while it is not there. */
static gint64
read_shift (void)
{
  const char *path = g_getenv ("YANYIN_TEST_CLOCK");
  g_autofree char *text = NULL;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    return 0;

  return g_ascii_strtoll (text, NULL, 10) * G_TIME_SPAN_SECOND;
}

static gint64
now_moved (const YyClock *self)
{
  return g_get_real_time () + read_shift ();
}

const YyClock *
__wrap_yy_engine_get_system_clock (void)
{
  static const YyClock clock = { now_moved };

  return &clock;
}
