#include "yy-form-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "yy-clock.h"
#include "yy-form-check.h"
#include "yy-rule.h"
#include "yy-text.h"

/* What is wrong with the form: found by the same code as on the service, shown beside the field. */

static void
get_today (YyFormPage *self, GDate *ret_today)
{
  if (self->options != NULL && g_date_valid (&self->options->today))
    *ret_today = self->options->today;
  else
    yy_clock_get_day (g_get_real_time (), ret_today);
}

static gboolean
is_other_seal (YyFormPage *self, const YyForm *form)
{
  const YySealOption *seal = self->options != NULL ? yy_form_options_find_seal (self->options, form->seal_id)
                                                   : NULL;

  return seal != NULL && seal->kind == YY_SEAL_OTHER;
}

static GPtrArray *
find_issues (YyFormPage *self)
{
  GPtrArray *issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) pages = yy_draft_list_pages (self->draft);
  const YyForm *form = yy_form_fields_get_form (self->fields);
  YyPolicy policy;
  GDate today;

  yy_policy_init (&policy);
  if (self->options != NULL)
    policy = self->options->policy;
  get_today (self, &today);
  /* Who may review and who keeps the seal is only offered where it is so; the service looks again. */
  yy_form_check_submit (form, pages, NULL, NULL, &policy, &today, issues);
  if (is_other_seal (self, form))
    yy_text_check (form->seal_text, "/form/seal_text", "A05", 2, YY_FORM_SEAL_TEXT_MAX, FALSE, issues);
  yy_form_fields_refine_issues (self->fields, issues);
  return issues;
}

static void
show_one (YyFormPage *self, const char *pointer, const YyIssue *issue)
{
  g_autofree char *text = issue != NULL ? yy_issue_dup_text (issue) : NULL;
  /* That something is missing needs no proof. */
  gboolean quoted = issue != NULL && issue->rule != NULL && issue->code != YY_ISSUE_REQUIRED;
  const char *clause = quoted ? yy_issue_get_clause (issue) : NULL;

  if (g_str_has_prefix (pointer, "/pages"))
    yy_page_strip_set_problem (self->strip, text, clause);
  else
    yy_form_fields_set_problem (self->fields, pointer, text, clause);
}

static const YyIssue *
find_issue (GPtrArray *issues, const char *pointer)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);

      if (g_str_has_prefix (issue->field, pointer))
        return issue;
    }

  return NULL;
}

/* A08: words that often stand for a contract ask back, and block nothing. */
static void
hint_at_contract (YyFormPage *self, const YyForm *form)
{
  static const char *const words[] = { "协议", "意向书", "框架", "补充", "订单" };

  if (form->contract == YY_ANSWER_YES || yy_form_is_contract (form))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (form->material_name, words[i]) != NULL)
      {
        /* Translators: %s is a word of the name, such as 协议 */
        g_autofree char *text = g_strdup_printf (
            _ ("The name holds “%s”. If it is a contract, this form is the wrong one."), words[i]);

        yy_form_fields_set_hint (self->fields, "/form/material_name", text, yy_rule_get_clause ("R10"));
        return;
      }
}

static void
hint_at_name_seal (YyFormPage *self, const YyForm *form)
{
  const YySealOption *seal = self->options != NULL ? yy_form_options_find_seal (self->options, form->seal_id)
                                                   : NULL;

  if (seal != NULL && seal->kind == YY_SEAL_NAME)
    yy_form_fields_set_hint (
        self->fields, "/form/seal_id",
        _ ("Say in the reason why it cannot be avoided; the department head himself must agree."),
        yy_rule_get_clause ("R11"));
}

void
yy_form_page_check_field (YyFormPage *self, const char *pointer)
{
  g_autoptr (GPtrArray) issues = find_issues (self);
  const YyForm *form = yy_form_fields_get_form (self->fields);

  show_one (self, pointer, find_issue (issues, pointer));
  if (g_str_equal (pointer, "/form/material_name"))
    hint_at_contract (self, form);
  if (g_str_equal (pointer, "/form/seal_id"))
    {
      hint_at_name_seal (self, form);
      yy_form_page_recheck_field (self, "/form/keeper_id");
    }
  /* The two speak of the same thing. */
  if (g_str_equal (pointer, "/form/contract"))
    yy_form_page_recheck_field (self, "/form/material_name");
}

void
yy_form_page_recheck_field (YyFormPage *self, const char *pointer)
{
  gboolean wrong = g_str_has_prefix (pointer, "/pages") ? yy_page_strip_has_problem (self->strip)
                                                        : yy_form_fields_has_problem (self->fields, pointer);
  g_autoptr (GPtrArray) issues = NULL;

  if (!wrong)
    return;

  issues = find_issues (self);
  show_one (self, pointer, find_issue (issues, pointer));
}

static void
focus_first (YyFormPage *self)
{
  if (yy_form_fields_focus_first_problem (self->fields) == NULL && yy_page_strip_has_problem (self->strip))
    gtk_widget_grab_focus (GTK_WIDGET (self->strip));
}

gboolean
yy_form_page_show_issues (YyFormPage *self, GPtrArray *issues)
{
  gboolean shown = FALSE;

  for (guint i = issues->len; i > 0; i--)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i - 1);

      if (!g_str_has_prefix (issue->field, "/form/") && !g_str_has_prefix (issue->field, "/pages"))
        continue;
      show_one (self, issue->field, issue);
      shown = TRUE;
    }
  if (shown)
    focus_first (self);

  return shown;
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

gboolean
yy_form_page_check_all (YyFormPage *self)
{
  g_autoptr (GPtrArray) issues = find_issues (self);
  gboolean failed = has_failed_page (self);
  guint n = issues->len + failed;
  g_autofree char *text = NULL;

  yy_form_fields_clear_problems (self->fields);
  yy_page_strip_set_problem (self->strip, NULL, NULL);
  if (n == 0)
    return TRUE;

  if (failed)
    yy_page_strip_set_problem (self->strip, _ ("A picture could not be sent. Try it again or remove it."),
                               NULL);
  if (!yy_form_page_show_issues (self, issues))
    focus_first (self);
  text = g_strdup_printf (
      ngettext ("%u place to fill in or mend", "%u places to fill in or mend", issues->len), issues->len);
  yy_form_page_tell (self, text);
  return FALSE;
}
