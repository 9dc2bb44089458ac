#include "yy-list-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-request-row.h"
#include "yy-toast.h"

#define SEARCH_DELAY_MS 250

struct _YyListPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwWindowTitle *title;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *view;
  GtkScrolledWindow *scroller;
  GtkSingleSelection *selection;
  AdwStatusPage *status;
  GtkWidget *status_button;
  GtkSpinner *spinner;

  YySession *session;
  YyPictureLoader *loader;
  YyRequestList *list;
  GSignalGroup *signals;
  char *selected_id;
  gboolean wants_focus; /* once there are lines */
  gboolean quiet;       /* the selection is being set, not chosen */
  gboolean show_back;
  gboolean show_new;
  gboolean follow_selection;
  guint search_timer;
};

enum
{
  PROP_0,
  PROP_SHOW_BACK,
  PROP_SHOW_NEW,
  PROP_FOLLOW_SELECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YyListPage, yy_list_page, GTK_TYPE_WIDGET)

/* What to say of a list with nothing in it. */
static const struct
{
  const char *icon;
  const char *title;
  const char *description;
} empty[YY_LIST_LAST] = {
  [YY_LIST_TODO] = { "yanyin-inbox-symbolic", N_ ("All Done"), N_ ("Nothing waits for you.") },
  [YY_LIST_MINE] = { "document-edit-symbolic", N_ ("No Requests Yet"),
                     N_ ("Apply for a seal with “New Request”.") },
  [YY_LIST_REVIEW] = { "yanyin-approve-symbolic", N_ ("Nothing to Review"),
                       N_ ("New requests for you appear here by themselves.") },
  [YY_LIST_STAMP] = { "yanyin-seal-symbolic", N_ ("Nothing to Stamp"),
                      N_ ("Approved requests for your seals appear here by themselves.") },
  [YY_LIST_DONE] = { "emblem-ok-symbolic", N_ ("Nothing Done Yet"),
                     N_ ("What you decide or stamp can be found here again.") },
  [YY_LIST_COPIED] = { "mail-unread-symbolic", N_ ("Nothing Sent to You"),
                       N_ ("What others send you for information can be read here.") },
};

static void
show_status (YyListPage *self, const char *icon, const char *title, const char *description, gboolean retry)
{
  adw_status_page_set_icon_name (self->status, icon);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->status_button, retry);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
update_subtitle (YyListPage *self)
{
  gint64 total = self->list != NULL ? yy_request_list_get_total (self->list) : 0;
  g_autofree char *text = NULL;

  if (total > 0)
    text = g_strdup_printf (g_dngettext (NULL, "%d request", "%d requests", (gulong) total), (int) total);
  adw_window_title_set_subtitle (self->title, text != NULL ? text : "");
}

static void
update_state (YyListPage *self)
{
  YyList list;
  const GError *error;

  if (self->list == NULL)
    return;

  list = yy_request_list_get_list (self->list);
  error = yy_request_list_get_error (self->list);
  update_subtitle (self);
  gtk_spinner_set_spinning (self->spinner, yy_request_list_get_state (self->list) == YY_LOAD_LOADING);
  switch (yy_request_list_get_state (self->list))
    {
    case YY_LOAD_LOADING:
      gtk_stack_set_visible_child_name (self->stack, "loading");
      break;
    case YY_LOAD_FAILED:
      show_status (self, "network-error-symbolic", _ ("The List Cannot Be Shown"),
                   error != NULL ? error->message : "", TRUE);
      break;
    case YY_LOAD_EMPTY:
      if (*yy_request_list_get_query (self->list) != '\0')
        show_status (self, "system-search-symbolic", _ ("Nothing Found"),
                     _ ("Number, material and applicant are searched."), FALSE);
      else
        show_status (self, empty[list].icon, _ (empty[list].title), _ (empty[list].description), FALSE);
      break;
    case YY_LOAD_IDLE:
    default:
      gtk_stack_set_visible_child_name (self->stack, "list");
      break;
    }
}

static void
set_selected (YyListPage *self, guint position)
{
  self->quiet = TRUE;
  gtk_single_selection_set_selected (self->selection,
                                     position != G_MAXUINT ? position : GTK_INVALID_LIST_POSITION);
  self->quiet = FALSE;
}

/* More lines come before the end is in sight. */
static void
load_more (YyListPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);
  double rest = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) - page;

  if (self->list != NULL && page > 0 && rest < 2 * page)
    yy_request_list_load_more (self->list);
}

/* Whoever has gone on to a form meanwhile goes on writing there. */
static gboolean
has_focus (YyListPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
loaded_cb (YyListPage *self)
{
  update_state (self);
  /* Lines that were exchanged for newer ones take the mark along. */
  if (self->selected_id != NULL)
    set_selected (self, yy_request_list_find (self->list, self->selected_id));
  if (self->wants_focus && has_focus (self))
    yy_list_page_focus (self);
  self->wants_focus = FALSE;
  load_more (self);
}

static void
failed_cb (YyListPage *self, const GError *error)
{
  update_state (self);
  if (yy_request_list_get_state (self->list) != YY_LOAD_FAILED)
    yy_toast_show (GTK_WIDGET (self), error->message);
}

static void
open_item (YyListPage *self, YyRequestItem *item)
{
  if (item == NULL)
    return;

  g_free (self->selected_id);
  self->selected_id = g_strdup (yy_request_item_get_id (item));
  set_selected (self, yy_request_list_find (self->list, self->selected_id));
  g_signal_emit (self, signals[OPEN], 0, item);
}

/* Who opens a line by Enter goes on there; who walks through the lines looks in passing, and stays. */
static void
activate_cb (YyListPage *self, guint position)
{
  g_autoptr (YyRequestItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  open_item (self, item);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-detail", NULL);
}

static void
selected_cb (YyListPage *self)
{
  if (!self->quiet && self->follow_selection)
    open_item (self, gtk_single_selection_get_selected_item (self->selection));
}

/* A click opens the row that is marked already too: the one to come back to after going back. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, YyListPage *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  open_item (self, yy_request_row_get_item (YY_REQUEST_ROW (row)));
}

static void
setup_cb (YyListPage *self, GtkListItem *list_item)
{
  GtkWidget *row = yy_request_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (YyListPage *self, GtkListItem *list_item)
{
  YyRequestRow *row = YY_REQUEST_ROW (gtk_list_item_get_child (list_item));
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (row));
  gboolean pictures = self->list != NULL && yy_request_list_get_list (self->list) == YY_LIST_REVIEW;
  g_autofree char *description = NULL;

  yy_request_row_set_item (row, gtk_list_item_get_item (list_item), pictures ? self->loader : NULL,
                           yy_session_get_person_id (self->session), g_get_real_time ());
  description = yy_request_row_dup_description (row);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
unbind_cb (YyListPage *self, GtkListItem *list_item)
{
  yy_request_row_set_item (YY_REQUEST_ROW (gtk_list_item_get_child (list_item)), NULL, NULL, "", 0);
}

static gboolean
search_timer_cb (gpointer user_data)
{
  YyListPage *self = user_data;
  g_autofree char *query = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  self->search_timer = 0;
  if (self->list != NULL)
    yy_request_list_set_query (self->list, query);

  return G_SOURCE_REMOVE;
}

/* The text of an entry does not hold what an input method is still composing, so this comes only with whole
 * characters; the pause is for the next ones. */
static void
search_changed_cb (YyListPage *self)
{
  g_clear_handle_id (&self->search_timer, g_source_remove);
  self->search_timer = g_timeout_add (SEARCH_DELAY_MS, search_timer_cb, self);
}

static void
search_mode_cb (YyListPage *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
retry_cb (YyListPage *self)
{
  yy_list_page_refresh (self);
}

static void
yy_list_page_dispose (GObject *object)
{
  YyListPage *self = YY_LIST_PAGE (object);

  g_clear_handle_id (&self->search_timer, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->signals);
  g_clear_object (&self->list);
  g_clear_object (&self->loader);
  g_clear_object (&self->session);
  g_clear_pointer (&self->selected_id, g_free);

  G_OBJECT_CLASS (yy_list_page_parent_class)->dispose (object);
}

static void
yy_list_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YyListPage *self = YY_LIST_PAGE (object);

  switch (prop_id)
    {
    case PROP_SHOW_BACK:
      g_value_set_boolean (value, self->show_back);
      break;
    case PROP_SHOW_NEW:
      g_value_set_boolean (value, self->show_new);
      break;
    case PROP_FOLLOW_SELECTION:
      g_value_set_boolean (value, self->follow_selection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yy_list_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  YyListPage *self = YY_LIST_PAGE (object);

  switch (prop_id)
    {
    case PROP_SHOW_BACK:
      self->show_back = g_value_get_boolean (value);
      break;
    case PROP_SHOW_NEW:
      self->show_new = g_value_get_boolean (value);
      break;
    case PROP_FOLLOW_SELECTION:
      self->follow_selection = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YyListPage, box);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, title);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, view);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, selection);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, status);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, status_button);
  gtk_widget_class_bind_template_child (widget_class, YyListPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
yy_list_page_class_init (YyListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags live = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = yy_list_page_dispose;
  object_class->get_property = yy_list_page_get_property;
  object_class->set_property = yy_list_page_set_property;

  props[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE, live);
  props[PROP_SHOW_NEW] = g_param_spec_boolean ("show-new", NULL, NULL, FALSE, live);
  props[PROP_FOLLOW_SELECTION] = g_param_spec_boolean ("follow-selection", NULL, NULL, FALSE, live);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, YY_TYPE_REQUEST_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/list/yy-list-page.ui");
  bind_children (widget_class);
}

static void
yy_list_page_init (YyListPage *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  yy_access_name_status_page (self->status);

  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->view));
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (load_more), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (load_more), self, G_CONNECT_SWAPPED);

  self->signals = g_signal_group_new (YY_TYPE_REQUEST_LIST);
  g_signal_group_connect_swapped (self->signals, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::total", G_CALLBACK (update_subtitle), self);
  g_signal_group_connect_swapped (self->signals, "failed", G_CALLBACK (failed_cb), self);
}

GtkWidget *
yy_list_page_new (YySession *session, YyPictureLoader *loader)
{
  YyListPage *self = g_object_new (YY_TYPE_LIST_PAGE, NULL);

  self->session = g_object_ref (session);
  self->loader = g_object_ref (loader);

  return GTK_WIDGET (self);
}

void
yy_list_page_set_list (YyListPage *self, YyRequestList *list, const char *title)
{
  const char *query = list != NULL ? yy_request_list_get_query (list) : "";

  g_return_if_fail (YY_IS_LIST_PAGE (self));

  self->quiet = TRUE;
  g_set_object (&self->list, list);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->quiet = FALSE;
  g_signal_group_set_target (self->signals, list);

  gtk_search_bar_set_search_mode (self->search_bar, *query != '\0');
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), query);
  g_clear_handle_id (&self->search_timer, g_source_remove);
  adw_window_title_set_title (self->title, title);
  update_state (self);
}

void
yy_list_page_select (YyListPage *self, const char *id)
{
  g_return_if_fail (YY_IS_LIST_PAGE (self));

  if (self->selected_id != id)
    {
      g_free (self->selected_id);
      self->selected_id = g_strdup (id);
    }
  if (self->list != NULL)
    set_selected (self, id != NULL ? yy_request_list_find (self->list, id) : G_MAXUINT);
}

void
yy_list_page_focus (YyListPage *self)
{
  g_return_if_fail (YY_IS_LIST_PAGE (self));

  self->wants_focus = self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->wants_focus ? (gpointer) self->search_button : self->view));
}

void
yy_list_page_search (YyListPage *self)
{
  g_return_if_fail (YY_IS_LIST_PAGE (self));

  self->wants_focus = FALSE;

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

gboolean
yy_list_page_end_search (YyListPage *self)
{
  g_return_val_if_fail (YY_IS_LIST_PAGE (self), FALSE);

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return FALSE;

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return TRUE;
}

void
yy_list_page_refresh (YyListPage *self)
{
  g_return_if_fail (YY_IS_LIST_PAGE (self));

  if (self->list != NULL)
    yy_request_list_refresh (self->list);
}
