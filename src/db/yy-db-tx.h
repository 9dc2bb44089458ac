#pragma once

#include "yy-db.h"

G_BEGIN_DECLS

/**
 * YyDbTx:
 *
 * A transaction. Freed without having been committed, it is rolled back. There is one at a time on a
 * connection; inside it, savepoints can be nested.
 */
typedef struct _YyDbTx YyDbTx;

/* BEGIN IMMEDIATE: waits for the write lock now, and not in the middle. Inside another transaction it fails
 * with %YY_ERROR_INTERNAL. */
YyDbTx *yy_db_begin (YyDb *self, GError **error);
/* One unchanging view of the data over several reads. */
YyDbTx *yy_db_begin_read (YyDb *self, GError **error);
/* On success the data is on the disk. After a failure it has been rolled back. */
gboolean yy_db_tx_commit (YyDbTx *self, GError **error);
void yy_db_tx_free (YyDbTx *self);

/* Savepoints of a transaction, innermost last. Rolling back leaves the transaction as it was at the begin. */
gboolean yy_db_savepoint_begin (YyDb *self, GError **error);
gboolean yy_db_savepoint_release (YyDb *self, GError **error);
gboolean yy_db_savepoint_rollback (YyDb *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDbTx, yy_db_tx_free)

G_END_DECLS
