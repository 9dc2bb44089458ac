#pragma once

#include "yy-policy.h"

G_BEGIN_DECLS

/* The switches as they come, under the table of rules that YY_TEST_RULES names, or that of the notice: so
 * that a test can be looked at failing where a rule is missing (`./run soak rules`). */
void yy_test_policy_init (YyPolicy *policy);

G_END_DECLS
