#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decodes one tiny picture of our own of each kind, so that the loaders and what they load later are in
 * memory before the first job: its process may not load programs any more. Gives the kinds that this machine
 * can read, as bits `1 << YyImageFormat`. Not among them are those whose loader is not installed, or does not
 * work in a locked process: that is tried first, in a process of its own, so that no such loader leaves
 * threads in this one. */
guint yy_imaged_warm_up (void);

G_END_DECLS
