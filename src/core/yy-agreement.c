#include "yy-agreement.h"

#include "yy-course.h"

gboolean
yy_agreement_has_agreed (const YyRequest *request, const char *person_id)
{
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  for (guint i = 0; i < course.agreed->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (course.agreed, i);

      /* F22: what was agreed to another content is nothing here. */
      if (g_str_equal (yy_course_get_person (line), person_id) && g_str_equal (line->digest, request->digest))
        return TRUE;
    }

  return FALSE;
}

gboolean
yy_agreement_is_given (const YyRequest *request, YyOrg *org, YyPost post, const char *actor_id, gboolean all)
{
  g_autoptr (GPtrArray) holders = yy_org_list_holders (org, post, NULL);
  guint agreed = 0;
  guint asked = 0;

  for (guint i = 0; i < holders->len; i++)
    {
      const YyPerson *holder = g_ptr_array_index (holders, i);

      if (g_str_equal (holder->id, request->applicant_id))
        continue;
      asked++;
      agreed += g_str_equal (holder->id, actor_id) || yy_agreement_has_agreed (request, holder->id);
    }

  return all ? asked > 0 && agreed == asked : agreed > 0;
}
