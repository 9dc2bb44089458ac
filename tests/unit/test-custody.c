/* A model check of custody (R05), on the real engine and database: every sequence of up to eight moves of
 * people, right and wrong ones, over two take-outs of one seal and a paper that waits for it. Whatever is
 * tried in whatever order, the seal is never in two places, never out with one person, and never stamps at
 * the counter while it is away.
 *
 * A move that is refused leaves no mark (which is checked too), and what the engine does depends on nothing
 * but what stands in the database and the time; so each state is entered once for each number of moves that
 * are left. */

#include <string.h>

#include "yy-booking.h"
#include "yy-custody-store.h"
#include "yy-db-stmt.h"
#include "yy-db-tx.h"
#include "yy-engine-custody.h"
#include "yy-engine-requests.h"
#include "yy-error.h"
#include "yy-list-store.h"
#include "yy-schema.h"
#include "yy-test-log.h"

#define DEPTH 8
#define ID(x) "0190000" x "-0000-7000-8000-000000000001"
#define FIRST ID ("1")
#define SECOND ID ("2")
#define PAPER ID ("3")

/* Each begins when the one before ends: before both, in the first, in the second, after both. */
static const char *const times[] = { "2026-03-02T08:00", "2026-03-02T10:00", "2026-03-02T12:30",
                                     "2026-03-02T15:00" };

static const char *const requests[] = { FIRST, SECOND };
static const YyAction actions[] = { YY_ACTION_CHECK_OUT, YY_ACTION_CARRY, YY_ACTION_CHECK_IN };
/* ap carries the first; ck, who keeps the seal too, the second. */
static const char *const people[] = { "ap", "ck", "k1", "k2", "ch", "xx" };

typedef struct
{
  YyClock clock; /* must stay first */
  gint64 now;
  guint time;
  char *folder;
  YyDb *db;
  YyEngine *engine;
  GHashTable *seen; /* state -> moves that were left when it was entered */
  GHashTable *places;
  guint n_moves;
  guint n_refused;
  guint n_out;
  guint n_late;
  guint n_faults;
} Fixture;

static gint64
get_now (const YyClock *clock)
{
  return ((const Fixture *) clock)->now;
}

static void
set_time (Fixture *f, guint time)
{
  f->time = time;
  g_assert_true (yy_booking_parse_minute (times[time], &f->now));
}

static void
exec (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yy_db_exec (f->db, sql, &error);
  g_assert_no_error (error);
}

static YyForm *
make_form (const char *carrier_id, const char *from, const char *until)
{
  YyForm *form = yy_form_new ();

  yy_form_set_text (&form->unit_id, "u");
  yy_form_set_text (&form->mobile, "19900000001");
  yy_form_set_text (&form->material_name, "关于场地使用的函");
  yy_form_set_text (&form->use_date, "2026-03-02");
  yy_form_set_text (&form->seal_id, "s");
  yy_form_set_text (&form->reason, "到市政务服务中心现场签章，窗口不接受事后补盖。");
  yy_form_set_text (&form->reviewer_id, "hd");
  yy_form_set_text (&form->keeper_id, "k1");
  form->copies = 1;
  form->contract = form->major = YY_ANSWER_NO;
  form->not_blank = YY_ANSWER_YES;
  if (carrier_id != NULL)
    {
      form->kind = YY_KIND_TAKE_OUT;
      yy_form_set_text (&form->destination, "市政务服务中心");
      yy_form_set_text (&form->carrier_id, carrier_id);
      yy_form_set_text (&form->out_from, from);
      yy_form_set_text (&form->out_until, until);
    }

  return form;
}

/* The move, with whatever revision the request has: the model is about who and when, not about stale windows.
 */
static gboolean
move (Fixture *f, const char *person_id, const char *id, YyAction action, const char *next_id, GError **error)
{
  YyActor actor = { person_id, NULL };
  YyCommand command = { .id = id, .action = action, .next_id = next_id, .copies = 1 };
  g_autoptr (YyRequest) moved = NULL;
  gint64 revision = 0;

  g_assert_true (yy_db_get_int (f->db, &revision, NULL, "SELECT revision FROM request WHERE request_id = ?1",
                                YY_TEXT (id)));
  command.seen = (int) revision;
  moved = yy_engine_move_request (f->engine, f->db, &actor, &command, error);
  return moved != NULL;
}

static void
must (Fixture *f, const char *person_id, const char *id, YyAction action, const char *next_id)
{
  g_autoptr (GError) error = NULL;

  if (!move (f, person_id, id, action, next_id, &error))
    g_error ("%s: %s: %s", person_id, yy_action_get_nick (action), error->message);
}

static void
make_request (Fixture *f, const char *id, YyForm *form)
{
  static const YyActor applicant = { "ap", NULL };
  static const char sha256[] = "1111111111111111111111111111111111111111111111111111111111111111";
  g_autoptr (YyForm) owned = form;
  g_autoptr (GPtrArray) pages = yy_page_list_new ();
  g_autoptr (YyRequest) draft = NULL;
  g_autoptr (GError) error = NULL;
  gboolean created;

  g_ptr_array_add (pages, yy_page_new (sha256, "", "函.jpg", "image/jpeg", 1, 1, 1, 0));
  draft = yy_engine_create_request (f->engine, f->db, &applicant, id, owned, pages, &created, &error);
  g_assert_no_error (error);
  must (f, "ap", id, YY_ACTION_SUBMIT, NULL);
  must (f, "hd", id, YY_ACTION_FORWARD, "ld");
  if (form->kind == YY_KIND_TAKE_OUT)
    must (f, "ld", id, YY_ACTION_FORWARD, "ch");
  must (f, form->kind == YY_KIND_TAKE_OUT ? "ch" : "ld", id, YY_ACTION_APPROVE, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  f->clock.now = get_now;
  set_time (f, 0);
  f->folder = g_dir_make_tmp ("yy-custody-XXXXXX", NULL);
  path = g_build_filename (f->folder, "yanyin.db", NULL);
  f->db = yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, &error);
  g_assert_no_error (error);
  yy_db_migrate (f->db, yy_schema_get_migrations (), &error);
  g_assert_no_error (error);
  f->engine = yy_engine_new (f->folder, &f->clock, NULL, &error);
  g_assert_no_error (error);
  yy_engine_initialise (f->engine, f->db, "南湖大学", &error);
  g_assert_no_error (error);
  exec (
      f,
      "INSERT INTO unit VALUES ('u', '饮食科', 0), ('o', '综合办公室', 1);"
      "INSERT INTO person VALUES ('ap', '江小溪', '', '', '19900000001', '', 1), ('ck', '路遥知', '', '', '', '', 1),"
      " ('hd', '闻人岳', '', '', '', '', 1), ('ld', '晏几何', '', '', '', '', 1), ('ch', '容止善', '', '', '', '', 1),"
      " ('k1', '简守正', '', '', '', '', 1), ('k2', '卓不群', '', '', '', '', 1), ('xx', '桑采薇', '', '', '', '', 1),"
      " ('od', '管仲文', '', '', '', '', 1);"
      "INSERT INTO membership VALUES ('ap', 'u', 0), ('ck', 'u', 0), ('hd', 'u', 0), ('xx', 'u', 0), ('ld', 'o', 0),"
      " ('ch', 'o', 0), ('k1', 'o', 0), ('k2', 'o', 0), ('od', 'o', 0);"
      "INSERT INTO post VALUES ('hd', 'section_head', 'u'), ('ld', 'leader', ''), ('ch', 'chief', ''),"
      " ('od', 'office_director', '');"
      "INSERT INTO charge VALUES ('ld', 'u');"
      "INSERT INTO seal VALUES ('s', 'admin', '行政公章', '', '', 1);"
      "INSERT INTO seal_keeper VALUES ('s', 'k1', 0), ('s', 'k2', 1), ('s', 'ck', 1);"
      "INSERT INTO picture VALUES ('1111111111111111111111111111111111111111111111111111111111111111', 'image/jpeg', 1,"
      " 1, 1, 0, 'normal', 100, '', 9999);"
      "INSERT INTO upload VALUES ('ap', '1111111111111111111111111111111111111111111111111111111111111111', '', 0);");
  make_request (f, FIRST, make_form ("ap", "2026-03-02T09:00", "2026-03-02T12:00"));
  make_request (f, SECOND, make_form ("ck", "2026-03-02T12:00", "2026-03-02T14:00"));
  make_request (f, PAPER, make_form (NULL, NULL, NULL));
  must (f, "k2", PAPER, YY_ACTION_ACCEPT, NULL);
  f->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  f->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *const argv[] = { "rm", "-rf", f->folder, NULL };

  g_hash_table_unref (f->seen);
  g_hash_table_unref (f->places);
  yy_engine_free (f->engine);
  yy_db_free (f->db);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (f->folder);
}

/* Where the seal is, out of the history alone, as an auditor would find it. */
typedef struct
{
  YySealPlace place;
  char request_id[40];
  char keeper[8];
  char carrier[8];
} Found;

static gboolean
keeps (const char *person_id)
{
  return g_str_equal (person_id, "k1") || g_str_equal (person_id, "k2") || g_str_equal (person_id, "ck");
}

static void
follow (Found *found, const char *id, const char *action, const char *actor)
{
  if (g_str_equal (action, "check-out"))
    {
      g_assert_cmpint (found->place, ==, YY_PLACE_COUNTER);
      g_assert_true (keeps (actor));
      found->place = YY_PLACE_HANDING;
      g_strlcpy (found->request_id, id, sizeof found->request_id);
      g_strlcpy (found->keeper, actor, sizeof found->keeper);
      return;
    }

  /* The others are about the request with which it is away. */
  g_assert_cmpstr (found->request_id, ==, id);
  if (g_str_equal (action, "carry"))
    {
      g_assert_cmpint (found->place, ==, YY_PLACE_HANDING);
      g_assert_cmpstr (actor, !=, found->keeper);
      g_strlcpy (found->carrier, actor, sizeof found->carrier);
      found->place = YY_PLACE_OUT;
    }
  else if (g_str_equal (action, "check-in"))
    {
      g_assert_cmpint (found->place, !=, YY_PLACE_COUNTER);
      g_assert_true (keeps (actor));
      g_assert_cmpstr (actor, !=, found->carrier);
      memset (found, 0, sizeof *found);
      g_strlcpy (found->keeper, actor, sizeof found->keeper);
    }
  else
    {
      g_assert_cmpstr (action, ==, "alarm");
      g_assert_cmpstr (actor, ==, "");
      g_assert_cmpint (found->place, ==, YY_PLACE_OUT);
    }
}

static void
fault_cb (gint64 index, const char *what, gpointer user_data)
{
  g_test_message ("event %" G_GINT64_FORMAT ": %s", index, what);
  ((Fixture *) user_data)->n_faults++;
}

/* Everything that must hold in every state. Adds to @key what tells this state from others. */
static void
audit (Fixture *f, GString *key)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (f->engine, f->db, NULL);
  g_autoptr (YyCustody) custody = yy_custody_store_load (f->db, snapshot->org, "s", NULL);
  g_autoptr (YyDbStmt) stmt = NULL;
  Found found = { 0 };
  gint64 n_away = 0;

  stmt = yy_db_query (f->db, NULL,
                      "SELECT request_id, action, actor_id FROM history WHERE action IN"
                      " ('check-out', 'carry', 'check-in', 'alarm') ORDER BY event_index");
  while (yy_db_stmt_step (stmt, NULL))
    follow (&found, yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_text (stmt, 1),
            yy_db_stmt_get_text (stmt, 2));
  g_assert_cmpint (custody->place, ==, found.place);
  g_assert_cmpstr (custody->request_id, ==, found.request_id);
  g_assert_cmpstr (custody->keeper_id, ==, found.keeper);
  g_assert_cmpstr (custody->carrier_id, ==, found.carrier);
  if (custody->place == YY_PLACE_OUT)
    g_assert_cmpstr (custody->keeper_id, !=, custody->carrier_id);
  g_assert_true (yy_db_get_int (f->db, &n_away, NULL,
                                "SELECT count (*) FROM request WHERE kind = 'take-out'"
                                " AND state IN ('accepted', 'out', 'overdue')"));
  g_assert_cmpint (n_away, ==, custody->place != YY_PLACE_COUNTER);
  g_assert_true (yy_custody_store_check (f->db, fault_cb, f, NULL));
  g_assert_cmpuint (f->n_faults, ==, 0);
  f->n_out += custody->place == YY_PLACE_OUT;
  f->n_late += custody->overdue;
  g_string_append_printf (key, "%u/%s/%s/%s", f->time, yy_seal_place_get_nick (custody->place),
                          custody->keeper_id, custody->carrier_id);
}

static char *
dup_state (Fixture *f)
{
  GString *key = g_string_new (NULL);
  g_autoptr (YyDbStmt) stmt = NULL;

  audit (f, key);
  stmt =
      yy_db_query (f->db, NULL,
                   "SELECT r.state, r.accepter_id, (SELECT group_concat (DISTINCT h.actor_id) FROM history h"
                   " WHERE h.request_id = r.request_id AND h.action IN ('check-out', 'carry', 'check-in'))"
                   " FROM request r ORDER BY r.request_id");
  while (yy_db_stmt_step (stmt, NULL))
    {
      for (int i = 0; i < 3; i++)
        {
          const char *text = yy_db_stmt_get_text (stmt, i);

          g_string_append_printf (key, ":%s", text != NULL ? text : "");
        }
    }

  return g_string_free (key, FALSE);
}

static gint64
count_events (Fixture *f)
{
  gint64 n = -1;

  g_assert_true (yy_db_get_int (f->db, &n, NULL, "SELECT count (*) FROM event"));
  return n;
}

/* The paper is stamped at the counter exactly when the seal is there. */
static void
check_paper (Fixture *f)
{
  static const YyActor keeper = { "k1", NULL };
  g_autoptr (YyRequest) paper = yy_engine_get_request (f->engine, f->db, &keeper, PAPER, NULL);
  const YyOption *option = yy_option_list_find (paper->options, YY_ACTION_STAMP);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (option->refusal == NULL, ==, paper->custody->place == YY_PLACE_COUNTER);
  if (option->refusal == NULL)
    return;
  g_assert_cmpint (option->refusal->code, ==, YY_ISSUE_SEAL_AWAY);
  g_assert_nonnull (strstr (option->refusal->argument, "市政务服务中心"));
  g_assert_false (move (f, "k1", PAPER, YY_ACTION_STAMP, NULL, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_RULE);
}

static void explore (Fixture *f, guint left);

/* Goes on from where a move has led, and comes back. */
static void
enter (Fixture *f, guint left, guint time)
{
  explore (f, left - 1);
  exec (f, "ROLLBACK TO here; RELEASE here");
  set_time (f, time);
}

static void
try_person (Fixture *f, guint left, const char *person_id, const char *id, YyAction action)
{
  gint64 before = count_events (f);
  g_autoptr (GError) error = NULL;

  exec (f, "SAVEPOINT here");
  if (!move (f, person_id, id, action, NULL, &error))
    {
      g_assert_true (g_error_matches (error, YY_ERROR, YY_ERROR_RULE) ||
                     g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND));
      f->n_refused++;
      exec (f, "RELEASE here");
      g_assert_cmpint (count_events (f), ==, before);
      return;
    }

  f->n_moves++;
  g_assert_cmpint (count_events (f), ==, before + 1);
  enter (f, left, f->time);
}

static void
try_time (Fixture *f, guint left)
{
  guint time = f->time;

  if (time + 1 == G_N_ELEMENTS (times))
    return;
  exec (f, "SAVEPOINT here");
  set_time (f, time + 1);
  f->n_moves++;
  enter (f, left, time);
}

static void
try_alarm (Fixture *f, guint left)
{
  gint64 before = count_events (f);
  guint n = 0;

  exec (f, "SAVEPOINT here");
  g_assert_true (yy_engine_raise_alarms (f->engine, f->db, &n, NULL));
  g_assert_cmpint (count_events (f), ==, before + n);
  if (n == 0)
    {
      exec (f, "RELEASE here");
      return;
    }
  f->n_moves++;
  enter (f, left, f->time);
}

static void
explore (Fixture *f, guint left)
{
  char *state = dup_state (f);
  gpointer entered = NULL;

  if (g_hash_table_lookup_extended (f->seen, state, NULL, &entered) && GPOINTER_TO_UINT (entered) >= left)
    {
      g_free (state);
      return;
    }
  g_hash_table_replace (f->seen, state, GUINT_TO_POINTER (left));
  check_paper (f);
  if (left == 0)
    return;

  for (guint p = 0; p < G_N_ELEMENTS (people); p++)
    {
      for (guint r = 0; r < G_N_ELEMENTS (requests); r++)
        {
          for (guint a = 0; a < G_N_ELEMENTS (actions); a++)
            try_person (f, left, people[p], requests[r], actions[a]);
        }
    }
  try_time (f, left);
  try_alarm (f, left);
}

static void
test_model (Fixture *f, gconstpointer data)
{
  g_autoptr (YyDbTx) tx = yy_db_begin (f->db, NULL);
  guint alphabet = G_N_ELEMENTS (people) * G_N_ELEMENTS (requests) * G_N_ELEMENTS (actions) + 2;

  g_assert_nonnull (tx);
  explore (f, DEPTH);
  g_test_message (
      "all sequences of up to %u of %u moves: %u states, %u moves made, %u refused, %u out, %u late", DEPTH,
      alphabet, g_hash_table_size (f->seen), f->n_moves, f->n_refused, f->n_out, f->n_late);
  /* A model in which nothing can happen would prove nothing. */
  g_assert_cmpuint (g_hash_table_size (f->seen), >, 50);
  g_assert_cmpuint (f->n_out, >, 10);
  g_assert_cmpuint (f->n_late, >, 10);
}

/* The tables refuse by themselves what the engine never asks of them. */
static void
test_table (Fixture *f, gconstpointer data)
{
  static const char *const wrong[] = {
    "INSERT INTO custody VALUES ('s', 'out', '" FIRST "', 'k1', 'k1', 0)",
    "INSERT INTO custody VALUES ('s', 'out', '" FIRST "', 'k1', NULL, 0)",
    "INSERT INTO custody VALUES ('s', 'out', NULL, 'k1', 'ap', 0)",
    "INSERT INTO custody VALUES ('s', 'counter', '" FIRST "', 'k1', NULL, 0)",
    "INSERT INTO custody VALUES ('s', 'handing', '" FIRST "', 'k1', 'ap', 0)",
    "INSERT INTO custody VALUES ('s', 'moon', NULL, 'k1', NULL, 0)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      yy_test_log_expect ();
      g_assert_false (yy_db_exec (f->db, wrong[i], &error));
      yy_test_log_assert ();
      g_assert_nonnull (error);
    }
  exec (f, "INSERT INTO custody VALUES ('s', 'out', '" FIRST "', 'k1', 'ap', 0)");
  g_assert_false (
      yy_db_exec (f->db, "INSERT INTO custody VALUES ('s', 'counter', NULL, 'k1', NULL, 0)", NULL));
  /* And whoever writes there by hand is found. */
  g_assert_true (yy_custody_store_check (f->db, fault_cb, f, NULL));
  g_assert_cmpuint (f->n_faults, ==, 1);
}

/* Two people who want the same hours: the second is told when it is taken, and gets what only touches (R04).
 */
static void
test_bookings (Fixture *f, gconstpointer data)
{
  static const YyActor applicant = { "ap", NULL };
  static const struct
  {
    const char *id;
    const char *from;
    const char *until;
    gboolean free;
  } wanted[] = {
    { ID ("4"), "2026-03-02T11:00", "2026-03-02T13:00", FALSE },
    { ID ("5"), "2026-03-02T08:30", "2026-03-02T09:01", FALSE },
    { ID ("6"), "2026-03-02T08:30", "2026-03-02T09:00", TRUE },
    { ID ("7"), "2026-03-02T14:00", "2026-03-02T16:00", TRUE },
    { ID ("8"), "2026-03-02T15:59", "2026-03-02T18:00", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (YyForm) form = make_form ("ap", wanted[i].from, wanted[i].until);
      g_autoptr (GPtrArray) pages = yy_page_list_new ();
      g_autoptr (GPtrArray) issues = NULL;
      g_autoptr (YyRequest) draft = NULL;
      g_autoptr (GError) error = NULL;
      gboolean created;

      g_ptr_array_add (pages, yy_page_new ("1111111111111111111111111111111111111111111111111111111111111111",
                                           "", "函.jpg", "image/jpeg", 1, 1, 1, 0));
      issues = yy_engine_check_content (f->engine, f->db, &applicant, form, pages, &error);
      g_assert_no_error (error);
      g_assert_cmpint (issues->len == 0, ==, wanted[i].free);
      draft = yy_engine_create_request (f->engine, f->db, &applicant, wanted[i].id, form, pages, &created,
                                        &error);
      g_assert_no_error (error);
      g_assert_cmpint (move (f, "ap", wanted[i].id, YY_ACTION_SUBMIT, NULL, &error), ==, wanted[i].free);
      if (!wanted[i].free)
        g_assert_nonnull (yy_error_find_issue (error, YY_ISSUE_OUT_TAKEN));
    }
  /* What is withdrawn or sent back is free again. */
  must (f, "ap", SECOND, YY_ACTION_WITHDRAW, NULL);
  must (f, "hd", ID ("7"), YY_ACTION_FORWARD, "ld");
  must (f, "ap", ID ("7"), YY_ACTION_WITHDRAW, NULL);
  must (f, "ap", ID ("8"), YY_ACTION_SUBMIT, NULL);
  {
    g_autoptr (GPtrArray) bookings = yy_engine_list_bookings (f->engine, f->db, &applicant, "s", NULL);

    g_assert_cmpuint (bookings->len, ==, 3);
    g_assert_cmpstr (((YyBooking *) g_ptr_array_index (bookings, 0))->from, ==, "2026-03-02T08:30");
    g_assert_cmpstr (((YyBooking *) g_ptr_array_index (bookings, 2))->until, ==, "2026-03-02T18:00");
    g_assert_true (((YyBooking *) g_ptr_array_index (bookings, 2))->own);
  }
}

static void
count_row (const YySummary *summary, gpointer user_data)
{
  g_hash_table_add (user_data, g_strdup_printf ("%s %s", summary->id, summary->task));
}

static gboolean
has_task (Fixture *f, const char *person_id, const char *id, const char *task)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (f->engine, f->db, NULL);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *wanted = g_strdup_printf ("%s %s", id, task);
  g_autofree char *next = NULL;
  YyOpenCounts counts;
  gint64 total = 0;

  g_assert_true (yy_list_store_each (f->db, snapshot->org, person_id, YY_LIST_TODO, "", NULL, 50, count_row,
                                     rows, &total, &next, NULL));
  g_assert_cmpint (total, ==, g_hash_table_size (rows));
  g_assert_true (yy_list_store_count_badges (f->db, snapshot->org, person_id, &counts, NULL));
  g_assert_cmpint (counts.todo, ==, total);
  return g_hash_table_contains (rows, wanted);
}

/* What is late is among the items of its keepers, the office director, every chief and who carries it; nobody
 * else's, and it is told once (R05). */
static void
test_alarm (Fixture *f, gconstpointer data)
{
  static const char *const told[] = { "k1", "k2", "ck", "ch", "od", "ap" };
  guint n = 0;

  set_time (f, 1);
  g_assert_true (has_task (f, "k1", FIRST, "hand-out"));
  must (f, "k1", FIRST, YY_ACTION_CHECK_OUT, NULL);
  g_assert_true (has_task (f, "ap", FIRST, "carry"));
  must (f, "ap", FIRST, YY_ACTION_CARRY, NULL);
  g_assert_true (has_task (f, "k2", FIRST, "check-in"));
  g_assert_false (has_task (f, "ap", FIRST, ""));
  g_assert_true (yy_engine_raise_alarms (f->engine, f->db, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_false (has_task (f, told[i], FIRST, "overdue"));
  f->now += 2 * G_TIME_SPAN_HOUR - 1;
  g_assert_true (yy_engine_raise_alarms (f->engine, f->db, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  f->now += 1;
  g_assert_true (yy_engine_raise_alarms (f->engine, f->db, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_true (has_task (f, told[i], FIRST, "overdue"));
  g_assert_false (has_task (f, "hd", FIRST, "overdue"));
  g_assert_false (has_task (f, "xx", FIRST, "overdue"));
  g_assert_true (yy_engine_raise_alarms (f->engine, f->db, &n, NULL));
  g_assert_cmpuint (n, ==, 0);

  must (f, "k2", FIRST, YY_ACTION_CHECK_IN, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_false (has_task (f, told[i], FIRST, "overdue"));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  yy_test_log_init ();
  ADD ("/custody/model", test_model);
  ADD ("/custody/table", test_table);
  ADD ("/custody/bookings", test_bookings);
  ADD ("/custody/alarm", test_alarm);

  return g_test_run ();
}
