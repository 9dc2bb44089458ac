#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What makes one case differ from another in tests/data/decision-table.csv, in the order of its columns. */
typedef enum
{
  YY_FACTOR_KIND,
  YY_FACTOR_SEAL,
  YY_FACTOR_CONTRACT,
  YY_FACTOR_NAME,
  YY_FACTOR_MAJOR,
  YY_FACTOR_COMPANY,
  YY_FACTOR_APPLICANT,
  YY_FACTOR_PAGES,
  YY_FACTOR_BY,
  YY_FACTOR_LAST
} YyFactor;

/* One case: for each factor the number of its value. */
typedef struct
{
  guint value[YY_FACTOR_LAST];
} YyTestCase;

typedef enum
{
  YY_SAYS_FORBIDDEN,   /* nobody can make it right */
  YY_SAYS_NEEDS,       /* somebody else has to agree */
  YY_SAYS_ASKED,       /* until the applicant has said it */
  YY_SAYS_UNREACHABLE, /* it never comes to that person */
} YyTestSays;

/**
 * YyTestRow:
 *
 * A line of the table: where it matches, and what must be said there.
 *
 * @approve: looked at with a final approval; else with a submission
 * @values: for each factor, bits of the values that it matches
 * @code, @rule, @at: of what is told
 */
typedef struct
{
  gboolean approve;
  guint values[YY_FACTOR_LAST];
  YyTestSays says;
  char *code;
  char *rule;
  char *at;
  char *line;
} YyTestRow;

/* (element-type YyTestRow): the table; ends the program when a line of it cannot be read. */
GPtrArray *yy_test_decision_load (void);

/* How many values a factor has, and their words. */
guint yy_test_factor_count (YyFactor factor);
const char *yy_test_factor_get_word (YyFactor factor, guint value);
/* Whether @c has that value. */
gboolean yy_test_case_is (const YyTestCase *c, YyFactor factor, const char *word);
/* Goes on to the next case, the last factor before @end first, and those from @end on left alone. FALSE after
 * the last one; begin with a zeroed case. */
gboolean yy_test_case_next (YyTestCase *c, YyFactor end);
/* The words of a case with blanks between them. */
char *yy_test_case_dup (const YyTestCase *c, YyFactor end);

/* Whether @row has something to say about @c. */
gboolean yy_test_row_matches (const YyTestRow *row, gboolean approve, const YyTestCase *c);

G_END_DECLS
