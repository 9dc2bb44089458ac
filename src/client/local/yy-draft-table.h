#pragma once

#include "yy-db-migrate.h"
#include "yy-draft-record.h"

G_BEGIN_DECLS

/* The SQL of the drafts: tables, and records in and out. Runs on whatever thread has the connection. */

const YyDbMigration *yy_draft_table_get_migrations (void);

/* Writes the whole record in place of what is there under its id. Inside the caller's transaction. */
gboolean yy_draft_table_save (YyDb *db, const YyDraftRecord *record, GError **error);
gboolean yy_draft_table_remove (YyDb *db, const char *id, GError **error);
/* All drafts, newest change first: (transfer full) (element-type YyDraftRecord). With @salvage what cannot be
 * read is left out instead of failing, for a file that is damaged; @error is set then. */
GPtrArray *yy_draft_table_load (YyDb *db, gboolean salvage, GError **error);

/* Small things remembered from one draft to the next, such as the last reviewer. "" removes. */
gboolean yy_draft_table_save_memory (YyDb *db, const char *key, const char *value, GError **error);
/* (transfer full): keys to values. */
GHashTable *yy_draft_table_load_memory (YyDb *db, GError **error);

G_END_DECLS
