#include "yy-form-banner.h"

struct _YyFormBanner
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *box;
  GtkWidget *text;
  GtkWidget *button;
};

enum
{
  PROP_BOXED = 1,
  N_PROPS
};

enum
{
  CLICKED,
  LAST_SIGNAL
};

static GParamSpec *props[N_PROPS];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyFormBanner, yy_form_banner, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLICKED], 0);
}

static void
yy_form_banner_dispose (GObject *object)
{
  g_clear_pointer (&YY_FORM_BANNER (object)->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_form_banner_parent_class)->dispose (object);
}

static void
yy_form_banner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BOXED:
      g_value_set_boolean (value, gtk_widget_has_css_class (YY_FORM_BANNER (object)->box, "boxed"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_form_banner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BOXED:
      if (g_value_get_boolean (value))
        gtk_widget_add_css_class (YY_FORM_BANNER (object)->box, "boxed");
      else
        gtk_widget_remove_css_class (YY_FORM_BANNER (object)->box, "boxed");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_form_banner_class_init (YyFormBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yy_form_banner_dispose;
  object_class->get_property = yy_form_banner_get_property;
  object_class->set_property = yy_form_banner_set_property;

  props[PROP_BOXED] =
      g_param_spec_boolean ("boxed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CLICKED] =
      g_signal_new ("clicked", YY_TYPE_FORM_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yy_form_banner_init (YyFormBanner *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->text = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                             "hexpand", TRUE, NULL);
  self->button = gtk_button_new ();
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_add_css_class (self->box, "yy-form-banner");

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->box);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yy_form_banner_show_text (YyFormBanner *self, const char *text, const char *button)
{
  g_return_if_fail (YY_IS_FORM_BANNER (self));

  gtk_label_set_label (GTK_LABEL (self->text), text != NULL ? text : "");
  gtk_button_set_label (GTK_BUTTON (self->button), button != NULL ? button : "");
  gtk_widget_set_visible (self->button, button != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), text != NULL);
}
