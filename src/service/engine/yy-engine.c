#include "yy-engine.h"

#include <sodium.h>

#include "yy-account-store.h"
#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-key-store.h"
#include "yy-picture-store.h"

#define KEY_LIFE (7 * G_TIME_SPAN_DAY)
#define UPLOAD_LIFE G_TIME_SPAN_DAY

struct _YyEngine
{
  const YyClock *clock; /* borrowed */
  YyEngineLimits limits;
  YyBlobStore *blobs;
  YyThrottle *throttle;
  GMutex lock;          /* guards snapshot */
  YySnapshot *snapshot; /* the latest one that anybody asked for, nullable */
};

static gint64
now_of_machine (const YyClock *self)
{
  return g_get_real_time ();
}

const YyClock *
yy_engine_get_system_clock (void)
{
  static const YyClock clock = { now_of_machine };

  return &clock;
}

YyEngine *
yy_engine_new (const char *folder, const YyClock *clock, const YyEngineLimits *limits, GError **error)
{
  static const YyEngineLimits defaults = { 12 * G_TIME_SPAN_HOUR, 7 * G_TIME_SPAN_DAY, 20 };
  g_autoptr (YyBlobStore) blobs = NULL;
  YyEngine *self;

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "There is no source of randomness.");
      return NULL;
    }
  blobs = yy_blob_store_new (folder, error);
  if (blobs == NULL)
    return NULL;

  self = g_new0 (YyEngine, 1);
  self->clock = clock;
  self->limits = limits != NULL ? *limits : defaults;
  self->blobs = g_steal_pointer (&blobs);
  self->throttle = yy_throttle_new ();
  g_mutex_init (&self->lock);

  return self;
}

void
yy_engine_free (YyEngine *self)
{
  g_clear_pointer (&self->snapshot, yy_snapshot_unref);
  g_mutex_clear (&self->lock);
  yy_throttle_free (self->throttle);
  yy_blob_store_free (self->blobs);
  g_free (self);
}

const YyEngineLimits *
yy_engine_get_limits (YyEngine *self)
{
  return &self->limits;
}

gint64
yy_engine_now (YyEngine *self)
{
  return yy_clock_now (self->clock);
}

YyBlobStore *
yy_engine_get_blobs (YyEngine *self)
{
  return self->blobs;
}

YyThrottle *
yy_engine_get_throttle (YyEngine *self)
{
  return self->throttle;
}

YySnapshot *
yy_engine_ref_snapshot (YyEngine *self, YyDb *db, GError **error)
{
  YySnapshot *snapshot = NULL;
  char today[YY_CLOCK_DAY_SIZE];
  gint64 version;

  if (!yy_directory_store_get_version (db, &version, error))
    return NULL;

  /* Who stands in for whom changes with the day. */
  yy_clock_format_day (yy_engine_now (self), today);
  g_mutex_lock (&self->lock);
  if (self->snapshot != NULL && self->snapshot->version == version &&
      g_str_equal (yy_org_get_today (self->snapshot->org), today))
    snapshot = yy_snapshot_ref (self->snapshot);
  g_mutex_unlock (&self->lock);
  if (snapshot != NULL)
    return snapshot;

  snapshot = yy_directory_store_load (db, error);
  if (snapshot == NULL)
    return NULL;
  yy_org_set_today (snapshot->org, today);

  /* It may be of an older version, or of a change that will be rolled back: the next caller compares
   * versions, and no two contents ever have the same. */
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->snapshot, yy_snapshot_unref);
  self->snapshot = yy_snapshot_ref (snapshot);
  g_mutex_unlock (&self->lock);

  return snapshot;
}

gboolean
yy_engine_initialise (YyEngine *self, YyDb *db, const char *organisation, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *there = yy_directory_store_dup_setting (db, "log-id", &cause);
  guint8 id[16];
  char hex[33];

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (there != NULL)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_CONFLICT, "This folder holds a service already.");
      return FALSE;
    }

  randombytes_buf (id, sizeof id);
  sodium_bin2hex (hex, sizeof hex, id, sizeof id);
  return yy_directory_store_set_setting (db, "log-id", hex, error) &&
         yy_directory_store_set_setting (db, "organisation", organisation, error) &&
         yy_directory_store_bump_version (db, error);
}

gboolean
yy_engine_collect (YyEngine *self, YyDb *db, GPtrArray **ret_orphans, GError **error)
{
  gint64 now = yy_engine_now (self);

  return yy_session_store_delete_expired (db, now, self->limits.idle_usec, error) &&
         yy_key_store_forget (db, now - KEY_LIFE, error) &&
         yy_picture_store_collect (db, now - UPLOAD_LIFE, ret_orphans, error);
}

gboolean
yy_engine_remove_orphans (YyEngine *self, YyDb *db, GPtrArray *orphans, GError **error)
{
  for (guint i = 0; i < orphans->len; i++)
    {
      const char *sha256 = g_ptr_array_index (orphans, i);
      g_autoptr (GError) cause = NULL;
      g_autoptr (YyPage) known = yy_picture_store_find (db, sha256, &cause);

      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (known == NULL)
        yy_blob_store_remove (self->blobs, sha256);
    }

  return TRUE;
}
