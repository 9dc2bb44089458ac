#include "yy-delegation-store.h"

#include "yy-db-stmt.h"
#include "yy-error.h"
#include "yy-form.h"

#define COLUMNS "delegation_id, from_id, to_id, scope, begins, ends, ended_usec"

static YyDelegation *
read_row (YyDbStmt *stmt)
{
  YyDelegation *one = yy_delegation_new ();

  yy_form_set_text (&one->id, yy_db_stmt_get_text (stmt, 0));
  yy_form_set_text (&one->from_id, yy_db_stmt_get_text (stmt, 1));
  yy_form_set_text (&one->to_id, yy_db_stmt_get_text (stmt, 2));
  yy_scope_from_nick (yy_db_stmt_get_text (stmt, 3), &one->scope);
  yy_form_set_text (&one->begins, yy_db_stmt_get_text (stmt, 4));
  yy_form_set_text (&one->ends, yy_db_stmt_get_text (stmt, 5));
  one->ended = yy_db_stmt_get_int (stmt, 6) != 0;

  return one;
}

gboolean
yy_delegation_store_fill (YyDb *db, YyOrg *org, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query (
      db, error, "SELECT " COLUMNS " FROM delegation WHERE ended_usec = 0 ORDER BY begins, delegation_id");

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    yy_org_take_delegation (org, read_row (stmt));

  return !yy_db_stmt_has_failed (stmt);
}

GPtrArray *
yy_delegation_store_list (YyDb *db, const char *person_id, gboolean everybody, GError **error)
{
  g_autoptr (GPtrArray) list = yy_delegation_list_new ();
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error,
                          "SELECT " COLUMNS " FROM delegation WHERE ?2 OR from_id = ?1 OR to_id = ?1"
                          " ORDER BY ends DESC, delegation_id DESC LIMIT ?3",
                          YY_TEXT (person_id), YY_INT (everybody), YY_INT (YY_DELEGATION_LIST_MAX));

  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (list, read_row (stmt));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&list);
}

YyDelegation *
yy_delegation_store_load (YyDb *db, const char *id, GError **error)
{
  g_autoptr (YyDbStmt) stmt =
      yy_db_query (db, error, "SELECT " COLUMNS " FROM delegation WHERE delegation_id = ?1", YY_TEXT (id));

  if (stmt == NULL)
    return NULL;
  if (yy_db_stmt_step (stmt, error))
    return read_row (stmt);
  if (!yy_db_stmt_has_failed (stmt))
    g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such delegation.");

  return NULL;
}

gboolean
yy_delegation_store_add (
    YyDb *db, const YyDelegation *delegation, const char *actor_id, gint64 now_usec, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO delegation (delegation_id, from_id, to_id, scope, begins, ends, made_by,"
                    " made_usec) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    YY_TEXT (delegation->id), YY_TEXT (delegation->from_id), YY_TEXT (delegation->to_id),
                    YY_TEXT (yy_scope_get_nick (delegation->scope)), YY_TEXT (delegation->begins),
                    YY_TEXT (delegation->ends), YY_TEXT (actor_id), YY_INT (now_usec));
}

gboolean
yy_delegation_store_end (YyDb *db, const char *id, gint64 now_usec, GError **error)
{
  return yy_db_run (db, error, "UPDATE delegation SET ended_usec = ?2 WHERE delegation_id = ?1", YY_TEXT (id),
                    YY_INT (now_usec));
}
