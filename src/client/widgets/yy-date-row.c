#include "yy-date-row.h"

#include <glib/gi18n.h>

#include "yy-text.h"

struct _YyDateRow
{
  AdwEntryRow parent_instance;

  GtkWidget *weekday;
  GtkWidget *button;
  GtkWidget *calendar;
  GDate today;
};

G_DEFINE_FINAL_TYPE (YyDateRow, yy_date_row, ADW_TYPE_ENTRY_ROW)

static gboolean
parse (const char *text, GDate *ret_date)
{
  g_autofree char *day = NULL;
  int numbers[3] = { 0 };

  if (yy_text_read_numbers (text, numbers, 3) != 3)
    return FALSE;

  day = g_strdup_printf ("%04d-%02d-%02d", numbers[0], numbers[1], numbers[2]);
  return yy_text_parse_date (day, ret_date);
}

/* In the language of the window: what the C library says is that of the system's dates, if it is there at
 * all. */
static const char *const weekdays[] = {
  NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
  NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
  NC_ ("weekday", "Sunday"),
};

static const char *
get_weekday (YyDateRow *self, const GDate *date)
{
  int ahead = g_date_valid (&self->today) ? g_date_days_between (&self->today, date) : -1;

  if (ahead == 0)
    return _ ("today");
  if (ahead == 1)
    return _ ("tomorrow");

  return g_dpgettext2 (NULL, "weekday", weekdays[g_date_get_weekday (date) - G_DATE_MONDAY]);
}

static void
changed_cb (GtkEditable *editable, gpointer user_data)
{
  YyDateRow *self = YY_DATE_ROW (editable);
  const char *weekday = "";
  GDate date;

  g_date_clear (&date, 1);
  if (parse (gtk_editable_get_text (editable), &date))
    weekday = get_weekday (self, &date);
  gtk_label_set_label (GTK_LABEL (self->weekday), weekday);
}

static void
day_selected_cb (GtkCalendar *calendar, gpointer user_data)
{
  YyDateRow *self = user_data;
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self), day);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* The calendar opens where the text is, without telling that a day was chosen. */
static void
show_cb (GtkWidget *popover, gpointer user_data)
{
  YyDateRow *self = user_data;
  g_autoptr (GDateTime) time = NULL;
  GDate date = self->today;

  if (!parse (gtk_editable_get_text (GTK_EDITABLE (self)), &date) && !g_date_valid (&date))
    return;

  time = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date), 12,
                                0, 0);
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), time);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

/* GTK's four arrows, from the left, have icons and no names. */
static void
name_arrows (GtkWidget *widget, guint *n_named)
{
  static const char *const names[] = { N_ ("Month before"), N_ ("Month after"), N_ ("Year before"),
                                       N_ ("Year after") };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_BUTTON (child))
        name_arrows (child, n_named);
      else if (*n_named < G_N_ELEMENTS (names))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        _ (names[(*n_named)++]), -1);
    }
}

static void
yy_date_row_class_init (YyDateRowClass *klass)
{
}

static void
yy_date_row_init (YyDateRow *self)
{
  GtkWidget *popover = gtk_popover_new ();
  guint n_named = 0;

  g_date_clear (&self->today, 1);
  self->calendar = gtk_calendar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  name_arrows (self->calendar, &n_named);
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
  g_signal_connect (popover, "show", G_CALLBACK (show_cb), self);

  self->weekday = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->weekday, "dim-label");
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic", "popover",
                               popover, "tooltip-text", _ ("Choose a day"), "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"), -1);

  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->weekday);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->button);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

void
yy_date_row_set_today (YyDateRow *self, const GDate *today)
{
  g_return_if_fail (YY_IS_DATE_ROW (self));

  self->today = *today;
  changed_cb (GTK_EDITABLE (self), NULL);
}

char *
yy_date_row_dup_day (YyDateRow *self)
{
  const char *text;
  GDate date;

  g_return_val_if_fail (YY_IS_DATE_ROW (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self));
  if (!parse (text, &date))
    return g_strstrip (g_strdup (text));

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

void
yy_date_row_normalize (YyDateRow *self)
{
  g_autofree char *day = yy_date_row_dup_day (self);

  if (!g_str_equal (day, gtk_editable_get_text (GTK_EDITABLE (self))))
    gtk_editable_set_text (GTK_EDITABLE (self), day);
}
