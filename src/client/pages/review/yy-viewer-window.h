#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyViewerWindow:
 *
 * Nothing but the pictures, full screen: what F11 opens, and a tap on a phone. Esc, F11 and the back button
 * leave it. It has no list of its own: it shows the one that it is handed.
 */
#define YY_TYPE_VIEWER_WINDOW (yy_viewer_window_get_type ())
G_DECLARE_FINAL_TYPE (YyViewerWindow, yy_viewer_window, YY, VIEWER_WINDOW, AdwWindow)

/* Over @parent; @pictures: a list of #YyPicture; begins at @position. */
GtkWidget *yy_viewer_window_new (GtkWindow *parent, GListModel *pictures, guint position);
/* Which picture was looked at last. */
guint yy_viewer_window_get_position (YyViewerWindow *self);

G_END_DECLS
