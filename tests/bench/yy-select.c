/* How often SQLite itself gives fifty rows of a queue, with the service's own table, index and order. The
 * yardstick for a list.
 *
 * usage: yy-select DATABASE SECONDS PERSON */

#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static const char sql[] =
    "SELECT request_id, number, revision, state, step, material_name, seal_id, unit_id, applicant_id, assignee_id,"
    " use_date, copies, major, n_pages, changed_usec, submitted_usec FROM request WHERE assignee_id = ?1"
    " ORDER BY submitted_usec, request_id LIMIT 50";

int
main (int argc, char **argv)
{
  sqlite3 *db;
  sqlite3_stmt *stmt;
  gint64 start, end;
  guint64 n = 0, bytes = 0;

  if (argc != 4)
    {
      fprintf (stderr, "usage: yy-select DATABASE SECONDS PERSON\n");
      return 2;
    }
  if (sqlite3_open_v2 (argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));

  sqlite3_bind_text (stmt, 1, argv[3], -1, SQLITE_STATIC);
  start = g_get_monotonic_time ();
  end = start + (gint64) (MIN (atof (argv[2]), 60) * G_USEC_PER_SEC);
  while (g_get_monotonic_time () < end)
    {
      guint rows = 0;

      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          rows++;
          for (int column = 0; column < sqlite3_column_count (stmt); column++)
            bytes += sqlite3_column_text (stmt, column) != NULL
                         ? (guint64) sqlite3_column_bytes (stmt, column)
                         : 0;
        }
      if (rows != 50)
        g_error ("%u rows instead of 50", rows);
      sqlite3_reset (stmt);
      n++;
    }

  printf ("{\"calls\": %" G_GUINT64_FORMAT ", \"bytes\": %" G_GUINT64_FORMAT ", \"rate\": %.1f}\n", n, bytes,
          (double) n * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - start));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return 0;
}
