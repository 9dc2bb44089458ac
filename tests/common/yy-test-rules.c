#include "yy-test-rules.h"

#include "yy-rule-set.h"

static YyRuleSet *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  YyRuleSet *rules;

  if (!g_file_get_contents (g_getenv ("YY_TEST_RULES"), &text, NULL, &error))
    g_error ("%s", error->message);
  rules = yy_rule_set_parse (text, -1, &error);
  if (rules == NULL)
    g_error ("%s", error->message);

  return rules;
}

void
yy_test_policy_init (YyPolicy *policy)
{
  static YyRuleSet *rules;

  yy_policy_init (policy);
  if (g_getenv ("YY_TEST_RULES") == NULL)
    return;

  if (rules == NULL)
    rules = load ();
  policy->rules = rules;
}
