#include "yy-review-keys.h"

static const struct
{
  const char *trigger;
  const char *action;
  gboolean of_viewer;
} keys[] = {
  { "F5", "review.reload", FALSE },
  { "<Alt>y", "review.agree", FALSE },
  { "<Alt>b", "review.return", FALSE },
  { "<Alt>x", "review.refuse", FALSE },
  { "<Control>j", "review.next-request", FALSE },
  { "<Control>k", "review.previous-request", FALSE },
  { "F11", "view.expand", TRUE },
  { "<Control>plus|<Control>equal|<Control>KP_Add", "view.zoom-in", TRUE },
  { "<Control>minus|<Control>KP_Subtract", "view.zoom-out", TRUE },
  { "<Control>0|<Control>KP_0", "view.zoom-fit", TRUE },
  { "<Control>1|<Control>KP_1", "view.zoom-to(1.0)", TRUE },
  { "<Control>2|<Control>KP_2", "view.zoom-to(2.0)", TRUE },
  { "<Control>r", "view.rotate-right", TRUE },
  { "<Control><Shift>r", "view.rotate-left", TRUE },
};

/* One key of one page. */
typedef struct
{
  guint index;
  YyReviewKeyTarget target;
} Key;

static gboolean
key_cb (GtkWidget *page, GVariant *arguments, gpointer user_data)
{
  const Key *key = user_data;
  GtkWidget *target = gtk_widget_get_mapped (page) ? key->target (page, keys[key->index].of_viewer) : NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) value = NULL;

  if (target == NULL || !g_action_parse_detailed_name (keys[key->index].action, &name, &value, NULL))
    return FALSE;

  return gtk_widget_activate_action_variant (target, name, value);
}

void
yy_review_keys_add (GtkWidget *page, YyReviewKeyTarget target)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      Key *key = g_new0 (Key, 1);

      key->index = i;
      key->target = target;
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                            gtk_callback_action_new (key_cb, key, g_free)));
    }
  gtk_widget_add_controller (page, controller);
}
