#pragma once

#include "yy-db.h"

G_BEGIN_DECLS

/**
 * YyDbMigration:
 *
 * One step of the schema. A step that was released is never edited: its SHA-256 is kept in the database and
 * compared at each start.
 *
 * @version: 1, 2, 3, ... without a gap
 * @name: what it does, in a word or two
 * @sql: the script, run in one transaction; foreign keys are checked at its end, and off until then, so that
 * tables can be rebuilt
 */
typedef struct
{
  int version;
  const char *name;
  const char *sql;
} YyDbMigration;

/* Brings the database to the newest version of @list, which ends with a version of 0. Each step is one
 * transaction; after a failure the database is as the last good step left it, and the service must not start.
 *
 * %YY_ERROR_UNSUPPORTED: the database is newer than @list. %YY_ERROR_CONFLICT: a step that was applied is not
 * the step of @list. */
gboolean yy_db_migrate (YyDb *self, const YyDbMigration *list, GError **error);
/* Checks the same without changing anything; also fails (%YY_ERROR_CONFLICT) when a step is still missing.
 * For readers and tools. */
gboolean yy_db_check_version (YyDb *self, const YyDbMigration *list, GError **error);

G_END_DECLS
