#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The pictures of drafts on this computer: files of a private folder, each named by the SHA-256 of what is in
 * it. They are written once and never changed. Any thread. */

/* Keeps @bytes, durably, and gives their name: 64 hex digits. */
char *yy_page_files_add (const char *folder, GBytes *bytes, GError **error);
/* The bytes of that name; what was changed behind our back is %YY_ERROR_DAMAGED, what is not there
 * %YY_ERROR_NOT_FOUND. */
GBytes *yy_page_files_read (const char *folder, const char *sha256, GError **error);
gboolean yy_page_files_has (const char *folder, const char *sha256);
/* Removes files whose name is not in @wanted (keys are names) and that were not written within the last hour:
 * the window may be about to name them. */
void yy_page_files_sweep (const char *folder, GHashTable *wanted);

G_END_DECLS
