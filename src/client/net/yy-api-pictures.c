/* Pictures: from this computer when they are kept, else from the service. */
#include "yy-api-client-private.h"

typedef struct
{
  char *path;
  char *key;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->path);
  g_free (wish->key);
  g_free (wish);
}

static void
fetched_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  YyApiClient *self = YY_API_CLIENT (source);
  g_autoptr (GTask) task = user_data;
  Wish *wish = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = yy_api_client_call_finish (self, async, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (wish->key != NULL && yy_api_client_get_token (self) != NULL)
    yy_picture_cache_keep (yy_api_client_get_cache (self), wish->key, bytes);
  g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
fetch (GTask *task)
{
  YyApiClient *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  YyApiCall *call = yy_api_call_new ("GET", g_strdup (wish->path));

  call->raw = TRUE;
  yy_api_client_call_async (self, call, fetch, g_task_get_cancellable (task), fetched_cb,
                            g_object_ref (task));
}

static void
found_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyApiClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  GBytes *bytes = yy_picture_cache_find_finish (yy_api_client_get_cache (self), async, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    fetch (task);
}

void
yy_api_client_get_picture_async (YyApiClient *self,
                                 const char *request_id,
                                 gboolean stamped,
                                 guint index,
                                 YyPictureSize size,
                                 const char *tag,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  static const char *const sizes[] = { "thumbnail", "preview", "original" };
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autoptr (GTask) task = NULL;
  Wish *wish;

  g_return_if_fail (YY_IS_API_CLIENT (self));
  g_return_if_fail (request_id != NULL && (guint) size < G_N_ELEMENTS (sizes));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yy_api_client_get_picture_async);
  wish = g_new0 (Wish, 1);
  wish->path = yy_api_path ("requests", request_id, stamped ? "stamped" : "pages", number, sizes[size], NULL);
  if (tag != NULL)
    wish->key = g_strconcat (yy_api_client_get_server (self), wish->path, "#", tag, NULL);
  g_task_set_task_data (task, wish, free_wish);

  if (wish->key != NULL)
    yy_picture_cache_find_async (yy_api_client_get_cache (self), wish->key, cancellable, found_cb,
                                 g_object_ref (task));
  else
    fetch (task);
}

GBytes *
yy_api_client_get_picture_finish (YyApiClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yy_api_client_set_cache_owner (YyApiClient *self, const char *person_id)
{
  g_return_if_fail (YY_IS_API_CLIENT (self));

  yy_picture_cache_set_owner (yy_api_client_get_cache (self), person_id);
}

void
yy_api_client_set_cache_limit (YyApiClient *self, goffset bytes)
{
  g_return_if_fail (YY_IS_API_CLIENT (self));

  yy_picture_cache_set_limit (yy_api_client_get_cache (self), bytes);
}

goffset
yy_api_client_get_cache_size (YyApiClient *self)
{
  g_return_val_if_fail (YY_IS_API_CLIENT (self), 0);

  return yy_picture_cache_get_size (yy_api_client_get_cache (self));
}

void
yy_api_client_wipe_cache (YyApiClient *self)
{
  g_return_if_fail (YY_IS_API_CLIENT (self));

  yy_picture_cache_wipe (yy_api_client_get_cache (self));
}
