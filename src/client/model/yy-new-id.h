#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An id for something that is made here and known by it from the first moment on, also when the answer to its
 * first sending is lost: a UUIDv7 of now. (transfer full) */
char *yy_new_id (void);

G_END_DECLS
