#include "yy-page-tile.h"

#include <glib/gi18n.h>

#include "yy-blank-words.h"

/* The longest side of a thumbnail, in pixels of the picture: enough for a screen of double density. */
#define THUMBNAIL_SIDE 320

struct _YyPageTile
{
  GtkFlowBoxChild parent_instance;

  YyDraft *draft;
  YyDraftPage *page;
  GtkWidget *picture;
  GtkWidget *number;
  GtkWidget *mark;
  GtkWidget *mark_text;
  GtkWidget *name;
  GtkWidget *state;
  GtkWidget *progress;
  GtkWidget *spinner;
  GtkWidget *cancel;
  GtkWidget *retry;
  GCancellable *cancellable;
  GdkPixbuf *thumbnail; /* not turned */
  gboolean loading;
  int shown_rotation;
  guint shown_regions;
  guint place;
  guint total;
};

enum
{
  REMOVE,
  TURN,
  CANCEL,
  RETRY,
  LAST_SIGNAL
};

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyPageTile, yy_page_tile, GTK_TYPE_FLOW_BOX_CHILD)

/* Amber over a place of @pixbuf, which is our own. */
static void
tint_region (GdkPixbuf *pixbuf, const YyRegion *region)
{
  const int colour[3] = { 245, 194, 17 };
  const int width = gdk_pixbuf_get_width (pixbuf);
  const int height = gdk_pixbuf_get_height (pixbuf);
  const int x0 = width * region->x / YY_REGION_WHOLE;
  const int y0 = height * region->y / YY_REGION_WHOLE;
  const int x1 = width * (region->x + region->width) / YY_REGION_WHOLE;
  const int y1 = height * (region->y + region->height) / YY_REGION_WHOLE;

  for (int y = y0; y < y1; y++)
    {
      guint8 *row = gdk_pixbuf_get_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);

      for (int x = x0; x < x1; x++)
        {
          const gboolean edge = x < x0 + 2 || x >= x1 - 2 || y < y0 + 2 || y >= y1 - 2;

          for (int c = 0; c < 3; c++)
            {
              guint8 *value = row + x * gdk_pixbuf_get_n_channels (pixbuf) + c;

              *value = (guint8) (edge ? colour[c] : (*value * 3 + colour[c]) / 4);
            }
        }
    }
}

static GdkPixbuf *
tint_empty (GdkPixbuf *thumbnail, const YyBlank *blank)
{
  GdkPixbuf *copy = gdk_pixbuf_copy (thumbnail);

  for (guint i = 0; copy != NULL && i < blank->n_regions; i++)
    tint_region (copy, &blank->regions[i]);
  return copy;
}

static const YyBlank *
get_blank (YyPageTile *self)
{
  static const YyBlank none;
  const YyPage *page = yy_draft_page_get_page (self->page);

  return page != NULL ? &page->blank : &none;
}

static void
show_thumbnail (YyPageTile *self)
{
  int rotation = yy_draft_page_get_rotation (self->page);
  const YyBlank *blank = get_blank (self);
  g_autoptr (GdkPixbuf) tinted = NULL;
  g_autoptr (GdkPixbuf) turned = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (self->thumbnail == NULL ||
      (rotation == self->shown_rotation && blank->n_regions == self->shown_regions))
    return;

  /* GdkPixbuf counts against the clock. */
  tinted = tint_empty (self->thumbnail, blank);
  turned = tinted == NULL ? NULL
                          : gdk_pixbuf_rotate_simple (tinted, (GdkPixbufRotation) ((360 - rotation) % 360));
  texture = turned != NULL ? gdk_texture_new_for_pixbuf (turned) : NULL;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  self->shown_rotation = rotation;
  self->shown_regions = blank->n_regions;
}

/* What is here was made by our own worker or by the service; it is small in any case. */
static void
decode_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (task_data);
  GError *error = NULL;
  GdkPixbuf *pixbuf =
      gdk_pixbuf_new_from_stream_at_scale (stream, THUMBNAIL_SIDE, THUMBNAIL_SIDE, TRUE, cancellable, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPageTile) self = user_data;
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->loading = FALSE;
  if (pixbuf == NULL)
    {
      g_info ("No thumbnail: %s", error->message);
      return;
    }
  g_clear_object (&self->thumbnail);
  self->thumbnail = pixbuf;
  self->shown_rotation = -1;
  show_thumbnail (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyPageTile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  GBytes *bytes = yy_draft_load_picture_finish (YY_DRAFT (source), result, &error);

  if (bytes == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        self->loading = FALSE;
      return;
    }

  task = g_task_new (NULL, self->cancellable, decoded_cb, g_object_ref (self));
  g_task_set_task_data (task, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_in_thread);
}

static void
load_thumbnail (YyPageTile *self)
{
  if (self->thumbnail != NULL || self->loading || yy_draft_page_get_page (self->page) == NULL)
    return;

  self->loading = TRUE;
  yy_draft_load_picture_async (self->draft, self->page, self->cancellable, loaded_cb, g_object_ref (self));
}

static char *
dup_state_text (YyPageTile *self)
{
  const char *text = yy_draft_page_get_error_text (self->page);

  switch (yy_draft_page_get_state (self->page))
    {
    case YY_PAGE_PREPARING:
      return g_strdup (_ ("Being prepared…"));
    case YY_PAGE_WAITING:
      return g_strdup (text != NULL ? _ ("Waits for the network") : _ ("Waits to be sent"));
    case YY_PAGE_SENDING:
      return g_strdup_printf (_ ("Being sent, %d%%"), (int) (yy_draft_page_get_progress (self->page) * 100));
    case YY_PAGE_SENT:
      return g_strdup (_ ("Uploaded"));
    case YY_PAGE_FAILED:
    default:
      return g_strdup (text != NULL ? text : _ ("Could not be sent"));
    }
}

static void
show_label (YyPageTile *self, const char *state)
{
  const char *word = yy_blank_words_get (get_blank (self));
  g_autofree char *whole = word != NULL ? g_strdup_printf ("%s, %s", state, word) : g_strdup (state);
  /* Translators: a picture in the list of pictures: its place, how many there are, its name, how far it is */
  g_autofree char *label = g_strdup_printf (_ ("Picture of the material %u of %u, %s, %s"), self->place,
                                            self->total, yy_draft_page_get_name (self->page), whole);
  g_autofree char *number = g_strdup_printf ("%u", self->place);

  gtk_label_set_label (GTK_LABEL (self->number), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* A page that will not be stamped as it is says so at once, not only when it is submitted. */
static void
show_mark (YyPageTile *self)
{
  const YyBlank *blank = get_blank (self);
  const char *word = yy_blank_words_get (blank);
  g_autofree char *advice = yy_blank_words_dup_advice (blank, self->place);

  gtk_widget_set_visible (self->mark, word != NULL);
  gtk_label_set_label (GTK_LABEL (self->mark_text), word != NULL ? word : "");
  gtk_widget_set_tooltip_text (self->mark, advice);
  if (blank->verdict == YY_BLANK_VERDICT_BLANK)
    gtk_widget_add_css_class (self->mark, "yy-blank");
  else
    gtk_widget_remove_css_class (self->mark, "yy-blank");
}

static void
update (YyPageTile *self)
{
  YyPageState state = yy_draft_page_get_state (self->page);
  g_autofree char *text = dup_state_text (self);
  gboolean busy = state == YY_PAGE_PREPARING || state == YY_PAGE_WAITING || state == YY_PAGE_SENDING;

  gtk_label_set_label (GTK_LABEL (self->state), text);
  gtk_widget_set_tooltip_text (self->state, yy_draft_page_get_error_text (self->page));
  if (state == YY_PAGE_FAILED)
    gtk_widget_add_css_class (self->state, "error");
  else
    gtk_widget_remove_css_class (self->state, "error");
  gtk_widget_set_visible (self->progress, state == YY_PAGE_SENDING);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), yy_draft_page_get_progress (self->page));
  gtk_widget_set_visible (self->spinner, state == YY_PAGE_PREPARING);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), state == YY_PAGE_PREPARING);
  gtk_widget_set_visible (self->cancel, busy);
  gtk_widget_set_visible (self->retry, state == YY_PAGE_FAILED);
  show_label (self, text);
  show_mark (self);
  load_thumbnail (self);
  show_thumbnail (self);
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[REMOVE], 0);
}

static void
turn_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[TURN], 0, 90);
}

static void
cancel_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CANCEL], 0);
}

static void
retry_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[RETRY], 0);
}

static void
yy_page_tile_dispose (GObject *object)
{
  YyPageTile *self = YY_PAGE_TILE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->page != NULL)
    g_signal_handlers_disconnect_by_data (self->page, self);
  g_clear_object (&self->page);
  g_clear_object (&self->draft);
  g_clear_object (&self->thumbnail);

  G_OBJECT_CLASS (yy_page_tile_parent_class)->dispose (object);
}

static void
yy_page_tile_finalize (GObject *object)
{
  g_clear_object (&YY_PAGE_TILE (object)->cancellable);

  G_OBJECT_CLASS (yy_page_tile_parent_class)->finalize (object);
}

static void
yy_page_tile_class_init (YyPageTileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yy_page_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_page_tile_finalize;

  signals[REMOVE] =
      g_signal_new ("remove", YY_TYPE_PAGE_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TURN] = g_signal_new ("turn", YY_TYPE_PAGE_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CANCEL] =
      g_signal_new ("cancel", YY_TYPE_PAGE_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] =
      g_signal_new ("retry", YY_TYPE_PAGE_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_button (YyPageTile *self, const char *icon, const char *tooltip, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "yy-tile-button");
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
build_mark (YyPageTile *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->mark = g_object_new (GTK_TYPE_BOX, "spacing", 4, "halign", GTK_ALIGN_END, "valign", GTK_ALIGN_START,
                             "visible", FALSE, NULL);
  self->mark_text = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (self->mark), icon);
  gtk_box_append (GTK_BOX (self->mark), self->mark_text);
  gtk_widget_add_css_class (self->mark, "yy-tile-mark");
  return self->mark;
}

static GtkWidget *
build_picture (YyPageTile *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  /* Gives the tile its size: a picture would ask for that of its texture. */
  GtkWidget *frame = g_object_new (GTK_TYPE_BOX, "width-request", 124, "height-request", 156, NULL);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->picture =
      g_object_new (GTK_TYPE_PICTURE, "content-fit", GTK_CONTENT_FIT_CONTAIN, "can-shrink", TRUE, NULL);
  self->number = g_object_new (GTK_TYPE_LABEL, "halign", GTK_ALIGN_START, "valign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->number, "yy-badge");
  gtk_widget_add_css_class (self->number, "yy-tile-number");
  self->spinner =
      g_object_new (GTK_TYPE_SPINNER, "halign", GTK_ALIGN_CENTER, "valign", GTK_ALIGN_CENTER, NULL);
  self->progress = g_object_new (GTK_TYPE_PROGRESS_BAR, "valign", GTK_ALIGN_END, NULL);
  gtk_widget_add_css_class (self->progress, "osd");

  self->cancel = new_button (self, "process-stop-symbolic", _ ("Stop sending"), G_CALLBACK (cancel_cb));
  self->retry = new_button (self, "view-refresh-symbolic", _ ("Try again"), G_CALLBACK (retry_cb));
  gtk_box_append (GTK_BOX (buttons), self->retry);
  gtk_box_append (GTK_BOX (buttons), self->cancel);
  gtk_box_append (GTK_BOX (buttons), new_button (self, "object-rotate-right-symbolic", _ ("Rotate (Ctrl+R)"),
                                                 G_CALLBACK (turn_cb)));
  gtk_box_append (GTK_BOX (buttons),
                  new_button (self, "user-trash-symbolic", _ ("Remove (Delete)"), G_CALLBACK (remove_cb)));
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (buttons, GTK_ALIGN_END);
  gtk_widget_add_css_class (buttons, "yy-tile-buttons");

  gtk_overlay_set_child (GTK_OVERLAY (overlay), frame);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->picture);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->number);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), build_mark (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->spinner);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->progress);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), buttons);
  gtk_widget_add_css_class (overlay, "yy-tile-picture");
  gtk_widget_set_overflow (overlay, GTK_OVERFLOW_HIDDEN);
  return overlay;
}

static void
yy_page_tile_init (YyPageTile *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->cancellable = g_cancellable_new ();
  self->shown_rotation = -1;
  gtk_box_append (GTK_BOX (box), build_picture (self));
  self->name =
      g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, "max-width-chars", 10, NULL);
  gtk_widget_add_css_class (self->name, "caption");
  self->state = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify",
                              GTK_JUSTIFY_CENTER, "width-chars", 8, "max-width-chars", 8, NULL);
  gtk_widget_add_css_class (self->state, "caption");
  gtk_widget_add_css_class (self->state, "dim-label");
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->state);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (self), box);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-tile");
}

GtkWidget *
yy_page_tile_new (YyDraft *draft, YyDraftPage *page)
{
  YyPageTile *self = g_object_new (YY_TYPE_PAGE_TILE, NULL);

  self->draft = g_object_ref (draft);
  self->page = g_object_ref (page);
  g_signal_connect_swapped (page, "changed", G_CALLBACK (update), self);
  gtk_label_set_label (GTK_LABEL (self->name), yy_draft_page_get_name (page));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), yy_draft_page_get_name (page));
  update (self);
  return GTK_WIDGET (self);
}

YyDraftPage *
yy_page_tile_get_page (YyPageTile *self)
{
  g_return_val_if_fail (YY_IS_PAGE_TILE (self), NULL);

  return self->page;
}

void
yy_page_tile_set_place (YyPageTile *self, guint number, guint total)
{
  g_return_if_fail (YY_IS_PAGE_TILE (self));

  if (self->place == number && self->total == total)
    return;

  self->place = number;
  self->total = total;
  update (self);
}

GdkPaintable *
yy_page_tile_get_paintable (YyPageTile *self)
{
  g_return_val_if_fail (YY_IS_PAGE_TILE (self), NULL);

  return gtk_picture_get_paintable (GTK_PICTURE (self->picture));
}
