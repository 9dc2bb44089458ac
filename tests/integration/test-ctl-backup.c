/* What is left when the disk is gone, and what somebody finds out who changed the books by night. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>
#include <utime.h>

#include "yy-db-writer.h"
#include "yy-directory-store.h"
#include "yy-engine-pictures.h"
#include "yy-page.h"
#include "yy-test-ctl.h"
#include "yy-uuid.h"

#define N_PICTURES 4

/* A department in which one request was stamped and another one waits. */
typedef struct
{
  YyTestCtl ctl;
  char *stamped; /* ids */
  char *waiting;
  char *pictures[N_PICTURES]; /* digests */
} Fixture;

static char *
keep_picture (YyEngine *engine, YyDb *db, const char *owner, const char *bytes)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, bytes, -1);
  g_autoptr (YyPage)
      page = yy_page_new (sha256, sha256, "照片.jpg", "image/jpeg", (gint64) strlen (bytes), 100, 100, 0);
  const YyActor actor = { owner, NULL };
  g_autoptr (YyIncoming) incoming = NULL;
  g_autoptr (GError) error = NULL;

  incoming = yy_blob_store_open_incoming (yy_engine_get_blobs (engine), owner, sha256, &error);
  g_assert_no_error (error);
  yy_incoming_append (incoming, bytes, strlen (bytes), &error);
  g_assert_no_error (error);
  yy_incoming_verify (incoming, &error);
  g_assert_no_error (error);
  yy_incoming_keep (incoming, &error);
  g_assert_no_error (error);
  page->blank.verdict = YY_BLANK_VERDICT_NORMAL;
  yy_engine_add_upload (engine, db, &actor, page, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&sha256);
}

static YyForm *
make_form (YyEngine *engine)
{
  YyForm *form = yy_form_new ();
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (yy_engine_now (engine) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) day = g_date_time_add_days (now, 3);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  yy_form_set_text (&form->unit_id, "dining");
  yy_form_set_text (&form->mobile, "19900000014");
  yy_form_set_text (&form->material_name, "关于第二食堂后厨排烟系统改造的请示");
  yy_form_set_text (&form->use_date, date);
  yy_form_set_text (&form->seal_id, "admin-seal");
  yy_form_set_text (&form->reason, "排烟风机老化，拟利用暑期改造。");
  yy_form_set_text (&form->reviewer_id, "H0013");
  yy_form_set_text (&form->keeper_id, "H0007");
  form->copies = 2;
  form->contract = YY_ANSWER_NO;
  form->major = YY_ANSWER_NO;
  form->not_blank = YY_ANSWER_YES;
  return form;
}

static int
move (YyEngine *engine,
      YyDb *db,
      const char *id,
      const char *who,
      YyAction action,
      int seen,
      const char *next,
      GPtrArray *stamped)
{
  const YyActor actor = { who, NULL };
  const YyCommand command = { .id = id,
                              .action = action,
                              .seen = seen,
                              .next_id = next,
                              .copies = stamped != NULL ? 2 : 0,
                              .stamped_pages = stamped };
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRequest) request = yy_engine_move_request (engine, db, &actor, &command, &error);

  g_assert_no_error (error);
  return request->revision;
}

static char *
submit (YyEngine *engine, YyDb *db, guint8 seed, const char *picture)
{
  const YyActor actor = { "H0014", NULL };
  guint8 random[10] = { seed };
  g_autofree char *id = yy_uuid_make (yy_engine_now (engine) / 1000, random);
  g_autoptr (YyForm) form = make_form (engine);
  g_autoptr (GPtrArray) pages = yy_page_list_new ();
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (GError) error = NULL;
  gboolean created = FALSE;

  g_ptr_array_add (pages, yy_page_new (picture, picture, "第一页.jpg", "", 0, 0, 0, 0));
  request = yy_engine_create_request (engine, db, &actor, id, form, pages, &created, &error);
  g_assert_no_error (error);
  g_assert_true (created);
  move (engine, db, id, "H0014", YY_ACTION_SUBMIT, 1, NULL, NULL);

  return g_steal_pointer (&id);
}

static void
stamp (YyEngine *engine, YyDb *db, const char *id, const char *picture)
{
  g_autoptr (GPtrArray) pages = yy_page_list_new ();
  int seen = 2;

  g_ptr_array_add (pages, yy_page_new (picture, picture, "用印.jpg", "", 0, 0, 0, 0));
  seen = move (engine, db, id, "H0013", YY_ACTION_FORWARD, seen, "H0004", NULL);
  seen = move (engine, db, id, "H0004", YY_ACTION_APPROVE, seen, NULL, NULL);
  seen = move (engine, db, id, "H0007", YY_ACTION_ACCEPT, seen, NULL, NULL);
  move (engine, db, id, "H0007", YY_ACTION_STAMP, seen, NULL, pages);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const owners[N_PICTURES] = { "H0014", "H0014", "H0007", "H0014" };
  g_autoptr (YyEngine) engine = NULL;
  g_autoptr (YyDb) db = NULL;
  g_autoptr (GError) error = NULL;

  yy_test_ctl_set_up (&f->ctl, TRUE);
  db = yy_test_ctl_open (&f->ctl);
  engine = yy_engine_new (f->ctl.data, yy_engine_get_system_clock (), NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autofree char *bytes = g_strdup_printf ("the bytes of picture %u", i);

      f->pictures[i] = keep_picture (engine, db, owners[i], bytes);
    }
  f->stamped = submit (engine, db, 1, f->pictures[0]);
  f->waiting = submit (engine, db, 2, f->pictures[1]);
  stamp (engine, db, f->stamped, f->pictures[2]);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  yy_test_ctl_tear_down (&f->ctl);
  g_free (f->stamped);
  g_free (f->waiting);
  for (guint i = 0; i < N_PICTURES; i++)
    g_free (f->pictures[i]);
}

static void
assert_said (const char *said, const char *wanted)
{
  if (strstr (said, wanted) == NULL)
    g_test_message ("it said: %s", said);
  g_assert_nonnull (strstr (said, wanted));
}

static char *
picture_path (const char *folder, const char *sha256)
{
  return g_strdup_printf ("%s/blobs/%.2s/%.2s/%s", folder, sha256, sha256 + 2, sha256);
}

static char *
digest_of (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "yanyin.db", NULL);

  return yy_test_ctl_digest (path);
}

/* As somebody with a shell on the machine would do it, who takes the triggers away first. */
static void
attack (Fixture *f, const char *sql)
{
  g_autofree char *path = g_build_filename (f->ctl.data, "yanyin.db", NULL);
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db,
                "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;"
                "DROP TRIGGER history_is_never_changed; DROP TRIGGER history_is_never_removed",
                NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_changes (db), >, 0);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_check_clean (Fixture *f, gconstpointer data)
{
  yy_test_ctl_run (&f->ctl, 0, NULL, "check", NULL);
  assert_said (f->ctl.out, "2 requests and 4 pictures. Faults: 0.");
  yy_test_ctl_run (&f->ctl, 2, NULL, "check", "everything", NULL);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *sentence;
} Attack;

static const Attack attacks[] = {
  { "state",
    "UPDATE request SET state = 'approved', step = 'none', assignee_id = NULL WHERE state = 'reviewing'",
    "does not stand where its events left it" },
  { "copies-approved", "UPDATE request SET copies = 9 WHERE state = 'stamped'",
    "are not those of its digest" },
  { "copies-stamped", "UPDATE request SET stamped_copies = 1 WHERE state = 'stamped'",
    "does not stand where its events left it" },
  { "reason", "UPDATE request SET reason = '别的用途，另行说明。' WHERE state = 'stamped'",
    "are not those of its digest" },
  { "page", "UPDATE page SET rotation = 90 WHERE kind = 'material'", "are not those of its digest" },
  { "stamped-photo", "DELETE FROM page WHERE kind = 'stamped'", "photos of the stamped pages are not those" },
  { "submission", "UPDATE submission SET content = replace (content, '\"copies\":2', '\"copies\":9')",
    "is not what was submitted" },
  { "submission-gone", "DELETE FROM submission", "is missing" },
  { "event-body",
    "UPDATE event SET body = CAST (substr (body, 1, 60) || x'ff' || substr (body, 62) AS BLOB)"
    " WHERE event_index = 3",
    "Event 3: " },
  { "event-time", "UPDATE event SET at_usec = at_usec - 1 WHERE event_index = 3",
    "Event 3: index or time are not those of the bytes" },
  { "event-gone",
    "DELETE FROM opening WHERE event_index = 4; DELETE FROM history WHERE event_index = 4;"
    "DELETE FROM event WHERE event_index = 4",
    "Event 4: the event is missing" },
  { "opening", "UPDATE opening SET value = 'H0001' WHERE event_index = 6 AND secret = 0",
    "Event 6: an opening does not fit its commitment" },
  { "history-gone", "DELETE FROM history WHERE event_index = 5",
    "Event 5: the line of the history is missing" },
  { "history-actor", "UPDATE history SET actor_id = 'H0001' WHERE action = 'approve'",
    "names other people or reasons" },
  { "history-action", "UPDATE history SET to_state = 'refused' WHERE action = 'approve'",
    "says something else than the event" },
  { "history-moved",
    "UPDATE history SET request_id = '00000000-0000-7000-8000-000000000000'"
    " WHERE action = 'approve'",
    "says something else than the event" },
};

/* Each change that the ledger did not make is found. */
static void
test_attack (Fixture *f, gconstpointer data)
{
  const Attack *a = data;

  attack (f, a->sql);
  yy_test_ctl_run (&f->ctl, 1, NULL, "check", NULL);
  g_test_message ("%s", f->ctl.out);
  assert_said (f->ctl.out, a->sentence);
}

static void
flip_byte (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  guint8 byte;

  g_assert_cmpint (pread (fd, &byte, 1, 5), ==, 1);
  byte ^= 1;
  g_assert_cmpint (pwrite (fd, &byte, 1, 5), ==, 1);
  close (fd);
}

static void
test_check_pictures (Fixture *f, gconstpointer data)
{
  g_autofree char *flipped = picture_path (f->ctl.data, f->pictures[0]);
  g_autofree char *missing = picture_path (f->ctl.data, f->pictures[1]);
  g_autofree char *unknown_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "unknown", -1);
  g_autofree char *unknown = picture_path (f->ctl.data, unknown_hash);
  g_autofree char *parent = g_path_get_dirname (unknown);
  g_autofree char *stray = g_build_filename (f->ctl.data, "blobs", "notes.txt", NULL);
  g_autofree char *said_flipped = g_strdup_printf ("Picture %s is damaged.", f->pictures[0]);
  g_autofree char *said_missing = g_strdup_printf ("Picture %s is missing.", f->pictures[1]);
  const struct utimbuf long_ago = { 1, 1 };

  flip_byte (flipped);
  g_assert_cmpint (g_unlink (missing), ==, 0);
  g_assert_true (g_file_set_contents (stray, "x", 1, NULL));
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (unknown, "unknown", -1, NULL));
  yy_test_ctl_run (&f->ctl, 1, NULL, "check", NULL);
  assert_said (f->ctl.out, said_flipped);
  assert_said (f->ctl.out, said_missing);
  assert_said (f->ctl.out, "“notes.txt”");
  /* What came this minute may be on its way into the database; what is old is not. */
  assert_said (f->ctl.out, "Faults: 3.");
  g_assert_cmpint (utime (unknown, &long_ago), ==, 0);
  yy_test_ctl_run (&f->ctl, 1, NULL, "check", NULL);
  assert_said (f->ctl.out, "Faults: 4.");
  assert_said (f->ctl.out, unknown_hash);
}

static void
restore_and_compare (Fixture *f, const char *backups, const char *wanted)
{
  g_autofree char *live = g_strdup (f->ctl.data);
  g_autofree char *digest = NULL;

  g_free (f->ctl.data);
  f->ctl.data = yy_test_ctl_path (&f->ctl, "restored");
  yy_test_ctl_run (&f->ctl, 0, NULL, "restore", backups, NULL);
  digest = digest_of (f->ctl.data);
  g_assert_cmpstr (digest, ==, wanted);
  yy_test_ctl_run (&f->ctl, 0, NULL, "check", NULL);
  assert_said (f->ctl.out, "Faults: 0.");

  g_free (f->ctl.data);
  f->ctl.data = g_steal_pointer (&live);
}

/* The drill: everything is as it was, to the last row of the last table. */
static void
test_drill (Fixture *f, gconstpointer data)
{
  g_autofree char *backups = yy_test_ctl_path (&f->ctl, "backups");
  g_autofree char *inside = g_build_filename (f->ctl.data, "backups", NULL);
  g_autofree char *before = digest_of (f->ctl.data);
  g_autofree char *after = NULL;

  yy_test_ctl_run (&f->ctl, 1, NULL, "backup", inside, NULL);
  yy_test_ctl_run (&f->ctl, 2, NULL, "backup", backups, "--keep", "0", NULL);
  yy_test_ctl_run (&f->ctl, 0, NULL, "backup", backups, NULL);
  assert_said (f->ctl.out, "4 pictures, 4 of them new");
  yy_test_ctl_run (&f->ctl, 0, NULL, "restore", backups, "--verify-only", NULL);
  assert_said (f->ctl.out, "is whole: 4 pictures");

  /* Never over what is there. */
  yy_test_ctl_run (&f->ctl, 1, NULL, "restore", backups, NULL);
  assert_said (f->ctl.err, "not empty");
  after = digest_of (f->ctl.data);
  g_assert_cmpstr (before, ==, after);
  restore_and_compare (f, backups, before);
}

/* The nightly backup copies what is new, and keeps as many as it was told. */
static void
test_generations (Fixture *f, gconstpointer data)
{
  g_autofree char *backups = yy_test_ctl_path (&f->ctl, "backups");
  g_autofree char *time = NULL;
  g_autofree char *gone = picture_path (backups, f->pictures[3]);
  g_autoptr (YyDb) db = NULL;
  g_autoptr (GError) error = NULL;

  yy_test_ctl_run (&f->ctl, 0, NULL, "backup", backups, NULL);
  time = g_strndup (f->ctl.out + strlen ("Backup "), strcspn (f->ctl.out + strlen ("Backup "), ":"));
  yy_test_ctl_run (&f->ctl, 0, NULL, "policy", "set", "days-ahead", "30", NULL);
  db = yy_test_ctl_open (&f->ctl);
  yy_db_exec (db, "DELETE FROM upload WHERE sha256 NOT IN (SELECT sha256 FROM page)", &error);
  g_assert_no_error (error);
  yy_db_exec (db, "DELETE FROM picture WHERE sha256 NOT IN (SELECT sha256 FROM page)", &error);
  g_assert_no_error (error);
  yy_test_ctl_run (&f->ctl, 0, NULL, "backup", backups, NULL);
  assert_said (f->ctl.out, "3 pictures, 0 of them new; 0 old backups");
  g_assert_true (g_file_test (gone, G_FILE_TEST_EXISTS));

  yy_test_ctl_run (&f->ctl, 0, NULL, "restore", backups, "--at", time, "--verify-only", NULL);
  assert_said (f->ctl.out, "4 pictures");
  yy_test_ctl_run (&f->ctl, 0, NULL, "backup", backups, "--keep", "2", NULL);
  assert_said (f->ctl.out, "1 old backups were removed");
  yy_test_ctl_run (&f->ctl, 1, NULL, "restore", backups, "--at", time, "--verify-only", NULL);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  yy_test_ctl_run (&f->ctl, 0, NULL, "restore", backups, "--verify-only", NULL);
}

/* A backup that rots is found by the drill and not on the day when it is needed. */
static void
test_damaged_backup (Fixture *f, gconstpointer data)
{
  g_autofree char *backups = yy_test_ctl_path (&f->ctl, "backups");
  g_autofree char *picture = picture_path (backups, f->pictures[0]);
  g_autofree char *manifest = NULL;
  g_autofree char *text = NULL;
  g_autofree char *time = NULL;
  g_autofree char *database = NULL;

  yy_test_ctl_run (&f->ctl, 0, NULL, "backup", backups, NULL);
  time = g_strndup (f->ctl.out + strlen ("Backup "), strcspn (f->ctl.out + strlen ("Backup "), ":"));
  flip_byte (picture);
  yy_test_ctl_run (&f->ctl, 1, NULL, "restore", backups, "--verify-only", NULL);
  assert_said (f->ctl.out, f->pictures[0]);
  flip_byte (picture);

  database = g_strdup_printf ("%s/yanyin-%s.db", backups, time);
  flip_byte (database);
  yy_test_ctl_run (&f->ctl, 1, NULL, "restore", backups, "--verify-only", NULL);
  flip_byte (database);
  yy_test_ctl_run (&f->ctl, 0, NULL, "restore", backups, "--verify-only", NULL);

  manifest = g_strdup_printf ("%s/manifest-%s", backups, time);
  g_assert_true (g_file_get_contents (manifest, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (manifest, text, (gssize) strlen (text) / 2, NULL));
  yy_test_ctl_run (&f->ctl, 1, NULL, "restore", backups, "--verify-only", NULL);
  assert_said (f->ctl.err, "is damaged");
}

/* One lost picture does not cost the backup of all the others, but somebody hears of it. */
static void
test_missing_picture (Fixture *f, gconstpointer data)
{
  g_autofree char *backups = yy_test_ctl_path (&f->ctl, "backups");
  g_autofree char *missing = picture_path (f->ctl.data, f->pictures[1]);

  g_assert_cmpint (g_unlink (missing), ==, 0);
  yy_test_ctl_run (&f->ctl, 1, NULL, "backup", backups, NULL);
  assert_said (f->ctl.err, f->pictures[1]);
  assert_said (f->ctl.out, "3 pictures");
  yy_test_ctl_run (&f->ctl, 0, NULL, "restore", backups, "--verify-only", NULL);
  assert_said (f->ctl.out, f->pictures[1]);
}

/* The service, in this process: it changes two things that belong together in each transaction. */
static gboolean
write_pair (YyDb *db, gpointer user_data, GError **error)
{
  int *n = user_data;
  g_autofree char *value = g_strdup_printf ("%d", (*n)++);

  return yy_directory_store_set_setting (db, "test.first", value, error) &&
         yy_directory_store_set_setting (db, "test.second", value, error);
}

typedef struct
{
  YyDbWriter *writer;
  int stop;
} Writing;

static gpointer
write_until_stopped (gpointer data)
{
  Writing *writing = data;
  int n = 0;

  while (!g_atomic_int_get (&writing->stop))
    {
      g_autoptr (GError) error = NULL;

      yy_db_writer_run_sync (writing->writer, write_pair, &n, &error);
      g_assert_no_error (error);
    }

  return GINT_TO_POINTER (n);
}

static void
assert_pair (Fixture *f)
{
  g_autoptr (YyDb) db = yy_test_ctl_open (&f->ctl);
  g_autofree char *first = yy_directory_store_dup_setting (db, "test.first", NULL);
  g_autofree char *second = yy_directory_store_dup_setting (db, "test.second", NULL);

  g_assert_cmpstr (first, ==, second);
}

/* The service never stops for a backup, and the backup never holds half of a change; what the operator
 * changes beside it is neither lost nor in the way. */
static void
test_while_writing (Fixture *f, gconstpointer data)
{
  g_autofree char *backups = yy_test_ctl_path (&f->ctl, "backups");
  g_autofree char *path = g_build_filename (f->ctl.data, "yanyin.db", NULL);
  g_autoptr (GError) error = NULL;
  Writing writing = { NULL };
  GThread *thread;
  YyDb *db = yy_db_open (path, YY_DB_READ_WRITE, &error);
  guint64 commits;

  g_assert_no_error (error);
  writing.writer = yy_db_writer_new (db, NULL, NULL);
  thread = g_thread_new ("writer", write_until_stopped, &writing);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *days = g_strdup_printf ("%u", 40 + i);

      commits = yy_db_writer_get_commits (writing.writer);
      yy_test_ctl_run (&f->ctl, 0, NULL, "backup", backups, NULL);
      yy_test_ctl_run (&f->ctl, 0, NULL, "policy", "set", "days-ahead", days, NULL);
      yy_test_ctl_run (&f->ctl, 0, NULL, "check", NULL);
      g_assert_cmpuint (yy_db_writer_get_commits (writing.writer), >, commits);
    }
  g_atomic_int_set (&writing.stop, 1);
  g_thread_join (thread);
  yy_db_writer_free (writing.writer);

  yy_test_ctl_run (&f->ctl, 0, NULL, "policy", "get", "days-ahead", NULL);
  g_assert_cmpstr (f->ctl.out, ==, "44\n");
  g_free (f->ctl.data);
  f->ctl.data = yy_test_ctl_path (&f->ctl, "restored");
  yy_test_ctl_run (&f->ctl, 0, NULL, "restore", backups, NULL);
  assert_pair (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/backup/check/clean", Fixture, NULL, set_up, test_check_clean, tear_down);
  g_test_add ("/backup/check/pictures", Fixture, NULL, set_up, test_check_pictures, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_strconcat ("/backup/check/", attacks[i].name, NULL);

      g_test_add (path, Fixture, &attacks[i], set_up, test_attack, tear_down);
    }
  g_test_add ("/backup/drill", Fixture, NULL, set_up, test_drill, tear_down);
  g_test_add ("/backup/generations", Fixture, NULL, set_up, test_generations, tear_down);
  g_test_add ("/backup/damaged", Fixture, NULL, set_up, test_damaged_backup, tear_down);
  g_test_add ("/backup/missing-picture", Fixture, NULL, set_up, test_missing_picture, tear_down);
  g_test_add ("/backup/while-writing", Fixture, NULL, set_up, test_while_writing, tear_down);

  return g_test_run ();
}
