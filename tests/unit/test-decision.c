/* The decision table of the notice, tests/data/decision-table.csv, in every combination: what is said to a
 * submission, and to a final approval by each person who could give one. What a person would lose: a paper
 * that the notice forbids with a seal on it, or one that it allows without. */

#include <string.h>

#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-route.h"
#include "yy-test-decision.h"
#include "yy-test-org.h"
#include "yy-test-request.h"
#include "yy-test-rules.h"
#include "yy-text.h"

#define SPONSORED "hexi-food"
#define FOREIGN "anju-property"
/* So many differences are printed; the others are counted. */
#define PRINTED 5

typedef struct
{
  GPtrArray *table;
  YyOrg *org;
  YyPolicy policy;
  GDate today;
  YyForm *form;
  GPtrArray *pages;
  guint n_cases;
  guint n_different;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  f->table = yy_test_decision_load ();
  f->org = yy_test_org_new ();
  yy_org_take_company (f->org, yy_company_new (SPONSORED, "禾溪餐饮服务有限公司", YY_TEST_REPAIRS));
  yy_org_take_company (f->org, yy_company_new (FOREIGN, "安居苑物业服务有限公司", YY_TEST_CANTEEN));
  yy_test_policy_init (&f->policy);
  g_assert_true (yy_text_parse_date (YY_TEST_TODAY, &f->today));
  f->form = yy_test_form_new ();
  f->pages = yy_test_pages_new (1);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->table, g_ptr_array_unref);
  g_clear_pointer (&f->org, yy_org_unref);
  g_clear_pointer (&f->form, yy_form_free);
  g_clear_pointer (&f->pages, g_ptr_array_unref);
}

static void
differ (Fixture *f, const YyTestCase *c, YyFactor end, const char *expected, const char *said)
{
  g_autofree char *text = yy_test_case_dup (c, end);

  if (f->n_different++ < PRINTED)
    g_test_message ("%s: “%s” instead of “%s”", text, said, expected);
}

static void
finish (Fixture *f)
{
  g_test_message ("%u combinations, %u decided otherwise", f->n_cases, f->n_different);
  g_assert_cmpuint (f->n_different, ==, 0);
}

static const char *
get_applicant (const YyTestCase *c)
{
  return yy_test_case_is (c, YY_FACTOR_APPLICANT, "head") ? YY_TEST_HEAD : YY_TEST_APPLICANT;
}

static void
fill_seal (Fixture *f, const YyTestCase *c)
{
  static const struct
  {
    const char *word;
    const char *seal_id;
    const char *keeper_id;
  } seals[] = {
    { "party", YY_TEST_SEAL_PARTY, YY_TEST_ORGANISER },
    { "admin", YY_TEST_SEAL_ADMIN, YY_TEST_KEEPER },
    { "name", YY_TEST_SEAL_NAME, YY_TEST_DIRECTOR },
    { "other", YY_TEST_SEAL_OTHER, YY_TEST_KEEPER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (seals); i++)
    {
      if (!yy_test_case_is (c, YY_FACTOR_SEAL, seals[i].word))
        continue;
      yy_form_set_text (&f->form->seal_id, seals[i].seal_id);
      yy_form_set_text (&f->form->keeper_id, seals[i].keeper_id);
    }
  yy_form_set_text (&f->form->seal_text, yy_test_case_is (c, YY_FACTOR_SEAL, "other") ? "食堂专用章" : "");
  yy_form_set_text (&f->form->unavoidable,
                    yy_test_case_is (c, YY_FACTOR_SEAL, "name") ? "上级部门的表格指定须盖名章" : "");
}

static void
fill_material (Fixture *f, const YyTestCase *c)
{
  gboolean related = yy_test_case_is (c, YY_FACTOR_NAME, "related-confirmed");
  gboolean unfilled = yy_test_case_is (c, YY_FACTOR_PAGES, "unfilled-confirmed");
  YyBlank blank = { .verdict = YY_BLANK_VERDICT_NORMAL, .confidence = 100 };

  yy_form_set_text (&f->form->material_name,
                    yy_test_case_is (c, YY_FACTOR_NAME, "plain")      ? "关于更换三号锅炉的函"
                    : yy_test_case_is (c, YY_FACTOR_NAME, "contract") ? "锅炉采购合同及说明"
                                                                      : "锅炉维护补充协议的函");
  yy_form_set_text (&f->form->confirmed, related && unfilled ? "A08 A11"
                                         : related           ? "A08"
                                         : unfilled          ? "A11"
                                                             : "");
  yy_answer_from_nick (yy_test_factor_get_word (YY_FACTOR_CONTRACT, c->value[YY_FACTOR_CONTRACT]),
                       &f->form->contract);
  yy_answer_from_nick (yy_test_factor_get_word (YY_FACTOR_MAJOR, c->value[YY_FACTOR_MAJOR]), &f->form->major);
  f->form->not_blank = yy_test_case_is (c, YY_FACTOR_PAGES, "undeclared")       ? YY_ANSWER_UNSET
                       : yy_test_case_is (c, YY_FACTOR_PAGES, "declared-blank") ? YY_ANSWER_NO
                                                                                : YY_ANSWER_YES;
  if (yy_test_case_is (c, YY_FACTOR_PAGES, "blank"))
    blank.verdict = YY_BLANK_VERDICT_BLANK;
  else if (unfilled || yy_test_case_is (c, YY_FACTOR_PAGES, "unfilled"))
    blank.verdict = YY_BLANK_VERDICT_FORM;
  yy_page_set_blank (g_ptr_array_index (f->pages, 0), &blank);
}

/* The form and the page of a case, with nothing wrong but what the case says. */
static void
fill (Fixture *f, const YyTestCase *c)
{
  gboolean out = yy_test_case_is (c, YY_FACTOR_KIND, "take-out");

  f->form->kind = out ? YY_KIND_TAKE_OUT : YY_KIND_STAMP;
  yy_form_set_text (&f->form->out_from, out ? "2026-03-05T09:00" : "");
  yy_form_set_text (&f->form->out_until, out ? "2026-03-05T12:00" : "");
  yy_form_set_text (&f->form->destination, out ? "市招标中心" : "");
  /* R05: of the applicant's unit, and no keeper. */
  yy_form_set_text (&f->form->carrier_id, out ? YY_TEST_COLLEAGUE : "");
  fill_seal (f, c);
  fill_material (f, c);
  yy_form_set_text (&f->form->company_id, yy_test_case_is (c, YY_FACTOR_COMPANY, "sponsored") ? SPONSORED
                                          : yy_test_case_is (c, YY_FACTOR_COMPANY, "foreign") ? FOREIGN
                                                                                              : "");
  /* R20: a head chooses a leader. */
  yy_form_set_text (&f->form->reviewer_id,
                    yy_test_case_is (c, YY_FACTOR_APPLICANT, "head") ? YY_TEST_LEADER : YY_TEST_HEAD);
}

static void
append (GString *text, const char *code, const char *rule, const char *at)
{
  g_string_append_printf (text, "%s%s %s %s", text->len > 0 ? "; " : "", code, rule, at);
}

static gboolean
is_among (GPtrArray *issues, const YyTestRow *row)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);

      if (g_str_equal (yy_issue_code_get_nick (issue->code), row->code) &&
          g_strcmp0 (issue->rule, row->rule) == 0 && g_str_equal (issue->field, row->at))
        return TRUE;
    }

  return FALSE;
}

/* A submission is told all that the table says of it, and nothing else. */
static void
try_submit (Fixture *f, const YyTestCase *c)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GString) expected = g_string_new (NULL);
  guint n_expected = 0;
  guint n_told = 0;

  yy_form_check_submit (f->form, f->pages, f->org, get_applicant (c), &f->policy, &f->today, issues);
  for (guint i = 0; i < f->table->len; i++)
    {
      const YyTestRow *row = g_ptr_array_index (f->table, i);

      if (!yy_test_row_matches (row, FALSE, c))
        continue;
      n_expected++;
      n_told += is_among (issues, row);
      append (expected, row->code, row->rule, row->at);
    }

  f->n_cases++;
  if (n_told != n_expected || issues->len != n_expected)
    {
      g_autoptr (GString) said = g_string_new (NULL);

      for (guint i = 0; i < issues->len; i++)
        {
          const YyIssue *issue = g_ptr_array_index (issues, i);

          append (said, yy_issue_code_get_nick (issue->code), issue->rule, issue->field);
        }
      differ (f, c, YY_FACTOR_BY, expected->str, said->str);
    }
}

static void
test_submit (Fixture *f, gconstpointer data)
{
  YyTestCase c = { 0 };

  do
    {
      fill (f, &c);
      try_submit (f, &c);
    }
  while (yy_test_case_next (&c, YY_FACTOR_BY));
  finish (f);
}

/* The persons who have it before somebody approves it, the last one being him. */
static const char *const *
get_trail (const YyTestCase *c)
{
  static const struct
  {
    const char *by;
    const char *const trail[4];
  } trails[] = {
    { "reviewer", { NULL } },
    { "leader", { YY_TEST_LEADER, NULL } },
    { "chief", { YY_TEST_LEADER, YY_TEST_CHIEF, NULL } },
    { "dept_head", { YY_TEST_LEADER, YY_TEST_DEPT_HEAD, NULL } },
    { "director", { YY_TEST_LEADER, YY_TEST_DIRECTOR, NULL } },
    { "chief-after-dept_head", { YY_TEST_LEADER, YY_TEST_DEPT_HEAD, YY_TEST_CHIEF, NULL } },
    { "chief-after-director", { YY_TEST_LEADER, YY_TEST_DIRECTOR, YY_TEST_CHIEF, NULL } },
    { "applicant", { NULL } },
  };
  const char *by = yy_test_factor_get_word (YY_FACTOR_BY, c->value[YY_FACTOR_BY]);

  for (guint i = 0; i < G_N_ELEMENTS (trails); i++)
    {
      if (g_str_equal (trails[i].by, by))
        /* His reviewer is a leader already. */
        return trails[i].trail +
               (yy_test_case_is (c, YY_FACTOR_APPLICANT, "head") && trails[i].trail[0] != NULL);
    }
  g_assert_not_reached ();
}

/* A request on its way to who is to approve it, without asking any rule; FALSE when he is not among those
 * whom it can be handed to. Borrows form and pages. */
static gboolean
walk (Fixture *f, YyRequest *request, const YyTestCase *c)
{
  const char *const *trail = get_trail (c);
  gboolean reachable = TRUE;

  yy_test_request_apply (request, request->applicant_id, YY_ACTION_SUBMIT, YY_STATE_REVIEWING,
                         yy_test_case_is (c, YY_FACTOR_APPLICANT, "head") ? YY_STEP_LEADER : YY_STEP_REVIEWER,
                         request->form->reviewer_id);
  for (guint i = 0; trail[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) next = yy_route_list_next (request, f->org, request->assignee_id);
      const YyTarget *target = yy_target_list_find (next, trail[i]);

      reachable = reachable && target != NULL;
      yy_test_request_apply (request, request->assignee_id, YY_ACTION_FORWARD, YY_STATE_REVIEWING,
                             target != NULL ? target->step : YY_STEP_LEADER, trail[i]);
    }
  /* It never lies with him; but should it, he approves nothing. */
  if (yy_test_case_is (c, YY_FACTOR_BY, "applicant"))
    yy_form_set_text (&request->assignee_id, request->applicant_id);

  return reachable;
}

/* A final approval is told one thing that the table says of it: what forbids it before what it only lacks. */
static gboolean
is_told (Fixture *f, const YyTestCase *c, const YyIssue *issue, GString *expected)
{
  YyTestSays strongest = YY_SAYS_UNREACHABLE;
  gboolean found = FALSE;

  for (guint i = 0; i < f->table->len; i++)
    {
      const YyTestRow *row = g_ptr_array_index (f->table, i);

      if (!yy_test_row_matches (row, TRUE, c) || row->says > strongest)
        continue;
      if (row->says < strongest)
        found = FALSE;
      strongest = row->says;
      append (expected, row->code, row->rule, row->at);
      found = found || (issue != NULL && g_str_equal (yy_issue_code_get_nick (issue->code), row->code) &&
                        g_strcmp0 (issue->rule, row->rule) == 0 && g_str_equal (issue->field, row->at));
    }

  return expected->len == 0 ? issue == NULL : found;
}

static void
try_approve (Fixture *f, YyRequest *request, const YyTestCase *c)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyTarget) target = NULL;
  const YyIntent intent = { .action = YY_ACTION_APPROVE };
  const YyMove *move;
  const YyIssue *issue = NULL;

  if (!yy_route_check (request, f->org, &f->policy, request->assignee_id, &intent, &move, &target, &error))
    {
      g_assert_error (error, YY_ERROR, YY_ERROR_RULE);
      issue = g_ptr_array_index (yy_error_get_issues (error), 0);
    }
  f->n_cases++;
  if (!is_told (f, c, issue, expected))
    {
      g_autoptr (GString) said = g_string_new (NULL);

      if (issue != NULL)
        append (said, yy_issue_code_get_nick (issue->code), issue->rule, issue->field);
      differ (f, c, YY_FACTOR_LAST, expected->str, said->str);
    }
}

static gboolean
is_unreachable (Fixture *f, const YyTestCase *c)
{
  for (guint i = 0; i < f->table->len; i++)
    {
      const YyTestRow *row = g_ptr_array_index (f->table, i);

      if (row->says == YY_SAYS_UNREACHABLE && yy_test_row_matches (row, TRUE, c))
        return TRUE;
    }

  return FALSE;
}

/* The request of a case where it is to be approved; NULL where it never gets to. */
static YyRequest *
make_request (Fixture *f, const YyTestCase *c)
{
  YyRequest *request = yy_test_request_new (f->org, get_applicant (c), yy_form_copy (f->form));
  gboolean reachable = walk (f, request, c);

  g_ptr_array_unref (request->pages);
  request->pages = g_ptr_array_ref (f->pages);
  if (reachable == is_unreachable (f, c))
    differ (f, c, YY_FACTOR_LAST, reachable ? "unreachable" : "reachable",
            reachable ? "reachable" : "unreachable");
  if (!reachable)
    g_clear_pointer (&request, yy_request_free);

  return request;
}

static void
test_approve (Fixture *f, gconstpointer data)
{
  YyTestCase c = { 0 };

  do
    {
      fill (f, &c);
      for (c.value[YY_FACTOR_BY] = 0; c.value[YY_FACTOR_BY] < yy_test_factor_count (YY_FACTOR_BY);
           c.value[YY_FACTOR_BY]++)
        {
          g_autoptr (YyRequest) request = make_request (f, &c);

          if (request != NULL)
            try_approve (f, request, &c);
        }
      c.value[YY_FACTOR_BY] = 0;
    }
  while (yy_test_case_next (&c, YY_FACTOR_BY));
  finish (f);
}

/* No line is there in vain: each says alone what comes of at least one case. */
static void
test_lines (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < f->table->len; i++)
    {
      const YyTestRow *row = g_ptr_array_index (f->table, i);
      YyTestCase c = { 0 };
      gboolean alone = FALSE;

      do
        {
          guint n = 0;

          for (guint other = 0; other < f->table->len; other++)
            n += yy_test_row_matches (g_ptr_array_index (f->table, other), row->approve, &c);
          alone = n == 1 && yy_test_row_matches (row, row->approve, &c);
        }
      while (!alone && yy_test_case_next (&c, YY_FACTOR_LAST));
      if (!alone)
        g_error ("This line never decides alone: %s", row->line);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/decision/" name, Fixture, NULL, setup, function, teardown)
  ADD ("lines", test_lines);
  ADD ("submit", test_submit);
  ADD ("approve", test_approve);
  return g_test_run ();
}
