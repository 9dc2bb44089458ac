#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters of a condition, and how deep its brackets may go: a rule that needs more is two rules. */
#define YY_EXPRESSION_LENGTH_MAX 2000
#define YY_EXPRESSION_DEPTH_MAX 32

typedef enum
{
  YY_FACT_BOOLEAN,
  YY_FACT_NUMBER,
  YY_FACT_TEXT,
  YY_FACT_WORDS /* a list of texts */
} YyFactType;

/**
 * YyFact:
 *
 * The value of one name in a condition; borrows its texts.
 *
 * @number: of a number; of a boolean, 0 or 1
 * @text: of a text, never %NULL then
 * @words: (array zero-terminated=1): of a list
 */
typedef struct
{
  YyFactType type;
  gint64 number;
  const char *text;
  const char *const *words;
} YyFact;

/* What a name in a condition means: its type, and the index by which its value is asked for later. FALSE for
 * an unknown one. Names are found once, when the condition is read. */
typedef gboolean (*YyFactFind) (const char *name, YyFactType *ret_type, guint *ret_index, gpointer user_data);
/* The value behind an index, of the type that was told. */
typedef void (*YyFactRead) (guint index, YyFact *ret_fact, gpointer user_data);

/**
 * YyExpression:
 *
 * A condition of a rule, as it is written in a rule file:
 *
 *     contract == "yes" or contains (material.name, words.contract)
 *     seal.kind in ["name", "party"] and not actor.is_chief and copies > 10
 *
 * There are `or`, `and`, `not`, brackets; `==` and `!=` between two values of one type; `<`, `<=`, `>`, `>=`
 * between numbers; `TEXT in LIST`; `contains (TEXT, LIST)`, true when one of the list is part of the text;
 * `length (TEXT)`, the number of its characters without blanks at both ends. Names without a comparison are
 * booleans. Types are checked when it is read: a condition that could be read can be evaluated. It has no
 * loops, no assignment and no effect. Immutable; any thread.
 */
typedef struct _YyExpression YyExpression;

/* %YY_ERROR_INVALID with the column (from 1) of what is wrong. @find is called for every name. */
YyExpression *yy_expression_parse (const char *text, YyFactFind find, gpointer user_data, GError **error);
void yy_expression_free (YyExpression *self);
gboolean yy_expression_evaluate (const YyExpression *self, YyFactRead read, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyExpression, yy_expression_free)

G_END_DECLS
