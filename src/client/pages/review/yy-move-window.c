#include "yy-move-window.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-error.h"
#include "yy-mark-area.h"
#include "yy-move-words.h"
#include "yy-person-picker.h"
#include "yy-text.h"

struct _YyMoveWindow
{
  AdwWindow parent_instance;

  GtkWidget *body;
  GtkWidget *confirm;
  GtkWidget *choices; /* NULL: it is done in one way only */
  GtkLabel *choice_error;
  YyPersonPicker *picker; /* NULL: nobody is named */
  GtkLabel *picker_error;
  GtkWidget *reason_frame;
  GtkTextView *reason;
  GtkLabel *reason_error;
  YyMarkArea *area; /* NULL: no pages to speak of */
  GtkLabel *trouble;

  YyAction action;
  gboolean needs_reason;
  gint64 question;
  YyChoice choice;
  GPtrArray *targets;
  char *reason_text; /* lent by get_move() */
};

G_DEFINE_FINAL_TYPE (YyMoveWindow, yy_move_window, ADW_TYPE_WINDOW)

static guint signal_confirmed;

static void
complain (GtkLabel *label, GtkWidget *field, const char *text)
{
  if (label == NULL)
    return;

  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
  if (field != NULL)
    yy_access_set_error (field, text != NULL ? GTK_WIDGET (label) : NULL);
}

static void
clear_complaints (YyMoveWindow *self)
{
  complain (self->choice_error, NULL, NULL);
  complain (self->picker_error, self->picker != NULL ? GTK_WIDGET (self->picker) : NULL, NULL);
  complain (self->reason_error, GTK_WIDGET (self->reason), NULL);
  complain (self->trouble, NULL, NULL);
  gtk_widget_remove_css_class (self->reason_frame, "error");
}

static char *
dup_reason (YyMoveWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->reason);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* The same checks as the service's, for an answer at once. */
static gboolean
check (YyMoveWindow *self)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = dup_reason (self);

  if (self->choices != NULL && self->choice == YY_CHOICE_NONE)
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/choice", NULL, 0, NULL);
  if (self->picker != NULL && *yy_person_picker_get_person_id (self->picker) == '\0')
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/next_id", NULL, 0, NULL);
  if (self->needs_reason && *reason == '\0')
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/reason", NULL, 0, NULL);
  else
    yy_text_check (reason, "/reason", NULL, 0, YY_DECISION_REASON_MAX, TRUE, issues);
  if (issues->len == 0)
    return TRUE;

  yy_error_set_issues (&error, YY_ERROR_INVALID, issues);
  yy_move_window_show_error (self, error);
  return FALSE;
}

static void
confirm_cb (YyMoveWindow *self)
{
  clear_complaints (self);
  if (check (self))
    g_signal_emit (self, signal_confirmed, 0);
}

static void
choice_cb (GtkCheckButton *button, YyMoveWindow *self)
{
  if (!gtk_check_button_get_active (button))
    return;

  self->choice = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "yy-choice"));
  complain (self->choice_error, NULL, NULL);
}

static void
reason_changed_cb (YyMoveWindow *self)
{
  complain (self->reason_error, GTK_WIDGET (self->reason), NULL);
  gtk_widget_remove_css_class (self->reason_frame, "error");
}

static void
picked_cb (YyMoveWindow *self)
{
  complain (self->picker_error, GTK_WIDGET (self->picker), NULL);
}

static void
yy_move_window_finalize (GObject *object)
{
  YyMoveWindow *self = YY_MOVE_WINDOW (object);

  g_free (self->reason_text);
  g_clear_pointer (&self->targets, g_ptr_array_unref);

  G_OBJECT_CLASS (yy_move_window_parent_class)->finalize (object);
}

static void
yy_move_window_class_init (YyMoveWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yy_move_window_finalize;

  signal_confirmed =
      g_signal_new ("confirmed", YY_TYPE_MOVE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_move_window_init (YyMoveWindow *self)
{
}

static GtkWidget *
new_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkLabel *
add_complaint (GtkWidget *box)
{
  GtkWidget *label = new_text (NULL, "error");

  gtk_widget_set_visible (label, FALSE);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
add_list (GtkWidget *box)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_box_append (GTK_BOX (box), list);

  return list;
}

static void
add_choices (YyMoveWindow *self, guint choices)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkCheckButton *group = NULL;
  guint n = 0;

  gtk_box_append (GTK_BOX (self->body), box);
  self->choices = add_list (box);
  self->choice_error = add_complaint (box);
  for (YyChoice choice = YY_CHOICE_NONE + 1; choice < YY_CHOICE_LAST; choice++)
    n += (choices & 1u << choice) != 0;
  for (YyChoice choice = YY_CHOICE_NONE + 1; choice < YY_CHOICE_LAST; choice++)
    {
      GtkWidget *row, *button;

      if ((choices & 1u << choice) == 0)
        continue;
      row = g_object_new (ADW_TYPE_ACTION_ROW, "title", yy_choice_get_label (choice), "title-lines", 0, NULL);
      button = gtk_check_button_new ();
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_check_button_set_group (GTK_CHECK_BUTTON (button), group);
      group = GTK_CHECK_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "yy-choice", GINT_TO_POINTER (choice));
      g_signal_connect (button, "toggled", G_CALLBACK (choice_cb), self);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      gtk_list_box_append (GTK_LIST_BOX (self->choices), row);
      /* The only one, and of several ways to sign the usual one, is chosen already; what is made of a request
       * never is. */
      if (self->choice == YY_CHOICE_NONE && (n == 1 || choice == YY_CHOICE_ALL_BEFORE))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
    }
}

static void
add_picker (YyMoveWindow *self, const YyOption *option)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list;

  gtk_box_append (GTK_BOX (self->body), box);
  list = add_list (box);
  self->picker = g_object_new (YY_TYPE_PERSON_PICKER, "title", yy_move_words_get_person (option->action),
                               "hint", _ ("Choose a person"), NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->picker));
  self->picker_error = add_complaint (box);
  yy_person_picker_set_people (self->picker, option->targets);
  self->targets = yy_target_list_new ();
  for (guint i = 0; i < option->targets->len; i++)
    {
      const YyTarget *target = g_ptr_array_index (option->targets, i);

      g_ptr_array_add (self->targets,
                       yy_target_new (target->person_id, target->name, "", "", target->step, FALSE));
      if (option->targets->len == 1 || (option->action == YY_ACTION_ASK && target->preferred))
        yy_person_picker_set_person_id (self->picker, target->person_id);
    }
  g_signal_connect_swapped (self->picker, "picked", G_CALLBACK (picked_cb), self);
}

static void
add_reason (YyMoveWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = new_text (NULL, "heading");

  gtk_label_set_text_with_mnemonic (GTK_LABEL (label), yy_move_words_get_reason (self->action));
  self->reason = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->reason, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->reason, FALSE);
  gtk_text_view_set_top_margin (self->reason, 9);
  gtk_text_view_set_bottom_margin (self->reason, 9);
  gtk_text_view_set_left_margin (self->reason, 12);
  gtk_text_view_set_right_margin (self->reason, 12);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->reason));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  self->reason_frame = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                     "min-content-height", 84, "max-content-height", 160,
                                     "propagate-natural-height", TRUE, "child", self->reason, NULL);
  gtk_widget_add_css_class (self->reason_frame, "yy-text-frame");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->reason_frame);
  self->reason_error = add_complaint (box);
  gtk_box_append (GTK_BOX (self->body), box);
  g_signal_connect_object (gtk_text_view_get_buffer (self->reason), "changed", G_CALLBACK (reason_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/* What is answered. */
static void
add_question (YyMoveWindow *self, const YyRequest *request)
{
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);
      GtkWidget *box;

      if (line->event != self->question)
        continue;
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      gtk_box_append (GTK_BOX (box), new_text (line->actor_name, "heading"));
      gtk_box_append (GTK_BOX (box), new_text (line->reason, "body"));
      gtk_widget_add_css_class (box, "card");
      gtk_widget_add_css_class (box, "yy-padded");
      gtk_box_append (GTK_BOX (self->body), box);
    }
}

static void
add_marks (YyMoveWindow *self, GListModel *pictures, guint position)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *area = yy_mark_area_new (pictures, position);

  self->area = YY_MARK_AREA (area);
  gtk_box_append (GTK_BOX (box), new_text (_ ("Mark the place on the page (optional)"), "heading"));
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (self->body), box);
}

static GtkWidget *
new_header (YyMoveWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  self->confirm = gtk_button_new_with_label (yy_move_words_get_confirm (self->action));
  gtk_widget_add_css_class (self->confirm,
                            self->action == YY_ACTION_VOID ? "destructive-action" : "suggested-action");
  g_signal_connect_swapped (self->confirm, "clicked", G_CALLBACK (confirm_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->confirm);

  return header;
}

static void
build (YyMoveWindow *self,
       const YyRequest *request,
       const YyOption *option,
       GListModel *pictures,
       guint position)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "vexpand", TRUE, NULL);
  const char *explanation = yy_move_words_get_explanation (self->action);
  gboolean speaks = self->action == YY_ACTION_ASK || self->action == YY_ACTION_ANSWER;

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 15);
  gtk_widget_set_margin_top (self->body, 15);
  gtk_widget_set_margin_bottom (self->body, 18);
  gtk_widget_set_margin_start (self->body, 18);
  gtk_widget_set_margin_end (self->body, 18);
  if (explanation != NULL)
    gtk_box_append (GTK_BOX (self->body), new_text (explanation, "dim-label"));
  if (self->question != 0)
    add_question (self, request);
  if (option->targets->len > 0)
    add_picker (self, option);
  if (option->choices != 0)
    add_choices (self, option->choices);
  add_reason (self);
  if (speaks && request->pages->len > 0)
    add_marks (self, pictures, position);
  self->trouble = add_complaint (self->body);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->body);
  gtk_box_append (GTK_BOX (content), new_header (self));
  gtk_box_append (GTK_BOX (content), scroller);
  adw_window_set_content (ADW_WINDOW (self), content);
}

GtkWidget *
yy_move_window_new (
    GtkWindow *parent, const YyRequest *request, YyAction action, GListModel *pictures, guint position)
{
  const YyOption *option = yy_option_list_find (request->options, action);
  YyMoveWindow *self;
  int width = 440;
  int height = 620;

  g_return_val_if_fail (option != NULL && option->refusal == NULL, NULL);

  self = g_object_new (YY_TYPE_MOVE_WINDOW, "title", yy_action_get_label (action), "modal", TRUE, NULL);
  self->action = action;
  self->needs_reason = option->needs_reason;
  self->question = option->question;
  build (self, request, option, pictures, position);
  if (parent != NULL)
    {
      gtk_window_set_transient_for (GTK_WINDOW (self), parent);
      gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
      width = MIN (width, gtk_widget_get_width (GTK_WIDGET (parent)) - 12);
      height = MIN (height, gtk_widget_get_height (GTK_WIDGET (parent)) - 24);
    }
  gtk_widget_set_size_request (GTK_WIDGET (self), 340, -1);
  gtk_window_set_default_size (GTK_WINDOW (self), width, self->area != NULL ? height : -1);
  gtk_widget_grab_focus (self->picker != NULL ? GTK_WIDGET (self->picker) : GTK_WIDGET (self->reason));

  return GTK_WIDGET (self);
}

void
yy_move_window_get_move (YyMoveWindow *self, YyReviewMove *ret_move)
{
  g_return_if_fail (YY_IS_MOVE_WINDOW (self));

  g_free (self->reason_text);
  self->reason_text = dup_reason (self);
  *ret_move = (YyReviewMove) {
    .action = self->action,
    .next_id = self->picker != NULL ? yy_person_picker_get_person_id (self->picker) : NULL,
    .reason = *self->reason_text != '\0' ? self->reason_text : NULL,
    .choice = self->choice,
    .question = self->question,
    .marks = self->area != NULL ? yy_mark_area_get_marks (self->area) : NULL,
  };
}

const char *
yy_move_window_get_next_name (YyMoveWindow *self)
{
  const YyTarget *target = NULL;

  g_return_val_if_fail (YY_IS_MOVE_WINDOW (self), "");

  if (self->picker != NULL)
    target = yy_target_list_find (self->targets, yy_person_picker_get_person_id (self->picker));
  return target != NULL ? target->name : "";
}

void
yy_move_window_set_busy (YyMoveWindow *self, gboolean busy)
{
  g_return_if_fail (YY_IS_MOVE_WINDOW (self));

  gtk_widget_set_sensitive (self->confirm, !busy);
  gtk_widget_set_sensitive (self->body, !busy);
}

void
yy_move_window_show_error (YyMoveWindow *self, const GError *error)
{
  GPtrArray *issues = yy_error_get_issues (error);
  gboolean placed = issues != NULL && issues->len > 0;

  g_return_if_fail (YY_IS_MOVE_WINDOW (self));

  clear_complaints (self);
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char *text = yy_issue_dup_text (issue);

      if (g_str_equal (issue->field, "/choice") && self->choices != NULL)
        complain (self->choice_error, NULL, text);
      else if (g_str_equal (issue->field, "/next_id") && self->picker != NULL)
        complain (self->picker_error, GTK_WIDGET (self->picker), text);
      else if (g_str_equal (issue->field, "/reason"))
        {
          complain (self->reason_error, GTK_WIDGET (self->reason), text);
          gtk_widget_add_css_class (self->reason_frame, "error");
        }
      else
        placed = FALSE;
    }
  if (!placed)
    complain (self->trouble, NULL,
              error->domain == YY_ERROR ? error->message
                                        : _ ("Something went wrong on the way. Please try again."));
}
