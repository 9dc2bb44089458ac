#include "yy-draft-store.h"

#include "yy-db.h"
#include "yy-error.h"
#include "yy-page-files.h"
#include "yy-test-log.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"
#define SHA256 "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static const char *program;

typedef struct
{
  char *folder;
  YyDraftStore *store;
} Fixture;

static void
open_store (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->store = yy_draft_store_open (f->folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (f->store);
}

static void
reopen (Fixture *f)
{
  g_assert_finalize_object (f->store);
  open_store (f);
}

static void
setup (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *top = g_dir_make_tmp ("yy-drafts-XXXXXX", &error);

  g_assert_no_error (error);
  f->folder = yy_draft_store_dup_folder (top, "https://yanyin.example", "2001");
  open_store (f);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_autofree char *drafts = g_path_get_dirname (f->folder);
  g_autofree char *yanyin = g_path_get_dirname (drafts);
  g_autofree char *top = g_path_get_dirname (yanyin);

  if (f->store != NULL)
    g_assert_finalize_object (f->store);
  remove_tree (top);
  g_free (f->folder);
}

static YyDraftRecord *
make_record (const char *name)
{
  YyDraftRecord *record = yy_draft_record_new (ID);

  yy_form_set_text (&record->form->material_name, name);
  yy_form_set_text (&record->form->reason, "第一行\n第二行");
  record->form->copies = 3;
  record->form->contract = YY_ANSWER_NO;
  record->form->not_blank = YY_ANSWER_YES;
  record->form->kind = YY_KIND_TAKE_OUT;
  record->form->confidential = YY_ANSWER_NO;
  record->form->paper = YY_ANSWER_YES;
  record->form->positions = 2;
  yy_form_set_text (&record->form->company_id, "hexi-food");
  yy_form_set_text (&record->form->unavoidable, "对方只认名章");
  yy_form_set_text (&record->form->confirmed, "A08 A11");
  yy_form_set_text (&record->form->out_from, "2026-11-30T09:00");
  yy_form_set_text (&record->form->out_until, "2026-11-30T17:00");
  yy_form_set_text (&record->form->destination, "市政务服务中心");
  yy_form_set_text (&record->form->carrier_id, "H0009");
  record->revision = 4;
  record->state = YY_STATE_RETURNED;
  record->dirty = TRUE;
  record->updated_usec = 1;
  yy_form_set_text (&record->submit_key, "0123456789abcdef");
  record->submit_revision = 4;
  g_ptr_array_add (record->pages, yy_page_new (SHA256, "", "a.jpg", "image/jpeg", 5, 100, 200, 90));
  return record;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yy_draft_store_save_finish (NULL, result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
save (Fixture *f, const YyDraftRecord *record)
{
  gboolean saved = FALSE;

  yy_draft_store_save_async (f->store, record, saved_cb, &saved);
  while (!saved)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_kept (Fixture *f, const char *name)
{
  g_autoptr (YyDraftRecord) wanted = make_record (name);
  const YyDraftRecord *found = yy_draft_store_find (f->store, ID);

  g_assert_nonnull (found);
  g_assert_true (yy_form_equal (found->form, wanted->form));
  g_assert_true (yy_page_list_equal (found->pages, wanted->pages));
  g_assert_cmpint (found->revision, ==, wanted->revision);
  g_assert_cmpint (found->state, ==, wanted->state);
  g_assert_true (found->dirty);
  g_assert_cmpstr (found->submit_key, ==, wanted->submit_key);
  g_assert_cmpint (found->submit_revision, ==, wanted->submit_revision);
}

/* Lost otherwise: all that was typed, once the window is closed. */
static void
test_keep (Fixture *f, gconstpointer data)
{
  g_autoptr (YyDraftRecord) record = make_record ("关于物资采购的函");
  g_autoptr (GPtrArray) list = NULL;

  save (f, record);
  yy_draft_store_set_memory (f->store, "reviewer", "1001");
  reopen (f);
  assert_kept (f, "关于物资采购的函");
  g_assert_cmpstr (yy_draft_store_get_memory (f->store, "reviewer"), ==, "1001");
  list = yy_draft_store_list (f->store);
  g_assert_cmpuint (list->len, ==, 1);

  yy_draft_store_remove (f->store, ID);
  reopen (f);
  g_assert_null (yy_draft_store_find (f->store, ID));
}

/* Lost otherwise: the drafts of the version before, with the first start of this one. */
static void
test_older (Fixture *f, gconstpointer data)
{
  static const char *const columns[] = { "kind",      "company_id",  "unavoidable", "confidential",
                                         "paper",     "positions",   "confirmed",   "out_from",
                                         "out_until", "destination", "carrier_id" };
  g_autofree char *path = g_build_filename (f->folder, "drafts.db", NULL);
  g_autoptr (YyDraftRecord) record = make_record ("上一版写的草稿");
  g_autoptr (GError) error = NULL;
  YyDb *db;

  save (f, record);
  g_assert_finalize_object (f->store);
  db = yy_db_open (path, YY_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *sql = g_strdup_printf ("ALTER TABLE draft DROP COLUMN %s", columns[i]);

      g_assert_true (yy_db_exec (db, sql, &error));
    }
  g_assert_true (yy_db_exec (db,
                             "ALTER TABLE draft_page DROP COLUMN blank;"
                             "ALTER TABLE draft_page DROP COLUMN blank_confidence;"
                             "ALTER TABLE draft_page DROP COLUMN blank_regions;",
                             &error));
  g_assert_true (yy_db_exec (db, "DELETE FROM migration WHERE version > 1", &error));
  g_assert_true (yy_db_exec (db, "PRAGMA user_version = 1", &error));
  yy_db_free (db);

  open_store (f);
  g_assert_true (yy_form_is_plain (yy_draft_store_find (f->store, ID)->form));
  g_assert_cmpstr (yy_draft_store_find (f->store, ID)->form->material_name, ==, "上一版写的草稿");
  g_assert_cmpint (yy_draft_store_find (f->store, ID)->form->copies, ==, 3);
}

/* Lost otherwise: privacy on a computer that several people use. */
static void
test_private (Fixture *f, gconstpointer data)
{
  g_autofree char *database = g_build_filename (f->folder, "drafts.db", NULL);
  g_autofree char *other = yy_draft_store_dup_folder ("x", "https://yanyin.example", "2002");
  g_autofree char *mine = yy_draft_store_dup_folder ("x", "https://yanyin.example", "2001");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("test", 4);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = yy_page_files_add (yy_draft_store_get_pages_folder (f->store), bytes, &error);
  g_autofree char *picture = g_build_filename (yy_draft_store_get_pages_folder (f->store), SHA256, NULL);
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_cmpstr (sha256, ==, SHA256);
  g_assert_cmpstr (other, !=, mine);
  g_assert_cmpint (g_stat (f->folder, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (database, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (picture, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);

  read = yy_page_files_read (yy_draft_store_get_pages_folder (f->store), SHA256, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, bytes));

  /* A picture that was changed on the disk is not sent as the one that was picked. */
  g_assert_true (g_file_set_contents (picture, "tesT", 4, NULL));
  g_assert_null (yy_page_files_read (yy_draft_store_get_pages_folder (f->store), SHA256, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_DAMAGED);
}

static int
run_child (const char *what, const char *folder)
{
  const char *const argv[] = { program, "--child", what, folder, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  return status;
}

static int
run_as_child (const char *what, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyDraftStore) store = yy_draft_store_open (folder, &error);
  g_autoptr (YyDraftRecord) record = make_record ("被中断的草稿");
  Fixture f = { (char *) folder, store };

  if (store == NULL)
    return g_error_matches (error, YY_ERROR, YY_ERROR_UNAVAILABLE) ? 17 : 1;

  save (&f, record);
  if (g_str_equal (what, "killed"))
    kill (getpid (), SIGKILL);
  return 0;
}

/* Lost otherwise: what was acknowledged, when the program is killed (NC04). */
static void
test_killed (Fixture *f, gconstpointer data)
{
  int status;

  g_assert_finalize_object (g_steal_pointer (&f->store));
  status = run_child ("killed", f->folder);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);

  open_store (f);
  g_assert_null (yy_draft_store_get_damaged (f->store));
  assert_kept (f, "被中断的草稿");
}

/* Lost otherwise: one of two programs' changes, without a word. */
static void
test_second_process (Fixture *f, gconstpointer data)
{
  int status = run_child ("second", f->folder);
  YyDraftStore *same = yy_draft_store_open (f->folder, NULL);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 17);
  g_assert_true (same == f->store);
  g_object_unref (same);
}

static void
overwrite (const char *path, glong from, const char *text)
{
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, from, SEEK_SET), ==, 0);
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Lost otherwise: the whole program, for a bad sector under one file (NC05). */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *database = g_build_filename (f->folder, "drafts.db", NULL);
  g_autoptr (YyDraftRecord) record = make_record ("写在坏盘上的草稿");
  const char *aside;

  save (f, record);
  g_assert_finalize_object (g_steal_pointer (&f->store));
  overwrite (database, GPOINTER_TO_SIZE (data), "this is not what was written here, is it?");

  yy_test_log_expect ();
  open_store (f);
  yy_test_log_assert ();
  aside = yy_draft_store_get_damaged (f->store);
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (aside, ".corrupt-"));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));

  save (f, record);
  reopen (f);
  g_assert_null (yy_draft_store_get_damaged (f->store));
  assert_kept (f, "写在坏盘上的草稿");
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_as_child (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);
  yy_test_log_init ();
  g_test_add ("/draft-store/keep", Fixture, NULL, setup, test_keep, teardown);
  g_test_add ("/draft-store/older", Fixture, NULL, setup, test_older, teardown);
  g_test_add ("/draft-store/private", Fixture, NULL, setup, test_private, teardown);
  g_test_add ("/draft-store/killed", Fixture, NULL, setup, test_killed, teardown);
  g_test_add ("/draft-store/second-process", Fixture, NULL, setup, test_second_process, teardown);
  g_test_add ("/draft-store/damaged-head", Fixture, GSIZE_TO_POINTER (0), setup, test_damaged, teardown);
  g_test_add ("/draft-store/damaged-table", Fixture, GSIZE_TO_POINTER (4096), setup, test_damaged, teardown);
  return g_test_run ();
}
