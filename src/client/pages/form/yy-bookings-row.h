#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyBookingsRow:
 *
 * When a seal is booked already, so that one sees what is free (R04); what overlaps the hours that are asked
 * for is marked. It shows and checks nothing else: the service decides.
 */
#define YY_TYPE_BOOKINGS_ROW (yy_bookings_row_get_type ())
G_DECLARE_FINAL_TYPE (YyBookingsRow, yy_bookings_row, YY, BOOKINGS_ROW, AdwPreferencesRow)

/* (element-type YyBooking) (nullable): copied by reference; %NULL: not known, then the row is hidden. */
void yy_bookings_row_set_bookings (YyBookingsRow *self, GPtrArray *bookings);
/* The hours that are asked for; "" while there are none. TRUE when one of the bookings overlaps them. */
gboolean yy_bookings_row_set_wanted (YyBookingsRow *self, const char *from, const char *until);

G_END_DECLS
