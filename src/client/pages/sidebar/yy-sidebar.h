#pragma once

#include <gtk/gtk.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YySidebar:
 *
 * The pane on the left: who is signed in, the lists that he has use for with what waits in them, a new
 * request, and the menu. It opens nothing: choosing a list activates "win.list", the button "win.new".
 */
#define YY_TYPE_SIDEBAR (yy_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (YySidebar, yy_sidebar, YY, SIDEBAR, GtkWidget)

GtkWidget *yy_sidebar_new (YySession *session);
/* Marks the list that is shown; activates nothing. */
void yy_sidebar_select (YySidebar *self, YyList list);
/* The main menu; the sidebar must be on the screen. */
void yy_sidebar_open_menu (YySidebar *self);
/* What a list is called, for titles too; in the reader's language, borrowed. */
const char *yy_sidebar_get_list_title (YyList list);
const char *yy_sidebar_get_list_icon (YyList list);

G_END_DECLS
