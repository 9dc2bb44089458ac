#include "yy-engine-policy.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-form.h"
#include "yy-policy-store.h"

/* Who answers for how the notice is read. */
static gboolean
may_change (YyOrg *org, const YyActor *actor)
{
  return yy_org_holds_post (org, actor->person_id, YY_POST_OFFICE_DIRECTOR, NULL);
}

YyPolicyState *
yy_engine_load_policy (YyEngine *self, YyDb *db, const YyActor *actor, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyPolicyState) state = NULL;

  if (snapshot == NULL)
    return NULL;
  state = yy_policy_state_new ();
  state->policy = snapshot->policy;
  /* The snapshot may go before the state does. */
  state->policy.rules = NULL;
  state->may_change = may_change (snapshot->org, actor);
  if (!yy_policy_store_load (db, snapshot->org, state, error))
    return NULL;

  return g_steal_pointer (&state);
}

gboolean
yy_engine_note_policy (
    YyDb *db, const YyHistory *line, const char *key, const char *before, const char *after, GError **error)
{
  const YyPolicyChange change = { line->at_usec, line->actor_id,  (char *) "",
                                  (char *) key,  (char *) before, (char *) after };

  return yy_policy_store_add (db, line->event, &change, error);
}

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
         yy_event_store_append (db, &draft, yy_engine_now (self), error) &&
         yy_engine_note_policy (db, line, key, was, is, error);
}

YyPolicyState *
yy_engine_change_policy (YyEngine *self,
                         YyDb *db,
                         const YyActor *actor,
                         int seen,
                         const char *key,
                         const char *value,
                         GError **error)
{
  g_autoptr (YyPolicyState) state = yy_engine_load_policy (self, db, actor, error);
  YyPolicy policy;

  if (state == NULL)
    return NULL;
  if (!state->may_change)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_DENIED,
                           _ ("Only the office director sets these switches."));
      return NULL;
    }
  if (state->revision != seen)
    {
      const YyPolicyChange *last = state->changes->len > 0 ? g_ptr_array_index (state->changes, 0) : NULL;

      yy_error_set_one (error, YY_ERROR_CONFLICT, YY_ISSUE_STALE, "", NULL, 0,
                        last != NULL && *last->actor_name != '\0' ? last->actor_name : NULL);
      return NULL;
    }
  policy = state->policy;
  if (yy_policy_get_rule (key) == NULL || !yy_policy_set (&policy, key, value))
    {
      gboolean known = yy_policy_get_rule (key) != NULL;

      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, known ? "/value" : "/key", NULL, 0,
                        known ? value : key);
      return NULL;
    }
  if (!yy_engine_set_policy (self, db, actor, key, value, error))
    return NULL;

  return yy_engine_load_policy (self, db, actor, error);
}
