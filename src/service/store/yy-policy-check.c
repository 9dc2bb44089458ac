#include "yy-policy-store.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-db-stmt.h"
#include "yy-event-store.h"

/* What the ledger says of the switches, event by event. */
typedef struct
{
  YyDb *db;
  YyEventFault fault;
  gpointer user_data;
  GHashTable *values;  /* of utf8 to utf8: what each switch was set to last */
  gint64 first_listed; /* older changes were made before there was a list of them; -1: none is listed */
  gint64 last_index;
} Fold;

static void
tell (Fold *fold, gint64 index, const char *what)
{
  fold->fault (index, what, fold->user_data);
}

/* What was made of @key by the event: the rest of "key=value", or for a table of rules its version. */
static void
compare_change (Fold *fold, gint64 index, const char *key, const char *became, YyDbStmt *change)
{
  const char *before = g_hash_table_lookup (fold->values, key);

  if (change == NULL)
    {
      if (fold->first_listed >= 0 && index > fold->first_listed)
        tell (fold, index, _ ("a switch was set, and the change is not in the list"));
    }
  else if (!g_str_equal (yy_db_stmt_get_text (change, 0), key) ||
           !g_str_equal (yy_db_stmt_get_text (change, 2), became) ||
           (before != NULL && !g_str_equal (yy_db_stmt_get_text (change, 1), before)))
    tell (fold, index, _ ("the list says another change of a switch than the event"));
  g_hash_table_insert (fold->values, g_strdup (key), g_strdup (became));
}

static gboolean
fold_event (Fold *fold, gint64 index, const char *reason, GError **error)
{
  YyEvent event;
  g_autoptr (YyDbStmt) change = NULL;
  g_auto (GStrv) words = NULL;
  gboolean listed;

  if (!yy_event_store_load (fold->db, index, &event, NULL) || strcmp (event.kind, "policy") != 0)
    return TRUE;
  change = yy_db_query (fold->db, error, "SELECT key, was, became FROM policy_change WHERE event_index = ?1",
                        YY_INT (index));
  if (change == NULL)
    return FALSE;
  listed = yy_db_stmt_step (change, error);
  if (yy_db_stmt_has_failed (change))
    return FALSE;

  words = g_strsplit (reason, "=", 2);
  if (strcmp (event.action, "rules") == 0)
    compare_change (fold, index, "rules", reason, listed ? change : NULL);
  else if (g_strv_length (words) == 2)
    compare_change (fold, index, words[0], words[1], listed ? change : NULL);

  return TRUE;
}

/* What is in force is what was set last. */
static gboolean
compare_settings (Fold *fold, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;
  gint64 version;
  const char *last = g_hash_table_lookup (fold->values, "rules");

  stmt =
      yy_db_query (fold->db, error, "SELECT substr (key, 8), value FROM setting WHERE key LIKE 'policy.%'");
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      if (g_strcmp0 (g_hash_table_lookup (fold->values, yy_db_stmt_get_text (stmt, 0)),
                     yy_db_stmt_get_text (stmt, 1)) != 0)
        tell (fold, fold->last_index, _ ("a switch stands otherwise than it was set"));
    }
  if (yy_db_stmt_has_failed (stmt) ||
      !yy_db_get_int (fold->db, &version, error, "SELECT COALESCE (max (version), 0) FROM rule_table"))
    return FALSE;
  if (version != (last != NULL ? g_ascii_strtoll (last, NULL, 10) : 0))
    tell (fold, fold->last_index, _ ("another table of rules is in force than was set"));

  return TRUE;
}

gboolean
yy_policy_store_check (YyDb *db, YyEventFault fault, gpointer user_data, GError **error)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Fold fold = { db, fault, user_data, values, -1, 0 };
  g_autoptr (YyDbStmt) stmt = NULL;

  if (!yy_db_get_int (db, &fold.first_listed, error,
                      "SELECT COALESCE (min (event_index), -1) FROM policy_change"))
    return FALSE;
  /* What is about no request, with the opening of what was said. */
  stmt = yy_db_query (
      db, error,
      "SELECT e.event_index, COALESCE (o.value, '') FROM event e LEFT JOIN opening o ON o.event_index ="
      " e.event_index AND o.secret = ?1 WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.event_index ="
      " e.event_index) ORDER BY e.event_index",
      YY_INT (YY_EVENT_REASON));
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      fold.last_index = yy_db_stmt_get_int (stmt, 0);
      if (!fold_event (&fold, fold.last_index, yy_db_stmt_get_text (stmt, 1), error))
        return FALSE;
    }

  return !yy_db_stmt_has_failed (stmt) && compare_settings (&fold, error);
}
