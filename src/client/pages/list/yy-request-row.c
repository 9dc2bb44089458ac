#include "yy-request-row.h"

#include <glib/gi18n.h>

#include "yy-booking.h"
#include "yy-when.h"

struct _YyRequestRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *frame;
  GtkPicture *picture;
  GtkLabel *n_pages;
  GtkLabel *material;
  GtkLabel *when;
  GtkLabel *about;
  GtkBox *state_box;
  GtkImage *state_icon;
  GtkLabel *state;
  GtkWidget *major;
  GtkWidget *urged;
  GtkWidget *out;
  GtkLabel *number;

  YyRequestItem *item;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (YyRequestRow, yy_request_row, GTK_TYPE_WIDGET)

/* How a state looks beside its words. */
static const struct
{
  const char *icon;
  const char *style;
} looks[YY_STATE_LAST] = {
  [YY_STATE_DRAFT] = { "document-edit-symbolic", "dim-label" },
  [YY_STATE_REVIEWING] = { "content-loading-symbolic", "accent" },
  [YY_STATE_RETURNED] = { "yanyin-return-symbolic", "warning" },
  [YY_STATE_REFUSED] = { "yanyin-refuse-symbolic", "error" },
  [YY_STATE_WITHDRAWN] = { "edit-undo-symbolic", "dim-label" },
  [YY_STATE_APPROVED] = { "yanyin-seal-symbolic", "accent" },
  [YY_STATE_ACCEPTED] = { "yanyin-seal-symbolic", "accent" },
  [YY_STATE_STAMPED] = { "yanyin-approve-symbolic", "success" },
  [YY_STATE_ARCHIVED] = { "folder-documents-symbolic", "dim-label" },
  [YY_STATE_EXPIRED] = { "alarm-symbolic", "dim-label" },
  [YY_STATE_VOID] = { "window-close-symbolic", "dim-label" },
  [YY_STATE_OUT] = { "yanyin-take-out-symbolic", "accent" },
  [YY_STATE_OVERDUE] = { "alarm-symbolic", "error" },
  [YY_STATE_BACK] = { "yanyin-approve-symbolic", "success" },
};

/* The service has not heard of it. */
static gboolean
is_local (const YySummary *item)
{
  return item->revision == 0;
}

/* The state, and who is awaited when it is not the reader. */
static char *
dup_state (const YySummary *item, gint64 now_usec)
{
  if (is_local (item))
    return g_strdup (_ ("Draft, only on this computer"));
  if (g_str_equal (item->task, "review"))
    return g_strdup (_ ("To review"));
  if (g_str_equal (item->task, "returned"))
    return g_strdup (_ ("To be corrected"));
  if (g_str_equal (item->task, "sign"))
    return g_strdup (_ ("To be co-signed"));
  if (g_str_equal (item->task, "answer"))
    return g_strdup (_ ("A question waits for your answer"));
  if (g_str_equal (item->task, "carry"))
    return g_strdup (_ ("Confirm that you carry the seal"));
  if (item->state == YY_STATE_OVERDUE)
    {
      gint64 due = 0;
      g_autofree char *until = yy_booking_parse_minute (item->out_until, &due)
                                   ? yy_when_dup_brief (due, now_usec)
                                   : g_strdup (item->out_until);

      /* Translators: %s is a time, or a day before today */
      return g_strdup_printf (_ ("Seal overdue, was due back %s"), until);
    }
  if (item->state == YY_STATE_REVIEWING && *item->assignee_name != '\0')
    /* Translators: a step such as “Leader in charge”, and a person's name. */
    return g_strdup_printf (_ ("With %s %s"), yy_step_get_label (item->step), item->assignee_name);

  return g_strdup (yy_kind_get_state_label (item->kind, item->state));
}

static char *
dup_about (const YySummary *item, const char *own_id)
{
  gboolean own = g_str_equal (item->applicant_id, own_id);
  /* Whoever reads many tells them by the person; what does not fit in is cut at the end. */
  const char *parts[] = { own ? "" : item->applicant_name, item->unit_name, item->seal_name };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, parts[i]);
    }

  return g_string_free (text, FALSE);
}

static void
loaded_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyRequestRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = yy_picture_loader_load_finish (YY_PICTURE_LOADER (source), async, &error);

  if (texture != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("No thumbnail: %s", error->message);
}

static void
load_picture (YyRequestRow *self, YyPictureLoader *loader, const YySummary *item)
{
  g_autofree char *count = g_strdup_printf ("%d", item->n_pages);
  g_autofree char *tag = NULL;
  GdkTexture *texture;

  gtk_widget_set_visible (self->frame, loader != NULL && item->n_pages > 0);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_label_set_label (self->n_pages, count);
  if (loader == NULL || item->n_pages == 0)
    return;

  tag = g_strdup_printf ("%s.%d", item->id, item->revision);
  texture = yy_picture_loader_peek (loader, tag, YY_PICTURE_THUMBNAIL);
  if (texture != NULL)
    {
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      g_object_unref (texture);
      return;
    }

  self->cancellable = g_cancellable_new ();
  yy_picture_loader_load_async (loader, item->id, FALSE, 0, tag, YY_PICTURE_THUMBNAIL, self->cancellable,
                                loaded_cb, g_object_ref (self));
}

static void
show_state (YyRequestRow *self, const YySummary *item, gint64 now_usec)
{
  const char *classes[] = { is_local (item) ? "warning" : looks[item->state].style, NULL };
  g_autofree char *state = dup_state (item, now_usec);

  gtk_widget_set_css_classes (GTK_WIDGET (self->state_box), classes);
  gtk_image_set_from_icon_name (self->state_icon,
                                is_local (item) ? "computer-symbolic" : looks[item->state].icon);
  gtk_label_set_label (self->state, state);
}

static void
stop (YyRequestRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
yy_request_row_dispose (GObject *object)
{
  YyRequestRow *self = YY_REQUEST_ROW (object);

  stop (self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_request_row_parent_class)->dispose (object);
}

static void
yy_request_row_class_init (YyRequestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_request_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/list/yy-request-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, box);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, frame);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, picture);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, n_pages);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, material);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, when);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, about);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, state);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, major);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, urged);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, out);
  gtk_widget_class_bind_template_child (widget_class, YyRequestRow, number);
}

static void
yy_request_row_init (YyRequestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yy_request_row_new (void)
{
  return g_object_new (YY_TYPE_REQUEST_ROW, NULL);
}

void
yy_request_row_set_item (
    YyRequestRow *self, YyRequestItem *item, YyPictureLoader *loader, const char *own_id, gint64 now_usec)
{
  const YySummary *summary;
  g_autofree char *about = NULL;
  g_autofree char *brief = NULL;
  g_autofree char *absolute = NULL;

  g_return_if_fail (YY_IS_REQUEST_ROW (self));

  stop (self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  summary = yy_request_item_get_summary (item);
  about = dup_about (summary, own_id);
  brief = yy_when_dup_brief (summary->changed_usec, now_usec);
  absolute = yy_when_dup_absolute (summary->changed_usec);
  gtk_label_set_label (self->material,
                       *summary->material_name != '\0' ? summary->material_name : _ ("Not named yet"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->material), summary->material_name);
  gtk_label_set_label (self->about, *about != '\0' ? about : _ ("Nothing chosen yet"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->about), about);
  gtk_label_set_label (self->when, brief);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->when), absolute);
  gtk_label_set_label (self->number, summary->number);
  /* What is late is said in full. */
  gtk_widget_set_visible (GTK_WIDGET (self->number),
                          *summary->number != '\0' && summary->state != YY_STATE_OVERDUE);
  gtk_widget_set_visible (self->major, summary->major == YY_ANSWER_YES);
  /* Whom it does not wait for need not hurry. */
  gtk_widget_set_visible (self->urged, summary->urged_usec != 0 && g_str_equal (summary->task, "review"));
  gtk_widget_set_visible (self->out, summary->kind == YY_KIND_TAKE_OUT);
  if (summary->state == YY_STATE_OVERDUE)
    gtk_widget_add_css_class (self->box, "yy-late");
  else
    gtk_widget_remove_css_class (self->box, "yy-late");
  show_state (self, summary, now_usec);
  load_picture (self, loader, summary);
}

YyRequestItem *
yy_request_row_get_item (YyRequestRow *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_ROW (self), NULL);

  return self->item;
}

char *
yy_request_row_dup_description (YyRequestRow *self)
{
  g_return_val_if_fail (YY_IS_REQUEST_ROW (self), NULL);

  return g_strdup_printf ("%s, %s, %s, %s, %s", gtk_label_get_label (self->material),
                          gtk_label_get_label (self->state), gtk_label_get_label (self->about),
                          gtk_label_get_label (self->number), gtk_label_get_label (self->when));
}
