#pragma once

#include "yy-http-call.h"
#include "yy-json.h"

G_BEGIN_DECLS

/* The answer of a call. A later one takes the place of an earlier one; headers stay. Each ends what a handler
 * does and is always TRUE, so that it can stand behind `return`. */

/* `application/json`; takes @json and frees it. */
gboolean yy_http_call_answer_json (YyHttpCall *self, guint status, YyJson *json);
gboolean yy_http_call_answer_bytes (YyHttpCall *self, guint status, const char *content_type, GBytes *bytes);
/* No body: 201, 202, 204, 304. */
gboolean yy_http_call_answer_empty (YyHttpCall *self, guint status);
/* The whole of a regular file, sent by the kernel. Takes @fd. @content_type is one that the service found out
 * itself and never what a client said. @name: offered when it is saved, %NULL for shown in place. */
gboolean yy_http_call_answer_file (
    YyHttpCall *self, const char *content_type, int fd, const char *name, GError **error);
/* The problem document of @error. For a write that must be kept although the answer is a refusal; otherwise a
 * handler just fails. */
gboolean yy_http_call_answer_error (YyHttpCall *self, const GError *error);

/* Names and values that hold line ends are a mistake of the caller. The same name again replaces the value.
 */
void yy_http_call_set_header (YyHttpCall *self, const char *name, const char *value);
/* `ETag: "4"`. */
void yy_http_call_set_etag_revision (YyHttpCall *self, gint64 revision);
/* `ETag: "..."` of printable ASCII without quotes, such as a digest. TRUE when the client has that already
 * (If-None-Match): then it has been answered 304. */
gboolean yy_http_call_check_etag (YyHttpCall *self, const char *tag);
/* Instead of `no-store`, for content that never changes under its address: kept by this reader alone. */
void yy_http_call_set_immutable (YyHttpCall *self);
/* Sent with 429 and 503; without it those say 1 second. */
void yy_http_call_set_retry_after (YyHttpCall *self, guint seconds);
/* The network connection ends after this answer. */
void yy_http_call_set_close (YyHttpCall *self);

/* What a test looks at. 0 while there is no answer. */
guint yy_http_call_get_status (YyHttpCall *self);
GBytes *yy_http_call_get_answer (YyHttpCall *self);
const char *yy_http_call_get_answer_header (YyHttpCall *self, const char *name);

G_END_DECLS
