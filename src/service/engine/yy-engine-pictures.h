#pragma once

#include "yy-engine-requests.h"

G_BEGIN_DECLS

/* Which form of a picture is asked for. */
typedef enum
{
  YY_PICTURE_THUMBNAIL,
  YY_PICTURE_PREVIEW,
  YY_PICTURE_ORIGINAL,
  YY_PICTURE_LAST
} YyPictureSize;

gboolean yy_picture_size_from_nick (const char *nick, YyPictureSize *ret_size);
/* The name of the derived file, %NULL for the original. */
const char *yy_picture_size_get_variant (YyPictureSize size);

/* The page @index of a request that @actor may see: (transfer full), %YY_ERROR_NOT_FOUND for anything else.
 */
YyPage *yy_engine_get_page (YyEngine *self,
                            YyDb *db,
                            const YyActor *actor,
                            const char *id,
                            gboolean stamped,
                            guint index,
                            GError **error);

/* Remembers a picture that lies in the blob store as brought by @actor, and what a look at it told if
 * somebody has looked. */
gboolean
yy_engine_add_upload (YyEngine *self, YyDb *db, const YyActor *actor, const YyPage *page, GError **error);
/* How many pictures somebody may have brought that no request uses, begun ones among them (IM09). */
#define YY_UPLOADS_UNUSED_MAX 200

/* %YY_ERROR_NO_SPACE when @actor may not begin another upload; @sha256 is the one he begins. */
gboolean yy_engine_check_upload_room (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *sha256, GError **error);
/* What a look at a picture told; it is kept with the picture, whoever brought it. */
gboolean
yy_engine_set_blank (YyEngine *self, YyDb *db, const char *sha256, const YyBlank *blank, GError **error);
/* The digests of the pages of a request of @actor's own that nobody has looked at, without which it cannot be
 * submitted (R09). Empty for a request that he may not see. (transfer full) (element-type utf8) */
GPtrArray *
yy_engine_list_unseen (YyEngine *self, YyDb *db, const YyActor *actor, const char *id, GError **error);

/* What @actor brought before, or %NULL without an error. */
YyPage *
yy_engine_find_upload (YyEngine *self, YyDb *db, const YyActor *actor, const char *sha256, GError **error);

G_END_DECLS
