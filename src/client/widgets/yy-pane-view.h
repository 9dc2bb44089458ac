#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  YY_PANE_SIDEBAR,
  YY_PANE_CONTENT,
  YY_PANE_DETAIL,
} YyPane;

/**
 * YyPaneView:
 *
 * Three panes side by side when there is room (1000 pixels), two from 600 on (the sidebar takes the place of
 * the content while it is the visible pane), else one: what AdwNavigationSplitView does from libadwaita 1.4
 * on. The children are always there, and keep their state. It puts the window's buttons to the outer edges of
 * the #AdwHeaderBars that it finds in its panes. It knows nothing of what the panes show, and handles no
 * keys.
 *
 * Properties: "sidebar", "content", "detail" (GtkWidget); "visible-pane" (int, #YyPane): which one is in
 * front where there is not room for all; read only: "columns" (int, 1 to 3), "folded" (boolean: one column),
 * "can-go-back" (boolean: there is a pane before the one in front). They follow a change of size a moment
 * later, not within it. The window's thread only.
 */
#define YY_TYPE_PANE_VIEW (yy_pane_view_get_type ())
G_DECLARE_FINAL_TYPE (YyPaneView, yy_pane_view, YY, PANE_VIEW, GtkWidget)

GtkWidget *yy_pane_view_new (void);
/* @child: (nullable) */
void yy_pane_view_set_child (YyPaneView *self, YyPane pane, GtkWidget *child);
YyPane yy_pane_view_get_visible_pane (YyPaneView *self);
/* Where not all have room, brings this one to the front and the focus into it. */
void yy_pane_view_set_visible_pane (YyPaneView *self, YyPane pane);
int yy_pane_view_get_columns (YyPaneView *self);
gboolean yy_pane_view_get_can_go_back (YyPaneView *self);
/* FALSE when there is nothing before. */
gboolean yy_pane_view_go_back (YyPaneView *self);
/* To be called after a page with a header bar came into a pane. */
void yy_pane_view_update_header_bars (YyPaneView *self);

G_END_DECLS
