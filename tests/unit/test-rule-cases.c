/* What the notice says where the decision table does not look: one thing wrong at a time, and what must be
 * said of it. Written from the requirements, not from the rule file. What a person would lose: a request
 * without its approver, a seal that leaves the house for nothing, a stamp without its trace. */

#include <string.h>

#include "yy-clock.h"
#include "yy-form-check.h"
#include "yy-route.h"
#include "yy-rule-set.h"
#include "yy-test-org.h"
#include "yy-test-request.h"
#include "yy-test-rules.h"
#include "yy-text.h"

#define COMPANY "anju-property" /* of the canteen */

/**
 * Example:
 *
 * @changes: what differs from a good request of YY_TEST_APPLICANT: "name=value;…", names as in set()
 * @says: all that must be said, "code rule field", with "; " between; "" for nothing; "* rule" for anything
 * of it
 */
typedef struct
{
  const char *requirement;
  const char *changes;
  const char *says;
} Example;

#define OUT                                                                                                  \
  "kind=take-out;out_from=2026-03-05T09:00;out_until=2026-03-05T12:00;destination=市招标中心;carrier=1002;"

static const Example submissions[] = {
  { "all is said", "", "" },
  { "R13 ≥ 1 picture", "pages=0", "too-few R13 /pages" },
  { "A12 sole exception: declared confidential", "pages=0;confidential=yes", "" },
  { "A12 what may not be on line is not photographed", "confidential=yes", "confidential-pages A12 /pages" },
  { "A12 declared by a section head", "applicant=9002;unit=vacant;reviewer=3001;pages=0;confidential=yes",
    "needs-head A12 /form/reviewer_id" },
  { "A12 he is one himself", "applicant=1003;reviewer=3001;pages=0;confidential=yes", "" },
  { "R33 outside the routine list ≥ 20 characters", "material_name=锅炉房钥匙;reason=移交钥匙时使用",
    "too-short R33 /form/reason" },
  { "R33 said at length", "material_name=锅炉房钥匙;reason=移交三号锅炉房钥匙时交接双方各执一份作为凭据使用",
    "" },
  { "R33 routine", "reason=备案使用", "too-short R32 /form/reason" },
  { "A01 reviewer compulsory", "reviewer=", "required A01 /form/reviewer_id" },
  { "A01 the department does not ask for one", "reviewer=;policy=reviewer-required:false", "" },
  { "A01 no request without any approver",
    "reviewer=;policy=reviewer-required:false;gone=3001;gone=3002;gone=3003",
    "no-approver A01 /form/reviewer_id" },
  { "R20 never his own reviewer", "reviewer=1001", "own-request R20 /form/reviewer_id" },
  { "R20 a head chooses leaders only", "applicant=1003;reviewer=2001",
    "not-a-reviewer R20 /form/reviewer_id" },
  { "R20 of his unit", "reviewer=2001", "not-a-reviewer R20 /form/reviewer_id" },
  { "R36 compulsory", "keeper=", "required R36 /form/keeper_id" },
  { "GS15 a keeper does not keep for himself", "applicant=5002;unit=office;reviewer=5004;keeper=5002",
    "own-request GS15 /form/keeper_id" },
  { "GS15 he may apply", "applicant=5002;unit=office;reviewer=5004;keeper=5003", "" },
  { "R06 GS5", "seal=seal-party;keeper=5002", "not-a-keeper R06 /form/keeper_id" },
  { "R06", "seal=seal-party;keeper=5001", "" },
  { "R07", "keeper=5001", "not-a-keeper R07 /form/keeper_id" },
  { "R08", "seal=seal-name;unavoidable=上级表格指定须盖;keeper=5002", "not-a-keeper R08 /form/keeper_id" },
  { "R36 for another seal", "seal=seal-other;seal_text=食堂专用章;keeper=5001",
    "not-a-keeper R36 /form/keeper_id" },
  { "R11 why unavoidable is mandatory", "seal=seal-name;keeper=5004", "too-short R11 /form/unavoidable" },
  { "R11 himself, and nobody else could agree",
    "applicant=4003;unit=office;reviewer=5004;seal=seal-name;keeper=5004;unavoidable=上级表格指定须盖",
    "no-approver R11 /form/seal_id" },
  { "A07 the department does not ask", "major=unset;policy=major-declared:false", "" },
  { "R19 the only chief applies", "applicant=4001;unit=office;reviewer=3001;major=yes;gone=4002",
    "no-approver R19 /form/major" },
  { "R19 another chief is there", "applicant=4001;unit=office;reviewer=3001;major=yes", "" },
  { "R12 of a company that is not his unit's", "company=" COMPANY, "not-sponsor R12 /form/company_id" },
  { "R12 unknown", "company=nobody", "not-sponsor R12 /form/company_id" },
  { "R12 by a member, for another unit of his", "applicant=1002;company=" COMPANY,
    "not-sponsor R12 /form/company_id" },
  { "R12 for the section in charge", "applicant=1002;unit=canteen;reviewer=2001;company=" COMPANY, "" },
  { "R14 entered by the office", "paper=yes", "not-office R14 /form/paper" },
  { "R14 by the office", "applicant=5003;unit=office;reviewer=5004;paper=yes", "" },
  { "R03 mandatory reason", OUT "reason=外出投标用印", "too-short R03 /form/reason" },
  { "R03 where", OUT "destination=", "required R03 /form/destination" },
  { "R04 a booking", OUT "out_from=;out_until=", "required R04 /form/out_from" },
  { "R04 that ends", OUT "out_until=", "required R04 /form/out_from" },
  { "R04 after it begins", OUT "out_until=2026-03-05T08:59", "out-order R04 /form/out_until" },
  { "R04 提前预约", OUT "now=2026-03-05T09:00", "* R04" },
  { "R04 ahead", OUT "now=2026-03-05T08:59", "" },
  { "R04 the only chief takes it out", OUT "applicant=4001;unit=office;reviewer=3001;gone=4002;carrier=4003",
    "no-approver R04 /form/kind" },
  { "R05 two persons", OUT "carrier=", "required R05 /form/carrier_id" },
  { "R05 different ones", OUT "carrier=5002", "* R05" },
  { "R03 nothing of it for a stamp at the counter", "destination=;carrier=;out_from=", "" },
};

typedef struct
{
  YyOrg *org;
  YyPolicy policy;
  GDate today;
  YyRequest *request;
  char *actor_id;
  char *acting_for;
  char *note;
  guint n_photos;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  f->org = yy_test_org_new ();
  yy_org_take_company (f->org, yy_company_new (COMPANY, "安居苑物业服务有限公司", YY_TEST_CANTEEN));
  yy_test_policy_init (&f->policy);
  g_assert_true (yy_text_parse_date (YY_TEST_TODAY, &f->today));
  f->request = yy_test_request_new (f->org, YY_TEST_APPLICANT, NULL);
  f->note = g_strdup ("");
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->org, yy_org_unref);
  g_clear_pointer (&f->request, yy_request_free);
  g_clear_pointer (&f->actor_id, g_free);
  g_clear_pointer (&f->acting_for, g_free);
  g_clear_pointer (&f->note, g_free);
}

/* A clock that says when "2026-03-05T09:00" is. */
static gint64
parse_minute (const char *text)
{
  g_autofree char *whole = g_strconcat (text, ":00+08:00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
set_pages (Fixture *f, const char *value)
{
  YyBlank blank = { .confidence = 100 };

  g_ptr_array_unref (f->request->pages);
  if (yy_blank_verdict_from_nick (value, &blank.verdict))
    {
      f->request->pages = yy_test_pages_new (1);
      yy_page_set_blank (g_ptr_array_index (f->request->pages, 0), &blank);
      return;
    }
  f->request->pages = yy_test_pages_new ((guint) g_ascii_strtoull (value, NULL, 10));
}

static void
set_policy (Fixture *f, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, ":", 2);

  g_assert_true (yy_policy_set (&f->policy, words[0], words[1]));
}

static gboolean
set_text (Fixture *f, const char *name, const char *value)
{
  YyForm *form = f->request->form;
  const struct
  {
    const char *name;
    char **place;
  } texts[] = {
    { "unit", &form->unit_id },
    { "material_name", &form->material_name },
    { "seal", &form->seal_id },
    { "seal_text", &form->seal_text },
    { "reason", &form->reason },
    { "reviewer", &form->reviewer_id },
    { "keeper", &form->keeper_id },
    { "company", &form->company_id },
    { "unavoidable", &form->unavoidable },
    { "destination", &form->destination },
    { "out_from", &form->out_from },
    { "out_until", &form->out_until },
    { "carrier", &form->carrier_id },
    { "applicant", &f->request->applicant_id },
    { "approver", &f->request->approver_id },
    { "actor", &f->actor_id },
    { "acting_for", &f->acting_for },
    { "note", &f->note },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (!g_str_equal (texts[i].name, name))
        continue;
      yy_form_set_text (texts[i].place, value);
      return TRUE;
    }

  return FALSE;
}

static gboolean
set_answer (Fixture *f, const char *name, const char *value)
{
  YyForm *form = f->request->form;
  YyAnswer *place = g_str_equal (name, "contract")       ? &form->contract
                    : g_str_equal (name, "major")        ? &form->major
                    : g_str_equal (name, "not_blank")    ? &form->not_blank
                    : g_str_equal (name, "confidential") ? &form->confidential
                    : g_str_equal (name, "paper")        ? &form->paper
                                                         : NULL;

  return place != NULL && yy_answer_from_nick (value, place);
}

static void
set (Fixture *f, const char *name, const char *value)
{
  if (set_text (f, name, value) || set_answer (f, name, value))
    return;
  if (g_str_equal (name, "kind"))
    g_assert_true (yy_kind_from_nick (value, &f->request->form->kind));
  else if (g_str_equal (name, "pages"))
    set_pages (f, value);
  else if (g_str_equal (name, "policy"))
    set_policy (f, value);
  else if (g_str_equal (name, "gone")) /* has left */
    yy_test_org_add_person (f->org, value, "石故里", YY_TEST_OFFICE, FALSE);
  else if (g_str_equal (name, "photos"))
    f->n_photos = (guint) g_ascii_strtoull (value, NULL, 10);
  else if (g_str_equal (name, "step"))
    g_assert_true (yy_step_from_nick (value, &f->request->step));
  else if (g_str_equal (name, "agreed")) /* he had it before, and sent it on */
    yy_test_request_apply (f->request, value, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF, "");
  else if (g_str_equal (name, "now"))
    f->policy.now_usec = parse_minute (value);
  else
    g_error ("nothing is called “%s”", name);
}

static void
apply (Fixture *f, const char *changes)
{
  g_auto (GStrv) items = g_strsplit (changes, ";", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (items[i], "=", 2);

      if (pair[0] != NULL)
        set (f, pair[0], pair[1]);
    }
  yy_test_request_update (f->request, f->org);
  /* Who agreed agreed to what is asked now (F22). */
  for (guint i = 0; i < f->request->history->len; i++)
    yy_form_set_text (&((YyHistory *) g_ptr_array_index (f->request->history, i))->digest,
                      f->request->digest);
}

static char *
dup_line (const YyIssue *issue)
{
  return g_strdup_printf ("%s %s%s%s", yy_issue_code_get_nick (issue->code), issue->rule,
                          *issue->field != '\0' ? " " : "", issue->field);
}

static gboolean
is_said (const Example *example, GPtrArray *issues)
{
  g_auto (GStrv) expected = g_strsplit (example->says, "; ", -1);

  if (issues->len == 0 || (issues->len != g_strv_length (expected) && *example->says != '*'))
    return issues->len == 0 && *example->says == '\0';

  for (guint i = 0; i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char *line = dup_line (issue);
      g_autofree char *any = g_strconcat ("* ", issue->rule, NULL);

      g_assert_nonnull (yy_issue_get_clause (issue));
      if (!g_strv_contains ((const char *const *) expected, line) &&
          !g_strv_contains ((const char *const *) expected, any))
        return FALSE;
    }

  return TRUE;
}

static void
assert_says (const Example *example, GPtrArray *issues)
{
  g_autoptr (GString) said = g_string_new (NULL);

  if (is_said (example, issues))
    return;
  for (guint i = 0; i < issues->len; i++)
    {
      g_autofree char *line = dup_line (g_ptr_array_index (issues, i));

      g_string_append_printf (said, "%s%s", said->len > 0 ? "; " : "", line);
    }
  g_error ("%s (%s): “%s” instead of “%s”", example->requirement, example->changes, said->str, example->says);
}

static void
test_submission (Fixture *f, gconstpointer data)
{
  const Example *example = data;
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  apply (f, example->changes);
  if (f->policy.now_usec != 0)
    yy_clock_get_day (f->policy.now_usec, &f->today);
  yy_form_set_text (&f->request->form->use_date, "2026-03-05");
  yy_form_check_submit (f->request->form, f->request->pages, f->org, f->request->applicant_id, &f->policy,
                        &f->today, issues);
  assert_says (example, issues);
}

/* What is said of one action to who means to do it, by rules of those effects. */
static void
try_action (Fixture *f, const Example *example, YyAction action, guint effects)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) photos = NULL;
  YyRuleCase c;

  apply (f, example->changes);
  photos = yy_test_pages_new (f->n_photos);
  yy_route_init_case (&c, f->request, f->org, &f->policy, f->actor_id != NULL ? f->actor_id : YY_TEST_LEADER,
                      action, &f->today);
  c.acting_for = f->acting_for;
  c.note = f->note;
  c.stamped_pages = photos;
  yy_rule_set_evaluate (f->policy.rules, &c, effects, issues);
  assert_says (example, issues);
}

static const Example approvals[] = {
  { "R18 by a leader", "step=leader", "" },
  { "R14 a paper request needs a chief", "step=leader;paper=yes", "needs-chief R14" },
  { "R14 and he agrees", "step=chief;actor=4001;paper=yes", "" },
  { "R14 a chief at another step is none", "step=leader;actor=4001;paper=yes", "needs-chief R14" },
  { "A06 any one suffices", "step=chief;actor=4001;major=yes", "" },
  { "A06 both", "step=chief;actor=4001;major=yes;policy=all-chiefs:true", "needs-all-chiefs A06" },
  { "A06 both have", "step=chief;actor=4001;major=yes;policy=all-chiefs:true;agreed=4002", "" },
  { "A02 switched on for that seal", "step=reviewer;actor=1003;policy=section-may-approve:admin", "" },
  { "A02 and for another", "step=reviewer;actor=1003;policy=section-may-approve:party", "needs-leader A02" },
  { "A05 the office director has seen it", "step=leader;seal=seal-other;agreed=5004", "" },
  { "A05 his own goes to a chief", "applicant=5004;step=leader;seal=seal-other", "needs-chief A05" },
  { "A05 and he agrees", "applicant=5004;step=chief;actor=4001;seal=seal-other", "" },
  { "R11 himself", "step=chief;actor=4003;seal=seal-name", "" },
  { "GS15 his own", "actor=1001;step=leader", "own-request GS15" },
  { "GS15 in his place", "acting_for=1001;step=leader", "own-request GS15" },
  { "GS15 in another's place", "acting_for=3002;step=leader", "" },
  { "R19 in the place of a chief", "acting_for=4001;step=chief;major=yes", "" },
};

static void
test_approval (Fixture *f, gconstpointer data)
{
  try_action (f, data, YY_ACTION_APPROVE, YY_EFFECTS_FORBIDDING);
}

/* R10, R09: looked at again by every approver and keeper on the way to the seal. GS15 is for all that they
 * do. */
static const Example later[] = {
  { "all is well", "", "" },
  { "R10", "contract=yes", "contract R10 /form/contract" },
  { "R10", "material_name=采购合同", "contract R10 /form/material_name" },
  { "R09", "not_blank=no", "blank R09 /form/not_blank" },
  { "R09", "pages=blank", "blank-page R09 /pages" },
  { "A11 unfilled is for those who look", "pages=form", "" },
  { "GS15", "actor=1001", "own-request GS15" },
  { "GS15", "acting_for=1001", "own-request GS15" },
};

static void
test_forward (Fixture *f, gconstpointer data)
{
  f->request->step = YY_STEP_REVIEWER;
  try_action (f, data, YY_ACTION_FORWARD, YY_EFFECTS_FORBIDDING);
}

static void
test_accept (Fixture *f, gconstpointer data)
{
  try_action (f, data, YY_ACTION_ACCEPT, YY_EFFECTS_FORBIDDING);
}

static void
test_stamp (Fixture *f, gconstpointer data)
{
  try_action (f, data, YY_ACTION_STAMP, YY_EFFECTS_FORBIDDING);
}

static const Example keeping[] = {
  { "WF04 who approved finally", "actor=3003;approver=3003", "final-approver WF04" },
  { "WF04 another", "actor=5002;approver=3003", "" },
  { "WF04 policy explicitly allows", "actor=3003;approver=3003;policy=approver-may-stamp:true", "" },
};

static const Example stampings[] = {
  { "nothing is asked", "", "" },
  { "A12 keeper inspects the paper, and a note is compulsory", "confidential=yes",
    "needs-reason A12 /reason" },
  { "A12 said", "confidential=yes;note=已核验纸质材料", "" },
  { "WF19 photo per policy", "policy=photo-required:true", "too-few F45 /stamped_pages" },
  { "WF19 there is one", "policy=photo-required:true;photos=1", "" },
};

static void
test_stamping (Fixture *f, gconstpointer data)
{
  try_action (f, data, YY_ACTION_STAMP, 1u << YY_EFFECT_FIELD);
}

static const Example checkouts[] = {
  { "R03 an ordinary request puts no seal out", "", "not-allowed R03" },
  { "R03 a take-out does", OUT "now=2026-03-05T10:00", "" },
  { "R05 the keeper alone", OUT "now=2026-03-05T10:00;carrier=5002", "* R05" },
};

static void
test_check_out (Fixture *f, gconstpointer data)
{
  yy_form_set_text (&f->actor_id, YY_TEST_KEEPER);
  try_action (f, data, YY_ACTION_CHECK_OUT, YY_EFFECTS_FORBIDDING);
}

static const Example warnings[] = {
  { "nothing to be said", "", "" },
  { "A08", "material_name=供暖框架协议", "related-words A08 /form/material_name" },
  { "A11", "pages=form", "unfilled-page A11 /pages" },
  { "A12", "confidential=yes", "confidential A12 /form/confidential" },
  { "R14 flagged", "paper=yes", "entered-afterwards R14 /form/paper" },
};

static void
test_warning (Fixture *f, gconstpointer data)
{
  try_action (f, data, YY_ACTION_OPEN, YY_EFFECTS_WARNING);
}

static void
add (const char *name, const Example *examples, guint n, void (*test) (Fixture *f, gconstpointer data))
{
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) words = g_strsplit (examples[i].requirement, " ", 2);
      g_autofree char *path = g_strdup_printf ("/rule-cases/%s/%u-%s", name, i, words[0]);

      g_test_add (path, Fixture, &examples[i], setup, test, teardown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, examples, test) add (name, examples, G_N_ELEMENTS (examples), test)
  ADD ("submit", submissions, test_submission);
  ADD ("approve", approvals, test_approval);
  ADD ("forward", later, test_forward);
  ADD ("accept", later, test_accept);
  ADD ("stamp", later, test_stamp);
  ADD ("accept/keeper", keeping, test_accept);
  ADD ("stamp/keeper", keeping, test_stamp);
  ADD ("stamping", stampings, test_stamping);
  ADD ("check-out", checkouts, test_check_out);
  ADD ("warning", warnings, test_warning);
  return g_test_run ();
}
