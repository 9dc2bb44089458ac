/* The rules of the notice, each tried at every place where it holds. What a person would lose: a contract
 * with the wrong seal on it, a major matter that no chief saw, a name seal used behind its owner's back, or a
 * request that he applied for, approved and stamped alone. */

#include <string.h>

#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-route.h"
#include "yy-rule.h"
#include "yy-test-org.h"
#include "yy-test-request.h"
#include "yy-test-rules.h"
#include "yy-text.h"

#define ALLOWED YY_ISSUE_LAST

typedef struct
{
  YyOrg *org;
  YyPolicy policy;
  GDate today;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  f->org = yy_test_org_new ();
  yy_test_policy_init (&f->policy);
  g_assert_true (yy_text_parse_date (YY_TEST_TODAY, &f->today));
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->org, yy_org_unref);
}

/* Tries a move and holds its refusal against what it must say; ALLOWED when it must be open. */
static void
try_move (Fixture *f,
          const YyRequest *request,
          const char *person_id,
          YyAction action,
          const char *next_id,
          YyIssueCode code,
          const char *rule)
{
  g_autoptr (YyTarget) target = NULL;
  g_autoptr (GError) error = NULL;
  const YyIntent intent = { .action = action, .next_id = next_id, .reason = "与材料不一致" };
  const YyMove *move = NULL;
  gboolean allowed = yy_route_check (request, f->org, &f->policy, person_id, &intent, &move, &target, &error);
  const YyIssue *issue;

  if (code == ALLOWED)
    {
      g_assert_no_error (error);
      g_assert_true (allowed);
      return;
    }
  g_assert_error (error, YY_ERROR, YY_ERROR_RULE);
  issue = yy_error_find_issue (error, code);
  g_assert_nonnull (issue);
  g_assert_cmpstr (issue->rule, ==, rule);
  g_assert_nonnull (yy_rule_get_clause (rule));
}

/* What a submission of @form by @applicant_id says: exactly one issue, or none. */
static void
try_submit (Fixture *f, const YyForm *form, const char *applicant_id, YyIssueCode code, const char *rule)
{
  g_autoptr (GPtrArray) pages = yy_test_pages_new (1);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  const YyIssue *issue;

  yy_form_check_submit (form, pages, f->org, applicant_id, &f->policy, &f->today, issues);
  g_assert_cmpuint (issues->len, ==, code != ALLOWED);
  if (code == ALLOWED)
    return;

  issue = g_ptr_array_index (issues, 0);
  g_assert_cmpint (issue->code, ==, code);
  g_assert_cmpstr (issue->rule, ==, rule);
  g_assert_nonnull (yy_rule_get_clause (rule));
}

static YyRequest *
make_request (Fixture *f, YySealKind kind, YyAnswer major, YyState state, YyStep step)
{
  static const char *const seals[] = { YY_TEST_SEAL_PARTY, YY_TEST_SEAL_ADMIN, YY_TEST_SEAL_NAME,
                                       YY_TEST_SEAL_OTHER };
  YyForm *form = yy_test_form_new ();
  YyRequest *request;

  yy_form_set_text (&form->seal_id, seals[kind]);
  form->major = major;
  if (kind == YY_SEAL_NAME)
    yy_form_set_text (&form->unavoidable, "上级部门的表格指定须盖名章");
  request = yy_test_request_new (f->org, YY_TEST_APPLICANT, form);
  yy_test_request_walk (request, state, step, YY_TEST_LEADER);

  return request;
}

/* The ids of @targets in their order, joined by blanks. */
static char *
join (GPtrArray *targets)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < targets->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((const YyTarget *) g_ptr_array_index (targets, i))->person_id);

  return g_string_free (text, FALSE);
}

static gboolean
is_reviewer (Fixture *f, const char *applicant_id, const char *unit_id, const char *reviewer_id)
{
  g_autoptr (GPtrArray) reviewers = yy_route_list_reviewers (f->org, applicant_id, unit_id);

  return yy_target_list_find (reviewers, reviewer_id) != NULL;
}

/* GS4: the notice's own screenshot, 合同 with 行政公章, is refused when it is submitted. */
static void
test_contract_at_submit (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "合同", "设备采购合同", "合同（补充页）" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YyForm) form = yy_test_form_new ();

      yy_form_set_text (&form->material_name, names[i]);
      try_submit (f, form, YY_TEST_APPLICANT, YY_ISSUE_CONTRACT, "R10");
    }
  for (YySealKind kind = 0; kind < YY_SEAL_LAST; kind++)
    {
      static const char *const keepers[] = { YY_TEST_ORGANISER, YY_TEST_KEEPER, YY_TEST_DIRECTOR,
                                             YY_TEST_KEEPER };
      g_autoptr (YyRequest) request = make_request (f, kind, YY_ANSWER_NO, YY_STATE_DRAFT, YY_STEP_NONE);

      yy_form_set_text (&request->form->keeper_id, keepers[kind]);
      yy_form_set_text (&request->form->seal_text, "食堂专用章");
      try_submit (f, request->form, YY_TEST_APPLICANT, ALLOWED, NULL);
      request->form->contract = YY_ANSWER_YES;
      try_submit (f, request->form, YY_TEST_APPLICANT, YY_ISSUE_CONTRACT, "R10");
    }
}

/* R10 again at every later step towards the seal; the ways back stay open, so that it does not get stuck. */
static void
test_contract_later (Fixture *f, gconstpointer data)
{
  static const struct
  {
    YyState state;
    YyStep step;
    const char *person_id;
    YyAction action;
    const char *next_id;
    gboolean open;
  } moves[] = {
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_FORWARD, YY_TEST_LEADER, FALSE },
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_APPROVE, NULL, FALSE },
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_REFUSE, NULL, TRUE },
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_RETURN, NULL, TRUE },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_TEST_CHIEF, FALSE },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_APPROVE, NULL, FALSE },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_RETURN, NULL, TRUE },
    { YY_STATE_REVIEWING, YY_STEP_CHIEF, YY_TEST_CHIEF, YY_ACTION_FORWARD, YY_TEST_CHIEF_2, FALSE },
    { YY_STATE_REVIEWING, YY_STEP_CHIEF, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, FALSE },
    { YY_STATE_REVIEWING, YY_STEP_CHIEF, YY_TEST_CHIEF, YY_ACTION_REFUSE, NULL, TRUE },
    { YY_STATE_APPROVED, YY_STEP_NONE, YY_TEST_KEEPER, YY_ACTION_ACCEPT, NULL, FALSE },
    { YY_STATE_APPROVED, YY_STEP_NONE, YY_TEST_KEEPER, YY_ACTION_DECLINE, NULL, TRUE },
    { YY_STATE_ACCEPTED, YY_STEP_NONE, YY_TEST_KEEPER, YY_ACTION_STAMP, NULL, FALSE },
    { YY_STATE_ACCEPTED, YY_STEP_NONE, YY_TEST_KEEPER, YY_ACTION_DECLINE, NULL, TRUE },
    { YY_STATE_APPROVED, YY_STEP_NONE, YY_TEST_APPLICANT, YY_ACTION_WITHDRAW, NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (YyRequest)
          request = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_NO, moves[i].state, moves[i].step);

      yy_form_set_text (&request->form->material_name, "合同");
      try_move (f, request, moves[i].person_id, moves[i].action, moves[i].next_id,
                moves[i].open ? ALLOWED : YY_ISSUE_CONTRACT, "R10");
      yy_form_set_text (&request->form->material_name, "关于锅炉的函");
      request->form->contract = YY_ANSWER_YES;
      try_move (f, request, moves[i].person_id, moves[i].action, moves[i].next_id,
                moves[i].open ? ALLOWED : YY_ISSUE_CONTRACT, "R10");
    }
}

/* GS2 (R19): a major matter ends at a chief, whatever a leader or a generous policy says. */
static void
test_major (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest)
      at_head = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_YES, YY_STATE_REVIEWING, YY_STEP_REVIEWER);
  g_autoptr (YyRequest)
      at_leader = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_YES, YY_STATE_REVIEWING, YY_STEP_LEADER);
  g_autoptr (YyRequest)
      at_chief = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_YES, YY_STATE_REVIEWING, YY_STEP_CHIEF);
  g_autoptr (GPtrArray) next = yy_route_list_next (at_leader, f->org, YY_TEST_LEADER);
  const YyTarget *first = g_ptr_array_index (next, 0);

  f->policy.section_may_approve = ~0u;
  try_move (f, at_head, YY_TEST_HEAD, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_CHIEF, "R19");
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_CHIEF, "R19");
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_TEST_CHIEF, ALLOWED, NULL);
  try_move (f, at_chief, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, ALLOWED, NULL);

  /* The leader is offered a chief first. */
  g_assert_cmpint (first->step, ==, YY_STEP_CHIEF);

  /* Who lost his post of chief while it lay with him no longer decides as one. */
  yy_form_set_text (&at_chief->assignee_id, YY_TEST_STRANGER);
  try_move (f, at_chief, YY_TEST_STRANGER, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_CHIEF, "R19");
}

/* GS3 (R20): a head chooses among leaders only, his unit's own first, and never himself. */
static void
test_reviewers (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) of_staff = yy_route_list_reviewers (f->org, YY_TEST_APPLICANT, YY_TEST_REPAIRS);
  g_autoptr (GPtrArray) of_head = yy_route_list_reviewers (f->org, YY_TEST_HEAD, YY_TEST_REPAIRS);
  g_autoptr (GPtrArray) of_head_2 = yy_route_list_reviewers (f->org, YY_TEST_HEAD_2, YY_TEST_CANTEEN);
  g_autoptr (GPtrArray) of_leader = yy_route_list_reviewers (f->org, YY_TEST_LEADER, YY_TEST_OFFICE);
  g_autoptr (GPtrArray) of_vacant = yy_route_list_reviewers (f->org, YY_TEST_VACANT_STAFF, YY_TEST_VACANT);
  g_autofree char *staff = join (of_staff);
  const YyTarget *target;

  g_assert_cmpstr (staff, ==, YY_TEST_HEAD);

  g_assert_cmpuint (of_head->len, ==, 3);
  for (guint i = 0; i < of_head->len; i++)
    {
      target = g_ptr_array_index (of_head, i);
      g_assert_true (yy_org_holds_post (f->org, target->person_id, YY_POST_LEADER, NULL));
      g_assert_cmpint (target->step, ==, YY_STEP_LEADER);
      g_assert_cmpint (target->preferred, ==, i == 0);
    }
  target = g_ptr_array_index (of_head, 0);
  g_assert_cmpstr (target->person_id, ==, YY_TEST_LEADER);
  target = g_ptr_array_index (of_head_2, 0);
  g_assert_cmpstr (target->person_id, ==, YY_TEST_LEADER_2);

  /* A leader asks other leaders or a chief. */
  g_assert_null (yy_target_list_find (of_leader, YY_TEST_LEADER));
  g_assert_nonnull (yy_target_list_find (of_leader, YY_TEST_CHIEF));

  /* Where the head has left, the unit is not locked out, and he is not asked. */
  g_assert_null (yy_target_list_find (of_vacant, YY_TEST_GONE));
  target = g_ptr_array_index (of_vacant, 0);
  g_assert_cmpstr (target->person_id, ==, YY_TEST_LEADER);
}

/* R20 at submit: the list is a rule and not a hint. */
static void
test_reviewer_at_submit (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *applicant_id;
    const char *reviewer_id;
    YyIssueCode code;
  } forms[] = {
    { YY_TEST_APPLICANT, YY_TEST_HEAD, ALLOWED },
    { YY_TEST_APPLICANT, YY_TEST_HEAD_2, YY_ISSUE_NOT_A_REVIEWER }, /* head of another unit */
    { YY_TEST_APPLICANT, YY_TEST_COLLEAGUE, YY_ISSUE_NOT_A_REVIEWER },
    { YY_TEST_APPLICANT, YY_TEST_CHIEF, YY_ISSUE_NOT_A_REVIEWER },
    { YY_TEST_APPLICANT, "nobody", YY_ISSUE_NOT_A_REVIEWER },
    { YY_TEST_APPLICANT, YY_TEST_APPLICANT, YY_ISSUE_OWN_REQUEST },
    { YY_TEST_HEAD, YY_TEST_HEAD, YY_ISSUE_OWN_REQUEST },
    { YY_TEST_HEAD, YY_TEST_HEAD_2, YY_ISSUE_NOT_A_REVIEWER }, /* a head is not reviewed by another head */
    { YY_TEST_HEAD, YY_TEST_LEADER, ALLOWED },
    { YY_TEST_HEAD, YY_TEST_LEADER_2, ALLOWED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (YyForm) form = yy_test_form_new ();

      yy_form_set_text (&form->reviewer_id, forms[i].reviewer_id);
      try_submit (f, form, forms[i].applicant_id, forms[i].code, "R20");
    }
}

/* Several units and several posts in one person: each request is judged by the unit it is made for, and
 * nobody comes before himself through a second post. */
static void
test_several_posts (Fixture *f, gconstpointer data)
{
  g_assert_true (is_reviewer (f, YY_TEST_COLLEAGUE, YY_TEST_REPAIRS, YY_TEST_HEAD));
  g_assert_false (is_reviewer (f, YY_TEST_COLLEAGUE, YY_TEST_REPAIRS, YY_TEST_HEAD_2));
  g_assert_true (is_reviewer (f, YY_TEST_COLLEAGUE, YY_TEST_CANTEEN, YY_TEST_HEAD_2));
  g_assert_false (is_reviewer (f, YY_TEST_COLLEAGUE, YY_TEST_CANTEEN, YY_TEST_HEAD));

  /* The head of repairs becomes a leader and a chief too. */
  yy_org_add_post (f->org, YY_TEST_HEAD, YY_POST_LEADER, "");
  yy_org_add_post (f->org, YY_TEST_HEAD, YY_POST_CHIEF, "");
  yy_org_add_charge (f->org, YY_TEST_HEAD, YY_TEST_REPAIRS);
  g_assert_false (is_reviewer (f, YY_TEST_HEAD, YY_TEST_REPAIRS, YY_TEST_HEAD));
  g_assert_true (is_reviewer (f, YY_TEST_APPLICANT, YY_TEST_REPAIRS, YY_TEST_HEAD));

  /* At the reviewer's step he decides as head, and a major matter still takes a chief's step. */
  {
    g_autoptr (YyRequest)
        request = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_YES, YY_STATE_REVIEWING, YY_STEP_REVIEWER);
    g_autoptr (GPtrArray) next = yy_route_list_next (request, f->org, YY_TEST_HEAD);

    try_move (f, request, YY_TEST_HEAD, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_CHIEF, "R19");
    g_assert_null (yy_target_list_find (next, YY_TEST_HEAD));
    g_assert_null (yy_target_list_find (next, YY_TEST_APPLICANT));
  }
}

/* R11 (GS6): the name seal waits for its owner; a leader's and even a chief's agreement do not open it. */
static void
test_name_seal (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest)
      at_leader = make_request (f, YY_SEAL_NAME, YY_ANSWER_NO, YY_STATE_REVIEWING, YY_STEP_LEADER);
  g_autoptr (YyRequest)
      at_chief = make_request (f, YY_SEAL_NAME, YY_ANSWER_NO, YY_STATE_REVIEWING, YY_STEP_CHIEF);
  g_autoptr (YyRequest)
      plain = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_NO, YY_STATE_REVIEWING, YY_STEP_LEADER);
  g_autoptr (GPtrArray) next_of_plain = yy_route_list_next (plain, f->org, YY_TEST_LEADER);

  f->policy.section_may_approve = ~0u;
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_DEPT_HEAD, "R11");
  try_move (f, at_chief, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_DEPT_HEAD, "R11");
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_TEST_DEPT_HEAD, ALLOWED, NULL);
  g_assert_null (yy_target_list_find (next_of_plain, YY_TEST_DEPT_HEAD));

  yy_test_request_apply (at_leader, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF,
                         YY_TEST_DEPT_HEAD);
  try_move (f, at_leader, YY_TEST_DEPT_HEAD, YY_ACTION_APPROVE, NULL, ALLOWED, NULL);
}

/* R11 with R19: both the owner and a chief must agree, and there is a way through for it. */
static void
test_name_seal_major (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest)
      request = make_request (f, YY_SEAL_NAME, YY_ANSWER_YES, YY_STATE_REVIEWING, YY_STEP_LEADER);

  yy_test_request_apply (request, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF,
                         YY_TEST_DEPT_HEAD);
  try_move (f, request, YY_TEST_DEPT_HEAD, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_CHIEF, "R19");
  try_move (f, request, YY_TEST_DEPT_HEAD, YY_ACTION_FORWARD, YY_TEST_CHIEF, ALLOWED, NULL);
  yy_test_request_apply (request, YY_TEST_DEPT_HEAD, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF,
                         YY_TEST_CHIEF);
  try_move (f, request, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, ALLOWED, NULL);

  /* Returned and submitted again: what was agreed to before holds for nothing now (F22). */
  yy_test_request_apply (request, YY_TEST_CHIEF, YY_ACTION_RETURN, YY_STATE_RETURNED, YY_STEP_NONE, "");
  yy_test_request_apply (request, YY_TEST_APPLICANT, YY_ACTION_SUBMIT, YY_STATE_REVIEWING, YY_STEP_REVIEWER,
                         YY_TEST_HEAD);
  yy_test_request_apply (request, YY_TEST_HEAD, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_LEADER,
                         YY_TEST_LEADER);
  yy_test_request_apply (request, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF,
                         YY_TEST_CHIEF);
  try_move (f, request, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_DEPT_HEAD, "R11");
}

/* A01: on, every request names a reviewer; off, it goes to the first leader, and none without an approver. */
static void
test_reviewer_switch (Fixture *f, gconstpointer data)
{
  g_autoptr (YyForm) form = yy_test_form_new ();

  yy_form_set_text (&form->reviewer_id, "");
  try_submit (f, form, YY_TEST_APPLICANT, YY_ISSUE_REQUIRED, "A01");

  f->policy.reviewer_required = FALSE;
  try_submit (f, form, YY_TEST_APPLICANT, ALLOWED, NULL);
  g_assert_cmpstr (yy_route_find_first_leader (f->org, YY_TEST_APPLICANT, YY_TEST_REPAIRS)->id, ==,
                   YY_TEST_LEADER);
  g_assert_cmpstr (yy_route_find_first_leader (f->org, YY_TEST_LEADER, YY_TEST_REPAIRS)->id, !=,
                   YY_TEST_LEADER);

  g_clear_pointer (&f->org, yy_org_unref);
  f->org = yy_org_new ();
  yy_org_take_unit (f->org, YY_TEST_REPAIRS, "维修中心", 1);
  yy_test_org_add_person (f->org, YY_TEST_APPLICANT, "苏念慈", YY_TEST_REPAIRS, TRUE);
  yy_test_org_add_person (f->org, YY_TEST_KEEPER, "程䶮", YY_TEST_REPAIRS, TRUE);
  yy_test_org_add_seal (f->org, YY_TEST_SEAL_ADMIN, YY_SEAL_ADMIN, YY_TEST_KEEPER, 1, TRUE);
  g_assert_null (yy_route_find_first_leader (f->org, YY_TEST_APPLICANT, YY_TEST_REPAIRS));
  try_submit (f, form, YY_TEST_APPLICANT, YY_ISSUE_NO_APPROVER, "A01");
}

/* A02: a section head approves finally only for the kinds of seals that the department names. */
static void
test_section_switch (Fixture *f, gconstpointer data)
{
  for (YySealKind allowed = 0; allowed < YY_SEAL_LAST; allowed++)
    {
      for (YySealKind kind = 0; kind < YY_SEAL_LAST; kind++)
        {
          g_autoptr (YyRequest)
              request = make_request (f, kind, YY_ANSWER_NO, YY_STATE_REVIEWING, YY_STEP_REVIEWER);

          f->policy.section_may_approve = 0;
          if (kind != YY_SEAL_NAME)
            try_move (f, request, YY_TEST_HEAD, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_LEADER, "A02");

          f->policy.section_may_approve = 1u << allowed;
          if (kind == YY_SEAL_NAME)
            try_move (f, request, YY_TEST_HEAD, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_DEPT_HEAD, "R11");
          else if (kind == YY_SEAL_OTHER && kind == allowed)
            try_move (f, request, YY_TEST_HEAD, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_OFFICE_DIRECTOR,
                      "A05");
          else
            try_move (f, request, YY_TEST_HEAD, YY_ACTION_APPROVE, NULL,
                      kind == allowed ? ALLOWED : YY_ISSUE_NEEDS_LEADER, "A02");
        }
    }
}

/* A06: any chief suffices, or all of them; one who has left is not waited for, nor the applicant himself. */
static void
test_chiefs_switch (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest)
      request = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_YES, YY_STATE_REVIEWING, YY_STEP_CHIEF);
  g_autoptr (YyRequest)
      of_chief = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_YES, YY_STATE_REVIEWING, YY_STEP_CHIEF);

  try_move (f, request, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, ALLOWED, NULL);
  f->policy.all_chiefs = TRUE;
  try_move (f, request, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, YY_ISSUE_NEEDS_ALL_CHIEFS, "A06");
  try_move (f, request, YY_TEST_CHIEF, YY_ACTION_FORWARD, YY_TEST_CHIEF_2, ALLOWED, NULL);
  yy_test_request_apply (request, YY_TEST_CHIEF, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF,
                         YY_TEST_CHIEF_2);
  try_move (f, request, YY_TEST_CHIEF_2, YY_ACTION_APPROVE, NULL, ALLOWED, NULL);

  yy_form_set_text (&of_chief->applicant_id, YY_TEST_CHIEF_2);
  try_move (f, of_chief, YY_TEST_CHIEF, YY_ACTION_APPROVE, NULL, ALLOWED, NULL);
}

/* A07: the declaration is compulsory, unless the department does not ask for it. */
static void
test_major_switch (Fixture *f, gconstpointer data)
{
  g_autoptr (YyForm) form = yy_test_form_new ();

  form->major = YY_ANSWER_UNSET;
  try_submit (f, form, YY_TEST_APPLICANT, YY_ISSUE_REQUIRED, "A07");
  f->policy.major_declared = FALSE;
  try_submit (f, form, YY_TEST_APPLICANT, ALLOWED, NULL);
}

/* GS5 (R06-R08, R36, A03): only who keeps that seal can be chosen for it. */
static void
test_keepers (Fixture *f, gconstpointer data)
{
  static const struct
  {
    YySealKind kind;
    const char *keeper_id;
    YyIssueCode code;
    const char *rule;
  } forms[] = {
    { YY_SEAL_PARTY, YY_TEST_KEEPER, YY_ISSUE_NOT_A_KEEPER, "R06" }, /* the notice's other screenshot */
    { YY_SEAL_PARTY, YY_TEST_ORGANISER, ALLOWED, NULL },
    { YY_SEAL_ADMIN, YY_TEST_ORGANISER, YY_ISSUE_NOT_A_KEEPER, "R07" },
    { YY_SEAL_ADMIN, YY_TEST_GONE, YY_ISSUE_NOT_A_KEEPER, "R07" },
    { YY_SEAL_ADMIN, YY_TEST_DEPUTY, ALLOWED, NULL },
    { YY_SEAL_NAME, YY_TEST_KEEPER, YY_ISSUE_NOT_A_KEEPER, "R08" },
    { YY_SEAL_NAME, YY_TEST_DIRECTOR, ALLOWED, NULL },
    { YY_SEAL_OTHER, YY_TEST_DIRECTOR, YY_ISSUE_NOT_A_KEEPER, "R36" },
    { YY_SEAL_OTHER, YY_TEST_KEEPER, ALLOWED, NULL },
  };
  g_autoptr (GPtrArray) keepers = yy_route_list_keepers (f->org, YY_TEST_APPLICANT, YY_TEST_SEAL_ADMIN);
  g_autofree char *ids = join (keepers);

  g_assert_cmpstr (ids, ==, YY_TEST_KEEPER " " YY_TEST_DEPUTY " " YY_TEST_LEADER_KEEPER);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (YyRequest)
          request = make_request (f, forms[i].kind, YY_ANSWER_NO, YY_STATE_DRAFT, YY_STEP_NONE);

      yy_form_set_text (&request->form->seal_text, "食堂专用章");
      yy_form_set_text (&request->form->keeper_id, forms[i].keeper_id);
      try_submit (f, request->form, YY_TEST_APPLICANT, forms[i].code, forms[i].rule);
    }
}

/* GS15: a keeper may apply, but neither chooses himself nor accepts, stamps or declines his own request. */
static void
test_own_request (Fixture *f, gconstpointer data)
{
  g_autoptr (YyForm) form = yy_test_form_new ();
  g_autoptr (YyRequest)
      approved = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_NO, YY_STATE_APPROVED, YY_STEP_NONE);
  g_autoptr (YyRequest)
      accepted = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_NO, YY_STATE_ACCEPTED, YY_STEP_NONE);
  g_autoptr (YyRequest)
      at_leader = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_NO, YY_STATE_REVIEWING, YY_STEP_LEADER);

  yy_form_set_text (&form->unit_id, YY_TEST_OFFICE);
  yy_form_set_text (&form->reviewer_id, YY_TEST_DIRECTOR);
  try_submit (f, form, YY_TEST_KEEPER, YY_ISSUE_OWN_REQUEST, "GS15");
  yy_form_set_text (&form->keeper_id, YY_TEST_DEPUTY);
  try_submit (f, form, YY_TEST_KEEPER, ALLOWED, NULL);

  yy_form_set_text (&approved->applicant_id, YY_TEST_KEEPER);
  yy_form_set_text (&accepted->applicant_id, YY_TEST_KEEPER);
  try_move (f, approved, YY_TEST_KEEPER, YY_ACTION_ACCEPT, NULL, YY_ISSUE_OWN_REQUEST, "GS15");
  try_move (f, approved, YY_TEST_KEEPER, YY_ACTION_DECLINE, NULL, YY_ISSUE_OWN_REQUEST, "GS15");
  try_move (f, accepted, YY_TEST_KEEPER, YY_ACTION_STAMP, NULL, YY_ISSUE_OWN_REQUEST, "GS15");
  try_move (f, approved, YY_TEST_DEPUTY, YY_ACTION_ACCEPT, NULL, ALLOWED, NULL);

  /* Should it ever come to lie with the applicant himself, he decides nothing. */
  yy_form_set_text (&at_leader->applicant_id, YY_TEST_LEADER);
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_APPROVE, NULL, YY_ISSUE_OWN_REQUEST, "GS15");
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_TEST_CHIEF, YY_ISSUE_OWN_REQUEST, "GS15");
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_REFUSE, NULL, YY_ISSUE_OWN_REQUEST, "GS15");
  try_move (f, at_leader, YY_TEST_LEADER, YY_ACTION_RETURN, NULL, YY_ISSUE_OWN_REQUEST, "GS15");
}

/* WF04: who approved finally does not hold the seal as well, unless the department says so. */
static void
test_final_approver (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest) request = yy_test_request_new (f->org, YY_TEST_APPLICANT, NULL);
  g_autoptr (YyRequest) accepted = yy_test_request_new (f->org, YY_TEST_APPLICANT, NULL);

  yy_test_request_walk (request, YY_STATE_APPROVED, YY_STEP_NONE, YY_TEST_LEADER_KEEPER);
  yy_test_request_walk (accepted, YY_STATE_ACCEPTED, YY_STEP_NONE, YY_TEST_LEADER_KEEPER);
  try_move (f, request, YY_TEST_LEADER_KEEPER, YY_ACTION_ACCEPT, NULL, YY_ISSUE_FINAL_APPROVER, "WF04");
  try_move (f, accepted, YY_TEST_LEADER_KEEPER, YY_ACTION_STAMP, NULL, YY_ISSUE_FINAL_APPROVER, "WF04");
  try_move (f, accepted, YY_TEST_KEEPER, YY_ACTION_STAMP, NULL, ALLOWED, NULL);

  f->policy.approver_may_stamp = TRUE;
  try_move (f, request, YY_TEST_LEADER_KEEPER, YY_ACTION_ACCEPT, NULL, ALLOWED, NULL);
  try_move (f, accepted, YY_TEST_LEADER_KEEPER, YY_ACTION_STAMP, NULL, ALLOWED, NULL);
}

/* Who has left does nothing, even where a seal, a post or a request still names him. */
static void
test_inactive (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest)
      approved = make_request (f, YY_SEAL_ADMIN, YY_ANSWER_NO, YY_STATE_APPROVED, YY_STEP_NONE);
  const YyIntent intent = { .action = YY_ACTION_ACCEPT };
  g_autoptr (GError) error = NULL;

  g_assert_false (yy_route_check (approved, f->org, &f->policy, YY_TEST_GONE, &intent, NULL, NULL, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_NOT_FOUND);
}

/* The rule table: every id once, every clause there and of one line. */
static void
test_clauses (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (const YyRule *rule = yy_rule_list (); rule->id != NULL; rule++)
    {
      g_assert_true (g_hash_table_add (seen, (gpointer) rule->id));
      g_assert_cmpuint (g_utf8_strlen (rule->clause, -1), >=, 3);
      g_assert_null (strchr (rule->clause, '\n'));
    }
  g_assert_null (yy_rule_find ("R999"));
  g_assert_null (yy_rule_get_clause (NULL));
}

#define ADD(name, function) g_test_add ("/rules/" name, Fixture, NULL, setup, function, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("contract-at-submit", test_contract_at_submit);
  ADD ("contract-later", test_contract_later);
  ADD ("major", test_major);
  ADD ("reviewers", test_reviewers);
  ADD ("reviewer-at-submit", test_reviewer_at_submit);
  ADD ("several-posts", test_several_posts);
  ADD ("name-seal", test_name_seal);
  ADD ("name-seal-major", test_name_seal_major);
  ADD ("reviewer-switch", test_reviewer_switch);
  ADD ("section-switch", test_section_switch);
  ADD ("chiefs-switch", test_chiefs_switch);
  ADD ("major-switch", test_major_switch);
  ADD ("keepers", test_keepers);
  ADD ("own-request", test_own_request);
  ADD ("final-approver", test_final_approver);
  ADD ("inactive", test_inactive);
  g_test_add_func ("/rules/clauses", test_clauses);

  return g_test_run ();
}
