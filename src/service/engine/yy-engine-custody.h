#pragma once

#include "yy-booking.h"
#include "yy-custody.h"
#include "yy-engine.h"

G_BEGIN_DECLS

/* Seals that leave their place: bookings, where they are, and the alarm when one is late (R03-R05). What
 * people do with a take-out are moves of its request (yy_engine_move_request()). */

/* The bookings of a seal that are not over, and those that are out still, for whoever looks for a time that
 * is free; %YY_BOOKINGS_MAX at most. (transfer full) (element-type YyBooking); %YY_ERROR_NOT_FOUND for no
 * seal. */
#define YY_BOOKINGS_MAX 200
GPtrArray *
yy_engine_list_bookings (YyEngine *self, YyDb *db, const YyActor *actor, const char *seal_id, GError **error);

/* Where the seals are: those that @actor keeps; all of them for the office director and the chiefs. (transfer
 * full) (element-type YyCustody) */
GPtrArray *yy_engine_list_custody (YyEngine *self, YyDb *db, const YyActor *actor, GError **error);

/* Marks what is out though its time is over, each with an event of its own; from then on it is among the
 * items of keepers, office director and chiefs. Decides and approves nothing. @ret_n: how many. */
gboolean yy_engine_raise_alarms (YyEngine *self, YyDb *db, guint *ret_n, GError **error);

G_END_DECLS
