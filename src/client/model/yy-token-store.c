#include "yy-token-store.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema = {
    .name = YY_APP_ID,
    .flags = SECRET_SCHEMA_NONE,
    .attributes = { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };

  return &schema;
}

void
yy_token_store_find_async (const char *server,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  secret_password_lookup (get_schema (), cancellable, callback, user_data, "server", server, NULL);
}

char *
yy_token_store_find_finish (GAsyncResult *result, GError **error)
{
  char *kept = secret_password_lookup_finish (result, error);
  char *token = g_strdup (kept);

  secret_password_free (kept);

  return token;
}

void
yy_token_store_keep_async (const char *server,
                           const char *account,
                           const char *token,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  /* Translators: how the keyring lists the entry; the first is an account, the second an address. */
  g_autofree char *label = g_strdup_printf (_ ("Yanyin: %s at %s"), account, server);

  secret_password_store (get_schema (), SECRET_COLLECTION_DEFAULT, label, token, cancellable, callback,
                         user_data, "server", server, NULL);
}

gboolean
yy_token_store_keep_finish (GAsyncResult *result, GError **error)
{
  return secret_password_store_finish (result, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_debug ("The keyring cannot be cleared: %s", error->message);
}

void
yy_token_store_forget (const char *server)
{
  secret_password_clear (get_schema (), NULL, forgotten_cb, NULL, "server", server, NULL);
}
