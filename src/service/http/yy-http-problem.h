#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The status of an error: that of its #YyError code, 500 for all other domains. */
guint yy_http_status_from_error (const GError *error);
/* "Not Found". */
const char *yy_http_status_get_title (guint status);

/* The problem document (RFC 9457) of an error: (transfer full). Of a foreign domain nothing is told. */
GBytes *yy_http_problem_new (const GError *error, guint status, const char *request_id);

G_END_DECLS
