#include "yy-db-migrate.h"

#include "yy-config.h"
#include "yy-db-private.h"
#include "yy-db-stmt.h"
#include "yy-db-tx.h"
#include "yy-error.h"

#include <glib/gi18n-lib.h>

static const char migration_table[] =
    "CREATE TABLE IF NOT EXISTS migration ("
    "  version      INTEGER PRIMARY KEY NOT NULL,"
    "  name         TEXT    NOT NULL,"
    "  sha256       TEXT    NOT NULL CHECK (length (sha256) = 64)," /* of the script, in hexadecimal */
    "  applied_usec INTEGER NOT NULL"                               /* microseconds since 1970, UTC */
    ") STRICT";

static int
count_steps (const YyDbMigration *list)
{
  int n_steps = 0;

  for (; list[n_steps].version != 0; n_steps++)
    g_return_val_if_fail (list[n_steps].version == n_steps + 1 && list[n_steps].sql != NULL, 0);

  return n_steps;
}

static char *
hash_script (const YyDbMigration *step)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, step->sql, -1);
}

static gboolean
check_step (YyDb *self, const YyDbMigration *step, GError **error)
{
  g_autofree char *wanted = hash_script (step);
  g_autoptr (YyDbStmt) stmt =
      yy_db_query (self, error, "SELECT sha256 FROM migration WHERE version = ?1", YY_INT (step->version));
  gboolean found;

  if (stmt == NULL)
    return FALSE;

  found = yy_db_stmt_step (stmt, error);
  if (yy_db_stmt_has_failed (stmt))
    return FALSE;
  if (found && g_strcmp0 (yy_db_stmt_get_text (stmt, 0), wanted) == 0)
    return TRUE;

  g_set_error (
      error, YY_ERROR, YY_ERROR_CONFLICT,
      g_dgettext (YY_GETTEXT_DOMAIN, "Step %d of the database was made by another version of this program."),
      step->version);
  return FALSE;
}

static gboolean
check_applied (YyDb *self, const YyDbMigration *list, int n_steps, int version, GError **error)
{
  if (version < 0)
    return yy_db_set_error (self, SQLITE_ERROR, "user_version", error);
  if (version > n_steps)
    {
      g_set_error (
          error, YY_ERROR, YY_ERROR_UNSUPPORTED,
          g_dgettext (YY_GETTEXT_DOMAIN, "The database “%s” was written by a newer version of this program."),
          yy_db_get_path (self));
      return FALSE;
    }

  for (int i = 0; i < version; i++)
    {
      if (!check_step (self, &list[i], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_references (YyDb *self, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query (self, error, "PRAGMA foreign_key_check");

  if (stmt == NULL)
    return FALSE;
  if (yy_db_stmt_step (stmt, error))
    return yy_db_set_error (self, SQLITE_CONSTRAINT_FOREIGNKEY, "foreign_key_check", error);

  return !yy_db_stmt_has_failed (stmt);
}

static gboolean
apply_step (YyDb *self, const YyDbMigration *step, GError **error)
{
  g_autofree char *sha256 = hash_script (step);
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", step->version);
  g_autoptr (YyDbTx) tx = yy_db_begin (self, error);

  if (tx == NULL)
    return FALSE;

  /* Another process may have done this step while we waited for the lock. */
  if (yy_db_get_version (self) >= step->version)
    return TRUE;

  return yy_db_exec (self, migration_table, error) && yy_db_exec (self, step->sql, error) &&
         yy_db_run (self, error,
                    "INSERT INTO migration (version, name, sha256, applied_usec)"
                    " VALUES (?1, ?2, ?3, unixepoch () * 1000000)",
                    YY_INT (step->version), YY_TEXT (step->name), YY_TEXT (sha256)) &&
         check_references (self, error) && yy_db_exec (self, pragma, error) && yy_db_tx_commit (tx, error);
}

gboolean
yy_db_migrate (YyDb *self, const YyDbMigration *list, GError **error)
{
  int n_steps;
  gboolean done = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (list != NULL, FALSE);

  n_steps = count_steps (list);
  if (!check_applied (self, list, n_steps, yy_db_get_version (self), error))
    return FALSE;

  /* Inside a transaction this could not be switched. */
  if (!yy_db_exec (self, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  for (int i = yy_db_get_version (self); done && i < n_steps; i++)
    done = apply_step (self, &list[i], error);
  if (!yy_db_exec (self, "PRAGMA foreign_keys = ON", done ? error : NULL) || !done)
    return FALSE;

  /* What another process applied must be ours too. */
  return check_applied (self, list, n_steps, yy_db_get_version (self), error);
}

gboolean
yy_db_check_version (YyDb *self, const YyDbMigration *list, GError **error)
{
  int n_steps;
  int version;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (list != NULL, FALSE);

  n_steps = count_steps (list);
  version = yy_db_get_version (self);
  if (!check_applied (self, list, n_steps, version, error))
    return FALSE;
  if (version == n_steps)
    return TRUE;

  g_set_error (error, YY_ERROR, YY_ERROR_CONFLICT,
               g_dgettext (YY_GETTEXT_DOMAIN, "The database “%s” has not been brought up to date yet."),
               yy_db_get_path (self));
  return FALSE;
}
