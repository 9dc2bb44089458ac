/* The conditions of rules. What a person would lose: a rule that says something else than its writer meant,
 * or a service that falls over a rule file. */

#include <string.h>

#include "yy-error.h"
#include "yy-expression.h"

static const char *const colours[] = { "red", "blue", NULL };

/* Names: yes, no (booleans), three (number), name (text), colours (list). */
static gboolean
find_fact (const char *name, YyFactType *ret_type, guint *ret_index, gpointer user_data)
{
  static const struct
  {
    const char *name;
    YyFactType type;
  } facts[] = {
    { "is.yes", YY_FACT_BOOLEAN },     { "is.no", YY_FACT_BOOLEAN }, { "three", YY_FACT_NUMBER },
    { "material.name", YY_FACT_TEXT }, { "colours", YY_FACT_WORDS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      if (g_str_equal (facts[i].name, name))
        {
          *ret_type = facts[i].type;
          *ret_index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
read_fact (guint index, YyFact *ret_fact, gpointer user_data)
{
  guint *n_reads = user_data;
  const YyFact values[] = {
    { .type = YY_FACT_BOOLEAN, .number = 1 },    { .type = YY_FACT_BOOLEAN, .number = 0 },
    { .type = YY_FACT_NUMBER, .number = 3 },     { .type = YY_FACT_TEXT, .text = " 食堂承包合同 " },
    { .type = YY_FACT_WORDS, .words = colours },
  };

  (*n_reads)++;
  *ret_fact = values[index];
}

static const struct
{
  const char *text;
  gboolean holds;
} conditions[] = {
  { "true", TRUE },
  { "false", FALSE },
  { "is.yes", TRUE },
  { "not is.yes", FALSE },
  { "not not is.yes", TRUE },
  { "is.no or is.yes", TRUE },
  { "is.no and is.yes", FALSE },
  /* And binds stronger than or, not stronger than both. */
  { "is.yes or is.yes and is.no", TRUE },
  { "(is.yes or is.yes) and is.no", FALSE },
  { "not is.no and is.no", FALSE },
  { "not (is.no and is.no)", TRUE },
  { "three == 3", TRUE },
  { "three != 3", FALSE },
  { "three < 4", TRUE },
  { "three < 3", FALSE },
  { "three <= 3", TRUE },
  { "three > 3", FALSE },
  { "4 > three", TRUE },
  { "three >= 3", TRUE },
  { "three >= 4", FALSE },
  { "is.yes == true", TRUE },
  { "is.no == (three == 4)", TRUE },
  { "material.name == \" 食堂承包合同 \"", TRUE },
  { "material.name != \"\"", TRUE },
  { "contains (material.name, [\"合同\"])", TRUE },
  { "contains (material.name, [\"协议\", \"订单\"])", FALSE },
  { "contains (material.name, [])", FALSE },
  { "contains (material.name, [\"\"])", FALSE },
  { "\"blue\" in colours", TRUE },
  { "\"green\" in colours", FALSE },
  { "\"blu\" in colours", FALSE },
  { "\"a\" in [\"b\",\"a\"]", TRUE },
  /* Blanks at both ends do not count; characters do, not bytes. */
  { "length (material.name) == 6", TRUE },
  { "length (\"\") == 0", TRUE },
};

static void
test_holds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YyExpression) e = yy_expression_parse (conditions[i].text, find_fact, NULL, &error);
      guint n_reads = 0;

      g_assert_no_error (error);
      if (yy_expression_evaluate (e, read_fact, &n_reads) != conditions[i].holds)
        g_error ("“%s” should be %s", conditions[i].text, conditions[i].holds ? "true" : "false");
    }
}

static const struct
{
  const char *text;
  const char *column;
} broken[] = {
  { "", "column 1:" },
  { "is.", "column 1:" },
  { "nothing", "column 1:" },
  { "is.yes and", "column 11:" },
  { "is.yes is.no", "column 8:" },
  { "three", "column 6:" },
  { "three == \"3\"", "column 13:" },
  { "is.yes < is.no", "column 15:" },
  { "material.name in \"x\"", "column 21:" },
  { "colours == colours", "column 19:" },
  { "three == 3 == 3", "column 12:" },
  { "(is.yes", "column 8:" },
  { "is.yes)", "column 7:" },
  { "\"open", "column 1:" },
  { "three == 3x", "column 10:" },
  { "three == 99999999999", "column 10:" },
  { "three == -1", "column 10:" },
  { "contains (three, colours)", "column 26:" },
  { "contains (material.name colours)", "column 25:" },
  { "length (three) == 1", "column 16:" },
  { "\"a\" in [\"a\" \"b\"]", "column 13:" },
  { "\"a\" in [three]", "column 9:" },
  { "is.yes = true", "column 8:" },
  { "材料 == 1", "column 1:" },
  { "is.yes and\n材", "column 12:" },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yy_expression_parse (broken[i].text, find_fact, NULL, &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
      if (strstr (error->message, broken[i].column) == NULL)
        g_error ("“%s” says “%s” and not “%s”", broken[i].text, error->message, broken[i].column);
    }
}

/* What is nested without end is refused and does not end the service. */
static void
test_deep (void)
{
  static const char *const openings[] = { "(", "not ", "not (", "[" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      while (text->len + strlen (openings[i]) < YY_EXPRESSION_LENGTH_MAX)
        g_string_append (text, openings[i]);
      g_assert_null (yy_expression_parse (text->str, find_fact, NULL, &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
      g_string_append (text, "(((((((((((((((((((((((((((");
      g_clear_error (&error);
      g_assert_null (yy_expression_parse (text->str, find_fact, NULL, &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
    }
}

/* Cut anywhere, or with any byte changed, it is read or refused. */
static void
test_mutilated (void)
{
  const char *whole =
      "contains (material.name, [\"合同\"]) and (three >= 3 or \"a\" in colours) and not is.no";
  gsize length = strlen (whole);
  guint n_read = 0;

  for (gsize at = 0; at < length; at++)
    {
      g_autofree char *cut = g_strndup (whole, at);
      g_autoptr (YyExpression) e = yy_expression_parse (cut, find_fact, NULL, NULL);
      guint n_reads = 0;

      if (e != NULL)
        yy_expression_evaluate (e, read_fact, &n_reads);
      n_read += e != NULL;
    }
  /* It is whole behind the first condition, and behind the second. */
  g_assert_cmpuint (n_read, ==, 4);
  for (gsize at = 0; at < length; at++)
    {
      for (guint byte = 1; byte < 256; byte++)
        {
          g_autofree char *changed = g_strdup (whole);
          g_autoptr (YyExpression) e = NULL;
          guint n_reads = 0;

          changed[at] = (char) byte;
          e = yy_expression_parse (changed, find_fact, NULL, NULL);
          if (e != NULL)
            yy_expression_evaluate (e, read_fact, &n_reads);
          n_read += e != NULL;
        }
    }
  g_assert_cmpuint (n_read, >, length);
}

/* What the left side has decided, the right side is not asked. */
static void
test_asks_no_more_than_it_needs (void)
{
  g_autoptr (YyExpression) e = yy_expression_parse ("is.yes or three == 3", find_fact, NULL, NULL);
  guint n_reads = 0;

  g_assert_true (yy_expression_evaluate (e, read_fact, &n_reads));
  g_assert_cmpuint (n_reads, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/holds", test_holds);
  g_test_add_func ("/expression/broken", test_broken);
  g_test_add_func ("/expression/deep", test_deep);
  g_test_add_func ("/expression/mutilated", test_mutilated);
  g_test_add_func ("/expression/asks-no-more-than-it-needs", test_asks_no_more_than_it_needs);
  return g_test_run ();
}
