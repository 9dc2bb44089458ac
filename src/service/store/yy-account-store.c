#include "yy-account-store.h"

#include "yy-db-stmt.h"
#include "yy-error.h"

void
yy_account_free (YyAccount *self)
{
  g_free (self->account);
  g_free (self->person_id);
  g_free (self->password_hash);
  g_free (self);
}

void
yy_session_row_free (YySessionRow *self)
{
  g_free (self->session_id);
  g_free (self->person_id);
  g_free (self->device);
  g_free (self);
}

static YyAccount *
read_account (YyDbStmt *stmt, GError **error)
{
  YyAccount *account;

  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;

  account = g_new0 (YyAccount, 1);
  account->account = yy_db_stmt_dup_text (stmt, 0);
  account->person_id = yy_db_stmt_dup_text (stmt, 1);
  account->password_hash = yy_db_stmt_dup_text (stmt, 2);
  account->disabled = yy_db_stmt_get_int (stmt, 3) != 0;
  return account;
}

YyAccount *
yy_account_store_find (YyDb *db, const char *account, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt =
      yy_db_query (db, error,
                   "SELECT a.account, a.person_id, a.password_hash, a.disabled OR NOT p.active FROM account a"
                   " JOIN person p ON p.person_id = a.person_id WHERE a.account = ?1",
                   YY_TEXT (account));
  return read_account (stmt, error);
}

YyAccount *
yy_account_store_find_of_person (YyDb *db, const char *person_id, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT account, person_id, password_hash, disabled FROM account WHERE person_id = ?1",
                      YY_TEXT (person_id));
  return read_account (stmt, error);
}

GPtrArray *
yy_account_store_list (YyDb *db, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_account_free);
  g_autoptr (YyDbStmt) stmt = NULL;
  YyAccount *account;

  stmt = yy_db_query (db, error,
                      "SELECT account, person_id, password_hash, disabled FROM account ORDER BY account");
  while ((account = read_account (stmt, error)) != NULL)
    g_ptr_array_add (list, account);

  return stmt == NULL || yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&list);
}

gboolean
yy_account_store_delete (YyDb *db, const char *account, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM account WHERE account = ?1", YY_TEXT (account));
}

gboolean
yy_account_store_put (YyDb *db, const char *account, const char *person_id, gint64 now_usec, GError **error)
{
  return yy_db_run (
      db, error,
      "INSERT INTO account (account, person_id, password_hash, changed_usec) VALUES (?1, ?2, '', ?3)"
      " ON CONFLICT (account) DO UPDATE SET person_id = ?2",
      YY_TEXT (account), YY_TEXT (person_id), YY_INT (now_usec));
}

static gboolean
check_found (YyDb *db, const char *message, GError **error)
{
  if (yy_db_get_changes (db) > 0)
    return TRUE;

  g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, message);
  return FALSE;
}

gboolean
yy_account_store_set_password (
    YyDb *db, const char *account, const char *hash, gint64 now_usec, GError **error)
{
  return yy_db_run (db, error, "UPDATE account SET password_hash = ?2, changed_usec = ?3 WHERE account = ?1",
                    YY_TEXT (account), YY_TEXT (hash), YY_INT (now_usec)) &&
         check_found (db, "There is no such account.", error);
}

gboolean
yy_account_store_set_disabled (YyDb *db, const char *account, gboolean disabled, GError **error)
{
  return yy_db_run (db, error, "UPDATE account SET disabled = ?2 WHERE account = ?1", YY_TEXT (account),
                    YY_INT (disabled)) &&
         check_found (db, "There is no such account.", error);
}

gboolean
yy_session_store_insert (YyDb *db, const YySessionRow *session, const guint8 token_hash[32], GError **error)
{
  return yy_db_run (
      db, error,
      "INSERT INTO session (session_id, token_hash, person_id, device, created_usec, used_usec, expires_usec)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      YY_TEXT (session->session_id), YY_BLOB (token_hash, 32), YY_TEXT (session->person_id),
      YY_TEXT (session->device), YY_INT (session->created_usec), YY_INT (session->used_usec),
      YY_INT (session->expires_usec));
}

static YySessionRow *
read_session (YyDbStmt *stmt)
{
  YySessionRow *session = g_new0 (YySessionRow, 1);

  session->session_id = yy_db_stmt_dup_text (stmt, 0);
  session->person_id = yy_db_stmt_dup_text (stmt, 1);
  session->device = yy_db_stmt_dup_text (stmt, 2);
  session->created_usec = yy_db_stmt_get_int (stmt, 3);
  session->used_usec = yy_db_stmt_get_int (stmt, 4);
  session->expires_usec = yy_db_stmt_get_int (stmt, 5);
  return session;
}

YySessionRow *
yy_session_store_find (YyDb *db, const guint8 token_hash[32], GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT s.session_id, s.person_id, s.device, s.created_usec, s.used_usec, s.expires_usec FROM session s"
      " JOIN account a ON a.person_id = s.person_id AND a.disabled = 0"
      " JOIN person p ON p.person_id = s.person_id AND p.active = 1 WHERE s.token_hash = ?1",
      YY_BLOB (token_hash, 32));
  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;

  return read_session (stmt);
}

gboolean
yy_session_store_touch (YyDb *db, const char *session_id, gint64 now_usec, GError **error)
{
  return yy_db_run (db, error, "UPDATE session SET used_usec = max (used_usec, ?2) WHERE session_id = ?1",
                    YY_TEXT (session_id), YY_INT (now_usec));
}

GPtrArray *
yy_session_store_list (YyDb *db, const char *person_id, GError **error)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_session_row_free);
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt =
      yy_db_query (db, error,
                   "SELECT session_id, person_id, device, created_usec, used_usec, expires_usec FROM session"
                   " WHERE person_id = ?1 ORDER BY created_usec DESC",
                   YY_TEXT (person_id));
  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (sessions, read_session (stmt));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&sessions);
}

gboolean
yy_session_store_delete (YyDb *db, const char *person_id, const char *session_id, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM session WHERE person_id = ?1 AND session_id = ?2",
                    YY_TEXT (person_id), YY_TEXT (session_id)) &&
         check_found (db, "There is no such session.", error);
}

gboolean
yy_session_store_delete_all (YyDb *db, const char *person_id, const char *kept, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM session WHERE person_id = ?1 AND session_id <> coalesce (?2, '')",
                    YY_TEXT (person_id), YY_TEXT (kept));
}

gboolean
yy_session_store_trim (YyDb *db, const char *person_id, const char *kept, guint limit, GError **error)
{
  return yy_db_run (
      db, error,
      "DELETE FROM session WHERE person_id = ?1 AND session_id NOT IN"
      " (SELECT session_id FROM session WHERE person_id = ?1 ORDER BY session_id = ?3 DESC, created_usec DESC,"
      " session_id LIMIT ?2)",
      YY_TEXT (person_id), YY_INT (limit), YY_TEXT (kept));
}

gboolean
yy_session_store_delete_expired (YyDb *db, gint64 now_usec, gint64 idle_usec, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM session WHERE expires_usec < ?1 OR abs (?1 - used_usec) > ?2",
                    YY_INT (now_usec), YY_INT (idle_usec));
}
