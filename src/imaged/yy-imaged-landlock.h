#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From now on this process opens no file but @source (again) and what the system's programs and data are made
 * of: not the database, not another person's picture, nothing to write. Not every kernel can do it; then the
 * filter on system calls stands alone, and that is no failure. FALSE when the kernel can and something else
 * went wrong. */
gboolean yy_imaged_landlock_enter (int source);

G_END_DECLS
