#include "yy-delegation-check.h"

#include <string.h>

#include "yy-issue.h"
#include "yy-text.h"

#define DECIDING                                                                                             \
  (1u << YY_POST_SECTION_HEAD | 1u << YY_POST_LEADER | 1u << YY_POST_CHIEF | 1u << YY_POST_DEPT_HEAD |       \
   1u << YY_POST_OFFICE_DIRECTOR)

gboolean
yy_delegation_may_be_given (YyOrg *org, const char *person_id)
{
  return (yy_org_get_posts (org, person_id) & DECIDING) != 0;
}

gboolean
yy_delegation_may_arrange (YyOrg *org, const char *actor_id, const char *from_id)
{
  return g_str_equal (actor_id, from_id) || yy_org_holds_post (org, actor_id, YY_POST_OFFICE_DIRECTOR, NULL);
}

static void
add (GPtrArray *issues, YyIssueCode code, const char *field, gint64 limit, const char *argument)
{
  yy_issue_list_add (issues, code, field, "F33", limit, argument);
}

static void
check_people (const YyDelegation *self, YyOrg *org, const char *actor_id, GPtrArray *issues)
{
  const YyPerson *to = yy_org_get_person (org, self->to_id);

  if (!yy_delegation_may_arrange (org, actor_id, self->from_id) ||
      !yy_delegation_may_be_given (org, self->from_id))
    add (issues, YY_ISSUE_NOT_ALLOWED, "/from_id", 0, NULL);
  if (*self->to_id == '\0')
    add (issues, YY_ISSUE_REQUIRED, "/to_id", 0, NULL);
  else if (to == NULL || !to->active)
    add (issues, YY_ISSUE_UNKNOWN_VALUE, "/to_id", 0, self->to_id);
  else if (g_str_equal (self->to_id, self->from_id) || g_str_equal (self->to_id, actor_id))
    add (issues, YY_ISSUE_NOT_A_STAND_IN, "/to_id", 0, NULL);
}

static gboolean
check_days (const YyDelegation *self, const char *today, GPtrArray *issues)
{
  GDate begins;
  GDate ends;

  if (!yy_text_parse_date (self->begins, &begins))
    add (issues, YY_ISSUE_NOT_A_DATE, "/begins", 0, NULL);
  else if (strcmp (self->begins, today) < 0)
    add (issues, YY_ISSUE_IN_THE_PAST, "/begins", 0, NULL);
  if (!yy_text_parse_date (self->ends, &ends))
    add (issues, YY_ISSUE_NOT_A_DATE, "/ends", 0, NULL);
  if (!yy_text_parse_date (self->begins, &begins) || !yy_text_parse_date (self->ends, &ends))
    return FALSE;

  if (strcmp (self->ends, self->begins) < 0)
    add (issues, YY_ISSUE_ENDS_BEFORE, "/ends", 0, NULL);
  else if (g_date_days_between (&begins, &ends) >= YY_DELEGATION_DAYS_MAX)
    add (issues, YY_ISSUE_TOO_FAR_AHEAD, "/ends", YY_DELEGATION_DAYS_MAX, NULL);
  return strcmp (self->ends, self->begins) >= 0;
}

static void
check_others (const YyDelegation *self, YyOrg *org, GPtrArray *issues)
{
  GPtrArray *delegations = yy_org_get_delegations (org);

  for (guint i = 0; i < delegations->len; i++)
    {
      const YyDelegation *other = g_ptr_array_index (delegations, i);

      if (!yy_delegation_overlaps (self, other))
        continue;
      if (g_str_equal (other->from_id, self->from_id))
        add (issues, YY_ISSUE_ALREADY_AWAY, "/begins", 0, NULL);
      if (g_str_equal (other->from_id, self->to_id))
        add (issues, YY_ISSUE_STAND_IN_AWAY, "/to_id", 0, yy_org_get_person_name (org, other->from_id));
    }
}

void
yy_delegation_check (const YyDelegation *self, YyOrg *org, const char *actor_id, GPtrArray *issues)
{
  check_people (self, org, actor_id, issues);
  if (check_days (self, yy_org_get_today (org), issues))
    check_others (self, org, issues);
}
