#include "yy-db-stmt.h"

#include "yy-db-private.h"

YyDbStmt *
yy_db_stmt_new (YyDb *db, sqlite3_stmt *handle, gboolean cached)
{
  YyDbStmt *self = g_new0 (YyDbStmt, 1);

  self->db = db;
  self->handle = handle;
  self->cached = cached;
  self->in_use = TRUE;
  db->n_in_use++;

  return self;
}

void
yy_db_stmt_destroy (YyDbStmt *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

void
yy_db_stmt_free (YyDbStmt *self)
{
  if (self == NULL)
    return;

  self->db->n_in_use--;
  if (!self->cached)
    {
      yy_db_stmt_destroy (self);
      return;
    }

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->in_use = FALSE;
  self->failed = FALSE;
  self->bind_result = SQLITE_OK;
}

int
yy_db_stmt_get_parameter (YyDbStmt *self, const char *name)
{
  int parameter;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (name != NULL, 0);

  parameter = sqlite3_bind_parameter_index (self->handle, name);
  g_return_val_if_fail (parameter > 0, 0);

  return parameter;
}

/* A failed bind must not be lost: the statement would run with NULL in its place. */
static void
remember (YyDbStmt *self, int result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
yy_db_stmt_bind_text (YyDbStmt *self, int parameter, const char *text)
{
  g_return_if_fail (self != NULL);

  remember (self, text == NULL ? sqlite3_bind_null (self->handle, parameter)
                               : sqlite3_bind_text (self->handle, parameter, text, -1, SQLITE_TRANSIENT));
}

void
yy_db_stmt_bind_int (YyDbStmt *self, int parameter, gint64 value)
{
  g_return_if_fail (self != NULL);

  remember (self, sqlite3_bind_int64 (self->handle, parameter, value));
}

void
yy_db_stmt_bind_blob (YyDbStmt *self, int parameter, const void *data, gsize length)
{
  g_return_if_fail (self != NULL);

  remember (self, data == NULL
                      ? sqlite3_bind_null (self->handle, parameter)
                      : sqlite3_bind_blob64 (self->handle, parameter, data, length, SQLITE_TRANSIENT));
}

void
yy_db_stmt_bind_null (YyDbStmt *self, int parameter)
{
  g_return_if_fail (self != NULL);

  remember (self, sqlite3_bind_null (self->handle, parameter));
}

void
yy_db_stmt_bind_value (YyDbStmt *self, int parameter, const YyDbValue *value)
{
  g_return_if_fail (value != NULL);

  switch (value->kind)
    {
    case YY_DB_VALUE_INT:
      yy_db_stmt_bind_int (self, parameter, value->number);
      break;
    case YY_DB_VALUE_TEXT:
      yy_db_stmt_bind_text (self, parameter, value->data);
      break;
    case YY_DB_VALUE_BLOB:
      yy_db_stmt_bind_blob (self, parameter, value->data, value->length);
      break;
    case YY_DB_VALUE_NULL:
    case YY_DB_VALUE_END:
    default:
      yy_db_stmt_bind_null (self, parameter);
      break;
    }
}

gboolean
yy_db_stmt_step (YyDbStmt *self, GError **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->failed, FALSE);

  result = self->bind_result == SQLITE_OK ? sqlite3_step (self->handle) : self->bind_result;
  if (result == SQLITE_ROW)
    return TRUE;

  if (result != SQLITE_DONE)
    {
      self->failed = TRUE;
      yy_db_set_error (self->db, result, sqlite3_sql (self->handle), error);
    }

  /* Lets go of locks at once, and does not start over when it is stepped once too often. */
  sqlite3_reset (self->handle);
  return FALSE;
}

gboolean
yy_db_stmt_has_failed (YyDbStmt *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->failed;
}

gboolean
yy_db_stmt_run (YyDbStmt *self, GError **error)
{
  while (yy_db_stmt_step (self, error))
    ;

  return !yy_db_stmt_has_failed (self);
}

void
yy_db_stmt_reset (YyDbStmt *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->handle);
  self->failed = FALSE;
}

gboolean
yy_db_stmt_is_null (YyDbStmt *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

gint64
yy_db_stmt_get_int (YyDbStmt *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

const char *
yy_db_stmt_get_text (YyDbStmt *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

const guint8 *
yy_db_stmt_get_blob (YyDbStmt *self, int column, gsize *ret_length)
{
  /* The order matters: the length is that of the form asked for last. */
  const guint8 *data = sqlite3_column_blob (self->handle, column);

  if (ret_length != NULL)
    *ret_length = (gsize) sqlite3_column_bytes (self->handle, column);

  return data;
}

char *
yy_db_stmt_dup_text (YyDbStmt *self, int column)
{
  return g_strdup (yy_db_stmt_get_text (self, column));
}

GBytes *
yy_db_stmt_dup_bytes (YyDbStmt *self, int column)
{
  gsize length = 0;
  const guint8 *data;

  if (yy_db_stmt_is_null (self, column))
    return NULL;

  data = yy_db_stmt_get_blob (self, column, &length);
  return g_bytes_new (data, length);
}
