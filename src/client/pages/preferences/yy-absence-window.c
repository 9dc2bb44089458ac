#include "yy-absence-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yy-absence.h"
#include "yy-ask.h"
#include "yy-date-row.h"
#include "yy-error.h"
#include "yy-field-note.h"
#include "yy-form.h"
#include "yy-new-id.h"
#include "yy-person-picker.h"
#include "yy-text.h"

struct _YyAbsenceWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *failure;
  GtkWidget *arrange_group;
  GtkWidget *button_group;
  YyPersonPicker *absentee;
  YyFieldNote *absentee_note;
  YyPersonPicker *stand_in;
  YyFieldNote *stand_in_note;
  YyDateRow *begins;
  YyFieldNote *begins_note;
  YyDateRow *ends;
  YyFieldNote *ends_note;
  AdwComboRow *scope;
  GtkWidget *button;
  GtkLabel *error;
  GtkListBox *list;
  GtkWidget *none;

  YySession *session;
  GCancellable *cancellable;
  YyDelegation *wanted; /* what was sent and is not answered: sent again it is the same one */
};

G_DEFINE_FINAL_TYPE (YyAbsenceWindow, yy_absence_window, ADW_TYPE_WINDOW)

static void
clear_notes (YyAbsenceWindow *self)
{
  yy_field_note_clear (self->absentee_note);
  yy_field_note_clear (self->stand_in_note);
  yy_field_note_clear (self->begins_note);
  yy_field_note_clear (self->ends_note);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
}

static void
show_error (YyAbsenceWindow *self, const char *text)
{
  gtk_label_set_label (self->error, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

/* What is changed is another one. */
static void
changed_cb (YyAbsenceWindow *self)
{
  g_clear_pointer (&self->wanted, yy_delegation_free);
  clear_notes (self);
}

/* Beside its field; what belongs to none is told below the button. The first wrong field gets the keys. */
static void
show_issue (YyAbsenceWindow *self, const YyIssue *issue, gboolean *focused)
{
  const struct
  {
    const char *field;
    YyFieldNote *note;
    GtkWidget *row;
  } places[] = {
    { "/from_id", self->absentee_note, GTK_WIDGET (self->absentee) },
    { "/to_id", self->stand_in_note, GTK_WIDGET (self->stand_in) },
    { "/begins", self->begins_note, GTK_WIDGET (self->begins) },
    { "/ends", self->ends_note, GTK_WIDGET (self->ends) },
  };
  g_autofree char *text = yy_issue_dup_text (issue);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (!g_str_equal (places[i].field, issue->field))
        continue;
      yy_field_note_show_issue (places[i].note, issue, FALSE);
      if (!*focused)
        gtk_widget_grab_focus (places[i].row);
      *focused = TRUE;
      return;
    }

  show_error (self, text);
}

static void
show_problem (YyAbsenceWindow *self, const GError *error)
{
  GPtrArray *issues = yy_error_get_issues (error);
  gboolean focused = FALSE;

  if (issues == NULL || issues->len == 0)
    show_error (self, error->message);
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    show_issue (self, g_ptr_array_index (issues, i), &focused);
}

static void show_absence (YyAbsenceWindow *self, const YyAbsence *absence);

static void
changed_there_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyAbsenceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyAbsence) absence = yy_api_client_absence_finish (YY_API_CLIENT (source), async, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_sensitive (self->button, TRUE);
  if (absence == NULL)
    {
      show_problem (self, error);
      return;
    }

  changed_cb (self);
  show_absence (self, absence);
  yy_person_picker_set_person_id (self->stand_in, "");
}

static void
give_cb (YyAbsenceWindow *self)
{
  if (self->wanted == NULL)
    {
      self->wanted = yy_delegation_new ();
      g_free (self->wanted->id);
      self->wanted->id = yy_new_id ();
      yy_form_set_text (&self->wanted->from_id, yy_person_picker_get_person_id (self->absentee));
      yy_form_set_text (&self->wanted->to_id, yy_person_picker_get_person_id (self->stand_in));
      self->wanted->scope = (YyScope) adw_combo_row_get_selected (self->scope);
      g_free (self->wanted->begins);
      self->wanted->begins = yy_date_row_dup_day (self->begins);
      g_free (self->wanted->ends);
      self->wanted->ends = yy_date_row_dup_day (self->ends);
    }

  clear_notes (self);
  if (*self->wanted->from_id == '\0')
    {
      yy_field_note_show_problem (self->absentee_note, _ ("This must be filled in."));
      gtk_widget_grab_focus (GTK_WIDGET (self->absentee));
      g_clear_pointer (&self->wanted, yy_delegation_free);
      return;
    }
  gtk_widget_set_sensitive (self->button, FALSE);
  yy_api_client_give_delegation_async (yy_session_get_client (self->session), self->wanted, self->cancellable,
                                       changed_there_cb, g_object_ref (self));
}

static void
end_answered_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  YyAbsenceWindow *self = YY_ABSENCE_WINDOW (source);
  g_autofree char *id = user_data;

  if (yy_ask_finish (GTK_WIDGET (self), async))
    yy_api_client_end_delegation_async (yy_session_get_client (self->session), id, self->cancellable,
                                        changed_there_cb, g_object_ref (self));
}

static void
end_cb (GtkWidget *button, const char *id)
{
  GtkWidget *self = gtk_widget_get_ancestor (button, YY_TYPE_ABSENCE_WINDOW);

  yy_ask_async (self, _ ("End it now?"),
                _ ("What was decided stays decided. What is still open goes back to who was away."),
                _ ("End"), FALSE, NULL, end_answered_cb, g_strdup (id));
}

static const char *
get_state_text (const YyDelegation *one, const char *today)
{
  if (one->ended)
    return _ ("ended early");
  if (yy_delegation_holds_on (one, today))
    return _ ("now");
  return strcmp (today, one->begins) < 0 ? _ ("later") : _ ("over");
}

static GtkWidget *
new_row (const YyAbsence *absence, const YyDelegation *one)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *state = gtk_label_new (get_state_text (one, absence->today));
  /* Translators: who stands in, and for whom */
  g_autofree char *title = g_strdup_printf (_ ("%s stands in for %s"),
                                            yy_absence_get_name (absence, one->to_id),
                                            yy_absence_get_name (absence, one->from_id));
  /* Translators: first day, last day, what of it */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%s to %s, %s"), one->begins, one->ends, yy_scope_get_label (one->scope));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_add_css_class (state, "caption");
  gtk_widget_add_css_class (state, yy_delegation_holds_on (one, absence->today) ? "accent" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  if (g_hash_table_contains (absence->endable, one->id) && strcmp (absence->today, one->ends) <= 0)
    {
      GtkWidget *end = gtk_button_new_with_label (_ ("End…"));

      gtk_widget_set_valign (end, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (end, title);
      g_signal_connect_data (end, "clicked", G_CALLBACK (end_cb), g_strdup (one->id),
                             (GClosureNotify) (void (*) (void)) g_free, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
    }

  return row;
}

static void
show_list (YyAbsenceWindow *self, const YyAbsence *absence)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < absence->delegations->len; i++)
    gtk_list_box_append (self->list, new_row (absence, g_ptr_array_index (absence->delegations, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), absence->delegations->len > 0);
  gtk_widget_set_visible (self->none, absence->delegations->len == 0);
}

static void
show_absence (YyAbsenceWindow *self, const YyAbsence *absence)
{
  const YyMe *me = yy_session_get_me (self->session);
  gboolean arranges = absence->absentees->len > 0;
  GDate today;

  show_list (self, absence);
  gtk_widget_set_visible (self->arrange_group, arranges);
  gtk_widget_set_visible (self->button_group, arranges);
  /* Who arranges only his own need not be asked. */
  gtk_widget_set_visible (GTK_WIDGET (self->absentee), absence->absentees->len > 1);
  yy_person_picker_set_people (self->absentee, absence->absentees);
  yy_person_picker_set_people (self->stand_in, absence->people);
  if (me != NULL && *yy_person_picker_get_person_id (self->absentee) == '\0')
    yy_person_picker_set_person_id (self->absentee, me->person->id);
  if (yy_text_parse_date (absence->today, &today))
    {
      yy_date_row_set_today (self->begins, &today);
      yy_date_row_set_today (self->ends, &today);
    }
  if (*gtk_editable_get_text (GTK_EDITABLE (self->begins)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->begins), absence->today);
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
loaded_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YyAbsenceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyAbsence) absence = yy_api_client_absence_finish (YY_API_CLIENT (source), async, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (absence != NULL)
    {
      show_absence (self, absence);
      return;
    }

  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
load (YyAbsenceWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  yy_api_client_get_absence_async (yy_session_get_client (self->session), self->cancellable, loaded_cb,
                                   g_object_ref (self));
}

static void
yy_absence_window_dispose (GObject *object)
{
  YyAbsenceWindow *self = YY_ABSENCE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yy_absence_window_parent_class)->dispose (object);
}

static void
yy_absence_window_finalize (GObject *object)
{
  YyAbsenceWindow *self = YY_ABSENCE_WINDOW (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->wanted, yy_delegation_free);

  G_OBJECT_CLASS (yy_absence_window_parent_class)->finalize (object);
}

static void
yy_absence_window_class_init (YyAbsenceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_absence_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = yy_absence_window_finalize;

  g_type_ensure (YY_TYPE_PERSON_PICKER);
  g_type_ensure (YY_TYPE_DATE_ROW);
  g_type_ensure (YY_TYPE_FIELD_NOTE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yanyin/Yanyin/ui/preferences/yy-absence-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, arrange_group);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, button_group);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, absentee);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, absentee_note);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, stand_in);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, stand_in_note);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, begins);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, begins_note);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, ends);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, ends_note);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, scope);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, button);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, error);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, list);
  gtk_widget_class_bind_template_child (widget_class, YyAbsenceWindow, none);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, give_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yy_absence_window_init (YyAbsenceWindow *self)
{
  g_autoptr (GtkStringList) scopes = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int scope = 0; scope < YY_SCOPE_LAST; scope++)
    gtk_string_list_append (scopes, yy_scope_get_label ((YyScope) scope));
  adw_combo_row_set_model (self->scope, G_LIST_MODEL (scopes));
  yy_field_note_set_field (self->absentee_note, GTK_WIDGET (self->absentee));
  yy_field_note_set_field (self->stand_in_note, GTK_WIDGET (self->stand_in));
  yy_field_note_set_field (self->begins_note, GTK_WIDGET (self->begins));
  yy_field_note_set_field (self->ends_note, GTK_WIDGET (self->ends));
}

GtkWidget *
yy_absence_window_new (YySession *session)
{
  YyAbsenceWindow *self = g_object_new (YY_TYPE_ABSENCE_WINDOW, NULL);

  self->session = g_object_ref (session);
  load (self);

  return GTK_WIDGET (self);
}
