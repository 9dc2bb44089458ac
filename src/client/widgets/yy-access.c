#include "yy-access.h"

#include <glib/gi18n.h>

/* The value's type differs between versions of GTK: one object, or a list of them. */
static void
point_at (GtkWidget *widget, GtkAccessibleRelation relation, GtkWidget *message)
{
  GValue value = G_VALUE_INIT;

  if (message == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), relation);
      return;
    }

  gtk_accessible_relation_init_value (relation, &value);
  if (G_VALUE_HOLDS_OBJECT (&value))
    g_value_set_object (&value, message);
  else if (G_VALUE_HOLDS_POINTER (&value))
    g_value_set_pointer (&value, g_list_prepend (NULL, message));
  gtk_accessible_update_relation_value (GTK_ACCESSIBLE (widget), 1, &relation, &value);
  g_value_unset (&value);
}

void
yy_access_set_error (GtkWidget *widget, GtkWidget *message)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  point_at (widget, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message);
  /* GTK 4.8 does not pass the other one on. */
  point_at (widget, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, message);
}

typedef gboolean (*Test) (GtkWidget *widget);

static GtkWidget *
find_below (GtkWidget *widget, Test test)
{
  GtkWidget *found = test (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, test);

  return found;
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
is_scroller (GtkWidget *widget)
{
  return GTK_IS_SCROLLED_WINDOW (widget);
}

static void
title_cb (AdwStatusPage *page)
{
  GtkWidget *scroller = find_below (GTK_WIDGET (page), is_scroller);

  if (scroller != NULL)
    set_name (scroller, adw_status_page_get_title (page));
}

void
yy_access_name_status_page (AdwStatusPage *page)
{
  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  g_signal_connect (page, "notify::title", G_CALLBACK (title_cb), NULL);
  title_cb (page);
}

static gboolean
is_eye (GtkWidget *widget)
{
  const char *icon = GTK_IS_BUTTON (widget) ? gtk_button_get_icon_name (GTK_BUTTON (widget)) : NULL;

  return icon != NULL && g_str_has_prefix (icon, "view-");
}

void
yy_access_name_password_row (AdwPasswordEntryRow *row)
{
  GtkWidget *eye;

  g_return_if_fail (ADW_IS_PASSWORD_ENTRY_ROW (row));

  eye = find_below (GTK_WIDGET (row), is_eye);
  if (eye != NULL)
    set_name (eye, _ ("Show or hide the password"));
}
