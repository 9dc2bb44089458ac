#pragma once

#include "yy-db.h"

G_BEGIN_DECLS

/* Writes and reads in the transaction of the writer; it must not begin or end one. FALSE undoes what this
 * command did, and nothing else. Runs on the writer's thread. */
typedef gboolean (*YyDbCommand) (YyDb *db, gpointer user_data, GError **error);
/* @error is %NULL when what the command wrote is on the disk. It is the command's own error, or that of the
 * commit (then nothing was done, or with %YY_ERROR_UNAVAILABLE it may not be known). Runs on the writer's
 * thread; must not block. */
typedef void (*YyDbDone) (gpointer user_data, const GError *error);
/* The writer failed for good; the process should end, so that a supervisor starts it anew. Called once, on
 * the writer's thread, after all that waited were told. */
typedef void (*YyDbWriterFailed) (gpointer user_data);

/**
 * YyDbWriter:
 *
 * The one writer of a database file: a thread with the only connection that writes. It takes all commands
 * that wait, runs each in a savepoint of its own inside one transaction, commits once, and only then tells
 * each of them. So one wait for the disk serves all that waited.
 *
 * After a commit whose fate is not known (input or output failed, the file is damaged) it acknowledges
 * nothing any more: whoever waits or comes later gets %YY_ERROR_UNAVAILABLE. A full disk is no such failure:
 * nothing was done, %YY_ERROR_NO_SPACE is told, and the next command may succeed.
 *
 * Its connection is the only one that checkpoints.
 */
typedef struct _YyDbWriter YyDbWriter;

/* Takes @db, which must be open for writing, and starts the thread. @failed may be %NULL. */
YyDbWriter *yy_db_writer_new (YyDb *db, YyDbWriterFailed failed, gpointer user_data);
/* Runs what waits, takes no more, ends the thread and closes the connection. */
void yy_db_writer_free (YyDbWriter *self);
/* The first half of yy_db_writer_free(): returns when all that waited has been told. May be called twice. */
void yy_db_writer_stop (YyDbWriter *self);

/* Queues @func; @done (nullable) is called exactly once, unless FALSE was returned: then the queue is full,
 * or the writer stopped or failed (%YY_ERROR_UNAVAILABLE), and neither is called. Any thread. */
gboolean
yy_db_writer_submit (YyDbWriter *self, YyDbCommand func, gpointer user_data, YyDbDone done, GError **error);
/* Waits for it. Never from the writer's thread. For tests and tools. */
gboolean yy_db_writer_run_sync (YyDbWriter *self, YyDbCommand func, gpointer user_data, GError **error);

/* Greatest number of commands that wait (default 1024). */
void yy_db_writer_set_queue_limit (YyDbWriter *self, guint limit);
/* FALSE after a failure for good, or after a stop. */
gboolean yy_db_writer_is_alive (YyDbWriter *self);
/* How many wait now. */
guint yy_db_writer_get_waiting (YyDbWriter *self);
/* Transactions committed so far. */
guint64 yy_db_writer_get_commits (YyDbWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDbWriter, yy_db_writer_free)

G_END_DECLS
