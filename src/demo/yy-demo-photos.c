#include "yy-demo-photos.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "yy-demo-material.h"
#include "yy-error.h"
#include "yy-paper-photo.h"

#define MOST_PAGES 4

/* One photo to be taken. */
typedef struct
{
  guint material;
  guint page; /* from 0; MOST_PAGES is the one of the stamped page */
  guint n_pages;
  YyPage *taken;
} Shot;

struct _YyDemoPhotos
{
  YyEngine *engine;
  YyImageWorker *worker;
  GPtrArray *materials;
  guint32 seed;
  GPtrArray *pages;   /* of GPtrArray of YyPage, one a material */
  GPtrArray *stamped; /* YyPage, one a material */
  GMutex lock;
  GError *error; /* the first that happened */
};

static guint
get_n_pages (const YyDemoMaterial *material, guint index)
{
  if (material->kind == YY_PAPER_KIND_CERTIFICATE || material->kind == YY_PAPER_KIND_INTRODUCTION)
    return 1;

  return 1 + (index * 7) % MOST_PAGES;
}

static GBytes *
take_photo (YyDemoPhotos *self, const Shot *shot, GError **error)
{
  const YyDemoMaterial *material = g_ptr_array_index (self->materials, shot->material);
  gboolean stamped = shot->page == MOST_PAGES;
  YyPaperSpec paper = { .kind = material->kind,
                        .seed = self->seed + shot->material * 31,
                        .title = material->name };
  YyPhotoSpec photo = { .width = 1200, .height = 1600, .quality = 82, .marked = stamped };
  cairo_surface_t *surface;
  GBytes *bytes;

  paper.n_pages = shot->n_pages;
  paper.page = stamped ? shot->n_pages : shot->page + 1;
  photo.seed = self->seed * 7 + shot->material * 11 + shot->page;
  surface = yy_paper_render (&paper);
  bytes = yy_paper_photograph (surface, &photo, error);
  cairo_surface_destroy (surface);

  return bytes;
}

static gboolean
examine (YyDemoPhotos *self, YyIncoming *incoming, const char *sha256, YyImageReport *report, GError **error)
{
  YyBlobStore *blobs = yy_engine_get_blobs (self->engine);
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GBytes) preview = NULL;
  gboolean good;
  int fd = yy_incoming_open_for_reading (incoming, error);

  if (fd < 0)
    return FALSE;
  good = yy_image_worker_inspect (self->worker, fd, report, &thumbnail, &preview, NULL, error);
  close (fd);

  return good && yy_blob_store_put_derived (blobs, sha256, "thumbnail", thumbnail, error) &&
         yy_blob_store_put_derived (blobs, sha256, "preview", preview, error);
}

/* Made small and stripped of where it was taken, as the client does before it sends a photo. */
static GBytes *
shrink (YyDemoPhotos *self, GBytes *photo, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (photo, &size);
  int fd = memfd_create ("photo", MFD_CLOEXEC);
  YyShrinkResult result;
  GBytes *small = NULL;

  if (fd < 0 || write (fd, data, size) != (ssize_t) size)
    g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE, "There is not enough memory for a photo.");
  else if (!yy_image_worker_shrink (self->worker, fd, &result, &small, NULL, error))
    small = NULL;
  if (fd >= 0)
    close (fd);

  return small;
}

static YyPage *
store_photo (YyDemoPhotos *self, const Shot *shot, GBytes *photo, GError **error)
{
  g_autoptr (GBytes) bytes = shrink (self, photo, error);
  g_autofree char *original = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo);
  g_autofree char *sha256 = NULL;
  g_autofree char *name = NULL;
  g_autoptr (YyIncoming) incoming = NULL;
  YyImageReport report;
  YyPage *page;
  gsize size;
  const void *data;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &size);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  name = g_strdup_printf ("IMG_2026%04u_%02u.jpg", shot->material + 101, shot->page + 1);
  incoming = yy_blob_store_open_incoming (yy_engine_get_blobs (self->engine), "demo", sha256, error);
  if (incoming == NULL || !yy_incoming_append (incoming, data, size, error) ||
      !yy_incoming_verify (incoming, error) || !examine (self, incoming, sha256, &report, error) ||
      !yy_incoming_keep (incoming, error))
    return NULL;

  /* Whoever tries the demonstration must not meet the refusal of blank pages by mistake. */
  if (shot->page < MOST_PAGES && report.blank.verdict != YY_BLANK_VERDICT_NORMAL)
    {
      const YyDemoMaterial *material = g_ptr_array_index (self->materials, shot->material);

      g_set_error (error, YY_ERROR, YY_ERROR_INTERNAL, "Page %u of “%s” looks %s.", shot->page + 1,
                   material->name, yy_blank_verdict_get_nick (report.blank.verdict));
      return NULL;
    }
  page = yy_page_new (sha256, original, name, report.mime, (gint64) size, report.width, report.height, 0);
  yy_page_set_blank (page, &report.blank);
  return page;
}

static void
shoot (gpointer data, gpointer user_data)
{
  YyDemoPhotos *self = user_data;
  Shot *shot = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = take_photo (self, shot, &error);

  if (bytes != NULL)
    shot->taken = store_photo (self, shot, bytes, &error);
  if (error == NULL)
    return;

  g_mutex_lock (&self->lock);
  if (self->error == NULL)
    self->error = g_steal_pointer (&error);
  g_mutex_unlock (&self->lock);
}

static GPtrArray *
plan_shots (YyDemoPhotos *self)
{
  GPtrArray *shots = g_ptr_array_new_with_free_func (g_free);

  for (guint m = 0; m < self->materials->len; m++)
    {
      guint n_pages = get_n_pages (g_ptr_array_index (self->materials, m), m);

      for (guint p = 0; p <= n_pages; p++)
        {
          Shot *shot = g_new0 (Shot, 1);

          shot->material = m;
          shot->n_pages = n_pages;
          shot->page = p < n_pages ? p : MOST_PAGES;
          g_ptr_array_add (shots, shot);
        }
    }

  return shots;
}

static void
sort_in (YyDemoPhotos *self, GPtrArray *shots)
{
  for (guint m = 0; m < self->materials->len; m++)
    g_ptr_array_add (self->pages, yy_page_list_new ());
  for (guint i = 0; i < shots->len; i++)
    {
      Shot *shot = g_ptr_array_index (shots, i);

      g_ptr_array_add (shot->page == MOST_PAGES ? self->stamped
                                                : g_ptr_array_index (self->pages, shot->material),
                       shot->taken);
    }
}

YyDemoPhotos *
yy_demo_photos_take (
    YyEngine *engine, YyImageWorker *worker, GPtrArray *materials, guint32 seed, GError **error)
{
  g_autoptr (YyDemoPhotos) self = g_new0 (YyDemoPhotos, 1);
  g_autoptr (GPtrArray) shots = NULL;
  GThreadPool *pool;

  self->engine = engine;
  self->worker = worker;
  self->materials = materials;
  self->seed = seed;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->stamped = yy_page_list_new ();
  g_mutex_init (&self->lock);

  shots = plan_shots (self);
  g_print ("taking %u photos of %u materials\n", shots->len, materials->len);
  pool = g_thread_pool_new (shoot, self, (int) g_get_num_processors (), TRUE, error);
  if (pool == NULL)
    return NULL;
  for (guint i = 0; i < shots->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (shots, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }

  sort_in (self, shots);
  return g_steal_pointer (&self);
}

void
yy_demo_photos_free (YyDemoPhotos *self)
{
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->stamped);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_free (self);
}

GPtrArray *
yy_demo_photos_get_pages (YyDemoPhotos *self, guint material)
{
  return g_ptr_array_index (self->pages, material);
}

YyPage *
yy_demo_photos_get_stamped (YyDemoPhotos *self, guint material)
{
  return g_ptr_array_index (self->stamped, material);
}
