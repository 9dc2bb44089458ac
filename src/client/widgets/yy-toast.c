#include "yy-toast.h"

/* Long enough to read one sentence; what lies below it is wanted. */
#define SECONDS 5

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

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

void
yy_toast_show (GtkWidget *widget, const char *text)
{
  yy_toast_add (widget, yy_toast_new (text));
}
