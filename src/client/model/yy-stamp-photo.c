#include "yy-stamp-photo.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-error.h"
#include "yy-page-intake.h"
#include "yy-picture-loader.h"

struct _YyStampPhoto
{
  GObject parent_instance;

  YyApiClient *client;
  GFile *file;
  GBytes *picked;
  char *name;

  GCancellable *cancellable;
  YyStampPhotoState state;
  char *error;
  GBytes *bytes; /* of the smaller picture, until it was sent */
  char *sha256;  /* of them */
  GdkTexture *texture;
  YyPage *page;
};

G_DEFINE_FINAL_TYPE (YyStampPhoto, yy_stamp_photo, G_TYPE_OBJECT)

static guint signal_changed;

static void
take_state (YyStampPhoto *self, YyStampPhotoState state, const GError *error)
{
  self->state = state;
  g_clear_pointer (&self->error, g_free);
  if (error != NULL)
    self->error = g_strdup (error->domain == YY_ERROR ? error->message : _ ("The photo could not be sent."));
  g_signal_emit (self, signal_changed, 0);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyStampPhoto) self = user_data;
  g_autoptr (GError) error = NULL;
  YyPage *page = yy_api_client_upload_finish (YY_API_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      take_state (self, YY_STAMP_PHOTO_FAILED, error);
      return;
    }

  self->page = page;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  take_state (self, YY_STAMP_PHOTO_SENT, NULL);
}

static void
send_bytes (YyStampPhoto *self)
{
  take_state (self, YY_STAMP_PHOTO_SENDING, NULL);
  yy_api_client_upload_async (self->client, self->bytes, self->sha256, self->name, NULL, NULL,
                              self->cancellable, sent_cb, g_object_ref (self));
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = yy_picture_loader_decode (data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Only for the eye: what cannot be shown here may still be sent. */
static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyStampPhoto) self = user_data;

  g_clear_object (&self->texture);
  self->texture = g_task_propagate_pointer (G_TASK (result), NULL);
  g_signal_emit (self, signal_changed, 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyStampPhoto) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) decoding = NULL;
  g_autoptr (YyPage) page = yy_page_intake_finish (result, &self->bytes, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (page == NULL)
    {
      take_state (self, YY_STAMP_PHOTO_FAILED, error);
      return;
    }

  g_clear_pointer (&self->picked, g_bytes_unref);
  self->sha256 = g_strdup (page->sha256);
  decoding = g_task_new (NULL, self->cancellable, decoded_cb, g_object_ref (self));
  g_task_set_task_data (decoding, g_bytes_ref (self->bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (decoding, decode_thread);
  send_bytes (self);
}

static void
yy_stamp_photo_finalize (GObject *object)
{
  YyStampPhoto *self = YY_STAMP_PHOTO (object);

  g_clear_object (&self->client);
  g_clear_object (&self->file);
  g_clear_object (&self->texture);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picked, g_bytes_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->page, yy_page_free);
  g_free (self->name);
  g_free (self->error);
  g_free (self->sha256);

  G_OBJECT_CLASS (yy_stamp_photo_parent_class)->finalize (object);
}

static void
yy_stamp_photo_class_init (YyStampPhotoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_stamp_photo_finalize;

  signal_changed =
      g_signal_new ("changed", YY_TYPE_STAMP_PHOTO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yy_stamp_photo_init (YyStampPhoto *self)
{
  self->cancellable = g_cancellable_new ();
}

YyStampPhoto *
yy_stamp_photo_new (YyApiClient *client, GFile *file, GBytes *bytes, const char *name)
{
  YyStampPhoto *self = g_object_new (YY_TYPE_STAMP_PHOTO, NULL);

  self->client = g_object_ref (client);
  self->file = file != NULL ? g_object_ref (file) : NULL;
  self->picked = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  self->name = g_strdup (name);
  yy_stamp_photo_retry (self);
  return self;
}

const char *
yy_stamp_photo_get_name (YyStampPhoto *self)
{
  g_return_val_if_fail (YY_IS_STAMP_PHOTO (self), NULL);

  return self->name;
}

YyStampPhotoState
yy_stamp_photo_get_state (YyStampPhoto *self)
{
  g_return_val_if_fail (YY_IS_STAMP_PHOTO (self), YY_STAMP_PHOTO_FAILED);

  return self->state;
}

const char *
yy_stamp_photo_get_error (YyStampPhoto *self)
{
  g_return_val_if_fail (YY_IS_STAMP_PHOTO (self), NULL);

  return self->error;
}

GdkTexture *
yy_stamp_photo_get_texture (YyStampPhoto *self)
{
  g_return_val_if_fail (YY_IS_STAMP_PHOTO (self), NULL);

  return self->texture;
}

const YyPage *
yy_stamp_photo_get_page (YyStampPhoto *self)
{
  g_return_val_if_fail (YY_IS_STAMP_PHOTO (self), NULL);

  return self->page;
}

void
yy_stamp_photo_retry (YyStampPhoto *self)
{
  g_return_if_fail (YY_IS_STAMP_PHOTO (self));

  if (self->bytes != NULL)
    {
      send_bytes (self);
      return;
    }

  take_state (self, YY_STAMP_PHOTO_READING, NULL);
  yy_page_intake_async (self->file, self->picked, self->name, NULL, self->cancellable, read_cb,
                        g_object_ref (self));
}

void
yy_stamp_photo_cancel (YyStampPhoto *self)
{
  g_return_if_fail (YY_IS_STAMP_PHOTO (self));

  g_cancellable_cancel (self->cancellable);
}
