#include "yy-minute-row.h"

#include <glib/gi18n.h>

#include "yy-booking.h"
#include "yy-text.h"

struct _YyMinuteRow
{
  AdwEntryRow parent_instance;

  GtkWidget *button;
  GtkWidget *calendar;
  GtkWidget *hour;
  GtkWidget *minute;
  GDate today;
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (YyMinuteRow, yy_minute_row, ADW_TYPE_ENTRY_ROW)

/* NULL when the text is none. An hour alone is a full hour. */
static char *
dup_parsed (const char *text)
{
  int numbers[5] = { 0 };
  guint n = yy_text_read_numbers (text, numbers, G_N_ELEMENTS (numbers));
  g_autofree char *minute = NULL;

  if (n != 4 && n != 5)
    return NULL;

  minute = g_strdup_printf ("%04d-%02d-%02dT%02d:%02d", numbers[0], numbers[1], numbers[2], numbers[3],
                            numbers[4]);
  return yy_booking_parse_minute (minute, NULL) ? g_steal_pointer (&minute) : NULL;
}

static void
picked_cb (YyMinuteRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *text = NULL;

  if (self->setting)
    return;

  text = g_strdup_printf ("%04d-%02d-%02d %02d:%02d", g_date_time_get_year (day), g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day),
                          gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->hour)),
                          gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->minute)));
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

/* The calendar opens where the text is, without telling that something was chosen. */
static void
show_cb (GtkWidget *popover, gpointer user_data)
{
  YyMinuteRow *self = user_data;
  g_autofree char *minute = dup_parsed (gtk_editable_get_text (GTK_EDITABLE (self)));
  g_autoptr (GDateTime) time = NULL;

  if (minute != NULL)
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autofree char *whole = g_strconcat (minute, ":00", NULL);

      time = g_date_time_new_from_iso8601 (whole, utc);
    }
  else if (g_date_valid (&self->today))
    time = g_date_time_new_local (g_date_get_year (&self->today), g_date_get_month (&self->today),
                                  g_date_get_day (&self->today), 9, 0, 0);
  if (time == NULL)
    return;

  self->setting = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), time);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->hour), g_date_time_get_hour (time));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->minute), g_date_time_get_minute (time));
  self->setting = FALSE;
}

static gboolean
show_two_digits_cb (GtkSpinButton *spin, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static GtkWidget *
new_spin (YyMinuteRow *self, double max, double step, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, max, step);

  gtk_spin_button_set_wrap (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_set_hexpand (spin, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (spin, name);
  g_signal_connect (spin, "output", G_CALLBACK (show_two_digits_cb), NULL);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (picked_cb), self);
  return spin;
}

static GtkWidget *
new_chooser (YyMinuteRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *time = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->calendar = gtk_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (picked_cb), self);
  self->hour = new_spin (self, 23, 1, _ ("Hour"));
  self->minute = new_spin (self, 59, 5, _ ("Minute"));
  gtk_box_append (GTK_BOX (time), self->hour);
  gtk_box_append (GTK_BOX (time), gtk_label_new (":"));
  gtk_box_append (GTK_BOX (time), self->minute);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), time);
  return box;
}

static void
yy_minute_row_class_init (YyMinuteRowClass *klass)
{
}

static void
yy_minute_row_init (YyMinuteRow *self)
{
  GtkWidget *popover = gtk_popover_new ();

  g_date_clear (&self->today, 1);
  gtk_popover_set_child (GTK_POPOVER (popover), new_chooser (self));
  g_signal_connect (popover, "show", G_CALLBACK (show_cb), self);
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic", "popover",
                               popover, "tooltip-text", _ ("Choose day and time"), "valign", GTK_ALIGN_CENTER,
                               NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose day and time"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->button);
}

void
yy_minute_row_set_today (YyMinuteRow *self, const GDate *today)
{
  g_return_if_fail (YY_IS_MINUTE_ROW (self));

  self->today = *today;
}

char *
yy_minute_row_dup_minute (YyMinuteRow *self)
{
  const char *text;
  char *minute;

  g_return_val_if_fail (YY_IS_MINUTE_ROW (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self));
  minute = dup_parsed (text);
  return minute != NULL ? minute : g_strstrip (g_strdup (text));
}

void
yy_minute_row_set_minute (YyMinuteRow *self, const char *minute)
{
  g_autofree char *text = NULL;

  g_return_if_fail (YY_IS_MINUTE_ROW (self));

  text = g_strdup (minute);
  if (yy_booking_parse_minute (text, NULL))
    text[10] = ' ';
  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self))))
    gtk_editable_set_text (GTK_EDITABLE (self), text);
}

void
yy_minute_row_normalize (YyMinuteRow *self)
{
  g_autofree char *minute = yy_minute_row_dup_minute (self);

  yy_minute_row_set_minute (self, minute);
}
