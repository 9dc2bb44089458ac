#include "yy-engine-private.h"

#include "yy-digest.h"
#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-request-store.h"
#include "yy-route.h"
#include "yy-uuid.h"

static gboolean
check_issues (GPtrArray *issues, GError **error)
{
  if (issues->len == 0)
    return TRUE;

  yy_error_set_issues (error, YY_ERROR_INVALID, issues);
  return FALSE;
}

static void
set_content (YyRequest *request, const YyForm *form, GPtrArray *pages)
{
  g_autofree char *digest = yy_digest_content (request->id, form, pages);

  yy_form_free (request->form);
  request->form = yy_form_copy (form);
  g_ptr_array_unref (request->pages);
  request->pages = g_ptr_array_ref (pages);
  yy_form_set_text (&request->digest, digest);
}

/* The draft is there already: it is his, and given as it is; or it is somebody else's, and does not exist for
 * him. */
static YyRequest *
give_existing (
    YyEngine *self, YyDb *db, YySnapshot *snapshot, const YyActor *actor, YyRequest *existing, GError **error)
{
  g_autoptr (YyRequest) request = existing;

  if (!g_str_equal (request->applicant_id, actor->person_id))
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_DUPLICATE, "/id", NULL, 0, NULL);
      return NULL;
    }
  if (!yy_engine_finish (self, db, snapshot, actor, request, error))
    return NULL;

  return g_steal_pointer (&request);
}

/* The id of a draft that somebody discarded stays his: with a new request under it another would read the
 * history of the first. */
static gboolean
check_unused (YyDb *db, const YyActor *actor, const char *id, GError **error)
{
  g_autoptr (GPtrArray) history = yy_event_store_list_history (db, id, error);

  if (history == NULL)
    return FALSE;
  if (history->len == 0 ||
      g_str_equal (((YyHistory *) g_ptr_array_index (history, 0))->actor_id, actor->person_id))
    return TRUE;

  yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_DUPLICATE, "/id", NULL, 0, NULL);
  return FALSE;
}

YyRequest *
yy_engine_create_request (YyEngine *self,
                          YyDb *db,
                          const YyActor *actor,
                          const char *id,
                          const YyForm *form,
                          GPtrArray *pages,
                          gboolean *ret_created,
                          GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) resolved = NULL;
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (GError) cause = NULL;

  if (snapshot == NULL)
    return NULL;
  if (!yy_uuid_is_valid (id))
    yy_issue_list_add (issues, YY_ISSUE_UNKNOWN_VALUE, "/id", NULL, 0, id);
  yy_form_check_draft (form, pages, issues);
  if (!check_issues (issues, error))
    return NULL;

  request = yy_request_store_load (db, snapshot->org, id, &cause);
  if (request != NULL)
    {
      *ret_created = FALSE;
      return give_existing (self, db, snapshot, actor, g_steal_pointer (&request), error);
    }
  if (!g_error_matches (cause, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  if (!check_unused (db, actor, id, error))
    return NULL;
  resolved = yy_engine_resolve_pages (db, actor, NULL, pages, "/pages", issues, error);
  if (resolved == NULL || !check_issues (issues, error))
    return NULL;
  request = yy_request_new (id);
  yy_form_set_text (&request->applicant_id, actor->person_id);
  request->revision = 1;
  request->created_usec = request->changed_usec = yy_engine_now (self);
  set_content (request, form, resolved);
  if (!yy_request_store_insert (db, request, error) ||
      !yy_engine_record (self, db, actor, request, YY_STATE_DRAFT, YY_STEP_NONE, YY_ACTION_SAVE, NULL, NULL,
                         error))
    return NULL;

  *ret_created = TRUE;
  return yy_engine_get_request (self, db, actor, id, error);
}

YyRequest *
yy_engine_save_request (YyEngine *self,
                        YyDb *db,
                        const YyActor *actor,
                        const char *id,
                        int seen,
                        const YyForm *form,
                        GPtrArray *pages,
                        GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) resolved = NULL;
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (YyTarget) target = NULL;
  const YyIntent intent = { .action = YY_ACTION_SAVE };
  const YyMove *move;

  if (snapshot == NULL)
    return NULL;
  request = yy_engine_load (db, snapshot, actor, id, error);
  if (request == NULL || !yy_engine_check_seen (request, seen, NULL, error) ||
      !yy_route_check (request, snapshot->org, &snapshot->policy, actor->person_id, &intent, &move, &target,
                       error))
    return NULL;

  yy_form_check_draft (form, pages, issues);
  resolved = yy_engine_resolve_pages (db, actor, request, pages, "/pages", issues, error);
  if (resolved == NULL || !check_issues (issues, error))
    return NULL;
  if (!yy_form_equal (form, request->form) || !yy_page_list_equal (resolved, request->pages))
    {
      set_content (request, form, resolved);
      request->revision++;
      request->changed_usec = MAX (yy_engine_now (self), request->changed_usec);
      if (!yy_request_store_update (db, request, seen, error) ||
          !yy_request_store_put_pages (db, id, FALSE, resolved, error) ||
          !yy_engine_record (self, db, actor, request, request->state, YY_STEP_NONE, YY_ACTION_SAVE, NULL,
                             NULL, error))
        return NULL;
    }

  return yy_engine_get_request (self, db, actor, id, error);
}
