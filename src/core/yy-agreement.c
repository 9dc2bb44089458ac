#include "yy-agreement.h"

gboolean
yy_agreement_has_agreed (const YyRequest *request, const char *person_id)
{
  gboolean agreed = FALSE;

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      /* He himself, or somebody in his place. */
      if (line->round != request->round ||
          !g_str_equal (*line->for_id != '\0' ? line->for_id : line->actor_id, person_id))
        continue;
      if (line->action == YY_ACTION_FORWARD || line->action == YY_ACTION_APPROVE)
        agreed = TRUE;
      else if (line->action == YY_ACTION_TAKE_BACK)
        agreed = FALSE;
    }

  return agreed;
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
