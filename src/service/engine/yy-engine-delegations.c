#include "yy-engine-delegations.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-delegation-check.h"
#include "yy-delegation-store.h"
#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-uuid.h"

void
yy_delegation_state_free (YyDelegationState *self)
{
  g_clear_pointer (&self->delegations, g_ptr_array_unref);
  g_clear_pointer (&self->org, yy_org_unref);
  g_free (self);
}

YyDelegationState *
yy_engine_list_delegations (YyEngine *self, YyDb *db, const YyActor *actor, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyDelegationState) state = g_new0 (YyDelegationState, 1);

  if (snapshot == NULL)
    return NULL;
  state->org = yy_org_ref (snapshot->org);
  state->may_give = yy_delegation_may_be_given (snapshot->org, actor->person_id);
  state->may_arrange_for_others =
      yy_org_holds_post (snapshot->org, actor->person_id, YY_POST_OFFICE_DIRECTOR, NULL);
  state->delegations = yy_delegation_store_list (db, actor->person_id, state->may_arrange_for_others, error);

  return state->delegations != NULL ? g_steal_pointer (&state) : NULL;
}

/* The days and the scope are what it says: nobody is named in it. */
static gboolean
record (YyEngine *self,
        YyDb *db,
        const YyActor *actor,
        const YyDelegation *delegation,
        const char *action,
        GError **error)
{
  g_autoptr (YyHistory) line = yy_history_new ();
  YyEventDraft draft = {
    .kind = "delegation", .action = action, .session_id = actor->session_id, .line = line
  };

  yy_form_set_text (&line->actor_id, actor->person_id);
  yy_form_set_text (&line->for_id, delegation->from_id);
  yy_form_set_text (&line->next_id, delegation->to_id);
  g_free (line->reason);
  line->reason = g_strdup_printf ("%s %s..%s %s", delegation->id, delegation->begins, delegation->ends,
                                  yy_scope_get_nick (delegation->scope));

  /* Who stands in is part of the directory that decisions are made under. */
  return yy_directory_store_bump_version (db, error) &&
         yy_event_store_append (db, &draft, yy_engine_now (self), error);
}

static gboolean
is_same (const YyDelegation *a, const YyDelegation *b)
{
  return g_str_equal (a->from_id, b->from_id) && g_str_equal (a->to_id, b->to_id) && a->scope == b->scope &&
         g_str_equal (a->begins, b->begins) && g_str_equal (a->ends, b->ends);
}

gboolean
yy_engine_give_delegation (
    YyEngine *self, YyDb *db, const YyActor *actor, const YyDelegation *delegation, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyDelegation) known = NULL;
  g_autoptr (GError) cause = NULL;

  if (snapshot == NULL)
    return FALSE;
  known = yy_delegation_store_load (db, delegation->id, &cause);
  if (known != NULL)
    {
      /* Sent again because the answer was lost. */
      if (is_same (known, delegation) &&
          yy_delegation_may_arrange (snapshot->org, actor->person_id, known->from_id))
        return TRUE;
      yy_error_set_one (error, YY_ERROR_CONFLICT, YY_ISSUE_DUPLICATE, "/id", NULL, 0, NULL);
      return FALSE;
    }
  if (!g_error_matches (cause, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  if (!yy_uuid_is_valid (delegation->id))
    yy_issue_list_add (issues, YY_ISSUE_UNKNOWN_VALUE, "/id", NULL, 0, delegation->id);
  yy_delegation_check (delegation, snapshot->org, actor->person_id, issues);
  if (issues->len > 0)
    {
      yy_error_set_issues (error, YY_ERROR_INVALID, issues);
      return FALSE;
    }

  return yy_delegation_store_add (db, delegation, actor->person_id, yy_engine_now (self), error) &&
         record (self, db, actor, delegation, "give", error);
}

gboolean
yy_engine_end_delegation (YyEngine *self, YyDb *db, const YyActor *actor, const char *id, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyDelegation) delegation = NULL;

  if (snapshot == NULL)
    return FALSE;
  delegation = yy_delegation_store_load (db, id, error);
  if (delegation == NULL)
    return FALSE;
  if (!yy_delegation_may_arrange (snapshot->org, actor->person_id, delegation->from_id))
    {
      if (g_str_equal (delegation->to_id, actor->person_id))
        g_set_error_literal (error, YY_ERROR, YY_ERROR_DENIED,
                             _ ("It is ended by who is away, or by the office director."));
      else
        g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such delegation.");
      return FALSE;
    }
  if (delegation->ended)
    return TRUE;

  return yy_delegation_store_end (db, id, yy_engine_now (self), error) &&
         record (self, db, actor, delegation, "end", error);
}
