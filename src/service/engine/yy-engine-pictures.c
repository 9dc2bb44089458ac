#include "yy-engine-pictures.h"

#include "yy-engine-private.h"
#include "yy-error.h"
#include "yy-picture-store.h"
#include "yy-request-store.h"
#include "yy-route.h"

static const char *const nicks[] = { "thumbnail", "preview", "original" };

gboolean
yy_picture_size_from_nick (const char *nick, YyPictureSize *ret_size)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_str_equal (nicks[i], nick))
        {
          *ret_size = (YyPictureSize) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
yy_picture_size_get_variant (YyPictureSize size)
{
  return size == YY_PICTURE_ORIGINAL ? NULL : nicks[size];
}

YyPage *
yy_engine_get_page (YyEngine *self,
                    YyDb *db,
                    const YyActor *actor,
                    const char *id,
                    gboolean stamped,
                    guint index,
                    GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyRequest) known = NULL;
  g_autoptr (YyRequest) whole = NULL;
  g_autoptr (YyPage) page = NULL;

  if (snapshot == NULL)
    return NULL;
  page = yy_request_store_load_page (db, id, stamped, index, &known, error);
  if (page == NULL)
    return NULL;

  /* Whoever has to do with it now is found without its history; only who handled it before needs that. */
  if (yy_route_get_roles (known, snapshot->org, actor->person_id) != 0)
    return g_steal_pointer (&page);
  whole = yy_engine_load (db, snapshot, actor, id, error);

  return whole != NULL ? g_steal_pointer (&page) : NULL;
}

gboolean
yy_engine_add_upload (YyEngine *self, YyDb *db, const YyActor *actor, const YyPage *page, GError **error)
{
  return yy_picture_store_add_upload (db, actor->person_id, page, yy_engine_now (self), error);
}

YyPage *
yy_engine_find_upload (YyEngine *self, YyDb *db, const YyActor *actor, const char *sha256, GError **error)
{
  return yy_picture_store_find_upload (db, actor->person_id, sha256, error);
}

gboolean
yy_engine_check_upload_room (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *sha256, GError **error)
{
  gint64 since = yy_engine_now (self) - G_TIME_SPAN_DAY;
  gint64 unused;

  if (yy_blob_store_get_incoming_size (yy_engine_get_blobs (self), actor->person_id, sha256) >= 0)
    return TRUE;
  if (!yy_picture_store_count_unused (db, actor->person_id, since, &unused, error))
    return FALSE;

  unused += yy_blob_store_count_incoming (yy_engine_get_blobs (self), actor->person_id);
  if (unused < YY_UPLOADS_UNUSED_MAX)
    return TRUE;

  yy_error_set_one (error, YY_ERROR_NO_SPACE, YY_ISSUE_TOO_MANY, "", NULL, YY_UPLOADS_UNUSED_MAX, NULL);
  return FALSE;
}
