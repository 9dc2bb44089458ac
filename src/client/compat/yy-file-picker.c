#include "yy-file-picker.h"

#include <glib/gi18n.h>

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GListModel *files = NULL;

  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_data (cancellable, dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);
  g_task_return_pointer (task, files, g_object_unref);
  g_object_unref (dialog);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  gtk_native_dialog_hide (user_data);
}

static GtkFileFilter *
new_filter (const char *name, const char *const *types)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; types != NULL && types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, types[i]);
  if (types == NULL)
    gtk_file_filter_add_pattern (filter, "*");

  return filter;
}

void
yy_file_picker_choose_async (GtkWidget *widget,
                             const char *title,
                             const char *filter_name,
                             const char *const *types,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) wanted = new_filter (filter_name, types);
  g_autoptr (GtkFileFilter) all = new_filter (_ ("All files"), NULL);
  GTask *task = g_task_new (widget, cancellable, callback, user_data);

  g_task_set_source_tag (task, yy_file_picker_choose_async);
  /* A cancelled dialog is one in which nothing was chosen. */
  g_task_set_check_cancellable (task, FALSE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), wanted);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), dialog, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GListModel *
yy_file_picker_choose_finish (GtkWidget *widget, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, widget), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
