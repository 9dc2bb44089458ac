#include "yy-review-page.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-ask.h"
#include "yy-break-bin.h"
#include "yy-course.h"
#include "yy-custody-card.h"
#include "yy-decision-panel.h"
#include "yy-error.h"
#include "yy-facts.h"
#include "yy-further-menu.h"
#include "yy-move-window.h"
#include "yy-move-words.h"
#include "yy-page-viewer.h"
#include "yy-review.h"
#include "yy-review-keys.h"
#include "yy-stamp-card.h"
#include "yy-state-head.h"
#include "yy-timeline.h"
#include "yy-toast.h"
#include "yy-viewer-window.h"
#include "yy-warnings.h"

/* The right column of a wide page. */
#define SIDE_WIDTH 352

struct _YyReviewPage
{
  AdwBin parent_instance;

  AdwWindowTitle *title;
  GtkWidget *back;
  GtkWidget *withdraw;
  YyFurtherMenu *further;
  GtkWidget *asked;
  GtkLabel *asked_who;
  GtkLabel *asked_what;
  GtkRevealer *banner;
  GtkLabel *banner_text;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkSpinner *spinner;
  AdwStatusPage *trouble;
  YyBreakBin *breaker;
  GtkWidget *wide_slot;
  YyPageViewer *wide_viewer;
  GtkWidget *side;
  GtkScrolledWindow *scroller;
  GtkWidget *column;
  YyStateHead *head;
  YyWarnings *warnings;
  GtkWidget *narrow_slot;
  YyPageViewer *narrow_viewer;
  YyCustodyCard *custody;
  YyStampCard *card;
  YyFacts *facts;
  YyDecisionPanel *panel;
  YyTimeline *timeline;
  GtkRevealer *bar;
  GtkButton *go;

  YyPictureLoader *loader;
  YyReview *review;
  YyRequestList *queue;
  YyPageViewer *viewer; /* the one of the two that is shown */
  GCancellable *cancellable;
  YyMoveWindow *window;    /* in which a move beside the ordinary road is made ready, or NULL */
  const char *done_action; /* which it was; static */
  char *done_text;         /* what the toast says when the move that is under way succeeds */
};

enum
{
  PROP_SHOW_BACK = 1,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_OPENED,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyReviewPage, yy_review_page, ADW_TYPE_BIN)

static void
update_bar (YyReviewPage *self)
{
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (self->scroller);
  double end = gtk_adjustment_get_value (position) + gtk_adjustment_get_page_size (position);
  graphene_rect_t bounds;
  gboolean hidden = gtk_widget_get_visible (GTK_WIDGET (self->panel)) &&
                    gtk_widget_compute_bounds (GTK_WIDGET (self->panel), self->column, &bounds) &&
                    end < bounds.origin.y + 96;

  gtk_revealer_set_reveal_child (self->bar, hidden);
}

static void
show_stack_page (YyReviewPage *self)
{
  const char *error = yy_review_get_error (self->review);
  const char *name = "empty";

  if (yy_review_get_request (self->review) != NULL)
    name = "content";
  else if (error != NULL)
    name = "error";
  else if (yy_review_is_loading (self->review))
    name = "loading";

  adw_status_page_set_description (self->trouble, error != NULL ? error : "");
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
update_actions (YyReviewPage *self)
{
  const YyRequest *request = yy_review_get_request (self->review);
  const YyOption *withdraw = request != NULL ? yy_option_list_find (request->options, YY_ACTION_WITHDRAW)
                                             : NULL;
  gboolean busy = yy_review_is_busy (self->review);

  gtk_widget_set_visible (self->withdraw, withdraw != NULL && withdraw->refusal == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.withdraw", withdraw != NULL && !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->further), !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.answer", !busy);
  yy_decision_panel_set_busy (self->panel, busy);
}

/* What waits for an answer is marked on the pages; an answer of the reader's is asked for on top. */
static void
show_questions (YyReviewPage *self, const YyRequest *request)
{
  const YyOption *answer = request != NULL ? yy_option_list_find (request->options, YY_ACTION_ANSWER) : NULL;
  g_autoptr (GPtrArray) marks = yy_mark_list_new ();
  g_auto (YyCourse) course = { 0 };

  gtk_widget_set_visible (self->asked, answer != NULL && answer->refusal == NULL);
  if (request != NULL)
    yy_course_init (&course, request);
  for (guint i = 0; request != NULL && i < course.questions->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (course.questions, i);

      for (guint k = 0; k < line->marks->len; k++)
        g_ptr_array_add (marks, yy_mark_copy (g_ptr_array_index (line->marks, k)));
      if (answer != NULL && line->event == answer->question)
        {
          g_autofree char *who = g_strdup_printf (_ ("%s asks you"), line->actor_name);

          gtk_label_set_label (self->asked_who, who);
          gtk_label_set_label (self->asked_what, line->reason);
        }
    }
  yy_page_viewer_set_marks (self->wide_viewer, marks);
  yy_page_viewer_set_marks (self->narrow_viewer, marks);
}

static void
request_changed_cb (YyReviewPage *self)
{
  const YyRequest *request = yy_review_get_request (self->review);

  yy_decision_panel_set_request (self->panel, request);
  gtk_widget_set_visible (GTK_WIDGET (self->panel), yy_decision_panel_has_options (self->panel));
  yy_facts_set_request (self->facts, request);
  yy_timeline_set_request (self->timeline, request, g_get_real_time ());
  yy_custody_card_set_request (self->custody, request);
  yy_stamp_card_set_request (self->card, request);
  yy_state_head_set_request (self->head, request);
  yy_further_menu_set_request (self->further, request);
  show_questions (self, request);
  yy_warnings_set_request (self->warnings, request);
  gtk_button_set_label (self->go, yy_move_words_get_task (request));
  adw_window_title_set_title (self->title, request != NULL ? request->form->material_name : "");
  adw_window_title_set_subtitle (self->title, request != NULL ? request->number : "");
  update_actions (self);
  show_stack_page (self);
}

static void
conflict_cb (YyReviewPage *self)
{
  const char *text = yy_review_get_conflict (self->review);

  /* The words stay while it slides away. */
  if (text != NULL)
    gtk_label_set_label (self->banner_text, text);
  gtk_revealer_set_reveal_child (self->banner, text != NULL);
}

static void
opened_cb (YyReviewPage *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0, yy_review_get_id (self->review));
}

static void
understood_cb (YyReviewPage *self)
{
  yy_review_clear_conflict (self->review);
}

/* Two viewers, not one that moves: GTK 4.8 forgets the actions of what leaves its window. One is empty. */
static void
show_pictures (YyReviewPage *self)
{
  gboolean narrow = yy_break_bin_get_narrow (self->breaker);
  YyPageViewer *other = narrow ? self->wide_viewer : self->narrow_viewer;
  guint position = yy_page_viewer_get_position (other);

  yy_page_viewer_set_pictures (other, NULL);
  self->viewer = narrow ? self->narrow_viewer : self->wide_viewer;
  yy_page_viewer_set_pictures (self->viewer, yy_review_get_pictures (self->review));
  yy_page_viewer_set_position (self->viewer, position);
}

static void
narrow_cb (YyReviewPage *self)
{
  gboolean narrow = yy_break_bin_get_narrow (self->breaker);

  gtk_widget_set_visible (self->wide_slot, !narrow);
  gtk_widget_set_visible (self->narrow_slot, narrow);
  gtk_widget_set_hexpand (self->side, narrow);
  gtk_widget_set_size_request (self->side, narrow ? -1 : SIDE_WIDTH, -1);
  show_pictures (self);
}

static gboolean
viewer_closed_cb (YyReviewPage *self, YyViewerWindow *window)
{
  yy_page_viewer_set_position (self->viewer, yy_viewer_window_get_position (window));
  return FALSE;
}

static void
expand_cb (YyReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window = yy_viewer_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                            yy_review_get_pictures (self->review),
                                            yy_page_viewer_get_position (self->viewer));

  g_signal_connect_object (window, "close-request", G_CALLBACK (viewer_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* Another request is read from its head on. */
static void
load (YyReviewPage *self, const char *id)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  yy_review_load (self->review, id);
}

static void
show_nothing_left (YyReviewPage *self)
{
  adw_status_page_set_icon_name (self->nothing, "object-select-symbolic");
  adw_status_page_set_title (self->nothing, _ ("No request waits for you"));
  adw_status_page_set_description (self->nothing, _ ("What comes in is shown in the list."));
  yy_review_load (self->review, NULL);
  show_stack_page (self);
}

/* After a decision that ends his part the queue's next is shown; a keeper who accepted goes on to stamp. */
static void
go_on (YyReviewPage *self, const char *id, const char *next_id)
{
  const YyRequest *request = yy_review_get_request (self->review);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, id);
  if (self->queue == NULL || (request != NULL && yy_decision_panel_has_options (self->panel)))
    return;

  yy_request_list_remove (self->queue, id);
  if (yy_request_list_get_list (self->queue) == YY_LIST_STAMP)
    {
      load (self, NULL);
      g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
    }
  else if (next_id != NULL)
    {
      load (self, next_id);
    }
  else
    {
      show_nothing_left (self);
    }
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (yy_review_get_id (YY_REVIEW (source)));
  g_autofree char *next_id = self->queue != NULL ? yy_request_list_dup_next (self->queue, id) : NULL;
  gboolean done = yy_review_move_finish (YY_REVIEW (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (done)
    {
      yy_toast_show (GTK_WIDGET (self), self->done_text);
      yy_decision_panel_clear (self->panel);
      go_on (self, id, next_id);
      return;
    }

  /* The banner tells of a conflict, and the panel keeps what was typed. */
  if (!g_error_matches (error, YY_ERROR, YY_ERROR_CONFLICT))
    yy_decision_panel_show_error (self->panel, error);
}

static void
send_move (YyReviewPage *self, const YyReviewMove *move)
{
  if (yy_review_is_busy (self->review))
    return;

  g_free (self->done_text);
  self->done_text = yy_move_words_dup_done (move->action, yy_review_get_request (self->review),
                                            yy_decision_panel_get_next_name (self->panel), move->copies);
  yy_review_move_async (self->review, move, NULL, moved_cb, g_object_ref (self));
}

/* What was asked about may have changed while the question stood there. */
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YyReviewPage *self = YY_REVIEW_PAGE (source);
  YyAction action = GPOINTER_TO_INT (user_data);
  YyReviewMove move = { .action = action };

  if (!yy_ask_finish (GTK_WIDGET (self), result) || yy_review_get_request (self->review) == NULL)
    return;

  if (action == YY_ACTION_WITHDRAW)
    {
      send_move (self, &move);
      return;
    }
  if (!yy_decision_panel_has_choice (self->panel))
    return;
  yy_decision_panel_get_move (self->panel, &move);
  if (move.action == action)
    send_move (self, &move);
}

static void
ask (YyReviewPage *self, YyAction action)
{
  YyMoveQuestion question;
  g_autofree char *body = yy_move_words_ask (action, yy_review_get_request (self->review), &question);

  yy_ask_async (GTK_WIDGET (self), question.heading, body, question.accept, question.destructive,
                self->cancellable, asked_cb, GINT_TO_POINTER (action));
}

static void
submit_cb (YyReviewPage *self)
{
  YyReviewMove move;

  yy_decision_panel_get_move (self->panel, &move);
  if (yy_move_words_needs_question (move.action))
    ask (self, move.action);
  else
    send_move (self, &move);
}

static void
further_moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyReviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (yy_review_get_id (YY_REVIEW (source)));
  g_autofree char *next_id = self->queue != NULL ? yy_request_list_dup_next (self->queue, id) : NULL;
  gboolean done = yy_review_move_finish (YY_REVIEW (source), result, &error);
  const YyRequest *request;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!done)
    {
      if (self->window != NULL)
        {
          yy_move_window_set_busy (self->window, FALSE);
          yy_move_window_show_error (self->window, error);
        }
      return;
    }

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  yy_toast_show (GTK_WIDGET (self), self->done_text);
  /* Who handed it away, or ended it, goes on to the next; everybody else stays with it. */
  request = yy_review_get_request (self->review);
  if (request != NULL && request->options->len > 0 && request->state != YY_STATE_VOID &&
      !g_str_equal (self->done_action, "transfer"))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, id);
  else
    go_on (self, id, next_id);
}

static void
confirmed_cb (YyReviewPage *self)
{
  YyReviewMove move;

  if (yy_review_is_busy (self->review) || yy_review_get_request (self->review) == NULL)
    return;

  yy_move_window_get_move (self->window, &move);
  g_free (self->done_text);
  self->done_text = yy_move_words_dup_done (move.action, yy_review_get_request (self->review),
                                            yy_move_window_get_next_name (self->window), 0);
  self->done_action = yy_action_get_nick (move.action);
  yy_move_window_set_busy (self->window, TRUE);
  yy_review_move_async (self->review, &move, NULL, further_moved_cb, g_object_ref (self));
}

static void
open_window (YyReviewPage *self, YyAction action)
{
  const YyRequest *request = yy_review_get_request (self->review);
  const YyOption *option = request != NULL ? yy_option_list_find (request->options, action) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window;

  if (option == NULL || option->refusal != NULL || self->window != NULL)
    return;

  window = yy_move_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, request, action,
                               yy_review_get_pictures (self->review),
                               yy_page_viewer_get_position (self->viewer));
  g_set_weak_pointer (&self->window, YY_MOVE_WINDOW (window));
  g_signal_connect_object (window, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
further_cb (YyReviewPage *self, int action)
{
  open_window (self, (YyAction) action);
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_window (YY_REVIEW_PAGE (widget), YY_ACTION_ANSWER);
}

/* The places of one question or answer, on the first of their pages. */
static void
show_marks_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyReviewPage *self = YY_REVIEW_PAGE (widget);
  const YyRequest *request = yy_review_get_request (self->review);

  for (guint i = 0; request != NULL && i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->event != g_variant_get_int64 (parameter) || line->marks->len == 0)
        continue;
      yy_page_viewer_set_marks (self->wide_viewer, line->marks);
      yy_page_viewer_set_marks (self->narrow_viewer, line->marks);
      yy_page_viewer_set_position (self->viewer,
                                   (guint) ((const YyMark *) g_ptr_array_index (line->marks, 0))->page);
      if (yy_break_bin_get_narrow (self->breaker))
        gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (YY_REVIEW_PAGE (widget), YY_ACTION_WITHDRAW);
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yy_review_reload (YY_REVIEW_PAGE (widget)->review);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_CLOSED], 0);
}

static void
scroll_to_panel (YyReviewPage *self)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (self->panel), self->column, &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), bounds.origin.y);
}

static void
panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyReviewPage *self = YY_REVIEW_PAGE (widget);

  yy_decision_panel_focus (self->panel);
  scroll_to_panel (self);
}

/* Only chooses and moves the focus: what is sent is sent by the button. */
static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyReviewPage *self = YY_REVIEW_PAGE (widget);

  if (yy_decision_panel_choose_kind (self->panel, name + strlen ("review.")))
    scroll_to_panel (self);
  else
    gtk_widget_error_bell (widget);
}

static void
neighbour_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyReviewPage *self = YY_REVIEW_PAGE (widget);
  const char *id = yy_review_get_id (self->review);
  int step = g_str_equal (name, "review.next-request") ? 1 : -1;
  g_autofree char *other = NULL;

  if (self->queue != NULL && id != NULL)
    other = yy_request_list_dup_neighbour (self->queue, id, step);
  if (other != NULL)
    load (self, other);
  else
    gtk_widget_error_bell (widget);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  yy_page_viewer_focus (YY_REVIEW_PAGE (widget)->viewer);
  return TRUE;
}

static void
yy_review_page_dispose (GObject *object)
{
  YyReviewPage *self = YY_REVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_weak_pointer (&self->window);
  if (self->review != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->review, self);
      yy_decision_panel_set_request (self->panel, NULL);
      yy_page_viewer_set_pictures (self->wide_viewer, NULL);
      yy_page_viewer_set_pictures (self->narrow_viewer, NULL);
      yy_review_load (self->review, NULL);
    }
  g_clear_object (&self->review);
  g_clear_object (&self->loader);
  g_clear_object (&self->queue);
  gtk_widget_dispose_template (GTK_WIDGET (self), YY_TYPE_REVIEW_PAGE);

  G_OBJECT_CLASS (yy_review_page_parent_class)->dispose (object);
}

static void
yy_review_page_finalize (GObject *object)
{
  YyReviewPage *self = YY_REVIEW_PAGE (object);

  g_object_unref (self->cancellable);
  g_free (self->done_text);

  G_OBJECT_CLASS (yy_review_page_parent_class)->finalize (object);
}

static void
yy_review_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyReviewPage *self = YY_REVIEW_PAGE (object);

  switch (id)
    {
    case PROP_SHOW_BACK:
      gtk_widget_set_visible (self->back, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/io/github/yanyin/Yanyin/ui/review/yy-review-page.ui");
  gtk_widget_class_bind_template_child (klass, YyReviewPage, title);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, back);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, withdraw);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, further);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, asked);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, asked_who);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, asked_what);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, banner);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, banner_text);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, stack);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, nothing);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, spinner);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, trouble);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, breaker);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, wide_slot);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, wide_viewer);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, side);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, scroller);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, column);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, head);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, warnings);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, narrow_slot);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, narrow_viewer);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, custody);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, card);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, facts);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, panel);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, timeline);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, bar);
  gtk_widget_class_bind_template_child (klass, YyReviewPage, go);
  gtk_widget_class_bind_template_callback (klass, understood_cb);
  gtk_widget_class_bind_template_callback (klass, narrow_cb);
  gtk_widget_class_bind_template_callback (klass, expand_cb);
  gtk_widget_class_bind_template_callback (klass, submit_cb);
  gtk_widget_class_bind_template_callback (klass, further_cb);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "review.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (klass, "review.answer", NULL, answer_action);
  gtk_widget_class_install_action (klass, "review.show-marks", "x", show_marks_action);
  gtk_widget_class_install_action (klass, "review.reload", NULL, reload_action);
  gtk_widget_class_install_action (klass, "review.close", NULL, close_action);
  gtk_widget_class_install_action (klass, "review.panel", NULL, panel_action);
  gtk_widget_class_install_action (klass, "review.agree", NULL, choose_action);
  gtk_widget_class_install_action (klass, "review.return", NULL, choose_action);
  gtk_widget_class_install_action (klass, "review.refuse", NULL, choose_action);
  gtk_widget_class_install_action (klass, "review.next-request", NULL, neighbour_action);
  gtk_widget_class_install_action (klass, "review.previous-request", NULL, neighbour_action);
}

static void
yy_review_page_class_init (YyReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = YY_TYPE_REVIEW_PAGE;

  g_type_ensure (YY_TYPE_BREAK_BIN);
  g_type_ensure (YY_TYPE_CUSTODY_CARD);
  g_type_ensure (YY_TYPE_DECISION_PANEL);
  g_type_ensure (YY_TYPE_FACTS);
  g_type_ensure (YY_TYPE_FURTHER_MENU);
  g_type_ensure (YY_TYPE_PAGE_VIEWER);
  g_type_ensure (YY_TYPE_STAMP_CARD);
  g_type_ensure (YY_TYPE_WARNINGS);
  g_type_ensure (YY_TYPE_STATE_HEAD);
  g_type_ensure (YY_TYPE_TIMELINE);

  object_class->dispose = yy_review_page_dispose;
  object_class->finalize = yy_review_page_finalize;
  object_class->set_property = yy_review_page_set_property;

  props[PROP_SHOW_BACK] =
      g_param_spec_boolean ("show-back", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CLOSED] =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  install_actions (GTK_WIDGET_CLASS (klass));
}

static GtkWidget *
find_key_target (GtkWidget *widget, gboolean of_viewer)
{
  YyReviewPage *self = YY_REVIEW_PAGE (widget);

  if (yy_review_get_request (self->review) == NULL)
    return NULL;

  return of_viewer ? GTK_WIDGET (self->viewer) : widget;
}

static void
yy_review_page_init (YyReviewPage *self)
{
  GtkAdjustment *position;

  gtk_widget_init_template (GTK_WIDGET (self));
  yy_access_name_status_page (self->nothing);
  yy_access_name_status_page (self->trouble);
  self->cancellable = g_cancellable_new ();
  self->viewer = self->wide_viewer;
  yy_page_viewer_set_compact (self->narrow_viewer, TRUE);
  yy_review_keys_add (GTK_WIDGET (self), find_key_target);

  position = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (position, "value-changed", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (position, "changed", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
}

GtkWidget *
yy_review_page_new (YySession *session)
{
  YyReviewPage *self = g_object_new (YY_TYPE_REVIEW_PAGE, NULL);
  YyApiClient *client = yy_session_get_client (session);

  self->loader = yy_picture_loader_new (client, YY_PICTURE_CACHE_BYTES);
  self->review = yy_review_new (client, self->loader);
  g_signal_connect_swapped (self->review, "changed", G_CALLBACK (request_changed_cb), self);
  g_signal_connect_swapped (self->review, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->review, "notify::loading", G_CALLBACK (show_stack_page), self);
  g_signal_connect_swapped (self->review, "notify::error", G_CALLBACK (show_stack_page), self);
  g_signal_connect_swapped (self->review, "notify::busy", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (self->review, "notify::conflict", G_CALLBACK (conflict_cb), self);
  yy_decision_panel_set_photos (self->panel, YY_PHOTO_STRIP (yy_photo_strip_new (client)));
  show_pictures (self);
  request_changed_cb (self);
  return GTK_WIDGET (self);
}

void
yy_review_page_open (YyReviewPage *self, const char *request_id, YyRequestList *queue)
{
  g_return_if_fail (YY_IS_REVIEW_PAGE (self));

  g_set_object (&self->queue, queue);
  load (self, request_id);
}

void
yy_review_page_refresh (YyReviewPage *self)
{
  g_return_if_fail (YY_IS_REVIEW_PAGE (self));

  yy_review_refresh (self->review);
}
