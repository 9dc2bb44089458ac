#pragma once

#include <adwaita.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YyRulesWindow:
 *
 * The switches with which the department chooses between readings of the notice, for the office director:
 * each with what it means and its clause, and below them who changed what. A change is asked back and then
 * set at once; what somebody else changed meanwhile is shown instead of written over. For whoever may not
 * change them it is for reading.
 */
#define YY_TYPE_RULES_WINDOW (yy_rules_window_get_type ())
G_DECLARE_FINAL_TYPE (YyRulesWindow, yy_rules_window, YY, RULES_WINDOW, AdwWindow)

GtkWidget *yy_rules_window_new (YySession *session);

G_END_DECLS
