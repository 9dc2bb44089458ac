#pragma once

#include "yy-db-migrate.h"

G_BEGIN_DECLS

/* The migrations of the service's database, for yy_db_migrate(). Never freed. */
const YyDbMigration *yy_schema_get_migrations (void);

G_END_DECLS
