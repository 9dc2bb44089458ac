#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A password, from whoever gives it: @file (nullable) names a file that holds nothing else, else it is asked
 * for twice when a terminal is there, else it is read from the standard input. It is one line of UTF-8.
 * (transfer full), to be freed by yy_ctl_secret_free(). */
char *yy_ctl_secret_read (const char *file, GError **error);
/* Overwrites it first. */
void yy_ctl_secret_free (char *secret);

G_END_DECLS
