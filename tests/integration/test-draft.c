#include "yy-draft-private.h"

#include "yy-error.h"
#include "yy-test-service.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static YyTestService service;

/* One computer of one person: a client that is signed in, a store, and one draft that is open. */
typedef struct
{
  char *folder;
  YyApiClient *client;
  YyDraftStore *store;
  YyDraft *draft;
} Desk;

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Answer *) user_data)->result = g_object_ref (result);
}

/* Fatal after a while: a test that hangs tells nothing. */
#define WAIT_UNTIL(condition)                                                                                \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;                                         \
    guint tick = g_timeout_add (50, keep_awake_cb, NULL);                                                    \
                                                                                                             \
    while (!(condition) && g_get_monotonic_time () < deadline)                                               \
      g_main_context_iteration (NULL, TRUE);                                                                 \
    g_source_remove (tick);                                                                                  \
    g_assert_true (condition);                                                                               \
  }                                                                                                          \
  G_STMT_END

static gboolean
keep_awake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
sign_in (Desk *desk, const char *account)
{
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };
  YyMe *me;

  desk->client = yy_api_client_new ();
  g_assert_true (yy_api_client_set_server (desk->client, service.url, &error));
  yy_api_client_sign_in_async (desk->client, account, YY_TEST_PASSWORD, "test", NULL, answered_cb, &answer);
  WAIT_UNTIL (answer.result != NULL);
  me = yy_api_client_sign_in_finish (desk->client, answer.result, &error);
  g_assert_no_error (error);
  yy_me_free (me);
  g_object_unref (answer.result);
}

static void
begin (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->folder = g_dir_make_tmp ("yy-desk-XXXXXX", &error);
  g_assert_no_error (error);
  sign_in (desk, "h0015");
  desk->store = yy_draft_store_open (desk->folder, &error);
  g_assert_no_error (error);
  desk->draft = yy_draft_new (desk->client, desk->store);
}

static void
end (Desk *desk)
{
  const char *const argv[] = { "rm", "-rf", desk->folder, NULL };

  g_clear_object (&desk->draft);
  g_clear_object (&desk->store);
  g_clear_object (&desk->client);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (desk->folder);
}

static void
write_name (Desk *desk, const char *name)
{
  g_autoptr (YyForm) form = yy_form_copy (yy_draft_get_form (desk->draft));

  yy_form_set_text (&form->material_name, name);
  yy_draft_set_form (desk->draft, form);
}

/* Everything that a submission wants; the day is far from any midnight. */
static void
write_all (Desk *desk, const char *name)
{
  g_autoptr (YyForm) form = yy_form_copy (yy_draft_get_form (desk->draft));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, 7);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");

  yy_form_set_text (&form->unit_id, "dining");
  yy_form_set_text (&form->mobile, "19900000015");
  yy_form_set_text (&form->material_name, name);
  yy_form_set_text (&form->use_date, day);
  yy_form_set_text (&form->seal_id, "admin-seal");
  form->copies = 2;
  yy_form_set_text (&form->reason, "报送主管部门备案使用");
  yy_form_set_text (&form->reviewer_id, "H0013");
  yy_form_set_text (&form->keeper_id, "H0007");
  form->contract = form->major = YY_ANSWER_NO;
  form->not_blank = YY_ANSWER_YES;
  yy_draft_set_form (desk->draft, form);
}

static guint
add_file (Desk *desk, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (pages, yy_draft_page_new_picked (file, NULL, name));
  return yy_draft_add_pages (desk->draft, pages);
}

static char *
make_photo (Desk *desk, const char *name, const char *seed)
{
  char *path = g_build_filename (desk->folder, name, NULL);
  const char *const argv[] = {
    YY_TEST_PAPER, "-k", "letter", "-s", seed, "--size=900x1200", "-o", path, NULL
  };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static YyDraftPage *
get_page (Desk *desk, guint place)
{
  g_autoptr (YyDraftPage) page = g_list_model_get_item (yy_draft_get_pages (desk->draft), place);

  return page;
}

static void
add_photo (Desk *desk)
{
  g_autofree char *path = make_photo (desk, "photo.jpg", "7");
  guint n = g_list_model_get_n_items (yy_draft_get_pages (desk->draft));

  g_assert_cmpuint (add_file (desk, path), ==, 1);
  WAIT_UNTIL (yy_draft_page_get_state (get_page (desk, n)) >= YY_PAGE_SENT);
  g_assert_cmpstr (yy_draft_page_get_error_text (get_page (desk, n)), ==, NULL);
}

static gboolean
save (Desk *desk, GError **error)
{
  Answer answer = { NULL };
  gboolean saved;

  yy_draft_save_async (desk->draft, answered_cb, &answer);
  WAIT_UNTIL (answer.result != NULL);
  saved = yy_draft_save_finish (desk->draft, answer.result, error);
  g_object_unref (answer.result);
  return saved;
}

static void
save_well (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  save (desk, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yy_draft_get_status (desk->draft), ==, YY_DRAFT_SAVED);
}

static gboolean
open_draft (Desk *desk, const char *id, GError **error)
{
  Answer answer = { NULL };
  gboolean opened;

  g_clear_object (&desk->draft);
  desk->draft = yy_draft_new (desk->client, desk->store);
  yy_draft_open_async (desk->draft, id, NULL, answered_cb, &answer);
  WAIT_UNTIL (answer.result != NULL);
  opened = yy_draft_open_finish (desk->draft, answer.result, error);
  g_object_unref (answer.result);
  return opened;
}

/* Lost otherwise: the way from the computer at work to the one at home (GS13). */
static void
test_elsewhere (void)
{
  Desk here = { NULL };
  Desk there = { NULL };
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = NULL;

  begin (&here);
  write_name (&here, "在办公室开始填写");
  add_photo (&here);
  save_well (&here);

  begin (&there);
  open_draft (&there, yy_draft_get_id (here.draft), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yy_draft_get_form (there.draft)->material_name, ==, "在办公室开始填写");
  g_assert_cmpuint (g_list_model_get_n_items (yy_draft_get_pages (there.draft)), ==, 1);
  yy_draft_load_picture_async (there.draft, get_page (&there, 0), NULL, answered_cb, &answer);
  WAIT_UNTIL (answer.result != NULL);
  picture = yy_draft_load_picture_finish (there.draft, answer.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (picture), >, 100);
  g_object_unref (answer.result);
  end (&there);
  end (&here);
}

static void
make_conflict (Desk *here, Desk *there)
{
  g_autoptr (GError) error = NULL;

  begin (here);
  write_name (here, "最初的名称");
  save_well (here);
  begin (there);
  open_draft (there, yy_draft_get_id (here->draft), &error);
  g_assert_no_error (error);
  write_name (there, "家里改的名称");
  save_well (there);

  write_name (here, "办公室改的名称");
  g_assert_false (save (here, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_CONFLICT);
  g_assert_cmpint (yy_draft_get_status (here->draft), ==, YY_DRAFT_CONFLICT);
}

static char *
dup_name_on_service (Desk *desk, const char *id)
{
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRequest) request = NULL;

  yy_api_client_get_request_async (desk->client, id, NULL, answered_cb, &answer);
  WAIT_UNTIL (answer.result != NULL);
  request = yy_api_client_request_finish (desk->client, answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
  return g_strdup (request->form->material_name);
}

/* Lost otherwise: what was written on the other computer, without a word. */
static void
test_conflict (gconstpointer data)
{
  const char *choice = data;
  Desk here = { NULL };
  Desk there = { NULL };
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  make_conflict (&here, &there);
  id = g_strdup (yy_draft_get_id (here.draft));
  before = dup_name_on_service (&here, id);
  g_assert_cmpstr (before, ==, "家里改的名称");
  changes = yy_draft_list_conflicts (here.draft);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (((YyChange *) g_ptr_array_index (changes, 0))->field, ==, "/form/material_name");

  if (g_str_equal (choice, "mine"))
    yy_draft_use_mine (here.draft);
  else if (g_str_equal (choice, "theirs"))
    yy_draft_use_theirs (here.draft);
  else
    yy_draft_keep_copy (here.draft);
  WAIT_UNTIL (yy_draft_get_status (here.draft) == YY_DRAFT_SAVED);

  after = dup_name_on_service (&here, id);
  if (g_str_equal (choice, "mine"))
    g_assert_cmpstr (after, ==, "办公室改的名称");
  else
    g_assert_cmpstr (after, ==, "家里改的名称");
  if (g_str_equal (choice, "copy"))
    {
      g_autofree char *copy = dup_name_on_service (&here, yy_draft_get_id (here.draft));

      g_assert_cmpstr (yy_draft_get_id (here.draft), !=, id);
      g_assert_cmpstr (copy, ==, "办公室改的名称");
    }
  if (g_str_equal (choice, "theirs"))
    g_assert_cmpstr (yy_draft_get_form (here.draft)->material_name, ==, "家里改的名称");
  end (&there);
  end (&here);
}

/* Lost otherwise: what was written in the lift. */
static void
test_offline (void)
{
  Desk desk = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  begin (&desk);
  write_name (&desk, "连上时写的");
  save_well (&desk);
  id = g_strdup (yy_draft_get_id (desk.draft));
  yy_test_service_stop (&service);
  write_name (&desk, "断网后写的");
  g_assert_false (save (&desk, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  g_assert_cmpint (yy_draft_get_status (desk.draft), ==, YY_DRAFT_OFFLINE);

  /* Closed and opened again without a network. */
  g_clear_error (&error);
  open_draft (&desk, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yy_draft_get_form (desk.draft)->material_name, ==, "断网后写的");
  g_assert_cmpint (yy_draft_get_status (desk.draft), ==, YY_DRAFT_OFFLINE);

  yy_test_service_start (&service);
  save_well (&desk);
  g_clear_pointer (&id, g_free);
  id = dup_name_on_service (&desk, yy_draft_get_id (desk.draft));
  g_assert_cmpstr (id, ==, "断网后写的");
  end (&desk);
}

static void
submitted_cb (YyDraft *draft, const YyRequest *request, gpointer user_data)
{
  char **number = user_data;

  g_free (*number);
  *number = g_strdup (request->number);
}

static void
submit (Desk *desk, char **ret_number)
{
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;

  g_signal_connect (desk->draft, "submitted", G_CALLBACK (submitted_cb), ret_number);
  yy_draft_submit_async (desk->draft, answered_cb, &answer);
  WAIT_UNTIL (answer.result != NULL);
  yy_draft_submit_finish (desk->draft, answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
}

/* Lost otherwise: the certainty that one request is one request, when the program dies around the answer
 * (NC06). */
static void
test_submit_once (void)
{
  Desk desk = { NULL };
  g_autofree char *number = NULL;
  g_autofree char *again = NULL;
  g_autoptr (YyDraftRecord) record = NULL;
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;

  begin (&desk);
  write_all (&desk, "关于食堂设备的函");
  add_photo (&desk);
  save_well (&desk);
  /* What stands on the disk while the answer is on its way. */
  record = yy_draft_record_copy (yy_draft_store_find (desk.store, yy_draft_get_id (desk.draft)));
  g_free (record->submit_key);
  record->submit_key = yy_api_client_make_key ();
  yy_form_set_text (&record->submit_digest, yy_draft_get_request (desk.draft)->digest);
  record->submit_revision = record->revision;
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&answer.result);
      yy_draft_store_save_async (desk.store, record, answered_cb, &answer);
      WAIT_UNTIL (answer.result != NULL);
      g_clear_object (&desk.draft);
      desk.draft = yy_draft_new (desk.client, desk.store);
      g_signal_connect (desk.draft, "submitted", G_CALLBACK (submitted_cb), i == 0 ? &number : &again);
      yy_draft_open_async (desk.draft, record->id, NULL, NULL, NULL);
      WAIT_UNTIL (yy_draft_get_status (desk.draft) == YY_DRAFT_SENT);
      g_assert_null (yy_draft_store_find (desk.store, record->id));
    }
  g_assert_cmpstr (number, !=, "");
  g_assert_cmpstr (number, ==, again);

  /* And now it is no draft any more. */
  g_assert_false (open_draft (&desk, record->id, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_RULE);
  g_clear_object (&answer.result);
  end (&desk);
}

/* Lost otherwise: the submission that was pressed in the lift, or its singleness. */
static void
test_submit_offline (void)
{
  Desk desk = { NULL };
  g_autofree char *number = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { NULL };

  begin (&desk);
  write_all (&desk, "断网时提交的函");
  add_photo (&desk);
  save_well (&desk);
  id = g_strdup (yy_draft_get_id (desk.draft));
  yy_test_service_stop (&service);
  write_name (&desk, "断网后改名并提交的函");
  yy_draft_submit_async (desk.draft, answered_cb, &answer);
  WAIT_UNTIL (answer.result != NULL);
  g_assert_false (yy_draft_submit_finish (desk.draft, answer.result, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_UNAVAILABLE);
  g_object_unref (answer.result);
  g_assert_cmpint (yy_draft_get_status (desk.draft), ==, YY_DRAFT_PENDING);

  /* The program ends, and another one begins with the network back. */
  g_clear_object (&desk.draft);
  yy_test_service_start (&service);
  desk.draft = yy_draft_new (desk.client, desk.store);
  g_signal_connect (desk.draft, "submitted", G_CALLBACK (submitted_cb), &number);
  yy_draft_open_async (desk.draft, id, NULL, NULL, NULL);
  WAIT_UNTIL (yy_draft_get_status (desk.draft) == YY_DRAFT_SENT);
  g_assert_true (g_str_has_prefix (number, "YY"));
  g_assert_cmpstr (yy_draft_get_request (desk.draft)->form->material_name, ==, "断网后改名并提交的函");
  end (&desk);
}

/* Lost otherwise: the submission, for a picture that was still on its way. */
static void
test_submit_waits (void)
{
  Desk desk = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *number = NULL;

  begin (&desk);
  path = make_photo (&desk, "slow.jpg", "8");
  write_all (&desk, "关于设备采购的请示");
  g_assert_cmpuint (add_file (&desk, path), ==, 1);
  submit (&desk, &number);
  g_assert_true (g_str_has_prefix (number, "YY"));
  g_assert_cmpint (yy_draft_get_status (desk.draft), ==, YY_DRAFT_SENT);
  g_assert_cmpuint (yy_draft_get_request (desk.draft)->pages->len, ==, 1);
  end (&desk);
}

/* Lost otherwise: the program, to a file that is none (IM15), or the first ten pictures to the eleventh
 * (GS11). */
static void
test_files (void)
{
  Desk desk = { NULL };
  g_autofree char *fifo = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *photo = NULL;
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);

  begin (&desk);
  fifo = g_build_filename (desk.folder, "photo.jpg", NULL);
  pdf = g_build_filename (desk.folder, "scan.jpg", NULL);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_true (g_file_set_contents (pdf, "%PDF-1.7\nnot a picture", -1, NULL));
  add_file (&desk, fifo);
  add_file (&desk, pdf);
  add_file (&desk, desk.folder);
  for (guint i = 0; i < 3; i++)
    {
      WAIT_UNTIL (yy_draft_page_get_state (get_page (&desk, i)) == YY_PAGE_FAILED);
      g_assert_nonnull (yy_draft_page_get_error_text (get_page (&desk, i)));
    }
  g_assert_nonnull (strstr (yy_draft_page_get_error_text (get_page (&desk, 1)), "PDF"));

  photo = make_photo (&desk, "other.jpg", "9");
  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (photo);

      g_ptr_array_add (many, yy_draft_page_new_picked (file, NULL, "other.jpg"));
    }
  g_assert_cmpuint (yy_draft_add_pages (desk.draft, many), ==, 7);
  g_assert_cmpuint (g_list_model_get_n_items (yy_draft_get_pages (desk.draft)), ==, YY_FORM_PAGES_MAX);
  /* The same picture again is told, and not sent twice. */
  WAIT_UNTIL (!yy_draft_is_sending (desk.draft));
  end (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("YANYIN_IMAGED", YY_TEST_IMAGED, TRUE);
  g_test_add_func ("/draft/elsewhere", test_elsewhere);
  g_test_add_data_func ("/draft/conflict/mine", "mine", test_conflict);
  g_test_add_data_func ("/draft/conflict/theirs", "theirs", test_conflict);
  g_test_add_data_func ("/draft/conflict/copy", "copy", test_conflict);
  g_test_add_func ("/draft/offline", test_offline);
  g_test_add_func ("/draft/submit-once", test_submit_once);
  g_test_add_func ("/draft/submit-offline", test_submit_offline);
  g_test_add_func ("/draft/submit-waits", test_submit_waits);
  g_test_add_func ("/draft/files", test_files);

  yy_test_service_begin (&service);
  result = g_test_run ();
  yy_test_service_end (&service);
  return result;
}
