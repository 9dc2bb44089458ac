#pragma once

#include <gtk/gtk.h>

#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyFurtherMenu:
 *
 * The button 更多 and behind it what can be done beside the decisions of the notice, as far as the service
 * offers it: open ones to be chosen, closed ones to be read, with the reason. Hidden when there is nothing.
 *
 * Signal "chosen" (int: a #YyAction): an open one was chosen.
 */
#define YY_TYPE_FURTHER_MENU (yy_further_menu_get_type ())
G_DECLARE_FINAL_TYPE (YyFurtherMenu, yy_further_menu, YY, FURTHER_MENU, GtkWidget)

/* @request: (nullable): read, not kept. */
void yy_further_menu_set_request (YyFurtherMenu *self, const YyRequest *request);

G_END_DECLS
