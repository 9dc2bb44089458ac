#pragma once

#include <glib.h>

#include "yy-enums.h"
#include "yy-expression.h"
#include "yy-issue.h"
#include "yy-rule-case.h"

G_BEGIN_DECLS

/* What becomes of it when the condition of a rule holds. */
typedef enum
{
  YY_EFFECT_BLOCK,    /* it is not done */
  YY_EFFECT_FIELD,    /* it is not done until the field says something (else) */
  YY_EFFECT_APPROVER, /* it is not done until somebody of the post has agreed */
  YY_EFFECT_ASK,      /* it is not done until the applicant has confirmed that he means it */
  YY_EFFECT_WARN,     /* it is shown to who decides, and keeps the request out of a batch */
  YY_EFFECT_LAST
} YyEffect;

const char *yy_effect_get_nick (YyEffect effect);
gboolean yy_effect_from_nick (const char *nick, YyEffect *ret_effect);

/**
 * YyRuleRow:
 *
 * One row of a rule table, as its file says it. Owned by its #YyRuleSet.
 *
 * @key: unique in the table: "R10.named"
 * @id: the rule of the requirements that it belongs to: "R10"
 * @from, @until: first and last day on which it is in force; not valid (g_date_valid()): without end
 * @moments: bits 1 << YyAction: when it is looked at
 * @condition: when it holds
 * @text: the condition as it was written
 * @asks_org: says nothing while the organisation is not known
 * @code, @field, @limit: of the issue that it becomes
 * @post: for %YY_EFFECT_APPROVER, whose agreement is asked for
 * @switch_key: (nullable): the switch of #YyPolicy that turns it on, or with @switch_off, off
 * @clause: the sentence of the notice that it stands for
 */
typedef struct
{
  char *key;
  char *id;
  GDate from;
  GDate until;
  guint64 moments;
  YyExpression *condition;
  char *text;
  gboolean asks_org;
  YyEffect effect;
  YyIssueCode code;
  char *field;
  gint64 limit;
  YyPost post;
  char *switch_key;
  gboolean switch_off;
  char *clause;
} YyRuleRow;

/**
 * YyRuleSet:
 *
 * A table of rules (N9): the one place that says what is blocked, demanded, asked back or warned of, each
 * with the clause that it comes from. Read from text, then never changed: any thread. Reference counted. What
 * is possible at all is said by the route table; what a field may hold, by yy-form-check.h.
 */
/* @text: a rule file, docs/rules.md. %YY_ERROR_INVALID names the row, the key and the column. */
YyRuleSet *yy_rule_set_parse (const char *text, gssize length, GError **error);
/* The rules of the notice as this program came with them. (transfer none) */
YyRuleSet *yy_rule_set_get_default (void);
/* The text of the default table. */
const char *yy_rule_set_get_default_text (gsize *ret_length);
YyRuleSet *yy_rule_set_ref (YyRuleSet *self);
void yy_rule_set_unref (YyRuleSet *self);

/* (element-type YyRuleRow) (transfer none), in the order of the file, which is that of importance. */
GPtrArray *yy_rule_set_get_rows (YyRuleSet *self);
const char *yy_rule_set_get_name (YyRuleSet *self);
/* The clause of a rule's first row, or %NULL. */
const char *yy_rule_set_get_clause (YyRuleSet *self, const char *id);

/* Adds an issue for each row that @c->action is a moment of, that is in force on @c->today, whose switch is
 * on, whose condition holds, and whose effect is one of @effects (bits 1 << YyEffect). What the applicant has
 * confirmed is not asked again. */
void yy_rule_set_evaluate (YyRuleSet *self, const YyRuleCase *c, guint effects, GPtrArray *issues);

#define YY_EFFECTS_CLOSING                                                                                   \
  (1u << YY_EFFECT_BLOCK | 1u << YY_EFFECT_FIELD | 1u << YY_EFFECT_APPROVER | 1u << YY_EFFECT_ASK)
/* What closes an action whatever is said with it. */
#define YY_EFFECTS_FORBIDDING (1u << YY_EFFECT_BLOCK | 1u << YY_EFFECT_APPROVER)
#define YY_EFFECTS_WARNING (1u << YY_EFFECT_WARN)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyRuleSet, yy_rule_set_unref)

G_END_DECLS
