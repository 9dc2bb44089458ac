#pragma once

#include "yy-db.h"
#include "yy-delegation.h"
#include "yy-org.h"

G_BEGIN_DECLS

/* How many of a person's delegations are listed. */
#define YY_DELEGATION_LIST_MAX 100

/* Adds every delegation that was not ended early to @org, by its first day. */
gboolean yy_delegation_store_fill (YyDb *db, YyOrg *org, GError **error);
/* Those by which @person_id is away or stands in, the newest day first; @everybody: all. (transfer full)
 * (element-type YyDelegation) */
GPtrArray *yy_delegation_store_list (YyDb *db, const char *person_id, gboolean everybody, GError **error);
/* %YY_ERROR_NOT_FOUND when there is none. (transfer full) */
YyDelegation *yy_delegation_store_load (YyDb *db, const char *id, GError **error);
gboolean yy_delegation_store_add (
    YyDb *db, const YyDelegation *delegation, const char *actor_id, gint64 now_usec, GError **error);
gboolean yy_delegation_store_end (YyDb *db, const char *id, gint64 now_usec, GError **error);

G_END_DECLS
