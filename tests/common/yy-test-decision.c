#include "yy-test-decision.h"

#include <string.h>

/* The words of each factor; the first is the usual one. tests/data/README.md says what they mean. */
static const struct
{
  const char *name;
  const char *const words[9];
} factors[YY_FACTOR_LAST] = {
  { "kind", { "stamp", "take-out", NULL } },
  { "seal", { "admin", "party", "name", "other", NULL } },
  { "contract", { "no", "yes", "unset", NULL } },
  { "name", { "plain", "contract", "related", "related-confirmed", NULL } },
  { "major", { "no", "yes", "unset", NULL } },
  { "company", { "none", "sponsored", "foreign", NULL } },
  { "applicant", { "staff", "head", NULL } },
  { "pages", { "normal", "undeclared", "declared-blank", "unfilled", "unfilled-confirmed", "blank", NULL } },
  { "by",
    { "reviewer", "leader", "chief", "dept_head", "director", "chief-after-dept_head", "chief-after-director",
      "applicant", NULL } },
};

static void
free_row (gpointer data)
{
  YyTestRow *row = data;

  g_free (row->code);
  g_free (row->rule);
  g_free (row->at);
  g_free (row->line);
  g_free (row);
}

guint
yy_test_factor_count (YyFactor factor)
{
  return g_strv_length ((char **) factors[factor].words);
}

const char *
yy_test_factor_get_word (YyFactor factor, guint value)
{
  return factors[factor].words[value];
}

static guint
find_word (YyFactor factor, const char *word)
{
  for (guint i = 0; factors[factor].words[i] != NULL; i++)
    {
      if (g_str_equal (factors[factor].words[i], word))
        return i;
    }
  g_error ("decision-table.csv: %s has no value “%s”", factors[factor].name, word);
}

/* "*", "a", "a|b", or "!a|b" for all but those. */
static guint
parse_values (YyFactor factor, const char *text)
{
  guint all = (1u << yy_test_factor_count (factor)) - 1;
  gboolean not = *text == '!';
  g_auto (GStrv) words = g_strsplit (not ? text + 1 : text, "|", -1);
  guint bits = 0;

  if (g_str_equal (text, "*"))
    return all;
  for (guint i = 0; words[i] != NULL; i++)
    bits |= 1u << find_word (factor, words[i]);

  return not ? all & ~bits : bits;
}

static YyTestSays
parse_says (const char *text)
{
  static const char *const words[] = { "forbidden", "needs", "asked", "unreachable" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (text, words[i]))
        return (YyTestSays) i;
    }
  g_error ("decision-table.csv: nothing is “%s”", text);
}

static YyTestRow *
parse_row (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);
  YyTestRow *row = g_new0 (YyTestRow, 1);

  if (g_strv_length (cells) != YY_FACTOR_LAST + 6)
    g_error ("decision-table.csv: not %d cells: %s", YY_FACTOR_LAST + 6, line);
  row->approve = g_str_equal (cells[0], "approve");
  g_assert_true (row->approve || g_str_equal (cells[0], "submit"));
  for (guint i = 0; i < YY_FACTOR_LAST; i++)
    row->values[i] = parse_values ((YyFactor) i, cells[1 + i]);
  row->says = parse_says (cells[1 + YY_FACTOR_LAST]);
  row->code = g_strdup (cells[2 + YY_FACTOR_LAST]);
  row->rule = g_strdup (cells[3 + YY_FACTOR_LAST]);
  row->at = g_strdup (cells[4 + YY_FACTOR_LAST]);
  row->line = g_strdup (line);

  return row;
}

GPtrArray *
yy_test_decision_load (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (GString) head = g_string_new ("moment");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (YY_TEST_DATA "/decision-table.csv", &text, NULL, &error))
    g_error ("%s", error->message);

  for (guint i = 0; i < YY_FACTOR_LAST; i++)
    g_string_append_printf (head, ",%s", factors[i].name);
  g_string_append (head, ",says,code,rule,at,requirement");
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, head->str);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0')
        g_ptr_array_add (rows, parse_row (lines[i]));
    }

  return rows;
}

gboolean
yy_test_case_is (const YyTestCase *c, YyFactor factor, const char *word)
{
  return c->value[factor] == find_word (factor, word);
}

gboolean
yy_test_case_next (YyTestCase *c, YyFactor end)
{
  for (guint i = end; i-- > 0;)
    {
      if (++c->value[i] < yy_test_factor_count ((YyFactor) i))
        return TRUE;
      c->value[i] = 0;
    }

  return FALSE;
}

char *
yy_test_case_dup (const YyTestCase *c, YyFactor end)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < end; i++)
    g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", factors[i].name,
                            factors[i].words[c->value[i]]);

  return g_string_free (text, FALSE);
}

gboolean
yy_test_row_matches (const YyTestRow *row, gboolean approve, const YyTestCase *c)
{
  if (row->approve != approve)
    return FALSE;
  for (guint i = 0; i < YY_FACTOR_LAST; i++)
    {
      /* Who decides is nobody's question when it is submitted. */
      if (!(i == YY_FACTOR_BY && !approve) && (row->values[i] & (1u << c->value[i])) == 0)
        return FALSE;
    }

  return TRUE;
}
