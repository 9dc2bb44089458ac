/* What is lost when these fail: an approval by accident, a typed reason, a page that cannot be read. */
#include <adwaita.h>

#include "yanyin-resources.h"
#include "yy-ask.h"
#include "yy-break-bin.h"
#include "yy-decision-panel.h"
#include "yy-error.h"
#include "yy-image-view.h"
#include "yy-number-finder.h"
#include "yy-page-viewer.h"
#include "yy-picture-loader.h"

#define REQUEST_ID "0193583e-7b00-7000-8000-000000000001"

static void
wait_for_size (GtkWidget *widget)
{
  while (gtk_widget_get_width (widget) == 0)
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
  wait_for_size (child);
  return window;
}

static GdkTexture *
make_texture (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  return gdk_texture_new_for_pixbuf (pixbuf);
}

/* A better texture of the same page must not throw the reader off the line that he reads. */
static void
test_image_zoom (void)
{
  YyImageView *view = YY_IMAGE_VIEW (yy_image_view_new ());
  GtkWidget *window = show (GTK_WIDGET (view), 400, 400);
  g_autoptr (GdkTexture) preview = make_texture (200, 400);
  g_autoptr (GdkTexture) original = make_texture (1000, 2000);

  yy_image_view_show_picture (view, preview, 1000, 2000, 0);
  g_assert_true (yy_image_view_get_fitted (view));
  g_assert_cmpfloat_with_epsilon (yy_image_view_get_zoom (view),
                                  gtk_widget_get_height (GTK_WIDGET (view)) / 2000.0, 0.001);

  yy_image_view_set_zoom (view, 1.0);
  g_assert_true (yy_image_view_pan (view, 0.5, 0.5));
  yy_image_view_set_texture (view, original);
  g_assert_cmpfloat_with_epsilon (yy_image_view_get_zoom (view), 1.0, 0.001);
  g_assert_false (yy_image_view_get_fitted (view));

  /* Lying it fits by its other side, and beyond an edge there is nothing to see. */
  yy_image_view_fit (view);
  yy_image_view_set_rotation (view, 90);
  g_assert_cmpfloat_with_epsilon (yy_image_view_get_zoom (view),
                                  gtk_widget_get_width (GTK_WIDGET (view)) / 2000.0, 0.001);
  g_assert_false (yy_image_view_pan (view, 1, 0));
  yy_image_view_set_zoom (view, 100);
  g_assert_cmpfloat (yy_image_view_get_zoom (view), ==, YY_IMAGE_VIEW_ZOOM_MAX);
  yy_image_view_set_zoom (view, 0.0001);
  g_assert_true (yy_image_view_get_fitted (view));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whoever closes the window must not be left with a complaint of GTK about what was in it. */
static void
test_viewer_goes (void)
{
  GtkWidget *viewer = yy_page_viewer_new ();
  GtkWidget *window = show (viewer, 600, 500);

  g_object_add_weak_pointer (G_OBJECT (viewer), (gpointer *) &viewer);
  gtk_window_destroy (GTK_WINDOW (window));
  while (viewer != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static YyRequest *
make_request (int revision)
{
  YyRequest *request = yy_request_new (REQUEST_ID);
  YyOption *forward = yy_option_new (YY_ACTION_FORWARD);
  YyOption *approve = yy_option_new (YY_ACTION_APPROVE);
  YyOption *refuse = yy_option_new (YY_ACTION_REFUSE);

  request->revision = revision;
  request->state = YY_STATE_REVIEWING;
  request->step = YY_STEP_LEADER;
  request->form->copies = 2;
  g_ptr_array_add (forward->targets,
                   yy_target_new ("p5", "赵明远", "后勤保障部", "党政负责人", YY_STEP_CHIEF, FALSE));
  g_ptr_array_add (forward->targets,
                   yy_target_new ("p6", "周文彬", "后勤保障部", "党政负责人", YY_STEP_CHIEF, FALSE));
  approve->refusal = yy_issue_new (YY_ISSUE_NEEDS_CHIEF, "", "R19", 0, NULL);
  refuse->needs_reason = TRUE;
  g_ptr_array_add (request->options, forward);
  g_ptr_array_add (request->options, approve);
  g_ptr_array_add (request->options, refuse);
  return request;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

/* The one button of the panel that sends: buttons inside of spin buttons and searches are not it. */
static GtkWidget *
find_submit (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "pill"))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_submit (child);

  return found;
}

static void
count_cb (int *count)
{
  (*count)++;
}

static void
test_panel (void)
{
  YyDecisionPanel *panel = g_object_new (YY_TYPE_DECISION_PANEL, NULL);
  GtkWidget *window = show (GTK_WIDGET (panel), 380, 700);
  GtkWidget *submit = find_submit (GTK_WIDGET (panel));
  GtkTextBuffer *reason =
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find (GTK_WIDGET (panel), GTK_TYPE_TEXT_VIEW)));
  g_autoptr (YyRequest) first = make_request (4);
  g_autoptr (YyRequest) second = make_request (5);
  YyReviewMove move;
  int sent = 0;

  g_signal_connect_swapped (panel, "submit", G_CALLBACK (count_cb), &sent);
  yy_decision_panel_set_request (panel, first);
  yy_decision_panel_get_move (panel, &move);
  g_assert_cmpint (move.action, ==, YY_ACTION_FORWARD);
  g_assert_null (move.next_id);

  /* Nobody named: nothing is sent (R17). */
  g_signal_emit_by_name (submit, "clicked");
  g_assert_cmpint (sent, ==, 0);

  /* What a rule closes cannot be chosen by a key either (R19). */
  g_assert_false (yy_decision_panel_choose (panel, YY_ACTION_APPROVE));

  /* Choosing sends nothing; without a reason nothing is sent (A21). */
  g_assert_true (yy_decision_panel_choose (panel, YY_ACTION_REFUSE));
  g_assert_cmpint (sent, ==, 0);
  gtk_text_buffer_set_text (reason, "  \n ", -1);
  g_signal_emit_by_name (submit, "clicked");
  g_assert_cmpint (sent, ==, 0);

  /* Somebody else was first: reason and choice are still there. */
  gtk_text_buffer_set_text (reason, "盖章页缺落款日期", -1);
  yy_decision_panel_set_request (panel, second);
  yy_decision_panel_get_move (panel, &move);
  g_assert_cmpint (move.action, ==, YY_ACTION_REFUSE);
  g_assert_cmpstr (move.reason, ==, "盖章页缺落款日期");
  g_signal_emit_by_name (submit, "clicked");
  g_assert_cmpint (sent, ==, 1);

  yy_decision_panel_set_request (panel, NULL);
  g_assert_false (yy_decision_panel_has_options (panel));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(int *) user_data = yy_ask_finish (GTK_WIDGET (source), result) ? 1 : 0;
}

/* Enter and Esc both leave things as they are. */
static void
test_ask_is_safe (void)
{
  GtkWidget *label = gtk_label_new ("x");
  GtkWidget *window = show (label, 300, 300);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GList) windows = NULL;
  AdwMessageDialog *dialog = NULL;
  int answer = -1;

  yy_ask_async (label, "终审同意？", "x", "终审同意", FALSE, cancellable, answered_cb, &answer);
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item != NULL; item = item->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (item->data))
        dialog = item->data;
    }
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_cmpstr (adw_message_dialog_get_close_response (dialog), ==, "cancel");

  g_cancellable_cancel (cancellable);
  while (answer == -1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answer, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A page must work on a phone's width, whatever stands in it. */
static void
test_break (void)
{
  GtkWidget *bin = yy_break_bin_new ();
  GtkWidget *child = gtk_label_new ("x");
  GtkWidget *window;
  int minimum;

  gtk_widget_set_size_request (child, 900, -1);
  yy_break_bin_set_child (YY_BREAK_BIN (bin), child);
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  window = show (bin, 360, 300);
  while (!yy_break_bin_get_narrow (YY_BREAK_BIN (bin)))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Only JPEG and PNG of a sane size reach a decoder. */
static void
test_decode (void)
{
  static const guint8 huge[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0,    0,    13,
                                 'I',  'H', 'D', 'R', 0,    1,    0,    0,    0, 0x01, 0x00, 0x00 };
  g_autoptr (GdkTexture) texture = make_texture (30, 40);
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);
  g_autoptr (GBytes) tiff = gdk_texture_save_to_tiff_bytes (texture);
  g_autoptr (GBytes) bomb = g_bytes_new_static (huge, sizeof huge);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (png, 0, 40);
  g_autoptr (GdkTexture) good = yy_picture_loader_decode (png, NULL);
  GBytes *const bad[] = { tiff, bomb, cut };

  g_assert_nonnull (good);
  g_assert_cmpint (gdk_texture_get_width (good), ==, 30);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yy_picture_loader_decode (bad[i], &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_DAMAGED);
    }
}

/* A scanner's slip opens its request, whatever input method was on; anything else is no number. */
static void
test_scan (void)
{
  static const struct
  {
    const char *text;
    const char *number;
    const char *id;
  } scans[] = {
    { "YY2026000123", "YY2026000123", NULL },
    { " yy 2026 000123\r\n", "YY2026000123", NULL },
    { "ＹＹ２０２６０００１２３", "YY2026000123", NULL },
    { "https://seal.example.edu/r/" REQUEST_ID "?v=abc", NULL, REQUEST_ID },
    { "yanyin://request/" REQUEST_ID, NULL, REQUEST_ID },
    { "yanyin://review/" REQUEST_ID "/", NULL, REQUEST_ID },
    { REQUEST_ID, NULL, REQUEST_ID },
    { "https://seal.example.edu/r/../../etc", NULL, NULL },
    { "https://seal.example.edu/", NULL, NULL },
    { "编号", NULL, NULL },
    { "", NULL, NULL },
    { "YY2026000123/../x", NULL, NULL },
    { "123456789012345678901234567890123456789", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (scans); i++)
    {
      g_autofree char *number = NULL;
      g_autofree char *id = NULL;

      g_assert_true (yy_number_finder_parse (scans[i].text, &number, &id) ==
                     (scans[i].number != NULL || scans[i].id != NULL));
      g_assert_cmpstr (number, ==, scans[i].number);
      g_assert_cmpstr (id, ==, scans[i].id);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv);
  adw_init ();
  yanyin_register_resource ();

  g_test_add_func ("/review/image/zoom", test_image_zoom);
  g_test_add_func ("/review/viewer/goes", test_viewer_goes);
  g_test_add_func ("/review/panel", test_panel);
  g_test_add_func ("/review/ask-is-safe", test_ask_is_safe);
  g_test_add_func ("/review/break", test_break);
  g_test_add_func ("/review/decode", test_decode);
  g_test_add_func ("/desk/scan", test_scan);
  return g_test_run ();
}
