#include "yy-db-writer.h"

#include "yy-db-migrate.h"
#include "yy-db-private.h"
#include "yy-db-stmt.h"
#include "yy-error.h"
#include "yy-test-log.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_COMMANDS 200

static const YyDbMigration schema[] = {
  { 1, "things",
    "CREATE TABLE thing (id INTEGER PRIMARY KEY NOT NULL, data BLOB) STRICT;"
    "CREATE TABLE part (thing INTEGER NOT NULL REFERENCES thing (id) DEFERRABLE INITIALLY DEFERRED) STRICT;" },
  { 0 },
};

typedef struct
{
  char *folder;
  char *path;
  YyDbWriter *writer;
  GMutex lock;
  GCond wake;
  gboolean held; /* the writer waits in hold_cb */
  gboolean go;
  int n_good;
  int n_bad;
  int last_code;
  int n_failed_calls;
  int n_db_commits;
} Fixture;

typedef struct
{
  Fixture *f;
  gint64 id;
  gsize size;
} Insert;

static int
count_commit_cb (gpointer data)
{
  ((Fixture *) data)->n_db_commits++;
  return 0;
}

static void
failed_cb (gpointer user_data)
{
  Fixture *f = user_data;

  g_mutex_lock (&f->lock);
  f->n_failed_calls++;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

static YyDb *
open_db (const char *path)
{
  g_autoptr (GError) error = NULL;
  YyDb *db = yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (yy_db_migrate (db, schema, &error));
  return db;
}

static void
setup (Fixture *f, gconstpointer data)
{
  YyDb *db;

  f->folder = g_dir_make_tmp ("yy-writer-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.db", NULL);
  g_mutex_init (&f->lock);
  g_cond_init (&f->wake);
  db = open_db (f->path);
  sqlite3_commit_hook (db->handle, count_commit_cb, f);
  f->writer = yy_db_writer_new (db, failed_cb, f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_pointer (&f->writer, yy_db_writer_free);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_mutex_clear (&f->lock);
  g_cond_clear (&f->wake);
  g_free (f->folder);
  g_free (f->path);
}

static gint64
count_rows (const char *path, const char *sql)
{
  g_autoptr (YyDb) db = yy_db_open (path, YY_DB_READ_ONLY, NULL);
  gint64 n = -1;

  g_assert_nonnull (db);
  g_assert_true (yy_db_get_int_values (db, &n, NULL, sql, YY_DB_VALUES ()));
  return n;
}

/* Makes the writer busy until release_writer(), so that others gather behind it. */
static gboolean
hold_cb (YyDb *db, gpointer user_data, GError **error)
{
  Fixture *f = user_data;

  g_mutex_lock (&f->lock);
  f->held = TRUE;
  g_cond_broadcast (&f->wake);
  while (!f->go)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);

  return TRUE;
}

static void
hold_writer (Fixture *f)
{
  g_assert_true (yy_db_writer_submit (f->writer, hold_cb, f, NULL, NULL));
  g_mutex_lock (&f->lock);
  while (!f->held)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
}

static void
release_writer (Fixture *f)
{
  g_mutex_lock (&f->lock);
  f->go = TRUE;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

static gboolean
insert_cb (YyDb *db, gpointer user_data, GError **error)
{
  Insert *insert = user_data;

  if (!yy_db_run (db, error, "INSERT INTO thing (id, data) VALUES (?1, zeroblob (?2))", YY_INT (insert->id),
                  YY_INT ((gint64) insert->size)))
    return FALSE;
  if (insert->id % 10 == 7)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_RULE, "Sevens are not allowed");
      return FALSE;
    }

  return TRUE;
}

static void
done_cb (gpointer user_data, const GError *error)
{
  Fixture *f = ((Insert *) user_data)->f;

  g_mutex_lock (&f->lock);
  if (error == NULL)
    f->n_good++;
  else
    f->n_bad++;
  f->last_code = error != NULL ? error->code : -1;
  g_cond_broadcast (&f->wake);
  g_mutex_unlock (&f->lock);
}

static void
wait_for_answers (Fixture *f, int n)
{
  g_mutex_lock (&f->lock);
  while (f->n_good + f->n_bad < n)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
}

/* Who waits together shares one wait for the disk, and one man's mistake is not another man's. */
static void
test_group (Fixture *f, gconstpointer data)
{
  Insert inserts[N_COMMANDS];

  f->n_db_commits = 0;
  hold_writer (f);
  for (int i = 0; i < N_COMMANDS; i++)
    {
      inserts[i] = (Insert) { f, i, 0 };
      g_assert_true (yy_db_writer_submit (f->writer, insert_cb, &inserts[i], done_cb, NULL));
    }
  release_writer (f);
  wait_for_answers (f, N_COMMANDS);

  g_assert_cmpint (f->n_bad, ==, N_COMMANDS / 10);
  g_assert_cmpint (f->n_good, ==, N_COMMANDS - N_COMMANDS / 10);
  g_assert_cmpint (count_rows (f->path, "SELECT count(*) FROM thing"), ==, f->n_good);
  g_assert_cmpint (count_rows (f->path, "SELECT count(*) FROM thing WHERE id % 10 = 7"), ==, 0);
  g_assert_cmpint (f->n_db_commits, <, N_COMMANDS / 2);
  g_assert_cmpuint (yy_db_writer_get_commits (f->writer), ==, f->n_db_commits);
}

static gboolean
dangle_cb (YyDb *db, gpointer user_data, GError **error)
{
  return yy_db_run (db, error, "INSERT INTO part (thing) VALUES (12345)");
}

/* A reference that the commit would refuse takes nobody else down. */
static void
test_deferred (Fixture *f, gconstpointer data)
{
  Insert good = { f, 1, 0 };
  Insert bad = { f, 2, 0 };

  hold_writer (f);
  g_assert_true (yy_db_writer_submit (f->writer, insert_cb, &good, done_cb, NULL));
  bad.f = f;
  g_assert_true (yy_db_writer_submit (f->writer, dangle_cb, &bad, done_cb, NULL));
  release_writer (f);
  wait_for_answers (f, 2);
  g_assert_cmpint (f->n_good, ==, 1);
  g_assert_cmpint (f->last_code, ==, YY_ERROR_CONFLICT);
  g_assert_cmpint (count_rows (f->path, "SELECT count(*) FROM thing"), ==, 1);
}

static void
test_queue_full (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Insert inserts[4];

  yy_db_writer_set_queue_limit (f->writer, 3);
  hold_writer (f);
  for (int i = 0; i < 4; i++)
    {
      inserts[i] = (Insert) { f, i, 0 };
      g_assert_cmpint (yy_db_writer_submit (f->writer, insert_cb, &inserts[i], done_cb, &error), ==, i < 3);
    }
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  release_writer (f);
  wait_for_answers (f, 3);
  g_assert_cmpint (f->n_good, ==, 3);
}

/* A stop loses nothing that was taken. */
static void
test_stop (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Insert inserts[100];

  hold_writer (f);
  for (int i = 0; i < 100; i++)
    {
      inserts[i] = (Insert) { f, i * 10, 0 };
      g_assert_true (yy_db_writer_submit (f->writer, insert_cb, &inserts[i], done_cb, NULL));
    }
  release_writer (f);
  yy_db_writer_stop (f->writer);
  g_assert_cmpint (f->n_good, ==, 100);
  g_assert_false (yy_db_writer_is_alive (f->writer));
  g_assert_false (yy_db_writer_submit (f->writer, insert_cb, &inserts[0], done_cb, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  g_assert_cmpint (count_rows (f->path, "SELECT count(*) FROM thing"), ==, 100);
}

static gboolean
shorten_wait_cb (YyDb *db, gpointer user_data, GError **error)
{
  yy_db_set_busy_timeout (db, 50);
  return TRUE;
}

/* An administrator's shell that holds the file is a refusal, and no damage. */
static void
test_busy (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Insert insert = { f, 1, 0 };
  sqlite3 *shell = NULL;

  g_assert_true (yy_db_writer_run_sync (f->writer, shorten_wait_cb, NULL, NULL));
  g_assert_cmpint (sqlite3_open (f->path, &shell), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (shell, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  yy_test_log_expect ();
  g_assert_false (yy_db_writer_run_sync (f->writer, insert_cb, &insert, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  yy_test_log_assert ();
  g_assert_cmpint (sqlite3_exec (shell, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (shell);

  g_assert_true (yy_db_writer_is_alive (f->writer));
  g_assert_true (yy_db_writer_run_sync (f->writer, insert_cb, &insert, NULL));
  g_assert_cmpint (f->n_failed_calls, ==, 0);
}

static gboolean
cap_pages_cb (YyDb *db, gpointer user_data, GError **error)
{
  return yy_db_exec (
      db, GPOINTER_TO_INT (user_data) ? "PRAGMA max_page_count = 20" : "PRAGMA max_page_count = 100000",
      error);
}

/* A full disk: nobody is told that anything was saved, and it heals without a restart. */
static void
test_full (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Insert large = { f, 1, 1000000 };
  Insert small = { f, 2, 0 };

  g_assert_true (yy_db_writer_run_sync (f->writer, cap_pages_cb, GINT_TO_POINTER (1), NULL));
  yy_test_log_expect ();
  g_assert_false (yy_db_writer_run_sync (f->writer, insert_cb, &large, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_NO_SPACE);
  yy_test_log_assert ();
  g_assert_true (yy_db_writer_run_sync (f->writer, insert_cb, &small, NULL));
  g_assert_true (yy_db_writer_run_sync (f->writer, cap_pages_cb, GINT_TO_POINTER (0), NULL));
  g_assert_true (yy_db_writer_run_sync (f->writer, insert_cb, &large, NULL));
  g_assert_cmpint (count_rows (f->path, "SELECT count(*) FROM thing"), ==, 2);
}

/* After a write that failed in the system nothing is acknowledged any more, although it might work again. */
static void
test_poisoned (Fixture *f, gconstpointer data)
{
  struct rlimit before;
  struct rlimit small;
  g_autoptr (GError) error = NULL;
  Insert kept = { f, 1, 0 };
  Insert large = { f, 2, 4000000 };
  Insert later = { f, 3, 0 };

  g_assert_true (yy_db_writer_run_sync (f->writer, insert_cb, &kept, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 1000000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);

  yy_test_log_expect ();
  g_assert_false (yy_db_writer_run_sync (f->writer, insert_cb, &large, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_mutex_lock (&f->lock);
  while (f->n_failed_calls == 0)
    g_cond_wait (&f->wake, &f->lock);
  g_mutex_unlock (&f->lock);
  yy_test_log_assert ();
  g_assert_false (yy_db_writer_run_sync (f->writer, insert_cb, &later, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  g_assert_false (yy_db_writer_is_alive (f->writer));
  g_clear_pointer (&f->writer, yy_db_writer_free);
  g_assert_cmpint (f->n_failed_calls, ==, 1);
  g_assert_cmpint (count_rows (f->path, "SELECT max(id) FROM thing"), ==, 1);
}

typedef struct
{
  Insert insert;
  int fd;
} Told;

static void
tell_cb (gpointer user_data, const GError *error)
{
  Told *told = user_data;

  if (error == NULL && write (told->fd, &told->insert.id, sizeof told->insert.id) < 0)
    _exit (1);
}

static gboolean
insert_told_cb (YyDb *db, gpointer user_data, GError **error)
{
  return insert_cb (db, &((Told *) user_data)->insert, error);
}

static void
run_child (const char *path, int fd)
{
  YyDbWriter *writer = yy_db_writer_new (open_db (path), NULL, NULL);

  for (gint64 id = 0;;)
    {
      Told *told = g_new0 (Told, 1);

      told->insert = (Insert) { NULL, id, 100 };
      told->fd = fd;
      if (yy_db_writer_submit (writer, insert_told_cb, told, tell_cb, NULL))
        id += id % 10 == 6 ? 2 : 1;
    }
}

/* What was acknowledged survives the death of the process at any moment. */
static void
test_killed (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->writer, yy_db_writer_free);

  for (int round = 0; round < 5; round++)
    {
      g_autoptr (YyDb) db = NULL;
      gint64 *ids = g_new0 (gint64, 100000);
      int pipes[2];
      int n = 0;
      pid_t child;

      g_unlink (f->path);
      g_assert_cmpint (pipe (pipes), ==, 0);
      child = fork ();
      if (child == 0)
        run_child (f->path, pipes[1]);
      close (pipes[1]);
      while (n < 300 * (round + 1) && read (pipes[0], &ids[n], sizeof *ids) == sizeof *ids)
        n++;
      kill (child, SIGKILL);
      while (n < 100000 && read (pipes[0], &ids[n], sizeof *ids) == sizeof *ids)
        n++;
      close (pipes[0]);
      waitpid (child, NULL, 0);

      db = open_db (f->path);
      for (int i = 0; i < n; i++)
        {
          gint64 found = -1;

          g_assert_true (
              yy_db_get_int (db, &found, NULL, "SELECT id FROM thing WHERE id = ?1", YY_INT (ids[i])));
        }
      g_assert_cmpint (n, >=, 300 * (round + 1));
      g_free (ids);
    }
}

/* The log does not grow for ever. */
static void
test_checkpoint (Fixture *f, gconstpointer data)
{
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);
  GStatBuf info;

  for (int i = 0; i < 40; i++)
    {
      Insert insert = { f, i * 10, 1000000 };

      g_assert_true (yy_db_writer_run_sync (f->writer, insert_cb, &insert, NULL));
    }
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 20000000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  yy_test_log_init ();

#define ADD(path, func) g_test_add ("/db-writer/" path, Fixture, NULL, setup, func, teardown)
  /* First, while there is no other thread to lose in a fork. */
  ADD ("killed", test_killed);
  ADD ("group", test_group);
  ADD ("deferred", test_deferred);
  ADD ("queue-full", test_queue_full);
  ADD ("stop", test_stop);
  ADD ("busy", test_busy);
  ADD ("full", test_full);
  ADD ("poisoned", test_poisoned);
  ADD ("checkpoint", test_checkpoint);

  return g_test_run ();
}
