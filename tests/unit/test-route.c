/* The table of moves against its oracle (tests/data/route-table.csv): what a person would lose is a seal used
 * by somebody who may not, a request that nobody can move any more, or one shown to strangers. */

#include "yy-route.h"

#include "yy-error.h"
#include "yy-rule.h"
#include "yy-test-oracle.h"
#include "yy-test-org.h"
#include "yy-test-request.h"

#define OTHER_HEAD "1099"

typedef struct
{
  YyOrg *org;
  YyPolicy policy;
} Fixture;

/* What must be chosen with an action where it can be done in several ways. */
static YyChoice
find_choice (YyAction action)
{
  return action == YY_ACTION_CLASSIFY     ? YY_CHOICE_MAJOR_YES
         : action == YY_ACTION_ADD_SIGNER ? YY_CHOICE_ALL_BEFORE
                                          : YY_CHOICE_NONE;
}

static void
setup (Fixture *f, gconstpointer data)
{
  f->org = yy_test_org_new ();
  /* A second head, to whom the first one can hand what lies with him (F29). */
  yy_test_org_add_person (f->org, OTHER_HEAD, "温如玉", YY_TEST_REPAIRS, TRUE);
  yy_org_add_post (f->org, OTHER_HEAD, YY_POST_SECTION_HEAD, YY_TEST_REPAIRS);
  yy_policy_init (&f->policy);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->org, yy_org_unref);
}

static gboolean
check (Fixture *f,
       const YyRequest *request,
       const char *person_id,
       YyAction action,
       const char *next_id,
       const char *reason,
       GError **error)
{
  const YyIntent intent = { action, next_id, reason, find_choice (action), 0, NULL };
  g_autoptr (YyTarget) target = NULL;
  const YyMove *move = NULL;

  return yy_route_check (request, f->org, &f->policy, person_id, &intent, &move, &target, error);
}

static const char *
find_assignee (YyState state, YyStep step)
{
  if (state == YY_STATE_DRAFT || step == YY_STEP_REVIEWER)
    return YY_TEST_HEAD;

  return step == YY_STEP_CHIEF ? YY_TEST_CHIEF : YY_TEST_LEADER;
}

static const char *
find_person (const char *role, YyState state, YyStep step)
{
  static const struct
  {
    const char *role;
    const char *person_id;
  } people[] = {
    { "applicant", YY_TEST_APPLICANT },     { "keeper", YY_TEST_KEEPER },
    { "other-keeper", YY_TEST_ORGANISER },  { "office", YY_TEST_DIRECTOR },
    { "colleague", YY_TEST_COLLEAGUE },     { "stranger", YY_TEST_STRANGER },
    { "applicant-keeper", YY_TEST_KEEPER }, { "approver-keeper", YY_TEST_LEADER_KEEPER },
    { "chief", YY_TEST_CHIEF_2 },
  };

  if (g_str_equal (role, "assignee"))
    return find_assignee (state, step);
  if (g_str_equal (role, "decider"))
    return state == YY_STATE_DRAFT || step == YY_STEP_REVIEWER ? YY_TEST_LEADER : YY_TEST_HEAD;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      if (g_str_equal (people[i].role, role))
        return people[i].person_id;
    }
  g_assert_not_reached ();
}

static YyRequest *
make_request (Fixture *f, const char *role, YyState state, YyStep step)
{
  gboolean keeper_applies = g_str_equal (role, "applicant-keeper");
  gboolean keeper_approved = g_str_equal (role, "approver-keeper") && state != YY_STATE_REVIEWING &&
                             state != YY_STATE_REFUSED;
  YyForm *form = yy_test_form_new ();
  YyRequest *request;

  if (keeper_applies)
    yy_form_set_text (&form->keeper_id, YY_TEST_DEPUTY);
  request = yy_test_request_new (f->org, keeper_applies ? YY_TEST_KEEPER : YY_TEST_APPLICANT, form);
  yy_test_request_walk (request, state, step, keeper_approved ? YY_TEST_LEADER_KEEPER : YY_TEST_LEADER);

  return request;
}

static const char *
find_next (const char *role, YyStep step, YyAction action)
{
  if (action == YY_ACTION_COPY || action == YY_ACTION_ADD_SIGNER)
    return YY_TEST_HEAD_2;
  if (action == YY_ACTION_ASK)
    return g_str_equal (role, "applicant-keeper") ? YY_TEST_HEAD : YY_TEST_APPLICANT;
  if (action != YY_ACTION_FORWARD && action != YY_ACTION_TRANSFER)
    return NULL;
  if (step == YY_STEP_REVIEWER)
    return action == YY_ACTION_TRANSFER ? OTHER_HEAD : YY_TEST_LEADER;
  if (action == YY_ACTION_TRANSFER && step == YY_STEP_LEADER)
    return YY_TEST_LEADER_2;

  return step == YY_STEP_LEADER ? YY_TEST_CHIEF : YY_TEST_CHIEF_2;
}

static char *
describe (const YyTestCell *cell)
{
  return g_strdup_printf ("%s at %s: %s: %s", yy_state_get_nick (cell->state), yy_step_get_nick (cell->step),
                          cell->role, yy_action_get_nick (cell->action));
}

/* A refusal says by which rule, and the rule can be quoted. */
static gboolean
has_clause (const GError *error)
{
  GPtrArray *issues = yy_error_get_issues (error);
  const YyIssue *issue = issues != NULL && issues->len > 0 ? g_ptr_array_index (issues, 0) : NULL;

  return issue != NULL && issue->rule != NULL && yy_rule_get_clause (issue->rule) != NULL;
}

/* Returns NULL when the cell is as it should be. */
static const char *
try_cell (Fixture *f, const YyTestCell *cell)
{
  g_autoptr (YyRequest) request = make_request (f, cell->role, cell->state, cell->step);
  g_autoptr (YyTarget) target = NULL;
  g_autoptr (GError) error = NULL;
  const YyMove *move = NULL;
  const YyIntent intent = { cell->action,
                            find_next (cell->role, cell->step, cell->action),
                            "信息与材料不一致",
                            find_choice (cell->action),
                            0,
                            NULL };
  gboolean allowed = yy_route_check (request, f->org, &f->policy,
                                     find_person (cell->role, cell->state, cell->step), &intent, &move,
                                     &target, &error);

  g_assert_true (allowed == (error == NULL));
  if (cell->expected != YY_TEST_ALLOWED)
    {
      if (allowed)
        return "is allowed";
      if (g_error_matches (error, YY_ERROR, YY_ERROR_NOT_FOUND) != (cell->expected == YY_TEST_UNSEEN))
        return g_intern_string (error->message);
      if (cell->expected == YY_TEST_REFUSED && !g_error_matches (error, YY_ERROR, YY_ERROR_RULE))
        return "is refused, but not by a rule";
      return cell->expected == YY_TEST_REFUSED && !has_clause (error) ? "is refused without a clause" : NULL;
    }

  if (!allowed)
    return g_intern_string (error->message);
  if (cell->next != YY_STATE_LAST && move->to != cell->next)
    return "leads to another state";
  if ((move->hands == YY_HANDS_ON) != (target != NULL))
    return "hands it to the wrong person, or to none";

  return NULL;
}

static void
test_cells (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = yy_test_oracle_load ();
  guint n_wrong = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const YyTestCell *cell = g_ptr_array_index (cells, i);
      const char *wrong = try_cell (f, cell);

      if (wrong != NULL)
        {
          g_autofree char *text = describe (cell);

          g_test_message ("%s: %s", text, wrong);
          n_wrong++;
        }
    }

  g_test_message ("%u cells", cells->len);
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* No cell is forgotten, and none is there twice. */
static void
test_oracle_is_whole (void)
{
  g_autoptr (GPtrArray) cells = yy_test_oracle_load ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_roles = 11;
  guint n_places = YY_STATE_LAST - 1 + YY_STEP_LAST - 1;

  for (guint i = 0; i < cells->len; i++)
    {
      const YyTestCell *cell = g_ptr_array_index (cells, i);

      g_assert_true ((cell->state == YY_STATE_REVIEWING) == (cell->step != YY_STEP_NONE));
      g_assert_true (g_hash_table_add (seen, describe (cell)));
    }
  g_assert_cmpuint (cells->len, ==, n_places * n_roles * YY_ACTION_LAST);
}

/* Places that there are not (a draft at the leader, a review at no step) open nothing to anybody, should a
 * damaged database ever tell of one. */
static void
test_impossible_places (Fixture *f, gconstpointer data)
{
  for (YyState state = 0; state < YY_STATE_LAST; state++)
    {
      for (YyStep step = 0; step < YY_STEP_LAST; step++)
        {
          g_autoptr (GPtrArray) people = yy_org_list_people (f->org);

          if ((state == YY_STATE_REVIEWING) == (step != YY_STEP_NONE))
            continue;
          for (guint i = 0; i < people->len * YY_ACTION_LAST; i++)
            {
              const YyPerson *person = g_ptr_array_index (people, i / YY_ACTION_LAST);
              g_autoptr (YyRequest) request = yy_test_request_new (f->org, YY_TEST_APPLICANT, NULL);

              request->state = state;
              request->step = step;
              yy_form_set_text (&request->assignee_id, YY_TEST_LEADER);
              g_assert_false (
                  check (f, request, person->id, i % YY_ACTION_LAST, YY_TEST_CHIEF, "理由充分", NULL));
            }
        }
    }
}

/* The window can never offer what the service refuses, nor hide what it takes: everybody, every action,
 * every person it could be handed to. */
static void
compare_options (Fixture *f, const YyRequest *request, const char *person_id, guint *n_checks)
{
  g_autoptr (GPtrArray) options = yy_route_list_options (request, f->org, &f->policy, person_id);

  for (YyAction action = 0; action < YY_ACTION_LAST; action++)
    {
      const YyOption *option = yy_option_list_find (options, action);
      guint n_targets = option != NULL ? option->targets->len : 0;

      for (guint i = 0; i < MAX (n_targets, 1); i++)
        {
          const YyTarget *target = n_targets > 0 ? g_ptr_array_index (option->targets, i) : NULL;
          g_autoptr (GError) error = NULL;
          gboolean allowed = check (f, request, person_id, action, target != NULL ? target->person_id : NULL,
                                    "理由充分", &error);

          (*n_checks)++;
          g_assert_cmpint (allowed, ==, option != NULL && option->refusal == NULL);
          if (option != NULL && option->refusal != NULL)
            g_assert_nonnull (yy_error_find_issue (error, option->refusal->code));
        }
    }
}

static void
test_options_agree (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = yy_test_oracle_load ();
  g_autoptr (GPtrArray) people = yy_org_list_people (f->org);
  guint n_checks = 0;

  /* One request for each place and role; the actions are tried inside. */
  for (guint i = 0; i < cells->len; i += YY_ACTION_LAST)
    {
      const YyTestCell *cell = g_ptr_array_index (cells, i);
      g_autoptr (YyRequest) request = make_request (f, cell->role, cell->state, cell->step);

      for (guint j = 0; j < people->len; j++)
        compare_options (f, request, ((const YyPerson *) g_ptr_array_index (people, j))->id, &n_checks);
    }
  g_test_message ("%u checks", n_checks);
}

/* R17, A21: a forward without a next person, and a refusal without a reason, are sent back to the form. */
static void
test_missing_parts (Fixture *f, gconstpointer data)
{
  static const struct
  {
    YyState state;
    YyStep step;
    const char *person_id;
    YyAction action;
    const char *next_id;
    const char *reason;
    YyIssueCode issue;
  } moves[] = {
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_FORWARD, NULL, NULL,
      YY_ISSUE_NEEDS_NEXT },
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_FORWARD, "", NULL, YY_ISSUE_NEEDS_NEXT },
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_FORWARD, YY_TEST_COLLEAGUE, NULL,
      YY_ISSUE_NOT_A_NEXT },
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_FORWARD, YY_TEST_APPLICANT, NULL,
      YY_ISSUE_NOT_A_NEXT },
    { YY_STATE_REVIEWING, YY_STEP_REVIEWER, YY_TEST_HEAD, YY_ACTION_FORWARD, "no-such-person", NULL,
      YY_ISSUE_NOT_A_NEXT },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_TEST_GONE, NULL,
      YY_ISSUE_NOT_A_NEXT },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_FORWARD, YY_TEST_LEADER, NULL,
      YY_ISSUE_NOT_A_NEXT },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_REFUSE, NULL, NULL,
      YY_ISSUE_NEEDS_REASON },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_REFUSE, NULL, " \t\n",
      YY_ISSUE_NEEDS_REASON },
    { YY_STATE_REVIEWING, YY_STEP_LEADER, YY_TEST_LEADER, YY_ACTION_REFUSE, NULL, "\xe3\x80\x80",
      YY_ISSUE_NEEDS_REASON },
    { YY_STATE_REVIEWING, YY_STEP_CHIEF, YY_TEST_CHIEF, YY_ACTION_RETURN, NULL, "", YY_ISSUE_NEEDS_REASON },
    { YY_STATE_APPROVED, YY_STEP_NONE, YY_TEST_KEEPER, YY_ACTION_DECLINE, NULL, NULL, YY_ISSUE_NEEDS_REASON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (YyRequest) request = make_request (f, "", moves[i].state, moves[i].step);
      g_autoptr (GError) error = NULL;

      g_assert_false (
          check (f, request, moves[i].person_id, moves[i].action, moves[i].next_id, moves[i].reason, &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
      g_assert_nonnull (yy_error_find_issue (error, moves[i].issue));
      g_assert_true (has_clause (error));
    }
}

/* A reason is written by a person and read by another: it follows the rules of texts. */
static void
test_bad_reasons (Fixture *f, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (YY_DECISION_REASON_MAX, 'a');
  g_autofree char *longer = g_strnfill (YY_DECISION_REASON_MAX + 1, 'a');
  const struct
  {
    const char *reason;
    gboolean good;
  } reasons[] = {
    { longest, TRUE },
    { longer, FALSE },
    { "第一行\n第二行", TRUE },
    { "a\xe2\x80\xae"
      "b",
      FALSE },
    { "a\x01", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autoptr (YyRequest) request = make_request (f, "", YY_STATE_REVIEWING, YY_STEP_LEADER);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (check (f, request, YY_TEST_LEADER, YY_ACTION_RETURN, NULL, reasons[i].reason, &error),
                       ==, reasons[i].good);
      if (!reasons[i].good)
        g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
    }
}

/* What a keeper handled stays open to him, to look at and no more: who declined can be asked why. */
static void
test_handled_stays_seen (Fixture *f, gconstpointer data)
{
  g_autoptr (YyRequest) request = make_request (f, "", YY_STATE_APPROVED, YY_STEP_NONE);

  yy_test_request_apply (request, YY_TEST_DEPUTY, YY_ACTION_DECLINE, YY_STATE_RETURNED, YY_STEP_NONE, "");
  for (YyAction action = 0; action < YY_ACTION_LAST; action++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (check (f, request, YY_TEST_DEPUTY, action, NULL, "理由充分", &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_RULE);
    }
}

/* The options stand in the order of the notice: forward, approve, refuse, return (R40-R43). */
static void
test_order (Fixture *f, gconstpointer data)
{
  static const YyAction order[] = { YY_ACTION_FORWARD, YY_ACTION_APPROVE, YY_ACTION_REFUSE,
                                    YY_ACTION_RETURN };
  g_autoptr (YyRequest) request = make_request (f, "", YY_STATE_REVIEWING, YY_STEP_REVIEWER);
  g_autoptr (GPtrArray) options = yy_route_list_options (request, f->org, &f->policy, YY_TEST_HEAD);
  guint place = 0;

  for (guint i = 0; i < options->len; i++)
    {
      const YyOption *option = g_ptr_array_index (options, i);

      if (place < G_N_ELEMENTS (order) && option->action == order[place])
        place++;
    }
  /* All four are shown to a section head, even where the department does not let him approve (A02). */
  g_assert_cmpuint (place, ==, G_N_ELEMENTS (order));
  g_assert_nonnull (yy_option_list_find (options, YY_ACTION_APPROVE)->refusal);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/oracle-is-whole", test_oracle_is_whole);
  g_test_add ("/route/cells", Fixture, NULL, setup, test_cells, teardown);
  g_test_add ("/route/impossible-places", Fixture, NULL, setup, test_impossible_places, teardown);
  g_test_add ("/route/options-agree", Fixture, NULL, setup, test_options_agree, teardown);
  g_test_add ("/route/missing-parts", Fixture, NULL, setup, test_missing_parts, teardown);
  g_test_add ("/route/bad-reasons", Fixture, NULL, setup, test_bad_reasons, teardown);
  g_test_add ("/route/handled-stays-seen", Fixture, NULL, setup, test_handled_stays_seen, teardown);
  g_test_add ("/route/order", Fixture, NULL, setup, test_order, teardown);

  return g_test_run ();
}
