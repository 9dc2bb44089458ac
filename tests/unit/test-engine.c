/* The engine on a real database, without HTTP: what goes wrong only after a rollback, a clock that is set
 * right, or ten thousand requests. */

#include <glib/gstdio.h>
#include <string.h>

#include "yy-account-store.h"
#include "yy-db-migrate.h"
#include "yy-db-private.h"
#include "yy-db-tx.h"
#include "yy-directory-store.h"
#include "yy-engine-accounts.h"
#include "yy-engine-pictures.h"
#include "yy-engine-requests.h"
#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-key-store.h"
#include "yy-list-store.h"
#include "yy-picture-store.h"
#include "yy-request-store.h"
#include "yy-schema.h"
#include "yy-service.h"
#include "yy-submission.h"

#define START (G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC)
#define ID(n) "0190a000-0000-7000-8000-00000000000" n
#define DIGEST "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER_DIGEST "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct
{
  YyClock clock; /* first: the engine hands it to get_now() */
  gint64 now;
  char *folder;
  YyDb *db;
  YyEngine *engine;
} Fixture;

static const YyActor me = { "p1", NULL };
static const YyActor other = { "p2", NULL };

static gint64
get_now (const YyClock *clock)
{
  return ((const Fixture *) clock)->now;
}

static void
exec (Fixture *f, const char *script)
{
  g_autoptr (GError) error = NULL;

  yy_db_exec (f->db, script, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  f->clock.now = get_now;
  f->now = START;
  f->folder = g_dir_make_tmp ("yy-engine-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->folder, "yanyin.db", NULL);
  f->db = yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, &error);
  g_assert_no_error (error);
  yy_db_migrate (f->db, yy_schema_get_migrations (), &error);
  g_assert_no_error (error);
  f->engine = yy_engine_new (f->folder, &f->clock, NULL, &error);
  g_assert_no_error (error);
  yy_engine_initialise (f->engine, f->db, "南湖大学", &error);
  g_assert_no_error (error);
  exec (f, "INSERT INTO unit VALUES ('u', '饮食科', 0);"
           "INSERT INTO person VALUES ('p1', '沈南乔', 'shen nanqiao', 'snq', '19900000001', '', 1),"
           " ('p2', 'Li Ming', 'li ming', 'lm', '19900000002', '', 1);"
           "INSERT INTO membership VALUES ('p1', 'u', 0), ('p2', 'u', 0);"
           "INSERT INTO seal VALUES ('s', 'admin', '行政章', '', '', 1);"
           "INSERT INTO seal_keeper VALUES ('s', 'p2', 0);"
           "INSERT INTO account VALUES ('shen', 'p1', 'hash', 0, 0);");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *const argv[] = { "rm", "-rf", f->folder, NULL };

  yy_engine_free (f->engine);
  yy_db_free (f->db);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (f->folder);
}

static void
assert_unit (Fixture *f, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (f->engine, f->db, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (yy_org_get_unit_name (snapshot->org, "u"), ==, wanted);
}

static void
rename_unit (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yy_directory_store_put_unit (f->db, "u", name, 0, &error));
  g_assert_true (yy_directory_store_bump_version (f->db, &error));
}

/* A directory that was never committed must not decide who may approve, however its successor is numbered. */
static void
test_snapshot_rolled_back (Fixture *f, gconstpointer data)
{
  assert_unit (f, "饮食科");
  {
    G_GNUC_UNUSED g_autoptr (YyDbTx) tx = yy_db_begin (f->db, NULL);

    rename_unit (f, "没有的科");
    assert_unit (f, "没有的科");
  }
  {
    g_autoptr (YyDbTx) tx = yy_db_begin (f->db, NULL);

    rename_unit (f, "膳食科");
    g_assert_true (yy_db_tx_commit (tx, NULL));
  }
  assert_unit (f, "膳食科");
}

static char *
sign_in (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyAccount) account = yy_engine_find_account (f->engine, f->db, "shen", &error);
  g_autoptr (YySessionRow) session = NULL;
  char *token = NULL;

  g_assert_no_error (error);
  session = yy_engine_open_session (f->engine, f->db, account, NULL, "test", &token, &error);
  g_assert_no_error (error);
  return token;
}

static gboolean
is_signed_in (Fixture *f, const char *token)
{
  gboolean stale;
  g_autoptr (YySessionRow) session = yy_engine_find_session (f->engine, f->db, token, &stale, NULL);

  return session != NULL;
}

/* A clock a year ahead, set right: the sessions of the wrong year do not live for that year. */
static void
test_session_clock (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autoptr (GPtrArray) orphans = NULL;

  f->now = START + 365 * G_TIME_SPAN_DAY;
  token = sign_in (f);
  g_assert_true (is_signed_in (f, token));
  f->now -= G_TIME_SPAN_HOUR;
  g_assert_true (is_signed_in (f, token));
  f->now = START;
  g_assert_false (is_signed_in (f, token));
  g_assert_true (yy_engine_collect (f->engine, f->db, &orphans, NULL));
  f->now = START + 365 * G_TIME_SPAN_DAY;
  g_assert_false (is_signed_in (f, token));
}

/* Who has as many sessions as may be still gets in when the clock was set back by some hours. */
static void
test_session_limit (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < yy_engine_get_limits (f->engine)->sessions_per_person; i++)
    g_free (sign_in (f));
  f->now -= 2 * G_TIME_SPAN_HOUR;
  {
    g_autofree char *token = sign_in (f);

    g_assert_true (is_signed_in (f, token));
  }
}

/* Waiting cannot be got rid of by making up names. */
static void
test_throttle_flood (void)
{
  YyThrottle *throttle = yy_throttle_new ();
  guint wait = 0;
  guint let_through = 0;

  for (guint i = 0; i < 150000; i++)
    {
      g_autofree char *name = g_strdup_printf ("name%u", i);

      let_through += yy_throttle_begin (throttle, name, "192.0.2.1", START, &wait);
    }
  g_assert_cmpuint (let_through, <=, 101);
  g_assert_true (yy_throttle_begin (throttle, "name0", "192.0.2.2", START, &wait));
  yy_throttle_free (throttle);
}

static void
put_file (Fixture *f, const char *sha256)
{
  g_autofree char *folder = g_strdup_printf ("%s/blobs/%.2s/%.2s", f->folder, sha256, sha256 + 2);
  g_autofree char *path = g_build_filename (folder, sha256, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

/* Cleared away while somebody brings the same picture again: his file must stay. */
static void
test_collect_and_bring (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) orphans = NULL;
  g_autoptr (YyPage) first = yy_page_new (DIGEST, "", "", "image/jpeg", 1, 1, 1, 0);
  g_autoptr (YyPage) second = yy_page_new (OTHER_DIGEST, "", "", "image/jpeg", 1, 1, 1, 0);
  YyBlobStore *blobs = yy_engine_get_blobs (f->engine);

  put_file (f, DIGEST);
  put_file (f, OTHER_DIGEST);
  g_assert_true (yy_engine_add_upload (f->engine, f->db, &me, first, &error));
  g_assert_true (yy_engine_add_upload (f->engine, f->db, &me, second, &error));
  f->now += 25 * G_TIME_SPAN_HOUR;
  g_assert_true (yy_engine_collect (f->engine, f->db, &orphans, &error));
  g_assert_cmpuint (orphans->len, ==, 2);
  g_assert_true (yy_blob_store_has (blobs, DIGEST, NULL));

  g_assert_true (yy_engine_add_upload (f->engine, f->db, &other, first, &error));
  g_assert_true (yy_engine_remove_orphans (f->engine, f->db, orphans, &error));
  g_assert_no_error (error);
  g_assert_true (yy_blob_store_has (blobs, DIGEST, NULL));
  g_assert_false (yy_blob_store_has (blobs, OTHER_DIGEST, NULL));
}

/* The running service clears away what nobody used, the file after its row. */
static void
test_service_collects (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyServiceConfig) config = yy_service_config_load (NULL, &error);
  g_autoptr (YyPage) page = yy_page_new (DIGEST, "", "", "image/jpeg", 1, 1, 1, 0);
  g_autoptr (YyPage) found = NULL;
  YyService *service;
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_MINUTE;

  g_assert_no_error (error);
  put_file (f, DIGEST);
  g_assert_true (yy_engine_add_upload (f->engine, f->db, &me, page, &error));
  f->now += 25 * G_TIME_SPAN_HOUR;
  g_free (config->data);
  config->data = g_strdup (f->folder);
  config->http.port = 0;
  service = yy_service_start (config, &f->clock, NULL, NULL, &error);
  g_assert_no_error (error);
  yy_service_collect (service);
  while (yy_blob_store_has (yy_engine_get_blobs (f->engine), DIGEST, NULL) && g_get_monotonic_time () < end)
    g_thread_yield ();
  yy_service_free (service);
  g_assert_false (yy_blob_store_has (yy_engine_get_blobs (f->engine), DIGEST, NULL));
  found = yy_picture_store_find (f->db, DIGEST, &error);
  g_assert_no_error (error);
  g_assert_null (found);
}

static YyRequest *
create (Fixture *f, const YyActor *actor, const char *id, GError **error)
{
  g_autoptr (YyForm) form = yy_form_new ();
  g_autoptr (GPtrArray) pages = yy_page_list_new ();
  gboolean created;

  return yy_engine_create_request (f->engine, f->db, actor, id, form, pages, &created, error);
}

/* The history of a draft that was thrown away is for nobody else, not even for who knows its id. */
static void
test_discarded_id (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (YyRequest) draft = create (f, &me, ID ("1"), &error);
  g_autoptr (YyRequest) taken = NULL;
  g_autoptr (YyRequest) again = NULL;
  YyCommand discard = { .id = ID ("1"), .action = YY_ACTION_DISCARD, .seen = 1 };

  g_assert_no_error (error);
  g_assert_null (yy_engine_move_request (f->engine, f->db, &me, &discard, &error));
  g_assert_no_error (error);
  taken = create (f, &other, ID ("1"), &error);
  g_assert_null (taken);
  g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
  g_clear_error (&error);
  again = create (f, &me, ID ("1"), &error);
  g_assert_no_error (error);
}

/* What the approvers of an earlier round decided on stays, though the request has other pages now. */
static void
test_earlier_round_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) orphans = NULL;
  g_autoptr (YyPage) page = yy_page_new (DIGEST, "", "", "image/jpeg", 1, 1, 1, 0);
  G_GNUC_UNUSED g_autoptr (YyRequest) draft = create (f, &me, ID ("1"), &error);

  g_assert_true (yy_engine_add_upload (f->engine, f->db, &me, page, &error));
  g_assert_true (yy_request_store_add_submission (f->db, ID ("1"), 1, DIGEST,
                                                  "{\"pages\":[{\"sha256\":\"" DIGEST "\"}]}", &error));
  f->now += 25 * G_TIME_SPAN_HOUR;
  g_assert_true (yy_engine_collect (f->engine, f->db, &orphans, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (orphans->len, ==, 0);
}

/* What was submitted before the form had all its members is read as it was meant, and what is written now is
 * read whole: else no approver sees what changed since. */
static void
test_submissions (void)
{
  static const char old[] =
      "{\"contract\":\"no\",\"copies\":2,\"keeper_id\":\"k\",\"major\":\"no\",\"material_name\":\"函\",\"mobile\":\"\","
      "\"not_blank\":\"yes\",\"office_phone\":\"\",\"pages\":[],\"reason\":\"\",\"reviewer_id\":\"r\",\"seal_id\":\"s\","
      "\"seal_text\":\"\",\"unit_id\":\"u\",\"use_date\":\"2026-11-24\"}";
  g_autoptr (YyForm) form = NULL;
  g_autoptr (YyForm) again = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) no_pages = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;

  g_assert_true (yy_submission_read (old, &form, &pages, &error));
  g_assert_no_error (error);
  g_assert_true (yy_form_is_plain (form));
  g_assert_cmpstr (form->material_name, ==, "函");

  form->kind = YY_KIND_TAKE_OUT;
  form->confidential = YY_ANSWER_YES;
  form->paper = YY_ANSWER_NO;
  form->positions = 3;
  yy_form_set_text (&form->company_id, "c");
  yy_form_set_text (&form->unavoidable, "对方只认名章");
  yy_form_set_text (&form->confirmed, "A08 A11");
  yy_form_set_text (&form->out_from, "2026-11-24T09:00");
  yy_form_set_text (&form->out_until, "2026-11-24T17:00");
  yy_form_set_text (&form->destination, "市政务服务中心");
  yy_form_set_text (&form->carrier_id, "p");
  written = yy_submission_write (form, pages);
  g_assert_true (yy_submission_read (written, &again, &no_pages, &error));
  g_assert_no_error (error);
  g_assert_true (yy_form_equal (again, form));
}

static void
count_cb (gint64 index, const char *what, gpointer user_data)
{
  g_test_message ("event %" G_GINT64_FORMAT ": %s", index, what);
  (*(guint *) user_data)++;
}

static guint
count_faults (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 n_events;
  guint n_faults = 0;

  g_assert_true (yy_event_store_check (f->db, count_cb, &n_faults, &n_events, &error));
  g_assert_no_error (error);
  return n_faults;
}

/* A request that was taken out of the database, or given to another, is found by the check. */
static void
test_check_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (YyRequest) first = create (f, &me, ID ("1"), &error);
  G_GNUC_UNUSED g_autoptr (YyRequest) second = create (f, &me, ID ("2"), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_faults (f), ==, 0);
  exec (f, "UPDATE request SET applicant_id = 'p2' WHERE request_id = '" ID ("2") "'");
  g_assert_cmpuint (count_faults (f), ==, 1);
  exec (f, "UPDATE request SET applicant_id = 'p1'");
  exec (f, "DELETE FROM request WHERE request_id = '" ID ("2") "'");
  g_assert_cmpuint (count_faults (f), ==, 1);
}

static void
fill (Fixture *f)
{
  exec (
      f,
      "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
      " INSERT INTO request (request_id, number, revision, round, state, step, applicant_id, assignee_id, approver_id,"
      " accepter_id, stamper_id, unit_id, office_phone, mobile, material_name, use_date, seal_id, seal_text, copies,"
      " reason, reviewer_id, keeper_id, contract, major, not_blank, n_pages, digest, stamped_copies, created_usec,"
      " changed_usec, submitted_usec) SELECT format ('0190b000-0000-7000-8000-%012x', i), format ('YY2026%06d', i), 2, 1,"
      " CASE i % 4 WHEN 0 THEN 'reviewing' WHEN 1 THEN 'approved' WHEN 2 THEN 'returned' ELSE 'stamped' END,"
      " CASE i % 4 WHEN 0 THEN 'leader' ELSE 'none' END, iif (i % 2, 'p1', 'p2'),"
      " iif (i % 4, NULL, 'p1'), NULL, NULL, NULL, 'u', '', '', '关于热水的函', '2026-11-24', 's', '', 1, '',"
      " '', '', 'no', 'no', 'no', 0, '" DIGEST "', 0, i, i, i FROM n");
  exec (f, "INSERT INTO done SELECT 'p2', request_id, changed_usec FROM request WHERE state = 'stamped'");
}

static void
ignore_row (const YySummary *summary, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
read_lists (Fixture *f, const char *search)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (f->engine, f->db, NULL);
  YyOpenCounts counts;

  for (guint list = 0; list < YY_LIST_LAST; list++)
    {
      g_autofree char *next = NULL;
      g_autofree char *last = NULL;
      g_autoptr (GError) error = NULL;
      gint64 total = 0;
      guint n_rows = 0;

      yy_list_store_each (f->db, snapshot->org, "p2", (YyList) list, search, NULL, 50, ignore_row, &n_rows,
                          &total, &next, &error);
      g_assert_no_error (error);
      g_assert_true (n_rows <= 50 && n_rows <= total);
      yy_list_store_each (f->db, snapshot->org, "p2", (YyList) list, search, next, 50, ignore_row, &n_rows,
                          &total, &last, &error);
      g_assert_no_error (error);
    }
  g_assert_true (yy_list_store_count_badges (f->db, snapshot->org, "p2", &counts, NULL));
}

/* What a person's call reads and writes. */
static void
use_everything (Fixture *f)
{
  g_autofree char *token = sign_in (f);
  G_GNUC_UNUSED g_autoptr (GPtrArray) sessions = yy_session_store_list (f->db, "p1", NULL);
  g_autoptr (YyRequest) draft = create (f, &other, ID ("1"), NULL);
  g_autoptr (YyRequest) found = yy_engine_find_number (f->engine, f->db, &other, "yy2026000002", NULL);
  G_GNUC_UNUSED g_autoptr (YyPage)
      page = yy_engine_get_page (f->engine, f->db, &other, ID ("1"), FALSE, 0, NULL);
  G_GNUC_UNUSED g_autoptr (YyPage) upload = yy_engine_find_upload (f->engine, f->db, &other, DIGEST, NULL);
  G_GNUC_UNUSED g_autoptr (YyKeptAnswer) kept = yy_key_store_find (f->db, "p2", "key", NULL);
  YyCommand discard = { .id = ID ("1"), .action = YY_ACTION_DISCARD, .seen = 1 };

  g_assert_nonnull (draft);
  g_assert_nonnull (found);
  g_assert_true (is_signed_in (f, token));
  g_assert_true (yy_engine_check_upload_room (f->engine, f->db, &other, DIGEST, NULL));
  g_assert_true (yy_key_store_forget (f->db, START, NULL));
  g_assert_null (yy_engine_move_request (f->engine, f->db, &other, &discard, NULL));
  read_lists (f, "");
  read_lists (f, "热水");
}

/* Tables that grow with the years; the directory and the settings do not. */
static gboolean
is_large (const char *table)
{
  static const char *const large[] = { "r", "request", "page",        "p",      "g",       "history",
                                       "h", "l",       "a",           "event",  "opening", "submission",
                                       "s", "done",    "d",           "upload", "u",       "picture",
                                       "i", "session", "idempotency", NULL };

  return g_strv_contains (large, table);
}

static void
assert_no_scan (Fixture *f, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (f->db->handle, explain, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *detail = (const char *) sqlite3_column_text (stmt, 3);
      g_auto (GStrv) words = g_strsplit (detail, " ", 3);

      if (g_str_equal (words[0], "SCAN") && words[1] != NULL && is_large (words[1]))
        g_error ("%s\nreads the whole table: %s", sql, detail);
    }
  sqlite3_finalize (stmt);
}

/* With ten thousand requests no list, number, page or decision may read them all. */
static void
test_plans (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);

  fill (f);
  use_everything (f);
  for (sqlite3_stmt *stmt = sqlite3_next_stmt (f->db->handle, NULL); stmt != NULL;
       stmt = sqlite3_next_stmt (f->db->handle, stmt))
    {
      const char *sql = sqlite3_sql (stmt);

      /* The last event is found from the end; the directory is read as a whole, once a version. */
      if (strstr (sql, "FROM event ORDER BY event_index DESC LIMIT 1") != NULL ||
          g_str_has_suffix (sql, " FROM unit") || g_str_has_suffix (sql, " FROM person") ||
          g_str_has_suffix (sql, " FROM seal"))
        continue;
      g_ptr_array_add (statements, g_strdup (sql));
    }
  g_assert_cmpuint (statements->len, >, 30);
  for (guint i = 0; i < statements->len; i++)
    assert_no_scan (f, g_ptr_array_index (statements, i));
}

/* Names are found however they are typed. */
static void
test_search_name (Fixture *f, gconstpointer data)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (f->engine, f->db, NULL);
  G_GNUC_UNUSED g_autoptr (YyRequest) draft = create (f, &other, ID ("1"), NULL);
  g_autofree char *next = NULL;
  gint64 total = 0;
  guint n_rows = 0;

  g_assert_true (yy_list_store_each (f->db, snapshot->org, "p2", YY_LIST_MINE, "Ming", NULL, 50, ignore_row,
                                     &n_rows, &total, &next, NULL));
  g_assert_cmpint (total, ==, 1);
  g_assert_cmpuint (n_rows, ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/engine/snapshot-rolled-back", test_snapshot_rolled_back);
  ADD ("/engine/session-clock", test_session_clock);
  ADD ("/engine/session-limit", test_session_limit);
  g_test_add_func ("/engine/throttle-flood", test_throttle_flood);
  ADD ("/engine/collect-and-bring", test_collect_and_bring);
  ADD ("/engine/service-collects", test_service_collects);
  ADD ("/engine/discarded-id", test_discarded_id);
  ADD ("/engine/earlier-round-kept", test_earlier_round_kept);
  g_test_add_func ("/engine/submissions", test_submissions);
  ADD ("/engine/check-gone", test_check_gone);
  ADD ("/engine/plans", test_plans);
  ADD ("/engine/search-name", test_search_name);

  return g_test_run ();
}
