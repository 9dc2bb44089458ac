#pragma once

#include "yy-db.h"
#include "yy-request.h"
#include "yy-snapshot.h"

G_BEGIN_DECLS

/* The tables of rules that were ever in force, and which of them a request stands under. */

/* Puts all of them into @snapshot, the newest in force. %YY_ERROR_INTERNAL when one cannot be read. */
gboolean yy_rule_store_load (YyDb *db, YySnapshot *snapshot, GError **error);
/* The newest as it was given, or %NULL without an error: then it is the program's own. */
char *yy_rule_store_dup_content (YyDb *db, GError **error);
/* A new newest. @content must be one that yy_rule_set_parse() takes. */
gboolean yy_rule_store_add (YyDb *db, const char *content, gint64 now_usec, int *ret_version, GError **error);
/* Which table was in force when @id was submitted for that round; 0 when it never was. */
gboolean yy_rule_store_find_version (YyDb *db, const char *id, int round, int *ret_version, GError **error);

/* What stands beside the request: version and classification. */
gboolean yy_rule_store_load_request (YyDb *db, YyRequest *request, GError **error);
gboolean yy_rule_store_put_request (YyDb *db, const YyRequest *request, GError **error);
gboolean yy_rule_store_delete_request (YyDb *db, const char *id, GError **error);

G_END_DECLS
