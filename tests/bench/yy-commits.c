/* How many commits a second SQLite makes here, as the service makes them: write-ahead log, each forced to the
 * disk, one row of state and one of history in each. The yardstick for approving.
 *
 * usage: yy-commits FOLDER SECONDS */

#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  sqlite3 *db;
  sqlite3_stmt *state, *history;
  gint64 start, end;
  guint64 n = 0;

  if (argc != 3)
    {
      fprintf (stderr, "usage: yy-commits FOLDER SECONDS\n");
      return 2;
    }

  path = g_build_filename (argv[1], "commits.db", NULL);
  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  run (db, "PRAGMA journal_mode=WAL");
  run (db, "PRAGMA synchronous=FULL");
  run (db, "CREATE TABLE state (id INTEGER PRIMARY KEY, word TEXT)");
  run (db, "CREATE TABLE history (n INTEGER PRIMARY KEY, id INTEGER, line TEXT)");
  sqlite3_prepare_v2 (
      db, "INSERT INTO state VALUES (?1, 'reviewing') ON CONFLICT (id) DO UPDATE SET word = 'approved'", -1,
      &state, NULL);
  sqlite3_prepare_v2 (
      db,
      "INSERT INTO history (id, line) VALUES (?1, 'somebody approved it finally, as a line of some length')",
      -1, &history, NULL);

  start = g_get_monotonic_time ();
  end = start + (gint64) (MIN (atof (argv[2]), 60) * G_USEC_PER_SEC);
  while (g_get_monotonic_time () < end)
    {
      run (db, "BEGIN IMMEDIATE");
      sqlite3_bind_int64 (state, 1, (sqlite3_int64) (n % 1000));
      sqlite3_bind_int64 (history, 1, (sqlite3_int64) (n % 1000));
      if (sqlite3_step (state) != SQLITE_DONE || sqlite3_step (history) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_reset (state);
      sqlite3_reset (history);
      run (db, "COMMIT");
      n++;
    }

  printf ("{\"calls\": %" G_GUINT64_FORMAT ", \"rate\": %.1f}\n", n,
          (double) n * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - start));
  sqlite3_finalize (state);
  sqlite3_finalize (history);
  sqlite3_close (db);
  return 0;
}
