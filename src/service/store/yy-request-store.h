#pragma once

#include "yy-db.h"
#include "yy-org.h"
#include "yy-request.h"

G_BEGIN_DECLS

/* SQL of requests, their pages and submissions. No permission and no rule: those are the engine's. */

/* The request with pages, photos of stamped pages and history; names of people, units and seals are filled in
 * from @org. %NULL with %YY_ERROR_NOT_FOUND when there is none. Options stay empty: they are of one caller.
 */
YyRequest *yy_request_store_load (YyDb *db, YyOrg *org, const char *id, GError **error);
/* Who made it, without loading the rest; %NULL with %YY_ERROR_NOT_FOUND. */
char *yy_request_store_dup_id_of_number (YyDb *db, const char *number, GError **error);

/* Of all requests, for checks: (transfer full) (element-type utf8). */
GPtrArray *yy_request_store_list_ids (YyDb *db, GError **error);
/* Of those with something in their history since then, in the order of its first event: (transfer full)
 * (element-type utf8). */
GPtrArray *yy_request_store_list_ids_since (YyDb *db, gint64 since_usec, GError **error);

/* One page, without loading the whole request: (transfer full), %NULL with %YY_ERROR_NOT_FOUND. @ret_request:
 * as much of its request as tells who is on it now (applicant, assignee, state, round, seal), without
 * history. (transfer full) */
YyPage *yy_request_store_load_page (
    YyDb *db, const char *id, gboolean stamped, guint position, YyRequest **ret_request, GError **error);

/* Inserts it as it is, with its pages. */
gboolean yy_request_store_insert (YyDb *db, const YyRequest *request, GError **error);
/* Writes everything but the pages, when the stored revision is @seen; else %YY_ERROR_CONFLICT and nothing is
 * written. */
gboolean yy_request_store_update (YyDb *db, const YyRequest *request, int seen, GError **error);
/* Replaces the pages of a kind: FALSE for "material", TRUE for "stamped". */
gboolean
yy_request_store_put_pages (YyDb *db, const char *id, gboolean stamped, GPtrArray *pages, GError **error);
/* Removes a draft that was never submitted. */
gboolean yy_request_store_delete (YyDb *db, const char *id, GError **error);

/* What was submitted in a round, as JSON; %NULL without an error when there is no such round. */
char *yy_request_store_dup_submission (YyDb *db, const char *id, int round, GError **error);
gboolean yy_request_store_add_submission (
    YyDb *db, const char *id, int round, const char *digest, const char *content, GError **error);

/* Remembers that @person_id decided or stamped it. */
gboolean
yy_request_store_add_done (YyDb *db, const char *person_id, const char *id, gint64 at_usec, GError **error);

/* The next number of a year, such as "YY2026000123": unique, in the order of the commits. */
char *yy_request_store_next_number (YyDb *db, int year, GError **error);

G_END_DECLS
