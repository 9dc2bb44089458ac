#include "yy-rule-case.h"

#include <string.h>

#include "yy-agreement.h"
#include "yy-clock.h"
#include "yy-page.h"
#include "yy-route.h"

static gint64
count_verdict (const YyRuleCase *c, YyBlankVerdict verdict)
{
  gint64 n = 0;

  for (guint i = 0; i < c->pages->len; i++)
    n += ((const YyPage *) g_ptr_array_index (c->pages, i))->blank.verdict == verdict;

  return n;
}

static const YySeal *
get_seal (const YyRuleCase *c)
{
  return c->org != NULL ? yy_org_get_seal (c->org, c->form->seal_id) : NULL;
}

static gboolean
is_given (const char *id)
{
  return id != NULL && *id != '\0';
}

static gboolean
is_same (const char *a, const char *b)
{
  return is_given (a) && g_strcmp0 (a, b) == 0;
}

YyAnswer
yy_rule_case_get_contract (const YyForm *form, const YyRequest *request)
{
  return request != NULL && request->classified_contract != YY_ANSWER_UNSET ? request->classified_contract
                                                                            : form->contract;
}

YyAnswer
yy_rule_case_get_major (const YyForm *form, const YyRequest *request)
{
  return request != NULL && request->classified_major != YY_ANSWER_UNSET ? request->classified_major
                                                                         : form->major;
}

static gboolean
holds (const YyRuleCase *c, const char *person_id, YyPost post)
{
  return is_given (person_id) && yy_org_holds_post (c->org, person_id, post, NULL);
}

/* In whose place the actor stands: his own, or that of who handed it to him for a time. */
static const char *
get_capacity_of (const YyRuleCase *c)
{
  return is_given (c->acting_for) ? c->acting_for : c->actor_id;
}

static gint64
count_others (const YyRuleCase *c, YyPost post)
{
  g_autoptr (GPtrArray) holders = yy_org_list_holders (c->org, post, NULL);
  gint64 n = 0;

  for (guint i = 0; i < holders->len; i++)
    n += g_strcmp0 (((YyPerson *) g_ptr_array_index (holders, i))->id, c->applicant_id) != 0;

  return n;
}

static gboolean
have_agreed (const YyRuleCase *c, YyPost post, gboolean all)
{
  return c->request != NULL && c->actor_id != NULL &&
         yy_agreement_is_given (c->request, c->org, post, get_capacity_of (c), all);
}

static gboolean
is_allowed_reviewer (const YyRuleCase *c)
{
  g_autoptr (GPtrArray) reviewers = NULL;

  if (!is_given (c->applicant_id))
    return FALSE;
  reviewers = yy_route_list_reviewers (c->org, c->applicant_id, c->form->unit_id);
  return yy_target_list_find (reviewers, c->form->reviewer_id) != NULL;
}

static gboolean
is_allowed_keeper (const YyRuleCase *c)
{
  g_autoptr (GPtrArray) keepers = NULL;

  if (!is_given (c->applicant_id))
    return FALSE;
  keepers = yy_route_list_keepers (c->org, c->applicant_id, c->form->seal_id);
  return yy_target_list_find (keepers, c->form->keeper_id) != NULL;
}

/* R12: by a member of the unit in charge of the company, and for that unit. */
static gboolean
is_sponsored (const YyRuleCase *c)
{
  const YyCompany *company = yy_org_get_company (c->org, c->form->company_id);

  return company != NULL && company->active && is_same (company->unit_id, c->form->unit_id) &&
         is_given (c->applicant_id) && yy_org_belongs_to (c->org, c->applicant_id, company->unit_id);
}

static gboolean
is_office (const YyRuleCase *c)
{
  return is_given (c->applicant_id) && yy_org_is_office (c->org, c->applicant_id);
}

static gboolean
is_any_head (const YyRuleCase *c, const char *person_id)
{
  return holds (c, person_id, YY_POST_SECTION_HEAD) || holds (c, person_id, YY_POST_LEADER) ||
         holds (c, person_id, YY_POST_CHIEF);
}

static gboolean
may_section_approve (const YyRuleCase *c)
{
  const YySeal *seal = get_seal (c);
  YySealKind kind = seal != NULL ? seal->kind : c->request != NULL ? c->request->seal_kind : YY_SEAL_LAST;

  return kind != YY_SEAL_LAST && (c->policy->section_may_approve & (1u << kind)) != 0;
}

static const char *
get_seal_kind (const YyRuleCase *c)
{
  const YySeal *seal = get_seal (c);

  if (seal != NULL)
    return yy_seal_kind_get_nick (seal->kind);
  return c->request != NULL && is_given (c->form->seal_id) ? yy_seal_kind_get_nick (c->request->seal_kind)
                                                           : "";
}

/* R05: the handler of the applying unit. */
static gboolean
is_carrier_of_unit (const YyRuleCase *c)
{
  const YyPerson *carrier = yy_org_get_person (c->org, c->form->carrier_id);

  return carrier != NULL && carrier->active && yy_org_belongs_to (c->org, carrier->id, c->form->unit_id);
}

/* Whether that minute of the department's clock has come; @unknown while nobody knows the time. */
static gboolean
has_come (const YyRuleCase *c, const char *minute, gboolean unknown)
{
  char now[YY_CLOCK_MINUTE_SIZE];

  if (c->policy->now_usec == 0)
    return unknown;
  yy_clock_format_minute (c->policy->now_usec, now);
  return strcmp (now, minute) >= 0;
}

/* With another request than this one. */
static gboolean
is_away (const YyRuleCase *c)
{
  const YyCustody *custody = c->request != NULL ? c->request->custody : NULL;

  return custody != NULL && custody->place != YY_PLACE_COUNTER &&
         !g_str_equal (custody->request_id, c->request->id);
}

char *
yy_rule_case_dup_argument (const YyRuleCase *c, YyIssueCode code)
{
  return code == YY_ISSUE_SEAL_AWAY && is_away (c) ? yy_custody_dup_whereabouts (c->request->custody) : NULL;
}

/* Readers of single facts: a value of type V made of the case c. */
#define TEXT_FACT(name, value)                                                                               \
  static void read_##name (const YyRuleCase *c, YyFact *f)                                                   \
  {                                                                                                          \
    f->text = (value);                                                                                       \
  }
#define NUMBER_FACT(name, value)                                                                             \
  static void read_##name (const YyRuleCase *c, YyFact *f)                                                   \
  {                                                                                                          \
    f->number = (value);                                                                                     \
  }

TEXT_FACT (kind, yy_kind_get_nick (c->form->kind))
TEXT_FACT (contract, yy_answer_get_nick (yy_rule_case_get_contract (c->form, c->request)))
TEXT_FACT (contract_declared, yy_answer_get_nick (c->form->contract))
TEXT_FACT (major, yy_answer_get_nick (yy_rule_case_get_major (c->form, c->request)))
TEXT_FACT (major_declared, yy_answer_get_nick (c->form->major))
TEXT_FACT (not_blank, yy_answer_get_nick (c->form->not_blank))
TEXT_FACT (confidential, yy_answer_get_nick (c->form->confidential))
TEXT_FACT (paper, yy_answer_get_nick (c->form->paper))
TEXT_FACT (material_name, c->form->material_name)
TEXT_FACT (reason, c->form->reason)
TEXT_FACT (unavoidable, c->form->unavoidable)
TEXT_FACT (destination, c->form->destination)
TEXT_FACT (note, c->note != NULL ? c->note : "")
TEXT_FACT (seal_kind, get_seal_kind (c))
TEXT_FACT (step, yy_step_get_nick (c->request != NULL ? c->request->step : YY_STEP_NONE))
NUMBER_FACT (copies, c->form->copies)
NUMBER_FACT (positions, MAX (c->form->positions, 1))
NUMBER_FACT (pages_count, c->pages->len)
NUMBER_FACT (pages_blank, count_verdict (c, YY_BLANK_VERDICT_BLANK))
NUMBER_FACT (pages_unfilled, count_verdict (c, YY_BLANK_VERDICT_FORM))
NUMBER_FACT (stamped_photos, c->stamped_pages != NULL ? c->stamped_pages->len : 0)
NUMBER_FACT (round, c->request != NULL ? c->request->round : 0)
NUMBER_FACT (seal_known, get_seal (c) != NULL)
NUMBER_FACT (section_may_approve, may_section_approve (c))
NUMBER_FACT (reviewer_given, is_given (c->form->reviewer_id))
NUMBER_FACT (reviewer_is_applicant, is_same (c->form->reviewer_id, c->applicant_id))
NUMBER_FACT (reviewer_is_head, holds (c, c->form->reviewer_id, YY_POST_SECTION_HEAD))
NUMBER_FACT (reviewer_allowed, is_allowed_reviewer (c))
NUMBER_FACT (keeper_given, is_given (c->form->keeper_id))
NUMBER_FACT (keeper_is_applicant, is_same (c->form->keeper_id, c->applicant_id))
NUMBER_FACT (keeper_allowed, is_allowed_keeper (c))
NUMBER_FACT (first_leader_exists,
             yy_route_find_first_leader (c->org, c->applicant_id, c->form->unit_id) != NULL)
NUMBER_FACT (company_given, is_given (c->form->company_id))
NUMBER_FACT (company_sponsored, is_sponsored (c))
NUMBER_FACT (applicant_is_head, is_any_head (c, c->applicant_id))
NUMBER_FACT (applicant_is_office, is_office (c))
NUMBER_FACT (actor_is_applicant, is_same (c->actor_id, c->applicant_id))
NUMBER_FACT (actor_acts_for_applicant, is_same (c->acting_for, c->applicant_id))
NUMBER_FACT (actor_is_chief, holds (c, get_capacity_of (c), YY_POST_CHIEF))
NUMBER_FACT (actor_is_dept_head, holds (c, get_capacity_of (c), YY_POST_DEPT_HEAD))
NUMBER_FACT (actor_is_final_approver, c->request != NULL && is_same (c->actor_id, c->request->approver_id))
NUMBER_FACT (agreed_chief, have_agreed (c, YY_POST_CHIEF, FALSE))
NUMBER_FACT (agreed_all_chiefs, have_agreed (c, YY_POST_CHIEF, TRUE))
NUMBER_FACT (agreed_dept_head, have_agreed (c, YY_POST_DEPT_HEAD, FALSE))
NUMBER_FACT (agreed_office_director, have_agreed (c, YY_POST_OFFICE_DIRECTOR, FALSE))
NUMBER_FACT (others_chiefs, count_others (c, YY_POST_CHIEF))
NUMBER_FACT (others_dept_heads, count_others (c, YY_POST_DEPT_HEAD))
NUMBER_FACT (others_office_directors, count_others (c, YY_POST_OFFICE_DIRECTOR))
NUMBER_FACT (out_given, is_given (c->form->out_from) && is_given (c->form->out_until))
NUMBER_FACT (out_ordered, strcmp (c->form->out_from, c->form->out_until) < 0)
NUMBER_FACT (out_ahead, c->now == NULL || *c->now == '\0' || strcmp (c->form->out_from, c->now) > 0)
NUMBER_FACT (carrier_given, is_given (c->form->carrier_id))
NUMBER_FACT (carrier_is_keeper, is_same (c->form->carrier_id, c->form->keeper_id))
NUMBER_FACT (carrier_is_actor, is_same (c->form->carrier_id, c->actor_id))
NUMBER_FACT (carrier_in_unit, is_carrier_of_unit (c))
NUMBER_FACT (out_begun, has_come (c, c->form->out_from, TRUE))
NUMBER_FACT (out_over, has_come (c, c->form->out_until, FALSE))
NUMBER_FACT (seal_is_away, is_away (c))

#define B YY_FACT_BOOLEAN
#define N YY_FACT_NUMBER
#define T YY_FACT_TEXT

static const struct
{
  YyFactInfo info;
  void (*read) (const YyRuleCase *c, YyFact *f);
} facts[] = {
  { { "kind", T, FALSE }, read_kind },
  { { "contract", T, FALSE }, read_contract },
  { { "contract.declared", T, FALSE }, read_contract_declared },
  { { "major", T, FALSE }, read_major },
  { { "major.declared", T, FALSE }, read_major_declared },
  { { "not_blank", T, FALSE }, read_not_blank },
  { { "confidential", T, FALSE }, read_confidential },
  { { "paper", T, FALSE }, read_paper },
  { { "material.name", T, FALSE }, read_material_name },
  { { "reason", T, FALSE }, read_reason },
  { { "unavoidable", T, FALSE }, read_unavoidable },
  { { "destination", T, FALSE }, read_destination },
  { { "note", T, FALSE }, read_note },
  { { "copies", N, FALSE }, read_copies },
  { { "positions", N, FALSE }, read_positions },
  { { "pages.count", N, FALSE }, read_pages_count },
  { { "pages.blank", N, FALSE }, read_pages_blank },
  { { "pages.unfilled", N, FALSE }, read_pages_unfilled },
  { { "stamped.photos", N, FALSE }, read_stamped_photos },
  { { "round", N, FALSE }, read_round },
  { { "step", T, FALSE }, read_step },
  { { "seal.kind", T, TRUE }, read_seal_kind },
  { { "seal.known", B, TRUE }, read_seal_known },
  { { "seal.section_may_approve", B, TRUE }, read_section_may_approve },
  { { "reviewer.given", B, FALSE }, read_reviewer_given },
  { { "reviewer.is_applicant", B, TRUE }, read_reviewer_is_applicant },
  { { "reviewer.is_head", B, TRUE }, read_reviewer_is_head },
  { { "reviewer.allowed", B, TRUE }, read_reviewer_allowed },
  { { "keeper.given", B, FALSE }, read_keeper_given },
  { { "keeper.is_applicant", B, TRUE }, read_keeper_is_applicant },
  { { "keeper.allowed", B, TRUE }, read_keeper_allowed },
  { { "first_leader.exists", B, TRUE }, read_first_leader_exists },
  { { "company.given", B, FALSE }, read_company_given },
  { { "company.sponsored", B, TRUE }, read_company_sponsored },
  { { "applicant.is_head", B, TRUE }, read_applicant_is_head },
  { { "applicant.is_office", B, TRUE }, read_applicant_is_office },
  { { "actor.is_applicant", B, TRUE }, read_actor_is_applicant },
  { { "actor.acts_for_applicant", B, TRUE }, read_actor_acts_for_applicant },
  { { "actor.is_chief", B, TRUE }, read_actor_is_chief },
  { { "actor.is_dept_head", B, TRUE }, read_actor_is_dept_head },
  { { "actor.is_final_approver", B, FALSE }, read_actor_is_final_approver },
  { { "agreed.chief", B, TRUE }, read_agreed_chief },
  { { "agreed.all_chiefs", B, TRUE }, read_agreed_all_chiefs },
  { { "agreed.dept_head", B, TRUE }, read_agreed_dept_head },
  { { "agreed.office_director", B, TRUE }, read_agreed_office_director },
  { { "others.chiefs", N, TRUE }, read_others_chiefs },
  { { "others.dept_heads", N, TRUE }, read_others_dept_heads },
  { { "others.office_directors", N, TRUE }, read_others_office_directors },
  { { "out.given", B, FALSE }, read_out_given },
  { { "out.ordered", B, FALSE }, read_out_ordered },
  { { "out.ahead", B, FALSE }, read_out_ahead },
  { { "carrier.given", B, FALSE }, read_carrier_given },
  { { "carrier.is_keeper", B, FALSE }, read_carrier_is_keeper },
  { { "carrier.is_actor", B, FALSE }, read_carrier_is_actor },
  { { "carrier.in_unit", B, TRUE }, read_carrier_in_unit },
  { { "out.begun", B, FALSE }, read_out_begun },
  { { "out.over", B, FALSE }, read_out_over },
  { { "seal.is_away", B, FALSE }, read_seal_is_away },
};

gboolean
yy_rule_case_find_fact (const char *name, YyFactType *ret_type, guint *ret_index, gpointer user_data)
{
  gboolean *asks_org = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      if (!g_str_equal (facts[i].info.name, name))
        continue;
      *ret_type = facts[i].info.type;
      *ret_index = i;
      if (asks_org != NULL && facts[i].info.of_org)
        *asks_org = TRUE;
      return TRUE;
    }

  return FALSE;
}

void
yy_rule_case_read_fact (guint index, YyFact *ret_fact, gpointer user_data)
{
  g_return_if_fail (index < G_N_ELEMENTS (facts));

  ret_fact->type = facts[index].info.type;
  facts[index].read (user_data, ret_fact);
}

const YyFactInfo *
yy_rule_case_get_fact_info (guint index)
{
  return index < G_N_ELEMENTS (facts) ? &facts[index].info : NULL;
}
