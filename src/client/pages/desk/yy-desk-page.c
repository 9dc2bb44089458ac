#include "yy-desk-page.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-desk-row.h"
#include "yy-error.h"
#include "yy-number-finder.h"

struct _YyDeskPage
{
  AdwBin parent_instance;

  GtkWidget *back;
  GtkEntry *entry;
  GtkLabel *message;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkNoSelection *selection;

  YySession *session;
  YyRequestList *list;
  GCancellable *finding; /* NULL while nothing is looked for */
};

enum
{
  PROP_SHOW_BACK = 1,
  N_PROPS
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyDeskPage, yy_desk_page, ADW_TYPE_BIN)

static void
tell (YyDeskPage *self, const char *text)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  gtk_entry_set_progress_fraction (self->entry, 0);
  if (text == NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      yy_access_set_error (GTK_WIDGET (self->entry), NULL);
      return;
    }

  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  yy_access_set_error (GTK_WIDGET (self->entry), GTK_WIDGET (self->message));
  /* The next scan writes over what was wrong. */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/* What the keeper can do something with; of the others it is said why not. */
static void
open_found (YyDeskPage *self, const YyRequest *request)
{
  g_autofree char *text = NULL;

  if (request->state != YY_STATE_APPROVED && request->state != YY_STATE_ACCEPTED &&
      request->state != YY_STATE_OUT && request->state != YY_STATE_OVERDUE)
    {
      text = g_strdup_printf (_ ("%s cannot be stamped: its state is “%s”."), request->number,
                              yy_kind_get_state_label (request->form->kind, request->state));
      tell (self, text);
    }
  else if (yy_option_list_find (request->options, YY_ACTION_ACCEPT) == NULL &&
           yy_option_list_find (request->options, YY_ACTION_STAMP) == NULL &&
           yy_option_list_find (request->options, YY_ACTION_CHECK_OUT) == NULL &&
           yy_option_list_find (request->options, YY_ACTION_CHECK_IN) == NULL)
    {
      text = g_strdup_printf (_ ("%s needs a seal that you do not keep: %s."), request->number,
                              request->seal_name);
      tell (self, text);
    }
  else
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      g_signal_emit (self, signals[SIGNAL_OPEN], 0, request->id);
    }
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YyDeskPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRequest) request = yy_number_finder_find_finish (YY_API_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->finding);
  if (request != NULL)
    open_found (self, request);
  else if (g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND))
    tell (self, _ ("No request to be stamped has this number."));
  else
    tell (self, error->message);
}

static void
stop_finding (YyDeskPage *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

/* A scanner ends with Enter; the next scan does not wait for the answer of the one before. */
static void
find_cb (YyDeskPage *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  stop_finding (self);
  tell (self, NULL);
  if (g_strstrip (text)[0] == '\0')
    return;

  self->finding = g_cancellable_new ();
  yy_number_finder_find_async (yy_session_get_client (self->session), text, self->finding, found_cb,
                               g_object_ref (self));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
changed_cb (YyDeskPage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->message)))
    tell (self, NULL);
}

static void
show_list_cb (YyDeskPage *self)
{
  const GError *error = yy_request_list_get_error (self->list);
  const char *name = "list";

  switch (yy_request_list_get_state (self->list))
    {
    case YY_LOAD_LOADING:
      name = "loading";
      break;
    case YY_LOAD_EMPTY:
      name = "status";
      adw_status_page_set_title (self->status, _ ("Nothing is waiting to be stamped"));
      adw_status_page_set_description (self->status, _ ("What is approved finally is shown here."));
      break;
    case YY_LOAD_FAILED:
      name = "status";
      adw_status_page_set_title (self->status, _ ("The list could not be loaded"));
      adw_status_page_set_description (self->status, error != NULL ? error->message : "");
      break;
    default:
      break;
    }
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
setup_cb (YyDeskPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, yy_desk_row_new ());
}

static void
bind_cb (YyDeskPage *self, GtkListItem *item)
{
  yy_desk_row_set_item (YY_DESK_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                        g_get_real_time ());
}

static void
activate_cb (YyDeskPage *self, guint position)
{
  g_autoptr (YyRequestItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, yy_request_item_get_id (item));
}

static void
edge_cb (YyDeskPage *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    yy_request_list_load_more (self->list);
}

static void
back_cb (YyDeskPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
yy_desk_page_map (GtkWidget *widget)
{
  YyDeskPage *self = YY_DESK_PAGE (widget);

  GTK_WIDGET_CLASS (yy_desk_page_parent_class)->map (widget);
  yy_request_list_refresh (self->list);
  yy_desk_page_focus (self);
}

static void
yy_desk_page_dispose (GObject *object)
{
  YyDeskPage *self = YY_DESK_PAGE (object);

  stop_finding (self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), YY_TYPE_DESK_PAGE);

  G_OBJECT_CLASS (yy_desk_page_parent_class)->dispose (object);
}

static void
yy_desk_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YyDeskPage *self = YY_DESK_PAGE (object);

  switch (id)
    {
    case PROP_SHOW_BACK:
      g_value_set_boolean (value, gtk_widget_get_visible (self->back));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yy_desk_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YyDeskPage *self = YY_DESK_PAGE (object);

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
yy_desk_page_class_init (YyDeskPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yy_desk_page_dispose;
  object_class->get_property = yy_desk_page_get_property;
  object_class->set_property = yy_desk_page_set_property;
  widget_class->map = yy_desk_page_map;

  props[PROP_SHOW_BACK] =
      g_param_spec_boolean ("show-back", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_OPEN] = g_signal_new ("open", YY_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CLOSED] =
      g_signal_new ("closed", YY_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/desk/yy-desk-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YyDeskPage, back);
  gtk_widget_class_bind_template_child (widget_class, YyDeskPage, entry);
  gtk_widget_class_bind_template_child (widget_class, YyDeskPage, message);
  gtk_widget_class_bind_template_child (widget_class, YyDeskPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyDeskPage, status);
  gtk_widget_class_bind_template_child (widget_class, YyDeskPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
yy_desk_page_init (YyDeskPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yy_access_name_status_page (self->status);
}

GtkWidget *
yy_desk_page_new (YySession *session)
{
  YyDeskPage *self = g_object_new (YY_TYPE_DESK_PAGE, NULL);

  self->session = g_object_ref (session);
  self->list = yy_request_list_new (yy_session_get_client (session), YY_LIST_STAMP);
  g_signal_connect_swapped (self->list, "notify::state", G_CALLBACK (show_list_cb), self);
  g_signal_connect_object (session, "changed", G_CALLBACK (yy_request_list_refresh), self->list,
                           G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  show_list_cb (self);
  return GTK_WIDGET (self);
}

YyRequestList *
yy_desk_page_get_list (YyDeskPage *self)
{
  g_return_val_if_fail (YY_IS_DESK_PAGE (self), NULL);

  return self->list;
}

void
yy_desk_page_focus (YyDeskPage *self)
{
  g_return_if_fail (YY_IS_DESK_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
