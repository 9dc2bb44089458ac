#include <string.h>

#include "yy-event.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Any bytes: they are an event or refused. What is one has no other bytes: written again, it is the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) again = NULL;
  YyEvent event;

  if (!yy_event_decode (bytes, &event, NULL))
    return 0;

  again = yy_event_encode (&event);
  g_assert_true (g_bytes_equal (bytes, again));
  return 0;
}
