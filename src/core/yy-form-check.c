#include "yy-form-check.h"

#include <string.h>

#include "yy-page.h"
#include "yy-route.h"
#include "yy-text.h"

/* Lengths that a draft keeps; what a submission wants is stricter. */
static void
check_length (
    const char *text, const char *field, const char *rule, glong max, gboolean lines, GPtrArray *issues)
{
  yy_text_check (text, field, rule, 0, max, lines, issues);
}

/* What only some requests have. */
static void
check_later (const YyForm *form, GPtrArray *issues)
{
  check_length (form->company_id, "/form/company_id", "R12", YY_FORM_ID_MAX, FALSE, issues);
  check_length (form->unavoidable, "/form/unavoidable", "R11", YY_FORM_UNAVOIDABLE_MAX, TRUE, issues);
  check_length (form->confirmed, "/form/confirmed", "A08", YY_FORM_CONFIRMED_MAX, FALSE, issues);
  check_length (form->out_from, "/form/out_from", "R04", YY_FORM_TIME_MAX, FALSE, issues);
  check_length (form->out_until, "/form/out_until", "R04", YY_FORM_TIME_MAX, FALSE, issues);
  check_length (form->destination, "/form/destination", "R04", YY_FORM_DESTINATION_MAX, FALSE, issues);
  check_length (form->carrier_id, "/form/carrier_id", "R05", YY_FORM_ID_MAX, FALSE, issues);
  if (form->positions < 0)
    yy_issue_list_add (issues, YY_ISSUE_TOO_SMALL, "/form/positions", "A24", 0, NULL);
  if (form->positions > YY_FORM_POSITIONS_MAX)
    yy_issue_list_add (issues, YY_ISSUE_TOO_LARGE, "/form/positions", "A24", YY_FORM_POSITIONS_MAX, NULL);
}

void
yy_form_check_draft (const YyForm *form, GPtrArray *pages, GPtrArray *issues)
{
  check_length (form->office_phone, "/form/office_phone", "R26", 40, FALSE, issues);
  check_length (form->mobile, "/form/mobile", "R27", 40, FALSE, issues);
  check_length (form->material_name, "/form/material_name", "R28", YY_FORM_NAME_MAX, FALSE, issues);
  check_length (form->seal_text, "/form/seal_text", "A05", YY_FORM_SEAL_TEXT_MAX, FALSE, issues);
  check_length (form->reason, "/form/reason", "R32", YY_FORM_REASON_MAX, TRUE, issues);
  if (form->copies < 0)
    yy_issue_list_add (issues, YY_ISSUE_TOO_SMALL, "/form/copies", "R31", 1, NULL);
  if (form->copies > YY_FORM_COPIES_MAX)
    yy_issue_list_add (issues, YY_ISSUE_TOO_LARGE, "/form/copies", "R31", YY_FORM_COPIES_MAX, NULL);
  check_later (form, issues);
  if (pages->len > YY_FORM_PAGES_MAX)
    yy_issue_list_add (issues, YY_ISSUE_TOO_MANY, "/pages", "R37", YY_FORM_PAGES_MAX, NULL);
  for (guint i = 0; i < pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (pages, i);
      g_autofree char *field = g_strdup_printf ("/pages/%u/name", i);

      check_length (page->name, field, "R37", YY_PAGE_NAME_MAX, FALSE, issues);
    }
}

static void
check_contact (const YyForm *form, GPtrArray *issues)
{
  if (*form->office_phone != '\0' && !yy_text_is_phone (form->office_phone))
    yy_issue_list_add (issues, YY_ISSUE_BAD_PHONE, "/form/office_phone", "R26", 0, NULL);
  if (*form->mobile == '\0')
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/mobile", "R27", 0, NULL);
  else if (!yy_text_is_mobile (form->mobile))
    yy_issue_list_add (issues, YY_ISSUE_BAD_MOBILE, "/form/mobile", "R27", 0, NULL);
}

static void
check_material (const YyForm *form, GPtrArray *issues)
{
  if (yy_text_check (form->material_name, "/form/material_name", "R28", YY_FORM_NAME_MIN, YY_FORM_NAME_MAX,
                     FALSE, issues) &&
      !yy_text_has_words (form->material_name))
    yy_issue_list_add (issues, YY_ISSUE_NO_WORDS, "/form/material_name", "R28", 0, NULL);
  if (yy_form_is_contract (form))
    yy_issue_list_add (issues, YY_ISSUE_CONTRACT,
                       form->contract == YY_ANSWER_YES ? "/form/contract" : "/form/material_name", "R10", 0,
                       NULL);
  if (form->contract == YY_ANSWER_UNSET)
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/contract", "R10", 0, NULL);
}

static void
check_date (const YyForm *form, const YyPolicy *policy, const GDate *today, GPtrArray *issues)
{
  GDate date;
  int ahead;

  if (*form->use_date == '\0')
    {
      yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/use_date", "R29", 0, NULL);
      return;
    }
  if (!yy_text_parse_date (form->use_date, &date))
    {
      yy_issue_list_add (issues, YY_ISSUE_NOT_A_DATE, "/form/use_date", "R29", 0, NULL);
      return;
    }

  ahead = g_date_days_between (today, &date);
  if (ahead < 0)
    yy_issue_list_add (issues, YY_ISSUE_IN_THE_PAST, "/form/use_date", "R29", 0, NULL);
  else if (ahead > policy->days_ahead)
    yy_issue_list_add (issues, YY_ISSUE_TOO_FAR_AHEAD, "/form/use_date", "R29", policy->days_ahead, NULL);
}

static void
check_seal (const YyForm *form, YyOrg *org, GPtrArray *issues)
{
  const YySeal *seal;

  if (*form->seal_id == '\0')
    {
      yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/seal_id", "R30", 0, NULL);
      return;
    }
  if (org == NULL)
    return;

  seal = yy_org_get_seal (org, form->seal_id);
  if (seal == NULL || !seal->active)
    yy_issue_list_add (issues, YY_ISSUE_UNKNOWN_VALUE, "/form/seal_id", "R30", 0, form->seal_id);
  else if (seal->kind == YY_SEAL_OTHER)
    yy_text_check (form->seal_text, "/form/seal_text", "A05", 2, YY_FORM_SEAL_TEXT_MAX, FALSE, issues);
}

static void
check_copies_and_reason (const YyForm *form, GPtrArray *issues)
{
  if (form->copies == 0)
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/copies", "R31", 0, NULL);
  if (yy_text_check (form->reason, "/form/reason", "R32", YY_FORM_REASON_MIN, YY_FORM_REASON_MAX, TRUE,
                     issues) &&
      !yy_text_has_words (form->reason))
    yy_issue_list_add (issues, YY_ISSUE_NO_WORDS, "/form/reason", "R32", 0, NULL);
}

static void
check_declarations (const YyForm *form, const YyPolicy *policy, GPtrArray *issues)
{
  if (policy->major_declared && form->major == YY_ANSWER_UNSET)
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/major", "A07", 0, NULL);
  if (form->not_blank == YY_ANSWER_UNSET)
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/not_blank", "R09", 0, NULL);
  else if (form->not_blank == YY_ANSWER_NO)
    yy_issue_list_add (issues, YY_ISSUE_BLANK, "/form/not_blank", "R09", 0, NULL);
}

/* Whether anybody but the applicant holds @post: nobody decides on a request of his own. */
static gboolean
others_hold (YyOrg *org, YyPost post, const char *applicant_id)
{
  g_autoptr (GPtrArray) holders = yy_org_list_holders (org, post, NULL);

  for (guint i = 0; i < holders->len; i++)
    {
      if (!g_str_equal (((YyPerson *) g_ptr_array_index (holders, i))->id, applicant_id))
        return TRUE;
    }

  return FALSE;
}

/* A request that nobody could ever approve finally is told so now, and not after a week of forwarding. */
static void
check_last_approver (const YyForm *form, YyOrg *org, const char *applicant_id, GPtrArray *issues)
{
  const YySeal *seal = org != NULL ? yy_org_get_seal (org, form->seal_id) : NULL;

  if (seal == NULL || applicant_id == NULL)
    return;
  if (seal->kind == YY_SEAL_NAME && !others_hold (org, YY_POST_DEPT_HEAD, applicant_id))
    yy_issue_list_add (issues, YY_ISSUE_NO_APPROVER, "/form/seal_id", "R11", 0, NULL);
  if (form->major == YY_ANSWER_YES && !others_hold (org, YY_POST_CHIEF, applicant_id))
    yy_issue_list_add (issues, YY_ISSUE_NO_APPROVER, "/form/major", "R19", 0, NULL);
}

static void
check_reviewer (
    const YyForm *form, YyOrg *org, const char *applicant_id, const YyPolicy *policy, GPtrArray *issues)
{
  g_autoptr (GPtrArray) reviewers = NULL;

  if (*form->reviewer_id == '\0')
    {
      if (policy->reviewer_required)
        yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/reviewer_id", "A01", 0, NULL);
      else if (org != NULL && yy_route_find_first_leader (org, applicant_id, form->unit_id) == NULL)
        yy_issue_list_add (issues, YY_ISSUE_NO_APPROVER, "/form/reviewer_id", "A01", 0, NULL);
      return;
    }
  if (org == NULL || applicant_id == NULL)
    return;

  reviewers = yy_route_list_reviewers (org, applicant_id, form->unit_id);
  if (yy_target_list_find (reviewers, form->reviewer_id) == NULL)
    {
      gboolean own = g_str_equal (form->reviewer_id, applicant_id);

      yy_issue_list_add (issues, own ? YY_ISSUE_OWN_REQUEST : YY_ISSUE_NOT_A_REVIEWER, "/form/reviewer_id",
                         "R20", 0, NULL);
    }
}

static void
check_keeper (const YyForm *form, YyOrg *org, const char *applicant_id, GPtrArray *issues)
{
  const YySeal *seal;
  g_autoptr (GPtrArray) keepers = NULL;

  if (*form->keeper_id == '\0')
    {
      yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/keeper_id", "R36", 0, NULL);
      return;
    }
  seal = org != NULL ? yy_org_get_seal (org, form->seal_id) : NULL;
  if (seal == NULL || applicant_id == NULL)
    return;

  keepers = yy_route_list_keepers (org, applicant_id, form->seal_id);
  if (yy_target_list_find (keepers, form->keeper_id) != NULL)
    return;
  if (g_str_equal (form->keeper_id, applicant_id))
    yy_issue_list_add (issues, YY_ISSUE_OWN_REQUEST, "/form/keeper_id", "GS15", 0, NULL);
  else
    yy_issue_list_add (issues, YY_ISSUE_NOT_A_KEEPER, "/form/keeper_id", yy_seal_kind_get_rule (seal->kind),
                       0, NULL);
}

void
yy_form_check_submit (const YyForm *form,
                      GPtrArray *pages,
                      YyOrg *org,
                      const char *applicant_id,
                      const YyPolicy *policy,
                      const GDate *today,
                      GPtrArray *issues)
{
  g_autoptr (GPtrArray) kept = yy_issue_list_new ();

  /* What already keeps a draft from being kept is told alone: the rest would only repeat it. */
  yy_form_check_draft (form, pages, kept);
  if (kept->len > 0)
    {
      g_ptr_array_extend_and_steal (issues, g_steal_pointer (&kept));
      return;
    }

  if (*form->unit_id == '\0')
    yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/form/unit_id", "R25", 0, NULL);
  else if (org != NULL && applicant_id != NULL && !yy_org_belongs_to (org, applicant_id, form->unit_id))
    yy_issue_list_add (issues, YY_ISSUE_UNKNOWN_VALUE, "/form/unit_id", "R25", 0, form->unit_id);
  check_contact (form, issues);
  check_material (form, issues);
  check_date (form, policy, today, issues);
  check_seal (form, org, issues);
  check_copies_and_reason (form, issues);
  check_declarations (form, policy, issues);
  check_reviewer (form, org, applicant_id, policy, issues);
  check_keeper (form, org, applicant_id, issues);
  check_last_approver (form, org, applicant_id, issues);
  if (pages->len == 0)
    yy_issue_list_add (issues, YY_ISSUE_TOO_FEW, "/pages", "R13", 1, NULL);
}

gboolean
yy_form_is_contract (const YyForm *form)
{
  return form->contract == YY_ANSWER_YES || strstr (form->material_name, "合同") != NULL;
}
