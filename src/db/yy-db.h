#pragma once

#include <glib.h>

#include "yy-db-value.h"

G_BEGIN_DECLS

/* "YaNY", written into the head of each of our files. */
#define YY_DB_APPLICATION_ID 0x59614e59
#define YY_DB_BUSY_TIMEOUT_MSEC 5000

/**
 * YyDbFlags:
 * @YY_DB_READ_ONLY: reads only, never checkpoints
 * @YY_DB_READ_WRITE: reads and writes a file that is there
 * @YY_DB_CREATE: with %YY_DB_READ_WRITE: makes the file when it is not there
 * @YY_DB_NO_CHECKPOINT: with %YY_DB_READ_WRITE: never checkpoints, not even when it closes. For whoever opens
 * a file that another process writes to: SQLite before 3.51.3 can lose commits when two connections race
 * there.
 * @YY_DB_AT_REST: with %YY_DB_READ_ONLY: a file that nobody writes to, such as the copy of a backup: takes no
 * locks, and makes no other file beside it
 */
typedef enum
{
  YY_DB_READ_ONLY = 0,
  YY_DB_READ_WRITE = 1 << 0,
  YY_DB_CREATE = 1 << 1,
  YY_DB_NO_CHECKPOINT = 1 << 2,
  YY_DB_AT_REST = 1 << 3,
} YyDbFlags;

/**
 * YyDb:
 *
 * One connection to a database file (SQLite), with its prepared statements: write-ahead log, every commit
 * forced to the disk (`synchronous=FULL`), foreign keys on. It is a small way to run SQL and knows nothing of
 * what is stored.
 *
 * A connection belongs to one thread at a time; it may be handed on between calls, never shared.
 *
 * SQL is always a literal of the source, values are bound and never printed into it.
 *
 * Every failure is a #GError of %YY_ERROR with a message that may be shown to anybody; what SQLite said goes
 * to the log. The codes: %YY_ERROR_NO_SPACE (disk full), %YY_ERROR_UNAVAILABLE (locked by somebody else for
 * longer than the busy timeout, input or output failed), %YY_ERROR_CONFLICT (a unique key or a reference
 * would break), %YY_ERROR_INTERNAL (damaged file, wrong SQL, a CHECK or a trigger refused).
 */
typedef struct _YyDb YyDb;
typedef struct _YyDbStmt YyDbStmt;

/* Opens @path. A file that is no database of ours is refused with %YY_ERROR_UNSUPPORTED. The settings that
 * durability stands on are read back, and a connection that does not have them is not given out. */
YyDb *yy_db_open (const char *path, YyDbFlags flags, GError **error);
/* Closes it; all statements must have been freed. */
void yy_db_free (YyDb *self);

const char *yy_db_get_path (YyDb *self);
/* How long to wait for a lock of somebody else. */
void yy_db_set_busy_timeout (YyDb *self, guint msec);
/* PRAGMA user_version: the newest migration that was applied. -1 when it cannot be read. */
int yy_db_get_version (YyDb *self);
/* Rows that the last INSERT, UPDATE or DELETE changed. */
gint64 yy_db_get_changes (YyDb *self);
/* The integer key that the last INSERT made, for tables that have one. */
gint64 yy_db_get_last_id (YyDb *self);
gboolean yy_db_is_in_transaction (YyDb *self);
/* Makes a statement that is running on another thread fail with %YY_ERROR_UNAVAILABLE. The only function that
 * another thread may call. */
void yy_db_interrupt (YyDb *self);

/* Runs a script of any number of statements without values. Not kept: for migrations and settings. */
gboolean yy_db_exec (YyDb *self, const char *script, GError **error);

/* A statement, fresh or from the cache: (transfer full). Freeing it gives it back to the cache. */
YyDbStmt *yy_db_prepare (YyDb *self, const char *sql, GError **error);

/* The same with the values bound to ?1, ?2, ... in their order. See yy_db_query(). */
YyDbStmt *yy_db_query_values (YyDb *self, GError **error, const char *sql, const YyDbValue *values);
/* Runs a statement to its end, ignoring rows. See yy_db_run(). */
gboolean yy_db_run_values (YyDb *self, GError **error, const char *sql, const YyDbValue *values);
/* The first column of the first row. No row is %YY_ERROR_NOT_FOUND. */
gboolean yy_db_get_int_values (
    YyDb *self, gint64 *ret_value, GError **error, const char *sql, const YyDbValue *values);

/**
 * yy_db_run:
 *
 * `yy_db_run (db, error, "UPDATE request SET state = ?1 WHERE id = ?2", YY_TEXT (state), YY_TEXT (id))`.
 *
 * As many values as the statement has parameters, or it fails with %YY_ERROR_INTERNAL.
 */
#define yy_db_run(db, error, sql, ...) yy_db_run_values ((db), (error), "" sql, YY_DB_VALUES (__VA_ARGS__))

/**
 * yy_db_query:
 *
 * `stmt = yy_db_query (db, error, "SELECT title FROM request WHERE id = ?1", YY_TEXT (id))`, to be stepped.
 */
#define yy_db_query(db, error, sql, ...)                                                                     \
  yy_db_query_values ((db), (error), "" sql, YY_DB_VALUES (__VA_ARGS__))

/**
 * yy_db_get_int:
 *
 * `yy_db_get_int (db, &count, error, "SELECT count(*) FROM request WHERE state = ?1", YY_TEXT (state))`.
 */
#define yy_db_get_int(db, ret_value, error, sql, ...)                                                        \
  yy_db_get_int_values ((db), (ret_value), (error), "" sql, YY_DB_VALUES (__VA_ARGS__))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDb, yy_db_free)

G_END_DECLS
