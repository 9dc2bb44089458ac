#include "yy-picture-cache.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <utime.h>

#define DEFAULT_LIMIT (256 * 1024 * 1024)

struct _YyPictureCache
{
  GObject parent_instance;

  char *folder;
  char *owner;
  goffset limit;
  goffset size; /* as far as it is known; counted when the first picture is kept, and at each cleaning */
};

/* One job on another thread: it holds no object, so that the last reference is never dropped there. */
typedef struct
{
  char *folder;
  char *path;
  GBytes *bytes;
  goffset limit;
  char *owner; /* whose pictures may stay; %NULL: nobody's */
} Job;

typedef struct
{
  char *path;
  goffset size;
  gint64 used;
} Entry;

G_DEFINE_FINAL_TYPE (YyPictureCache, yy_picture_cache, G_TYPE_OBJECT)

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->folder);
  g_free (job->path);
  g_free (job->owner);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry);
}

/* The owner's part of a key: files of the folder are OWNER-KEY, both digests. */
static char *
make_prefix (const char *owner)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, owner, -1);

  return g_strdup_printf ("%.16s-", digest);
}

static char *
make_path (YyPictureCache *self, const char *key)
{
  g_autofree char *prefix = make_prefix (self->owner);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *name = g_strconcat (prefix, digest, NULL);

  return g_build_filename (self->folder, name, NULL);
}

static GPtrArray *
list_entries (const char *folder)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;
      Entry *entry;

      if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
        continue;
      entry = g_new0 (Entry, 1);
      entry->path = g_steal_pointer (&path);
      entry->size = info.st_size;
      entry->used = info.st_mtime;
      g_ptr_array_add (entries, entry);
    }

  return entries;
}

static int
compare_used (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(Entry *const *) a;
  const Entry *right = *(Entry *const *) b;

  return left->used < right->used ? -1 : left->used > right->used;
}

/* Removes what is another one's, and then the oldest until the limit holds. Gives what is left. */
static goffset
clean (const Job *job)
{
  g_autoptr (GPtrArray) entries = list_entries (job->folder);
  g_autofree char *prefix = job->owner != NULL ? make_prefix (job->owner) : NULL;
  goffset total = 0;

  g_ptr_array_sort (entries, compare_used);
  for (guint i = 0; i < entries->len; i++)
    total += ((Entry *) g_ptr_array_index (entries, i))->size;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);
      g_autofree char *name = g_path_get_basename (entry->path);
      gboolean foreign = prefix == NULL || !g_str_has_prefix (name, prefix);

      if ((foreign || total > job->limit) && g_unlink (entry->path) == 0)
        total -= entry->size;
    }

  return total;
}

static void
keep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  gsize length = 0;
  const char *bytes = job->bytes != NULL ? g_bytes_get_data (job->bytes, &length) : NULL;
  g_autoptr (GError) error = NULL;

  if (bytes != NULL && (g_mkdir_with_parents (job->folder, 0700) != 0 ||
                        !g_file_set_contents_full (job->path, bytes, (gssize) length,
                                                   G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error)))
    g_debug ("A picture is not kept: %s", error != NULL ? error->message : g_strerror (errno));
  g_task_return_int (task, (gssize) clean (job));
}

static void
cleaned_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyPictureCache) self = user_data;

  self->size = (goffset) g_task_propagate_int (G_TASK (async), NULL);
}

static void
start (YyPictureCache *self, const char *key, GBytes *bytes)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, cleaned_cb, g_object_ref (self));
  Job *job = g_new0 (Job, 1);

  job->folder = g_strdup (self->folder);
  job->path = key != NULL ? make_path (self, key) : NULL;
  job->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  job->limit = self->limit;
  job->owner = g_strdup (self->owner);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, keep_thread);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  char *contents = NULL;
  gsize length = 0;

  if (!g_file_get_contents (job->path, &contents, &length, NULL))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  g_utime (job->path, NULL);
  g_task_return_pointer (task, g_bytes_new_take (contents, length), (GDestroyNotify) g_bytes_unref);
}

static void
yy_picture_cache_finalize (GObject *object)
{
  YyPictureCache *self = YY_PICTURE_CACHE (object);

  g_free (self->folder);
  g_free (self->owner);

  G_OBJECT_CLASS (yy_picture_cache_parent_class)->finalize (object);
}

static void
yy_picture_cache_class_init (YyPictureCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_picture_cache_finalize;
}

static void
yy_picture_cache_init (YyPictureCache *self)
{
  self->folder = g_build_filename (g_get_user_cache_dir (), "yanyin", "pictures", NULL);
  self->limit = DEFAULT_LIMIT;
}

YyPictureCache *
yy_picture_cache_new (void)
{
  return g_object_new (YY_TYPE_PICTURE_CACHE, NULL);
}

void
yy_picture_cache_set_owner (YyPictureCache *self, const char *owner)
{
  g_return_if_fail (YY_IS_PICTURE_CACHE (self));

  if (g_strcmp0 (self->owner, owner) == 0)
    return;

  g_free (self->owner);
  self->owner = g_strdup (owner);
  start (self, NULL, NULL);
}

void
yy_picture_cache_set_limit (YyPictureCache *self, goffset bytes)
{
  g_return_if_fail (YY_IS_PICTURE_CACHE (self));

  if (self->limit == bytes)
    return;

  self->limit = bytes;
  if (self->owner != NULL)
    start (self, NULL, NULL);
}

goffset
yy_picture_cache_get_size (YyPictureCache *self)
{
  g_return_val_if_fail (YY_IS_PICTURE_CACHE (self), 0);

  return self->size;
}

void
yy_picture_cache_wipe (YyPictureCache *self)
{
  g_autofree char *owner = NULL;

  g_return_if_fail (YY_IS_PICTURE_CACHE (self));

  owner = g_steal_pointer (&self->owner);
  start (self, NULL, NULL);
  self->owner = g_steal_pointer (&owner);
  self->size = 0;
}

void
yy_picture_cache_find_async (YyPictureCache *self,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (YY_IS_PICTURE_CACHE (self));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, yy_picture_cache_find_async);
  if (self->owner == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  job = g_new0 (Job, 1);
  job->path = make_path (self, key);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, find_thread);
}

GBytes *
yy_picture_cache_find_finish (YyPictureCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yy_picture_cache_keep (YyPictureCache *self, const char *key, GBytes *bytes)
{
  g_return_if_fail (YY_IS_PICTURE_CACHE (self));

  if (self->owner != NULL)
    start (self, key, bytes);
}
