#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The great button that stands where no picture is yet, and says what can be done. It activates
 * "pages.choose"; what is dropped on it falls through to the widget around it. */
GtkWidget *yy_drop_zone_new (void);

G_END_DECLS
