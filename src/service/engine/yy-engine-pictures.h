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

/* Remembers a picture that lies in the blob store as brought by @actor. */
gboolean
yy_engine_add_upload (YyEngine *self, YyDb *db, const YyActor *actor, const YyPage *page, GError **error);
/* How many pictures somebody may have brought that no request uses, begun ones among them (IM09). */
#define YY_UPLOADS_UNUSED_MAX 200

/* %YY_ERROR_NO_SPACE when @actor may not begin another upload; @sha256 is the one he begins. */
gboolean yy_engine_check_upload_room (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *sha256, GError **error);
/* What @actor brought before, or %NULL without an error. */
YyPage *
yy_engine_find_upload (YyEngine *self, YyDb *db, const YyActor *actor, const char *sha256, GError **error);

G_END_DECLS
