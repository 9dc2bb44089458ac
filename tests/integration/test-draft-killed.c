#include "yy-draft.h"

#include <signal.h>
#include <unistd.h>

static const char *program;

static gboolean
keep_awake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

#define TYPING_MSEC 3500

typedef struct
{
  gint64 begun;
  char *path;
} Death;

/* Leaves the time of it. */
static gboolean
die_cb (gpointer user_data)
{
  const Death *death = user_data;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time () - death->begun);

  g_file_set_contents (death->path, text, -1, NULL);
  kill (getpid (), SIGKILL);
  return G_SOURCE_REMOVE;
}

/* Types, and is killed in the middle of it. */
static void G_GNUC_NORETURN
run_as_child (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "death", NULL);
  g_autoptr (YyApiClient) client = yy_api_client_new ();
  g_autoptr (YyDraftStore) store = yy_draft_store_open (folder, NULL);
  g_autoptr (YyDraft) draft = yy_draft_new (client, store);
  g_autoptr (YyForm) form = yy_form_new ();
  gint64 begun = g_get_monotonic_time ();
  Death death = { begun, path };

  yy_form_set_text (&form->material_name, "两秒之前写的");
  yy_draft_set_form (draft, form);
  g_timeout_add (TYPING_MSEC, die_cb, &death);
  g_timeout_add (20, keep_awake_cb, NULL);
  for (;;)
    {
      g_autofree char *text = g_strdup_printf ("正在写 %" G_GINT64_FORMAT, g_get_monotonic_time () - begun);

      yy_form_set_text (&form->reason, text);
      yy_draft_set_form (draft, form);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Lost otherwise: more than the last two seconds, when the machine goes dark while somebody types (NC04). */
static void
test_killed (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("yy-killed-XXXXXX", &error);
  const char *const argv[] = { program, "--child", folder, NULL };
  const char *const clean[] = { "rm", "-rf", folder, NULL };
  YyDraftStore *store;
  const YyDraftRecord *record;
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *path = NULL;
  g_autofree char *death = NULL;
  gint64 written, age;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status));

  store = yy_draft_store_open (folder, &error);
  g_assert_no_error (error);
  g_assert_null (yy_draft_store_get_damaged (store));
  list = yy_draft_store_list (store);
  g_assert_cmpuint (list->len, ==, 1);
  record = g_ptr_array_index (list, 0);
  g_assert_cmpstr (record->form->material_name, ==, "两秒之前写的");
  g_assert_true (record->dirty);
  path = g_build_filename (folder, "death", NULL);
  g_file_get_contents (path, &death, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (record->form->reason, "正在写 "));
  written = g_ascii_strtoll (record->form->reason + strlen ("正在写 "), NULL, 10);
  age = (g_ascii_strtoll (death, NULL, 10) - written) / G_TIME_SPAN_MILLISECOND;
  g_test_message ("what was kept was %" G_GINT64_FORMAT " ms old", age);
  g_assert_cmpint (age, <=, 2000);
  g_object_unref (store);
  g_spawn_sync (NULL, (char **) clean, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    run_as_child (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/killed", test_killed);
  return g_test_run ();
}
