#pragma once

#include "yy-db.h"

G_BEGIN_DECLS

/**
 * YyDbPool:
 *
 * Read-only connections to one file, with their prepared statements, lent to whoever reads. There are as many
 * as were ever lent at once. Any thread may take and give.
 */
typedef struct _YyDbPool YyDbPool;

/* The file must exist; the first connection is opened at once, so that a mistake shows at the start. */
YyDbPool *yy_db_pool_new (const char *path, GError **error);
/* All connections must have been given back. */
void yy_db_pool_free (YyDbPool *self);

/* Lends a connection to the caller alone; (transfer none), to be given back by yy_db_pool_give(). */
YyDb *yy_db_pool_take (YyDbPool *self, GError **error);
/* With no statement in use and no transaction open. */
void yy_db_pool_give (YyDbPool *self, YyDb *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDbPool, yy_db_pool_free)

G_END_DECLS
