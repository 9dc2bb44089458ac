#pragma once

#include <adwaita.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyPreferences:
 *
 * The window of what a person can choose: the address of the service, how the windows look, and how much
 * place pictures take on this computer. Each choice takes effect at once. Who is signed in changes his
 * password here too.
 */
#define YY_TYPE_PREFERENCES (yy_preferences_get_type ())
G_DECLARE_FINAL_TYPE (YyPreferences, yy_preferences, YY, PREFERENCES, AdwWindow)

GtkWidget *yy_preferences_new (YySession *session);

G_END_DECLS
