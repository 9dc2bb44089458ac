#pragma once

#include "yy-booking.h"
#include "yy-custody.h"
#include "yy-json.h"
#include "yy-wire.h"

G_BEGIN_DECLS

/* Bookings of seals and where seals are, on the wire (R03-R05). */

void yy_wire_encode_custody (YyJson *json, const char *name, const YyCustody *custody);
void yy_wire_encode_booking (YyJson *json, const char *name, const YyBooking *booking);

/* (nullable) (transfer full): %NULL when the member is absent or null. */
YyCustody *yy_wire_read_custody (YyWire *wire, const char *name);

/* (transfer full) (element-type YyBooking): "bookings" of an answer. */
GPtrArray *yy_wire_decode_bookings (json_t *json, GError **error);
/* (transfer full) (element-type YyCustody): "seals" of an answer. */
GPtrArray *yy_wire_decode_custody_list (json_t *json, GError **error);

G_END_DECLS
