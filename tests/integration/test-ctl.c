/* The operator's tool, as an operator uses it: what he would lose is the department (a half import), the
 * trust in its rules (a keeper whom the notice does not allow), or his afternoon (a fault without its place).
 */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "yy-account-store.h"
#include "yy-event-store.h"
#include "yy-password.h"
#include "yy-pinyin.h"
#include "yy-test-ctl.h"

#define GOOD_PASSWORD "plum rain over the south lake"

static void
set_up (YyTestCtl *f, gconstpointer data)
{
  yy_test_ctl_set_up (f, TRUE);
}

static void
set_up_empty (YyTestCtl *f, gconstpointer data)
{
  yy_test_ctl_set_up (f, FALSE);
}

static void
tear_down (YyTestCtl *f, gconstpointer data)
{
  yy_test_ctl_tear_down (f);
}

static void
assert_said (const char *said, const char *wanted)
{
  if (strstr (said, wanted) == NULL)
    g_test_message ("it said: %s", said);
  g_assert_nonnull (strstr (said, wanted));
}

/* Replaces @find, which must be there once, or the whole file when it is %NULL. */
static void
edit (YyTestCtl *f, const char *file, const char *find, const char *replace, gssize size)
{
  g_autofree char *path = g_build_filename (f->csv, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) after = g_string_new (NULL);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  if (find != NULL)
    {
      const char *at = strstr (text, find);

      g_assert_nonnull (at);
      g_assert_null (strstr (at + 1, find));
      g_string_append_len (after, text, at - text);
      g_string_append_len (after, replace, size);
      g_string_append (after, at + strlen (find));
    }
  else
    {
      g_string_append_len (after, replace, size);
    }
  g_file_set_contents (path, after->str, (gssize) after->len, &error);
  g_assert_no_error (error);
}

static void
test_init (YyTestCtl *f, gconstpointer data)
{
  GStatBuf info;

  yy_test_ctl_run (f, 1, NULL, "import", f->csv, NULL);
  assert_said (f->err, "init NAME");
  yy_test_ctl_run (f, 1, NULL, "init", "", NULL);
  g_assert_false (g_file_test (f->data, G_FILE_TEST_EXISTS));
  yy_test_ctl_run (f, 2, NULL, "init", NULL);

  yy_test_ctl_run (f, 0, NULL, "init", "南湖大学后勤保障部", NULL);
  g_assert_cmpint (g_stat (f->data, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  yy_test_ctl_run (f, 1, NULL, "init", "另一个部门", NULL);
  assert_said (f->err, "already");
}

/* The nightly job of the personnel office imports the same files every day. */
static void
test_import_twice (YyTestCtl *f, gconstpointer data)
{
  g_autofree char *database = g_build_filename (f->data, "yanyin.db", NULL);
  g_autofree char *before = yy_test_ctl_digest (database);
  g_autofree char *after = NULL;

  assert_said (f->out, "12 units, 60 people, 4 seals and 60 accounts");
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 1);
  yy_test_ctl_run (f, 0, NULL, "import", f->csv, NULL);
  assert_said (f->out, "nothing was changed");
  after = yy_test_ctl_digest (database);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 1);
}

/* Who leaves is out at once; who stays keeps his password. */
static void
test_import_leaver (YyTestCtl *f, gconstpointer data)
{
  g_autofree char *people = g_build_filename (f->csv, "people.csv", NULL);
  g_autofree char *accounts = g_build_filename (f->csv, "accounts.csv", NULL);
  YySessionRow session = { (char *) "s", (char *) "H0014", (char *) "d", 1, 1, G_MAXINT64 };
  guint8 token[32] = { 1 };
  g_autoptr (YyDb) db = NULL;
  g_autoptr (YyAccount) left = NULL;
  g_autoptr (YyAccount) stays = NULL;
  g_autoptr (GPtrArray) sessions = NULL;
  g_autoptr (GError) error = NULL;

  yy_test_ctl_run (f, 0, GOOD_PASSWORD, "password", "set", "tangbanxia", NULL);
  yy_test_ctl_run (f, 0, GOOD_PASSWORD, "password", "set", "heqingyue", NULL);
  db = yy_test_ctl_open (f);
  yy_session_store_insert (db, &session, token, &error);
  g_assert_no_error (error);

  edit (f, "people.csv", "H0014,唐半夏,dining,19900000014,,\n", "", 0);
  yy_test_ctl_run (f, 0, NULL, "import", people, NULL);
  assert_said (f->out, "No longer active, and signed out: 1 ");
  left = yy_account_store_find (db, "tangbanxia", &error);
  g_assert_true (left->disabled);
  sessions = yy_session_store_list (db, "H0014", &error);
  g_assert_cmpuint (sessions->len, ==, 0);
  stays = yy_account_store_find (db, "heqingyue", &error);
  g_assert_true (yy_password_verify (stays->password_hash, GOOD_PASSWORD));

  /* His account given to somebody else opens with nobody's old password. */
  g_clear_pointer (&left, yy_account_free);
  edit (f, "accounts.csv", "tangbanxia,H0014", "gonenow,H0015", -1 + (gssize) sizeof "gonenow,H0015");
  edit (f, "accounts.csv", "h0015,H0015\n", "", 0);
  edit (f, "accounts.csv", "heqingyue,H0013", "heqingyue2,H0013", -1 + (gssize) sizeof "heqingyue2,H0013");
  edit (f, "accounts.csv", "h0016,H0016", "heqingyue,H0016", -1 + (gssize) sizeof "heqingyue,H0016");
  yy_test_ctl_run (f, 0, NULL, "import", accounts, NULL);
  left = yy_account_store_find (db, "heqingyue", &error);
  g_assert_cmpstr (left->person_id, ==, "H0016");
  g_assert_cmpstr (left->password_hash, ==, "");
}

typedef struct
{
  const char *name;
  const char *file;
  const char *find; /* NULL: the whole file */
  const char *replace;
  gssize size; /* of replace; 0: its length */
  const char *place;
  const char *sentence;
} Broken;

static const Broken brokens[] = {
  { "quote-inside", "people.csv", "沈南乔", "沈\"南乔", 0, "people.csv:3:8: ", "must be quoted as a whole" },
  { "quote-open", "people.csv", "沈南乔", "\"沈南乔", 0, "people.csv:3:7: ", "never closed" },
  { "quote-rest", "people.csv", "沈南乔", "\"沈\"南乔", 0, "people.csv:3:10: ", "closing quote" },
  { "zero-byte", "people.csv", "沈南乔", "沈\0乔", 7, "people.csv:3:8: ", "zero byte" },
  { "not-utf8", "people.csv", "沈南乔", "\xc9\xf2", 0, "people.csv:3:7: ", "UTF-8" },
  { "lone-cr", "people.csv", "沈南乔", "沈\r乔", 0, "people.csv:3:8: ", "carriage return" },
  { "empty", "units.csv", NULL, "", 0, "units.csv: ", "empty" },
  { "too-few-fields", "units.csv", "party,党建工作科,20", "party,党建工作科", 0,
    "units.csv:3:1: ", "2 fields" },
  { "too-many-fields", "units.csv", "party,党建工作科,20", "party,党建工作科,20,", 0,
    "units.csv:3:1: ", "4 fields" },
  { "empty-line", "units.csv", "party,", "\nparty,", 0, "units.csv:3:1: ", "1 fields" },
  { "unknown-column", "units.csv", "unit,name,sort", "unit,name,rank", 0, "units.csv:1:11: ", "“rank”" },
  { "missing-column", "units.csv", "unit,name,sort", "unit,name,rank", 0,
    "units.csv:1:1: ", "“sort” is missing" },
  { "column-twice", "units.csv", "unit,name,sort", "unit,name,name", 0, "units.csv:1:11: ", "there twice" },
  { "unit-twice", "units.csv", "party,党建", "office,党建", 0, "units.csv:3:1: ", "“office” is there twice" },
  { "unit-id", "units.csv", "dining,饮", "din ing,饮", 0, "units.csv:4:1: ", "letters and digits" },
  { "unit-name", "units.csv", "党建工作科", "", 0, "units.csv:3:7: ", "" },
  { "unit-sort", "units.csv", "科,20", "科,2x", 0, "units.csv:3:13: ", "“2x” is no whole number" },
  { "person-twice", "people.csv", "H0002", "H0001", 0, "people.csv:3:1: ", "“H0001” is there twice" },
  { "person-unit", "people.csv", "沈南乔,party", "沈南乔,nowhere", 0,
    "people.csv:3:11: ", "no unit “nowhere”" },
  { "person-blank", "people.csv", "沈南乔", "沈南乔 ", 0, "people.csv:3:7: ", "blanks around" },
  { "person-control", "people.csv", "沈南乔", "沈\u202e乔", 0, "people.csv:3:7: ", "" },
  { "person-mobile", "people.csv", "19900000002", "1990000000", 0, "people.csv:3:17: ", "no mobile number" },
  { "person-extra", "people.csv", "80001020,", "80001020,party", 0,
    "people.csv:3:38: ", "“party” is there twice" },
  { "post-person", "posts.csv", "H0002,chief", "H9999,chief", 0, "posts.csv:4:1: ", "no person “H9999”" },
  { "post-word", "posts.csv", "H0002,chief", "H0002,boss", 0, "posts.csv:4:7: ", "“boss” is no post" },
  { "post-unit", "posts.csv", "H0002,chief,", "H0002,chief,party", 0, "posts.csv:4:13: ", "section head" },
  { "head-no-unit", "posts.csv", "section_head,party", "section_head,", 0, "posts.csv:9:20: ", "no unit “”" },
  { "charge-no-leader", "charges.csv", "H0003,party", "H0013,party", 0, "charges.csv:3:1: ", "“leader”" },
  { "charge-twice", "charges.csv", "H0003,party", "H0003,office", 0, "charges.csv:3:7: ", "there twice" },
  { "seal-kind", "seals.csv", "admin-seal,admin", "admin-seal,round", 0, "seals.csv:3:12: ", "“round”" },
  { "seal-unkept", "keepers.csv", "name-seal,H0006,keeper", "name-seal,H0006,deputy", 0,
    "seals.csv:4:1: ", "Nobody keeps" },
  { "keeper-seal", "keepers.csv", "party-seal,H0012", "lost-seal,H0012", 0,
    "keepers.csv:3:1: ", "no seal “lost-seal”" },
  { "keeper-role", "keepers.csv", "H0012,deputy", "H0012,helper", 0,
    "keepers.csv:3:18: ", "“helper” is no role" },
  { "R06", "keepers.csv", "party-seal,H0011", "party-seal,H0007", 0,
    "keepers.csv:2:12: ", "R06 党委章由组织员负责管理。" },
  { "R07", "keepers.csv", "admin-seal,H0007", "admin-seal,H0013", 0, "keepers.csv:4:12: ", "R07 " },
  { "R08", "keepers.csv", "name-seal,H0006", "name-seal,H0007", 0, "keepers.csv:6:11: ", "R08 " },
  { "account-case", "accounts.csv", "tangbanxia", "TangBanxia", 0, "accounts.csv:15:1: ", "“tangbanxia”" },
  { "account-twice", "accounts.csv", "tangbanxia", "heqingyue", 0, "accounts.csv:15:1: ", "there twice" },
  { "account-second", "accounts.csv", "tangbanxia,H0014", "tangbanxia,H0013", 0,
    "accounts.csv:15:12: ", "another account" },
  { "company-twice", "companies.csv", "qingmiao-food", "hexi-food", 0,
    "companies.csv:3:1: ", "“hexi-food” is there twice" },
  { "company-id", "companies.csv", "tongda-bus", "tongda bus", 0,
    "companies.csv:6:1: ", "letters and digits" },
  { "company-name", "companies.csv", "同达客运服务有限公司", "", 0, "companies.csv:6:12: ", "" },
  { "company-unit", "companies.csv", "fleet", "fleets", 0, "companies.csv:6:23: ", "no unit “fleets”" },
};

/* Every fault has its place, and nothing at all is changed. */
static void
test_broken (YyTestCtl *f, gconstpointer data)
{
  const Broken *broken = data;
  g_autofree char *database = g_build_filename (f->data, "yanyin.db", NULL);
  g_autofree char *before = yy_test_ctl_digest (database);
  g_autofree char *after = NULL;
  gssize size = broken->size != 0 ? broken->size : (gssize) strlen (broken->replace);

  edit (f, broken->file, broken->find, broken->replace, size);
  yy_test_ctl_run (f, 1, NULL, "import", f->csv, NULL);
  g_test_message ("%s", f->err);
  assert_said (f->err, broken->place);
  assert_said (strstr (f->err, broken->place), broken->sentence);
  after = yy_test_ctl_digest (database);
  g_assert_cmpstr (before, ==, after);
}

/* A file that is not given stands for what is stored: it must still fit. */
static void
test_import_part (YyTestCtl *f, gconstpointer data)
{
  g_autofree char *people = g_build_filename (f->csv, "people.csv", NULL);
  g_autofree char *keepers = g_build_filename (f->csv, "keepers.csv", NULL);
  g_autofree char *materials = g_build_filename (f->csv, "materials.csv", NULL);

  edit (f, "people.csv", "H0012,宋拾遗,party,19900000012,80001023,office\n", "", 0);
  yy_test_ctl_run (f, 1, NULL, "import", people, NULL);
  assert_said (f->err, "keepers.csv: As it is stored, “party-seal”: There is no person “H0012”.");
  edit (f, "keepers.csv", "party-seal,H0012,deputy\n", "", 0);
  yy_test_ctl_run (f, 0, NULL, "import", people, keepers, NULL);
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 2);

  yy_test_ctl_run (f, 1, NULL, "import", materials, NULL);
  assert_said (f->err, "materials.csv");
  yy_test_ctl_run (f, 1, NULL, "import", "/nowhere", NULL);
}

static void
assert_password (YyTestCtl *f, const char *account, const char *password)
{
  g_autoptr (YyDb) db = yy_test_ctl_open (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyAccount) found = yy_account_store_find (db, account, &error);

  g_assert_no_error (error);
  if (password == NULL)
    g_assert_cmpstr (found->password_hash, ==, "");
  else
    g_assert_true (yy_password_verify (found->password_hash, password));
}

static void
test_passwords (YyTestCtl *f, gconstpointer data)
{
  g_autofree char *file = yy_test_ctl_path (f, "secret");

  yy_test_ctl_run (f, 1, "short", "password", "set", "tangbanxia", NULL);
  yy_test_ctl_run (f, 1, "tangbanxia tangbanxia", "password", "set", "tangbanxia", NULL);
  yy_test_ctl_run (f, 1, "two lines are no\npassword at all\n", "password", "set", "tangbanxia", NULL);
  yy_test_ctl_run (f, 1, "", "password", "set", "tangbanxia", NULL);
  yy_test_ctl_run (f, 1, GOOD_PASSWORD, "password", "set", "nobody", NULL);
  assert_said (f->err, "“nobody”");
  yy_test_ctl_run (f, 2, NULL, "password", "set", "tangbanxia", "--from", "x", NULL);
  assert_password (f, "tangbanxia", NULL);
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 1);

  yy_test_ctl_run (f, 0, GOOD_PASSWORD "\n", "password", "set", "TangBanxia", NULL);
  assert_password (f, "tangbanxia", GOOD_PASSWORD);
  g_assert_null (strstr (f->out, GOOD_PASSWORD));
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 2);

  /* Those who have one keep it. */
  g_assert_true (g_file_set_contents (file, "demo-password-2026\r\n", -1, NULL));
  yy_test_ctl_run (f, 2, NULL, "password", "set-all", NULL);
  yy_test_ctl_run (f, 0, NULL, "password", "set-all", "--from-file", file, NULL);
  assert_said (f->out, "59");
  assert_password (f, "tangbanxia", GOOD_PASSWORD);
  assert_password (f, "heqingyue", "demo-password-2026");
  yy_test_ctl_run (f, 0, NULL, "password", "set-all", "--from-file", file, NULL);
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 2 + 59);
}

/* What @fd says up to @wanted. */
static void
read_until (int fd, const char *wanted)
{
  g_autoptr (GString) said = g_string_new (NULL);
  char c;

  while (strstr (said->str, wanted) == NULL)
    {
      g_assert_cmpint (read (fd, &c, 1), ==, 1);
      g_string_append_c (said, c);
    }
}

static int
type_twice (YyTestCtl *f, const char *first, const char *second)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  int terminal = posix_openpt (O_RDWR | O_NOCTTY);
  int said[2];
  int end;

  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (grantpt (terminal) | unlockpt (terminal), ==, 0);
  end = open (ptsname (terminal), O_RDWR | O_NOCTTY);
  g_assert_cmpint (end, >=, 0);
  g_assert_cmpint (pipe (said), ==, 0);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "C", TRUE);
  g_subprocess_launcher_take_stdin_fd (launcher, end);
  g_subprocess_launcher_take_stderr_fd (launcher, said[1]);
  process = g_subprocess_launcher_spawn (launcher, &error, yy_test_ctl_get_program (), "--data", f->data,
                                         "password", "set", "tangbanxia", NULL);
  g_assert_no_error (error);
  g_clear_object (&launcher);
  read_until (said[0], "New password:");
  g_assert_cmpint (write (terminal, first, strlen (first)), >, 0);
  read_until (said[0], "once more:");
  g_assert_cmpint (write (terminal, second, strlen (second)), >, 0);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  close (said[0]);
  close (terminal);

  return g_subprocess_get_exit_status (process);
}

/* A slip of the fingers must not lock somebody out. */
static void
test_terminal (YyTestCtl *f, gconstpointer data)
{
  g_assert_cmpint (type_twice (f, GOOD_PASSWORD "\n", "something else altogether\n"), ==, 1);
  assert_password (f, "tangbanxia", NULL);
  g_assert_cmpint (type_twice (f, GOOD_PASSWORD "\n", GOOD_PASSWORD "\n"), ==, 0);
  assert_password (f, "tangbanxia", GOOD_PASSWORD);
}

static void
test_account (YyTestCtl *f, gconstpointer data)
{
  yy_test_ctl_run (f, 0, NULL, "account", "list", NULL);
  assert_said (f->out, "tangbanxia\tH0014\t唐半夏\tno password\n");
  yy_test_ctl_run (f, 0, NULL, "account", "disable", "tangbanxia", NULL);
  yy_test_ctl_run (f, 0, NULL, "account", "list", NULL);
  assert_said (f->out, "tangbanxia\tH0014\t唐半夏\tdisabled\n");
  yy_test_ctl_run (f, 0, NULL, "account", "enable", "tangbanxia", NULL);
  yy_test_ctl_run (f, 1, NULL, "account", "disable", "nobody", NULL);
  yy_test_ctl_run (f, 2, NULL, "account", "remove", "tangbanxia", NULL);
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 3);
}

static void
test_policy (YyTestCtl *f, gconstpointer data)
{
  yy_test_ctl_run (f, 0, NULL, "policy", "list", NULL);
  assert_said (f->out, "days-ahead=90\n");
  yy_test_ctl_run (f, 0, NULL, "policy", "set", "days-ahead", "30", NULL);
  yy_test_ctl_run (f, 0, NULL, "policy", "set", "days-ahead", "30", NULL);
  yy_test_ctl_run (f, 0, NULL, "policy", "get", "days-ahead", NULL);
  g_assert_cmpstr (f->out, ==, "30\n");
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 2);
  yy_test_ctl_run (f, 1, NULL, "policy", "set", "days-ahead", "-1", NULL);
  yy_test_ctl_run (f, 1, NULL, "policy", "set", "days-behind", "1", NULL);
  yy_test_ctl_run (f, 1, NULL, "policy", "get", "days-behind", NULL);
  yy_test_ctl_run (f, 2, NULL, "policy", "set", "days-ahead", NULL);
  g_assert_cmpint (yy_test_ctl_count_events (f), ==, 2);
}

static void
test_usage (YyTestCtl *f, gconstpointer data)
{
  yy_test_ctl_run (f, 2, NULL, "destroy", NULL);
  yy_test_ctl_run (f, 2, NULL, "import", NULL);
  yy_test_ctl_run (f, 0, NULL, "--version", NULL);
  g_assert_true (g_str_has_prefix (f->out, "yanyinctl "));
  yy_test_ctl_run (f, 0, NULL, "--help", NULL);
  assert_said (f->out, "import");
}

/* Somebody is found by what is typed for his name. */
static void
test_pinyin (void)
{
  static const char *const names[][3] = {
    { "张一帆", "zhang yifan", "zyf" },
    { "单临川", "shan linchuan", "slc" },
    { "仇远山", "qiu yuanshan", "qys" },
    { "解问樵", "xie wenqiao", "xwq" },
    { "区念禾", "ou nianhe", "onh" },
    { "盖长风", "ge zhangfeng", "gzf" },
    { "查良", "zha liang", "zl" },
    { "曾以宁", "zeng yining", "zyn" },
    { "朴实", "piao shi", "ps" },
    { "尉迟砚", "yuchi yan", "ycy" },
    { "万俟云深", "moqi yunshen", "mqys" },
    { "长孙无忌", "zhangsun wuji", "zswj" },
    { "欧阳远岫", "ouyang yuanxiu", "oyyx" },
    { "吕择木", "lv zemu", "lzm" },
    { "司马", "si ma", "sm" },
    { "莉娜·云杉", "lina yunshan", "lnys" },
    { "Ana María López", "ana maria lopez", "aml" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *pinyin = NULL;
      g_autofree char *initials = NULL;

      yy_pinyin_spell (names[i][0], &pinyin, &initials);
      g_assert_cmpstr (pinyin, ==, names[i][1]);
      g_assert_cmpstr (initials, ==, names[i][2]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ctl/pinyin", test_pinyin);
  g_test_add ("/ctl/usage", YyTestCtl, NULL, set_up_empty, test_usage, tear_down);
  g_test_add ("/ctl/init", YyTestCtl, NULL, set_up_empty, test_init, tear_down);
  g_test_add ("/ctl/import/twice", YyTestCtl, NULL, set_up, test_import_twice, tear_down);
  g_test_add ("/ctl/import/leaver", YyTestCtl, NULL, set_up, test_import_leaver, tear_down);
  g_test_add ("/ctl/import/part", YyTestCtl, NULL, set_up, test_import_part, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (brokens); i++)
    {
      g_autofree char *path = g_strconcat ("/ctl/import/broken/", brokens[i].name, NULL);

      g_test_add (path, YyTestCtl, &brokens[i], set_up, test_broken, tear_down);
    }
  g_test_add ("/ctl/passwords", YyTestCtl, NULL, set_up, test_passwords, tear_down);
  g_test_add ("/ctl/terminal", YyTestCtl, NULL, set_up, test_terminal, tear_down);
  g_test_add ("/ctl/account", YyTestCtl, NULL, set_up, test_account, tear_down);
  g_test_add ("/ctl/policy", YyTestCtl, NULL, set_up, test_policy, tear_down);

  return g_test_run ();
}
