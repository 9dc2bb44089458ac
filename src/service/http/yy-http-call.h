#pragma once

#include <gio/gio.h>
#include <jansson.h>

#include "yy-db.h"
#include "yy-http-route.h"

G_BEGIN_DECLS

/**
 * YyHttpCall:
 *
 * One call of a client: what was asked, who asks, and the answer as it is made. It knows nothing of sockets;
 * a test makes one by hand and gives it to a handler.
 *
 * It is used by one thread at a time, that of the lane that it is in. Everything lent lives as long as the
 * call.
 */

/* @uri is the raw one ("/api/v1/requests?list=todo"), as it stands in the request line. */
YyHttpCall *yy_http_call_new (const char *method, const char *uri);
void yy_http_call_free (YyHttpCall *self);

/* For whoever makes a call: in this order, before a handler sees it. */
void yy_http_call_add_header (YyHttpCall *self, const char *name, const char *value);
/* Splits and decodes path and query. %YY_ERROR_MALFORMED for whatever two programs could read differently. */
gboolean yy_http_call_parse_uri (YyHttpCall *self, GError **error);
void yy_http_call_set_route (YyHttpCall *self, const YyHttpRoute *route);
void yy_http_call_set_param (YyHttpCall *self, const char *name, const char *value);
void yy_http_call_set_services (YyHttpCall *self, gpointer services);
void yy_http_call_set_peer (YyHttpCall *self, const char *address, gboolean is_local);
void yy_http_call_set_db (YyHttpCall *self, YyDb *db);
/* Reads @body as JSON. */
gboolean yy_http_call_take_body (YyHttpCall *self, GBytes *body, GError **error);

/* "GET", "HEAD", "POST" or "DELETE". */
const char *yy_http_call_get_method (YyHttpCall *self);
/* Decoded. */
const char *yy_http_call_get_path (YyHttpCall *self);
const YyHttpRoute *yy_http_call_get_route (YyHttpCall *self);
/* 24 hexadecimal digits, also sent as X-Request-Id and in each log record. */
const char *yy_http_call_get_request_id (YyHttpCall *self);
/* Address of the client, that of the proxy's client when the proxy may be believed. Never %NULL. */
const char *yy_http_call_get_peer (YyHttpCall *self);
gboolean yy_http_call_is_local (YyHttpCall *self);

/* The "{name}" of the path. Never %NULL for a name of the route; not empty, valid UTF-8 without control
 * characters. */
const char *yy_http_call_get_param (YyHttpCall *self, const char *name);
/* %NULL when it is not there; given twice was refused before. */
const char *yy_http_call_get_query (YyHttpCall *self, const char *name);
gboolean yy_http_call_get_query_int (YyHttpCall *self,
                                     const char *name,
                                     gint64 min,
                                     gint64 max,
                                     gint64 fallback,
                                     gint64 *ret_value,
                                     GError **error);
/* %YY_ERROR_INVALID for a parameter that is not in @allowed, which ends with %NULL. */
gboolean yy_http_call_check_query (YyHttpCall *self, const char *const *allowed, GError **error);
/* The first header of that name, or %NULL. */
const char *yy_http_call_get_header (YyHttpCall *self, const char *name);
guint yy_http_call_count_header (YyHttpCall *self, const char *name);
/* A header that is a number of digits alone. FALSE with %YY_ERROR_MALFORMED when it is missing or none. */
gboolean yy_http_call_get_header_int (YyHttpCall *self, const char *name, gint64 *ret_value, GError **error);

/* The body of a %YY_HTTP_BODY_JSON route, lent: the document, and its bytes for a digest. */
json_t *yy_http_call_get_json (YyHttpCall *self);
GBytes *yy_http_call_get_body (YyHttpCall *self);

/* The revision of `If-Match: "4"`. %YY_ERROR_PRECONDITION when it is missing, %YY_ERROR_MALFORMED when it is
 * not exactly one strong tag of ours. */
gboolean yy_http_call_get_if_match (YyHttpCall *self, gint64 *ret_revision, GError **error);
/* 16 to 64 of A-Z a-z 0-9 _ -. %YY_ERROR_PRECONDITION when it is missing, %YY_ERROR_MALFORMED otherwise. */
const char *yy_http_call_get_idempotency_key (YyHttpCall *self, GError **error);

/* Who is signed in, as the authenticate function found; it is replaced when that runs again. */
gpointer yy_http_call_get_actor (YyHttpCall *self);
void yy_http_call_set_actor (YyHttpCall *self, gpointer actor, GDestroyNotify destroy);
/* What the service hung at the server. */
gpointer yy_http_call_get_services (YyHttpCall *self);
/* Anything of the route's own that lives as long as the call, such as a file that is being written. */
gpointer yy_http_call_get_data (YyHttpCall *self);
void yy_http_call_set_data (YyHttpCall *self, gpointer data, GDestroyNotify destroy);

/* The connection of the lane: the writer's in %YY_HTTP_LANE_WRITE, otherwise a reader's, which is taken at
 * the first call and given back when the handler returns. %NULL only when it cannot be opened. */
YyDb *yy_http_call_get_db (YyHttpCall *self, GError **error);
YyHttpLane yy_http_call_get_lane (YyHttpCall *self);

/* Goes on with @handler in another lane when this handler returned TRUE (and, in the write lane, was
 * committed). The answer is then its business. */
void yy_http_call_continue (YyHttpCall *self, YyHttpLane lane, YyHttpHandler handler);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyHttpCall, yy_http_call_free)

G_END_DECLS
