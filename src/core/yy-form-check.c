#include "yy-form-check.h"

#include <string.h>

#include "yy-booking.h"
#include "yy-clock.h"
#include "yy-page.h"
#include "yy-rule-set.h"
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

/* R04: times of a booking are minutes of the calendar. The rules say the rest of it. */
static void
check_booking (const YyForm *form, GPtrArray *issues)
{
  if (form->kind != YY_KIND_TAKE_OUT)
    return;
  if (*form->out_from != '\0' && !yy_booking_parse_minute (form->out_from, NULL))
    yy_issue_list_add (issues, YY_ISSUE_NOT_A_DATE, "/form/out_from", "R04", 0, NULL);
  if (*form->out_until != '\0' && !yy_booking_parse_minute (form->out_until, NULL))
    yy_issue_list_add (issues, YY_ISSUE_NOT_A_DATE, "/form/out_until", "R04", 0, NULL);
}

/* What the notice says about it, with what a department has made of it. */
static void
check_rules (const YyForm *form,
             GPtrArray *pages,
             YyOrg *org,
             const char *applicant_id,
             const YyPolicy *policy,
             const GDate *today,
             GPtrArray *issues)
{
  char now[YY_CLOCK_MINUTE_SIZE] = "";
  YyRuleCase c = {
    .action = YY_ACTION_SUBMIT,
    .form = form,
    .pages = pages,
    .org = applicant_id != NULL ? org : NULL,
    .policy = policy,
    .applicant_id = applicant_id,
    .actor_id = applicant_id,
    .today = today,
    .now = now,
    .note = "",
  };

  if (policy->now_usec != 0)
    yy_clock_format_minute (policy->now_usec, now);
  yy_rule_set_evaluate (policy->rules, &c, YY_EFFECTS_CLOSING, issues);
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
  check_booking (form, issues);
  check_rules (form, pages, org, applicant_id, policy, today, issues);
}

gboolean
yy_form_is_contract (const YyForm *form)
{
  return form->contract == YY_ANSWER_YES || strstr (form->material_name, "合同") != NULL;
}
