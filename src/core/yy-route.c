#include "yy-route.h"

#include <string.h>

#include "yy-clock.h"
#include "yy-course.h"
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
    .acting_for = yy_route_get_acted_for (request, org, person_id),
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
find_rule (
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

/* F28: the next one has looked at it: what he saw is not taken away below his hands. */
static YyIssue *
find_seen (const YyRequest *request)
{
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  return course.seen != NULL ? yy_issue_new (YY_ISSUE_SEEN, "", "R01", 0, course.seen->actor_name) : NULL;
}

/* F30: what others sign with him goes on only with their signatures. */
static YyIssue *
find_missing_signature (const YyRequest *request, YyOrg *org, const char *actor_id)
{
  g_auto (YyCourse) course = { 0 };
  const YySigner *signer;

  yy_course_init (&course, request);
  signer = yy_course_find_missing (&course, request, actor_id);
  if (signer == NULL)
    return NULL;

  return yy_issue_new (signer->signing == YY_SIGNING_OBJECTED ? YY_ISSUE_OBJECTED : YY_ISSUE_NEEDS_SIGNATURE,
                       "", "R02", 0, yy_org_get_person_name (org, signer->person_id));
}

/* F50: people are reminded, not pestered. */
static YyIssue *
find_urged (const YyRequest *request, const YyPolicy *policy)
{
  g_auto (YyCourse) course = { 0 };
  char minute[YY_CLOCK_MINUTE_SIZE];
  gint64 again_usec;

  if (policy->now_usec == 0)
    return NULL;
  yy_course_init (&course, request);
  again_usec =
      yy_course_find_urge_time (&course, request, policy->urge_hours, policy->urge_per_day, policy->now_usec);
  if (again_usec == 0)
    return NULL;

  yy_clock_format_minute (again_usec, minute);
  minute[10] = ' ';
  return yy_issue_new (YY_ISSUE_URGED, "", "R21", 0, minute);
}

/* What the course of the request has to do with it. */
static YyIssue *
find_hindrance (
    const YyRequest *request, YyOrg *org, const YyPolicy *policy, const char *actor_id, YyAction action)
{
  switch (action)
    {
    case YY_ACTION_TAKE_BACK:
      return find_seen (request);
    case YY_ACTION_URGE:
      return find_urged (request, policy);
    case YY_ACTION_FORWARD:
    case YY_ACTION_APPROVE:
    case YY_ACTION_ACCEPT:
    case YY_ACTION_STAMP:
    case YY_ACTION_CHECK_OUT:
      return find_missing_signature (request, org, actor_id);
    default:
      return NULL;
    }
}

/* Why it is closed to him whatever he says with it, or %NULL when it is open. @targets: to whom @move could
 * hand it. */
static YyIssue *
find_refusal (const YyRequest *request,
              YyOrg *org,
              const YyPolicy *policy,
              const char *actor_id,
              const YyMove *move,
              GPtrArray *targets)
{
  YyIssue *refusal = find_rule (request, org, policy, actor_id, move->action);

  if (refusal == NULL)
    refusal = find_hindrance (request, org, policy, actor_id, move->action);
  if (refusal == NULL && move->action == YY_ACTION_CLASSIFY &&
      yy_route_get_choices (request, org, actor_id, move->action) == 0)
    refusal = yy_issue_new (YY_ISSUE_ONLY_CHIEF, "", "A07", 0, NULL);
  if (refusal == NULL && move->hands == YY_HANDS_ON && targets->len == 0)
    refusal = move->action == YY_ACTION_FORWARD ? yy_issue_new (YY_ISSUE_NO_APPROVER, "", "R17", 0, NULL)
                                                : yy_issue_new (YY_ISSUE_NOBODY_ELSE, "", "R21", 0, NULL);

  return refusal;
}

static const YyAction option_order[] = {
  YY_ACTION_FORWARD,
  YY_ACTION_APPROVE,
  YY_ACTION_REFUSE,
  YY_ACTION_RETURN,
  YY_ACTION_ACCEPT,
  YY_ACTION_STAMP,
  YY_ACTION_CARRY,
  YY_ACTION_CHECK_OUT,
  YY_ACTION_CHECK_IN,
  YY_ACTION_DECLINE,
  YY_ACTION_SAVE,
  YY_ACTION_SUBMIT,
  YY_ACTION_DISCARD,
  YY_ACTION_WITHDRAW,
  YY_ACTION_OPEN,
  /* Beside the ordinary road. */
  YY_ACTION_SIGN,
  YY_ACTION_OBJECT,
  YY_ACTION_ANSWER,
  YY_ACTION_TAKE_BACK,
  YY_ACTION_TRANSFER,
  YY_ACTION_ADD_SIGNER,
  YY_ACTION_CLASSIFY,
  YY_ACTION_ASK,
  YY_ACTION_COPY,
  YY_ACTION_URGE,
  YY_ACTION_VOID,
};

/* The event that asked: that one, or the oldest that waits for him; 0: none does. */
static gint64
find_question (const YyRequest *request, const char *person_id, gint64 wanted)
{
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  for (guint i = 0; i < course.questions->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (course.questions, i);

      if (g_str_equal (line->next_id, person_id) && (wanted == 0 || wanted == line->event))
        return line->event;
    }

  return 0;
}

/* What is done with requests of the other kind only: the rules close it here for good (R03), so it is nothing
 * that anybody could mean to do. */
static gboolean
is_of_other_kind (const YyRequest *request, YyAction action)
{
  switch (action)
    {
    case YY_ACTION_ACCEPT:
    case YY_ACTION_STAMP:
      return request->form->kind == YY_KIND_TAKE_OUT;
    case YY_ACTION_CHECK_OUT:
    case YY_ACTION_CARRY:
    case YY_ACTION_CHECK_IN:
      return request->form->kind != YY_KIND_TAKE_OUT;
    default:
      return FALSE;
    }
}

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

      if (move == NULL || is_of_other_kind (request, action))
        continue;
      option = yy_option_new (action);
      g_ptr_array_add (options, option);
      g_ptr_array_unref (option->targets);
      option->targets = yy_route_list_targets (request, org, person_id, action);
      option->choices = yy_route_get_choices (request, org, person_id, action);
      option->question = action == YY_ACTION_ANSWER ? find_question (request, person_id, 0) : 0;
      option->refusal = find_refusal (request, org, policy, person_id, move, option->targets);
      if (option->refusal != NULL)
        g_ptr_array_set_size (option->targets, 0);
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
    case YY_ACTION_VOID:
      return "R22";

    case YY_ACTION_CHECK_OUT:
    case YY_ACTION_CARRY:
    case YY_ACTION_CHECK_IN:
      return "R05";

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

/* The rule that wants a person to be named with it. */
static const char *
find_next_rule (YyAction action)
{
  return action == YY_ACTION_FORWARD ? "R17" : "R21";
}

/* @targets: to whom it can be handed. */
static void
check_next (
    const YyMove *move, const YyIntent *intent, GPtrArray *targets, GPtrArray *issues, YyTarget **ret_target)
{
  const char *rule = find_next_rule (move->action);
  const YyTarget *target;

  if (intent->next_id == NULL || *intent->next_id == '\0')
    {
      if (move->hands == YY_HANDS_ON)
        yy_issue_list_add (issues, YY_ISSUE_NEEDS_NEXT, "/next_id", rule, 0, NULL);
      return;
    }
  if (move->hands == YY_HANDS_NOBODY)
    {
      yy_issue_list_add (issues, YY_ISSUE_NOT_ALLOWED, "/next_id", NULL, 0, NULL);
      return;
    }

  target = yy_target_list_find (targets, intent->next_id);
  if (target == NULL)
    {
      yy_issue_list_add (issues, YY_ISSUE_NOT_A_NEXT, "/next_id", rule, 0, NULL);
      return;
    }

  *ret_target = yy_target_new (target->person_id, target->name, target->unit, target->posts, target->step,
                               target->preferred);
}

static const char *
find_reason_rule (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_REFUSE:
      return "R42";
    case YY_ACTION_RETURN:
    case YY_ACTION_DECLINE:
      return "R43";
    default:
      return "R01";
    }
}

static void
check_reason (YyAction action, const char *reason, GPtrArray *issues)
{
  if (yy_action_needs_reason (action) && yy_text_is_blank (reason != NULL ? reason : ""))
    yy_issue_list_add (issues, YY_ISSUE_NEEDS_REASON, "/reason", find_reason_rule (action), 0, NULL);
  else
    yy_text_check (reason != NULL ? reason : "", "/reason", NULL, 0, YY_DECISION_REASON_MAX, TRUE, issues);
}

/* @choices: the ways that are open. Where it goes back to an earlier approver, nothing comes back to be sent
 * on at once. */
static void
check_choice (const YyIntent *intent, guint choices, gboolean hands_back, GPtrArray *issues)
{
  gboolean needed = intent->action == YY_ACTION_CLASSIFY || intent->action == YY_ACTION_ADD_SIGNER;

  if (intent->choice == YY_CHOICE_NONE)
    {
      if (needed)
        yy_issue_list_add (issues, YY_ISSUE_REQUIRED, "/choice", NULL, 0, NULL);
      return;
    }
  if ((choices & 1u << intent->choice) != 0 && !hands_back)
    return;

  if (intent->choice == YY_CHOICE_MAJOR_NO || intent->choice == YY_CHOICE_CONTRACT_NO)
    yy_issue_list_add (issues, YY_ISSUE_ONLY_CHIEF, "/choice", "A07", 0, NULL);
  else
    yy_issue_list_add (issues, YY_ISSUE_NOT_ALLOWED, "/choice", NULL, 0, NULL);
}

/* Questions and answers speak of places on the pages; nothing else does. */
static void
check_marks (const YyRequest *request, const YyIntent *intent, GPtrArray *issues)
{
  gboolean speaks = intent->action == YY_ACTION_ASK || intent->action == YY_ACTION_ANSWER;

  if (intent->marks == NULL || intent->marks->len == 0)
    return;
  if (!speaks)
    yy_issue_list_add (issues, YY_ISSUE_NOT_ALLOWED, "/marks", NULL, 0, NULL);
  else if (intent->marks->len > YY_MARKS_MAX)
    yy_issue_list_add (issues, YY_ISSUE_TOO_MANY, "/marks", NULL, YY_MARKS_MAX, NULL);
  for (guint i = 0; speaks && i < intent->marks->len; i++)
    {
      const YyMark *mark = g_ptr_array_index (intent->marks, i);
      g_autofree char *place = g_strdup_printf ("/marks/%u", i);

      if (!yy_mark_is_valid (mark) || mark->page >= (int) request->pages->len)
        yy_issue_list_add (issues, YY_ISSUE_BAD_MARK, place, NULL, 0, NULL);
    }
}

static void
check_question (const YyRequest *request, const char *person_id, const YyIntent *intent, GPtrArray *issues)
{
  if (intent->action == YY_ACTION_ANSWER)
    {
      if (find_question (request, person_id, intent->question) == 0)
        yy_issue_list_add (issues, YY_ISSUE_NO_QUESTION, "/question", NULL, 0, NULL);
    }
  else if (intent->question != 0)
    yy_issue_list_add (issues, YY_ISSUE_NOT_ALLOWED, "/question", NULL, 0, NULL);
}

gboolean
yy_route_check (const YyRequest *request,
                YyOrg *org,
                const YyPolicy *policy,
                const char *person_id,
                const YyIntent *intent,
                const YyMove **ret_move,
                YyTarget **ret_target,
                GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (YyTarget) target = NULL;
  guint roles = yy_route_get_roles (request, org, person_id);
  g_autoptr (YyIssue) refusal = NULL;
  const YyMove *move;

  if (roles == 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such request.");
      return FALSE;
    }
  move = yy_route_find (request->state, request->step, roles, intent->action);
  if (move == NULL)
    {
      set_not_now (error, request, intent->action);
      return FALSE;
    }
  targets = yy_route_list_targets (request, org, person_id, intent->action);
  refusal = find_refusal (request, org, policy, person_id, move, targets);
  if (refusal != NULL)
    {
      yy_form_set_text (&refusal->field, "/action");
      yy_error_set_issue (error, YY_ERROR_RULE, refusal);
      return FALSE;
    }

  check_reason (intent->action, intent->reason, issues);
  check_next (move, intent, targets, issues, &target);
  check_choice (intent, yy_route_get_choices (request, org, person_id, intent->action),
                move->hands == YY_HANDS_BACK && target != NULL, issues);
  check_marks (request, intent, issues);
  check_question (request, person_id, intent, issues);
  if (issues->len > 0)
    {
      yy_error_set_issues (error, YY_ERROR_INVALID, issues);
      return FALSE;
    }

  *ret_move = move;
  *ret_target = g_steal_pointer (&target);
  return TRUE;
}
