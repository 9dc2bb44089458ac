#include "yy-window.h"

#include <glib/gi18n.h>

#include "yy-access.h"
#include "yy-ask.h"
#include "yy-desk-page.h"
#include "yy-form-page.h"
#include "yy-list-page.h"
#include "yy-pane-view.h"
#include "yy-picture-loader.h"
#include "yy-request-list.h"
#include "yy-review-page.h"
#include "yy-sidebar.h"
#include "yy-sign-in-page.h"
#include "yy-toast.h"

#define PICTURE_BYTES YY_PICTURE_CACHE_BYTES

struct _YyWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;
  YyPaneView *panes;
  GtkStack *content;
  GtkStack *detail;
  GtkWidget *empty_back;
  AdwStatusPage *empty_page;
  YySignInPage *sign_in;
  YySidebar *sidebar;
  YyListPage *list_page;
  YyDeskPage *desk;
  YyFormPage *form;
  YyReviewPage *review;

  YySession *session;
  YyPictureLoader *loader;
  YyRequestList *lists[YY_LIST_LAST];
  YyList list;
  int shown_badge; /* of the list that is shown, when it was fetched last */
  int shown_late;  /* seals that are late, likewise */
};

G_DEFINE_FINAL_TYPE (YyWindow, yy_window, ADW_TYPE_APPLICATION_WINDOW)

/* Pages that stand alone in the pane get a way back. */
static void
set_show_back (GtkStack *stack, gboolean show)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    {
      if (g_object_class_find_property (G_OBJECT_GET_CLASS (page), "show-back") != NULL)
        g_object_set (page, "show-back", show, NULL);
    }
}

static void
update_panes_cb (YyWindow *self)
{
  int columns = yy_pane_view_get_columns (self->panes);

  set_show_back (self->content, columns < 3);
  set_show_back (self->detail, columns == 1);
  gtk_widget_set_visible (self->empty_back, columns == 1);
  g_object_set (self->list_page, "show-new", columns<3, "follow-selection", columns> 1, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.go-back",
                                 yy_pane_view_get_can_go_back (self->panes));
  /* Where there is room for one, it is not the one that asks to choose from the other. */
  if (columns == 1 && g_strcmp0 (gtk_stack_get_visible_child_name (self->detail), "empty") == 0 &&
      yy_pane_view_get_visible_pane (self->panes) == YY_PANE_DETAIL)
    yy_pane_view_set_visible_pane (self->panes, YY_PANE_CONTENT);
}

static gboolean
shows_desk (YyWindow *self)
{
  return self->desk != NULL && gtk_stack_get_visible_child (self->content) == GTK_WIDGET (self->desk);
}

static void
refresh_list (YyWindow *self)
{
  if (shows_desk (self))
    yy_request_list_refresh (yy_desk_page_get_list (self->desk));
  else
    yy_list_page_refresh (self->list_page);
}

static void
visible_pane_cb (YyWindow *self)
{
  if (yy_pane_view_get_visible_pane (self->panes) != YY_PANE_CONTENT)
    return;

  if (shows_desk (self))
    yy_desk_page_focus (self->desk);
  else
    yy_list_page_focus (self->list_page);
}

static gboolean
is_signed_in (YyWindow *self)
{
  return yy_session_get_me (self->session) != NULL;
}

static void
show_detail (YyWindow *self, GtkWidget *page)
{
  gtk_stack_set_visible_child (self->detail, page);
  yy_pane_view_set_visible_pane (self->panes, YY_PANE_DETAIL);
}

static void
desk_open_cb (YyWindow *self, const char *id)
{
  yy_review_page_open (self->review, id, yy_desk_page_get_list (self->desk));
  show_detail (self, GTK_WIDGET (self->review));
}

/* The keeper's list is a page of its own, with an entry for numbers. */
static void
show_desk (YyWindow *self)
{
  if (self->desk == NULL)
    {
      self->desk = YY_DESK_PAGE (yy_desk_page_new (self->session));
      gtk_stack_add_named (self->content, GTK_WIDGET (self->desk), "desk");
      g_signal_connect_object (self->desk, "open", G_CALLBACK (desk_open_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->desk, "closed", G_CALLBACK (yy_pane_view_go_back), self->panes,
                               G_CONNECT_SWAPPED);
      yy_pane_view_update_header_bars (self->panes);
      update_panes_cb (self);
    }

  gtk_stack_set_visible_child (self->content, GTK_WIDGET (self->desk));
  yy_request_list_refresh (yy_desk_page_get_list (self->desk));
  yy_pane_view_set_visible_pane (self->panes, YY_PANE_CONTENT);
  yy_desk_page_focus (self->desk);
}

static void
show_list (YyWindow *self, YyList list)
{
  gboolean other = self->list != list;

  if (!is_signed_in (self) || !yy_session_has_list (self->session, list))
    return;

  self->list = list;
  self->shown_badge = yy_session_get_badge (self->session, list);
  if (list != YY_LIST_STAMP && self->lists[list] == NULL)
    {
      self->lists[list] = yy_request_list_new (yy_session_get_client (self->session), list);
      if (list == YY_LIST_TODO && yy_session_get_local_drafts (self->session) != NULL)
        yy_request_list_set_front (self->lists[list], yy_session_get_local_drafts (self->session));
    }
  yy_sidebar_select (self->sidebar, list);
  if (other)
    gtk_stack_set_visible_child_name (self->detail, "empty");
  if (list == YY_LIST_STAMP)
    {
      show_desk (self);
      return;
    }

  gtk_stack_set_visible_child (self->content, GTK_WIDGET (self->list_page));
  yy_list_page_set_list (self->list_page, self->lists[list], yy_sidebar_get_list_title (list));
  yy_list_page_refresh (self->list_page);
  yy_pane_view_set_visible_pane (self->panes, YY_PANE_CONTENT);
  yy_list_page_focus (self->list_page);
}

/* What its applicant can still write is a form, everything else is read. */
static void
open_item_cb (YyWindow *self, YyRequestItem *item)
{
  const YySummary *summary = yy_request_item_get_summary (item);
  gboolean own = g_str_equal (summary->applicant_id, yy_session_get_person_id (self->session));

  if (own && (summary->state == YY_STATE_DRAFT || summary->state == YY_STATE_RETURNED))
    {
      yy_form_page_open (self->form, summary->id);
      show_detail (self, GTK_WIDGET (self->form));
    }
  else
    {
      yy_review_page_open (self->review, summary->id, self->lists[self->list]);
      show_detail (self, GTK_WIDGET (self->review));
    }
}

/* The page went on to the next one of the list by itself. */
static void
opened_cb (YyWindow *self, const char *id)
{
  yy_list_page_select (self->list_page, id);
}

static void
page_changed_cb (YyWindow *self, const char *id)
{
  /* The last thing that a page says may come when the window is being taken apart. */
  if (self->session != NULL)
    yy_session_tell_changed (self->session, id);
}

static void
page_closed_cb (YyWindow *self)
{
  if (!yy_pane_view_go_back (self->panes))
    gtk_stack_set_visible_child_name (self->detail, "empty");
  yy_list_page_select (self->list_page, NULL);
  /* The next scan goes to the entry. */
  if (shows_desk (self))
    yy_desk_page_focus (self->desk);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyWindow *self = YY_WINDOW (widget);

  if (!is_signed_in (self))
    return;

  yy_form_page_open (self->form, NULL);
  yy_list_page_select (self->list_page, NULL);
  show_detail (self, GTK_WIDGET (self->form));
}

static void
list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyList list;

  if (yy_list_from_nick (g_variant_get_string (parameter, NULL), &list))
    show_list (YY_WINDOW (widget), list);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyWindow *self = YY_WINDOW (widget);

  if (!is_signed_in (self))
    return;

  if (yy_pane_view_get_visible_pane (self->panes) != YY_PANE_CONTENT)
    yy_pane_view_set_visible_pane (self->panes, YY_PANE_CONTENT);
  if (shows_desk (self))
    yy_desk_page_focus (self->desk);
  else
    yy_list_page_search (self->list_page);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyWindow *self = YY_WINDOW (widget);

  if (!is_signed_in (self))
    return;

  yy_session_refresh_badges (self->session);
  refresh_list (self);
  yy_review_page_refresh (self->review);
}

static void
go_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyWindow *self = YY_WINDOW (widget);

  yy_pane_view_go_back (self->panes);
}

static void
focus_detail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (is_signed_in (YY_WINDOW (widget)))
    gtk_widget_grab_focus (gtk_stack_get_visible_child (YY_WINDOW (widget)->detail));
}

/* From the list to what is open beside it, and back. */
static gboolean
change_pane_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  YyWindow *self = YY_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!is_signed_in (self))
    return FALSE;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->detail)))
    gtk_widget_activate_action (widget, "win.focus-detail", NULL);
  else if (shows_desk (self))
    yy_desk_page_focus (self->desk);
  else
    yy_list_page_focus (self->list_page);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  YyWindow *self = YY_WINDOW (widget);

  return is_signed_in (self) &&
         (yy_list_page_end_search (self->list_page) || yy_pane_view_go_back (self->panes));
}

static gboolean
open_menu_cb (GtkWidget *sidebar, GdkFrameClock *clock, gpointer user_data)
{
  yy_sidebar_open_menu (YY_SIDEBAR (sidebar));

  return G_SOURCE_REMOVE;
}

/* The main menu is in the sidebar. Where that is hidden it comes to the front first, and has to be laid out
 * before a menu can hang on it; otherwise GTK opens the menu. */
static gboolean
menu_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  YyWindow *self = YY_WINDOW (widget);

  if (!is_signed_in (self) || gtk_widget_get_mapped (GTK_WIDGET (self->sidebar)))
    return FALSE;

  yy_pane_view_set_visible_pane (self->panes, YY_PANE_SIDEBAR);
  gtk_widget_add_tick_callback (GTK_WIDGET (self->sidebar), open_menu_cb, NULL, NULL);

  return TRUE;
}

static void
sign_out_answered_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  YyWindow *self = YY_WINDOW (source);

  if (yy_ask_finish (GTK_WIDGET (self), async))
    yy_session_sign_out (self->session);
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YyWindow *self = YY_WINDOW (widget);

  if (!is_signed_in (self))
    return;

  yy_ask_async (widget, _ ("Sign out?"), _ ("Pictures kept on this computer are removed. Drafts stay."),
                _ ("Sign Out"), FALSE, NULL, sign_out_answered_cb, NULL);
}

static void
drop_lists (YyWindow *self)
{
  yy_list_page_set_list (self->list_page, NULL, "");
  gtk_stack_set_visible_child (self->content, GTK_WIDGET (self->list_page));
  if (self->desk != NULL)
    gtk_stack_remove (self->content, GTK_WIDGET (self->desk));
  self->desk = NULL;
  for (YyList list = 0; list < YY_LIST_LAST; list++)
    g_clear_object (&self->lists[list]);
}

/* Pages that hold what one person sees live as long as his sign-in. */
static void
add_detail_pages (YyWindow *self)
{
  self->form = YY_FORM_PAGE (yy_form_page_new (self->session));
  gtk_stack_add_named (self->detail, GTK_WIDGET (self->form), "form");
  g_signal_connect_object (self->form, "changed", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "closed", G_CALLBACK (page_closed_cb), self, G_CONNECT_SWAPPED);

  self->review = YY_REVIEW_PAGE (yy_review_page_new (self->session));
  gtk_stack_add_named (self->detail, GTK_WIDGET (self->review), "review");
  g_signal_connect_object (self->review, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "changed", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "closed", G_CALLBACK (page_closed_cb), self, G_CONNECT_SWAPPED);

  yy_pane_view_update_header_bars (self->panes);
  update_panes_cb (self);
}

static void
drop_detail_pages (YyWindow *self)
{
  if (self->form == NULL)
    return;

  gtk_stack_set_visible_child_name (self->detail, "empty");
  gtk_stack_remove (self->detail, GTK_WIDGET (self->form));
  gtk_stack_remove (self->detail, GTK_WIDGET (self->review));
  self->form = NULL;
  self->review = NULL;
}

static void
signed_in_cb (YyWindow *self)
{
  if (!is_signed_in (self))
    return;

  if (self->form == NULL)
    {
      add_detail_pages (self);
      yy_session_set_drafts (self->session, yy_form_page_start (self->form));
    }
  gtk_stack_set_visible_child_name (self->detail, "empty");
  gtk_stack_set_visible_child_name (self->stack, "main");
  yy_session_set_active (self->session, gtk_window_is_active (GTK_WINDOW (self)));
  show_list (self, YY_LIST_TODO);
}

static void
ended_cb (YyWindow *self, gboolean by_service)
{
  drop_detail_pages (self);
  drop_lists (self);
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  yy_sign_in_page_start (self->sign_in, NULL,
                         by_service ? _ ("Your sign-in has ended. Sign in again; what you wrote is kept.")
                                    : NULL);
}

static void
remembered_cb (YyWindow *self)
{
  if (is_signed_in (self) && !yy_session_get_remembered (self->session))
    yy_toast_show (GTK_WIDGET (self->stack),
                   _ ("This sign-in ends when you quit: there is no keyring to keep it."));
}

/* What somebody else did to the list that is shown appears in it by itself. */
static void
badges_cb (YyWindow *self)
{
  int badge = yy_session_get_badge (self->session, self->list);
  int late = yy_session_get_late (self->session);

  if (!is_signed_in (self) || (badge == self->shown_badge && late == self->shown_late))
    return;

  self->shown_badge = badge;
  self->shown_late = late;
  refresh_list (self);
  yy_review_page_refresh (self->review);
}

static void
changed_cb (YyWindow *self, const char *id)
{
  refresh_list (self);
}

static void
active_cb (YyWindow *self)
{
  yy_session_set_active (self->session, gtk_window_is_active (GTK_WINDOW (self)));
  /* Who comes back to the window sees what became of the request meanwhile. */
  if (self->review != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    yy_review_page_refresh (self->review);
}

static void
yy_window_dispose (GObject *object)
{
  YyWindow *self = YY_WINDOW (object);

  if (self->session != NULL)
    {
      yy_session_set_active (self->session, FALSE);
      /* A form that is closed while it is written tells of its draft: there must be somebody to tell. */
      drop_detail_pages (self);
      drop_lists (self);
    }
  g_clear_object (&self->loader);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (yy_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.list", "s", list_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.go-back", NULL, go_back_action);
  gtk_widget_class_install_action (widget_class, "win.focus-detail", NULL, focus_detail_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);

  /* After whatever has the focus: Escape closes a search or a popover first. */
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F6, 0, change_pane_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.go-back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Back, 0, "win.go-back", NULL);
}

static void
yy_window_class_init (YyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yy_window_dispose;

  g_type_ensure (YY_TYPE_PANE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yanyin/Yanyin/ui/window/yy-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, YyWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, YyWindow, content);
  gtk_widget_class_bind_template_child (widget_class, YyWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, YyWindow, empty_back);
  gtk_widget_class_bind_template_child (widget_class, YyWindow, empty_page);
  gtk_widget_class_bind_template_callback (widget_class, update_panes_cb);
  install_actions (widget_class);
}

static void
yy_window_init (YyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yy_access_name_status_page (self->empty_page);
}

static void
add_pages (YyWindow *self)
{
  self->sign_in = YY_SIGN_IN_PAGE (yy_sign_in_page_new (self->session));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->sign_in), "sign-in");

  self->sidebar = YY_SIDEBAR (yy_sidebar_new (self->session));
  yy_pane_view_set_child (self->panes, YY_PANE_SIDEBAR, GTK_WIDGET (self->sidebar));

  self->list_page = YY_LIST_PAGE (yy_list_page_new (self->session, self->loader));
  gtk_stack_add_named (self->content, GTK_WIDGET (self->list_page), "list");
  g_signal_connect_object (self->list_page, "open", G_CALLBACK (open_item_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (self->panes, "notify::visible-pane", G_CALLBACK (visible_pane_cb), self,
                           G_CONNECT_SWAPPED);
  yy_pane_view_update_header_bars (self->panes);
  update_panes_cb (self);
}

static void
follow_session (YyWindow *self)
{
  YySession *session = self->session;

  g_signal_connect_object (session, "notify::signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::remembered", G_CALLBACK (remembered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "badges-changed", G_CALLBACK (badges_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}

GtkWidget *
yy_window_new (GtkApplication *application, YySession *session)
{
  YyWindow *self = g_object_new (YY_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = yy_session_get_settings (session);

  self->session = g_object_ref (session);
  self->loader = yy_picture_loader_new (yy_session_get_client (session), PICTURE_BYTES);
  add_pages (self);
  follow_session (self);
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  return GTK_WIDGET (self);
}

void
yy_window_start (YyWindow *self, const char *account, gboolean restore)
{
  g_return_if_fail (YY_IS_WINDOW (self));

  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  yy_sign_in_page_start (self->sign_in, account, NULL);
  if (restore)
    yy_sign_in_page_restore (self->sign_in);
}
