#include "yy-form-page-private.h"

#include <glib/gi18n.h>

#include "yy-clock.h"
#include "yy-form-check.h"
#include "yy-rule-set.h"
#include "yy-rule.h"
#include "yy-text.h"

/* What is wrong with the form, and what is asked back: found by the same code as on the service, shown beside
 * the field. */

static void
get_today (YyFormPage *self, GDate *ret_today)
{
  if (self->options != NULL && g_date_valid (&self->options->today))
    *ret_today = self->options->today;
  else
    yy_clock_get_day (g_get_real_time (), ret_today);
}

static const YySealOption *
find_seal (YyFormPage *self, const YyForm *form)
{
  return self->options != NULL ? yy_form_options_find_seal (self->options, form->seal_id) : NULL;
}

static const YyPolicy *
get_policy (YyFormPage *self, YyPolicy *fallback)
{
  yy_policy_init (fallback);
  return self->options != NULL ? &self->options->policy : fallback;
}

/* What the choices of the form already tell; the service looks again. */
static void
check_choices (YyFormPage *self, const YyForm *form, GPtrArray *issues)
{
  const YySealOption *seal = find_seal (self, form);
  const YyCompanyOption *company =
      self->options != NULL ? yy_company_option_list_find (self->options->companies, form->company_id) : NULL;

  if (seal != NULL && seal->kind == YY_SEAL_OTHER)
    yy_text_check (form->seal_text, "/form/seal_text", "A05", 2, YY_FORM_SEAL_TEXT_MAX, FALSE, issues);
  if (seal != NULL && seal->kind == YY_SEAL_NAME)
    yy_text_check (form->unavoidable, "/form/unavoidable", "R11", YY_FORM_REASON_MIN, YY_FORM_UNAVOIDABLE_MAX,
                   TRUE, issues);
  if (company != NULL && !company->sponsored)
    yy_issue_list_add (issues, YY_ISSUE_NOT_SPONSOR, "/form/company_id", "R12", 0, NULL);
}

/* What is wrong, and what is asked, also where it was answered. */
static GPtrArray *
find_issues (YyFormPage *self)
{
  GPtrArray *issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) pages = yy_draft_list_pages (self->draft);
  g_autoptr (YyForm) form = yy_form_copy (yy_form_fields_get_form (self->fields));
  YyPolicy fallback;
  GDate today;

  get_today (self, &today);
  yy_form_set_text (&form->confirmed, "");
  /* Who may review and who keeps the seal is only offered where it is so; the service looks again. */
  yy_form_check_submit (form, pages, NULL, NULL, get_policy (self, &fallback), &today, issues);
  check_choices (self, form, issues);
  yy_form_fields_refine_issues (self->fields, issues);
  return issues;
}

static gboolean
is_answered (YyFormPage *self, const YyIssue *issue)
{
  return yy_issue_code_asks (issue->code) &&
         yy_form_has_confirmed (yy_form_fields_get_form (self->fields), issue->rule);
}

static void
show_one (YyFormPage *self, const char *pointer, const YyIssue *issue)
{
  if (g_str_has_prefix (pointer, "/pages"))
    yy_page_strip_set_issue (self->strip, issue, issue != NULL && is_answered (self, issue));
  else
    yy_form_fields_set_issue (self->fields, pointer, issue);
}

/* What is wrong comes before what is asked. */
static const YyIssue *
find_issue (GPtrArray *issues, const char *pointer)
{
  const YyIssue *asked = NULL;

  for (guint i = 0; i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);

      if (!g_str_has_prefix (issue->field, pointer))
        continue;
      if (!yy_issue_code_asks (issue->code))
        return issue;
      if (asked == NULL)
        asked = issue;
    }

  return asked;
}

/* A08: words that often stand for a contract. Once it is said to be none, the question takes this place. */
static void
hint_at_contract (YyFormPage *self, const YyForm *form)
{
  g_autoptr (GPtrArray) warnings = yy_issue_list_new ();
  g_autoptr (GPtrArray) pages = yy_page_list_new ();
  YyPolicy fallback;
  YyRuleCase c = {
    .action = YY_ACTION_OPEN,
    .form = form,
    .pages = pages,
    .policy = get_policy (self, &fallback),
    .note = "",
  };

  if (form->contract != YY_ANSWER_UNSET || yy_form_is_contract (form))
    return;

  yy_rule_set_evaluate (c.policy->rules, &c, YY_EFFECTS_WARNING, warnings);
  for (guint i = 0; i < warnings->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (warnings, i);

      if (issue->code == YY_ISSUE_RELATED_WORDS)
        yy_form_fields_set_hint (
            self->fields, issue->field,
            _ ("The name speaks of an agreement. If it is a contract, this form is the wrong one."),
            issue->rule, yy_issue_get_clause (issue));
    }
}

void
yy_form_page_show_hints (YyFormPage *self)
{
  const YyForm *form = yy_form_fields_get_form (self->fields);
  const YySealOption *seal = find_seal (self, form);

  hint_at_contract (self, form);
  if (seal != NULL && seal->kind == YY_SEAL_NAME)
    yy_form_fields_set_hint (
        self->fields, "/form/seal_id",
        _ ("Say below why it cannot be avoided; without the agreement of the department head it is not used."),
        "R11", yy_rule_get_clause ("R11"));
  if (form->confidential == YY_ANSWER_YES)
    yy_form_fields_set_hint (self->fields, "/form/confidential",
                             _ ("Choose the head of the section or centre as reviewer, and bring the paper."),
                             "A12", yy_rule_get_clause ("A12"));
  if (form->paper == YY_ANSWER_YES)
    yy_form_fields_set_hint (self->fields, "/form/paper",
                             _ ("Everybody who decides is told that it was on paper first; a chief decides."),
                             "R14", yy_rule_get_clause ("R14"));
  yy_page_strip_set_confidential (self->strip, form->confidential == YY_ANSWER_YES);
}

void
yy_form_page_check_field (YyFormPage *self, const char *pointer)
{
  g_autoptr (GPtrArray) issues = find_issues (self);

  show_one (self, pointer, find_issue (issues, pointer));
  yy_form_page_show_hints (self);
  if (g_str_equal (pointer, "/form/seal_id"))
    yy_form_page_recheck_field (self, "/form/keeper_id");
  /* The two speak of the same thing. */
  if (g_str_equal (pointer, "/form/contract") &&
      *yy_form_fields_get_form (self->fields)->material_name != '\0')
    yy_form_page_check_field (self, "/form/material_name");
  if (g_str_equal (pointer, "/form/confidential"))
    yy_form_page_recheck_field (self, "/pages");
}

void
yy_form_page_recheck_field (YyFormPage *self, const char *pointer)
{
  gboolean told = g_str_has_prefix (pointer, "/pages") ? yy_page_strip_has_issue (self->strip)
                                                       : yy_form_fields_has_issue (self->fields, pointer);
  g_autoptr (GPtrArray) issues = NULL;

  if (!told)
    return;

  issues = find_issues (self);
  show_one (self, pointer, find_issue (issues, pointer));
}

void
yy_form_page_forget_answers (YyFormPage *self, const char *pointer)
{
  YyPolicy fallback;
  GPtrArray *rows = yy_rule_set_get_rows (get_policy (self, &fallback)->rules);

  for (guint i = 0; i < rows->len; i++)
    {
      const YyRuleRow *row = g_ptr_array_index (rows, i);

      if (row->effect == YY_EFFECT_ASK && g_str_equal (row->field, pointer))
        yy_form_fields_confirm (self->fields, row->id, FALSE);
    }
}

static void
focus_first (YyFormPage *self)
{
  if (yy_form_fields_focus_first_problem (self->fields) == NULL)
    yy_page_strip_focus_problem (self->strip);
}

/* One for each field: what is wrong, before what is asked. */
static gboolean
show_all (YyFormPage *self, GPtrArray *issues)
{
  gboolean shown = FALSE;

  for (guint i = 0; i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);

      if (!g_str_has_prefix (issue->field, "/form/") && !g_str_has_prefix (issue->field, "/pages"))
        continue;
      show_one (self, issue->field,
                find_issue (issues, g_str_has_prefix (issue->field, "/pages") ? "/pages" : issue->field));
      shown = TRUE;
    }

  return shown;
}

gboolean
yy_form_page_show_issues (YyFormPage *self, GPtrArray *issues)
{
  if (!show_all (self, issues))
    return FALSE;

  focus_first (self);
  return TRUE;
}

static gboolean
has_failed_page (YyFormPage *self)
{
  GListModel *pages = yy_draft_get_pages (self->draft);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (YyDraftPage) page = g_list_model_get_item (pages, i);

      if (yy_draft_page_get_state (page) == YY_PAGE_FAILED)
        return TRUE;
    }

  return FALSE;
}

static guint
count_open (YyFormPage *self, GPtrArray *issues)
{
  guint n = 0;

  for (guint i = 0; i < issues->len; i++)
    n += !is_answered (self, g_ptr_array_index (issues, i));

  return n;
}

gboolean
yy_form_page_check_all (YyFormPage *self)
{
  g_autoptr (GPtrArray) issues = find_issues (self);
  gboolean failed = has_failed_page (self);
  guint n = count_open (self, issues);
  g_autofree char *text = NULL;

  yy_form_fields_clear_issues (self->fields);
  yy_page_strip_set_issue (self->strip, NULL, FALSE);
  show_all (self, issues);
  if (failed)
    yy_page_strip_set_problem (self->strip, _ ("A picture could not be sent. Try it again or remove it."));
  yy_form_page_show_hints (self);
  if (n == 0 && !failed)
    return TRUE;

  focus_first (self);
  text = g_strdup_printf (
      ngettext ("%u place to fill in or mend", "%u places to fill in or mend", MAX (n, 1)), MAX (n, 1));
  yy_form_page_tell (self, text);
  return FALSE;
}
