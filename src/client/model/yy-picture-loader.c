#include "yy-picture-loader.h"

#include <string.h>

#include "yy-error.h"

struct _YyPictureLoader
{
  GObject parent_instance;

  YyApiClient *client;
  gsize cache_bytes;
  gsize used_bytes;
  GHashTable *entries; /* key -> Entry */
  GQueue latest;       /* of Entry, the one used last in front */
};

typedef struct
{
  char *key;
  GdkTexture *texture;
  gsize bytes;
  GList *link;
} Entry;

/* What a load carries along. */
typedef struct
{
  char *key;
} Load;

G_DEFINE_FINAL_TYPE (YyPictureLoader, yy_picture_loader, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_free (entry->key);
  g_clear_object (&entry->texture);
  g_free (entry);
}

static void
load_free (Load *load)
{
  g_free (load->key);
  g_free (load);
}

static char *
dup_key (const char *sha256, YyPictureSize size)
{
  return g_strdup_printf ("%s/%d", sha256, size);
}

static void
drop_entry (YyPictureLoader *self, Entry *entry)
{
  self->used_bytes -= entry->bytes;
  g_queue_delete_link (&self->latest, entry->link);
  g_hash_table_remove (self->entries, entry->key);
}

static void
remember (YyPictureLoader *self, const char *key, GdkTexture *texture)
{
  gsize bytes = (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry != NULL)
    drop_entry (self, entry);
  if (bytes > self->cache_bytes)
    return;
  while (self->used_bytes + bytes > self->cache_bytes)
    drop_entry (self, g_queue_peek_tail (&self->latest));

  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->texture = g_object_ref (texture);
  entry->bytes = bytes;
  g_queue_push_head (&self->latest, entry);
  entry->link = self->latest.head;
  g_hash_table_insert (self->entries, entry->key, entry);
  self->used_bytes += bytes;
}

static guint
read_be (const guint8 *data, guint n_bytes)
{
  guint value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];

  return value;
}

/* The size of a JPEG from its frame header, without decoding; FALSE for what is none. */
static gboolean
read_jpeg_size (const guint8 *data, gsize length, guint *ret_width, guint *ret_height)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;

  while (at + 9 <= length && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];

      if (marker == 0xff)
        {
          at++;
          continue;
        }
      /* Frame headers, but not the tables that share their range. */
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *ret_height = read_be (data + at + 5, 2);
          *ret_width = read_be (data + at + 7, 2);
          return TRUE;
        }
      at += 2 + read_be (data + at + 2, 2);
    }

  return FALSE;
}

static gboolean
read_png_size (const guint8 *data, gsize length, guint *ret_width, guint *ret_height)
{
  static const guint8 head[] = {
    0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  if (length < 24 || memcmp (data, head, sizeof head) != 0)
    return FALSE;

  *ret_width = read_be (data + 16, 4);
  *ret_height = read_be (data + 20, 4);
  return TRUE;
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return;

  texture = yy_picture_loader_decode (data, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YyPictureLoader *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  remember (self, load->key, texture);
  g_task_return_pointer (task, texture, g_object_unref);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) decoding = NULL;
  GError *error = NULL;
  GBytes *bytes = yy_api_client_get_picture_finish (YY_API_CLIENT (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* No source object: the thread must not drop the last reference of anything of ours. */
  decoding = g_task_new (NULL, g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
  g_task_set_task_data (decoding, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (decoding, decode_thread);
}

static void
yy_picture_loader_finalize (GObject *object)
{
  YyPictureLoader *self = YY_PICTURE_LOADER (object);

  g_queue_clear (&self->latest);
  g_hash_table_unref (self->entries);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (yy_picture_loader_parent_class)->finalize (object);
}

static void
yy_picture_loader_class_init (YyPictureLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_picture_loader_finalize;
}

static void
yy_picture_loader_init (YyPictureLoader *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);
  g_queue_init (&self->latest);
}

YyPictureLoader *
yy_picture_loader_new (YyApiClient *client, gsize cache_bytes)
{
  YyPictureLoader *self = g_object_new (YY_TYPE_PICTURE_LOADER, NULL);

  self->client = client != NULL ? g_object_ref (client) : NULL;
  self->cache_bytes = cache_bytes;
  return self;
}

void
yy_picture_loader_load_async (YyPictureLoader *self,
                              const char *request_id,
                              gboolean stamped,
                              guint place,
                              const char *sha256,
                              YyPictureSize size,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GdkTexture *texture;
  Load *load;

  g_return_if_fail (YY_IS_PICTURE_LOADER (self));
  g_return_if_fail (request_id != NULL && sha256 != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yy_picture_loader_load_async);

  texture = yy_picture_loader_peek (self, sha256, size);
  if (texture != NULL)
    {
      g_task_return_pointer (task, texture, g_object_unref);
      return;
    }

  load = g_new0 (Load, 1);
  load->key = dup_key (sha256, size);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  yy_api_client_get_picture_async (self->client, request_id, stamped, place, size, sha256, cancellable,
                                   fetched_cb, g_steal_pointer (&task));
}

GdkTexture *
yy_picture_loader_load_finish (YyPictureLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GdkTexture *
yy_picture_loader_peek (YyPictureLoader *self, const char *sha256, YyPictureSize size)
{
  g_autofree char *key = NULL;
  Entry *entry;

  g_return_val_if_fail (YY_IS_PICTURE_LOADER (self), NULL);

  key = dup_key (sha256, size);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->latest, entry->link);
  g_queue_push_head_link (&self->latest, entry->link);
  return g_object_ref (entry->texture);
}

gsize
yy_picture_loader_get_cached_bytes (YyPictureLoader *self)
{
  g_return_val_if_fail (YY_IS_PICTURE_LOADER (self), 0);

  return self->used_bytes;
}

GdkTexture *
yy_picture_loader_decode (GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GdkTexture *texture = NULL;
  guint width = 0, height = 0;

  if ((read_jpeg_size (data, length, &width, &height) || read_png_size (data, length, &width, &height)) &&
      width > 0 && height > 0 && width <= YY_PICTURE_SIDE_MAX && height <= YY_PICTURE_SIDE_MAX &&
      (guint64) width * height <= YY_PICTURE_PIXELS_MAX)
    texture = gdk_texture_new_from_bytes (bytes, NULL);
  if (texture == NULL)
    yy_error_set_one (error, YY_ERROR_DAMAGED, YY_ISSUE_DAMAGED, "", NULL, 0, NULL);

  return texture;
}
