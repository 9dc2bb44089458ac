#include "yy-engine-policy.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-form.h"

gboolean
yy_engine_set_policy (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *key, const char *value, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyHistory) line = yy_history_new ();
  YyEventDraft draft = { .kind = "policy", .action = "set", .line = line };
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  g_autofree char *stored = NULL;
  g_autofree char *what = NULL;
  YyPolicy policy;

  if (snapshot == NULL)
    return FALSE;
  policy = snapshot->policy;
  was = yy_policy_dup (&policy, key);
  if (was == NULL)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("There is no switch “%s”."), key);
      return FALSE;
    }
  if (!yy_policy_set (&policy, key, value))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("The switch “%s” does not take “%s”."), key, value);
      return FALSE;
    }
  is = yy_policy_dup (&policy, key);
  if (g_str_equal (was, is))
    return TRUE;

  stored = g_strconcat ("policy.", key, NULL);
  what = g_strconcat (key, "=", is, NULL);
  yy_form_set_text (&line->reason, what);
  if (actor != NULL)
    {
      yy_form_set_text (&line->actor_id, actor->person_id);
      draft.session_id = actor->session_id;
    }

  return yy_directory_store_set_setting (db, stored, is, error) &&
         yy_directory_store_bump_version (db, error) &&
         yy_event_store_append (db, &draft, yy_engine_now (self), error);
}
