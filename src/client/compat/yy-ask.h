#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks one question over the window of @widget. The safe answer is the default one: Enter, Esc and closing
 * the dialog all mean no. @accept: what the other button says, a verb; @destructive: it cannot be taken back
 * and looks so. Answered by yy_ask_finish(): TRUE for @accept. Cancelling closes the dialog and counts as no.
 */
void yy_ask_async (GtkWidget *widget,
                   const char *heading,
                   const char *body,
                   const char *accept,
                   gboolean destructive,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data);
gboolean yy_ask_finish (GtkWidget *widget, GAsyncResult *result);

G_END_DECLS
