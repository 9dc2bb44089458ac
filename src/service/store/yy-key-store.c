#include "yy-key-store.h"

#include "yy-db-stmt.h"

void
yy_kept_answer_free (YyKeptAnswer *self)
{
  g_free (self->call_hash);
  g_free (self->answer);
  g_free (self);
}

YyKeptAnswer *
yy_key_store_find (YyDb *db, const char *person_id, const char *key, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;
  YyKeptAnswer *kept;

  stmt = yy_db_query (
      db, error,
      "SELECT call_hash, status, revision, answer FROM idempotency WHERE person_id = ?1 AND key = ?2",
      YY_TEXT (person_id), YY_TEXT (key));
  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;

  kept = g_new0 (YyKeptAnswer, 1);
  kept->call_hash = yy_db_stmt_dup_text (stmt, 0);
  kept->status = (int) yy_db_stmt_get_int (stmt, 1);
  kept->revision = (int) yy_db_stmt_get_int (stmt, 2);
  kept->answer = yy_db_stmt_dup_text (stmt, 3);
  return kept;
}

gboolean
yy_key_store_add (YyDb *db,
                  const char *person_id,
                  const char *key,
                  const YyKeptAnswer *answer,
                  gint64 now_usec,
                  GError **error)
{
  return yy_db_run (
      db, error,
      "INSERT INTO idempotency (person_id, key, call_hash, status, revision, answer, created_usec)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      YY_TEXT (person_id), YY_TEXT (key), YY_TEXT (answer->call_hash), YY_INT (answer->status),
      YY_INT (answer->revision), YY_TEXT (answer->answer), YY_INT (now_usec));
}

gboolean
yy_key_store_forget (YyDb *db, gint64 before_usec, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM idempotency WHERE created_usec < ?1", YY_INT (before_usec));
}
