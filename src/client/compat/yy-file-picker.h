#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the person choose files to be opened, several at once, through the desktop's own dialog. @filter_name:
 * what the filter is called; @types: (array zero-terminated=1): MIME types that it shows at first; all files
 * can be shown too, because what a file is, its content says. */
void yy_file_picker_choose_async (GtkWidget *widget,
                                  const char *title,
                                  const char *filter_name,
                                  const char *const *types,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) (nullable): of #GFile; %NULL when none was chosen. */
GListModel *yy_file_picker_choose_finish (GtkWidget *widget, GAsyncResult *result);

G_END_DECLS
