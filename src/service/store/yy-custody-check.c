#include "yy-custody-store.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-db-stmt.h"

/* The last event of each seal that moved it, out of the history of its take-outs alone. A seal moves when a
 * request goes into one of the states in which it is away, and when it leaves them. */
#define AWAY "('accepted', 'out', 'overdue')"
#define MOVES                                                                                                \
  "SELECT t.seal_id, max (h.event_index) AS event_index FROM history h JOIN request t"                       \
  " ON t.request_id = h.request_id WHERE t.kind = 'take-out' AND h.from_state <> h.to_state"                 \
  " AND (h.from_state IN " AWAY " OR h.to_state IN " AWAY ") GROUP BY t.seal_id"

static gboolean
tell_all (YyDbStmt *stmt, YyEventFault fault, gpointer user_data, GError **error)
{
  while (yy_db_stmt_step (stmt, error))
    {
      g_autofree char *what =
          g_strdup_printf (_ ("seal %s is not where its events left it"), yy_db_stmt_get_text (stmt, 0));

      fault (yy_db_stmt_get_int (stmt, 1), what, user_data);
    }

  return !yy_db_stmt_has_failed (stmt);
}

/* Each seal that ever moved is where that event left it, with the people of its request. */
static gboolean
check_moved (YyDb *db, YyEventFault fault, gpointer user_data, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT m.seal_id, m.event_index FROM (" MOVES ") m JOIN history h ON h.event_index = m.event_index"
      " JOIN request r ON r.request_id = h.request_id LEFT JOIN custody c ON c.seal_id = m.seal_id"
      " WHERE c.seal_id IS NULL OR c.event_index <> m.event_index OR c.place <>"
      " CASE h.to_state WHEN 'accepted' THEN 'handing' WHEN 'out' THEN 'out' WHEN 'overdue' THEN 'out'"
      " ELSE 'counter' END"
      " OR c.request_id IS NOT CASE WHEN h.to_state IN " AWAY " THEN h.request_id END"
      " OR c.carrier_id IS NOT CASE WHEN h.to_state IN ('out', 'overdue') THEN r.carrier_id END"
      " OR (h.to_state IN " AWAY " AND c.keeper_id IS NOT r.accepter_id)"
      " OR (h.to_state NOT IN " AWAY " AND c.keeper_id <> h.actor_id AND c.keeper_id IS NOT r.accepter_id)");

  return stmt != NULL && tell_all (stmt, fault, user_data, error);
}

/* No seal is said to have moved of which no event tells. */
static gboolean
check_others (YyDb *db, YyEventFault fault, gpointer user_data, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT c.seal_id, c.event_index FROM custody c WHERE c.seal_id NOT IN"
                      " (SELECT m.seal_id FROM (" MOVES ") m)");

  return stmt != NULL && tell_all (stmt, fault, user_data, error);
}

gboolean
yy_custody_store_check (YyDb *db, YyEventFault fault, gpointer user_data, GError **error)
{
  return check_moved (db, fault, user_data, error) && check_others (db, fault, user_data, error);
}
