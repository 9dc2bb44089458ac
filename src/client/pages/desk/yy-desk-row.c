#include "yy-desk-row.h"

#include <glib/gi18n.h>

#include "yy-clock.h"
#include "yy-text.h"
#include "yy-when.h"

struct _YyDeskRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *day;
  GtkLabel *material;
  GtkLabel *about;
  GtkLabel *number;
  GtkLabel *copies;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (YyDeskRow, yy_desk_row, GTK_TYPE_WIDGET)

/* "today" and "overdue" are what a keeper looks for first. */
static char *
dup_day (const char *text, gint64 now_usec, const char **ret_style)
{
  g_autoptr (GDateTime) time = NULL;
  GDate day, today;
  int ahead;

  *ret_style = "dim-label";
  if (!yy_text_parse_date (text, &day))
    return g_strdup (text);

  yy_clock_get_day (now_usec, &today);
  ahead = g_date_days_between (&today, &day);
  if (ahead == 0)
    {
      *ret_style = "accent";
      return g_strdup (_ ("Today"));
    }
  if (ahead == 1)
    return g_strdup (_ ("Tomorrow"));

  if (ahead < 0)
    *ret_style = "warning";
  time =
      g_date_time_new_utc (g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day), 0, 0, 0);
  /* Translators: a day without the year, short */
  return g_date_time_format (time, _ ("%b %-d"));
}

/* For how long a seal is away; what is late stands out by its colour and by its words. */
static char *
dup_hours (const YySummary *item, const char **ret_style)
{
  *ret_style = item->state == YY_STATE_OVERDUE ? "error"
               : item->state == YY_STATE_OUT   ? "accent"
                                               : "dim-label";
  return yy_when_dup_hours (item->out_from, item->out_until);
}

/* Whose errand it is, where to, and who carries the seal beside its keeper. */
static char *
dup_journey (const YySummary *item)
{
  return g_strdup_printf ("%s · %s → %s · %s", item->seal_name, item->unit_name, item->destination,
                          item->carrier_name);
}

static const char **
get_state_classes (YyState state)
{
  static const char *plain[] = { "caption", "dim-label", NULL };
  static const char *out[] = { "caption", "accent", NULL };
  static const char *late[] = { "caption", "error", NULL };

  return state == YY_STATE_OVERDUE ? late : state == YY_STATE_OUT ? out : plain;
}

static void
yy_desk_row_dispose (GObject *object)
{
  YyDeskRow *self = YY_DESK_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_desk_row_parent_class)->dispose (object);
}

static void
yy_desk_row_class_init (YyDeskRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_desk_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/desk/yy-desk-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YyDeskRow, box);
  gtk_widget_class_bind_template_child (widget_class, YyDeskRow, day);
  gtk_widget_class_bind_template_child (widget_class, YyDeskRow, material);
  gtk_widget_class_bind_template_child (widget_class, YyDeskRow, about);
  gtk_widget_class_bind_template_child (widget_class, YyDeskRow, number);
  gtk_widget_class_bind_template_child (widget_class, YyDeskRow, copies);
  gtk_widget_class_bind_template_child (widget_class, YyDeskRow, state);
}

static void
yy_desk_row_init (YyDeskRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yy_desk_row_new (void)
{
  return g_object_new (YY_TYPE_DESK_ROW, NULL);
}

void
yy_desk_row_set_item (YyDeskRow *self, YyRequestItem *item, gint64 now_usec)
{
  const YySummary *summary;
  const char *classes[] = { "yy-number", NULL, NULL };
  const char *state;
  gboolean out;
  g_autofree char *day = NULL;
  g_autofree char *about = NULL;
  g_autofree char *copies = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (YY_IS_DESK_ROW (self));

  summary = yy_request_item_get_summary (item);
  out = summary->kind == YY_KIND_TAKE_OUT;
  day = out ? dup_hours (summary, &classes[1]) : dup_day (summary->use_date, now_usec, &classes[1]);
  about =
      out ? dup_journey (summary)
          : g_strdup_printf ("%s · %s · %s", summary->applicant_name, summary->unit_name, summary->seal_name);
  copies = out ? g_strdup (yy_kind_get_label (summary->kind))
               : g_strdup_printf (ngettext ("%d copy", "%d copies", summary->copies), summary->copies);
  state = yy_kind_get_state_label (summary->kind, summary->state);
  name = g_strdup_printf ("%s %s %s %s %s %s", summary->material_name, about, copies, day, state,
                          summary->number);

  gtk_label_set_label (self->day, day);
  gtk_widget_set_css_classes (GTK_WIDGET (self->day), classes);
  gtk_label_set_label (self->material, summary->material_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->material), summary->material_name);
  gtk_label_set_label (self->about, about);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->about), about);
  gtk_label_set_label (self->number, summary->number);
  gtk_label_set_label (self->copies, copies);
  gtk_label_set_label (self->state, state);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state), get_state_classes (summary->state));
  if (summary->state == YY_STATE_OVERDUE)
    gtk_widget_add_css_class (self->box, "yy-late");
  else
    gtk_widget_remove_css_class (self->box, "yy-late");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The line has the focus, not what is in it. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
