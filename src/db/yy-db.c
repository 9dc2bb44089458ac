#include "yy-db.h"

#include "yy-config.h"
#include "yy-db-private.h"
#include "yy-db-stmt.h"
#include "yy-error.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The statements of a program are literals, so there are only so many. The cap keeps a mistake small. */
#define CACHE_LIMIT 512

typedef struct
{
  const char *name;
  const char *set;
  gint64 wanted;
} Setting;

static const Setting settings[] = {
  { "synchronous", "PRAGMA synchronous = FULL", 2 },
  { "foreign_keys", "PRAGMA foreign_keys = ON", 1 },
  { "trusted_schema", "PRAGMA trusted_schema = OFF", 0 },
  { "cell_size_check", "PRAGMA cell_size_check = ON", 1 },
};

static gboolean
read_pragma (YyDb *self, const char *name, gint64 *ret_value, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s", name);
  sqlite3_stmt *stmt = NULL;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &stmt, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (stmt);
  if (result == SQLITE_ROW)
    *ret_value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);

  return result == SQLITE_ROW || yy_db_set_error (self, result, sql, error);
}

static gboolean
refuse_file (YyDb *self, const char *why, GError **error)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "YANYIN_EVENT", "db-refused", "MESSAGE", "%s: %s",
                    self->path, why);
  g_set_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED,
               g_dgettext (YY_GETTEXT_DOMAIN, "“%s” is not a database of this program."), self->path);
  return FALSE;
}

/* SQLite counts its memory for a question that nobody asks, under a lock that all threads share. Too late
 * when somebody has used it before, and then no matter. */
static void
configure_once (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&done, 1);
    }
}

/* Looks before anything is written: the file of another program is left as it is. */
static gboolean
check_identity (YyDb *self, GError **error)
{
  gint64 id = 0;
  gint64 objects = 0;
  int result = sqlite3_exec (self->handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);

  if ((result & 0xff) == SQLITE_NOTADB)
    return refuse_file (self, "no SQLite file", error);
  if (result != SQLITE_OK)
    return yy_db_set_error (self, result, "open", error);
  if (!read_pragma (self, "application_id", &id, error))
    return FALSE;
  if (id == YY_DB_APPLICATION_ID)
    return TRUE;
  if (id != 0 || (self->flags & YY_DB_CREATE) == 0)
    return refuse_file (self, "another application_id", error);
  if (!read_pragma (self, "user_version", &objects, error))
    return FALSE;
  if (objects == 0 && !yy_db_get_int (self, &objects, error, "SELECT count(*) FROM sqlite_schema"))
    return FALSE;
  if (objects != 0)
    return refuse_file (self, "something else is in it", error);

  return yy_db_exec (self, "PRAGMA application_id = 0x59614e59", error);
}

static int
check_journal_cb (gpointer user_data, int n_columns, char **values, char **names)
{
  return n_columns == 1 && g_strcmp0 (values[0], "wal") == 0 ? 0 : 1;
}

static gboolean
apply_settings (YyDb *self, GError **error)
{
  gboolean writes = (self->flags & YY_DB_READ_WRITE) != 0;
  const char *journal = writes ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode";
  int result;

  /* Without the log readers and the writer would block each other. */
  result = (self->flags & YY_DB_AT_REST) != 0
               ? SQLITE_OK
               : sqlite3_exec (self->handle, journal, check_journal_cb, NULL, NULL);
  if (result != SQLITE_OK)
    return yy_db_set_error (self, result, journal, error);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      gint64 value = -1;

      if (!yy_db_exec (self, settings[i].set, error) || !read_pragma (self, settings[i].name, &value, error))
        return FALSE;
      if (value != settings[i].wanted)
        return yy_db_set_error (self, SQLITE_MISUSE, settings[i].set, error);
    }

  if (!writes && !yy_db_exec (self, "PRAGMA query_only = ON", error))
    return FALSE;
  if (!writes || (self->flags & YY_DB_NO_CHECKPOINT) != 0)
    {
      sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
      return yy_db_exec (self, "PRAGMA wal_autocheckpoint = 0", error);
    }

  return TRUE;
}

/* SQLite would make it readable for everybody. */
static void
create_private (const char *path)
{
  int fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    g_close (fd, NULL);
}

static int
open_handle (YyDb *self)
{
  gboolean writes = (self->flags & YY_DB_READ_WRITE) != 0;
  int mode = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  g_autofree char *absolute = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *uri = NULL;

  mode |= writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  if ((self->flags & YY_DB_AT_REST) == 0)
    return sqlite3_open_v2 (self->path, &self->handle, mode, NULL);

  absolute = g_canonicalize_filename (self->path, NULL);
  plain = g_filename_to_uri (absolute, NULL, NULL);
  uri = g_strconcat (plain != NULL ? plain : "", "?immutable=1", NULL);
  return sqlite3_open_v2 (uri, &self->handle, mode | SQLITE_OPEN_URI, NULL);
}

YyDb *
yy_db_open (const char *path, YyDbFlags flags, GError **error)
{
  g_autoptr (YyDb) self = g_new0 (YyDb, 1);
  int result;

  g_return_val_if_fail (path != NULL, NULL);
  configure_once ();
  g_return_val_if_fail ((flags & YY_DB_CREATE) == 0 || (flags & YY_DB_READ_WRITE) != 0, NULL);
  g_return_val_if_fail ((flags & YY_DB_AT_REST) == 0 || (flags & YY_DB_READ_WRITE) == 0, NULL);

  self->path = g_strdup (path);
  self->flags = flags;
  self->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yy_db_stmt_destroy);

  if ((flags & YY_DB_CREATE) != 0)
    create_private (path);

  result = open_handle (self);
  if (result != SQLITE_OK)
    {
      yy_db_set_error (self, result, "open", error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, YY_DB_BUSY_TIMEOUT_MSEC);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  if (!check_identity (self, error) || !apply_settings (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
yy_db_free (YyDb *self)
{
  if (self == NULL)
    return;

  if (self->n_in_use > 0)
    g_critical ("%u statements are still in use", self->n_in_use);
  g_hash_table_unref (self->cache);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

const char *
yy_db_get_path (YyDb *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

void
yy_db_set_busy_timeout (YyDb *self, guint msec)
{
  g_return_if_fail (self != NULL);

  sqlite3_busy_timeout (self->handle, (int) MIN (msec, G_MAXINT));
}

int
yy_db_get_version (YyDb *self)
{
  gint64 version = -1;

  g_return_val_if_fail (self != NULL, -1);

  read_pragma (self, "user_version", &version, NULL);
  return (int) version;
}

gint64
yy_db_get_changes (YyDb *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_changes64 (self->handle);
}

gint64
yy_db_get_last_id (YyDb *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_last_insert_rowid (self->handle);
}

gboolean
yy_db_is_in_transaction (YyDb *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return sqlite3_get_autocommit (self->handle) == 0;
}

void
yy_db_interrupt (YyDb *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_interrupt (self->handle);
}

gboolean
yy_db_exec (YyDb *self, const char *script, GError **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (script != NULL, FALSE);

  result = sqlite3_exec (self->handle, script, NULL, NULL, NULL);
  return result == SQLITE_OK || yy_db_set_error (self, result, script, error);
}

/* More than one statement would silently run only the first. */
static gboolean
is_blank (const char *text)
{
  while (g_ascii_isspace (*text) || *text == ';')
    text++;

  return *text == '\0';
}

YyDbStmt *
yy_db_prepare (YyDb *self, const char *sql, GError **error)
{
  YyDbStmt *stmt;
  sqlite3_stmt *handle = NULL;
  const char *tail = NULL;
  gboolean keep;
  int result;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  stmt = g_hash_table_lookup (self->cache, sql);
  if (stmt != NULL && !stmt->in_use)
    {
      stmt->in_use = TRUE;
      self->n_in_use++;
      return stmt;
    }

  /* The same statement inside a loop over itself gets a second one, which is not kept. */
  keep = stmt == NULL && g_hash_table_size (self->cache) < CACHE_LIMIT;
  result = sqlite3_prepare_v3 (self->handle, sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &handle, &tail);
  if (result == SQLITE_OK && (handle == NULL || !is_blank (tail)))
    {
      sqlite3_finalize (handle);
      result = SQLITE_MISUSE;
    }
  if (result != SQLITE_OK)
    {
      yy_db_set_error (self, result, sql, error);
      return NULL;
    }

  stmt = yy_db_stmt_new (self, handle, keep);
  if (keep)
    g_hash_table_insert (self->cache, g_strdup (sql), stmt);

  return stmt;
}

YyDbStmt *
yy_db_query_values (YyDb *self, GError **error, const char *sql, const YyDbValue *values)
{
  g_autoptr (YyDbStmt) stmt = yy_db_prepare (self, sql, error);
  int n_values = 0;

  if (stmt == NULL)
    return NULL;

  for (; values[n_values].kind != YY_DB_VALUE_END; n_values++)
    yy_db_stmt_bind_value (stmt, n_values + 1, &values[n_values]);

  if (n_values != sqlite3_bind_parameter_count (stmt->handle))
    {
      yy_db_set_error (self, SQLITE_RANGE, sql, error);
      return NULL;
    }

  return g_steal_pointer (&stmt);
}

gboolean
yy_db_run_values (YyDb *self, GError **error, const char *sql, const YyDbValue *values)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query_values (self, error, sql, values);

  return stmt != NULL && yy_db_stmt_run (stmt, error);
}

gboolean
yy_db_get_int_values (YyDb *self, gint64 *ret_value, GError **error, const char *sql, const YyDbValue *values)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query_values (self, error, sql, values);

  if (stmt == NULL)
    return FALSE;
  if (yy_db_stmt_step (stmt, error))
    {
      *ret_value = yy_db_stmt_get_int (stmt, 0);
      return TRUE;
    }
  if (!yy_db_stmt_has_failed (stmt))
    g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                         g_dgettext (YY_GETTEXT_DOMAIN, "There is no such thing."));

  return FALSE;
}
