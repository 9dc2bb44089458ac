#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desktop's keyring, for one token per address of a service. Never a file of ours. */

/* %NULL and no error in finish when none is kept; an error when there is no keyring, or it is locked. */
void yy_token_store_find_async (const char *server,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
char *yy_token_store_find_finish (GAsyncResult *result, GError **error);

void yy_token_store_keep_async (const char *server,
                                const char *account,
                                const char *token,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean yy_token_store_keep_finish (GAsyncResult *result, GError **error);

/* Nobody waits for it: the service has forgotten the token too. */
void yy_token_store_forget (const char *server);

G_END_DECLS
