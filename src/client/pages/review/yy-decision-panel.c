#include "yy-decision-panel.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-choice-row.h"
#include "yy-error.h"
#include "yy-remark.h"
#include "yy-text.h"

/* From so many people on they can be searched. */
#define SEARCHED_TARGETS 7

struct _YyDecisionPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkLabel *question;
  GtkListBox *options;
  GtkWidget *next_box;
  GtkLabel *next_label;
  GtkCheckButton *direct;
  GtkWidget *next_search;
  GtkListBox *targets;
  GtkLabel *next_error;
  GtkWidget *stamp_box;
  GtkLabel *copies_label;
  GtkSpinButton *copies;
  GtkAdjustment *copies_range;
  GtkLabel *copies_error;
  GtkBox *photo_slot;
  GtkLabel *photo_error;
  GtkWidget *reason_box;
  GtkLabel *reason_label;
  GtkWidget *reason_frame;
  GtkTextView *reason;
  GtkLabel *reason_error;
  YyRemark *trouble;
  GtkWidget *submit;
  GtkSpinner *spinner;

  char *request_id; /* whose reason is in the entry */
  const YyRequest *request;
  const YyOption *chosen;
  const YyTarget *next;
  YyTarget *applicant;      /* to whom it can go back beside the others, or NULL */
  YyPhotoStrip *photos;     /* NULL until it was put in */
  char *reason_text;        /* lent by get_move() */
  GPtrArray *stamped_pages; /* likewise */
};

G_DEFINE_FINAL_TYPE (YyDecisionPanel, yy_decision_panel, GTK_TYPE_WIDGET)

static guint signal_submit;

/* An empty text takes the complaint away; reading programs hear of it through the state of the field. */
static void
complain (GtkLabel *label, GtkWidget *field, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (field != NULL)
    yy_access_set_error (field, text != NULL ? GTK_WIDGET (label) : NULL);
}

static void
complain_of_reason (YyDecisionPanel *self, const char *text)
{
  complain (self->reason_error, GTK_WIDGET (self->reason), text);
  if (text != NULL)
    gtk_widget_add_css_class (self->reason_frame, "error");
  else
    gtk_widget_remove_css_class (self->reason_frame, "error");
}

static void
clear_complaints (YyDecisionPanel *self)
{
  complain_of_reason (self, NULL);
  complain (self->next_error, NULL, NULL);
  complain (self->copies_error, GTK_WIDGET (self->copies), NULL);
  complain (self->photo_error, NULL, NULL);
  yy_remark_clear (self->trouble);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void update_direct (YyDecisionPanel *self);

static void
next_chosen_cb (YyDecisionPanel *self, YyChoiceRow *row)
{
  self->next = yy_choice_row_get_target (row);
  complain (self->next_error, NULL, NULL);
  update_direct (self);
}

/* The one it can only be, or the one in charge, is chosen already; among several nobody is. */
static gboolean
is_obvious (GPtrArray *targets, const YyTarget *target)
{
  guint n_preferred = 0;

  for (guint i = 0; i < targets->len; i++)
    n_preferred += ((const YyTarget *) g_ptr_array_index (targets, i))->preferred ? 1 : 0;

  return targets->len == 1 || (target->preferred && n_preferred == 1);
}

/* Somebody must be named with it. */
static gboolean
hands_on (const YyOption *option)
{
  return option->targets->len > 0 && option->action != YY_ACTION_RETURN;
}

/* F27: it goes to the applicant, or to an earlier approver. */
static gboolean
hands_back (const YyOption *option)
{
  return option->targets->len > 0 && option->action == YY_ACTION_RETURN;
}

/* Whoever returns it to the applicant may want it back himself. */
static void
update_direct (YyDecisionPanel *self)
{
  gboolean offered = self->chosen != NULL && (self->chosen->choices & 1u << YY_CHOICE_DIRECT) != 0 &&
                     (self->next == NULL || self->next == self->applicant);

  gtk_widget_set_visible (GTK_WIDGET (self->direct), offered);
}

static GtkWidget *
add_target (YyDecisionPanel *self, const YyTarget *target, YyChoiceRow *group)
{
  GtkWidget *row = yy_choice_row_new_for_target (target, group);

  g_signal_connect_swapped (row, "chosen", G_CALLBACK (next_chosen_cb), self);
  gtk_list_box_append (self->targets, row);
  return row;
}

static void
fill_targets (YyDecisionPanel *self, const char *wanted_id)
{
  gboolean back = self->chosen != NULL && hands_back (self->chosen);
  GPtrArray *targets = self->chosen != NULL ? self->chosen->targets : NULL;
  guint n = targets != NULL ? targets->len : 0;
  YyChoiceRow *group = NULL;

  self->next = NULL;
  clear_list (self->targets);
  g_clear_pointer (&self->applicant, yy_target_free);
  if (back)
    {
      self->applicant = yy_target_new ("", self->request->applicant_name, self->request->unit_name,
                                       _ ("Applicant"), YY_STEP_NONE, FALSE);
      group = YY_CHOICE_ROW (add_target (self, self->applicant, NULL));
      yy_choice_row_choose (group);
    }
  for (guint i = 0; i < n; i++)
    {
      const YyTarget *target = g_ptr_array_index (targets, i);
      GtkWidget *row = add_target (self, target, group);

      if (group == NULL)
        group = YY_CHOICE_ROW (row);
      if (wanted_id != NULL ? g_str_equal (wanted_id, target->person_id)
                            : !back && is_obvious (targets, target))
        yy_choice_row_choose (YY_CHOICE_ROW (row));
    }

  gtk_label_set_label (self->next_label, back ? _ ("Return it to *") : _ ("Hand it to *"));
  gtk_editable_set_text (GTK_EDITABLE (self->next_search), "");
  gtk_widget_set_visible (self->next_search, n >= SEARCHED_TARGETS);
  gtk_widget_set_visible (self->next_box, n > 0);
  update_direct (self);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  YyDecisionPanel *self = user_data;

  return yy_target_matches (yy_choice_row_get_target (YY_CHOICE_ROW (row)),
                            gtk_editable_get_text (GTK_EDITABLE (self->next_search)));
}

static void
search_cb (YyDecisionPanel *self)
{
  gtk_list_box_invalidate_filter (self->targets);
}

/* A12: who stamps what nobody photographed says what he saw. */
static gboolean
stamps_confidential (YyDecisionPanel *self)
{
  return self->chosen != NULL && self->chosen->action == YY_ACTION_STAMP &&
         self->request->form->confidential == YY_ANSWER_YES;
}

static void
update_fields (YyDecisionPanel *self)
{
  gboolean needs_reason = self->chosen != NULL && self->chosen->needs_reason;
  const char *label = needs_reason ? _ ("_Reason *") : _ ("_Remark (optional)");

  gtk_label_set_text_with_mnemonic (self->reason_label, stamps_confidential (self)
                                                            ? _ ("_Remark on the paper that was inspected *")
                                                            : label);
  gtk_widget_set_visible (self->stamp_box, self->chosen != NULL && self->chosen->action == YY_ACTION_STAMP);
  gtk_widget_set_visible (self->reason_box, self->chosen != NULL);
  gtk_widget_set_sensitive (self->submit, self->chosen != NULL);
}

static void
option_chosen_cb (YyDecisionPanel *self, YyChoiceRow *row)
{
  g_autofree char *next_id = self->next != NULL ? g_strdup (self->next->person_id) : NULL;

  self->chosen = yy_choice_row_get_option (row);
  clear_complaints (self);
  fill_targets (self, next_id);
  update_fields (self);
}

static const char *
get_question (const YyRequest *request)
{
  if (yy_option_list_find (request->options, YY_ACTION_CARRY) != NULL)
    return _ ("Carrying the seal *");
  if (request->form->kind == YY_KIND_TAKE_OUT && request->state != YY_STATE_REVIEWING)
    return _ ("Handing out and taking in the seal *");
  if (yy_option_list_find (request->options, YY_ACTION_SIGN) != NULL)
    return _ ("Co-signature *");
  switch (request->state)
    {
    case YY_STATE_APPROVED:
      return _ ("The seal keeper accepts *");
    case YY_STATE_ACCEPTED:
      return _ ("Use of the seal *");
    default:
      return _ ("Decision of the responsible person of the department *");
    }
}

static void
fill_options (YyDecisionPanel *self, YyAction wanted)
{
  YyChoiceRow *group = NULL;
  YyChoiceRow *choice = NULL;

  self->chosen = NULL;
  clear_list (self->options);
  for (guint i = 0; i < self->request->options->len; i++)
    {
      const YyOption *option = g_ptr_array_index (self->request->options, i);
      GtkWidget *row;

      if (!yy_action_is_handling (option->action) || yy_action_is_further (option->action))
        continue;

      row = yy_choice_row_new_for_option (option, group);
      g_signal_connect_swapped (row, "chosen", G_CALLBACK (option_chosen_cb), self);
      gtk_list_box_append (self->options, row);
      if (group == NULL)
        group = YY_CHOICE_ROW (row);
      /* As in the notice the first one is chosen already; what had been chosen before stays. */
      if (option->refusal == NULL && (choice == NULL || option->action == wanted))
        choice = YY_CHOICE_ROW (row);
    }

  if (choice != NULL)
    yy_choice_row_choose (choice);
}

static void
set_reason (YyDecisionPanel *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->reason), text, -1);
}

static void
forget_typed (YyDecisionPanel *self)
{
  gtk_check_button_set_active (self->direct, FALSE);
  set_reason (self, "");
  if (self->photos != NULL)
    yy_photo_strip_clear (self->photos);
}

static char *
dup_reason (YyDecisionPanel *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->reason);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
reason_changed_cb (YyDecisionPanel *self)
{
  complain_of_reason (self, NULL);
}

/* The same checks as the service's, for an answer at once; the first field that is wrong gets the focus. */
static gboolean
check (YyDecisionPanel *self)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = dup_reason (self);
  gboolean stamps = self->chosen->action == YY_ACTION_STAMP && self->photos != NULL;
  const char *problem = stamps ? yy_photo_strip_get_problem (self->photos) : NULL;

  complain (self->photo_error, NULL, problem);
  if (problem != NULL)
    return FALSE;
  if (hands_on (self->chosen) && self->next == NULL)
    yy_issue_list_add (issues, YY_ISSUE_NEEDS_NEXT, "/next_id", "R17", 0, NULL);
  if ((self->chosen->needs_reason || stamps_confidential (self)) && reason[0] == '\0')
    yy_issue_list_add (issues, YY_ISSUE_NEEDS_REASON, "/reason", "A21", 0, NULL);
  else
    yy_text_check (reason, "/reason", NULL, 0, YY_DECISION_REASON_MAX, TRUE, issues);
  if (issues->len == 0)
    return TRUE;

  yy_error_set_issues (&error, YY_ERROR_INVALID, issues);
  yy_decision_panel_show_error (self, error);
  return FALSE;
}

static void
submit_cb (YyDecisionPanel *self)
{
  clear_complaints (self);
  if (self->chosen == NULL)
    return;

  gtk_spin_button_update (self->copies);
  if (check (self))
    g_signal_emit (self, signal_submit, 0);
}

static void
yy_decision_panel_dispose (GObject *object)
{
  YyDecisionPanel *self = YY_DECISION_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (yy_decision_panel_parent_class)->dispose (object);
}

static void
yy_decision_panel_finalize (GObject *object)
{
  YyDecisionPanel *self = YY_DECISION_PANEL (object);

  g_clear_pointer (&self->applicant, yy_target_free);
  g_free (self->request_id);
  g_free (self->reason_text);
  g_clear_pointer (&self->stamped_pages, g_ptr_array_unref);

  G_OBJECT_CLASS (yy_decision_panel_parent_class)->finalize (object);
}

static void
yy_decision_panel_class_init (YyDecisionPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yy_decision_panel_dispose;
  object_class->finalize = yy_decision_panel_finalize;

  signal_submit =
      g_signal_new ("submit", YY_TYPE_DECISION_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (YY_TYPE_REMARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/review/yy-decision-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, box);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, question);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, options);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, next_box);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, next_label);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, direct);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, next_search);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, targets);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, next_error);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, stamp_box);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, copies_label);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, copies);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, copies_range);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, copies_error);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, photo_slot);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, photo_error);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, reason_box);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, reason_label);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, reason_frame);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, reason);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, reason_error);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, trouble);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, submit);
  gtk_widget_class_bind_template_child (widget_class, YyDecisionPanel, spinner);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
}

static void
yy_decision_panel_init (YyDecisionPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->targets, filter_cb, self, NULL);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->reason), "changed",
                            G_CALLBACK (reason_changed_cb), self);
}

/* A24: copies are counted; how many impressions that makes is told beside it. */
static char *
dup_approved (const YyForm *form)
{
  int all = form->copies * MAX (form->positions, 1);
  g_autofree char *copies = g_strdup_printf (
      ngettext ("Really stamped (approved: %d copy)", "Really stamped (approved: %d copies)", form->copies),
      form->copies);

  if (form->positions <= 1)
    return g_steal_pointer (&copies);

  /* Translators: “Really stamped (approved: 2 copies)”, places on each copy, impressions in all */
  return g_strdup_printf (ngettext ("%1$s, %2$d places on each: %3$d impression",
                                    "%1$s, %2$d places on each: %3$d impressions", all),
                          copies, form->positions, all);
}

void
yy_decision_panel_set_request (YyDecisionPanel *self, const YyRequest *request)
{
  const char *id = request != NULL ? request->id : NULL;
  gboolean same = id != NULL && g_strcmp0 (id, self->request_id) == 0;
  YyAction wanted = same && self->chosen != NULL ? self->chosen->action : YY_ACTION_LAST;
  g_autofree char *label = NULL;

  g_return_if_fail (YY_IS_DECISION_PANEL (self));

  /* The rows lend what belongs to the request before: they go first. */
  clear_list (self->options);
  clear_list (self->targets);
  self->chosen = NULL;
  self->next = NULL;
  self->request = request;
  clear_complaints (self);
  if (request == NULL)
    return;

  if (!same)
    {
      g_free (self->request_id);
      self->request_id = g_strdup (id);
      forget_typed (self);
    }
  gtk_adjustment_set_upper (self->copies_range, MAX (1, request->form->copies));
  gtk_adjustment_set_value (self->copies_range, MAX (1, request->form->copies));
  label = dup_approved (request->form);
  gtk_label_set_label (self->copies_label, label);
  gtk_label_set_label (self->question, get_question (request));
  fill_options (self, wanted);
  if (self->chosen == NULL)
    fill_targets (self, NULL);
  update_fields (self);
}

gboolean
yy_decision_panel_has_options (YyDecisionPanel *self)
{
  g_return_val_if_fail (YY_IS_DECISION_PANEL (self), FALSE);

  return gtk_widget_get_first_child (GTK_WIDGET (self->options)) != NULL;
}

gboolean
yy_decision_panel_has_choice (YyDecisionPanel *self)
{
  g_return_val_if_fail (YY_IS_DECISION_PANEL (self), FALSE);

  return self->chosen != NULL;
}

void
yy_decision_panel_clear (YyDecisionPanel *self)
{
  g_return_if_fail (YY_IS_DECISION_PANEL (self));

  forget_typed (self);
  clear_complaints (self);
}

void
yy_decision_panel_get_move (YyDecisionPanel *self, YyReviewMove *ret_move)
{
  g_return_if_fail (YY_IS_DECISION_PANEL (self));
  g_return_if_fail (self->chosen != NULL);

  g_free (self->reason_text);
  self->reason_text = dup_reason (self);
  g_clear_pointer (&self->stamped_pages, g_ptr_array_unref);
  if (self->chosen->action == YY_ACTION_STAMP && self->photos != NULL)
    self->stamped_pages = yy_photo_strip_dup_pages (self->photos);
  *ret_move = (YyReviewMove) {
    .action = self->chosen->action,
    .next_id = self->next != NULL && self->next != self->applicant ? self->next->person_id : NULL,
    .choice = gtk_widget_get_visible (GTK_WIDGET (self->direct)) && gtk_check_button_get_active (self->direct)
                  ? YY_CHOICE_DIRECT
                  : YY_CHOICE_NONE,
    .reason = self->reason_text[0] != '\0' ? self->reason_text : NULL,
    .copies = self->chosen->action == YY_ACTION_STAMP ? gtk_spin_button_get_value_as_int (self->copies) : 0,
    .stamped_pages = self->stamped_pages != NULL && self->stamped_pages->len > 0 ? self->stamped_pages : NULL,
  };
}

const char *
yy_decision_panel_get_next_name (YyDecisionPanel *self)
{
  g_return_val_if_fail (YY_IS_DECISION_PANEL (self), NULL);

  return self->next != NULL && self->next != self->applicant ? self->next->name : "";
}

gboolean
yy_decision_panel_choose (YyDecisionPanel *self, YyAction action)
{
  g_return_val_if_fail (YY_IS_DECISION_PANEL (self), FALSE);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->options)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      YyChoiceRow *choice = YY_CHOICE_ROW (row);

      if (yy_choice_row_get_option (choice)->action != action || !yy_choice_row_is_open (choice))
        continue;

      yy_choice_row_choose (choice);
      yy_choice_row_focus (choice);
      return TRUE;
    }

  return FALSE;
}

gboolean
yy_decision_panel_choose_kind (YyDecisionPanel *self, const char *kind)
{
  static const struct
  {
    const char *kind;
    YyAction action;
  } actions[] = {
    { "agree", YY_ACTION_FORWARD },  { "agree", YY_ACTION_APPROVE }, { "agree", YY_ACTION_ACCEPT },
    { "agree", YY_ACTION_STAMP },    { "return", YY_ACTION_RETURN }, { "refuse", YY_ACTION_REFUSE },
    { "refuse", YY_ACTION_DECLINE }, { "agree", YY_ACTION_CARRY },   { "agree", YY_ACTION_CHECK_OUT },
    { "agree", YY_ACTION_CHECK_IN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (kind, actions[i].kind) && yy_decision_panel_choose (self, actions[i].action))
      return TRUE;

  return FALSE;
}

void
yy_decision_panel_focus (YyDecisionPanel *self)
{
  g_return_if_fail (YY_IS_DECISION_PANEL (self));

  if (self->chosen != NULL)
    yy_decision_panel_choose (self, self->chosen->action);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->options), GTK_DIR_TAB_FORWARD);
}

void
yy_decision_panel_set_busy (YyDecisionPanel *self, gboolean busy)
{
  g_return_if_fail (YY_IS_DECISION_PANEL (self));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (self->submit, !busy && self->chosen != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->options), !busy);
  gtk_widget_set_sensitive (self->next_box, !busy);
  gtk_widget_set_sensitive (self->reason_box, !busy);
  gtk_widget_set_sensitive (self->stamp_box, !busy);
}

/* TRUE when the issue had a place of its own. */
static gboolean
show_issue (YyDecisionPanel *self, const YyIssue *issue, GtkWidget **first)
{
  g_autofree char *text = yy_issue_dup_text (issue);
  GtkWidget *field;

  if (g_str_equal (issue->field, "/reason"))
    {
      complain_of_reason (self, text);
      field = GTK_WIDGET (self->reason);
    }
  else if (g_str_equal (issue->field, "/next_id"))
    {
      complain (self->next_error, NULL, text);
      field = GTK_WIDGET (self->targets);
    }
  else if (g_str_equal (issue->field, "/copies"))
    {
      complain (self->copies_error, GTK_WIDGET (self->copies), text);
      field = GTK_WIDGET (self->copies);
    }
  else if (g_str_has_prefix (issue->field, "/stamped_pages"))
    {
      complain (self->photo_error, NULL, text);
      field = GTK_WIDGET (self->photo_slot);
    }
  else
    {
      return FALSE;
    }

  if (*first == NULL)
    *first = field;
  return gtk_widget_get_mapped (field);
}

/* What has no field of its own, with the sentence that it comes from. */
static void
show_trouble (YyDecisionPanel *self, const GError *error, GPtrArray *issues)
{
  const YyIssue *issue = issues != NULL && issues->len > 0 ? g_ptr_array_index (issues, 0) : NULL;
  const char *text = error->domain == YY_ERROR ? error->message
                                               : _ ("Something went wrong on the way. Please try again.");

  yy_remark_show (self->trouble, YY_REMARK_PROBLEM, text, issue != NULL ? issue->rule : NULL,
                  issue != NULL ? yy_issue_get_clause (issue) : NULL);
}

void
yy_decision_panel_show_error (YyDecisionPanel *self, const GError *error)
{
  GPtrArray *issues = yy_error_get_issues (error);
  gboolean placed = issues != NULL && issues->len > 0;
  GtkWidget *first = NULL;

  g_return_if_fail (YY_IS_DECISION_PANEL (self));

  clear_complaints (self);
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    placed = show_issue (self, g_ptr_array_index (issues, i), &first) && placed;
  if (!placed)
    show_trouble (self, error, issues);
  if (first != NULL)
    gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
}

void
yy_decision_panel_set_photos (YyDecisionPanel *self, YyPhotoStrip *photos)
{
  g_return_if_fail (YY_IS_DECISION_PANEL (self));
  g_return_if_fail (self->photos == NULL);

  self->photos = photos;
  gtk_box_append (self->photo_slot, GTK_WIDGET (photos));
}
