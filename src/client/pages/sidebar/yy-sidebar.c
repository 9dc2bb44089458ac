#include "yy-sidebar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "yy-org.h"

struct _YySidebar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkMenuButton *menu_button;
  GtkListBox *lists;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *posts;

  YySession *session;
  GtkListBoxRow *rows[YY_LIST_LAST];
  GtkLabel *badges[YY_LIST_LAST];
};

/* In the order in which they are shown and counted by Alt+1 to Alt+6. */
static const struct
{
  const char *icon;
  const char *title;
} lists[YY_LIST_LAST] = {
  [YY_LIST_TODO] = { "yanyin-inbox-symbolic", N_ ("My To-do") },
  [YY_LIST_MINE] = { "document-edit-symbolic", N_ ("My Requests") },
  [YY_LIST_REVIEW] = { "yanyin-approve-symbolic", N_ ("To Review") },
  [YY_LIST_STAMP] = { "yanyin-seal-symbolic", N_ ("To Stamp") },
  [YY_LIST_DONE] = { "emblem-ok-symbolic", N_ ("Done by Me") },
  [YY_LIST_COPIED] = { "mail-unread-symbolic", N_ ("Sent to Me for Information") },
};

G_DEFINE_FINAL_TYPE (YySidebar, yy_sidebar, GTK_TYPE_WIDGET)

static void
set_row_name (YySidebar *self, YyList list, int count)
{
  g_autofree char *name = NULL;

  if (count > 0)
    /* Translators: read aloud: the name of a list and how many items wait in it. */
    name = g_strdup_printf (g_dngettext (NULL, "%s, %d item", "%s, %d items", (gulong) count),
                            _ (lists[list].title), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[list]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name != NULL ? name : _ (lists[list].title), -1);
}

static void
update_badges (YySidebar *self)
{
  for (YyList list = 0; list < YY_LIST_LAST; list++)
    {
      int count = yy_session_get_badge (self->session, list);
      g_autofree char *text = count > 99 ? g_strdup ("99+") : g_strdup_printf ("%d", count);

      gtk_label_set_label (self->badges[list], text);
      gtk_widget_set_visible (GTK_WIDGET (self->badges[list]), count > 0);
      gtk_widget_set_visible (GTK_WIDGET (self->rows[list]), yy_session_has_list (self->session, list));
      set_row_name (self, list, count);
    }

  /* A seal that is not back in time is to be seen from every page. */
  if (yy_session_get_late (self->session) > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->badges[YY_LIST_TODO]), "late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->badges[YY_LIST_TODO]), "late");
}

/* His posts; who holds none is of a unit. */
static char *
dup_posts (const YyMe *me)
{
  GString *text = g_string_new (NULL);

  for (YyPost post = 0; post < YY_POST_LAST; post++)
    {
      if ((me->posts & 1u << post) == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, yy_post_get_label (post));
    }
  if (text->len == 0 && me->units->len > 0)
    g_string_append (text, ((const YyUnit *) g_ptr_array_index (me->units, 0))->name);

  return g_string_free (text, FALSE);
}

static void
update_person (YySidebar *self)
{
  const YyMe *me = yy_session_get_me (self->session);
  g_autofree char *posts = NULL;

  if (me == NULL)
    return;

  posts = dup_posts (me);
  adw_avatar_set_text (self->avatar, me->person->name);
  gtk_label_set_label (self->name, me->person->name);
  gtk_label_set_label (self->posts, posts);
  gtk_widget_set_visible (GTK_WIDGET (self->posts), *posts != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->posts), posts);
}

static void
row_activated_cb (YySidebar *self, GtkListBoxRow *row)
{
  for (YyList list = 0; list < YY_LIST_LAST; list++)
    {
      if (self->rows[list] == row)
        gtk_widget_activate_action (GTK_WIDGET (self), "win.list", "s", yy_list_get_nick (list));
    }
}

static void
add_row (YySidebar *self, YyList list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (lists[list].icon);
  GtkWidget *title = gtk_label_new (_ (lists[list].title));
  GtkWidget *badge = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *keys = g_strdup_printf ("Alt+%d", list + 1);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (badge, "yy-badge");
  gtk_widget_add_css_class (badge, "yy-number");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, keys);
  gtk_list_box_append (self->lists, row);

  self->rows[list] = GTK_LIST_BOX_ROW (row);
  self->badges[list] = GTK_LABEL (badge);
}

static void
yy_sidebar_dispose (GObject *object)
{
  YySidebar *self = YY_SIDEBAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yy_sidebar_parent_class)->dispose (object);
}

static void
yy_sidebar_class_init (YySidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_sidebar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/sidebar/yy-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, YySidebar, box);
  gtk_widget_class_bind_template_child (widget_class, YySidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, YySidebar, lists);
  gtk_widget_class_bind_template_child (widget_class, YySidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, YySidebar, name);
  gtk_widget_class_bind_template_child (widget_class, YySidebar, posts);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
yy_sidebar_init (YySidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (YyList list = 0; list < YY_LIST_LAST; list++)
    add_row (self, list);
}

GtkWidget *
yy_sidebar_new (YySession *session)
{
  YySidebar *self = g_object_new (YY_TYPE_SIDEBAR, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "badges-changed", G_CALLBACK (update_badges), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::person-name", G_CALLBACK (update_person), self,
                           G_CONNECT_SWAPPED);
  update_badges (self);
  update_person (self);

  return GTK_WIDGET (self);
}

void
yy_sidebar_select (YySidebar *self, YyList list)
{
  g_return_if_fail (YY_IS_SIDEBAR (self));
  g_return_if_fail ((guint) list < YY_LIST_LAST);

  gtk_list_box_select_row (self->lists, self->rows[list]);
}

void
yy_sidebar_open_menu (YySidebar *self)
{
  g_return_if_fail (YY_IS_SIDEBAR (self));

  gtk_menu_button_popup (self->menu_button);
}

const char *
yy_sidebar_get_list_title (YyList list)
{
  g_return_val_if_fail ((guint) list < YY_LIST_LAST, "");

  return _ (lists[list].title);
}

const char *
yy_sidebar_get_list_icon (YyList list)
{
  g_return_val_if_fail ((guint) list < YY_LIST_LAST, NULL);

  return lists[list].icon;
}
