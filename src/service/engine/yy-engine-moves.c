#include "yy-engine-private.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-course.h"
#include "yy-engine-talk.h"
#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-request-store.h"
#include "yy-route.h"
#include "yy-rule-set.h"
#include "yy-rule-store.h"
#include "yy-submission.h"
#include "yy-talk-store.h"

/* One move under way. Borrows all but @target. */
typedef struct
{
  YyEngine *engine;
  YyDb *db;
  YySnapshot *snapshot;
  const YyActor *actor;
  const YyCommand *command;
  YyRequest *request;
  const YyMove *move;
  YyTarget *target;
  YyState before;
  YyStep capacity;
  YyPolicy policy;
  YyChoice choice;  /* as it is told in the history */
  const char *told; /* who is told of it besides, or NULL */
} Moving;

static void
assign (YyRequest *request, const char *person_id, YyStep step)
{
  yy_form_set_text (&request->assignee_id, person_id);
  request->step = step;
}

static gboolean
check_content (Moving *m, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  GDate today;

  yy_clock_get_day (m->policy.now_usec, &today);
  yy_form_check_submit (m->request->form, m->request->pages, m->snapshot->org, m->actor->person_id,
                        &m->policy, &today, issues);
  if (!yy_engine_check_booking (m->db, m->request->form, m->request->id, issues, error))
    return FALSE;
  if (issues->len > 0)
    {
      yy_error_set_issues (error, YY_ERROR_INVALID, issues);
      return FALSE;
    }

  return TRUE;
}

/* To whom a submitted request goes first (R16, R20, R21, A01). */
static gboolean
assign_first (Moving *m, GError **error)
{
  const YyForm *form = m->request->form;
  g_autoptr (GPtrArray) reviewers = NULL;
  const YyTarget *reviewer;
  const YyPerson *leader;

  if (*form->reviewer_id != '\0')
    {
      reviewers = yy_route_list_reviewers (m->snapshot->org, m->actor->person_id, form->unit_id);
      reviewer = yy_target_list_find (reviewers, form->reviewer_id);
      /* The form was checked in this transaction: he is among them. */
      g_return_val_if_fail (reviewer != NULL, FALSE);
      assign (m->request, reviewer->person_id, reviewer->step);
      return TRUE;
    }

  leader = yy_route_find_first_leader (m->snapshot->org, m->actor->person_id, form->unit_id);
  if (leader == NULL)
    {
      yy_error_set_one (error, YY_ERROR_RULE, YY_ISSUE_NO_APPROVER, "/form/reviewer_id", "A01", 0, NULL);
      return FALSE;
    }
  assign (m->request, leader->id, YY_STEP_LEADER);
  return TRUE;
}

/* R09: whoever calls the engine has every page looked at first. What could not be is not let through. */
static gboolean
check_seen_pages (Moving *m, GError **error)
{
  for (guint i = 0; i < m->request->pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (m->request->pages, i);

      if (page->blank.verdict != YY_BLANK_VERDICT_UNKNOWN)
        continue;
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE,
                           g_dgettext (YY_GETTEXT_DOMAIN, "Whether the pages are filled in cannot be checked "
                                                          "just now. Try again in a moment."));
      yy_error_set_retry_after (error, 3);
      return FALSE;
    }

  return TRUE;
}

/* F27: who returned it wants it back himself. What was agreed to before him stands only when not a letter was
 * changed (F22); else the way begins anew, and he is told. FALSE: it goes the ordinary
 * way. */
static gboolean
assign_returner (Moving *m)
{
  YyRequest *request = m->request;
  g_auto (YyCourse) course = { 0 };
  const YyPerson *returner;

  yy_course_init (&course, request);
  if (course.returned == NULL || course.returned->choice != YY_CHOICE_DIRECT)
    return FALSE;

  returner = yy_org_get_person (m->snapshot->org, yy_course_get_person (course.returned));
  if (returner == NULL || !returner->active)
    return FALSE;
  if (!g_str_equal (course.returned->digest, request->digest))
    {
      m->choice = YY_CHOICE_ANEW;
      m->told = returner->id;
      return FALSE;
    }

  m->choice = YY_CHOICE_KEPT;
  assign (request, returner->id, course.returned->capacity);
  return TRUE;
}

/* What approvers made of the declarations goes with the content that they saw. Only that it is a major matter
 * stays until a chief takes it back (A07): the applicant cannot get rid of it by sending it again. */
static gboolean
keep_classification (Moving *m, gboolean same, GError **error)
{
  YyRequest *request = m->request;

  if (same && request->classified_contract == YY_ANSWER_YES)
    {
      yy_error_set_one (error, YY_ERROR_RULE, YY_ISSUE_CONTRACT, "/action", "R10", 0, NULL);
      return FALSE;
    }
  if (!same)
    {
      request->classified_contract = YY_ANSWER_UNSET;
      if (request->classified_major != YY_ANSWER_YES)
        request->classified_major = YY_ANSWER_UNSET;
    }

  return TRUE;
}

/* Nothing was changed since it was submitted last. */
static gboolean
is_same_content (const YyRequest *request)
{
  const YyHistory *last = NULL;

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->action == YY_ACTION_SUBMIT)
        last = line;
    }

  return last != NULL && g_str_equal (last->digest, request->digest);
}

static gboolean
submit (Moving *m, GError **error)
{
  YyRequest *request = m->request;
  g_autofree char *content = NULL;
  GDate today;

  if (!check_seen_pages (m, error) || !check_content (m, error) ||
      !keep_classification (m, is_same_content (request), error) ||
      (!assign_returner (m) && !assign_first (m, error)))
    return FALSE;

  request->round++;
  request->submitted_usec = request->changed_usec;
  /* What an earlier round was given is void (F22). */
  yy_form_set_text (&request->approver_id, NULL);
  yy_form_set_text (&request->accepter_id, NULL);
  request->rules_version = yy_snapshot_get_rules_version (m->snapshot);
  if (!yy_rule_store_put_request (m->db, request, error))
    return FALSE;
  if (*request->number == '\0')
    {
      g_autofree char *number = NULL;

      yy_clock_get_day (request->changed_usec, &today);
      number = yy_request_store_next_number (m->db, g_date_get_year (&today), error);
      if (number == NULL)
        return FALSE;
      yy_form_set_text (&request->number, number);
    }

  content = yy_submission_write (request->form, request->pages);
  return yy_request_store_add_submission (m->db, request->id, request->round, request->digest, content,
                                          error);
}

/* What the rules want to be told with a stamping (A12, F45). */
static void
check_rules (Moving *m, GPtrArray *stamped_pages, GPtrArray *issues)
{
  YyRuleCase c;
  GDate today;

  yy_route_init_case (&c, m->request, m->snapshot->org, &m->policy, m->actor->person_id, m->command->action,
                      &today);
  c.stamped_pages = stamped_pages;
  c.note = m->command->reason != NULL ? m->command->reason : "";
  yy_rule_set_evaluate (m->policy.rules, &c, 1u << YY_EFFECT_FIELD, issues);
}

static gboolean
check_stamp (Moving *m, GPtrArray **ret_pages, GError **error)
{
  const YyCommand *command = m->command;
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) none = yy_page_list_new ();
  g_autoptr (GPtrArray) pages = NULL;
  GPtrArray *refs = command->stamped_pages != NULL ? command->stamped_pages : none;

  if (command->copies < 1)
    yy_issue_list_add (issues, YY_ISSUE_TOO_SMALL, "/copies", "A24", 1, NULL);
  else if (command->copies > m->request->form->copies)
    yy_issue_list_add (issues, YY_ISSUE_TOO_MANY_COPIES, "/copies", "A24", m->request->form->copies, NULL);
  if (refs->len > YY_FORM_PAGES_MAX)
    yy_issue_list_add (issues, YY_ISSUE_TOO_MANY, "/stamped_pages", "R37", YY_FORM_PAGES_MAX, NULL);
  /* The photo of a stamped page is a new photo, never one of the request's own pages. */
  pages = yy_engine_resolve_pages (m->db, m->actor, NULL, refs, "/stamped_pages", issues, error);
  if (pages == NULL)
    return FALSE;
  check_rules (m, pages, issues);
  if (issues->len > 0)
    {
      yy_error_set_issues (error, YY_ERROR_INVALID, issues);
      return FALSE;
    }

  *ret_pages = g_steal_pointer (&pages);
  return TRUE;
}

/* SHA-256 over the digests of the photos in their order (docs/ledger.md); FALSE when there are none. */
static gboolean
hash_pages (GPtrArray *pages, guint8 ret_hash[32])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 32;

  for (guint i = 0; i < pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (pages, i);
      guint8 bytes[32];

      for (guint b = 0; b < 32; b++)
        bytes[b] = (guint8) (g_ascii_xdigit_value (page->sha256[2 * b]) << 4 |
                             g_ascii_xdigit_value (page->sha256[2 * b + 1]));
      g_checksum_update (sum, bytes, sizeof bytes);
    }
  g_checksum_get_digest (sum, ret_hash, &length);

  return pages->len > 0;
}

static gboolean
stamp (Moving *m, guint8 ret_payload[32], gboolean *ret_has_payload, GError **error)
{
  g_autoptr (GPtrArray) pages = NULL;

  if (!check_stamp (m, &pages, error))
    return FALSE;

  m->request->stamped_copies = m->command->copies;
  yy_form_set_text (&m->request->stamper_id, m->actor->person_id);
  *ret_has_payload = hash_pages (pages, ret_payload);
  return yy_request_store_put_pages (m->db, m->request->id, TRUE, pages, error);
}

/* It goes back to where the decision found it (F28). */
static gboolean
take_back (Moving *m, GError **error)
{
  YyRequest *request = m->request;
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  /* The route lets nobody come here without a decision of his, and where it found the request. */
  if (course.before == NULL || *course.before->next_id == '\0')
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INTERNAL, "There is no decision to be taken back.");
      return FALSE;
    }

  assign (request, course.before->next_id, course.before->to_step);
  yy_form_set_text (&request->approver_id, NULL);
  return TRUE;
}

/* A07, A08. */
static gboolean
classify (Moving *m, GError **error)
{
  YyRequest *request = m->request;

  switch (m->command->choice)
    {
    case YY_CHOICE_MAJOR_YES:
      request->classified_major = YY_ANSWER_YES;
      break;
    case YY_CHOICE_MAJOR_NO:
      request->classified_major = YY_ANSWER_NO;
      break;
    case YY_CHOICE_CONTRACT_YES:
      request->classified_contract = YY_ANSWER_YES;
      break;
    case YY_CHOICE_CONTRACT_NO:
      request->classified_contract = YY_ANSWER_NO;
      break;
    default:
      g_return_val_if_reached (FALSE);
    }

  return yy_rule_store_put_request (m->db, request, error);
}

static gboolean
apply (Moving *m, guint8 payload[32], gboolean *ret_has_payload, GError **error)
{
  YyRequest *request = m->request;

  request->revision++;
  request->changed_usec = MAX (yy_engine_now (m->engine), request->changed_usec);
  request->state = yy_route_get_state_after (m->move, m->target);
  if (request->state != YY_STATE_REVIEWING)
    assign (request, NULL, YY_STEP_NONE);
  m->choice = m->command->choice;
  *ret_has_payload = FALSE;

  switch (m->command->action)
    {
    case YY_ACTION_SUBMIT:
      return submit (m, error);
    case YY_ACTION_FORWARD:
    case YY_ACTION_TRANSFER:
      assign (request, m->target->person_id, m->target->step);
      return TRUE;
    case YY_ACTION_TAKE_BACK:
      return take_back (m, error);
    case YY_ACTION_CLASSIFY:
      return classify (m, error);
    case YY_ACTION_APPROVE:
      yy_form_set_text (&request->approver_id, m->actor->person_id);
      return TRUE;
    case YY_ACTION_ACCEPT:
    case YY_ACTION_CHECK_OUT:
      yy_form_set_text (&request->accepter_id, m->actor->person_id);
      return TRUE;
    case YY_ACTION_DECLINE:
      yy_form_set_text (&request->approver_id, NULL);
      yy_form_set_text (&request->accepter_id, NULL);
      return TRUE;
    case YY_ACTION_STAMP:
      return stamp (m, payload, ret_has_payload, error);
    case YY_ACTION_RETURN:
      if (m->target != NULL)
        assign (request, m->target->person_id, m->target->step);
      return TRUE;
    case YY_ACTION_CHECK_IN:
      /* Back without ever having left: it may be handed out anew. */
      if (request->state == YY_STATE_APPROVED)
        yy_form_set_text (&request->accepter_id, NULL);
      return TRUE;
    case YY_ACTION_CARRY:
    case YY_ACTION_WITHDRAW:
    case YY_ACTION_REFUSE:
    case YY_ACTION_VOID:
    case YY_ACTION_SIGN:
    case YY_ACTION_OBJECT:
      return TRUE;
    case YY_ACTION_SAVE:
    case YY_ACTION_DISCARD:
    case YY_ACTION_OPEN:
    case YY_ACTION_LAST:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
record_move (Moving *m, const guint8 *payload, GError **error)
{
  g_autoptr (YyHistory) line = yy_history_new ();

  line->choice = m->choice;
  return yy_engine_record_line (m->engine, m->db, m->actor, m->request, m->before, m->capacity,
                                m->command->action, m->command->reason, payload, line, error);
}

static gboolean
write_move (Moving *m, GError **error)
{
  guint8 payload[32];
  gboolean has_payload;
  gboolean counts = yy_action_is_handling (m->command->action);

  return apply (m, payload, &has_payload, error) &&
         yy_engine_check_rebooked (m->db, m->request, m->before, error) &&
         yy_request_store_update (m->db, m->request, m->command->seen, error) &&
         (!counts || yy_request_store_add_done (m->db, m->actor->person_id, m->request->id,
                                                m->request->changed_usec, error)) &&
         (m->told == NULL ||
          yy_talk_store_add_copy (m->db, m->told, m->request->id, m->request->changed_usec, error)) &&
         record_move (m, has_payload ? payload : NULL, error) &&
         yy_engine_follow_custody (m->db, m->snapshot->org, m->request, m->before, m->actor->person_id,
                                   error);
}

/* Looking at it is on record once a revision, and moves nothing. */
static gboolean
note_opened (Moving *m, GError **error)
{
  gboolean opened;

  if (!yy_event_store_has_opened (m->db, m->request->id, m->actor->person_id, m->request->revision, &opened,
                                  error))
    return FALSE;

  return opened || yy_engine_record (m->engine, m->db, m->actor, m->request, m->before, m->capacity,
                                     YY_ACTION_OPEN, NULL, NULL, error);
}

/* A draft nobody else ever saw is removed; that it was there stays on record. */
static gboolean
discard (Moving *m, GError **error)
{
  m->request->revision++;
  m->request->state = YY_STATE_WITHDRAWN;

  return yy_request_store_delete (m->db, m->request->id, error) &&
         yy_engine_record (m->engine, m->db, m->actor, m->request, m->before, YY_STEP_NONE, YY_ACTION_DISCARD,
                           NULL, NULL, error);
}

static YyRequest *
load_afterwards (Moving *m, GError **error)
{
  g_autoptr (YyRequest) request = yy_request_store_load (m->db, m->snapshot->org, m->command->id, error);

  if (request == NULL || !yy_engine_put_waiting (m->db, request, error) ||
      !yy_engine_finish (m->engine, m->db, m->snapshot, m->actor, request, error))
    return NULL;

  return g_steal_pointer (&request);
}

static gboolean
check_route (Moving *m, const YyRequest *request, YyTarget **ret_target, GError **error)
{
  const YyCommand *command = m->command;

  const YyIntent intent = { command->action, command->next_id,  command->reason,
                            command->choice, command->question, command->marks };

  yy_engine_init_policy (m->engine, m->snapshot, request, &m->policy);
  return yy_route_check (request, m->snapshot->org, &m->policy, m->actor->person_id, &intent, &m->move,
                         ret_target, error);
}

YyRequest *
yy_engine_move_request (
    YyEngine *self, YyDb *db, const YyActor *actor, const YyCommand *command, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (YyTarget) target = NULL;
  Moving m = { .engine = self, .db = db, .snapshot = snapshot, .actor = actor, .command = command };
  gboolean opens = command->action == YY_ACTION_OPEN;

  if (snapshot == NULL)
    return NULL;
  request = yy_engine_load (db, snapshot, actor, command->id, error);
  if (request == NULL || (!opens && !yy_engine_check_seen (request, command->seen, command->digest, error)) ||
      !check_route (&m, request, &target, error))
    return NULL;

  m.request = request;
  m.target = target;
  m.before = request->state;
  m.capacity = m.move->role == YY_ROLE_ASSIGNEE ? request->step : YY_STEP_NONE;
  if (command->action == YY_ACTION_DISCARD)
    {
      discard (&m, error);
      return NULL;
    }
  if (command->action == YY_ACTION_SAVE)
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, "/action", NULL, 0, "save");
      return NULL;
    }
  if (!(opens ? note_opened (&m, error)
        : yy_action_is_talk (command->action)
            ? yy_engine_talk (self, db, actor, command, request, target, m.capacity, error)
            : write_move (&m, error)))
    return NULL;

  return load_afterwards (&m, error);
}
