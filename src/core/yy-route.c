#include "yy-route.h"

#include <string.h>

#include "yy-clock.h"
#include "yy-error.h"
#include "yy-rule-set.h"
#include "yy-text.h"

void
yy_route_init_case (YyRuleCase *c,
                    const YyRequest *request,
                    YyOrg *org,
                    const YyPolicy *policy,
                    const char *person_id,
                    YyAction action,
                    GDate *today)
{
  *c = (YyRuleCase) {
    .action = action,
    .form = request->form,
    .pages = request->pages,
    .request = request,
    .org = org,
    .policy = policy,
    .applicant_id = request->applicant_id,
    .actor_id = person_id,
    .note = "",
  };
  if (policy->now_usec != 0)
    {
      yy_clock_get_day (policy->now_usec, today);
      c->today = today;
    }
}

/* The rules that forbid it whatever is said with it: the first one, or %NULL when it is open. */
static YyIssue *
find_refusal (
    const YyRequest *request, YyOrg *org, const YyPolicy *policy, const char *actor_id, YyAction action)
{
  g_autoptr (GPtrArray) issues = NULL;
  YyRuleCase c;
  GDate today;

  /* What the applicant does with his own request is looked at with the form. */
  if (!yy_action_is_handling (action))
    return NULL;

  issues = yy_issue_list_new ();
  yy_route_init_case (&c, request, org, policy, actor_id, action, &today);
  yy_rule_set_evaluate (policy->rules, &c, YY_EFFECTS_FORBIDDING, issues);
  return issues->len > 0 ? g_ptr_array_steal_index (issues, 0) : NULL;
}

static const YyAction option_order[] = {
  YY_ACTION_FORWARD, YY_ACTION_APPROVE, YY_ACTION_REFUSE,   YY_ACTION_RETURN,
  YY_ACTION_ACCEPT,  YY_ACTION_STAMP,   YY_ACTION_DECLINE,  YY_ACTION_SAVE,
  YY_ACTION_SUBMIT,  YY_ACTION_DISCARD, YY_ACTION_WITHDRAW, YY_ACTION_OPEN,
};

GPtrArray *
yy_route_list_options (const YyRequest *request, YyOrg *org, const YyPolicy *policy, const char *person_id)
{
  GPtrArray *options = yy_option_list_new ();
  guint roles = yy_route_get_roles (request, org, person_id);

  for (guint i = 0; i < G_N_ELEMENTS (option_order); i++)
    {
      YyAction action = option_order[i];
      const YyMove *move = yy_route_find (request->state, request->step, roles, action);
      YyOption *option;

      if (move == NULL)
        continue;
      option = yy_option_new (action);
      g_ptr_array_add (options, option);
      option->refusal = find_refusal (request, org, policy, person_id, action);
      if (option->refusal == NULL && move->hands_on)
        {
          g_ptr_array_unref (option->targets);
          option->targets = yy_route_list_next (request, org, person_id);
          if (option->targets->len == 0)
            option->refusal = yy_issue_new (YY_ISSUE_NO_APPROVER, "", "R17", 0, NULL);
        }
    }

  return options;
}

/* The step of the notice that an action belongs to: whose it is. */
static const char *
find_step_rule (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_SAVE:
    case YY_ACTION_SUBMIT:
    case YY_ACTION_DISCARD:
    case YY_ACTION_WITHDRAW:
      return "R16";

    case YY_ACTION_ACCEPT:
    case YY_ACTION_DECLINE:
    case YY_ACTION_STAMP:
      return "R22";

    default:
      return "R21";
    }
}

/* Somebody who is on the request, but has no such move in this state. */
static void
set_not_now (GError **error, const YyRequest *request, YyAction action)
{
  gboolean others_turn = yy_route_find (request->state, request->step, ~0u, action) != NULL;

  yy_error_set_one (error, YY_ERROR_RULE, others_turn ? YY_ISSUE_NOT_YOURS : YY_ISSUE_WRONG_STATE, "/action",
                    others_turn ? find_step_rule (action) : "R02", 0,
                    others_turn ? request->assignee_name : yy_state_get_nick (request->state));
}

static gboolean
check_next (const YyRequest *request,
            YyOrg *org,
            const char *person_id,
            const char *next_id,
            GPtrArray *issues,
            YyTarget **ret_target)
{
  g_autoptr (GPtrArray) targets = NULL;
  const YyTarget *target;

  if (next_id == NULL || *next_id == '\0')
    {
      yy_issue_list_add (issues, YY_ISSUE_NEEDS_NEXT, "/next_id", "R17", 0, NULL);
      return FALSE;
    }

  targets = yy_route_list_next (request, org, person_id);
  target = yy_target_list_find (targets, next_id);
  if (target == NULL)
    {
      yy_issue_list_add (issues, YY_ISSUE_NOT_A_NEXT, "/next_id", "R17", 0, NULL);
      return FALSE;
    }

  *ret_target = yy_target_new (target->person_id, target->name, target->unit, target->posts, target->step,
                               target->preferred);
  return TRUE;
}

static void
check_reason (YyAction action, const char *reason, GPtrArray *issues)
{
  gboolean needed = action == YY_ACTION_REFUSE || action == YY_ACTION_RETURN || action == YY_ACTION_DECLINE;
  const char *rule = action == YY_ACTION_REFUSE ? "R42" : "R43";

  if (needed && yy_text_is_blank (reason != NULL ? reason : ""))
    yy_issue_list_add (issues, YY_ISSUE_NEEDS_REASON, "/reason", rule, 0, NULL);
  else
    yy_text_check (reason != NULL ? reason : "", "/reason", NULL, 0, YY_DECISION_REASON_MAX, TRUE, issues);
}

gboolean
yy_route_check (const YyRequest *request,
                YyOrg *org,
                const YyPolicy *policy,
                const char *person_id,
                YyAction action,
                const char *next_id,
                const char *reason,
                const YyMove **ret_move,
                YyTarget **ret_target,
                GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyTarget) target = NULL;
  guint roles = yy_route_get_roles (request, org, person_id);
  g_autoptr (YyIssue) refusal = NULL;
  const YyMove *move;

  if (roles == 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such request.");
      return FALSE;
    }
  move = yy_route_find (request->state, request->step, roles, action);
  if (move == NULL)
    {
      set_not_now (error, request, action);
      return FALSE;
    }
  refusal = find_refusal (request, org, policy, person_id, action);
  if (refusal != NULL)
    {
      yy_form_set_text (&refusal->field, "/action");
      yy_error_set_issue (error, YY_ERROR_RULE, refusal);
      return FALSE;
    }

  check_reason (action, reason, issues);
  if (move->hands_on)
    check_next (request, org, person_id, next_id, issues, &target);
  else if (next_id != NULL && *next_id != '\0')
    yy_issue_list_add (issues, YY_ISSUE_NOT_ALLOWED, "/next_id", NULL, 0, NULL);
  if (issues->len > 0)
    {
      yy_error_set_issues (error, YY_ERROR_INVALID, issues);
      return FALSE;
    }

  *ret_move = move;
  *ret_target = g_steal_pointer (&target);
  return TRUE;
}
