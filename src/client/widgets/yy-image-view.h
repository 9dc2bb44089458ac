#pragma once

#include <gtk/gtk.h>

#include "yy-blank.h"

G_BEGIN_DECLS

/**
 * YyImageView:
 *
 * Shows one picture: as large as fits at first, then zoomed (wheel and pinch at the pointer, double click)
 * and panned (drag, touchpad, Ctrl+arrows). It loads nothing, knows no list of pages and changes no page:
 * turning is what it is told. The window's thread only.
 *
 * Zoom is counted in pixels of the stored picture: 1.0 shows each of them as one pixel of the screen,
 * whatever texture stands in for it, so that a better texture can replace a poorer one without anything
 * moving.
 *
 * Properties: "zoom" (double, read), "fitted" (boolean, read).
 */
#define YY_TYPE_IMAGE_VIEW (yy_image_view_get_type ())
G_DECLARE_FINAL_TYPE (YyImageView, yy_image_view, YY, IMAGE_VIEW, GtkWidget)

#define YY_IMAGE_VIEW_ZOOM_MAX 8.0

GtkWidget *yy_image_view_new (void);

/* Shows another picture, fitted. @texture: (nullable): nothing is drawn without one. @width, @height: of the
 * stored picture in pixels, before @rotation; 0: those of the texture. @rotation: degrees clockwise, a
 * multiple of 90. */
void yy_image_view_show_picture (YyImageView *self, GdkTexture *texture, int width, int height, int rotation);
/* Replaces the texture by another one of the same picture; zoom and place stay. */
void yy_image_view_set_texture (YyImageView *self, GdkTexture *texture);
/* Turns the picture that is shown; what is in the middle stays there only when fitted. */
void yy_image_view_set_rotation (YyImageView *self, int rotation);

/* Draws frames around these places of the picture, which turn and grow with it; none for %NULL or 0. Another
 * picture begins without. */
void yy_image_view_set_regions (YyImageView *self, const YyRegion *regions, guint n_regions);
/* Rectangles to be drawn over the picture: (nullable) (element-type YyMark), places on the stored picture;
 * copied. A new picture has none. */
void yy_image_view_set_marks (YyImageView *self, GPtrArray *marks);
/* Where the picture stands in the widget; FALSE when there is none. */
gboolean yy_image_view_get_bounds (YyImageView *self, graphene_rect_t *ret_bounds);

/* FALSE: it only shows, fitted: wheel, drag and pinch go to what it lies in. TRUE at first. */
void yy_image_view_set_interactive (YyImageView *self, gboolean interactive);

gboolean yy_image_view_get_fitted (YyImageView *self);
double yy_image_view_get_zoom (YyImageView *self);
void yy_image_view_fit (YyImageView *self);
/* Around the middle of the widget. Values beyond the limits are taken as the limit. */
void yy_image_view_set_zoom (YyImageView *self, double zoom);
void yy_image_view_zoom_by (YyImageView *self, double factor);
/* By fractions of the widget's size. FALSE when nothing moved, because that side is reached. */
gboolean yy_image_view_pan (YyImageView *self, double right, double down);

G_END_DECLS
