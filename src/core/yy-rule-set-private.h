#pragma once

#include "yy-rule-set.h"

G_BEGIN_DECLS

/* Facts from here on are the word lists of the table. */
#define YY_RULE_FIRST_LIST 1000

struct _YyRuleSet
{
  char *name;
  GPtrArray *rows;       /* of YyRuleRow */
  GPtrArray *list_names; /* of utf8: "words.contract" */
  GPtrArray *lists;      /* of GStrv, at the same places */
};

YyRuleSet *yy_rule_set_new (void);
void yy_rule_row_free (YyRuleRow *row);

G_END_DECLS
