#pragma once

#include <glib.h>

#include "yy-enums.h"
#include "yy-option.h"
#include "yy-org.h"
#include "yy-policy.h"
#include "yy-request.h"
#include "yy-rule-case.h"

G_BEGIN_DECLS

/* To whom a move hands a request, or of whom it speaks. */
typedef enum
{
  YY_HANDS_NOBODY,
  YY_HANDS_ON,   /* somebody is named with it */
  YY_HANDS_BACK, /* an earlier approver may be named: then it goes to him, and stays in review */
} YyHands;

/**
 * YyMove:
 *
 * One cell of the route table: who may do what in which state, and what becomes of the request. The table
 * says what is possible at all; yy_route_check() adds the rules that depend on the request, the organisation
 * and the policy. Nothing else in the tree decides who may do what.
 *
 * @step: at which step of %YY_STATE_REVIEWING; %YY_STEP_NONE in all other states
 * @role: what the caller must be: bits of #YyRole, of which one is enough
 * @to: the state afterwards; the same as @from where nothing moves
 * @hands: whether somebody is named with it
 */
typedef struct
{
  YyState from;
  YyStep step;
  guint role;
  YyAction action;
  YyState to;
  YyHands hands;
} YyMove;

/**
 * YyIntent:
 *
 * What somebody means to do with a request. Borrows everything.
 *
 * @next_id: (nullable): to whom it is handed, who is asked, added, or gets a copy
 * @reason: (nullable): why, or what is asked or answered
 * @choice: in which way
 * @question: for %YY_ACTION_ANSWER the event that asked; 0: the oldest
 * @marks: (nullable) (element-type YyMark): places on the pages that it speaks of
 */
typedef struct
{
  YyAction action;
  const char *next_id;
  const char *reason;
  YyChoice choice;
  gint64 question;
  GPtrArray *marks;
} YyIntent;

/* The whole table; @ret_n_moves is the number of its rows. */
const YyMove *yy_route_get_moves (guint *ret_n_moves);
/* The row, or %NULL when there is none: then nobody in that role does that there. @roles: bits; any of them
 * may match. */
const YyMove *yy_route_find (YyState from, YyStep step, guint roles, YyAction action);

/* Where it stands after that move: @target is whom it was handed to, or %NULL. */
YyState yy_route_get_state_after (const YyMove *move, const YyTarget *target);

/* What @person_id is to @request: bits of #YyRole. 0: a stranger, to whom the request does not exist (404).
 */
guint yy_route_get_roles (const YyRequest *request, YyOrg *org, const char *person_id);

/* F33: in whose place @person_id would decide on @request now: that of its assignee, for whom he stands in
 * today and whose kind of matter that is; "" when in nobody's. Never on his own request (N12). Borrowed from
 * @request. */
const char *yy_route_get_acted_for (const YyRequest *request, YyOrg *org, const char *person_id);

/* R20: who may review a request of @applicant_id for @unit_id: the heads of that unit; for a head, a leader
 * or a chief the leaders in charge (his own first) or, for a leader, the chiefs too. Never himself. (transfer
 * full) (element-type YyTarget) */
GPtrArray *yy_route_list_reviewers (YyOrg *org, const char *applicant_id, const char *unit_id);
/* R36: who of the keepers of @seal_id may take the request: never the applicant. (transfer full)
 * (element-type YyTarget) */
GPtrArray *yy_route_list_keepers (YyOrg *org, const char *applicant_id, const char *seal_id);
/* R05: who may carry a seal for @unit_id beside its keeper: its members, @applicant_id first. (transfer full)
 * (element-type YyTarget) */
GPtrArray *yy_route_list_carriers (YyOrg *org, const char *applicant_id, const char *unit_id);
/* A01: to whom a request goes that names no reviewer: the first leader in charge of the unit who is not the
 * applicant; or %NULL. */
const YyPerson *yy_route_find_first_leader (YyOrg *org, const char *applicant_id, const char *unit_id);
/* R17, R19: to whom the assignee may forward: leaders (those in charge of the unit first), from a leader on
 * the chiefs too; the department head for a name seal (R11). (transfer full) (element-type YyTarget) */
GPtrArray *yy_route_list_next (const YyRequest *request, YyOrg *org, const char *actor_id);

/* F29: who may decide in the assignee's stead: those to whom it could have been handed at this step.
 * (transfer full) (element-type YyTarget) */
GPtrArray *yy_route_list_peers (const YyRequest *request, YyOrg *org, const char *actor_id);
/* F27: approvers of before whose agreement stands, the first one first: it can go back to them. (transfer
 * full) (element-type YyTarget) */
GPtrArray *yy_route_list_earlier (const YyRequest *request, YyOrg *org, const char *actor_id);
/* F30: who may co-sign: who holds a post or keeps a seal; not the applicant, nor who is awaited already.
 * (transfer full) (element-type YyTarget) */
GPtrArray *yy_route_list_cosigners (const YyRequest *request, YyOrg *org, const char *actor_id);
/* A unit with more members than that is not offered as a whole. */
#define YY_ROUTE_UNIT_READERS_MAX 100
/* F31: to whom it may be sent for information: who holds a post or keeps a seal, and the applicant's unit;
 * not who is on it. (transfer full) (element-type YyTarget) */
GPtrArray *yy_route_list_readers (const YyRequest *request, YyOrg *org, const char *actor_id);
/* F32: who may be asked: the applicant, and who has handled it. (transfer full) (element-type YyTarget) */
GPtrArray *yy_route_list_participants (const YyRequest *request, YyOrg *org, const char *actor_id);
/* To whom @action can be handed in the present state: one of the lists above. (transfer full) (element-type
 * YyTarget) */
GPtrArray *
yy_route_list_targets (const YyRequest *request, YyOrg *org, const char *actor_id, YyAction action);
/* In which ways @action can be done: bits 1 << #YyChoice; 0: in one only. */
guint yy_route_get_choices (const YyRequest *request, YyOrg *org, const char *actor_id, YyAction action);

/* All that @person_id could mean to do with @request in its present state, in the order of the notice, closed
 * ones with the reason. Empty when nothing is up to him. (transfer full) (element-type YyOption) */
GPtrArray *
yy_route_list_options (const YyRequest *request, YyOrg *org, const YyPolicy *policy, const char *person_id);

/* Fills in the case of @person_id meaning to do @action with @request, for yy_rule_set_evaluate(). @today is
 * borrowed by the case; it is set when the policy knows the time. */
void yy_route_init_case (YyRuleCase *c,
                         const YyRequest *request,
                         YyOrg *org,
                         const YyPolicy *policy,
                         const char *person_id,
                         YyAction action,
                         GDate *today);

/**
 * yy_route_check:
 * @person_id: who wants to
 * @intent: what
 * @ret_move: the row of the table that applies
 * @ret_target: (out) (nullable) (transfer full): the next person with the capacity in which he gets it
 *
 * Whether the move may be made: the table, the rules and the switches. What was written in the form is
 * checked by yy_form_check_submit(), not here.
 *
 * Returns: FALSE with %YY_ERROR_NOT_FOUND for a stranger, %YY_ERROR_RULE when state, turn or rule forbid it,
 * %YY_ERROR_INVALID when next person or reason are missing or impossible.
 */
gboolean yy_route_check (const YyRequest *request,
                         YyOrg *org,
                         const YyPolicy *policy,
                         const char *person_id,
                         const YyIntent *intent,
                         const YyMove **ret_move,
                         YyTarget **ret_target,
                         GError **error);

G_END_DECLS
