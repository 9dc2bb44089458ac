#include "yy-bookings-row.h"

#include <glib/gi18n.h>

#include "yy-booking.h"
#include "yy-form.h"
#include "yy-when.h"

/* More of them are counted. */
#define SHOWN 8

struct _YyBookingsRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *title;
  GtkWidget *list;
  GPtrArray *bookings; /* element-type YyBooking, nullable */
  char *from;
  char *until;
};

G_DEFINE_FINAL_TYPE (YyBookingsRow, yy_bookings_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
is_taken (YyBookingsRow *self, const YyBooking *booking)
{
  return yy_booking_parse_minute (self->from, NULL) && yy_booking_parse_minute (self->until, NULL) &&
         yy_booking_overlaps (self->from, self->until, booking->from, booking->until);
}

static GtkWidget *
new_label (const char *text, const char *css_class, gboolean wrap)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_line (YyBookingsRow *self, const YyBooking *booking)
{
  g_autofree char *hours = yy_when_dup_hours (booking->from, booking->until);
  /* Translators: a unit, and the state of its request */
  g_autofree char *who = g_strdup_printf (_ ("%s · %s"),
                                          booking->own ? _ ("Your own request") : booking->unit_name,
                                          yy_kind_get_state_label (YY_KIND_TAKE_OUT, booking->state));
  gboolean taken = is_taken (self, booking);
  GtkWidget *line =
      g_object_new (GTK_TYPE_BOX, "spacing", 8, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *icon =
      gtk_image_new_from_icon_name (taken ? "dialog-warning-symbolic" : "x-office-calendar-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = NULL;

  gtk_widget_add_css_class (icon, taken ? "warning" : "dim-label");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (texts), new_label (hours, "numeric", TRUE));
  gtk_box_append (GTK_BOX (texts), new_label (who, "caption", TRUE));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), texts);
  /* Translators: hours, who has booked them; said of hours that overlap those asked for */
  name = taken ? g_strdup_printf (_ ("%s, %s: overlaps"), hours, who)
               : g_strdup_printf ("%s, %s", hours, who);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return line;
}

static void
show (YyBookingsRow *self)
{
  guint n = self->bookings != NULL ? self->bookings->len : 0;
  GtkWidget *line;

  gtk_widget_set_visible (GTK_WIDGET (self), self->bookings != NULL);
  gtk_label_set_label (GTK_LABEL (self->title), n > 0 ? _ ("This seal is booked at these times")
                                                      : _ ("Nobody has booked this seal yet"));
  while ((line = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), line);
  for (guint i = 0; i < n && i < SHOWN; i++)
    gtk_box_append (GTK_BOX (self->list), new_line (self, g_ptr_array_index (self->bookings, i)));
  if (n > SHOWN)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", n - SHOWN), n - SHOWN);

      gtk_box_append (GTK_BOX (self->list), new_label (more, "caption", TRUE));
    }
  gtk_widget_set_visible (self->list, n > 0);
}

static void
yy_bookings_row_finalize (GObject *object)
{
  YyBookingsRow *self = YY_BOOKINGS_ROW (object);

  g_clear_pointer (&self->bookings, g_ptr_array_unref);
  g_free (self->from);
  g_free (self->until);

  G_OBJECT_CLASS (yy_bookings_row_parent_class)->finalize (object);
}

static void
yy_bookings_row_class_init (YyBookingsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_bookings_row_finalize;
}

static void
yy_bookings_row_init (YyBookingsRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->from = g_strdup ("");
  self->until = g_strdup ("");
  self->title = new_label (NULL, "caption", TRUE);
  self->list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 8,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("This seal is booked at these times"), -1);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_widget_add_css_class (GTK_WIDGET (self), "yy-text-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
yy_bookings_row_set_bookings (YyBookingsRow *self, GPtrArray *bookings)
{
  g_return_if_fail (YY_IS_BOOKINGS_ROW (self));

  g_clear_pointer (&self->bookings, g_ptr_array_unref);
  self->bookings = bookings != NULL ? g_ptr_array_ref (bookings) : NULL;
  show (self);
}

gboolean
yy_bookings_row_set_wanted (YyBookingsRow *self, const char *from, const char *until)
{
  gboolean taken = FALSE;

  g_return_val_if_fail (YY_IS_BOOKINGS_ROW (self), FALSE);

  yy_form_set_text (&self->from, from);
  yy_form_set_text (&self->until, until);
  show (self);
  for (guint i = 0; self->bookings != NULL && i < self->bookings->len; i++)
    taken = taken || is_taken (self, g_ptr_array_index (self->bookings, i));

  return taken;
}
