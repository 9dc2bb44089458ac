#include "yy-pane-view.h"

#include <adwaita.h>

#define N_PANES 3
#define WIDE 1000
#define MEDIUM 600
#define SIDEBAR_WIDTH 204
#define CONTENT_MIN 292
#define CONTENT_MAX 400

struct _YyPaneView
{
  GtkWidget parent_instance;

  GtkWidget *panes[N_PANES];
  YyPane visible_pane;
  int columns;
  guint idle;
};

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_DETAIL,
  PROP_VISIBLE_PANE,
  PROP_COLUMNS,
  PROP_FOLDED,
  PROP_CAN_GO_BACK,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YyPaneView, yy_pane_view, GTK_TYPE_WIDGET)

static gboolean
is_shown (YyPaneView *self, YyPane pane)
{
  if (self->panes[pane] == NULL)
    return FALSE;

  switch (self->columns)
    {
    case 3:
      return TRUE;
    case 2:
      return pane == YY_PANE_DETAIL || (pane == YY_PANE_SIDEBAR) == (self->visible_pane == YY_PANE_SIDEBAR);
    default:
      return pane == self->visible_pane;
    }
}

static void
set_title_buttons (GtkWidget *widget, gboolean start, gboolean end)
{
  if (ADW_IS_HEADER_BAR (widget))
    {
      adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (widget), start);
      adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (widget), end);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_title_buttons (child, start, end);
}

void
yy_pane_view_update_header_bars (YyPaneView *self)
{
  YyPane first = YY_PANE_DETAIL;
  YyPane last = YY_PANE_SIDEBAR;

  g_return_if_fail (YY_IS_PANE_VIEW (self));

  for (YyPane pane = 0; pane < N_PANES; pane++)
    {
      if (!is_shown (self, pane))
        continue;
      first = MIN (first, pane);
      last = MAX (last, pane);
    }

  for (YyPane pane = 0; pane < N_PANES; pane++)
    {
      if (self->panes[pane] != NULL)
        set_title_buttons (self->panes[pane], pane == first, pane == last);
    }
}

static void
update (YyPaneView *self)
{
  for (YyPane pane = 0; pane < N_PANES; pane++)
    {
      if (self->panes[pane] != NULL)
        gtk_widget_set_child_visible (self->panes[pane], is_shown (self, pane));
    }
  yy_pane_view_update_header_bars (self);
}

static gboolean
idle_cb (gpointer user_data)
{
  YyPaneView *self = user_data;

  self->idle = 0;
  yy_pane_view_update_header_bars (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLUMNS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_GO_BACK]);

  return G_SOURCE_REMOVE;
}

static int
get_min_width (YyPaneView *self, YyPane pane)
{
  int min = 0;

  if (self->panes[pane] != NULL && gtk_widget_get_visible (self->panes[pane]))
    gtk_widget_measure (self->panes[pane], GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);

  return min;
}

static int
get_content_width (int width)
{
  return CLAMP (width * 24 / 100, CONTENT_MIN, CONTENT_MAX);
}

/* The width of a pane that is not the last one. */
static int
get_pane_width (YyPaneView *self, YyPane pane, int width)
{
  int wanted = pane == YY_PANE_SIDEBAR && self->columns == 3 ? SIDEBAR_WIDTH : get_content_width (width);

  return MAX (wanted, get_min_width (self, pane));
}

/* As many columns as there is room for, with the panes as wide as they must be. */
static int
choose_columns (YyPaneView *self, int width)
{
  int sidebar = get_min_width (self, YY_PANE_SIDEBAR);
  int content = MAX (get_min_width (self, YY_PANE_CONTENT), get_content_width (width));
  int detail = get_min_width (self, YY_PANE_DETAIL);

  if (width >= WIDE && MAX (sidebar, SIDEBAR_WIDTH) + content + detail <= width)
    return 3;
  if (width >= MEDIUM && MAX (sidebar, content) + detail <= width)
    return 2;

  return 1;
}

static void
yy_pane_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  YyPaneView *self = YY_PANE_VIEW (widget);

  for (YyPane pane = 0; pane < N_PANES; pane++)
    {
      int child_min = 0;
      int child_nat = 0;

      if (self->panes[pane] == NULL || !gtk_widget_get_visible (self->panes[pane]))
        continue;

      /* How wide a pane will be is not known here: its height is asked for as if it had its way. */
      gtk_widget_measure (self->panes[pane], orientation, -1, &child_min, &child_nat, NULL, NULL);
      *minimum = MAX (*minimum, child_min);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + child_nat : MAX (*natural, child_nat);
    }
}

static void
allocate_pane (YyPaneView *self, YyPane pane, int x, int width, int full, int height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { rtl ? full - x - width : x, 0, width, height };
  int min = 0;

  gtk_widget_measure (self->panes[pane], GTK_ORIENTATION_VERTICAL, width, &min, NULL, NULL, NULL);
  place.height = MAX (height, min);
  gtk_widget_size_allocate (self->panes[pane], &place, -1);
}

static void
yy_pane_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyPaneView *self = YY_PANE_VIEW (widget);
  int columns = choose_columns (self, width);
  YyPane last = YY_PANE_SIDEBAR;
  int x = 0;

  if (columns != self->columns)
    {
      self->columns = columns;
      for (YyPane pane = 0; pane < N_PANES; pane++)
        {
          if (self->panes[pane] != NULL)
            gtk_widget_set_child_visible (self->panes[pane], is_shown (self, pane));
        }
      /* Whoever hears of it changes what is shown: not while sizes are being handed out. */
      if (self->idle == 0)
        self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, idle_cb, self, NULL);
    }

  for (YyPane pane = 0; pane < N_PANES; pane++)
    {
      if (is_shown (self, pane))
        last = pane;
    }
  for (YyPane pane = 0; pane < N_PANES; pane++)
    {
      int pane_width;

      if (!is_shown (self, pane))
        continue;
      pane_width = pane == last ? width - x : MIN (get_pane_width (self, pane, width), width - x);
      allocate_pane (self, pane, x, pane_width, width, height);
      x += pane_width;
    }
}

static GtkSizeRequestMode
yy_pane_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
yy_pane_view_dispose (GObject *object)
{
  YyPaneView *self = YY_PANE_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  for (guint i = 0; i < N_PANES; i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);

  G_OBJECT_CLASS (yy_pane_view_parent_class)->dispose (object);
}

static void
yy_pane_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyPaneView *self = YY_PANE_VIEW (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
    case PROP_CONTENT:
    case PROP_DETAIL:
      g_value_set_object (value, self->panes[prop_id - PROP_SIDEBAR]);
      break;
    case PROP_VISIBLE_PANE:
      g_value_set_int (value, self->visible_pane);
      break;
    case PROP_COLUMNS:
      g_value_set_int (value, self->columns);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->columns == 1);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, yy_pane_view_get_can_go_back (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yy_pane_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YyPaneView *self = YY_PANE_VIEW (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
    case PROP_CONTENT:
    case PROP_DETAIL:
      yy_pane_view_set_child (self, prop_id - PROP_SIDEBAR, g_value_get_object (value));
      break;
    case PROP_VISIBLE_PANE:
      yy_pane_view_set_visible_pane (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yy_pane_view_class_init (YyPaneViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags live = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = yy_pane_view_dispose;
  object_class->get_property = yy_pane_view_get_property;
  object_class->set_property = yy_pane_view_set_property;
  widget_class->measure = yy_pane_view_measure;
  widget_class->size_allocate = yy_pane_view_size_allocate;
  widget_class->get_request_mode = yy_pane_view_get_request_mode;

  props[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, live);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, live);
  props[PROP_DETAIL] = g_param_spec_object ("detail", NULL, NULL, GTK_TYPE_WIDGET, live);
  props[PROP_VISIBLE_PANE] =
      g_param_spec_int ("visible-pane", NULL, NULL, 0, YY_PANE_DETAIL, YY_PANE_SIDEBAR, live);
  props[PROP_COLUMNS] = g_param_spec_int ("columns", NULL, NULL, 1, N_PANES, N_PANES, read);
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, read);
  props[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "paneview");
}

static void
yy_pane_view_init (YyPaneView *self)
{
  self->columns = N_PANES;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
yy_pane_view_new (void)
{
  return g_object_new (YY_TYPE_PANE_VIEW, NULL);
}

void
yy_pane_view_set_child (YyPaneView *self, YyPane pane, GtkWidget *child)
{
  g_return_if_fail (YY_IS_PANE_VIEW (self));
  g_return_if_fail ((guint) pane < N_PANES);
  g_return_if_fail (child == NULL || gtk_widget_get_parent (child) == NULL);

  if (self->panes[pane] == child)
    return;

  g_clear_pointer (&self->panes[pane], gtk_widget_unparent);
  self->panes[pane] = child;
  if (child != NULL)
    gtk_widget_insert_before (child, GTK_WIDGET (self), pane + 1 < N_PANES ? self->panes[pane + 1] : NULL);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDEBAR + pane]);
}

YyPane
yy_pane_view_get_visible_pane (YyPaneView *self)
{
  g_return_val_if_fail (YY_IS_PANE_VIEW (self), YY_PANE_SIDEBAR);

  return self->visible_pane;
}

/* The keys follow to the pane that came to the front. */
static void
move_focus (YyPaneView *self, YyPane pane)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus;

  if (root == NULL || self->panes[pane] == NULL)
    return;

  gtk_widget_child_focus (self->panes[pane], GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (root);
  /* A text that can be selected is selected by getting the focus, which nobody meant here. */
  if (GTK_IS_LABEL (focus))
    gtk_label_select_region (GTK_LABEL (focus), 0, 0);
}

void
yy_pane_view_set_visible_pane (YyPaneView *self, YyPane pane)
{
  gboolean was_shown;

  g_return_if_fail (YY_IS_PANE_VIEW (self));
  g_return_if_fail ((guint) pane < N_PANES);

  if (self->visible_pane == pane)
    return;

  was_shown = is_shown (self, pane);
  self->visible_pane = pane;
  update (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (!was_shown)
    move_focus (self, pane);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VISIBLE_PANE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_GO_BACK]);
}

int
yy_pane_view_get_columns (YyPaneView *self)
{
  g_return_val_if_fail (YY_IS_PANE_VIEW (self), N_PANES);

  return self->columns;
}

gboolean
yy_pane_view_get_can_go_back (YyPaneView *self)
{
  g_return_val_if_fail (YY_IS_PANE_VIEW (self), FALSE);

  return self->columns < N_PANES && self->visible_pane != YY_PANE_SIDEBAR;
}

gboolean
yy_pane_view_go_back (YyPaneView *self)
{
  g_return_val_if_fail (YY_IS_PANE_VIEW (self), FALSE);

  if (!yy_pane_view_get_can_go_back (self))
    return FALSE;

  if (self->columns == 1 && self->visible_pane == YY_PANE_DETAIL)
    yy_pane_view_set_visible_pane (self, YY_PANE_CONTENT);
  else
    yy_pane_view_set_visible_pane (self, YY_PANE_SIDEBAR);

  return TRUE;
}
