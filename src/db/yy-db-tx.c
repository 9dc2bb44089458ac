#include "yy-db-tx.h"

#include "yy-db-private.h"

struct _YyDbTx
{
  YyDb *db; /* NULL once it has ended */
};

static YyDbTx *
begin (YyDb *db, const char *sql, GError **error)
{
  YyDbTx *self;

  if (yy_db_is_in_transaction (db))
    {
      yy_db_set_error (db, SQLITE_MISUSE, "BEGIN inside a transaction", error);
      return NULL;
    }
  if (!yy_db_run_values (db, error, sql, YY_DB_VALUES ()))
    return NULL;

  self = g_new0 (YyDbTx, 1);
  self->db = db;
  db->depth = 0;
  return self;
}

YyDbTx *
yy_db_begin (YyDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return begin (self, "BEGIN IMMEDIATE", error);
}

YyDbTx *
yy_db_begin_read (YyDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return begin (self, "BEGIN", error);
}

/* Some failures have made SQLite roll back already. */
static void
roll_back (YyDb *db)
{
  db->depth = 0;
  if (yy_db_is_in_transaction (db))
    yy_db_run (db, NULL, "ROLLBACK");
}

gboolean
yy_db_tx_commit (YyDbTx *self, GError **error)
{
  YyDb *db;

  g_return_val_if_fail (self != NULL && self->db != NULL, FALSE);

  db = g_steal_pointer (&self->db);
  if (!yy_db_is_in_transaction (db))
    return yy_db_set_error (db, SQLITE_ABORT_ROLLBACK, "COMMIT", error);
  if (!yy_db_run (db, error, "COMMIT"))
    {
      roll_back (db);
      return FALSE;
    }

  db->depth = 0;
  return TRUE;
}

void
yy_db_tx_free (YyDbTx *self)
{
  if (self == NULL)
    return;

  if (self->db != NULL)
    roll_back (self->db);
  g_free (self);
}

gboolean
yy_db_savepoint_begin (YyDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  /* Outside a transaction it would begin one, and its release would commit. */
  if (!yy_db_is_in_transaction (self))
    return yy_db_set_error (self, SQLITE_MISUSE, "SAVEPOINT outside a transaction", error);
  if (!yy_db_run (self, error, "SAVEPOINT yy"))
    return FALSE;

  self->depth++;
  return TRUE;
}

gboolean
yy_db_savepoint_release (YyDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->depth > 0, FALSE);

  self->depth--;
  return yy_db_run (self, error, "RELEASE yy");
}

gboolean
yy_db_savepoint_rollback (YyDb *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->depth > 0, FALSE);

  self->depth--;
  return yy_db_run (self, error, "ROLLBACK TO yy") && yy_db_run (self, error, "RELEASE yy");
}
