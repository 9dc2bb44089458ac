#include "yy-talk-store.h"

#include "yy-db-stmt.h"

gboolean
yy_talk_store_put_waiting (YyDb *db, const char *request_id, GPtrArray *waiting, GError **error)
{
  if (!yy_db_run (db, error, "DELETE FROM waiting WHERE request_id = ?1", YY_TEXT (request_id)))
    return FALSE;

  for (guint i = 0; i < waiting->len; i++)
    {
      const YyWaiting *one = g_ptr_array_index (waiting, i);

      if (!yy_db_run (db, error,
                      "INSERT INTO waiting (person_id, request_id, task) VALUES (?1, ?2, ?3)"
                      " ON CONFLICT (person_id, request_id, task) DO NOTHING",
                      YY_TEXT (one->person_id), YY_TEXT (request_id), YY_TEXT (one->task)))
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
list_texts (YyDbStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (texts, yy_db_stmt_dup_text (stmt, 0));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&texts);
}

GPtrArray *
yy_talk_store_list_waiting (YyDb *db, const char *request_id, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT person_id || ' ' || task FROM waiting WHERE request_id = ?1 ORDER BY 1",
                      YY_TEXT (request_id));
  return stmt != NULL ? list_texts (stmt, error) : NULL;
}

gboolean
yy_talk_store_add_copy (
    YyDb *db, const char *person_id, const char *request_id, gint64 at_usec, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO copied (person_id, request_id, at_usec) VALUES (?1, ?2, ?3)"
                    " ON CONFLICT (person_id, request_id) DO UPDATE SET at_usec = ?3",
                    YY_TEXT (person_id), YY_TEXT (request_id), YY_INT (at_usec));
}

GPtrArray *
yy_talk_store_list_copied (YyDb *db, const char *request_id, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query (
      db, error, "SELECT person_id FROM copied WHERE request_id = ?1 ORDER BY 1", YY_TEXT (request_id));

  return stmt != NULL ? list_texts (stmt, error) : NULL;
}

gboolean
yy_talk_store_set_urged (YyDb *db, const char *request_id, gint64 at_usec, GError **error)
{
  return yy_db_run (db, error, "UPDATE request SET urged_usec = ?2 WHERE request_id = ?1",
                    YY_TEXT (request_id), YY_INT (at_usec));
}
