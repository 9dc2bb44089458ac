#pragma once

#include <adwaita.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyWindow:
 *
 * The main window: the sign-in, then sidebar, list and one request side by side. It decides which page shows
 * what and passes on what pages tell one another; what is on a page is the page's business.
 *
 * Actions: win.new, win.list (s: nick of a list), win.open (s: id of a request), win.search, win.refresh,
 * win.go-back, win.sign-out.
 */
#define YY_TYPE_WINDOW (yy_window_get_type ())
G_DECLARE_FINAL_TYPE (YyWindow, yy_window, YY, WINDOW, AdwApplicationWindow)

GtkWidget *yy_window_new (GtkApplication *application, YySession *session);
/* Asks for the sign-in. @account: (nullable): to fill in. @restore: tries the keyring's first. */
void yy_window_start (YyWindow *self, const char *account, gboolean restore);

G_END_DECLS
