#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyRegulationRule:
 *
 * A rule that the service checks, as people read it: which one, and the sentence it comes from.
 */
typedef struct
{
  char *id;
  char *clause;
} YyRegulationRule;

/**
 * YyRegulation:
 *
 * The regulation that everything is done by (R15): what the office wrote down, and the rules in force. A
 * value.
 *
 * @title: of the document
 * @text: its paragraphs, plain, with line feeds between them
 * @of_office: FALSE when the office gave none, and @text was made of the clauses
 * @rules: (element-type YyRegulationRule): each once, in the order of the table
 */
typedef struct
{
  char *title;
  char *text;
  gboolean of_office;
  GPtrArray *rules;
} YyRegulation;

YyRegulation *yy_regulation_new (void);
void yy_regulation_free (YyRegulation *self);
/* Unless there is one of that id. */
void yy_regulation_add_rule (YyRegulation *self, const char *id, const char *clause);
/* The document as it follows from the rules alone: each clause is an article. For who has nothing else. */
char *yy_regulation_dup_articles (const YyRegulation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyRegulation, yy_regulation_free)

G_END_DECLS
