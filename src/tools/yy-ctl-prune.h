#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Removes the oldest backups of a folder but the newest @keep, then the databases that no manifest names (of
 * backups that were cut short too) and the pictures that no backup needs any more. When a manifest cannot be
 * read no picture is removed. Only while the folder is locked. */
gboolean yy_ctl_prune (const char *folder, guint keep, guint *ret_n_removed, GError **error);

G_END_DECLS
