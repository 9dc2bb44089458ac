#include "yy-policy-store.h"

#include "yy-db-stmt.h"
#include "yy-form.h"

gboolean
yy_policy_store_add (YyDb *db, gint64 event_index, const YyPolicyChange *change, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO policy_change (event_index, at_usec, actor_id, key, was, became)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    YY_INT (event_index), YY_INT (change->at_usec), YY_TEXT (change->actor_id),
                    YY_TEXT (change->key), YY_TEXT (change->before), YY_TEXT (change->after));
}

gboolean
yy_policy_store_get_revision (YyDb *db, int *ret_revision, GError **error)
{
  gint64 count;

  if (!yy_db_get_int (db, &count, error, "SELECT count (*) FROM policy_change"))
    return FALSE;

  *ret_revision = (int) count + 1;
  return TRUE;
}

gboolean
yy_policy_store_load (YyDb *db, YyOrg *org, YyPolicyState *state, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  if (!yy_policy_store_get_revision (db, &state->revision, error))
    return FALSE;
  stmt = yy_db_query (
      db, error,
      "SELECT at_usec, actor_id, key, was, became FROM policy_change ORDER BY event_index DESC LIMIT ?1",
      YY_INT (YY_POLICY_CHANGES_MAX));
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      YyPolicyChange *change = yy_policy_change_new ();

      change->at_usec = yy_db_stmt_get_int (stmt, 0);
      yy_form_set_text (&change->actor_id, yy_db_stmt_get_text (stmt, 1));
      yy_form_set_text (&change->actor_name,
                        *change->actor_id != '\0' ? yy_org_get_person_name (org, change->actor_id) : "");
      yy_form_set_text (&change->key, yy_db_stmt_get_text (stmt, 2));
      yy_form_set_text (&change->before, yy_db_stmt_get_text (stmt, 3));
      yy_form_set_text (&change->after, yy_db_stmt_get_text (stmt, 4));
      g_ptr_array_add (state->changes, change);
    }

  return !yy_db_stmt_has_failed (stmt);
}
