#pragma once

#include <glib.h>

#include "yy-policy.h"

G_BEGIN_DECLS

/**
 * YyPolicyChange:
 *
 * That somebody set a switch of the department, as the ledger has it. A value.
 *
 * @actor_id, @actor_name: ""; for the operator on the service's own machine
 * @key: of yy_policy_list_keys(), or "rules" for a new table of rules
 * @before, @after: as yy_policy_dup() writes them; of "rules" the versions
 */
typedef struct
{
  gint64 at_usec;
  char *actor_id;
  char *actor_name;
  char *key;
  char *before;
  char *after;
} YyPolicyChange;

/**
 * YyPolicyState:
 *
 * The switches of the department as one person sees them, with what was changed. A value.
 *
 * @revision: goes up with every change, from 1; a change names the one that it saw
 * @may_change: the office director
 * @policy: the switches; its rules and time are not those of the service
 * @changes: (element-type YyPolicyChange): the newest first, the last hundred
 */
typedef struct
{
  int revision;
  gboolean may_change;
  YyPolicy policy;
  GPtrArray *changes;
} YyPolicyState;

#define YY_POLICY_CHANGES_MAX 100

YyPolicyState *yy_policy_state_new (void);
void yy_policy_state_free (YyPolicyState *self);

YyPolicyChange *yy_policy_change_new (void);
void yy_policy_change_free (YyPolicyChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyPolicyState, yy_policy_state_free)

/* For people who choose, in the reader's language; borrowed. What the switch is called, what it means when it
 * is on, and the rule of yy-rule.h that it reads; %NULL for no switch. */
const char *yy_policy_get_title (const char *key);
const char *yy_policy_get_sentence (const char *key);
const char *yy_policy_get_rule (const char *key);
/* A value of that switch as people say it: "on", the seals, the days. (transfer full) */
char *yy_policy_dup_value_text (const char *key, const char *value);

G_END_DECLS
