#include "yy-image-view.h"

#include <math.h>

#include "yy-mark.h"

/* One notch of a wheel. */
#define ZOOM_STEP 1.2
/* A picture smaller than the view is not blown up to fit, but a small scan may grow so far. */
#define FIT_ZOOM_MAX 1.0

struct _YyImageView
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  int picture_width;
  int picture_height;
  int rotation;
  GArray *regions;  /* of YyRegion */
  GPtrArray *marks; /* element-type YyMark */

  gboolean interactive;
  gboolean fitted;
  double zoom;  /* screen pixels per pixel of the stored picture */
  double pan_x; /* middle of the picture from the middle of the widget, logical pixels */
  double pan_y;

  double pointer_x;
  double pointer_y;
  double drag_x; /* pan when the drag began */
  double drag_y;
  double pinch_zoom; /* zoom when the pinch began */
};

enum
{
  PROP_ZOOM = 1,
  PROP_FITTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YyImageView, yy_image_view, GTK_TYPE_WIDGET)

/* The picture's size as it stands on the screen at @zoom, in logical pixels. */
static void
get_shown_size (YyImageView *self, double zoom, double *ret_width, double *ret_height)
{
  double scale = zoom / gtk_widget_get_scale_factor (GTK_WIDGET (self));
  gboolean lies = self->rotation % 180 != 0;

  *ret_width = (lies ? self->picture_height : self->picture_width) * scale;
  *ret_height = (lies ? self->picture_width : self->picture_height) * scale;
}

static double
get_fit_zoom (YyImageView *self)
{
  double width, height;

  get_shown_size (self, 1.0, &width, &height);
  if (width <= 0 || height <= 0)
    return 1.0;

  return CLAMP (MIN (gtk_widget_get_width (GTK_WIDGET (self)) / width,
                     gtk_widget_get_height (GTK_WIDGET (self)) / height),
                0.01, FIT_ZOOM_MAX);
}

/* How far the middle may be away, so that no edge of the picture comes inside needlessly. */
static void
get_pan_limits (YyImageView *self, double *ret_x, double *ret_y)
{
  double width, height;

  get_shown_size (self, self->zoom, &width, &height);
  *ret_x = MAX (0, (width - gtk_widget_get_width (GTK_WIDGET (self))) / 2);
  *ret_y = MAX (0, (height - gtk_widget_get_height (GTK_WIDGET (self))) / 2);
}

static gboolean
place (YyImageView *self, double x, double y)
{
  double limit_x, limit_y, old_x = self->pan_x, old_y = self->pan_y;

  get_pan_limits (self, &limit_x, &limit_y);
  self->pan_x = CLAMP (x, -limit_x, limit_x);
  self->pan_y = CLAMP (y, -limit_y, limit_y);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), limit_x > 0.5 || limit_y > 0.5 ? "grab" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return fabs (old_x - self->pan_x) > 0.01 || fabs (old_y - self->pan_y) > 0.01;
}

static void
take_zoom (YyImageView *self, double zoom, gboolean fitted)
{
  gboolean zoom_changed = fabs (zoom - self->zoom) > 1e-9;
  gboolean fitted_changed = fitted != self->fitted;

  self->zoom = zoom;
  self->fitted = fitted;
  if (zoom_changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
  if (fitted_changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FITTED]);
}

/* What is under (@x, @y) of the widget stays there. */
static void
zoom_at (YyImageView *self, double zoom, double x, double y)
{
  double fit = get_fit_zoom (self);
  double from_x = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double from_y = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  double ratio;

  if (self->picture_width == 0)
    return;

  zoom = MIN (zoom, YY_IMAGE_VIEW_ZOOM_MAX);
  if (zoom <= fit)
    {
      yy_image_view_fit (self);
      return;
    }

  ratio = zoom / self->zoom;
  take_zoom (self, zoom, FALSE);
  place (self, from_x - (from_x - self->pan_x) * ratio, from_y - (from_y - self->pan_y) * ratio);
}

static void
motion_cb (YyImageView *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

/* As in Loupe: a wheel zooms, and so does Ctrl with anything; two fingers on a touchpad move. */
static gboolean
scroll_cb (YyImageView *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  gboolean wheel = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL;

  if (!self->interactive)
    return GDK_EVENT_PROPAGATE;

  if ((state & GDK_CONTROL_MASK) != 0 || (wheel && (state & GDK_SHIFT_MASK) == 0))
    {
      double notches = wheel ? dy : dy / 40.0;

      zoom_at (self, self->zoom * pow (ZOOM_STEP, -notches), self->pointer_x, self->pointer_y);
      return GDK_EVENT_STOP;
    }

  if (wheel)
    return yy_image_view_pan (self, dy * 0.15, dx * 0.15);

  return place (self, self->pan_x - dx, self->pan_y - dy);
}

static void
drag_begin_cb (YyImageView *self, double x, double y, GtkGesture *gesture)
{
  double limit_x, limit_y;

  if (self->interactive)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  get_pan_limits (self, &limit_x, &limit_y);
  if (!self->interactive || (limit_x < 0.5 && limit_y < 0.5))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->drag_x = self->pan_x;
  self->drag_y = self->pan_y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
drag_update_cb (YyImageView *self, double dx, double dy)
{
  place (self, self->drag_x + dx, self->drag_y + dy);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
drag_end_cb (YyImageView *self)
{
  place (self, self->pan_x, self->pan_y);
}

static void
pinch_begin_cb (YyImageView *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  if (!self->interactive)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->pinch_zoom = self->zoom;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
pinch_cb (YyImageView *self, double scale, GtkGesture *gesture)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    {
      x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
      y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
    }
  zoom_at (self, self->pinch_zoom * scale, x, y);
}

static void
pressed_cb (YyImageView *self, int n_press, double x, double y)
{
  if (n_press != 2 || !self->interactive)
    return;

  if (!self->fitted)
    yy_image_view_fit (self);
  else
    zoom_at (self, MAX (1.0, self->zoom * 2), x, y);
}

static void
yy_image_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YyImageView *self = YY_IMAGE_VIEW (widget);

  /* Also out of a zoom that has become smaller than what fits now. */
  if (self->fitted || self->zoom <= get_fit_zoom (self))
    yy_image_view_fit (self);
  else
    place (self, self->pan_x, self->pan_y);
}

static void
yy_image_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  /* Whoever places it says how large it shall be. */
  *minimum = *natural = 48;
}

/* Amber, as what wants a look; the frame stands out on white paper and on a dark desk. */
static void
snapshot_regions (YyImageView *self, GtkSnapshot *snapshot, float width, float height)
{
  const GdkRGBA fill = { 0.96f, 0.76f, 0.07f, 0.22f };
  const GdkRGBA line = { 0.78f, 0.45f, 0.0f, 1.0f };

  for (guint i = 0; i < self->regions->len; i++)
    {
      const YyRegion *region = &g_array_index (self->regions, YyRegion, i);
      const graphene_rect_t place = GRAPHENE_RECT_INIT (
          width * region->x / YY_REGION_WHOLE - width / 2, height * region->y / YY_REGION_WHOLE - height / 2,
          width * region->width / YY_REGION_WHOLE, height * region->height / YY_REGION_WHOLE);
      GskRoundedRect frame;

      gsk_rounded_rect_init_from_rect (&frame, &place, 3);
      gtk_snapshot_append_color (snapshot, &fill, &place);
      gtk_snapshot_append_border (snapshot, &frame, (float[4]) { 2, 2, 2, 2 },
                                  (GdkRGBA[4]) { line, line, line, line });
    }
}

/* A frame that is seen on white paper and on black print. */
static void
draw_mark (GtkSnapshot *snapshot, const YyMark *mark, float width, float height)
{
  static const GdkRGBA red = { 0.88f, 0.11f, 0.14f, 1 };
  static const GdkRGBA tint = { 0.88f, 0.11f, 0.14f, 0.12f };
  const float unit = YY_MARK_UNIT;
  graphene_rect_t place = GRAPHENE_RECT_INIT (
      -width / 2 + width * (float) mark->x / unit, -height / 2 + height * (float) mark->y / unit,
      width * (float) mark->width / unit, height * (float) mark->height / unit);
  GskRoundedRect outline;

  gtk_snapshot_append_color (snapshot, &tint, &place);
  gsk_rounded_rect_init_from_rect (&outline, &place, 2);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { red, red, red, red });
}

static void
yy_image_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YyImageView *self = YY_IMAGE_VIEW (widget);
  double scale = self->zoom / gtk_widget_get_scale_factor (widget);
  float width = self->picture_width * scale;
  float height = self->picture_height * scale;
  graphene_point_t middle;

  if (self->texture == NULL)
    return;

  graphene_point_init (&middle, gtk_widget_get_width (widget) / 2.0 + self->pan_x,
                       gtk_widget_get_height (widget) / 2.0 + self->pan_y);
  gtk_snapshot_translate (snapshot, &middle);
  gtk_snapshot_rotate (snapshot, self->rotation);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT (-width / 2, -height / 2, width, height));
  snapshot_regions (self, snapshot, width, height);
  for (guint i = 0; i < self->marks->len; i++)
    draw_mark (snapshot, g_ptr_array_index (self->marks, i), width, height);
}

static void
add_controllers (YyImageView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);

  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
yy_image_view_dispose (GObject *object)
{
  YyImageView *self = YY_IMAGE_VIEW (object);

  g_clear_object (&self->texture);

  G_OBJECT_CLASS (yy_image_view_parent_class)->dispose (object);
}

static void
yy_image_view_finalize (GObject *object)
{
  g_array_unref (YY_IMAGE_VIEW (object)->regions);
  g_ptr_array_unref (YY_IMAGE_VIEW (object)->marks);

  G_OBJECT_CLASS (yy_image_view_parent_class)->finalize (object);
}

static void
yy_image_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyImageView *self = YY_IMAGE_VIEW (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_FITTED:
      g_value_set_boolean (value, self->fitted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_image_view_class_init (YyImageViewClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yy_image_view_dispose;
  object_class->finalize = yy_image_view_finalize;
  object_class->get_property = yy_image_view_get_property;
  widget_class->size_allocate = yy_image_view_size_allocate;
  widget_class->measure = yy_image_view_measure;
  widget_class->snapshot = yy_image_view_snapshot;

  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, YY_IMAGE_VIEW_ZOOM_MAX, 1, read);
  props[PROP_FITTED] = g_param_spec_boolean ("fitted", NULL, NULL, TRUE, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "imageview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yy_image_view_init (YyImageView *self)
{
  self->regions = g_array_new (FALSE, FALSE, sizeof (YyRegion));
  self->marks = yy_mark_list_new ();
  self->interactive = TRUE;
  self->fitted = TRUE;
  self->zoom = 1.0;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
}

GtkWidget *
yy_image_view_new (void)
{
  return g_object_new (YY_TYPE_IMAGE_VIEW, NULL);
}

void
yy_image_view_show_picture (YyImageView *self, GdkTexture *texture, int width, int height, int rotation)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));
  g_return_if_fail (texture == NULL || GDK_IS_TEXTURE (texture));

  if (texture != NULL && (width <= 0 || height <= 0))
    {
      width = gdk_texture_get_width (texture);
      height = gdk_texture_get_height (texture);
    }

  g_ptr_array_set_size (self->marks, 0);
  g_set_object (&self->texture, texture);
  self->picture_width = MAX (width, 0);
  self->picture_height = MAX (height, 0);
  self->rotation = ((rotation % 360) + 360) % 360;
  g_array_set_size (self->regions, 0);
  yy_image_view_fit (self);
}

void
yy_image_view_set_texture (YyImageView *self, GdkTexture *texture)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));

  if (!g_set_object (&self->texture, texture))
    return;

  if (self->picture_width == 0 && texture != NULL)
    {
      self->picture_width = gdk_texture_get_width (texture);
      self->picture_height = gdk_texture_get_height (texture);
      yy_image_view_fit (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yy_image_view_set_rotation (YyImageView *self, int rotation)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));

  rotation = ((rotation % 360) + 360) % 360;
  if (rotation == self->rotation)
    return;

  self->rotation = rotation;
  if (self->fitted)
    yy_image_view_fit (self);
  else
    place (self, self->pan_x, self->pan_y);
}

void
yy_image_view_set_regions (YyImageView *self, const YyRegion *regions, guint n_regions)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));

  g_array_set_size (self->regions, 0);
  if (n_regions > 0)
    g_array_append_vals (self->regions, regions, n_regions);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yy_image_view_set_interactive (YyImageView *self, gboolean interactive)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));

  self->interactive = interactive;
  if (!interactive)
    yy_image_view_fit (self);
}

gboolean
yy_image_view_get_fitted (YyImageView *self)
{
  g_return_val_if_fail (YY_IS_IMAGE_VIEW (self), FALSE);

  return self->fitted;
}

double
yy_image_view_get_zoom (YyImageView *self)
{
  g_return_val_if_fail (YY_IS_IMAGE_VIEW (self), 1.0);

  return self->zoom;
}

void
yy_image_view_fit (YyImageView *self)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));

  take_zoom (self, get_fit_zoom (self), TRUE);
  place (self, 0, 0);
}

void
yy_image_view_set_zoom (YyImageView *self, double zoom)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));

  zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

void
yy_image_view_zoom_by (YyImageView *self, double factor)
{
  yy_image_view_set_zoom (self, yy_image_view_get_zoom (self) * factor);
}

gboolean
yy_image_view_pan (YyImageView *self, double right, double down)
{
  g_return_val_if_fail (YY_IS_IMAGE_VIEW (self), FALSE);

  return place (self, self->pan_x - right * gtk_widget_get_width (GTK_WIDGET (self)),
                self->pan_y - down * gtk_widget_get_height (GTK_WIDGET (self)));
}

void
yy_image_view_set_marks (YyImageView *self, GPtrArray *marks)
{
  g_return_if_fail (YY_IS_IMAGE_VIEW (self));

  g_ptr_array_set_size (self->marks, 0);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    g_ptr_array_add (self->marks, yy_mark_copy (g_ptr_array_index (marks, i)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
yy_image_view_get_bounds (YyImageView *self, graphene_rect_t *ret_bounds)
{
  double width, height;

  g_return_val_if_fail (YY_IS_IMAGE_VIEW (self), FALSE);

  get_shown_size (self, self->zoom, &width, &height);
  if (self->texture == NULL || width <= 0 || height <= 0)
    return FALSE;

  graphene_rect_init (ret_bounds,
                      (float) ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2 + self->pan_x),
                      (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2 + self->pan_y),
                      (float) width, (float) height);
  return TRUE;
}
