#include "yy-picture.h"

#include <glib/gi18n.h>

#include "yy-error.h"

struct _YyPicture
{
  GObject parent_instance;

  YyPictureLoader *loader;
  char *request_id;
  YyPage *page;
  gboolean stamped;
  guint place;
  guint count;
  YyPageChange change;

  GdkTexture *thumbnail;
  GdkTexture *texture;
  YyPictureSize size; /* of the texture, when there is one */
  YyPictureSize wanted;
  GCancellable *cancellable; /* of the load of @wanted; NULL while none is on its way */
  GCancellable *thumbnail_cancellable;
  char *error;
  int turn;
};

enum
{
  PROP_THUMBNAIL = 1,
  PROP_TEXTURE,
  PROP_LOADING,
  PROP_ERROR,
  PROP_ROTATION,
  PROP_CHANGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YyPicture, yy_picture, G_TYPE_OBJECT)

static void
take_error (YyPicture *self, const GError *error)
{
  /* Only errors of our domain are written for people. */
  g_free (self->error);
  self->error = error == NULL               ? NULL
                : error->domain == YY_ERROR ? g_strdup (error->message)
                                            : g_strdup (_ ("The picture could not be loaded."));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
thumbnail_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = yy_picture_loader_load_finish (YY_PICTURE_LOADER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->thumbnail_cancellable);
  /* A thumbnail that is missing is told where the picture itself is shown. */
  if (texture == NULL)
    {
      g_debug ("No thumbnail of picture %u: %s", self->place, error->message);
      return;
    }

  g_set_object (&self->thumbnail, texture);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_THUMBNAIL]);
  if (self->texture == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXTURE]);
}

static void
texture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = yy_picture_loader_load_finish (YY_PICTURE_LOADER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  if (texture == NULL)
    {
      g_debug ("No picture %u: %s", self->place, error->message);
      take_error (self, error);
      return;
    }

  self->size = self->wanted;
  g_set_object (&self->texture, texture);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXTURE]);
}

static void
yy_picture_dispose (GObject *object)
{
  YyPicture *self = YY_PICTURE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->thumbnail_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->thumbnail_cancellable);
  g_clear_object (&self->loader);
  g_clear_object (&self->thumbnail);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (yy_picture_parent_class)->dispose (object);
}

static void
yy_picture_finalize (GObject *object)
{
  YyPicture *self = YY_PICTURE (object);

  g_free (self->request_id);
  g_free (self->error);
  yy_page_free (self->page);

  G_OBJECT_CLASS (yy_picture_parent_class)->finalize (object);
}

static void
yy_picture_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyPicture *self = YY_PICTURE (object);

  switch (id)
    {
    case PROP_THUMBNAIL:
      g_value_set_object (value, self->thumbnail);
      break;
    case PROP_TEXTURE:
      g_value_set_object (value, yy_picture_get_texture (self));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, yy_picture_is_loading (self));
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_ROTATION:
      g_value_set_int (value, yy_picture_get_rotation (self));
      break;
    case PROP_CHANGE:
      g_value_set_int (value, (int) self->change);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_picture_class_init (YyPictureClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yy_picture_dispose;
  object_class->finalize = yy_picture_finalize;
  object_class->get_property = yy_picture_get_property;

  props[PROP_THUMBNAIL] = g_param_spec_object ("thumbnail", NULL, NULL, GDK_TYPE_TEXTURE, read);
  props[PROP_TEXTURE] = g_param_spec_object ("texture", NULL, NULL, GDK_TYPE_TEXTURE, read);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, read);
  props[PROP_ROTATION] = g_param_spec_int ("rotation", NULL, NULL, 0, 270, 0, read);
  props[PROP_CHANGE] =
      g_param_spec_int ("change", NULL, NULL, 0, YY_PAGE_CHANGE_MOVED, YY_PAGE_CHANGE_NONE, read);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yy_picture_init (YyPicture *self)
{
}

YyPicture *
yy_picture_new (YyPictureLoader *loader,
                const char *request_id,
                const YyPage *page,
                gboolean stamped,
                guint place,
                guint count)
{
  YyPicture *self = g_object_new (YY_TYPE_PICTURE, NULL);

  self->loader = g_object_ref (loader);
  self->request_id = g_strdup (request_id);
  self->page = yy_page_copy (page);
  self->stamped = stamped;
  self->place = place;
  self->count = count;
  return self;
}

const YyPage *
yy_picture_get_page (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), NULL);

  return self->page;
}

gboolean
yy_picture_is_stamped (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), FALSE);

  return self->stamped;
}

guint
yy_picture_get_place (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), 0);

  return self->place;
}

guint
yy_picture_get_count (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), 0);

  return self->count;
}

YyPageChange
yy_picture_get_change (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), YY_PAGE_CHANGE_NONE);

  return self->change;
}

void
yy_picture_set_change (YyPicture *self, YyPageChange change)
{
  g_return_if_fail (YY_IS_PICTURE (self));

  if (self->change == change)
    return;

  self->change = change;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHANGE]);
}

char *
yy_picture_dup_name (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), NULL);

  return g_strdup_printf (self->stamped ? _ ("Photo of the stamped paper, no. %1$u of %2$u")
                                        : _ ("Picture of the material, no. %1$u of %2$u"),
                          self->place + 1, self->count);
}

GdkTexture *
yy_picture_get_thumbnail (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), NULL);

  return self->thumbnail;
}

GdkTexture *
yy_picture_get_texture (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), NULL);

  return self->texture != NULL ? self->texture : self->thumbnail;
}

gboolean
yy_picture_get_size (YyPicture *self, YyPictureSize *ret_size)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), FALSE);

  if (self->texture == NULL && self->thumbnail == NULL)
    return FALSE;

  *ret_size = self->texture != NULL ? self->size : YY_PICTURE_THUMBNAIL;
  return TRUE;
}

gboolean
yy_picture_is_loading (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), FALSE);

  return self->cancellable != NULL;
}

const char *
yy_picture_get_error (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), NULL);

  return self->error;
}

int
yy_picture_get_rotation (YyPicture *self)
{
  g_return_val_if_fail (YY_IS_PICTURE (self), 0);

  return (self->page->rotation + self->turn) % 360;
}

static void
want_thumbnail (YyPicture *self)
{
  if (self->thumbnail != NULL || self->thumbnail_cancellable != NULL)
    return;

  self->thumbnail_cancellable = g_cancellable_new ();
  yy_picture_loader_load_async (self->loader, self->request_id, self->stamped, self->place,
                                self->page->sha256, YY_PICTURE_THUMBNAIL, self->thumbnail_cancellable,
                                thumbnail_cb, g_object_ref (self));
}

void
yy_picture_want (YyPicture *self, YyPictureSize size)
{
  g_return_if_fail (YY_IS_PICTURE (self));

  if (size == YY_PICTURE_THUMBNAIL)
    {
      want_thumbnail (self);
      return;
    }
  if ((self->texture != NULL && self->size >= size) || (self->cancellable != NULL && self->wanted >= size))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->error != NULL)
    take_error (self, NULL);
  self->wanted = size;
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
  yy_picture_loader_load_async (self->loader, self->request_id, self->stamped, self->place,
                                self->page->sha256, size, self->cancellable, texture_cb, g_object_ref (self));
}

void
yy_picture_release (YyPicture *self)
{
  g_return_if_fail (YY_IS_PICTURE (self));

  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
    }
  if (self->texture != NULL)
    {
      g_clear_object (&self->texture);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXTURE]);
    }
}

void
yy_picture_turn (YyPicture *self, int degrees)
{
  g_return_if_fail (YY_IS_PICTURE (self));

  self->turn = ((self->turn + degrees) % 360 + 360) % 360;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROTATION]);
}
