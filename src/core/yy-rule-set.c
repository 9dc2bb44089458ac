#include "yy-rule-set.h"

#include <string.h>

#include "yy-rule-set-private.h"

static const char *const effects[] = {
  [YY_EFFECT_BLOCK] = "block", [YY_EFFECT_FIELD] = "field", [YY_EFFECT_APPROVER] = "approver",
  [YY_EFFECT_ASK] = "ask",     [YY_EFFECT_WARN] = "warn",
};

const char *
yy_effect_get_nick (YyEffect effect)
{
  g_return_val_if_fail ((guint) effect < YY_EFFECT_LAST, "block");

  return effects[effect];
}

gboolean
yy_effect_from_nick (const char *nick, YyEffect *ret_effect)
{
  for (guint i = 0; i < YY_EFFECT_LAST; i++)
    {
      if (g_strcmp0 (effects[i], nick) == 0)
        {
          *ret_effect = (YyEffect) i;
          return TRUE;
        }
    }

  return FALSE;
}

void
yy_rule_row_free (YyRuleRow *row)
{
  g_free (row->key);
  g_free (row->id);
  g_clear_pointer (&row->condition, yy_expression_free);
  g_free (row->text);
  g_free (row->field);
  g_free (row->switch_key);
  g_free (row->clause);
  g_free (row);
}

YyRuleSet *
yy_rule_set_new (void)
{
  YyRuleSet *self = g_atomic_rc_box_new0 (YyRuleSet);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_rule_row_free);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->list_names = g_ptr_array_new_with_free_func (g_free);
  return self;
}

YyRuleSet *
yy_rule_set_ref (YyRuleSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  YyRuleSet *self = data;

  g_free (self->name);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->list_names);
}

void
yy_rule_set_unref (YyRuleSet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

GPtrArray *
yy_rule_set_get_rows (YyRuleSet *self)
{
  return self->rows;
}

const char *
yy_rule_set_get_name (YyRuleSet *self)
{
  return self->name;
}

const char *
yy_rule_set_get_clause (YyRuleSet *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const YyRuleRow *row = g_ptr_array_index (self->rows, i);

      if (g_strcmp0 (row->id, id) == 0)
        return row->clause;
    }

  return NULL;
}

YyRuleSet *
yy_rule_set_get_default (void)
{
  static gsize once;
  static YyRuleSet *rules;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GError) error = NULL;
      gsize length;
      const char *text = yy_rule_set_get_default_text (&length);

      rules = yy_rule_set_parse (text, (gssize) length, &error);
      if (rules == NULL)
        g_error ("The rules of this program cannot be read: %s", error->message);
      g_once_init_leave (&once, 1);
    }

  return rules;
}

/* What a condition is evaluated on: the case, and the word lists of the table behind its facts. */
typedef struct
{
  YyRuleSet *rules;
  const YyRuleCase *c;
} Reading;

static void
read_fact (guint index, YyFact *ret_fact, gpointer user_data)
{
  const Reading *reading = user_data;

  if (index >= YY_RULE_FIRST_LIST)
    {
      ret_fact->type = YY_FACT_WORDS;
      ret_fact->words = g_ptr_array_index (reading->rules->lists, index - YY_RULE_FIRST_LIST);
      return;
    }

  yy_rule_case_read_fact (index, ret_fact, (gpointer) reading->c);
}

static gboolean
is_in_force (const YyRuleRow *row, const YyRuleCase *c)
{
  if (c->today != NULL && g_date_valid (&row->from) && g_date_compare (c->today, &row->from) < 0)
    return FALSE;
  if (c->today != NULL && g_date_valid (&row->until) && g_date_compare (c->today, &row->until) > 0)
    return FALSE;
  if (row->switch_key != NULL && yy_policy_get_flag (c->policy, row->switch_key) == row->switch_off)
    return FALSE;

  return !row->asks_org || c->org != NULL;
}

void
yy_rule_set_evaluate (YyRuleSet *self, const YyRuleCase *c, guint wanted, GPtrArray *issues)
{
  Reading reading = { self, c };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const YyRuleRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *argument = NULL;
      YyIssue *issue;

      if ((wanted & (1u << row->effect)) == 0 || (row->moments & ((guint64) 1 << c->action)) == 0 ||
          !is_in_force (row, c) || !yy_expression_evaluate (row->condition, read_fact, &reading))
        continue;
      if (row->effect == YY_EFFECT_ASK && yy_form_has_confirmed (c->form, row->id))
        continue;
      argument = yy_rule_case_dup_argument (c, row->code);
      issue = yy_issue_new (row->code, row->field, row->id, row->limit, argument);
      yy_issue_set_clause (issue, row->clause);
      g_ptr_array_add (issues, issue);
    }
}
