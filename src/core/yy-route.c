#include "yy-route.h"

#include <string.h>

#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-text.h"

/* Why a decision is closed to somebody whose turn it is, as an issue to fill in; %FALSE when it is open. */
typedef struct
{
  YyIssueCode code;
  const char *rule;
} Refusal;

static gboolean
refuse (Refusal *refusal, YyIssueCode code, const char *rule)
{
  *refusal = (Refusal) { code, rule };
  return TRUE;
}

/* TRUE when @person_id agreed in the present round. */
static gboolean
has_agreed (const YyRequest *request, const char *person_id)
{
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->round == request->round && g_str_equal (line->actor_id, person_id) &&
          (line->action == YY_ACTION_FORWARD || line->action == YY_ACTION_APPROVE))
        return TRUE;
    }

  return FALSE;
}

/* TRUE when one (or, with @all, each) of those who hold @post is @actor_id or has agreed before. */
static gboolean
have_agreed (const YyRequest *request, YyOrg *org, YyPost post, const char *actor_id, gboolean all)
{
  g_autoptr (GPtrArray) holders = yy_org_list_holders (org, post, NULL);
  guint agreed = 0;
  guint asked = 0;

  for (guint i = 0; i < holders->len; i++)
    {
      const YyPerson *holder = g_ptr_array_index (holders, i);

      /* Nobody is asked about a request of his own. */
      if (g_str_equal (holder->id, request->applicant_id))
        continue;
      asked++;
      agreed += g_str_equal (holder->id, actor_id) || has_agreed (request, holder->id);
    }

  return all ? asked > 0 && agreed == asked : agreed > 0;
}

/* Who may approve finally (R41): never below what the kind of matter, of seal and the switches ask for. */
static gboolean
is_approval_closed (
    const YyRequest *request, YyOrg *org, const YyPolicy *policy, const char *actor_id, Refusal *refusal)
{
  if (request->form->major == YY_ANSWER_YES)
    {
      if (request->step != YY_STEP_CHIEF || !yy_org_holds_post (org, actor_id, YY_POST_CHIEF, NULL))
        return refuse (refusal, YY_ISSUE_NEEDS_CHIEF, "R19");
      if (policy->all_chiefs && !have_agreed (request, org, YY_POST_CHIEF, actor_id, TRUE))
        return refuse (refusal, YY_ISSUE_NEEDS_ALL_CHIEFS, "A06");
    }
  if (request->seal_kind == YY_SEAL_NAME && !have_agreed (request, org, YY_POST_DEPT_HEAD, actor_id, FALSE))
    return refuse (refusal, YY_ISSUE_NEEDS_DEPT_HEAD, "R11");
  if (request->step == YY_STEP_REVIEWER && (policy->section_may_approve & (1u << request->seal_kind)) == 0)
    return refuse (refusal, YY_ISSUE_NEEDS_LEADER, "A02");

  return FALSE;
}

/* The rules that are looked at again with every step towards the seal. */
static gboolean
is_closed (const YyRequest *request,
           YyOrg *org,
           const YyPolicy *policy,
           const char *actor_id,
           YyAction action,
           Refusal *refusal)
{
  gboolean towards_seal = action == YY_ACTION_FORWARD || action == YY_ACTION_APPROVE ||
                          action == YY_ACTION_ACCEPT || action == YY_ACTION_STAMP;
  gboolean of_keeper = action == YY_ACTION_ACCEPT || action == YY_ACTION_STAMP || action == YY_ACTION_DECLINE;
  gboolean of_approver = action == YY_ACTION_FORWARD || action == YY_ACTION_APPROVE ||
                         action == YY_ACTION_REFUSE || action == YY_ACTION_RETURN;

  if ((of_keeper || of_approver) && g_str_equal (request->applicant_id, actor_id))
    return refuse (refusal, YY_ISSUE_OWN_REQUEST, "GS15");
  if (towards_seal && yy_form_is_contract (request->form))
    return refuse (refusal, YY_ISSUE_CONTRACT, "R10");
  if (action == YY_ACTION_APPROVE)
    return is_approval_closed (request, org, policy, actor_id, refusal);
  if ((action == YY_ACTION_ACCEPT || action == YY_ACTION_STAMP) && !policy->approver_may_stamp &&
      g_str_equal (request->approver_id, actor_id))
    return refuse (refusal, YY_ISSUE_FINAL_APPROVER, "WF04");

  return FALSE;
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
      Refusal refusal;

      if (move == NULL)
        continue;
      option = yy_option_new (action);
      g_ptr_array_add (options, option);
      if (is_closed (request, org, policy, person_id, action, &refusal))
        {
          option->refusal = yy_issue_new (refusal.code, "", refusal.rule, 0, NULL);
        }
      else if (move->hands_on)
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
  const YyMove *move;
  Refusal refusal;

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
  if (is_closed (request, org, policy, person_id, action, &refusal))
    {
      yy_error_set_one (error, YY_ERROR_RULE, refusal.code, "/action", refusal.rule, 0, NULL);
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
