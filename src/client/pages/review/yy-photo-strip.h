#pragma once

#include <gtk/gtk.h>

#include "yy-api-client.h"

G_BEGIN_DECLS

/**
 * YyPhotoStrip:
 *
 * The photos of the stamped paper (验印留痕) that the keeper adds before he marks it stamped: chosen, dropped
 * or pasted, sent while he goes on, each of them removed or tried again. At most ten. It marks nothing
 * itself.
 */
#define YY_TYPE_PHOTO_STRIP (yy_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (YyPhotoStrip, yy_photo_strip, YY, PHOTO_STRIP, GtkWidget)

#define YY_PHOTO_STRIP_MAX 10

GtkWidget *yy_photo_strip_new (YyApiClient *client);
/* Drops all of them, and what is on its way. */
void yy_photo_strip_clear (YyPhotoStrip *self);
/* Why it is not ready to be sent, for people; %NULL when it is. Static. */
const char *yy_photo_strip_get_problem (YyPhotoStrip *self);
/* (transfer full) (element-type YyPage): those that the service has, in their order */
GPtrArray *yy_photo_strip_dup_pages (YyPhotoStrip *self);

G_END_DECLS
