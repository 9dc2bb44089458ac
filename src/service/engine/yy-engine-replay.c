#include "yy-engine-replay.h"

#include "yy-engine-private.h"
#include "yy-error.h"
#include "yy-picture-store.h"
#include "yy-request-store.h"
#include "yy-route.h"
#include "yy-rule-set.h"
#include "yy-rule-store.h"
#include "yy-submission.h"

typedef struct
{
  YyEngine *engine;
  YyDb *db;
  YySnapshot *snapshot;
  YyRuleSet *rules;
  gint64 since_usec;
  YyReplayCallback callback;
  gpointer user_data;
  guint n_steps;
} Replay;

/* A request as it was before one of its steps. The lists of history are borrowed. */
typedef struct
{
  Replay *replay;
  YyRequest *request;
  const YyHistory *line;
  YyRuleSet *then; /* the table that it was decided under */
} Moment;

static gboolean
is_decided_by_rules (YyAction action)
{
  switch (action)
    {
    case YY_ACTION_SUBMIT:
    case YY_ACTION_FORWARD:
    case YY_ACTION_APPROVE:
    case YY_ACTION_ACCEPT:
    case YY_ACTION_STAMP:
    case YY_ACTION_CHECK_OUT:
    case YY_ACTION_CARRY:
    case YY_ACTION_CHECK_IN:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What is known of the pictures now: what they show does not change. */
static gboolean
fill_pages (Replay *self, GPtrArray *pages, GError **error)
{
  for (guint i = 0; i < pages->len; i++)
    {
      YyPage *page = g_ptr_array_index (pages, i);
      g_autoptr (GError) cause = NULL;
      g_autoptr (YyPage) known = yy_picture_store_find (self->db, page->sha256, &cause);

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

/* Puts into @request what was submitted in that round. */
static gboolean
fill_content (Replay *self, YyRequest *request, int round, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *content = yy_request_store_dup_submission (self->db, request->id, round, &cause);
  g_autoptr (YyForm) form = NULL;
  g_autoptr (GPtrArray) pages = NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (content == NULL)
    return TRUE;
  if (!yy_submission_read (content, &form, &pages, error) || !fill_pages (self, pages, error))
    return FALSE;

  yy_form_free (request->form);
  request->form = g_steal_pointer (&form);
  g_ptr_array_unref (request->pages);
  request->pages = g_steal_pointer (&pages);
  return TRUE;
}

/* The request as it was before the step at @index of @history. */
static void
go_back (YyRequest *request, GPtrArray *history, guint index)
{
  const YyHistory *line = g_ptr_array_index (history, index);
  g_autoptr (GPtrArray) before = g_ptr_array_new ();

  yy_form_set_text (&request->approver_id, "");
  for (guint i = 0; i < index; i++)
    {
      const YyHistory *earlier = g_ptr_array_index (history, i);

      g_ptr_array_add (before, (gpointer) earlier);
      if (earlier->round == line->round && earlier->action == YY_ACTION_APPROVE)
        yy_form_set_text (&request->approver_id, earlier->actor_id);
    }
  g_ptr_array_unref (request->history);
  request->history = g_steal_pointer (&before);
  request->state = line->from;
  request->step = line->capacity;
  request->round = line->round;
  yy_form_set_text (&request->assignee_id, line->from == YY_STATE_REVIEWING ? line->actor_id : "");
}

/* What approvers had made of its declarations by then: another content is looked at anew, but a major matter
 * stays one. */
static void
fold_classification (YyRequest *request, GPtrArray *history, guint index)
{
  const char *digest = "";

  request->classified_contract = request->classified_major = YY_ANSWER_UNSET;
  for (guint i = 0; i < index; i++)
    {
      const YyHistory *line = g_ptr_array_index (history, i);

      if (line->action == YY_ACTION_SUBMIT && !g_str_equal (line->digest, digest))
        {
          request->classified_contract = YY_ANSWER_UNSET;
          if (request->classified_major != YY_ANSWER_YES)
            request->classified_major = YY_ANSWER_UNSET;
          digest = line->digest;
        }
      if (line->action != YY_ACTION_CLASSIFY)
        continue;
      if (line->choice == YY_CHOICE_MAJOR_YES || line->choice == YY_CHOICE_MAJOR_NO)
        request->classified_major = line->choice == YY_CHOICE_MAJOR_YES ? YY_ANSWER_YES : YY_ANSWER_NO;
      else
        request->classified_contract = line->choice == YY_CHOICE_CONTRACT_YES ? YY_ANSWER_YES : YY_ANSWER_NO;
    }
}

/* The first thing that @rules say of @action at that moment; %NULL when it is open. */
static YyIssue *
ask (const Moment *m, YyRuleSet *rules, YyAction action)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) none = yy_page_list_new ();
  char now[YY_CLOCK_MINUTE_SIZE];
  YyPolicy policy;
  YyRuleCase c;
  GDate today;

  policy = m->replay->snapshot->policy;
  policy.now_usec = m->line->at_usec;
  policy.rules = rules;
  yy_clock_format_minute (policy.now_usec, now);
  yy_route_init_case (&c, m->request, m->replay->snapshot->org, &policy, m->line->actor_id, action, &today);
  c.now = now;
  c.acting_for = m->line->for_id;
  c.note = m->line->reason;
  c.stamped_pages = action == YY_ACTION_STAMP ? m->request->stamped_pages : none;
  /* A submission is looked at as a form: nobody has decided anything. */
  if (action == YY_ACTION_SUBMIT)
    c.request = NULL;
  yy_rule_set_evaluate (rules, &c, YY_EFFECTS_CLOSING, issues);

  return issues->len > 0 ? g_ptr_array_steal_index (issues, 0) : NULL;
}

static void
compare (const Moment *m, YyAction action)
{
  g_autoptr (YyIssue) was = ask (m, m->then, action);
  g_autoptr (YyIssue) is = ask (m, m->replay->rules, action);
  gboolean done = action == m->line->action;
  YyReplayed replayed = { m->request, m->line, action, is == NULL, is != NULL ? is : was };

  /* What was done matters when it would be closed; what was not, when it would be open. */
  if (done ? was == NULL && is != NULL : was != NULL && is == NULL)
    m->replay->callback (&replayed, m->replay->user_data);
}

static gboolean
replay_step (Replay *self, const char *id, guint index, GError **error)
{
  g_autoptr (YyRequest) request = yy_request_store_load (self->db, self->snapshot->org, id, error);
  g_autoptr (GPtrArray) history = NULL;
  Moment m = { self, request, NULL, NULL };
  int version;

  if (request == NULL)
    return FALSE;
  history = g_ptr_array_ref (request->history);
  m.line = g_ptr_array_index (history, index);
  version = request->rules_version;
  if ((m.line->round != request->round &&
       !yy_rule_store_find_version (self->db, id, m.line->round, &version, error)) ||
      !fill_content (self, request, m.line->round, error))
    return FALSE;

  fold_classification (request, history, index);
  m.then = yy_snapshot_get_rules (self->snapshot, version);
  go_back (request, history, index);
  self->n_steps++;
  compare (&m, m.line->action);
  if (m.line->action == YY_ACTION_FORWARD)
    compare (&m, YY_ACTION_APPROVE);

  return TRUE;
}

static gboolean
replay_request (Replay *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) history = yy_event_store_list_history (self->db, id, error);

  if (history == NULL)
    return FALSE;
  for (guint i = 0; i < history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (history, i);

      if (line->at_usec >= self->since_usec && is_decided_by_rules (line->action) &&
          !replay_step (self, id, i, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_engine_replay_rules (YyEngine *self,
                        YyDb *db,
                        YyRuleSet *rules,
                        gint64 since_usec,
                        YyReplayCallback callback,
                        gpointer user_data,
                        guint *ret_n_steps,
                        GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) ids = NULL;
  Replay replay = { self, db, snapshot, rules, since_usec, callback, user_data, 0 };

  if (snapshot == NULL)
    return FALSE;
  ids = yy_request_store_list_ids_since (db, since_usec, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!replay_request (&replay, g_ptr_array_index (ids, i), error))
        return FALSE;
    }

  *ret_n_steps = replay.n_steps;
  return TRUE;
}
