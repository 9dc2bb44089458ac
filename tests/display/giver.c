/* giver: another program of the desktop, from which pictures come into Yanyin: a window whose picture can be
 * dragged away, and a clipboard that holds something. For tests.
 *
 * usage: giver drag PATH...          the files, as a file manager gives them
 *        giver copy-files PATH...    the same in the clipboard
 *        giver copy-picture PATH     the picture itself in the clipboard, as a screenshot tool gives it
 *
 * Says "ready" when its window is there and the clipboard is its own; of a drag "accepted" when what is under
 * the mouse would take it, "declined" when it would not any more, "ended" when it is over. Ends when it is
 * killed. */

#include <gtk/gtk.h>

static GdkContentProvider *
new_files (char **paths)
{
  GSList *files = NULL;
  GdkFileList *list = NULL;
  GdkContentProvider *provider;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_commandline_arg (paths[i]));
  list = gdk_file_list_new_from_list (files);
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_slist_free_full (files, g_object_unref);
  return provider;
}

static GdkContentProvider *
new_picture (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (path, &error);

  if (texture == NULL)
    g_error ("%s: %s", path, error->message);

  return gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);
}

static void
selected_cb (GdkDrag *drag, GParamSpec *pspec, gpointer user_data)
{
  g_print ("%s\n", gdk_drag_get_selected_action (drag) != 0 ? "accepted" : "declined");
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (selected_cb), NULL);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer user_data)
{
  g_print ("ended\n");
}

static void
mapped_cb (GtkWidget *window, gpointer user_data)
{
  GdkContentProvider *provider = user_data;

  if (provider != NULL && !gdk_clipboard_set_content (gtk_widget_get_clipboard (window), provider))
    g_error ("The clipboard cannot be had");
  gdk_display_sync (gtk_widget_get_display (window));
  g_print ("ready\n");
}

int
main (int argc, char **argv)
{
  GtkWidget *window;
  g_autoptr (GdkContentProvider) copied = NULL;

  if (argc < 3)
    {
      g_printerr ("usage: giver drag|copy-files|copy-picture PATH...\n");
      return 2;
    }

  gtk_init ();
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "giver");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new (argv[1]));
  gtk_window_set_default_size (GTK_WINDOW (window), 100, 80);
  if (g_str_equal (argv[1], "drag"))
    {
      GtkDragSource *source = gtk_drag_source_new ();
      g_autoptr (GdkContentProvider) files = new_files (argv + 2);

      gtk_drag_source_set_content (source, files);
      g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
      g_signal_connect (source, "drag-end", G_CALLBACK (drag_end_cb), NULL);
      gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (source));
    }
  else if (g_str_equal (argv[1], "copy-files"))
    copied = new_files (argv + 2);
  else
    copied = new_picture (argv[2]);
  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), copied);
  gtk_window_present (GTK_WINDOW (window));

  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
