/* Uploads: the only calls that go on by themselves, because a picture is large and a line is thin. */
#include "yy-api-client-private.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-error.h"

#define TRIES 3

/* What is under way. Lives as task data; the callbacks hold the task. */
typedef struct
{
  GBytes *bytes;
  char *sha256;
  char *name;
  YyUploadProgress progress;
  gpointer progress_data;
  goffset offset; /* where the service stands */
  goffset sent;   /* of the bytes after that */
  int tries_left;
  int turns_left; /* answers that only move the offset: a service that never ends is left alone */
} Upload;

/* Where the service stands, and the page once it is whole. */
typedef struct
{
  goffset offset;
  YyPage *page;
} Standing;

static void send_rest (GTask *task);
static void ask (GTask *task);

static void
free_upload (gpointer data)
{
  Upload *upload = data;

  g_bytes_unref (upload->bytes);
  g_free (upload->sha256);
  g_free (upload->name);
  g_free (upload);
}

static void
free_standing (gpointer data)
{
  Standing *standing = data;

  g_clear_pointer (&standing->page, yy_page_free);
  g_free (standing);
}

static gpointer
decode_standing (json_t *json, GError **error)
{
  json_t *offset = json_object_get (json, "offset");
  json_t *page = offset != NULL ? json_object_get (json, "page") : json;
  Standing *standing = g_new0 (Standing, 1);

  standing->offset = json_integer_value (offset);
  if (page == NULL || json_is_null (page))
    return standing;

  standing->page = yy_wire_decode_page (page, error);
  if (standing->page == NULL)
    g_clear_pointer (&standing, free_standing);

  return standing;
}

static void
report (Upload *upload)
{
  if (upload->progress != NULL)
    upload->progress (upload->offset + upload->sent, (goffset) g_bytes_get_size (upload->bytes),
                      upload->progress_data);
}

static void
end (GTask *task, YyPage *page)
{
  YyApiClient *self = g_task_get_source_object (task);
  Upload *upload = g_task_get_task_data (task);

  g_hash_table_remove (yy_api_client_get_begun (self), upload->sha256);
  upload->offset = (goffset) g_bytes_get_size (upload->bytes);
  upload->sent = 0;
  report (upload);
  g_task_return_pointer (task, page, (GDestroyNotify) yy_page_free);
}

/* Goes on from where the service stands. */
static void
go_on (GTask *task, goffset offset)
{
  Upload *upload = g_task_get_task_data (task);

  if (offset < 0 || offset > (goffset) g_bytes_get_size (upload->bytes) || upload->turns_left-- <= 0)
    {
      g_task_return_new_error (task, YY_ERROR, YY_ERROR_INTERNAL, "%s", _ ("The picture could not be sent."));
      return;
    }

  upload->offset = offset;
  upload->sent = 0;
  send_rest (task);
}

static void
fail (GTask *task, GError *error)
{
  Upload *upload = g_task_get_task_data (task);

  /* Only what never arrived is sent again: a refusal stays one. */
  if (g_error_matches (error, YY_ERROR, YY_ERROR_UNAVAILABLE) && --upload->tries_left > 0)
    {
      g_error_free (error);
      ask (task);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/* The place of a 409: its header says where the service stands. */
static gboolean
find_offset (GAsyncResult *async, goffset *ret_offset)
{
  SoupMessage *message = yy_api_client_call_get_message (async);
  const char *text;
  guint64 value;

  if (message == NULL || soup_message_get_status (message) != SOUP_STATUS_CONFLICT)
    return FALSE;
  text = soup_message_headers_get_one (soup_message_get_response_headers (message), "Upload-Offset");
  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;

  *ret_offset = (goffset) value;
  return TRUE;
}

static void
sent_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  YyApiClient *self = YY_API_CLIENT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Standing *standing = yy_api_client_call_finish (self, async, &error);
  goffset offset;

  if (standing == NULL)
    {
      if (find_offset (async, &offset))
        {
          g_error_free (error);
          go_on (task, offset);
        }
      else
        {
          fail (task, error);
        }
      return;
    }

  if (standing->page != NULL)
    end (task, g_steal_pointer (&standing->page));
  else
    go_on (task, standing->offset);
  free_standing (standing);
}

static void
wrote_cb (SoupMessage *message, guint chunk, gpointer user_data)
{
  Upload *upload = g_task_get_task_data (user_data);

  upload->sent += chunk;
  report (upload);
}

static void
send_rest (GTask *task)
{
  YyApiClient *self = g_task_get_source_object (task);
  Upload *upload = g_task_get_task_data (task);
  gsize total = g_bytes_get_size (upload->bytes);
  g_autofree char *total_text = g_strdup_printf ("%" G_GSIZE_FORMAT, total);
  g_autofree char *offset_text = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) upload->offset);
  YyApiCall *call = yy_api_call_new ("POST", yy_api_path ("uploads", upload->sha256, NULL));
  SoupMessage *message;

  call->type = "application/octet-stream";
  call->body = g_bytes_new_from_bytes (upload->bytes, (gsize) upload->offset, total - (gsize) upload->offset);
  call->decode = decode_standing;
  call->free_result = free_standing;
  message = yy_api_client_prepare (self, call);
  if (message != NULL)
    {
      SoupMessageHeaders *headers = soup_message_get_request_headers (message);

      soup_message_headers_replace (headers, "Upload-Length", total_text);
      soup_message_headers_replace (headers, "Upload-Offset", offset_text);
      if (upload->name != NULL)
        soup_message_headers_replace (headers, "Upload-Name", upload->name);
      g_signal_connect_object (message, "wrote-body-data", G_CALLBACK (wrote_cb), task, 0);
    }

  g_hash_table_add (yy_api_client_get_begun (self), g_strdup (upload->sha256));
  yy_api_client_call_async (self, call, send_rest, g_task_get_cancellable (task), sent_cb,
                            g_object_ref (task));
}

static void
asked_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  YyApiClient *self = YY_API_CLIENT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Standing *standing = yy_api_client_call_finish (self, async, &error);

  if (standing == NULL && g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      g_error_free (error);
      go_on (task, 0);
    }
  else if (standing == NULL)
    {
      fail (task, error);
    }
  else if (standing->page != NULL)
    {
      end (task, g_steal_pointer (&standing->page));
    }
  else
    {
      go_on (task, standing->offset);
    }
  g_clear_pointer (&standing, free_standing);
}

static void
ask (GTask *task)
{
  YyApiClient *self = g_task_get_source_object (task);
  Upload *upload = g_task_get_task_data (task);
  YyApiCall *call = yy_api_call_new ("GET", yy_api_path ("uploads", upload->sha256, NULL));

  call->decode = decode_standing;
  call->free_result = free_standing;
  yy_api_client_call_async (self, call, ask, g_task_get_cancellable (task), asked_cb, g_object_ref (task));
}

void
yy_api_client_upload_async (YyApiClient *self,
                            GBytes *bytes,
                            const char *sha256,
                            const char *name,
                            YyUploadProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Upload *upload;

  g_return_if_fail (YY_IS_API_CLIENT (self));
  g_return_if_fail (bytes != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yy_api_client_upload_async);
  upload = g_new0 (Upload, 1);
  upload->bytes = g_bytes_ref (bytes);
  upload->sha256 = sha256 != NULL ? g_strdup (sha256)
                                  : g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  upload->name = name != NULL ? g_uri_escape_string (name, NULL, FALSE) : NULL;
  upload->progress = progress;
  upload->progress_data = progress_data;
  upload->tries_left = TRIES;
  upload->turns_left = 100;
  g_task_set_task_data (task, upload, free_upload);

  if (g_hash_table_contains (yy_api_client_get_begun (self), upload->sha256))
    ask (task);
  else
    send_rest (task);
}

YyPage *
yy_api_client_upload_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
