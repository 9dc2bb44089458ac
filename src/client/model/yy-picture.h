#pragma once

#include <gdk/gdk.h>

#include "yy-page-change.h"
#include "yy-page.h"
#include "yy-picture-loader.h"

G_BEGIN_DECLS

/**
 * YyPicture:
 *
 * One picture of one request as the windows show it: what the service keeps of it (#YyPage), the best texture
 * that has come so far, and how the reader turned it for himself (which changes nothing at the service).
 * It asks #YyPictureLoader when it is wanted; it decodes nothing and keeps nothing on disk. Main thread only.
 *
 * Properties: "thumbnail", "texture" (#GdkTexture, read), "loading" (boolean, read), "error" (string, read:
 * for people, %NULL while all is well), "rotation" (int, read: what is asked for with the page plus the
 * reader's own turns, 0 to 270), "change" (int, read: a #YyPageChange).
 */
#define YY_TYPE_PICTURE (yy_picture_get_type ())
G_DECLARE_FINAL_TYPE (YyPicture, yy_picture, YY, PICTURE, GObject)

/* @place: from 0, in the list that @stamped chooses; @count: how many that list has. @page is copied. */
YyPicture *yy_picture_new (YyPictureLoader *loader,
                           const char *request_id,
                           const YyPage *page,
                           gboolean stamped,
                           guint place,
                           guint count);

const YyPage *yy_picture_get_page (YyPicture *self);
/* TRUE for a photo of a stamped page, FALSE for material. */
gboolean yy_picture_is_stamped (YyPicture *self);
guint yy_picture_get_place (YyPicture *self);
guint yy_picture_get_count (YyPicture *self);
/* What the present round of the request did to it. */
YyPageChange yy_picture_get_change (YyPicture *self);
void yy_picture_set_change (YyPicture *self, YyPageChange change);
/* "Picture 3 of 10 of the material": (transfer full) */
char *yy_picture_dup_name (YyPicture *self);

GdkTexture *yy_picture_get_thumbnail (YyPicture *self);
/* The preview or the original, whatever is there; else the thumbnail; else %NULL. */
GdkTexture *yy_picture_get_texture (YyPicture *self);
/* The best size that is there: nothing better is to be had by wanting it. FALSE when nothing is. */
gboolean yy_picture_get_size (YyPicture *self, YyPictureSize *ret_size);
gboolean yy_picture_is_loading (YyPicture *self);
const char *yy_picture_get_error (YyPicture *self);
int yy_picture_get_rotation (YyPicture *self);

/* Begins to load that size unless it or a better one is there or on its way; after an error it tries again.
 */
void yy_picture_want (YyPicture *self, YyPictureSize size);
/* It scrolled away: drops what is on its way and lets go of everything but the thumbnail; the loader's cache
 * may still have it. */
void yy_picture_release (YyPicture *self);
/* By 90 or -90 degrees, for the reader only. */
void yy_picture_turn (YyPicture *self, int degrees);

G_END_DECLS
