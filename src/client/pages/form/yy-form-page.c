#include "yy-form-page-private.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-error.h"
#include "yy-toast.h"

enum
{
  PROP_SHOW_BACK = 1,
  N_PROPS
};

enum
{
  CHANGED,
  CLOSED,
  LAST_SIGNAL
};

static GParamSpec *props[N_PROPS];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (YyFormPage, yy_form_page, GTK_TYPE_WIDGET)

void
yy_form_page_tell (YyFormPage *self, const char *text)
{
  yy_toast_show (GTK_WIDGET (self), text);
}

void
yy_form_page_show_error (YyFormPage *self, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->error_page, escaped);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "error");
}

void
yy_form_page_emit_changed (YyFormPage *self)
{
  self->unsaid = FALSE;
  g_signal_emit (self, signals[CHANGED], 0, yy_draft_get_id (self->draft));
}

static void
edited_cb (YyFormFields *fields, const char *pointer, gpointer user_data)
{
  YyFormPage *self = user_data;
  gboolean other_unit;

  if (self->draft == NULL)
    return;

  yy_form_page_forget_answers (self, pointer);
  other_unit =
      !g_str_equal (yy_draft_get_form (self->draft)->unit_id, yy_form_fields_get_form (fields)->unit_id);
  yy_draft_set_form (self->draft, yy_form_fields_get_form (fields));
  yy_form_page_recheck_field (self, pointer);
  if (other_unit)
    yy_form_page_load_options (self);
  yy_form_page_update_route (self);
  yy_form_page_update_bookings (self);
}

static void
left_cb (YyFormFields *fields, const char *pointer, gpointer user_data)
{
  YyFormPage *self = user_data;

  if (self->draft == NULL)
    return;

  yy_draft_keep (self->draft);
  yy_form_page_check_field (self, pointer);
}

static void
pages_edited_cb (YyPageStrip *strip, gpointer user_data)
{
  yy_form_page_forget_answers (user_data, "/pages");
  yy_form_page_recheck_field (user_data, "/pages");
}

static void
pages_confirmed_cb (YyPageStrip *strip, const char *rule, gboolean confirmed, gpointer user_data)
{
  yy_form_fields_confirm (YY_FORM_PAGE (user_data)->fields, rule, confirmed);
}

static void
status_changed_cb (YyDraft *draft, gpointer user_data)
{
  YyFormPage *self = user_data;

  yy_form_page_show_status (self);
  if (yy_draft_get_status (draft) != YY_DRAFT_SAVED || yy_draft_get_request (draft) == NULL)
    return;

  /* Lists hear of a new draft, but not of each pause in the typing. */
  if (!self->listed && self->opened_id == NULL)
    yy_form_page_emit_changed (self);
  else
    self->unsaid = TRUE;
  self->listed = TRUE;
}

static void
loaded_cb (YyDraft *draft, gpointer user_data)
{
  YyFormPage *self = user_data;

  yy_form_fields_set_form (self->fields, yy_draft_get_form (draft));
  yy_form_page_show_hints (self);
  yy_form_page_show_returned (self);
}

static void
submitted_cb (YyDraft *draft, const YyRequest *request, gpointer user_data)
{
  YyFormPage *self = user_data;

  yy_form_page_remember (self, request->form);
  yy_form_page_show_done (self, request);
  yy_form_page_emit_changed (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyFormPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean opened = yy_draft_open_finish (YY_DRAFT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || YY_DRAFT (source) != self->draft)
    return;
  if (!opened)
    {
      yy_form_page_show_error (self, error);
      return;
    }

  yy_form_page_show_returned (self);
  yy_form_page_show_status (self);
  yy_form_page_load_options (self);
}

static void
let_go (YyFormPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->route_timer, g_source_remove);
  if (self->draft == NULL)
    return;

  yy_draft_keep (self->draft);
  g_signal_handlers_disconnect_by_data (self->draft, self);
  if (self->unsaid)
    yy_form_page_emit_changed (self);
  yy_page_strip_set_draft (self->strip, NULL);
  yy_form_outbox_add (self->outbox, self->draft);
  g_clear_object (&self->draft);
}

/* Without it what is written is kept on the service only, and the person is told. */
static void
open_store (YyFormPage *self)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  if (self->store != NULL)
    return;

  folder = yy_draft_store_dup_folder (NULL, yy_api_client_get_server (yy_session_get_client (self->session)),
                                      yy_session_get_person_id (self->session));
  self->store = yy_draft_store_open (folder, &error);
  if (self->store == NULL && !self->told_store)
    yy_form_page_tell (self, error->message);
  else if (self->store != NULL && yy_draft_store_get_damaged (self->store) != NULL && !self->told_store)
    yy_form_page_tell (self, _ ("The drafts on this computer were damaged. What could be read was kept."));
  self->told_store = TRUE;
  if (self->store != NULL)
    yy_form_outbox_resume (self->outbox, yy_session_get_client (self->session), self->store);
}

static void
outbox_changed_cb (YyFormOutbox *outbox, const char *id, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0, id);
}

static void
outbox_submitted_cb (YyFormOutbox *outbox, const YyRequest *request, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf (_ ("Submitted, number %s"), request->number);

  yy_form_page_tell (user_data, text);
}

static void
ended_cb (YySession *session, gboolean by_service, gpointer user_data)
{
  YyFormPage *self = user_data;

  /* The next person has other drafts. */
  let_go (self);
  yy_form_outbox_clear (self->outbox);
  g_clear_object (&self->store);
  self->told_store = FALSE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  YyFormPage *self = user_data;

  return self->draft != NULL && yy_page_strip_take_value (self->strip, value);
}

static void
take_drops (YyFormPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->scroller, GTK_EVENT_CONTROLLER (target));
}

/* The window lost the focus: the person may be about to switch the computer off. */
static void
window_left_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  YyFormPage *self = user_data;

  if (self->draft != NULL)
    yy_draft_keep (self->draft);
}

/* To the first field that only the person can fill in. */
static gboolean
grab_focus (GtkWidget *widget)
{
  YyFormPage *self = YY_FORM_PAGE (widget);
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  self->wants_focus = g_strcmp0 (shown, "loading") == 0;
  if (g_strcmp0 (shown, "form") == 0)
    yy_form_fields_focus (self->fields, "/form/material_name");
  else if (!self->wants_focus)
    gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
yy_form_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SHOW_BACK:
      g_value_set_boolean (value, YY_FORM_PAGE (object)->show_back);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_form_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyFormPage *self = YY_FORM_PAGE (object);

  switch (id)
    {
    case PROP_SHOW_BACK:
      if (self->show_back == g_value_get_boolean (value))
        return;
      self->show_back = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_form_page_dispose (GObject *object)
{
  YyFormPage *self = YY_FORM_PAGE (object);

  if (self->session != NULL)
    {
      let_go (self);
      yy_form_outbox_clear (self->outbox);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (object), YY_TYPE_FORM_PAGE);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yy_form_page_parent_class)->dispose (object);
}

static void
yy_form_page_finalize (GObject *object)
{
  YyFormPage *self = YY_FORM_PAGE (object);

  g_clear_object (&self->outbox);
  g_clear_pointer (&self->options, yy_form_options_free);
  g_free (self->options_unit);
  g_free (self->route_key);
  g_free (self->bookings_seal);
  g_free (self->opened_id);

  G_OBJECT_CLASS (yy_form_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, content);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, title);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, done_page);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, finish_button);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, state_banner);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, returned_banner);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, fields);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, strip);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, submit_button);
  gtk_widget_class_bind_template_child (widget_class, YyFormPage, submit_spinner);
}

static void
yy_form_page_class_init (YyFormPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yy_form_page_dispose;
  object_class->finalize = yy_form_page_finalize;
  object_class->get_property = yy_form_page_get_property;
  object_class->set_property = yy_form_page_set_property;

  props[PROP_SHOW_BACK] = g_param_spec_boolean (
      "show-back", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", YY_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] =
      g_signal_new ("closed", YY_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  widget_class->grab_focus = grab_focus;
  g_type_ensure (YY_TYPE_FORM_BANNER);
  g_type_ensure (YY_TYPE_FORM_FIELDS);
  g_type_ensure (YY_TYPE_PAGE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/form/yy-form-page.ui");
  bind_children (widget_class);
  yy_form_page_install_actions (widget_class);
}

static void
yy_form_page_init (YyFormPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  yy_access_name_status_page (self->error_page);
  yy_access_name_status_page (self->done_page);
  self->outbox = yy_form_outbox_new ();
  g_signal_connect_object (self->outbox, "changed", G_CALLBACK (outbox_changed_cb), self, 0);
  g_signal_connect_object (self->outbox, "submitted", G_CALLBACK (outbox_submitted_cb), self, 0);
  g_signal_connect (self->fields, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (self->fields, "left", G_CALLBACK (left_cb), self);
  g_signal_connect (self->strip, "edited", G_CALLBACK (pages_edited_cb), self);
  g_signal_connect (self->strip, "confirmed", G_CALLBACK (pages_confirmed_cb), self);
  g_signal_connect_swapped (self->state_banner, "clicked", G_CALLBACK (yy_form_page_banner_clicked), self);
  g_signal_connect (focus, "leave", G_CALLBACK (window_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  take_drops (self);
}

GtkWidget *
yy_form_page_new (YySession *session)
{
  YyFormPage *self = g_object_new (YY_TYPE_FORM_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect (session, "ended", G_CALLBACK (ended_cb), self);
  return GTK_WIDGET (self);
}

YyDraftStore *
yy_form_page_start (YyFormPage *self)
{
  g_return_val_if_fail (YY_IS_FORM_PAGE (self), NULL);

  if (yy_session_get_me (self->session) != NULL)
    open_store (self);
  return self->store;
}

void
yy_form_page_open (YyFormPage *self, const char *request_id)
{
  g_autofree char *id = g_strdup (request_id);
  const YyMe *me;
  gboolean known;

  g_return_if_fail (YY_IS_FORM_PAGE (self));

  me = yy_session_get_me (self->session);
  g_return_if_fail (me != NULL);

  let_go (self);
  open_store (self);
  g_free (self->opened_id);
  self->opened_id = g_steal_pointer (&id);
  self->cancellable = g_cancellable_new ();
  self->submitting = FALSE;
  self->unsaid = FALSE;
  self->listed = FALSE;
  g_clear_pointer (&self->route_key, g_free);
  g_clear_pointer (&self->bookings_seal, g_free);
  g_clear_pointer (&self->options_unit, g_free);
  self->draft = self->opened_id != NULL ? yy_form_outbox_take (self->outbox, self->opened_id) : NULL;
  known = self->draft != NULL;
  if (!known)
    self->draft = yy_draft_new (yy_session_get_client (self->session), self->store);
  g_signal_connect (self->draft, "status-changed", G_CALLBACK (status_changed_cb), self);
  g_signal_connect (self->draft, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect (self->draft, "submitted", G_CALLBACK (submitted_cb), self);

  yy_form_fields_clear_issues (self->fields);
  yy_page_strip_set_issue (self->strip, NULL, FALSE);
  yy_form_fields_set_applicant (self->fields, me->person->name);
  yy_form_fields_set_route (self->fields, NULL);
  yy_form_fields_set_bookings (self->fields, NULL);
  yy_page_strip_set_draft (self->strip, self->draft);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "loading");
  yy_form_page_show_returned (self);
  yy_form_page_show_status (self);

  if (self->opened_id != NULL && !known)
    yy_draft_open_async (self->draft, self->opened_id, self->cancellable, opened_cb, g_object_ref (self));
  else
    yy_form_page_load_options (self);
}
