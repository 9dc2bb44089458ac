#include "yy-api-client-private.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-error.h"
#include "yy-server-address.h"

#define TIMEOUT_SECONDS 30
#define CHUNK (64 * 1024)

struct _YyApiClient
{
  GObject parent_instance;

  SoupSession *soup;
  YyPictureCache *cache;
  GHashTable *begun;
  char *server;
  char *token;
};

enum
{
  SIGNED_OUT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyApiClient, yy_api_client, G_TYPE_OBJECT)

static void
set_transport_error (GTask *task, const GError *error)
{
  const char *text = _ ("The service cannot be reached. Check the network.");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  g_message ("The service cannot be reached: %s", error->message);
  if (error->domain == G_TLS_ERROR)
    text = _ ("The service cannot prove who it is: its certificate is not trusted. Nothing was sent.");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    text = _ ("The service did not answer in time.");
  g_task_return_new_error (task, YY_ERROR, YY_ERROR_UNAVAILABLE, "%s", text);
}

static int
get_retry_after (SoupMessage *message)
{
  const char *text =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 86400, &seconds, NULL))
    return 0;

  return (int) seconds;
}

static void
drop_token (YyApiClient *self, SoupMessage *message)
{
  const char *sent =
      soup_message_headers_get_one (soup_message_get_request_headers (message), "Authorization");

  /* An answer to a call of before this sign-in says nothing about the new token. */
  if (self->token == NULL || sent == NULL || !g_str_has_prefix (sent, "Bearer ") ||
      !g_str_equal (sent + strlen ("Bearer "), self->token))
    return;

  g_clear_pointer (&self->token, g_free);
  g_signal_emit (self, signals[SIGNED_OUT], 0);
}

static void
answer (GTask *task)
{
  YyApiClient *self = g_task_get_source_object (task);
  YyApiCall *call = g_task_get_task_data (task);
  guint status = soup_message_get_status (call->message);
  g_autoptr (json_t) json = NULL;
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;

  if (status / 100 == 2 && call->raw)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&call->received)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }

  if (call->received->len > 0 && (status / 100 != 2 || call->decode != NULL))
    json =
        yy_wire_parse ((const char *) call->received->data, call->received->len, YY_API_JSON_LIMIT, &error);
  if (status / 100 != 2)
    {
      g_clear_error (&error);
      yy_wire_decode_problem (status, json, get_retry_after (call->message), &error);
      if (status == SOUP_STATUS_UNAUTHORIZED && !call->anonymous)
        drop_token (self, call->message);
    }
  else if (call->decode != NULL && status != SOUP_STATUS_NO_CONTENT && error == NULL)
    {
      result = call->decode (json, &error);
    }

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, call->free_result);
}

static void
read_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  GInputStream *stream = G_INPUT_STREAM (source);
  g_autoptr (GTask) task = user_data;
  YyApiCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (stream, async, &error);
  gsize limit = call->raw ? YY_API_PICTURE_LIMIT : YY_API_JSON_LIMIT;

  if (bytes == NULL)
    {
      set_transport_error (task, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      answer (task);
      return;
    }
  if (call->received->len + g_bytes_get_size (bytes) > limit)
    {
      g_task_return_new_error (task, YY_ERROR, YY_ERROR_INTERNAL, "%s",
                               _ ("The answer of the service is too large."));
      return;
    }

  g_byte_array_append (call->received, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb,
                                   g_object_ref (task));
}

static void
send_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyApiCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), async, &error);
  if (call->stream == NULL)
    {
      set_transport_error (task, error);
      return;
    }

  call->received = g_byte_array_new ();
  g_input_stream_read_bytes_async (call->stream, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   read_cb, g_object_ref (task));
}

static void
yy_api_client_dispose (GObject *object)
{
  YyApiClient *self = YY_API_CLIENT (object);

  if (self->soup != NULL)
    soup_session_abort (self->soup);
  g_clear_object (&self->soup);
  g_clear_object (&self->cache);
  g_clear_pointer (&self->begun, g_hash_table_unref);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->token, g_free);

  G_OBJECT_CLASS (yy_api_client_parent_class)->dispose (object);
}

static void
yy_api_client_class_init (YyApiClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_api_client_dispose;

  signals[SIGNED_OUT] = g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

/* A department with a certificate authority of its own names its file in the environment. */
static void
add_own_authority (SoupSession *soup)
{
  const char *path = g_getenv ("YANYIN_CA_FILE");
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || *path == '\0')
    return;

  database = g_tls_file_database_new (path, &error);
  if (database == NULL)
    g_warning ("YANYIN_CA_FILE cannot be used: %s", error->message);
  else
    soup_session_set_tls_database (soup, database);
}

static void
yy_api_client_init (YyApiClient *self)
{
  self->soup = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, "idle-timeout", TIMEOUT_SECONDS,
                                              "max-conns-per-host", 8, "user-agent", "yanyin/" YY_VERSION,
                                              "accept-language-auto", TRUE, NULL);
  add_own_authority (self->soup);
  self->cache = yy_picture_cache_new ();
  self->begun = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->server = g_strdup ("");
}

YyApiClient *
yy_api_client_new (void)
{
  return g_object_new (YY_TYPE_API_CLIENT, NULL);
}

gboolean
yy_api_client_set_server (YyApiClient *self, const char *address, GError **error)
{
  g_autofree char *server = NULL;

  g_return_val_if_fail (YY_IS_API_CLIENT (self), FALSE);

  server = yy_server_address_normalize (address, error);
  if (server == NULL)
    return FALSE;
  if (g_str_equal (server, self->server))
    return TRUE;

  g_clear_pointer (&self->token, g_free);
  g_hash_table_remove_all (self->begun);
  g_free (self->server);
  self->server = g_steal_pointer (&server);

  return TRUE;
}

const char *
yy_api_client_get_server (YyApiClient *self)
{
  g_return_val_if_fail (YY_IS_API_CLIENT (self), "");

  return self->server;
}

void
yy_api_client_set_token (YyApiClient *self, const char *token)
{
  g_autofree char *old = NULL;

  g_return_if_fail (YY_IS_API_CLIENT (self));

  old = self->token;
  self->token = g_strdup (token);
}

const char *
yy_api_client_get_token (YyApiClient *self)
{
  g_return_val_if_fail (YY_IS_API_CLIENT (self), NULL);

  return self->token;
}

YyPictureCache *
yy_api_client_get_cache (YyApiClient *self)
{
  return self->cache;
}

GHashTable *
yy_api_client_get_begun (YyApiClient *self)
{
  return self->begun;
}

static void
add_headers (YyApiClient *self, YyApiCall *call)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (call->message);

  if (self->token != NULL && !call->anonymous)
    {
      g_autofree char *value = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
    }
  if (call->if_match > 0)
    {
      g_autofree char *value = g_strdup_printf ("\"%d\"", call->if_match);

      soup_message_headers_replace (headers, "If-Match", value);
    }
  if (call->key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", call->key);
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (call->message, call->type, call->body);
}

SoupMessage *
yy_api_client_prepare (YyApiClient *self, YyApiCall *call)
{
  g_autofree char *url = NULL;

  if (*self->server == '\0')
    return NULL;

  url = g_strconcat (self->server, "/api/v1", call->path, NULL);
  call->message = soup_message_new (call->method, url);
  if (call->message == NULL)
    return NULL;

  /* The token goes to this address and no other one; and a connection that the service is just closing could
   * lose the body of a message without anybody being told. */
  soup_message_add_flags (call->message, SOUP_MESSAGE_NO_REDIRECT);
  if (!g_str_equal (call->method, "GET"))
    soup_message_add_flags (call->message, SOUP_MESSAGE_NEW_CONNECTION);
  add_headers (self, call);

  return call->message;
}

void
yy_api_client_call_async (YyApiClient *self,
                          YyApiCall *call,
                          gpointer source_tag,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (YY_IS_API_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, call, (GDestroyNotify) yy_api_call_free);
  if (call->message == NULL && yy_api_client_prepare (self, call) == NULL)
    {
      g_task_return_new_error (task, YY_ERROR, YY_ERROR_UNAVAILABLE, "%s",
                               _ ("The address of the service is not set."));
      return;
    }

  soup_session_send_async (self->soup, call->message, G_PRIORITY_DEFAULT, cancellable, send_cb,
                           g_object_ref (task));
}

gpointer
yy_api_client_call_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

SoupMessage *
yy_api_client_call_get_message (GAsyncResult *result)
{
  YyApiCall *call = g_task_get_task_data (G_TASK (result));

  return call->message;
}

char *
yy_api_client_make_key (void)
{
  return g_uuid_string_random ();
}
