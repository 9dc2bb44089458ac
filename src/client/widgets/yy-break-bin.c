#include "yy-break-bin.h"

/* The least width that any page must work in, less what a frame takes. */
#define MIN_WIDTH 300

struct _YyBreakBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int threshold;
  gboolean narrow;
  gboolean wanted;
  guint change_id;
};

enum
{
  PROP_CHILD = 1,
  PROP_THRESHOLD,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YyBreakBin, yy_break_bin, GTK_TYPE_WIDGET)

static gboolean
change_cb (gpointer user_data)
{
  YyBreakBin *self = user_data;

  self->change_id = 0;
  if (self->narrow != self->wanted)
    {
      self->narrow = self->wanted;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NARROW]);
    }

  return G_SOURCE_REMOVE;
}

static void
yy_break_bin_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  YyBreakBin *self = YY_BREAK_BIN (widget);
  int least = 0;

  if (self->child == NULL)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (self->child, orientation, for_size < 0 ? -1 : MAX (for_size, least), minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MIN_WIDTH);
}

/* The layout is changed outside of the allocation: here it would be too late for this frame anyway. */
static void
yy_break_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyBreakBin *self = YY_BREAK_BIN (widget);
  int least_width, least_height;

  self->wanted = width < self->threshold;
  if (self->wanted != self->narrow && self->change_id == 0)
    self->change_id = g_idle_add_full (G_PRIORITY_HIGH, change_cb, self, NULL);
  if (self->child == NULL)
    return;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  width = MAX (width, least_width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, width, MAX (height, least_height), baseline, NULL);
}

static void
yy_break_bin_dispose (GObject *object)
{
  YyBreakBin *self = YY_BREAK_BIN (object);

  g_clear_handle_id (&self->change_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_break_bin_parent_class)->dispose (object);
}

static void
yy_break_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyBreakBin *self = YY_BREAK_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_break_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyBreakBin *self = YY_BREAK_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      yy_break_bin_set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_break_bin_class_init (YyBreakBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yy_break_bin_dispose;
  object_class->get_property = yy_break_bin_get_property;
  object_class->set_property = yy_break_bin_set_property;
  widget_class->measure = yy_break_bin_measure;
  widget_class->size_allocate = yy_break_bin_size_allocate;

  props[PROP_CHILD] =
      g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 700,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
yy_break_bin_init (YyBreakBin *self)
{
  self->threshold = 700;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
yy_break_bin_new (void)
{
  return g_object_new (YY_TYPE_BREAK_BIN, NULL);
}

void
yy_break_bin_set_child (YyBreakBin *self, GtkWidget *child)
{
  g_return_if_fail (YY_IS_BREAK_BIN (self));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHILD]);
}

gboolean
yy_break_bin_get_narrow (YyBreakBin *self)
{
  g_return_val_if_fail (YY_IS_BREAK_BIN (self), FALSE);

  return self->narrow;
}
