#include "yy-timeline.h"

#include <glib/gi18n.h>

#include "yy-when.h"

struct _YyTimeline
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

/* One row, before it is a widget. Texts are borrowed or owned as the name says; %NULL is left out. */
typedef struct
{
  const char *icon;
  const char *style;
  const char *who;
  const char *capacity;
  char *what;
  const char *way;
  const char *reason;
  gint64 at_usec;    /* 0: not yet */
  gint64 since_usec; /* from when on it waited; 0: it did not */
  gint64 event;      /* that marked places on the pages */
  guint n_marks;
} Row;

G_DEFINE_FINAL_TYPE (YyTimeline, yy_timeline, GTK_TYPE_WIDGET)

static const char *
get_icon (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_FORWARD:
    case YY_ACTION_APPROVE:
    case YY_ACTION_ACCEPT:
    case YY_ACTION_STAMP:
    case YY_ACTION_SIGN:
    case YY_ACTION_CARRY:
    case YY_ACTION_CHECK_IN:
      return "object-select-symbolic";
    case YY_ACTION_CHECK_OUT:
      return "yanyin-take-out-symbolic";
    case YY_ACTION_ALARM:
      return "alarm-symbolic";
    case YY_ACTION_REFUSE:
    case YY_ACTION_DECLINE:
    case YY_ACTION_OBJECT:
    case YY_ACTION_VOID:
      return "window-close-symbolic";
    case YY_ACTION_RETURN:
    case YY_ACTION_WITHDRAW:
    case YY_ACTION_TAKE_BACK:
      return "edit-undo-symbolic";
    case YY_ACTION_TRANSFER:
      return "mail-forward-symbolic";
    case YY_ACTION_ASK:
      return "dialog-question-symbolic";
    case YY_ACTION_ANSWER:
      return "mail-reply-sender-symbolic";
    case YY_ACTION_URGE:
      return "alarm-symbolic";
    case YY_ACTION_COPY:
      return "mail-send-symbolic";
    case YY_ACTION_ADD_SIGNER:
      return "list-add-symbolic";
    case YY_ACTION_OPEN:
      return "view-reveal-symbolic";
    case YY_ACTION_SUBMIT:
      return "document-send-symbolic";
    default:
      return "document-edit-symbolic";
    }
}

static const char *
get_style (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_FORWARD:
    case YY_ACTION_APPROVE:
    case YY_ACTION_ACCEPT:
    case YY_ACTION_STAMP:
    case YY_ACTION_SIGN:
    case YY_ACTION_CHECK_OUT:
    case YY_ACTION_CARRY:
    case YY_ACTION_CHECK_IN:
      return "good";
    case YY_ACTION_ALARM:
      return "bad";
    case YY_ACTION_REFUSE:
    case YY_ACTION_DECLINE:
    case YY_ACTION_OBJECT:
    case YY_ACTION_VOID:
      return "bad";
    case YY_ACTION_RETURN:
    case YY_ACTION_TAKE_BACK:
    case YY_ACTION_URGE:
      return "warn";
    default:
      return NULL;
    }
}

/* In which capacity it was done; "" where the words say it, or nobody can tell. */
static const char *
get_capacity (const YyRequest *request, const YyHistory *line)
{
  if (line->capacity != YY_STEP_NONE)
    return yy_step_get_label (line->capacity);
  if (g_str_equal (line->actor_id, request->applicant_id))
    return _ ("Applicant");
  if (line->action == YY_ACTION_SIGN || line->action == YY_ACTION_OBJECT)
    return _ ("Co-signer");
  if (line->action == YY_ACTION_VOID || line->action == YY_ACTION_ASK)
    return line->from == YY_STATE_REVIEWING ? "" : _ ("Seal keeper");
  if (yy_action_is_further (line->action))
    return "";
  if (line->action == YY_ACTION_ACCEPT || line->action == YY_ACTION_DECLINE ||
      line->action == YY_ACTION_STAMP || line->action == YY_ACTION_CHECK_OUT ||
      line->action == YY_ACTION_CHECK_IN ||
      (line->action == YY_ACTION_OPEN && line->from != YY_STATE_REVIEWING))
    return _ ("Seal keeper");

  if (line->action == YY_ACTION_CARRY)
    return _ ("Second carrier");

  return *line->actor_id != '\0' ? _ ("Applicant") : "";
}

/* "乙 (代甲)": who did it, and in whose place. */
static char *
dup_who (const YyHistory *line)
{
  /* What no person did the service did by itself. */
  if (*line->actor_id == '\0')
    return g_strdup (_ ("The service"));

  /* Translators: who decided, and in whose place */
  return *line->for_name != '\0' ? g_strdup_printf (_ ("%s (for %s)"), line->actor_name, line->for_name)
                                 : g_strdup (line->actor_name);
}

static char *
dup_what (const YyHistory *line)
{
  const char *label = yy_action_get_label (line->action);

  switch (line->action)
    {
    case YY_ACTION_SUBMIT:
      label = _ ("Submitted the request");
      break;
    case YY_ACTION_OPEN:
      return g_strdup (_ ("Has looked at it"));
    case YY_ACTION_RETURN:
      if (line->to == YY_STATE_REVIEWING)
        /* Translators: wrongly filled in, and the earlier approver to whom it went back */
        return g_strdup_printf (_ ("%s, returned to %s"), label, line->next_name);
      return g_strdup_printf (_ ("%s, returned to the applicant"), label);
    case YY_ACTION_CLASSIFY:
      return g_strdup_printf (_ ("%s: %s"), label, yy_choice_get_label (line->choice));
    case YY_ACTION_ADD_SIGNER:
      /* Translators: who is asked to co-sign, and in which way */
      return g_strdup_printf (_ ("Asked %s to co-sign (%s)"), line->next_name,
                              yy_choice_get_label (line->choice));
    case YY_ACTION_TAKE_BACK:
      return g_strdup (_ ("Took the decision back"));
    case YY_ACTION_SIGN:
      return g_strdup (_ ("Co-signed"));
    case YY_ACTION_OBJECT:
      return g_strdup (_ ("Did not co-sign"));
    case YY_ACTION_COPY:
      return g_strdup_printf (_ ("Sent to %s for information"), line->next_name);
    case YY_ACTION_ASK:
      return g_strdup_printf (_ ("Asked %s"), line->next_name);
    case YY_ACTION_ANSWER:
      return g_strdup_printf (_ ("Answered %s"), line->next_name);
    case YY_ACTION_URGE:
      return g_strdup_printf (_ ("Urged %s"), line->next_name);
    case YY_ACTION_STAMP:
      return g_strdup_printf (ngettext ("Stamped %d copy", "Stamped %d copies", line->copies), line->copies);
    default:
      break;
    }

  /* Translators: what was done, and to whom it went on */
  return line->next_name[0] != '\0' ? g_strdup_printf (_ ("%s → %s"), label, line->next_name)
                                    : g_strdup (label);
}

/* What was found or wished with it, beside what was done; "" for nothing. */
static const char *
get_way (const YyHistory *line)
{
  if (line->action == YY_ACTION_RETURN || line->action == YY_ACTION_SUBMIT)
    return yy_choice_get_label (line->choice);

  return "";
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
new_head (const Row *row, gint64 now_usec)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *who = new_label (row->who, "heading");
  GtkWidget *capacity = new_label (row->capacity, "caption");

  gtk_box_append (GTK_BOX (head), who);
  gtk_widget_add_css_class (capacity, "dim-label");
  gtk_widget_set_hexpand (capacity, TRUE);
  gtk_box_append (GTK_BOX (head), capacity);

  if (row->at_usec != 0)
    {
      g_autofree char *relative = yy_when_dup_relative (row->at_usec, now_usec);
      g_autofree char *absolute = yy_when_dup_absolute (row->at_usec);
      GtkWidget *when = new_label (relative, "caption");

      gtk_label_set_wrap (GTK_LABEL (when), FALSE);
      gtk_widget_add_css_class (when, "dim-label");
      gtk_widget_add_css_class (when, "numeric");
      gtk_widget_set_tooltip_text (when, absolute);
      gtk_box_append (GTK_BOX (head), when);
    }

  return head;
}

/* What a screen reader says of the whole row; its parts are labels of their own besides. */
static void
name_row (GtkWidget *widget, const Row *row)
{
  g_autofree char *absolute = row->at_usec != 0 ? yy_when_dup_absolute (row->at_usec) : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("%s %s %s %s", row->who, row->capacity, row->what, absolute);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strstrip (name),
                                  -1);
}

static GtkWidget *
new_row (const Row *row, gboolean last, gint64 now_usec)
{
  GtkWidget *widget =
      g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *rail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *dot = gtk_image_new_from_icon_name (row->icon);

  gtk_widget_add_css_class (dot, "timeline-dot");
  if (row->style != NULL)
    gtk_widget_add_css_class (dot, row->style);
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (rail), dot);
  if (!last)
    {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);

      gtk_widget_set_vexpand (line, TRUE);
      gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (rail), line);
    }

  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_set_margin_bottom (content, last ? 0 : 14);
  gtk_box_append (GTK_BOX (content), new_head (row, now_usec));
  gtk_box_append (GTK_BOX (content), new_label (row->what, NULL));
  if (row->way != NULL && row->way[0] != '\0')
    {
      GtkWidget *way = new_label (row->way, "caption");

      gtk_widget_add_css_class (way, "dim-label");
      gtk_box_append (GTK_BOX (content), way);
    }
  if (row->reason != NULL && row->reason[0] != '\0')
    gtk_box_append (GTK_BOX (content), new_label (row->reason, "timeline-reason"));
  if (row->n_marks > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("Show the marked place", "Show the %u marked places", row->n_marks), row->n_marks);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.show-marks");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", row->event);
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_add_css_class (button, "yy-small");
      gtk_box_append (GTK_BOX (content), button);
    }
  if (row->since_usec != 0)
    {
      g_autofree char *span =
          yy_when_dup_span ((row->at_usec != 0 ? row->at_usec : now_usec) - row->since_usec);
      /* Translators: %s is a length of time such as "3 hours" */
      g_autofree char *text =
          g_strdup_printf (row->at_usec != 0 ? _ ("after %s") : _ ("waiting for %s"), span);
      GtkWidget *label = new_label (text, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (content), label);
    }

  gtk_box_append (GTK_BOX (widget), rail);
  gtk_box_append (GTK_BOX (widget), content);
  name_row (widget, row);
  return widget;
}

static void
append_round (YyTimeline *self, int round)
{
  /* Translators: how often the request was submitted */
  g_autofree char *text = g_strdup_printf (_ ("Submission no. %d"), round);
  GtkWidget *label = new_label (text, "timeline-round");

  gtk_box_append (GTK_BOX (self->box), label);
}

/* Who is awaited now; FALSE when nobody is. */
static gboolean
get_awaited (const YyRequest *request, Row *ret_row)
{
  const char *keeper = request->accepter_name[0] != '\0' ? request->accepter_name : request->keeper_name;
  gboolean out = request->form->kind == YY_KIND_TAKE_OUT;

  switch (request->state)
    {
    case YY_STATE_REVIEWING:
      ret_row->who = request->assignee_name;
      ret_row->capacity = yy_step_get_label (request->step);
      ret_row->what = g_strdup (_ ("To decide"));
      return TRUE;
    case YY_STATE_APPROVED:
      ret_row->who = request->keeper_name;
      ret_row->capacity = _ ("Seal keeper");
      ret_row->what = g_strdup (out ? _ ("To hand out the seal") : _ ("To accept"));
      return TRUE;
    case YY_STATE_OUT:
    case YY_STATE_OVERDUE:
      ret_row->who = keeper;
      ret_row->capacity = _ ("Seal keeper");
      ret_row->what = g_strdup (_ ("To take the seal in again"));
      return TRUE;
    case YY_STATE_ACCEPTED:
      if (out)
        {
          ret_row->who = request->carrier_name;
          ret_row->capacity = _ ("Second carrier");
          ret_row->what = g_strdup (_ ("To confirm that he carries the seal"));
          return TRUE;
        }
      ret_row->who = keeper;
      ret_row->capacity = _ ("Seal keeper");
      ret_row->what = g_strdup (_ ("To stamp"));
      return TRUE;
    case YY_STATE_RETURNED:
      ret_row->who = request->applicant_name;
      ret_row->capacity = _ ("Applicant");
      ret_row->what = g_strdup (_ ("To correct and submit again"));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
append_history (
    YyTimeline *self, const YyRequest *request, gboolean awaited, gint64 *since_usec, gint64 now_usec)
{
  int round = 1;

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);
      g_autofree char *what = NULL;
      g_autofree char *who = NULL;
      Row row = { 0 };

      /* Keeping a draft says nothing to others. */
      if (line->action == YY_ACTION_SAVE)
        continue;
      if (line->round > round)
        append_round (self, round = line->round);

      what = dup_what (line);
      row.icon = get_icon (line->action);
      row.style = get_style (line->action);
      who = dup_who (line);
      row.who = who;
      row.capacity = get_capacity (request, line);
      row.way = get_way (line);
      row.event = line->event;
      row.n_marks = line->marks->len;
      row.what = what;
      row.reason = line->reason;
      row.at_usec = line->at_usec;
      row.since_usec = yy_action_is_talk (line->action) || line->action == YY_ACTION_SUBMIT ? 0 : *since_usec;
      gtk_box_append (GTK_BOX (self->box),
                      new_row (&row, i + 1 == request->history->len && !awaited, now_usec));
      if (!yy_action_is_talk (line->action))
        *since_usec = line->at_usec;
    }
}

static void
yy_timeline_dispose (GObject *object)
{
  YyTimeline *self = YY_TIMELINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_timeline_parent_class)->dispose (object);
}

static void
yy_timeline_class_init (YyTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_timeline_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "timeline");
}

static void
yy_timeline_init (YyTimeline *self)
{
  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Course of the request"), -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
yy_timeline_new (void)
{
  return g_object_new (YY_TYPE_TIMELINE, NULL);
}

void
yy_timeline_set_request (YyTimeline *self, const YyRequest *request, gint64 now_usec)
{
  Row row = { 0 };
  gint64 since_usec = 0;
  gboolean awaited;
  GtkWidget *child;

  g_return_if_fail (YY_IS_TIMELINE (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (request == NULL)
    return;

  awaited = get_awaited (request, &row);
  append_history (self, request, awaited, &since_usec, now_usec);
  if (!awaited)
    return;

  row.icon = "content-loading-symbolic";
  row.style = "current";
  row.since_usec = since_usec;
  child = new_row (&row, TRUE, now_usec);
  gtk_widget_add_css_class (child, "current");
  gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_SELECTED, TRUE, -1);
  gtk_box_append (GTK_BOX (self->box), child);
  g_free (row.what);
}
