#pragma once

#include <gdk/gdk.h>

#include "yy-api-client.h"
#include "yy-page.h"

G_BEGIN_DECLS

/* How far a photo is on its way. */
typedef enum
{
  YY_STAMP_PHOTO_READING, /* being read and made smaller */
  YY_STAMP_PHOTO_SENDING,
  YY_STAMP_PHOTO_SENT,
  YY_STAMP_PHOTO_FAILED, /* the error text says why */
} YyStampPhotoState;

/**
 * YyStampPhoto:
 *
 * A photo of the stamped paper from the moment that the keeper picked it: it goes through the same gate as
 * every picture of the client (yy-page-intake.h), is sent at once, and is a page then. Nothing of it is kept
 * on this computer: what was not sent when the request is closed has to be picked again. Main thread only.
 *
 * Signal "changed": anything of it.
 */
#define YY_TYPE_STAMP_PHOTO (yy_stamp_photo_get_type ())
G_DECLARE_FINAL_TYPE (YyStampPhoto, yy_stamp_photo, YY, STAMP_PHOTO, GObject)

/* Begins at once. @file, or else @bytes of a picture; @name: for people. */
YyStampPhoto *yy_stamp_photo_new (YyApiClient *client, GFile *file, GBytes *bytes, const char *name);

const char *yy_stamp_photo_get_name (YyStampPhoto *self);
YyStampPhotoState yy_stamp_photo_get_state (YyStampPhoto *self);
/* %NULL unless it failed. */
const char *yy_stamp_photo_get_error (YyStampPhoto *self);
/* %NULL until it was read. */
GdkTexture *yy_stamp_photo_get_texture (YyStampPhoto *self);
/* The page as the service has it; %NULL until it was sent. */
const YyPage *yy_stamp_photo_get_page (YyStampPhoto *self);
/* After a failure, once more from where it stopped. */
void yy_stamp_photo_retry (YyStampPhoto *self);
/* Stops what is under way: nobody wants it any more. */
void yy_stamp_photo_cancel (YyStampPhoto *self);

G_END_DECLS
