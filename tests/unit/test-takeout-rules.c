/* Seals that leave their place (R03-R05), in the domain alone: who may hand one out, carry it and take it in,
 * what a booking may say, and that nothing else opens. What a person would lose is the seal. */

#include <string.h>

#include "yy-booking.h"
#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-route.h"
#include "yy-rule-set.h"
#include "yy-test-org.h"
#include "yy-test-request.h"
#include "yy-text.h"

#define CARRIER_KEEPER "1004" /* a member of the section who keeps the seal, too */
#define FROM "2026-03-02T14:00"
#define UNTIL "2026-03-02T17:30"

/* What this table is about: an action of "*" stands for those of them that no line before it names. */
static const YyAction actions[] = { YY_ACTION_APPROVE,   YY_ACTION_ACCEPT, YY_ACTION_STAMP,
                                    YY_ACTION_CHECK_OUT, YY_ACTION_CARRY,  YY_ACTION_CHECK_IN,
                                    YY_ACTION_ALARM };

typedef struct
{
  YyOrg *org;
  YyPolicy policy;
} Fixture;

static void
set_time (Fixture *f, const char *minute)
{
  g_assert_true (yy_booking_parse_minute (minute, &f->policy.now_usec));
}

static void
setup (Fixture *f, gconstpointer data)
{
  f->org = yy_test_org_new ();
  yy_test_org_add_person (f->org, CARRIER_KEEPER, "宁采薇", YY_TEST_REPAIRS, TRUE);
  yy_test_org_add_seal (f->org, YY_TEST_SEAL_ADMIN, YY_SEAL_ADMIN,
                        YY_TEST_KEEPER " " YY_TEST_DEPUTY " " YY_TEST_LEADER_KEEPER " " CARRIER_KEEPER, 1,
                        TRUE);
  yy_org_add_post (f->org, YY_TEST_LEADER_KEEPER, YY_POST_CHIEF, "");
  yy_policy_init (&f->policy);
  set_time (f, "2026-03-02T15:00");
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->org, yy_org_unref);
}

static YyForm *
make_form (const char *carrier_id)
{
  YyForm *form = yy_test_form_new ();

  form->kind = YY_KIND_TAKE_OUT;
  yy_form_set_text (&form->reason, "到市政务服务中心现场签章，窗口不接受事后补盖");
  yy_form_set_text (&form->destination, "市政务服务中心");
  yy_form_set_text (&form->out_from, FROM);
  yy_form_set_text (&form->out_until, UNTIL);
  yy_form_set_text (&form->carrier_id, carrier_id);

  return form;
}

static void
go (YyRequest *request, const char *actor_id, YyAction action, YyState to)
{
  yy_test_request_apply (request, actor_id, action, to, YY_STEP_NONE, "");
}

static void
walk_approved (YyRequest *request, YyState state, const char *approver_id)
{
  const char *carrier_id = request->form->carrier_id;

  yy_test_request_apply (request, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF,
                         approver_id);
  go (request, approver_id, YY_ACTION_APPROVE, YY_STATE_APPROVED);
  if (state == YY_STATE_WITHDRAWN)
    go (request, request->applicant_id, YY_ACTION_WITHDRAW, state);
  if (state == YY_STATE_APPROVED || state == YY_STATE_WITHDRAWN)
    return;
  go (request, YY_TEST_DEPUTY, YY_ACTION_CHECK_OUT, YY_STATE_ACCEPTED);
  yy_form_set_text (&request->accepter_id, YY_TEST_DEPUTY);
  if (state == YY_STATE_ACCEPTED)
    return;
  go (request, carrier_id, YY_ACTION_CARRY, YY_STATE_OUT);
  if (state == YY_STATE_OVERDUE)
    go (request, "", YY_ACTION_ALARM, YY_STATE_OVERDUE);
  if (state == YY_STATE_BACK)
    go (request, YY_TEST_DEPUTY, YY_ACTION_CHECK_IN, YY_STATE_BACK);
}

static YyRequest *
make_request (Fixture *f, const char *role, YyState state, YyStep step)
{
  gboolean keeper_approved = g_str_equal (role, "approver-keeper") && state != YY_STATE_WITHDRAWN;
  const char *carrier_id = g_str_equal (role, "applicant-carrier") ? YY_TEST_APPLICANT
                           : g_str_equal (role, "carrier-keeper")  ? CARRIER_KEEPER
                                                                   : YY_TEST_COLLEAGUE;
  YyRequest *request = yy_test_request_new (f->org, YY_TEST_APPLICANT, make_form (carrier_id));

  switch (state)
    {
    case YY_STATE_DRAFT:
    case YY_STATE_REVIEWING:
    case YY_STATE_REFUSED:
      yy_test_request_walk (request, state, step, YY_TEST_LEADER);
      break;
    case YY_STATE_RETURNED:
      yy_test_request_walk (request, YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER);
      go (request, YY_TEST_LEADER, YY_ACTION_RETURN, state);
      break;
    default:
      yy_test_request_walk (request, YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER);
      walk_approved (request, state, keeper_approved ? YY_TEST_LEADER_KEEPER : YY_TEST_CHIEF);
    }

  return request;
}

static const char *
find_person (const char *role, YyState state, YyStep step)
{
  static const struct
  {
    const char *role;
    const char *person_id;
  } people[] = {
    { "applicant", YY_TEST_APPLICANT },
    { "applicant-carrier", YY_TEST_APPLICANT },
    { "carrier", YY_TEST_COLLEAGUE },
    { "carrier-keeper", CARRIER_KEEPER },
    { "keeper", YY_TEST_KEEPER },
    { "hander", YY_TEST_DEPUTY },
    { "approver-keeper", YY_TEST_LEADER_KEEPER },
    { "other-keeper", YY_TEST_ORGANISER },
    { "office", YY_TEST_DIRECTOR },
    { "other-chief", YY_TEST_CHIEF_2 },
    { "stranger", YY_TEST_STRANGER },
  };

  if (g_str_equal (role, "assignee"))
    return step == YY_STEP_REVIEWER ? YY_TEST_HEAD
           : step == YY_STEP_LEADER || state == YY_STATE_RETURNED || state == YY_STATE_REFUSED
               ? YY_TEST_LEADER
               : YY_TEST_CHIEF;
  if (g_str_equal (role, "decider"))
    return step == YY_STEP_REVIEWER ? YY_TEST_LEADER : YY_TEST_HEAD;
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      if (g_str_equal (people[i].role, role))
        return people[i].person_id;
    }
  g_error ("there is no role %s", role);
}

/* One line of tests/data/take-out-table.csv for one action. */
static gboolean
try_cell (Fixture *f, char **words, YyAction action)
{
  YyState state, next = YY_STATE_LAST;
  YyStep step;
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (YyTarget) target = NULL;
  g_autoptr (GError) error = NULL;
  const YyIntent intent = { .action = action };
  const YyMove *move = NULL;
  gboolean allowed;

  g_assert_true (yy_state_from_nick (words[0], &state) && yy_step_from_nick (words[1], &step));
  if (*words[5] != '\0')
    g_assert_true (yy_state_from_nick (words[5], &next));
  request = make_request (f, words[2], state, step);
  allowed = yy_route_check (request, f->org, &f->policy, find_person (words[2], state, step), &intent, &move,
                            &target, &error);
  if (g_str_equal (words[4], "allowed") ? allowed && move->to == next
      : g_str_equal (words[4], "unseen")
          ? g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND)
          : g_error_matches (error, YY_ERROR, YY_ERROR_RULE) &&
                yy_issue_get_clause (g_ptr_array_index (yy_error_get_issues (error), 0)) != NULL)
    return TRUE;

  g_test_message ("%s %s: %s: %s: is not %s: %s", words[0], words[1], words[2], yy_action_get_nick (action),
                  words[4], error != NULL ? error->message : "allowed");
  return FALSE;
}

static gboolean
is_named (GPtrArray *rows, guint last, char **words, YyAction action)
{
  for (guint i = 0; i < last; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      if (g_str_equal (row[0], words[0]) && g_str_equal (row[1], words[1]) &&
          g_str_equal (row[2], words[2]) && g_str_equal (row[3], yy_action_get_nick (action)))
        return TRUE;
    }

  return FALSE;
}

static void
test_table (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_cells = 0, n_wrong = 0;

  g_assert_true (g_file_get_contents (g_getenv ("YY_TEST_TAKE_OUT_TABLE"), &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_ptr_array_add (rows, g_strsplit (lines[i], ",", 6));
  for (guint i = 0; i < rows->len; i++)
    {
      char **words = g_ptr_array_index (rows, i);
      YyAction one = YY_ACTION_LAST;

      g_assert_cmpuint (g_strv_length (words), ==, 6);
      g_assert_true (g_str_equal (words[3], "*") || yy_action_from_nick (words[3], &one));
      for (guint j = 0; j < G_N_ELEMENTS (actions); j++)
        {
          if (one != YY_ACTION_LAST ? actions[j] != one : is_named (rows, i, words, actions[j]))
            continue;
          n_cells++;
          n_wrong += !try_cell (f, words, actions[j]);
        }
    }

  g_test_message ("%u cells", n_cells);
  g_assert_cmpuint (n_cells, ==, 12 * 13 * G_N_ELEMENTS (actions));
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* What a window offers for a take-out is what the service takes; and of the other kind it offers nothing. */
static void
test_offered (Fixture *f, gconstpointer data)
{
  static const YyState states[] = { YY_STATE_APPROVED, YY_STATE_ACCEPTED, YY_STATE_OUT, YY_STATE_OVERDUE };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (YyRequest) request = make_request (f, "keeper", states[i], YY_STEP_NONE);
      g_autoptr (GPtrArray) options = yy_route_list_options (request, f->org, &f->policy, YY_TEST_KEEPER);
      g_autoptr (GPtrArray) others = NULL;
      const YyOption *option = yy_option_list_find (
          options, states[i] == YY_STATE_APPROVED ? YY_ACTION_CHECK_OUT : YY_ACTION_CHECK_IN);

      g_assert_true (option != NULL && option->refusal == NULL);
      g_assert_null (yy_option_list_find (options, YY_ACTION_ACCEPT));
      g_assert_null (yy_option_list_find (options, YY_ACTION_STAMP));
      others = yy_route_list_options (request, f->org, &f->policy, YY_TEST_COLLEAGUE);
      g_assert_cmpint (yy_option_list_find (others, YY_ACTION_CARRY) != NULL, ==,
                       states[i] == YY_STATE_ACCEPTED);
      request->form->kind = YY_KIND_STAMP;
      g_clear_pointer (&options, g_ptr_array_unref);
      options = yy_route_list_options (request, f->org, &f->policy, YY_TEST_KEEPER);
      g_assert_null (yy_option_list_find (options, YY_ACTION_CHECK_OUT));
      g_assert_null (yy_option_list_find (options, YY_ACTION_CHECK_IN));
    }
}

/* Only inside of the booked time is a seal handed out (R04). */
static void
test_hours (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *now;
    YyIssueCode issue; /* YY_ISSUE_LAST: open */
  } moments[] = {
    { "2026-03-02T13:59", YY_ISSUE_OUT_EARLY }, { FROM, YY_ISSUE_LAST },
    { "2026-03-02T17:29", YY_ISSUE_LAST },      { UNTIL, YY_ISSUE_OUT_OVER },
    { "2026-03-03T14:00", YY_ISSUE_OUT_OVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (YyRequest) request = make_request (f, "keeper", YY_STATE_APPROVED, YY_STEP_NONE);
      g_autoptr (GPtrArray) options = NULL;
      const YyOption *option;

      set_time (f, moments[i].now);
      options = yy_route_list_options (request, f->org, &f->policy, YY_TEST_KEEPER);
      option = yy_option_list_find (options, YY_ACTION_CHECK_OUT);
      g_assert_nonnull (option);
      if (moments[i].issue == YY_ISSUE_LAST)
        g_assert_null (option->refusal);
      else
        g_assert_cmpint (option->refusal->code, ==, moments[i].issue);
    }
}

/* While a seal is with somebody else it neither stamps nor leaves, and one is told where it is (R05). */
static void
test_away (Fixture *f, gconstpointer data)
{
  for (YySealPlace place = 0; place < YY_PLACE_LAST; place++)
    {
      g_autoptr (YyRequest) paper = yy_test_request_new (f->org, YY_TEST_APPLICANT, NULL);
      g_autoptr (GPtrArray) options = NULL;
      const YyOption *option;

      yy_test_request_walk (paper, YY_STATE_ACCEPTED, YY_STEP_NONE, YY_TEST_LEADER);
      paper->custody = yy_custody_new (YY_TEST_SEAL_ADMIN);
      paper->custody->place = place;
      yy_form_set_text (&paper->custody->request_id, "01900000-0000-7000-8000-000000000009");
      yy_form_set_text (&paper->custody->destination, "市政务服务中心");
      yy_form_set_text (&paper->custody->until, UNTIL);
      options = yy_route_list_options (paper, f->org, &f->policy, YY_TEST_KEEPER);
      option = yy_option_list_find (options, YY_ACTION_STAMP);
      g_assert_cmpint (option->refusal == NULL, ==, place == YY_PLACE_COUNTER);
      if (option->refusal == NULL)
        continue;
      g_assert_cmpint (option->refusal->code, ==, YY_ISSUE_SEAL_AWAY);
      g_assert_cmpstr (option->refusal->rule, ==, "R05");
      g_assert_cmpstr (option->refusal->argument, ==, "市政务服务中心 · 2026-03-02 17:30");
    }
}

static GPtrArray *
check_form (Fixture *f, const YyForm *form, const char *applicant_id)
{
  GPtrArray *issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) pages = yy_test_pages_new (1);
  GDate today;

  g_assert_true (yy_text_parse_date (YY_TEST_TODAY, &today));
  yy_form_check_submit (form, pages, f->org, applicant_id, &f->policy, &today, issues);
  return issues;
}

static void
test_form (Fixture *f, gconstpointer data)
{
  static const struct
  {
    gsize offset;
    const char *value;
    const char *field; /* NULL: nothing is wrong */
    YyIssueCode issue;
    const char *rule;
  } cases[] = {
    { G_STRUCT_OFFSET (YyForm, destination), "市政务服务中心", NULL, 0, NULL },
    { G_STRUCT_OFFSET (YyForm, destination), "", "/form/destination", YY_ISSUE_REQUIRED, "R03" },
    { G_STRUCT_OFFSET (YyForm, reason), "现场签章", "/form/reason", YY_ISSUE_TOO_SHORT, "R03" },
    { G_STRUCT_OFFSET (YyForm, out_from), "", "/form/out_from", YY_ISSUE_REQUIRED, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_until), "", "/form/out_from", YY_ISSUE_REQUIRED, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_from), "2026-03-02T12:00", "/form/out_from", YY_ISSUE_OUT_AHEAD, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_from), "2026-03-02T11:59", "/form/out_from", YY_ISSUE_OUT_AHEAD, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_from), "2026-03-02T12:01", NULL, 0, NULL },
    { G_STRUCT_OFFSET (YyForm, out_from), "2026-02-30T12:01", "/form/out_from", YY_ISSUE_NOT_A_DATE, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_from), "tomorrow morning", "/form/out_from", YY_ISSUE_NOT_A_DATE, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_until), "9999", "/form/out_until", YY_ISSUE_NOT_A_DATE, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_until), FROM, "/form/out_until", YY_ISSUE_OUT_ORDER, "R04" },
    { G_STRUCT_OFFSET (YyForm, out_until), "2026-03-02T13:00", "/form/out_until", YY_ISSUE_OUT_ORDER, "R04" },
    { G_STRUCT_OFFSET (YyForm, carrier_id), "", "/form/carrier_id", YY_ISSUE_REQUIRED, "R05" },
    { G_STRUCT_OFFSET (YyForm, carrier_id), YY_TEST_APPLICANT, NULL, 0, NULL },
    { G_STRUCT_OFFSET (YyForm, carrier_id), YY_TEST_KEEPER, "/form/carrier_id", YY_ISSUE_SAME_CARRIER,
      "R05" },
    { G_STRUCT_OFFSET (YyForm, carrier_id), YY_TEST_STRANGER, "/form/carrier_id", YY_ISSUE_NOT_A_CARRIER,
      "R05" },
    { G_STRUCT_OFFSET (YyForm, carrier_id), YY_TEST_CHIEF, "/form/carrier_id", YY_ISSUE_NOT_A_CARRIER,
      "R05" },
    { G_STRUCT_OFFSET (YyForm, carrier_id), "nobody", "/form/carrier_id", YY_ISSUE_NOT_A_CARRIER, "R05" },
  };

  set_time (f, "2026-03-02T12:00");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YyForm) form = make_form (YY_TEST_COLLEAGUE);
      g_autoptr (GPtrArray) issues = NULL;
      gboolean found = cases[i].field == NULL;

      yy_form_set_text (&G_STRUCT_MEMBER (char *, form, cases[i].offset), cases[i].value);
      issues = check_form (f, form, YY_TEST_APPLICANT);
      g_assert_cmpint (issues->len == 0, ==, cases[i].field == NULL);
      for (guint j = 0; j < issues->len; j++)
        {
          const YyIssue *issue = g_ptr_array_index (issues, j);

          found = found || (issue->code == cases[i].issue && g_str_equal (issue->field, cases[i].field) &&
                            g_strcmp0 (issue->rule, cases[i].rule) == 0);
        }
      if (!found)
        g_error ("case %u: %s is not told", i, cases[i].field);
    }
}

/* R04: who is the only chief finds nobody who could approve that he takes a seal out; and for his own unit he
 * may carry. */
static void
test_only_chief (void)
{
  g_autoptr (YyOrg) org = yy_org_new ();
  Fixture f = { .org = org };
  g_autoptr (YyForm) form = make_form ("c1");
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GPtrArray) again = NULL;
  gboolean told = FALSE;

  yy_policy_init (&f.policy);
  set_time (&f, "2026-03-02T12:00");
  yy_org_take_unit (org, YY_TEST_OFFICE, "综合办公室", 1);
  yy_test_org_add_person (org, "c1", "甲", YY_TEST_OFFICE, TRUE);
  yy_test_org_add_person (org, "k1", "乙", YY_TEST_OFFICE, TRUE);
  yy_test_org_add_person (org, "l1", "丙", YY_TEST_OFFICE, TRUE);
  yy_org_add_post (org, "c1", YY_POST_CHIEF, "");
  yy_org_add_post (org, "l1", YY_POST_LEADER, "");
  yy_test_org_add_seal (org, YY_TEST_SEAL_ADMIN, YY_SEAL_ADMIN, "k1", 1, TRUE);
  yy_form_set_text (&form->unit_id, YY_TEST_OFFICE);
  yy_form_set_text (&form->keeper_id, "k1");
  yy_form_set_text (&form->reviewer_id, "l1");
  issues = check_form (&f, form, "c1");
  for (guint i = 0; i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);

      told = told || (issue->code == YY_ISSUE_NO_APPROVER && g_strcmp0 (issue->rule, "R04") == 0);
      g_assert_cmpint (issue->code, !=, YY_ISSUE_NOT_A_CARRIER);
    }
  g_assert_true (told);

  /* With a second one it is he who approves. */
  yy_test_org_add_person (org, "c2", "丁", YY_TEST_OFFICE, TRUE);
  yy_org_add_post (org, "c2", YY_POST_CHIEF, "");
  again = check_form (&f, form, "c1");
  g_assert_cmpuint (again->len, ==, 0);
}

/* R04: a leader finds the chiefs first; and R05: the section's own people, the applicant before all. */
static void
test_people (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest) request = make_request (f, "keeper", YY_STATE_REVIEWING, YY_STEP_LEADER);
  g_autoptr (GPtrArray) next = yy_route_list_next (request, f->org, YY_TEST_LEADER);
  g_autoptr (GPtrArray) carriers = yy_route_list_carriers (f->org, YY_TEST_APPLICANT, YY_TEST_REPAIRS);

  g_assert_cmpint (((YyTarget *) g_ptr_array_index (next, 0))->step, ==, YY_STEP_CHIEF);
  g_assert_cmpstr (((YyTarget *) g_ptr_array_index (carriers, 0))->person_id, ==, YY_TEST_APPLICANT);
  g_assert_cmpuint (carriers->len, ==, 4);
  for (guint i = 0; i < carriers->len; i++)
    g_assert_true (yy_org_belongs_to (f->org, ((YyTarget *) g_ptr_array_index (carriers, i))->person_id,
                                      YY_TEST_REPAIRS));
}

static void
test_minutes (void)
{
  static const char *const wrong[] = { "",
                                       "2026-03-02",
                                       "2026-03-02 14:00",
                                       "2026-03-02T24:00",
                                       "2026-03-02T14:60",
                                       "2026-03-02T4:000",
                                       "2026-13-02T14:00",
                                       "2026-02-29T14:00",
                                       "2026-03-02T14:0a",
                                       "2026-03-02T29:00",
                                       NULL };
  gint64 usec = 0;

  for (guint i = 0; wrong[i] != NULL; i++)
    g_assert_false (yy_booking_parse_minute (wrong[i], &usec));
  g_assert_cmpint (usec, ==, 0);
  g_assert_true (yy_booking_parse_minute ("1970-01-01T08:00", &usec));
  g_assert_cmpint (usec, ==, 0);
  g_assert_true (yy_booking_parse_minute ("2026-11-30T23:59", &usec));
  g_assert_cmpint (usec, ==, G_GINT64_CONSTANT (1796054340) * G_USEC_PER_SEC);
  g_assert_true (yy_booking_parse_minute ("2028-02-29T00:00", NULL));
}

/* From the first minute to before the last: what only touches does not overlap. */
static void
test_overlaps (void)
{
  static const struct
  {
    const char *from;
    const char *until;
    gboolean overlaps;
  } others[] = {
    { "2026-03-02T10:00", FROM, FALSE },
    { "2026-03-02T10:00", "2026-03-02T14:01", TRUE },
    { UNTIL, "2026-03-02T18:00", FALSE },
    { "2026-03-02T17:29", "2026-03-02T18:00", TRUE },
    { FROM, UNTIL, TRUE },
    { "2026-03-02T15:00", "2026-03-02T15:01", TRUE },
    { "2026-03-01T00:00", "2026-03-09T00:00", TRUE },
    { "2026-03-03T14:00", "2026-03-03T17:30", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_cmpint (yy_booking_overlaps (FROM, UNTIL, others[i].from, others[i].until), ==,
                       others[i].overlaps);
      g_assert_cmpint (yy_booking_overlaps (others[i].from, others[i].until, FROM, UNTIL), ==,
                       others[i].overlaps);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, setup, test, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/take-out/table", test_table);
  ADD ("/take-out/offered", test_offered);
  ADD ("/take-out/hours", test_hours);
  ADD ("/take-out/away", test_away);
  ADD ("/take-out/form", test_form);
  g_test_add_func ("/take-out/only-chief", test_only_chief);
  ADD ("/take-out/people", test_people);
  g_test_add_func ("/take-out/minutes", test_minutes);
  g_test_add_func ("/take-out/overlaps", test_overlaps);

  return g_test_run ();
}
