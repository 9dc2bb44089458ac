#pragma once

#include "yy-http-call.h"

G_BEGIN_DECLS

#define YY_HTTP_HEADERS_LIMIT 32768

/* Holds the head of a call against what a proxy and we could read differently, before anything is made of it.
 * On refusal *@ret_status is the status when it is another than that of @error, and the network connection
 * must end with the answer. */
gboolean yy_http_strict_check (YyHttpCall *call, const char *version, guint *ret_status, GError **error);

/* What the head says of the body: 0 for none, -1 for chunks of unknown length. After yy_http_strict_check().
 */
gint64 yy_http_strict_get_length (YyHttpCall *call);

/* "application/json", in any case, with nothing but a charset of UTF-8 behind it. */
gboolean yy_http_strict_is_json (const char *content_type);

G_END_DECLS
