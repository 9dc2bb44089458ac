#include "yy-db.h"

#include "yy-db-backup.h"
#include "yy-db-migrate.h"
#include "yy-db-pool.h"
#include "yy-db-stmt.h"
#include "yy-db-tx.h"
#include "yy-error.h"
#include "yy-test-log.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct
{
  char *folder;
  char *path;
  YyDb *db;
} Fixture;

static const YyDbMigration first_step[] = {
  { 1, "things",
    "CREATE TABLE thing (id TEXT PRIMARY KEY NOT NULL, n INTEGER NOT NULL CHECK (n >= 0)) STRICT;"
    "CREATE TABLE part (thing TEXT NOT NULL REFERENCES thing (id), data BLOB) STRICT;" },
  { 0 },
};

static void
setup (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("yy-db-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "test.db", NULL);
  f->db = yy_db_open (f->path, YY_DB_READ_WRITE | YY_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (yy_db_migrate (f->db, first_step, &error));
  g_assert_no_error (error);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_pointer (&f->db, yy_db_free);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
add (YyDb *db, const char *id, gint64 n)
{
  g_autoptr (GError) error = NULL;

  yy_db_run (db, &error, "INSERT INTO thing (id, n) VALUES (?1, ?2)", YY_TEXT (id), YY_INT (n));
  g_assert_no_error (error);
}

static gint64
count (YyDb *db)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yy_db_get_int (db, &n, &error, "SELECT count(*) FROM thing");
  g_assert_no_error (error);
  return n;
}

/* An approval that is acknowledged must be on the disk, whoever compiled SQLite. */
static void
test_durable (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *pragma;
    gint64 wanted;
  } pragmas[] = {
    { "PRAGMA synchronous", 2 },
    { "PRAGMA foreign_keys", 1 },
    { "PRAGMA trusted_schema", 0 },
    { "PRAGMA cell_size_check", 1 },
    { "PRAGMA application_id", YY_DB_APPLICATION_ID },
  };
  g_autoptr (YyDbStmt) journal = yy_db_query (f->db, NULL, "PRAGMA journal_mode");
  GStatBuf info;

  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    {
      gint64 value = -1;

      g_assert_true (yy_db_get_int_values (f->db, &value, NULL, pragmas[i].pragma, YY_DB_VALUES ()));
      g_assert_cmpint (value, ==, pragmas[i].wanted);
    }
  g_assert_true (yy_db_stmt_step (journal, NULL));
  g_assert_cmpstr (yy_db_stmt_get_text (journal, 0), ==, "wal");
  g_assert_cmpint (g_stat (f->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_values (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;
  g_autoptr (GBytes) back = NULL;
  const char *evil = "'); DROP TABLE thing; --\xe5\x8d\xb0";

  add (f->db, evil, G_MAXINT64);
  yy_db_run (f->db, &error, "INSERT INTO part (thing, data) VALUES (?1, ?2)", YY_TEXT (evil),
             YY_BLOB ("a\0b", 3));
  g_assert_no_error (error);
  yy_db_run (f->db, &error, "INSERT INTO part (thing, data) VALUES (?1, ?2)", YY_TEXT (evil), YY_NULL);
  g_assert_no_error (error);

  stmt = yy_db_prepare (
      f->db, "SELECT id, n, data FROM thing JOIN part ON thing = id WHERE id = :id ORDER BY data DESC",
      &error);
  g_assert_no_error (error);
  yy_db_stmt_bind_text (stmt, yy_db_stmt_get_parameter (stmt, ":id"), evil);
  g_assert_true (yy_db_stmt_step (stmt, &error));
  g_assert_cmpstr (yy_db_stmt_get_text (stmt, 0), ==, evil);
  g_assert_cmpint (yy_db_stmt_get_int (stmt, 1), ==, G_MAXINT64);
  back = yy_db_stmt_dup_bytes (stmt, 2);
  g_assert_cmpmem (g_bytes_get_data (back, NULL), g_bytes_get_size (back), "a\0b", 3);
  g_assert_true (yy_db_stmt_step (stmt, &error));
  g_assert_true (yy_db_stmt_is_null (stmt, 2));
  g_assert_false (yy_db_stmt_step (stmt, &error));
  g_assert_false (yy_db_stmt_has_failed (stmt));
  g_assert_no_error (error);
}

/* A forgotten value must not become a NULL. */
static void
test_value_count (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yy_test_log_expect ();
  g_assert_false (yy_db_run (f->db, &error, "INSERT INTO thing (id, n) VALUES (?1, ?2)", YY_TEXT ("x")));
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
  g_clear_error (&error);
  g_assert_false (yy_db_run (f->db, &error, "DELETE FROM part; DELETE FROM thing"));
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
  yy_test_log_assert ();
}

static void
test_constraints (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add (f->db, "a", 1);
  g_assert_false (yy_db_run (f->db, &error, "INSERT INTO thing (id, n) VALUES ('a', 2)"));
  g_assert_error (error, YY_ERROR, YY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (yy_db_run (f->db, &error, "INSERT INTO part (thing) VALUES ('nobody')"));
  g_assert_error (error, YY_ERROR, YY_ERROR_CONFLICT);
  g_clear_error (&error);

  /* A broken CHECK is a bug of ours and not somebody who was faster. */
  yy_test_log_expect ();
  g_assert_false (yy_db_run (f->db, &error, "INSERT INTO thing (id, n) VALUES ('b', -1)"));
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
  g_assert_null (strstr (error->message, "CHECK"));
  yy_test_log_assert ();
}

static void
test_transaction (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YyDbTx *tx = yy_db_begin (f->db, &error);

  add (f->db, "kept", 1);
  g_assert_true (yy_db_savepoint_begin (f->db, &error));
  add (f->db, "undone", 1);
  g_assert_true (yy_db_savepoint_begin (f->db, &error));
  add (f->db, "undone too", 1);
  g_assert_true (yy_db_savepoint_release (f->db, &error));
  g_assert_true (yy_db_savepoint_rollback (f->db, &error));
  g_assert_true (yy_db_tx_commit (tx, &error));
  yy_db_tx_free (tx);
  g_assert_cmpint (count (f->db), ==, 1);

  tx = yy_db_begin (f->db, &error);
  add (f->db, "forgotten", 1);
  yy_db_tx_free (tx);
  g_assert_cmpint (count (f->db), ==, 1);
  g_assert_false (yy_db_is_in_transaction (f->db));

  tx = yy_db_begin (f->db, &error);
  yy_test_log_expect ();
  g_assert_null (yy_db_begin (f->db, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
  yy_test_log_assert ();
  yy_db_tx_free (tx);
}

/* The same statement may be used while it is being read. */
static void
test_nested_statement (Fixture *f, gconstpointer data)
{
  int pairs = 0;
  const char *sql = "SELECT id FROM thing";
  g_autoptr (YyDbStmt) outer = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d", i);

      add (f->db, id, i);
    }
  outer = yy_db_prepare (f->db, sql, NULL);
  while (yy_db_stmt_step (outer, NULL))
    {
      g_autoptr (YyDbStmt) inner = yy_db_prepare (f->db, sql, NULL);

      while (yy_db_stmt_step (inner, NULL))
        pairs++;
    }
  g_assert_cmpint (pairs, ==, 9);
}

static void
test_foreign_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "foreign.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length;
  gsize after_length;
  sqlite3 *foreign = NULL;

  sqlite3_open (path, &foreign);
  sqlite3_exec (foreign, "CREATE TABLE theirs (x)", NULL, NULL, NULL);
  sqlite3_close (foreign);
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));

  g_assert_null (yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);

  g_assert_true (g_file_set_contents (path, "This is a letter, and no database at all.", -1, NULL));
  g_assert_null (yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED);
  g_clear_error (&error);

  g_unlink (path);
  yy_test_log_expect ();
  g_assert_null (yy_db_open (path, YY_DB_READ_WRITE, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  yy_test_log_assert ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_damaged_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *id = g_strdup_printf ("a thing with quite a long name, number %d", i);

      add (f->db, id, i);
    }
  g_clear_pointer (&f->db, yy_db_free);

  /* Pages in the middle, not the first, which would be seen at once. */
  g_assert_true (g_file_get_contents (f->path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 65536);
  memset (bytes + 8192, 0xa5, 40000);
  g_assert_true (g_file_set_contents (f->path, bytes, (gssize) length, NULL));

  yy_test_log_expect ();
  f->db = yy_db_open (f->path, YY_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (yy_db_check_integrity (f->db, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
  yy_test_log_assert ();
}

static void
test_migrate (Fixture *f, gconstpointer data)
{
  const YyDbMigration two[] = { first_step[0],
                                { 2, "more", "ALTER TABLE thing ADD COLUMN more TEXT" },
                                { 0 } };
  const YyDbMigration edited[] = { { 1, "things", "SELECT 1" }, { 0 } };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_cmpint (yy_db_get_version (f->db), ==, 1);
  g_assert_false (yy_db_check_version (f->db, two, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_CONFLICT);
  g_clear_error (&error);

  g_assert_true (yy_db_migrate (f->db, two, &error));
  g_assert_true (yy_db_migrate (f->db, two, &error));
  g_assert_true (yy_db_check_version (f->db, two, &error));
  g_assert_cmpint (yy_db_get_version (f->db), ==, 2);
  g_assert_true (
      yy_db_get_int (f->db, &n, &error, "SELECT count(*) FROM migration WHERE applied_usec > 1e15"));
  g_assert_cmpint (n, ==, 2);

  /* An old program leaves a newer database alone. */
  g_assert_false (yy_db_migrate (f->db, first_step, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_cmpint (yy_db_get_version (f->db), ==, 2);

  yy_db_run (f->db, NULL, "DELETE FROM migration WHERE version = 2");
  yy_db_run (f->db, NULL, "PRAGMA user_version = 1");
  g_assert_false (yy_db_migrate (f->db, edited, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_CONFLICT);
}

/* A step that fails leaves nothing of itself behind. */
static void
test_migrate_fails (Fixture *f, gconstpointer data)
{
  const YyDbMigration bad[] = { first_step[0],
                                { 2, "bad", "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);" },
                                { 0 } };
  const YyDbMigration dangling[] = { first_step[0],
                                     { 2, "dangling", "INSERT INTO part (thing) VALUES ('nobody')" },
                                     { 0 } };
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  yy_test_log_expect ();
  g_assert_false (yy_db_migrate (f->db, bad, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
  yy_test_log_assert ();
  g_clear_error (&error);
  g_assert_false (yy_db_migrate (f->db, dangling, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_CONFLICT);
  g_clear_error (&error);

  g_assert_cmpint (yy_db_get_version (f->db), ==, 1);
  g_assert_true (yy_db_get_int (f->db, &n, &error, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"));
  g_assert_cmpint (n, ==, 0);
  g_assert_true (yy_db_get_int (f->db, &n, &error, "SELECT count(*) FROM part"));
  g_assert_cmpint (n, ==, 0);
  g_assert_true (yy_db_get_int (f->db, &n, &error, "PRAGMA foreign_keys"));
  g_assert_cmpint (n, ==, 1);
}

static void
count_slice_cb (gint64 done, gint64 total, gpointer user_data)
{
  YyDb *other = ((gpointer *) user_data)[0];
  int *slices = ((gpointer *) user_data)[1];
  g_autofree char *id = g_strdup_printf ("while copying %d", *slices);

  g_assert_cmpint (done, <=, total);
  add (other, id, 1);
  (*slices)++;
}

static void
test_backup (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autofree char *path = g_build_filename (f->folder, "copy.db", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (YyDb) reader = yy_db_open (f->path, YY_DB_READ_ONLY, &error);
  g_autoptr (YyDb) copy = NULL;
  g_autoptr (YyDbTx) tx = yy_db_begin (f->db, &error);
  int slices = 0;
  gpointer pair[] = { f->db, &slices };

  for (int i = 0; i < 30000; i++)
    {
      g_autofree char *id = g_strdup_printf ("a thing with quite a long name, number %d", i);

      add (f->db, id, i);
    }
  g_assert_true (yy_db_tx_commit (tx, &error));

  g_assert_true (yy_db_backup_to (reader, path, count_slice_cb, pair, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (slices, >, 2);
  g_assert_cmpint (count (f->db), ==, 30000 + slices);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  copy = yy_db_open (path, YY_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (copy), ==, 30000);
  g_assert_true (yy_db_check_version (copy, first_step, &error));

  /* Never over another backup. */
  g_assert_false (yy_db_backup_to (reader, path, NULL, NULL, NULL, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_CONFLICT);
  g_clear_error (&error);

  g_clear_pointer (&copy, yy_db_free);
  g_unlink (path);
  g_cancellable_cancel (cancelled);
  g_assert_false (yy_db_backup_to (reader, path, NULL, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

static void
test_pool (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyDbPool) pool = yy_db_pool_new (f->path, &error);
  YyDb *one = yy_db_pool_take (pool, &error);
  YyDb *two = yy_db_pool_take (pool, &error);

  g_assert_nonnull (one);
  g_assert_nonnull (two);
  g_assert_true (one != two);
  add (f->db, "a", 1);
  g_assert_cmpint (count (one), ==, 1);

  /* Readers cannot write, whatever the statement. */
  yy_test_log_expect ();
  g_assert_false (yy_db_run (two, &error, "DELETE FROM thing"));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  yy_test_log_assert ();

  yy_db_pool_give (pool, one);
  g_assert_true (yy_db_pool_take (pool, NULL) == one);
  yy_db_pool_give (pool, one);
  yy_db_pool_give (pool, two);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  yy_test_log_init ();

#define ADD(path, func) g_test_add ("/db/" path, Fixture, NULL, setup, func, teardown)
  ADD ("durable", test_durable);
  ADD ("values", test_values);
  ADD ("value-count", test_value_count);
  ADD ("constraints", test_constraints);
  ADD ("transaction", test_transaction);
  ADD ("nested-statement", test_nested_statement);
  ADD ("foreign-file", test_foreign_file);
  ADD ("damaged-file", test_damaged_file);
  ADD ("migrate", test_migrate);
  ADD ("migrate-fails", test_migrate_fails);
  ADD ("backup", test_backup);
  ADD ("pool", test_pool);

  return g_test_run ();
}
