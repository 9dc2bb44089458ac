#pragma once

#include "yy-api-client.h"

G_BEGIN_DECLS

/* Finds a request by what is typed at the keeper's desk or comes from a scanner, which types like a keyboard:
 * its number
 * ("YY2026000123", in full-width letters too, with blanks), or the address on its slip ("https://…/r/ID",
 * "yanyin://request/ID"). The host of an address is not looked at: only the service that one is signed in to
 * is asked. */

/* TRUE when it can be either; the other one is %NULL then. Both (transfer full). */
gboolean yy_number_finder_parse (const char *text, char **ret_number, char **ret_id);

/* Errors: %YY_ERROR_NOT_FOUND, also for what cannot be a number; those of the service. */
void yy_number_finder_find_async (YyApiClient *client,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
YyRequest *yy_number_finder_find_finish (YyApiClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
