#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/**
 * YyBooking:
 *
 * For how long somebody has booked a seal (R04): from @from until just before @until, so that one booking may
 * begin at the minute at which another ends. Not the request itself: it says what everybody may know who
 * looks for a time that is free.
 *
 * @from, @until: "YYYY-MM-DDTHH:MM" of the department's clock; texts of this kind sort as the times do
 * @unit_name: whose
 * @state: of the request that books it
 * @own: it is the caller's own request
 */
typedef struct
{
  char *from;
  char *until;
  char *unit_name;
  YyState state;
  gboolean own;
} YyBooking;

YyBooking *yy_booking_new (void);
void yy_booking_free (YyBooking *self);

/* TRUE for a minute of the calendar, as forms have it. @ret_usec: (nullable): microseconds since 1970, UTC.
 */
gboolean yy_booking_parse_minute (const char *text, gint64 *ret_usec);
/* TRUE when the two times, each from its first minute to before its last, share a minute. */
gboolean
yy_booking_overlaps (const char *from, const char *until, const char *other_from, const char *other_until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyBooking, yy_booking_free)

G_END_DECLS
