#pragma once

#include "yy-custody.h"
#include "yy-db.h"
#include "yy-event-store.h"
#include "yy-org.h"
#include "yy-request.h"

G_BEGIN_DECLS

/* Where seals are (migration 0009), and for when they are booked. */

/* Where the seal of @seal_id is, with names. (transfer full) */
YyCustody *yy_custody_store_load (YyDb *db, YyOrg *org, const char *seal_id, GError **error);
/* Puts down where the newest event, which was of @request, has brought its seal: away while the request is
 * accepted, out or overdue, otherwise back at the counter. @keeper_id: who hands it out and goes along, or
 * put it back. %YY_ERROR_RULE when the seal is away with another request. */
gboolean yy_custody_store_follow (YyDb *db, const YyRequest *request, const char *keeper_id, GError **error);

/* The first booking of the seal, but that of @request_id, that shares a minute with what @form asks for, as
 * people read it; "" for none. (transfer full) */
char *yy_custody_store_dup_overlap (YyDb *db, const YyForm *form, const char *request_id, GError **error);
/* The bookings of a seal that end after @now, a minute of the department's clock, or are still out; by their
 * beginnings, @limit at most. (transfer full) (element-type YyBooking) */
GPtrArray *yy_custody_store_list_bookings (YyDb *db,
                                           YyOrg *org,
                                           const char *seal_id,
                                           const char *now,
                                           const char *person_id,
                                           guint limit,
                                           GError **error);
/* Ids of the requests that are out though @now has come to the end of their time. (transfer full)
 * (element-type utf8) */
GPtrArray *yy_custody_store_list_late (YyDb *db, const char *now, GError **error);

/* Holds the table against the history of the requests, see yy_event_store_check(). */
gboolean yy_custody_store_check (YyDb *db, YyEventFault fault, gpointer user_data, GError **error);

G_END_DECLS
