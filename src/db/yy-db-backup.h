#pragma once

#include <gio/gio.h>

#include "yy-db.h"

G_BEGIN_DECLS

/* Told after each slice, on the thread that copies; both in pages. */
typedef void (*YyDbBackupProgress) (gint64 done, gint64 total, gpointer user_data);

/* Copies the database as it is now to @path, while others read and write on. It holds one view of the data
 * for all the time, so use a reader of its own. The copy is a single file; it is checked from end to end
 * (integrity, foreign keys), forced to the disk, and only then has its name. A @path that exists is refused.
 */
gboolean yy_db_backup_to (YyDb *self,
                          const char *path,
                          YyDbBackupProgress progress,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);

/* integrity_check and foreign_key_check. %YY_ERROR_INTERNAL when they find anything; the first finds are
 * logged. */
gboolean yy_db_check_integrity (YyDb *self, GError **error);

G_END_DECLS
