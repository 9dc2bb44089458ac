#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyRule:
 *
 * A rule of the notice: its id and the clause that it comes from, word for word. It is what a refusal quotes;
 * it decides nothing.
 *
 * @id: as in the requirements, such as "R10"
 * @clause: the sentence of the notice, in Chinese, never translated; for a reading (A..) or a gold scenario
 * the sentence it reads
 */
typedef struct
{
  const char *id;
  const char *clause;
} YyRule;

/* The rule of that id, or %NULL. */
const YyRule *yy_rule_find (const char *id);
/* Its clause, or %NULL. */
const char *yy_rule_get_clause (const char *id);
/* All of them, ended by one with a %NULL id. */
const YyRule *yy_rule_list (void);

G_END_DECLS
