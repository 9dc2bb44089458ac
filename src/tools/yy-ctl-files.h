#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files that must be on the disk, whole, when a function says so. */

/* SHA-256 of a file, 64 hex digits. */
gboolean yy_ctl_files_hash (const char *path, char ret_hex[65], GError **error);
/* Copies a file under another name, makes the folders above it, and forces it to the disk. When its bytes are
 * not those of @sha256 (nullable) it is %YY_ERROR_DAMAGED, and nothing is left. A file that was there is
 * replaced in one step. %YY_ERROR_NOT_FOUND when there is no @from. */
gboolean yy_ctl_files_copy (const char *from, const char *to, const char *sha256, GError **error);
/* Writes a text in the same way. */
gboolean yy_ctl_files_write (const char *path, const char *text, GError **error);
/* Forces the names in a folder to the disk. */
gboolean yy_ctl_files_sync_folder (const char *folder, GError **error);
/* -1 when there is no such file. */
gint64 yy_ctl_files_get_size (const char *path);

G_END_DECLS
