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
yy_engine_set_blank (YyEngine *self, YyDb *db, const char *sha256, const YyBlank *blank, GError **error)
{
  return yy_picture_store_set_blank (db, sha256, blank, YY_BLANK_VERSION, error);
}

gboolean
yy_engine_add_upload (YyEngine *self, YyDb *db, const YyActor *actor, const YyPage *page, GError **error)
{
  return yy_picture_store_add_upload (db, actor->person_id, page, yy_engine_now (self), error) &&
         (page->blank.verdict == YY_BLANK_VERDICT_UNKNOWN ||
          yy_engine_set_blank (self, db, page->sha256, &page->blank, error));
}

GPtrArray *
yy_engine_list_unseen (YyEngine *self, YyDb *db, const YyActor *actor, const char *id, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (GError) cause = NULL;

  if (snapshot == NULL)
    return NULL;
  request = yy_engine_load (db, snapshot, actor, id, &cause);
  if (request == NULL && !g_error_matches (cause, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  for (guint i = 0; request != NULL && i < request->pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (request->pages, i);

      if (page->blank.verdict == YY_BLANK_VERDICT_UNKNOWN)
        g_ptr_array_add (digests, g_strdup (page->sha256));
    }
  return g_steal_pointer (&digests);
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
