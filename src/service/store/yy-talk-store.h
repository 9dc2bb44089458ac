#pragma once

#include "yy-db.h"
#include "yy-request.h"

G_BEGIN_DECLS

/* SQL of what is said about a request beside deciding on it: who is waited for, who got a copy, who was
 * urged. */

/* One task that waits for one person; texts are lent. */
typedef struct
{
  const char *person_id;
  const char *task; /* "answer" or "sign" */
} YyWaiting;

/* Makes what waits on @request_id exactly @waiting: (element-type YyWaiting). */
gboolean yy_talk_store_put_waiting (YyDb *db, const char *request_id, GPtrArray *waiting, GError **error);
/* "PERSON TASK" of each, in their order: (transfer full) (element-type utf8). */
GPtrArray *yy_talk_store_list_waiting (YyDb *db, const char *request_id, GError **error);

gboolean yy_talk_store_add_copy (
    YyDb *db, const char *person_id, const char *request_id, gint64 at_usec, GError **error);
/* Ids of those who got one, in their order: (transfer full) (element-type utf8). */
GPtrArray *yy_talk_store_list_copied (YyDb *db, const char *request_id, GError **error);

/* That who has it now was urged. Every change of the request takes it away again. */
gboolean yy_talk_store_set_urged (YyDb *db, const char *request_id, gint64 at_usec, GError **error);

G_END_DECLS
