#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YY_HTTP_URI_LIMIT 8192
#define YY_HTTP_QUERY_LIMIT 32

/* Splits a raw request target ("/a/b?c=d") into its decoded parts and refuses (%YY_ERROR_MALFORMED) whatever
 * a proxy and we could read differently: other forms than the origin form, characters that must be encoded,
 * broken or hidden encodings, "//", "." and ".." segments, encoded slashes, control characters, broken UTF-8,
 * a parameter given twice.
 *
 * @query is filled with YyHttpPair. */
gboolean
yy_http_uri_parse (const char *uri, char **ret_path, char ***ret_segments, GArray *query, GError **error);

G_END_DECLS
