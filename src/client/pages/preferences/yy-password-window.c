#include "yy-password-window.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-error.h"

struct _YyPasswordWindow
{
  AdwWindow parent_instance;

  AdwEntryRow *old;
  AdwEntryRow *first;
  AdwEntryRow *second;
  GtkLabel *error;
  GtkWidget *button;

  YySession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (YyPasswordWindow, yy_password_window, ADW_TYPE_WINDOW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_error (YyPasswordWindow *self, AdwEntryRow *row, const char *text)
{
  AdwEntryRow *rows[] = { self->old, self->first, self->second };

  gtk_label_set_label (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      yy_access_set_error (GTK_WIDGET (rows[i]), rows[i] == row ? GTK_WIDGET (self->error) : NULL);
      if (rows[i] == row)
        gtk_widget_add_css_class (GTK_WIDGET (rows[i]), "error");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
    }
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
changed_cb (YyPasswordWindow *self)
{
  show_error (self, NULL, NULL);
  gtk_widget_set_sensitive (self->button, self->cancellable == NULL && *get_text (self->old) != '\0' &&
                                              *get_text (self->first) != '\0' &&
                                              *get_text (self->second) != '\0');
}

static void
done_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyPasswordWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = yy_api_client_change_password_finish (YY_API_CLIENT (source), async, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  changed_cb (self);
  if (done)
    gtk_window_close (GTK_WINDOW (self));
  else if (g_error_matches (error, YY_ERROR, YY_ERROR_DENIED))
    show_error (self, self->old, _ ("The present password is wrong."));
  else
    show_error (self, yy_error_get_issues (error) != NULL ? self->first : NULL, error->message);
}

static void
change_cb (YyPasswordWindow *self)
{
  if (!gtk_widget_get_sensitive (self->button))
    return;

  if (!g_str_equal (get_text (self->first), get_text (self->second)))
    {
      show_error (self, self->second, _ ("The two new passwords differ."));
      return;
    }

  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->button, FALSE);
  yy_api_client_change_password_async (yy_session_get_client (self->session), get_text (self->old),
                                       get_text (self->first), self->cancellable, done_cb,
                                       g_object_ref (self));
}

static void
yy_password_window_dispose (GObject *object)
{
  YyPasswordWindow *self = YY_PASSWORD_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yy_password_window_parent_class)->dispose (object);
}

static void
yy_password_window_class_init (YyPasswordWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_password_window_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yanyin/Yanyin/ui/preferences/yy-password-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyPasswordWindow, old);
  gtk_widget_class_bind_template_child (widget_class, YyPasswordWindow, first);
  gtk_widget_class_bind_template_child (widget_class, YyPasswordWindow, second);
  gtk_widget_class_bind_template_child (widget_class, YyPasswordWindow, error);
  gtk_widget_class_bind_template_child (widget_class, YyPasswordWindow, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_password_window_init (YyPasswordWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yy_access_name_password_row (ADW_PASSWORD_ENTRY_ROW (self->old));
  yy_access_name_password_row (ADW_PASSWORD_ENTRY_ROW (self->first));
  yy_access_name_password_row (ADW_PASSWORD_ENTRY_ROW (self->second));
}

GtkWidget *
yy_password_window_new (YySession *session)
{
  YyPasswordWindow *self = g_object_new (YY_TYPE_PASSWORD_WINDOW, NULL);

  self->session = g_object_ref (session);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->old));

  return GTK_WIDGET (self);
}
