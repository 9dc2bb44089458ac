#include "yy-rule-store.h"

#include "yy-db-stmt.h"
#include "yy-error.h"
#include "yy-rule-set.h"

gboolean
yy_rule_store_load (YyDb *db, YySnapshot *snapshot, GError **error)
{
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error, "SELECT version, content FROM rule_table ORDER BY version");

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (YyRuleSet) rules = yy_rule_set_parse (yy_db_stmt_get_text (stmt, 1), -1, &cause);
      int version = (int) yy_db_stmt_get_int (stmt, 0);

      if (rules == NULL)
        {
          g_set_error (error, YY_ERROR, YY_ERROR_INTERNAL, "Table %d of the rules cannot be read: %s",
                       version, cause->message);
          return FALSE;
        }
      yy_snapshot_take_rules (snapshot, version, g_steal_pointer (&rules));
    }

  return !yy_db_stmt_has_failed (stmt);
}

char *
yy_rule_store_dup_content (YyDb *db, GError **error)
{
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error, "SELECT content FROM rule_table ORDER BY version DESC LIMIT 1");

  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;

  return yy_db_stmt_dup_text (stmt, 0);
}

gboolean
yy_rule_store_add (YyDb *db, const char *content, gint64 now_usec, int *ret_version, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  gint64 version;

  if (!yy_db_get_int (db, &version, error, "SELECT COALESCE (max (version), 0) + 1 FROM rule_table") ||
      !yy_db_run (db, error,
                  "INSERT INTO rule_table (version, content, sha256, at_usec) VALUES (?1, ?2, ?3, ?4)",
                  YY_INT (version), YY_TEXT (content), YY_TEXT (sha256), YY_INT (now_usec)))
    return FALSE;

  *ret_version = (int) version;
  return TRUE;
}

gboolean
yy_rule_store_find_version (YyDb *db, const char *id, int round, int *ret_version, GError **error)
{
  gint64 version;

  if (!yy_db_get_int (db, &version, error,
                      "SELECT COALESCE (max (t.version), 0) FROM rule_table t WHERE t.at_usec <="
                      " (SELECT h.at_usec FROM history h WHERE h.request_id = ?1 AND h.round = ?2"
                      " AND h.action = 'submit')",
                      YY_TEXT (id), YY_INT (round)))
    return FALSE;

  *ret_version = (int) version;
  return TRUE;
}

gboolean
yy_rule_store_load_request (YyDb *db, YyRequest *request, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT rules_version, contract, major FROM request_rules WHERE request_id = ?1",
                      YY_TEXT (request->id));
  if (stmt == NULL)
    return FALSE;
  if (yy_db_stmt_step (stmt, error))
    {
      request->rules_version = (int) yy_db_stmt_get_int (stmt, 0);
      yy_answer_from_nick (yy_db_stmt_get_text (stmt, 1), &request->classified_contract);
      yy_answer_from_nick (yy_db_stmt_get_text (stmt, 2), &request->classified_major);
    }

  return !yy_db_stmt_has_failed (stmt);
}

gboolean
yy_rule_store_put_request (YyDb *db, const YyRequest *request, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO request_rules (request_id, rules_version, contract, major)"
                    " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (request_id) DO UPDATE SET rules_version = ?2,"
                    " contract = ?3, major = ?4",
                    YY_TEXT (request->id), YY_INT (request->rules_version),
                    YY_TEXT (yy_answer_get_nick (request->classified_contract)),
                    YY_TEXT (yy_answer_get_nick (request->classified_major)));
}

gboolean
yy_rule_store_delete_request (YyDb *db, const char *id, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM request_rules WHERE request_id = ?1", YY_TEXT (id));
}
