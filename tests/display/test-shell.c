/* What is lost when these fail: a window that cannot be used on a small screen, one without a way to close it
 * or to go back, a password sent before anything was checked, or a list that stays white without a reason. */
#include <adwaita.h>

#include "yanyin-resources.h"
#include "yy-list-page.h"
#include "yy-pane-view.h"
#include "yy-request-row.h"
#include "yy-sign-in-page.h"

typedef struct
{
  int width;
  int columns;
  YyPane start; /* whose header bar has the buttons of that side while the content is in front */
  YyPane end;
} Row;

static void
wait_for (gboolean (*is_so) (gpointer), gpointer data)
{
  while (!is_so (data))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (child) == 0)
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static GtkWidget *
make_pane (GtkWidget **ret_bar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  *ret_bar = adw_header_bar_new ();
  gtk_box_append (GTK_BOX (box), *ret_bar);

  return box;
}

static void
test_panes (gconstpointer data)
{
  const Row *row = data;
  YyPaneView *view = YY_PANE_VIEW (yy_pane_view_new ());
  GtkWidget *bars[3];
  GtkWidget *window;

  for (YyPane pane = 0; pane < 3; pane++)
    yy_pane_view_set_child (view, pane, make_pane (&bars[pane]));
  window = show (GTK_WIDGET (view), row->width, 500);
  g_assert_cmpint (yy_pane_view_get_columns (view), ==, row->columns);

  yy_pane_view_set_visible_pane (view, YY_PANE_CONTENT);
  g_assert_true (adw_header_bar_get_show_start_title_buttons (ADW_HEADER_BAR (bars[row->start])));
  g_assert_true (adw_header_bar_get_show_end_title_buttons (ADW_HEADER_BAR (bars[row->end])));
  g_assert_true (gtk_widget_get_child_visible (gtk_widget_get_parent (bars[YY_PANE_CONTENT])));
  g_assert_cmpint (gtk_widget_get_child_visible (gtk_widget_get_parent (bars[YY_PANE_SIDEBAR])), ==,
                   row->columns == 3);
  g_assert_cmpint (gtk_widget_get_child_visible (gtk_widget_get_parent (bars[YY_PANE_DETAIL])), ==,
                   row->columns > 1);

  yy_pane_view_set_visible_pane (view, YY_PANE_DETAIL);
  g_assert_cmpint (yy_pane_view_get_can_go_back (view), ==, row->columns < 3);
  if (row->columns == 1)
    {
      g_assert_true (yy_pane_view_go_back (view));
      g_assert_cmpint (yy_pane_view_get_visible_pane (view), ==, YY_PANE_CONTENT);
    }
  if (row->columns < 3)
    {
      g_assert_true (yy_pane_view_go_back (view));
      g_assert_cmpint (yy_pane_view_get_visible_pane (view), ==, YY_PANE_SIDEBAR);
    }
  g_assert_false (yy_pane_view_go_back (view));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* A picture that is wider than there is room makes fewer columns, not a window that is cut off. */
static void
test_panes_wide_page (void)
{
  YyPaneView *view = YY_PANE_VIEW (yy_pane_view_new ());
  GtkWidget *wide = gtk_label_new (NULL);
  GtkWidget *window;

  gtk_widget_set_size_request (wide, 900, -1);
  yy_pane_view_set_child (view, YY_PANE_SIDEBAR, gtk_label_new ("a"));
  yy_pane_view_set_child (view, YY_PANE_CONTENT, gtk_label_new ("b"));
  yy_pane_view_set_child (view, YY_PANE_DETAIL, wide);
  window = show (GTK_WIDGET (view), 1100, 400);
  g_assert_cmpint (yy_pane_view_get_columns (view), ==, 1);

  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_widget (GtkWidget *root, GType type, const char *name)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) &&
      g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), name) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static YySession *
make_session (void)
{
  g_autoptr (GSettings) settings = yy_session_find_settings ();

  g_assert_nonnull (settings);

  return yy_session_new (settings, FALSE);
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

static void
test_sign_in (void)
{
  g_autoptr (YySession) session = make_session ();
  GtkWidget *page = yy_sign_in_page_new (session);
  GtkWidget *window = show (page, 360, 294);
  GtkWidget *server = find_widget (page, ADW_TYPE_ENTRY_ROW, "server");
  GtkWidget *server_error = find_widget (page, GTK_TYPE_LABEL, "server_error");
  GtkWidget *password = find_widget (page, ADW_TYPE_ENTRY_ROW, "password");
  GtkWidget *password_error = find_widget (page, GTK_TYPE_LABEL, "password_error");

  yy_sign_in_page_start (YY_SIGN_IN_PAGE (page), "zhang", NULL);
  gtk_editable_set_text (GTK_EDITABLE (server), "http://seal.example.edu");
  gtk_editable_set_text (GTK_EDITABLE (password), "secret");
  g_signal_emit_by_name (password, "entry-activated");
  g_assert_true (gtk_widget_get_visible (server_error));
  g_assert_cmpstr (yy_api_client_get_server (yy_session_get_client (session)), ==, "");

  gtk_editable_set_text (GTK_EDITABLE (server), "127.0.0.1:1");
  g_assert_false (gtk_widget_get_visible (server_error));
  gtk_editable_set_text (GTK_EDITABLE (password), "");
  g_signal_emit_by_name (password, "entry-activated");
  wait_for (is_visible, password_error);
  g_assert_cmpstr (yy_api_client_get_server (yy_session_get_client (session)), ==, "http://127.0.0.1:1");
  g_assert_true (gtk_widget_has_css_class (password, "error"));

  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
shows_status (gpointer stack)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "status") == 0;
}

static void
test_list_unreachable (void)
{
  g_autoptr (YySession) session = make_session ();
  YyApiClient *client = yy_session_get_client (session);
  g_autoptr (YyPictureLoader) loader = yy_picture_loader_new (client, 1024);
  g_autoptr (YyRequestList) list = NULL;
  GtkWidget *page = yy_list_page_new (session, loader);
  GtkWidget *window = show (page, 360, 600);
  GtkWidget *stack = find_widget (page, GTK_TYPE_STACK, "stack");

  g_assert_true (yy_api_client_set_server (client, "127.0.0.1:1", NULL));
  list = yy_request_list_new (client, YY_LIST_TODO);
  yy_list_page_set_list (YY_LIST_PAGE (page), list, "x");
  yy_list_page_refresh (YY_LIST_PAGE (page));
  wait_for (shows_status, stack);
  g_assert_true (gtk_widget_get_visible (find_widget (page, GTK_TYPE_BUTTON, "status_button")));

  gtk_window_destroy (GTK_WINDOW (window));
}

/* Markup in a name is text; a row tells all of itself to who cannot see it. */
static void
test_row (void)
{
  GtkWidget *row = yy_request_row_new ();
  GtkWidget *window = show (row, 340, 100);
  YySummary *summary = yy_summary_new ();
  g_autoptr (YyRequestItem) item = NULL;
  g_autofree char *description = NULL;

  yy_form_set_text (&summary->material_name, "<b>函</b> & 附件");
  yy_form_set_text (&summary->applicant_id, "1");
  yy_form_set_text (&summary->applicant_name, "阿依达娜·努尔云杉古丽");
  yy_form_set_text (&summary->number, "YY2026000123");
  summary->state = YY_STATE_RETURNED;
  summary->revision = 2;
  summary->changed_usec = G_USEC_PER_SEC;
  item = yy_request_item_new (summary);
  yy_request_row_set_item (YY_REQUEST_ROW (row), item, NULL, "", 2 * G_USEC_PER_SEC);
  description = yy_request_row_dup_description (YY_REQUEST_ROW (row));
  g_assert_nonnull (strstr (description, "<b>函</b> & 附件"));
  g_assert_nonnull (strstr (description, "YY2026000123"));
  g_assert_nonnull (strstr (description, "阿依达娜"));
  g_assert_nonnull (strstr (description, yy_state_get_label (YY_STATE_RETURNED)));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  static const Row rows[] = {
    { 1200, 3, YY_PANE_SIDEBAR, YY_PANE_DETAIL },
    { 800, 2, YY_PANE_CONTENT, YY_PANE_DETAIL },
    { 360, 1, YY_PANE_CONTENT, YY_PANE_CONTENT },
  };

  gtk_test_init (&argc, &argv, NULL);
  yanyin_register_resource ();
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/shell/panes/%d", rows[i].width);

      g_test_add_data_func (path, &rows[i], test_panes);
    }
  g_test_add_func ("/shell/panes/wide-page", test_panes_wide_page);
  g_test_add_func ("/shell/sign-in", test_sign_in);
  g_test_add_func ("/shell/list-unreachable", test_list_unreachable);
  g_test_add_func ("/shell/row", test_row);

  return g_test_run ();
}
