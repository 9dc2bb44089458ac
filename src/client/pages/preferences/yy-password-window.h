#pragma once

#include <adwaita.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyPasswordWindow:
 *
 * Asks for the old password and twice for a new one, and changes it. Whether the new one is good enough says
 * the service. It closes when it is done.
 */
#define YY_TYPE_PASSWORD_WINDOW (yy_password_window_get_type ())
G_DECLARE_FINAL_TYPE (YyPasswordWindow, yy_password_window, YY, PASSWORD_WINDOW, AdwWindow)

GtkWidget *yy_password_window_new (YySession *session);

G_END_DECLS
