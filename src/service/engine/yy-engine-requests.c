#include "yy-engine-private.h"

#include <string.h>

#include "yy-digest.h"
#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-picture-store.h"
#include "yy-request-store.h"
#include "yy-route.h"
#include "yy-rule-set.h"
#include "yy-submission.h"
#include "yy-text.h"
#include "yy-uuid.h"

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such request.");
}

/* Before anything is changed: it is part of what is recorded of the change. */
static void
note_acted_for (YyRequest *request, YySnapshot *snapshot, const YyActor *actor)
{
  const char *for_id = yy_route_get_acted_for (request, snapshot->org, actor->person_id);

  yy_form_set_text (&request->acting_for_id, for_id);
  yy_form_set_text (&request->acting_for_name,
                    *for_id != '\0' ? yy_org_get_person_name (snapshot->org, for_id) : "");
}

YyRequest *
yy_engine_load (YyDb *db, YySnapshot *snapshot, const YyActor *actor, const char *id, GError **error)
{
  g_autoptr (YyRequest) request = NULL;

  if (!yy_uuid_is_valid (id))
    {
      set_not_found (error);
      return NULL;
    }

  request = yy_request_store_load (db, snapshot->org, id, error);
  if (request == NULL)
    return NULL;
  if (yy_route_get_roles (request, snapshot->org, actor->person_id) == 0)
    {
      set_not_found (error);
      return NULL;
    }
  note_acted_for (request, snapshot, actor);

  return g_steal_pointer (&request);
}

/* In what the present round differs from the one before (GS9). */
static gboolean
fill_changes (YyDb *db, YyRequest *request, GError **error)
{
  g_autofree char *content = NULL;
  g_autoptr (YyForm) form = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) cause = NULL;

  if (request->round < 2)
    return TRUE;
  content = yy_request_store_dup_submission (db, request->id, request->round - 1, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (content == NULL)
    return TRUE;
  if (!yy_submission_read (content, &form, &pages, error))
    return FALSE;

  g_ptr_array_unref (request->changes);
  request->changes = yy_change_list (form, pages, request->form, request->pages);
  return TRUE;
}

/* Whoever does something with it signs the digest of what he saw: he must see all of it. */
#define WHO_HANDLES                                                                                          \
  (YY_ROLE_APPLICANT | YY_ROLE_ASSIGNEE | YY_ROLE_DECIDER | YY_ROLE_KEEPER | YY_ROLE_CHIEF |                 \
   YY_ROLE_SIGNER | YY_ROLE_ASKED | YY_ROLE_CARRIER)

/* R27: a mobile number is for the applicant himself and those who handle his request; also for who carries
 * the seal for him. */
static void
mask_mobile (YyRequest *request, guint roles)
{
  g_autofree char *masked = NULL;

  if (roles & WHO_HANDLES)
    return;

  masked = yy_text_mask_mobile (request->form->mobile);
  yy_form_set_text (&request->form->mobile, masked);
}

static void
mask_changes (YyRequest *request, guint roles)
{
  if (roles & WHO_HANDLES)
    return;

  for (guint i = 0; i < request->changes->len; i++)
    {
      YyChange *change = g_ptr_array_index (request->changes, i);
      g_autofree char *before = yy_text_mask_mobile (change->before);
      g_autofree char *after = yy_text_mask_mobile (change->after);

      if (!g_str_equal (change->field, "/form/mobile"))
        continue;
      yy_form_set_text (&change->before, before);
      yy_form_set_text (&change->after, after);
    }
}

void
yy_engine_init_policy (YyEngine *self,
                       const YySnapshot *snapshot,
                       const YyRequest *request,
                       YyPolicy *ret_policy)
{
  *ret_policy = snapshot->policy;
  ret_policy->now_usec = yy_engine_now (self);
  if (request != NULL && request->round > 0 && request->state != YY_STATE_RETURNED)
    ret_policy->rules = yy_snapshot_get_rules (snapshot, request->rules_version);
}

/* What whoever looks at it should know before he decides. */
static void
fill_warnings (YyRequest *request, YySnapshot *snapshot, const YyPolicy *policy, const char *person_id)
{
  YyRuleCase c;
  GDate today;

  if (request->round == 0)
    return;
  yy_route_init_case (&c, request, snapshot->org, policy, person_id, YY_ACTION_OPEN, &today);
  yy_rule_set_evaluate (policy->rules, &c, YY_EFFECTS_WARNING, request->warnings);
}

gboolean
yy_engine_finish (
    YyEngine *self, YyDb *db, YySnapshot *snapshot, const YyActor *actor, YyRequest *request, GError **error)
{
  guint roles = yy_route_get_roles (request, snapshot->org, actor->person_id);
  YyPolicy policy;

  yy_engine_init_policy (self, snapshot, request, &policy);
  note_acted_for (request, snapshot, actor);
  g_ptr_array_unref (request->options);
  request->options = yy_route_list_options (request, snapshot->org, &policy, actor->person_id);
  fill_warnings (request, snapshot, &policy, actor->person_id);
  if (!fill_changes (db, request, error))
    return FALSE;
  mask_mobile (request, roles);
  mask_changes (request, roles);

  return TRUE;
}

YyRequest *
yy_engine_get_request (YyEngine *self, YyDb *db, const YyActor *actor, const char *id, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyRequest) request = NULL;

  if (snapshot == NULL)
    return NULL;
  request = yy_engine_load (db, snapshot, actor, id, error);
  if (request == NULL || !yy_engine_finish (self, db, snapshot, actor, request, error))
    return NULL;

  return g_steal_pointer (&request);
}

YyRequest *
yy_engine_find_number (YyEngine *self, YyDb *db, const YyActor *actor, const char *number, GError **error)
{
  g_autofree char *folded = g_ascii_strup (number, -1);
  g_autofree char *id = yy_request_store_dup_id_of_number (db, g_strstrip (folded), error);

  return id != NULL ? yy_engine_get_request (self, db, actor, id, error) : NULL;
}

gboolean
yy_engine_check_seen (const YyRequest *request, int seen, const char *digest, GError **error)
{
  const char *who = NULL;

  if (seen == request->revision && (digest == NULL || g_str_equal (digest, request->digest)))
    return TRUE;

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (!yy_action_is_talk (line->action))
        who = line->actor_name;
    }
  yy_error_set_one (error, YY_ERROR_CONFLICT, YY_ISSUE_STALE, "", NULL, request->revision, who);
  return FALSE;
}

gboolean
yy_engine_record_line (YyEngine *self,
                       YyDb *db,
                       const YyActor *actor,
                       const YyRequest *request,
                       YyState before,
                       YyStep capacity,
                       YyAction action,
                       const char *reason,
                       const guint8 *payload,
                       YyHistory *line,
                       GError **error)
{
  YyEventDraft draft = { .kind = "request",
                         .action = yy_action_get_nick (action),
                         .request_id = request->id };

  yy_form_set_text (&line->actor_id, actor->person_id);
  if (capacity != YY_STEP_NONE)
    yy_form_set_text (&line->for_id, request->acting_for_id);
  line->round = request->round;
  line->action = action;
  line->capacity = capacity;
  line->from = before;
  line->to = request->state;
  line->to_step = request->step;
  line->copies = action == YY_ACTION_STAMP ? request->stamped_copies : 0;
  /* Who is meant with a talk is not who has it next. */
  if (!yy_action_is_talk (action) || action == YY_ACTION_OPEN)
    yy_form_set_text (&line->next_id, request->assignee_id);
  yy_form_set_text (&line->reason, reason);
  yy_form_set_text (&line->digest, request->digest);
  draft.revision = request->revision;
  draft.session_id = actor->session_id;
  draft.payload = payload;
  draft.line = line;

  return yy_event_store_append (db, &draft, yy_engine_now (self), error);
}

gboolean
yy_engine_record (YyEngine *self,
                  YyDb *db,
                  const YyActor *actor,
                  const YyRequest *request,
                  YyState before,
                  YyStep capacity,
                  YyAction action,
                  const char *reason,
                  const guint8 *payload,
                  GError **error)
{
  g_autoptr (YyHistory) line = yy_history_new ();

  return yy_engine_record_line (self, db, actor, request, before, capacity, action, reason, payload, line,
                                error);
}

static const YyPage *
find_page (GPtrArray *pages, const char *sha256)
{
  for (guint i = 0; i < pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (pages, i);

      if (g_str_equal (page->sha256, sha256))
        return page;
    }

  return NULL;
}

GPtrArray *
yy_engine_resolve_pages (YyDb *db,
                         const YyActor *actor,
                         const YyRequest *request,
                         GPtrArray *refs,
                         const char *field,
                         GPtrArray *issues,
                         GError **error)
{
  g_autoptr (GPtrArray) pages = yy_page_list_new ();
  g_autoptr (GError) cause = NULL;

  for (guint i = 0; i < refs->len; i++)
    {
      const YyPage *ref = g_ptr_array_index (refs, i);
      const YyPage *known = request != NULL ? find_page (request->pages, ref->sha256) : NULL;
      g_autoptr (YyPage) uploaded = NULL;
      YyPage *page;

      if (known == NULL)
        known = uploaded = yy_picture_store_find_upload (db, actor->person_id, ref->sha256, &cause);
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
      if (known == NULL)
        {
          g_autofree char *place = g_strdup_printf ("%s/%u/sha256", field, i);

          yy_issue_list_add (issues, YY_ISSUE_UNKNOWN_VALUE, place, "R37", 0, ref->sha256);
          continue;
        }
      page = yy_page_new (ref->sha256, ref->original_sha256, ref->name, known->mime, known->size,
                          known->width, known->height, ref->rotation);
      yy_page_set_blank (page, &known->blank);
      g_ptr_array_add (pages, page);
    }

  return g_steal_pointer (&pages);
}

/* What a look at the pictures told, as a submission would read it; of his own alone, so that nobody learns of
 * others. */
static gboolean
fill_blank (YyDb *db, const YyActor *actor, GPtrArray *pages, GError **error)
{
  for (guint i = 0; i < pages->len; i++)
    {
      YyPage *page = g_ptr_array_index (pages, i);
      g_autoptr (GError) cause = NULL;
      g_autoptr (YyPage) known = yy_picture_store_find_upload (db, actor->person_id, page->sha256, &cause);

      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (known != NULL)
        yy_page_set_blank (page, &known->blank);
    }

  return TRUE;
}

GPtrArray *
yy_engine_check_content (
    YyEngine *self, YyDb *db, const YyActor *actor, const YyForm *form, GPtrArray *pages, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) issues = NULL;
  YyPolicy policy;
  GDate today;

  if (snapshot == NULL || !fill_blank (db, actor, pages, error))
    return NULL;

  issues = yy_issue_list_new ();
  yy_engine_init_policy (self, snapshot, NULL, &policy);
  yy_clock_get_day (policy.now_usec, &today);
  yy_form_check_submit (form, pages, snapshot->org, actor->person_id, &policy, &today, issues);
  /* A draft, or what was returned, has no booking of its own. */
  if (!yy_engine_check_booking (db, form, "", issues, error))
    return NULL;

  return g_steal_pointer (&issues);
}

static void
add_step (GPtrArray *steps, GPtrArray *targets)
{
  if (targets->len > 0)
    g_ptr_array_add (steps, targets);
  else
    g_ptr_array_unref (targets);
}

static GPtrArray *
list_one (YyOrg *org, GPtrArray *among, const char *person_id)
{
  GPtrArray *one = yy_target_list_new ();
  const YyTarget *target = yy_target_list_find (among, person_id);

  if (target != NULL)
    g_ptr_array_add (one, yy_target_new (target->person_id, target->name, target->unit, target->posts,
                                         target->step, TRUE));
  return one;
}

GPtrArray *
yy_engine_preview_route (YyEngine *self,
                         YyDb *db,
                         const YyActor *actor,
                         const char *unit_id,
                         const char *seal_id,
                         const char *reviewer_id,
                         gboolean major,
                         YyKind kind,
                         GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyRequest) request = yy_request_new ("");
  g_autoptr (GPtrArray) reviewers = NULL;
  g_autoptr (GPtrArray) next = NULL;
  const YySeal *seal;
  const YyTarget *reviewer;
  gboolean to_chief = major || kind == YY_KIND_TAKE_OUT;
  GPtrArray *steps;

  if (snapshot == NULL)
    return NULL;

  steps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  reviewers = yy_route_list_reviewers (snapshot->org, actor->person_id, unit_id);
  reviewer = yy_target_list_find (reviewers, reviewer_id);
  add_step (steps, list_one (snapshot->org, reviewers, reviewer_id));

  /* What comes after is walked as the request would be: a section head hands to a leader, a major matter or a
   * take-out goes on to a chief. */
  seal = yy_org_get_seal (snapshot->org, seal_id);
  yy_form_set_text (&request->applicant_id, actor->person_id);
  yy_form_set_text (&request->form->unit_id, unit_id);
  request->form->major = major ? YY_ANSWER_YES : YY_ANSWER_NO;
  request->form->kind = kind;
  request->seal_kind = seal != NULL ? seal->kind : YY_SEAL_ADMIN;
  request->step = reviewer != NULL ? reviewer->step : YY_STEP_REVIEWER;
  if (request->step == YY_STEP_REVIEWER &&
      (to_chief || seal == NULL || (snapshot->policy.section_may_approve & (1u << seal->kind)) == 0))
    {
      add_step (steps, yy_route_list_next (request, snapshot->org, reviewer_id));
      request->step = YY_STEP_LEADER;
    }
  if (request->step == YY_STEP_LEADER && to_chief)
    {
      GPtrArray *chiefs = yy_target_list_new ();

      next = yy_route_list_next (request, snapshot->org, reviewer_id);
      for (guint i = 0; i < next->len; i++)
        {
          const YyTarget *target = g_ptr_array_index (next, i);

          if (target->step == YY_STEP_CHIEF)
            g_ptr_array_add (chiefs, yy_target_new (target->person_id, target->name, target->unit,
                                                    target->posts, target->step, TRUE));
        }
      add_step (steps, chiefs);
    }
  add_step (steps, yy_route_list_keepers (snapshot->org, actor->person_id, seal_id));

  return steps;
}
