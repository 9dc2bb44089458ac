#include "yy-toast.h"

#include <glib/gi18n.h>

/* Long enough to read one sentence; what lies below it is wanted. */
#define SECONDS 5

/* libadwaita's button to close a message has an icon and no name: screen readers would say its class. */
static void
name_buttons (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child) && gtk_button_get_icon_name (GTK_BUTTON (child)) != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        _ ("Close this message"), -1);
      else
        name_buttons (child);
    }
}

static void
name_message (GtkWidget *overlay)
{
  for (GtkWidget *child = gtk_widget_get_first_child (overlay); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (child != adw_toast_overlay_get_child (ADW_TOAST_OVERLAY (overlay)))
        name_buttons (child);
    }
}

static gboolean
name_next_idle (gpointer user_data)
{
  name_message (user_data);
  return G_SOURCE_REMOVE;
}

/* The one that waited behind it gets its widget only now. */
static void
dismissed_cb (AdwToast *toast, GtkWidget *overlay)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, name_next_idle, g_object_ref (overlay), g_object_unref);
}

AdwToast *
yy_toast_new (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, SECONDS);
  return toast;
}

void
yy_toast_add (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_object_unref (toast);
      return;
    }

  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  name_message (overlay);
}

void
yy_toast_show (GtkWidget *widget, const char *text)
{
  yy_toast_add (widget, yy_toast_new (text));
}
