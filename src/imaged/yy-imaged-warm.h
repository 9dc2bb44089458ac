#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decodes one tiny picture of our own of each kind, so that the loaders and what they load later are in
 * memory before the first job: its process may not load programs any more. Gives how many kinds this machine
 * can read; those whose loader is not installed are refused later, each with its name. */
guint yy_imaged_warm_up (void);

G_END_DECLS
