#pragma once

#include <glib.h>

#include "yy-expression.h"
#include "yy-form.h"
#include "yy-org.h"
#include "yy-policy.h"
#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyRuleCase:
 *
 * What a rule is held against: one thing that somebody wants to do with one request. On the stack; borrows
 * everything.
 *
 * @action: what he wants to do
 * @form, @pages: the content, (element-type YyPage)
 * @request: (nullable): the request it belongs to; %NULL while a form is checked before it is one
 * @org: (nullable): without it, rules that ask about people and seals say nothing (a window that does not
 * know yet)
 * @policy: the switches
 * @applicant_id: (nullable): likewise
 * @actor_id: (nullable): who acts; on submission the applicant
 * @acting_for: (nullable): whose place he takes
 * @today: the day of the department's clock
 * @now: its time as "YYYY-MM-DDTHH:MM"; "" when not known
 * @note: what is said with the action; never %NULL
 * @stamped_pages: (nullable): photos that come with a stamping
 */
typedef struct
{
  YyAction action;
  const YyForm *form;
  GPtrArray *pages;
  const YyRequest *request;
  YyOrg *org;
  const YyPolicy *policy;
  const char *applicant_id;
  const char *actor_id;
  const char *acting_for;
  const GDate *today;
  const char *now;
  const char *note;
  GPtrArray *stamped_pages;
} YyRuleCase;

/* Names of facts, as they stand in conditions: a #YyFactFind for yy_expression_parse(), without data. Adds
 * TRUE at @user_data (a #gboolean, nullable) when the fact asks about the organisation. */
gboolean
yy_rule_case_find_fact (const char *name, YyFactType *ret_type, guint *ret_index, gpointer user_data);
/* A #YyFactRead; @user_data: the #YyRuleCase. */
void yy_rule_case_read_fact (guint index, YyFact *ret_fact, gpointer user_data);

/**
 * YyFactInfo:
 *
 * A fact for people who write rules: its name, its type, and whether it needs the organisation.
 */
typedef struct
{
  const char *name;
  YyFactType type;
  gboolean of_org;
} YyFactInfo;

/* The fact at @index, or %NULL behind the last. */
const YyFactInfo *yy_rule_case_get_fact_info (guint index);

/* What an issue of that code speaks of in this case, or %NULL: for %YY_ISSUE_SEAL_AWAY where the seal is. */
char *yy_rule_case_dup_argument (const YyRuleCase *c, YyIssueCode code);

/* A07, A08: what the applicant declared, or what an approver made of it. @request is nullable. */
YyAnswer yy_rule_case_get_contract (const YyForm *form, const YyRequest *request);
YyAnswer yy_rule_case_get_major (const YyForm *form, const YyRequest *request);

G_END_DECLS
