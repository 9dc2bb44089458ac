/* The table of rules as it is read from a file. What a person would lose: a rule of the notice that is in
 * nobody's way any more because of a slip of the pen in a file. */

#include <string.h>

#include "yy-error.h"
#include "yy-rule.h"
#include "yy-rule-set.h"
#include "yy-test-org.h"
#include "yy-test-request.h"
#include "yy-text.h"

#define HEAD "[table]\nname=试\nformat=1\n[words]\nbad=甲;乙;\n"
#define ROW "[rule X1.a]\nat=submit\nwhen=copies > 5\neffect=block\nclause=句。\n"

static const struct
{
  const char *text;
  const char *says;
} broken[] = {
  { "", "[table]" },
  { "[table]\nname=x\nformat=2\n", "[table]" },
  { HEAD "[rule X1]\nwhen=true\neffect=block\nclause=c\n", "[rule X1] at:" },
  { HEAD "[rule X1]\nat=submits\nwhen=true\neffect=block\nclause=c\n", "submits" },
  { HEAD "[rule X1]\nat=submit\neffect=block\nclause=c\n", "[rule X1] when:" },
  { HEAD "[rule X1]\nat=submit\nwhen=copies > \"5\"\neffect=block\nclause=c\n", "column" },
  { HEAD "[rule X1]\nat=submit\nwhen=contains (reason, words.worse)\neffect=block\nclause=c\n",
    "words.worse" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=blok\nclause=c\n", "blok" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\nclause=c\n", "[rule X1] effect:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\n", "[rule X1] clause:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\nclause=\n", "[rule X1] clause:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=field\nclause=c\n", "[rule X1] field:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=field\nfield=form\nclause=c\n", "[rule X1] field:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=approver\nclause=c\n", "[rule X1] approver:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=approver\napprover=king\nclause=c\n", "king" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\napprover=chief\nclause=c\n", "[rule X1] approver:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=ask\ncode=contract\nclause=c\n", "[rule X1] code:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\ncode=contrat\nclause=c\n", "contrat" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\nlimit=many\nclause=c\n", "[rule X1] limit:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\nfrom=2026-02-30\nclause=c\n", "[rule X1] from:" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\nswitch=days-ahead\nclause=c\n", "days-ahead" },
  { HEAD "[rule X1]\nat=submit\nwhen=true\neffect=block\nswich=all-chiefs\nclause=c\n", "swich" },
  { HEAD "[rules X1]\nat=submit\nwhen=true\neffect=block\nclause=c\n", "[rules X1]" },
  { HEAD ROW ROW, "twice" },
  { HEAD "[rule .a]\nat=submit\nwhen=true\neffect=block\nclause=c\n", "[rule .a]" },
  { HEAD "no group\n", "cannot be read" },
  { "\xff\xfe", "no text" },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YyRuleSet) rules = yy_rule_set_parse (broken[i].text, -1, &error);

      g_assert_null (rules);
      g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
      if (strstr (error->message, broken[i].says) == NULL)
        g_error ("case %u says “%s” and not “%s”", i, error->message, broken[i].says);
    }
}

typedef struct
{
  YyForm *form;
  GPtrArray *pages;
  YyPolicy policy;
  GDate today;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  f->form = yy_form_new ();
  f->pages = yy_page_list_new ();
  yy_policy_init (&f->policy);
  g_assert_true (yy_text_parse_date ("2026-03-01", &f->today));
}

static void
teardown (Fixture *f, gconstpointer data)
{
  yy_form_free (f->form);
  g_ptr_array_unref (f->pages);
}

/* The ids of what @text says of the form when it is submitted, with blanks between. */
static char *
ask (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRuleSet) rules = yy_rule_set_parse (text, -1, &error);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GString) ids = g_string_new (NULL);
  YyRuleCase c = { .action = YY_ACTION_SUBMIT,
                   .form = f->form,
                   .pages = f->pages,
                   .policy = &f->policy,
                   .today = &f->today,
                   .note = "" };

  g_assert_no_error (error);
  yy_rule_set_evaluate (rules, &c, YY_EFFECTS_CLOSING, issues);
  for (guint i = 0; i < issues->len; i++)
    {
      const YyIssue *issue = g_ptr_array_index (issues, i);

      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", issue->rule);
      g_assert_cmpstr (yy_issue_get_clause (issue), ==, "句。");
    }

  return g_strdup (ids->str);
}

static void
assert_says (Fixture *f, const char *text, const char *expected)
{
  g_autofree char *ids = ask (f, text);

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_moments_and_conditions (Fixture *f, gconstpointer data)
{
  f->form->copies = 6;
  assert_says (f, HEAD ROW, "X1");
  f->form->copies = 5;
  assert_says (f, HEAD ROW, "");
  f->form->copies = 6;
  assert_says (f, HEAD "[rule X2]\nat=accept;stamp;\nwhen=true\neffect=block\nclause=句。\n", "");
  assert_says (f, HEAD "[rule X2]\nat=keep;decide;\nwhen=true\neffect=block\nclause=句。\n", "");
  assert_says (f, HEAD "[rule X2]\nat=open;submit\nwhen=true\neffect=block\nclause=句。\n" ROW, "X2 X1");
  /* A warning keeps nobody. */
  assert_says (f, HEAD "[rule X2]\nat=submit\nwhen=true\neffect=warn\nclause=句。\n", "");
}

static void
test_words (Fixture *f, gconstpointer data)
{
  const char *text = HEAD
      "[rule X1]\nat=submit\nwhen=contains (material.name, words.bad)\neffect=block\nclause=句。\n";

  yy_form_set_text (&f->form->material_name, "甲方");
  assert_says (f, text, "X1");
  yy_form_set_text (&f->form->material_name, "丙方");
  assert_says (f, text, "");
}

static void
test_days (Fixture *f, gconstpointer data)
{
  f->form->copies = 6;
  assert_says (f, HEAD ROW "from=2026-03-01\n", "X1");
  assert_says (f, HEAD ROW "from=2026-03-02\n", "");
  assert_says (f, HEAD ROW "until=2026-03-01\n", "X1");
  assert_says (f, HEAD ROW "until=2026-02-28\n", "");
}

static void
test_switches (Fixture *f, gconstpointer data)
{
  f->form->copies = 6;
  assert_says (f, HEAD ROW "switch=all-chiefs\n", "");
  assert_says (f, HEAD ROW "switch=!all-chiefs\n", "X1");
  g_assert_true (yy_policy_set (&f->policy, "all-chiefs", "true"));
  assert_says (f, HEAD ROW "switch=all-chiefs\n", "X1");
  assert_says (f, HEAD ROW "switch=!all-chiefs\n", "");
}

static void
test_asks_once (Fixture *f, gconstpointer data)
{
  const char *text = HEAD "[rule X1.a]\nat=submit\nwhen=true\neffect=ask\nclause=句。\n"
                          "[rule X2]\nat=submit\nwhen=true\neffect=ask\ncode=related-words\nclause=句。\n";

  assert_says (f, text, "X1 X2");
  yy_form_set_text (&f->form->confirmed, "X1");
  assert_says (f, text, "X2");
  yy_form_set_text (&f->form->confirmed, "X1 X2");
  assert_says (f, text, "");
  yy_form_set_text (&f->form->confirmed, "X11 X22");
  assert_says (f, text, "X1 X2");
  /* What blocks is not asked, and cannot be confirmed away. */
  f->form->copies = 6;
  yy_form_set_text (&f->form->confirmed, "X1");
  assert_says (f, HEAD ROW, "X1");
}

/* Without the organisation, what asks about people says nothing, and the rest goes on. */
static void
test_without_org (Fixture *f, gconstpointer data)
{
  f->form->copies = 6;
  assert_says (f, HEAD "[rule X2]\nat=submit\nwhen=not reviewer.allowed\neffect=block\nclause=句。\n" ROW,
               "X1");
}

/* Every rule of the notice quotes it, and says the same as the table of clauses. */
static void
test_notice (void)
{
  YyRuleSet *rules = yy_rule_set_get_default ();
  GPtrArray *rows = yy_rule_set_get_rows (rules);

  g_assert_cmpuint (rows->len, >, 40);
  for (guint i = 0; i < rows->len; i++)
    {
      const YyRuleRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpstr (row->clause, ==, yy_rule_get_clause (row->id));
    }
}

/* A mutilated file is read or refused. */
static void
test_mutilated (void)
{
  gsize length;
  const char *text = yy_rule_set_get_default_text (&length);
  g_autoptr (GRand) random = g_rand_new_with_seed (20260301);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *copy = g_strndup (text, length);
      g_autoptr (YyRuleSet) rules = NULL;

      for (guint n = 0; n < 3; n++)
        copy[g_rand_int_range (random, 0, (gint32) length)] = (char) g_rand_int_range (random, 1, 256);
      rules = yy_rule_set_parse (copy, (gssize) g_rand_int_range (random, 0, (gint32) length), NULL);
    }
}

/* docs/rules.md names every fact, so that whoever writes a rule finds it. */
static void
test_documented (void)
{
  g_autofree char *page = NULL;
  const YyFactInfo *info;

  g_assert_true (g_file_get_contents (g_getenv ("YY_TEST_RULES_PAGE"), &page, NULL, NULL));
  for (guint i = 0; (info = yy_rule_case_get_fact_info (i)) != NULL; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("`%s`", info->name);

      if (strstr (page, quoted) == NULL)
        g_error ("docs/rules.md does not name the fact %s", info->name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-set/broken", test_broken);
#define ADD(name, function) g_test_add ("/rule-set/" name, Fixture, NULL, setup, function, teardown)
  ADD ("moments-and-conditions", test_moments_and_conditions);
  ADD ("words", test_words);
  ADD ("days", test_days);
  ADD ("switches", test_switches);
  ADD ("asks-once", test_asks_once);
  ADD ("without-org", test_without_org);
  g_test_add_func ("/rule-set/notice", test_notice);
  g_test_add_func ("/rule-set/mutilated", test_mutilated);
  g_test_add_func ("/rule-set/documented", test_documented);
  return g_test_run ();
}
