#include "yy-test-ctl.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

const char *
yy_test_ctl_get_program (void)
{
  return YY_TEST_CTL;
}

void
yy_test_ctl_run_strv (YyTestCtl *self, int code, const char *input, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "C", TRUE);
  g_strv_builder_add_many (builder, YY_TEST_CTL, "--data", self->data, NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != code)
    g_test_message ("it said: %s%s", self->out, self->err);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, code);
}

void
yy_test_ctl_run (YyTestCtl *self, int code, const char *input, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *argument;
  va_list list;

  va_start (list, input);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  yy_test_ctl_run_strv (self, code, input, (const char *const *) arguments->pdata);
}

static void
copy_demo (YyTestCtl *self)
{
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_assert_cmpint (g_mkdir (self->csv, 0700), ==, 0);
  folder = g_dir_open (YY_TEST_DEMO, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *from = g_build_filename (YY_TEST_DEMO, name, NULL);
      g_autofree char *to = g_build_filename (self->csv, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      g_file_get_contents (from, &bytes, &size, &error);
      g_assert_no_error (error);
      g_file_set_contents (to, bytes, (gssize) size, &error);
      g_assert_no_error (error);
    }
}

void
yy_test_ctl_set_up (YyTestCtl *self, gboolean filled)
{
  g_autoptr (GError) error = NULL;

  self->root = g_dir_make_tmp ("yanyin-ctl-XXXXXX", &error);
  g_assert_no_error (error);
  self->data = g_build_filename (self->root, "data", NULL);
  self->csv = g_build_filename (self->root, "csv", NULL);
  copy_demo (self);
  if (!filled)
    return;

  yy_test_ctl_run (self, 0, NULL, "init", "南湖大学后勤保障部", NULL);
  yy_test_ctl_run (self, 0, NULL, "import", self->csv, NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_all (inside);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

void
yy_test_ctl_tear_down (YyTestCtl *self)
{
  remove_all (self->root);
  g_free (self->root);
  g_free (self->data);
  g_free (self->csv);
  g_free (self->out);
  g_free (self->err);
  *self = (YyTestCtl) { NULL };
}

char *
yy_test_ctl_path (YyTestCtl *self, const char *name)
{
  return g_build_filename (self->root, name, NULL);
}

YyDb *
yy_test_ctl_open (YyTestCtl *self)
{
  g_autofree char *path = g_build_filename (self->data, "yanyin.db", NULL);
  g_autoptr (GError) error = NULL;
  YyDb *db = yy_db_open (path, YY_DB_READ_WRITE | YY_DB_NO_CHECKPOINT, &error);

  g_assert_no_error (error);
  return db;
}

gint64
yy_test_ctl_count_events (YyTestCtl *self)
{
  g_autoptr (YyDb) db = yy_test_ctl_open (self);
  g_autoptr (GError) error = NULL;
  gint64 count = -1;

  yy_db_get_int (db, &count, &error, "SELECT count (*) FROM event");
  g_assert_no_error (error);
  return count;
}

static void
add_table (sqlite3 *db, const char *table, GChecksum *sum)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", table);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        {
          int size = sqlite3_column_bytes (stmt, i);
          const void *bytes = sqlite3_column_blob (stmt, i);

          g_checksum_update (sum, (const guchar *) &size, sizeof size);
          if (size > 0)
            g_checksum_update (sum, bytes, size);
        }
    }
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
}

char *
yy_test_ctl_digest (const char *database)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *stmt = NULL;
  sqlite3 *db = NULL;
  guint n_tables = 0;

  g_assert_cmpint (sqlite3_open_v2 (database, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                                       -1, &stmt, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (stmt, 0);

      g_checksum_update (sum, (const guchar *) table, (gssize) strlen (table));
      add_table (db, table, sum);
      n_tables++;
    }
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  g_assert_cmpuint (n_tables, >, 15);

  return g_strdup (g_checksum_get_string (sum));
}
