#pragma once

#include <adwaita.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyRegulationWindow:
 *
 * The regulation (R15): the rules that the service checks, each with its clause, and the whole text as the
 * office wrote it. Opened from the form, from a request, and from every clause that somebody is told. Where
 * the service cannot be reached it shows the rules that the program came with. It changes nothing.
 */
#define YY_TYPE_REGULATION_WINDOW (yy_regulation_window_get_type ())
G_DECLARE_FINAL_TYPE (YyRegulationWindow, yy_regulation_window, YY, REGULATION_WINDOW, AdwWindow)

GtkWidget *yy_regulation_window_new (YySession *session);
/* Shows and marks that rule; "": the beginning. */
void yy_regulation_window_show_rule (YyRegulationWindow *self, const char *rule);

G_END_DECLS
