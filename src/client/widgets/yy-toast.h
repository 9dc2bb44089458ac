#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tells in passing what was done, in the toast overlay around @widget; without one nothing is shown. @text is
 * plain text: names in it are never markup. Not for errors that need an answer. */
void yy_toast_show (GtkWidget *widget, const char *text);

G_END_DECLS
