#include "yy-demo-story.h"

#include <string.h>

#include "yy-db-tx.h"
#include "yy-demo-material.h"
#include "yy-engine-pictures.h"
#include "yy-error.h"
#include "yy-route.h"
#include "yy-uuid.h"

#define DAYS 90
#define ZONE (8 * G_TIME_SPAN_HOUR)

/* What becomes of a request in the end, if the three months are long enough for it. */
typedef enum
{
  END_DRAFT,
  END_RETURNED,
  END_REFUSED,
  END_WITHDRAWN,
  END_STAMPED,
} End;

/* One request and when something happens to it next. */
typedef struct
{
  char *id;
  guint material;
  char *applicant_id;
  End end;
  gint64 next_usec;
  gboolean was_returned;
  YyState state;
} Thread;

struct _YyDemoStory
{
  YyClock clock; /* must stay first: the clock's function finds the story by it */
  gint64 time_usec;
  gint64 now_usec;
  GPtrArray *materials;
  GRand *rand;
  /* while it is told */
  YyEngine *engine;
  YyDb *db;
  YyDemoPhotos *photos;
  YySnapshot *snapshot;
  GPtrArray *threads;
};

static gint64
get_time (const YyClock *clock)
{
  return ((const YyDemoStory *) clock)->time_usec;
}

static void
free_thread (gpointer data)
{
  Thread *thread = data;

  g_free (thread->id);
  g_free (thread->applicant_id);
  g_free (thread);
}

YyDemoStory *
yy_demo_story_new (GPtrArray *materials, guint32 seed, gint64 now_usec)
{
  YyDemoStory *self = g_new0 (YyDemoStory, 1);

  self->clock.now = get_time;
  self->materials = materials;
  self->rand = g_rand_new_with_seed (seed);
  self->now_usec = now_usec;
  self->time_usec = now_usec - (DAYS + 1) * G_TIME_SPAN_DAY;
  self->threads = g_ptr_array_new_with_free_func (free_thread);

  return self;
}

void
yy_demo_story_free (YyDemoStory *self)
{
  g_clear_pointer (&self->snapshot, yy_snapshot_unref);
  g_ptr_array_unref (self->threads);
  g_rand_free (self->rand);
  g_free (self);
}

const YyClock *
yy_demo_story_get_clock (YyDemoStory *self)
{
  return &self->clock;
}

/* The next moment, not before @usec, at which people are at their desks: Monday to Friday, 8:00 to 11:30 and
 * 14:00 to 17:30. */
static gint64
to_working_time (gint64 usec)
{
  gint64 local = usec + ZONE;
  gint64 day = local / G_TIME_SPAN_DAY;
  gint64 minute = local % G_TIME_SPAN_DAY / G_TIME_SPAN_MINUTE;
  gint64 second = local % G_TIME_SPAN_MINUTE;

  if (minute < 8 * 60)
    minute = 8 * 60 + minute % 40;
  else if (minute >= 11 * 60 + 30 && minute < 14 * 60)
    minute = 14 * 60 + minute % 30;
  else if (minute >= 17 * 60 + 30)
    {
      day++;
      minute = 8 * 60 + minute % 60;
    }
  /* 1970-01-01 was a Thursday. */
  while ((day + 3) % 7 >= 5)
    day++;

  return day * G_TIME_SPAN_DAY + minute * G_TIME_SPAN_MINUTE + second - ZONE;
}

static gint64
after_minutes (YyDemoStory *self, gint64 from_usec, int least, int most)
{
  return to_working_time (from_usec + g_rand_int_range (self->rand, least, most) * G_TIME_SPAN_MINUTE +
                          g_rand_int_range (self->rand, 0, 59) * G_TIME_SPAN_SECOND);
}

static End
choose_end (YyDemoStory *self)
{
  int dice = g_rand_int_range (self->rand, 0, 100);

  if (dice < 5)
    return END_DRAFT;
  if (dice < 10)
    return END_RETURNED;
  if (dice < 16)
    return END_REFUSED;
  if (dice < 20)
    return END_WITHDRAWN;

  return END_STAMPED;
}

/* Somebody of the unit that the material belongs to. */
static const YyPerson *
choose_applicant (YyDemoStory *self, const YyDemoMaterial *material)
{
  g_autoptr (GPtrArray) people = yy_org_list_people (self->snapshot->org);
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < people->len; i++)
    {
      YyPerson *person = g_ptr_array_index (people, i);

      /* Who owns the name seal has nobody who could approve its use for him (R11). */
      if (person->active && yy_org_belongs_to (self->snapshot->org, person->id, material->unit_id) &&
          !yy_org_holds_post (self->snapshot->org, person->id, YY_POST_DEPT_HEAD, NULL))
        g_ptr_array_add (fitting, person);
    }
  if (fitting->len == 0)
    return NULL;

  return g_ptr_array_index (fitting, g_rand_int_range (self->rand, 0, (int) fitting->len));
}

static YyForm *
write_form (YyDemoStory *self, const Thread *thread)
{
  const YyDemoMaterial *material = g_ptr_array_index (self->materials, thread->material);
  const YyPerson *applicant = yy_org_get_person (self->snapshot->org, thread->applicant_id);
  const YySeal *seal = yy_org_get_seal (self->snapshot->org, material->seal_id);
  g_autoptr (GPtrArray) reviewers = NULL;
  g_autoptr (GPtrArray) keepers = NULL;
  g_autofree char *day = NULL;
  YyForm *form = yy_form_new ();
  GDate date;

  yy_clock_get_day (self->time_usec + g_rand_int_range (self->rand, 4, 12) * G_TIME_SPAN_DAY, &date);
  day = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                         g_date_get_day (&date));
  reviewers = yy_route_list_reviewers (self->snapshot->org, applicant->id, material->unit_id);
  keepers = yy_route_list_keepers (self->snapshot->org, applicant->id, material->seal_id);
  yy_form_set_text (&form->unit_id, material->unit_id);
  yy_form_set_text (&form->office_phone, applicant->office_phone);
  yy_form_set_text (&form->mobile, applicant->mobile);
  yy_form_set_text (&form->material_name, material->name);
  yy_form_set_text (&form->use_date, day);
  yy_form_set_text (&form->seal_id, material->seal_id);
  yy_form_set_text (&form->reason, material->reason);
  if (seal != NULL && seal->kind == YY_SEAL_OTHER)
    yy_form_set_text (&form->seal_text, "收发文章");
  if (seal != NULL && seal->kind == YY_SEAL_NAME)
    yy_form_set_text (&form->unavoidable, "来文单位的表格指定由部门负责人签章，不能以公章代替。");
  if (reviewers->len > 0)
    yy_form_set_text (&form->reviewer_id, ((YyTarget *) g_ptr_array_index (reviewers, 0))->person_id);
  if (keepers->len > 0)
    yy_form_set_text (&form->keeper_id, ((YyTarget *) g_ptr_array_index (keepers, 0))->person_id);
  form->copies = material->copies;
  form->contract = YY_ANSWER_NO;
  form->major = material->major ? YY_ANSWER_YES : YY_ANSWER_NO;
  form->not_blank = YY_ANSWER_YES;

  return form;
}

static gboolean
begin (YyDemoStory *self, Thread *thread, GError **error)
{
  YyActor actor = { .person_id = thread->applicant_id };
  GPtrArray *pages = yy_demo_photos_get_pages (self->photos, thread->material);
  g_autoptr (YyForm) form = write_form (self, thread);
  g_autoptr (YyRequest) request = NULL;
  guint8 random[10];
  gboolean created;

  for (guint i = 0; i < sizeof random; i++)
    random[i] = (guint8) g_rand_int_range (self->rand, 0, 256);
  thread->id = yy_uuid_make (self->time_usec / 1000, random);
  for (guint i = 0; i < pages->len; i++)
    {
      if (!yy_engine_add_upload (self->engine, self->db, &actor, g_ptr_array_index (pages, i), error))
        return FALSE;
    }
  request =
      yy_engine_create_request (self->engine, self->db, &actor, thread->id, form, pages, &created, error);

  return request != NULL;
}

static gboolean
move (YyDemoStory *self,
      const YyRequest *request,
      const char *actor_id,
      YyAction action,
      const char *next_id,
      const char *reason,
      GPtrArray *stamped_pages,
      GError **error)
{
  YyActor actor = { .person_id = actor_id };
  YyCommand command = {
    .id = request->id, .action = action, .seen = request->revision, .digest = request->digest
  };
  g_autoptr (GError) cause = NULL;
  g_autoptr (YyRequest) moved = NULL;

  command.next_id = next_id;
  command.reason = reason;
  command.copies = request->form->copies;
  command.stamped_pages = stamped_pages;
  moved = yy_engine_move_request (self->engine, self->db, &actor, &command, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  return TRUE;
}

static const char *
choose_text (YyDemoStory *self, const char *const *texts, guint n_texts)
{
  return texts[g_rand_int_range (self->rand, 0, (int) n_texts)];
}

/* The approver whose turn it is looks, and decides as the end wants it. */
static gboolean
decide (YyDemoStory *self, Thread *thread, const YyRequest *request, GError **error)
{
  static const char *const wrong[] = { "份数与附件不一致，请核对后重新提交。",
                                       "照片不清晰，请重新拍摄第一页。",
                                       "用印事由过于简略，请写明报送单位。" };
  static const char *const no[] = { "该事项已由学校统一办理，无需部门用印。", "材料内容与本部门职责不符。",
                                    "请先完成科室内部审议再行申请。" };
  static const char *const agree[] = { "", "", "同意。", "情况属实，同意用印。", "" };
  const char *actor_id = request->assignee_id;
  const char *reason = choose_text (self, agree, G_N_ELEMENTS (agree));
  g_autoptr (GPtrArray) options = NULL;
  const YyOption *approve, *forward;

  if (!move (self, request, actor_id, YY_ACTION_OPEN, NULL, NULL, NULL, error))
    return FALSE;
  if (thread->end == END_REFUSED && request->step != YY_STEP_REVIEWER)
    return move (self, request, actor_id, YY_ACTION_REFUSE, NULL, choose_text (self, no, G_N_ELEMENTS (no)),
                 NULL, error);
  if ((thread->end == END_RETURNED || (g_rand_int_range (self->rand, 0, 12) == 0 && !thread->was_returned)) &&
      request->round == 1)
    {
      thread->was_returned = TRUE;
      return move (self, request, actor_id, YY_ACTION_RETURN, NULL,
                   choose_text (self, wrong, G_N_ELEMENTS (wrong)), NULL, error);
    }

  options = yy_route_list_options (request, self->snapshot->org, &self->snapshot->policy, actor_id);
  approve = yy_option_list_find (options, YY_ACTION_APPROVE);
  if (approve != NULL && approve->refusal == NULL)
    return move (self, request, actor_id, YY_ACTION_APPROVE, NULL, reason, NULL, error);
  forward = yy_option_list_find (options, YY_ACTION_FORWARD);
  if (forward != NULL && forward->targets->len > 0)
    return move (self, request, actor_id, YY_ACTION_FORWARD,
                 ((YyTarget *) g_ptr_array_index (forward->targets, 0))->person_id, reason, NULL, error);

  return move (self, request, actor_id, YY_ACTION_REFUSE, NULL, choose_text (self, no, G_N_ELEMENTS (no)),
               NULL, error);
}

/* The applicant mends what was returned: one field, and the pages stay. */
static gboolean
mend (YyDemoStory *self, Thread *thread, const YyRequest *request, GError **error)
{
  YyActor actor = { .person_id = thread->applicant_id };
  g_autoptr (YyForm) form = yy_form_copy (request->form);
  g_autoptr (YyForm) fresh = write_form (self, thread);
  g_autofree char *reason = g_strconcat (form->reason, "已按审核意见核对份数并补充说明。", NULL);
  g_autoptr (YyRequest) saved = NULL;

  form->copies = MIN (form->copies + 1, YY_FORM_COPIES_MAX);
  yy_form_set_text (&form->reason, reason);
  yy_form_set_text (&form->use_date, fresh->use_date);
  saved = yy_engine_save_request (self->engine, self->db, &actor, request->id, request->revision, form,
                                  request->pages, error);

  return saved != NULL && move (self, saved, thread->applicant_id, YY_ACTION_SUBMIT, NULL, NULL, NULL, error);
}

static gboolean
stamp (YyDemoStory *self, Thread *thread, const YyRequest *request, GError **error)
{
  YyActor actor = { .person_id = request->accepter_id };
  g_autoptr (GPtrArray) photos = g_ptr_array_new ();
  YyPage *photo = yy_demo_photos_get_stamped (self->photos, thread->material);

  if (!yy_engine_add_upload (self->engine, self->db, &actor, photo, error))
    return FALSE;
  g_ptr_array_add (photos, photo);

  return move (self, request, request->accepter_id, YY_ACTION_STAMP, NULL, NULL, photos, error);
}

/* Who takes it at the counter: whom the form names, or, where he approved it himself (WF04), another keeper;
 * "" when there is none. */
static const char *
find_accepter (YyDemoStory *self, const YyRequest *request)
{
  const YySeal *seal = yy_org_get_seal (self->snapshot->org, request->form->seal_id);

  if (!g_str_equal (request->form->keeper_id, request->approver_id))
    return request->form->keeper_id;
  for (guint i = 0; seal != NULL && seal->keeper_ids[i] != NULL; i++)
    {
      const char *keeper_id = seal->keeper_ids[i];

      if (!g_str_equal (keeper_id, request->approver_id) && !g_str_equal (keeper_id, request->applicant_id))
        return keeper_id;
    }

  return "";
}

/* The next thing that happens to a request, and when the one after that does; 0: nothing any more. */
static gboolean
go_on (YyDemoStory *self, Thread *thread, const YyRequest *request, GError **error)
{
  gint64 now = self->time_usec;
  const char *accepter_id;

  switch (request->state)
    {
    case YY_STATE_DRAFT:
      thread->next_usec = thread->end == END_DRAFT ? 0 : after_minutes (self, now, 20, 60 * 9);
      return thread->end == END_DRAFT ||
             move (self, request, thread->applicant_id, YY_ACTION_SUBMIT, NULL, NULL, NULL, error);
    case YY_STATE_REVIEWING:
      thread->next_usec = after_minutes (self, now, 15, 60 * 20);
      if (thread->end == END_WITHDRAWN && g_rand_boolean (self->rand))
        return move (self, request, thread->applicant_id, YY_ACTION_WITHDRAW, NULL, NULL, NULL, error);
      return decide (self, thread, request, error);
    case YY_STATE_RETURNED:
      thread->next_usec = thread->end == END_RETURNED ? 0 : after_minutes (self, now, 30, 60 * 10);
      return thread->end == END_RETURNED || mend (self, thread, request, error);
    case YY_STATE_APPROVED:
      /* Some leave the paper at the counter until the afternoon. */
      thread->next_usec = g_rand_int_range (self->rand, 0, 6) == 0 ? after_minutes (self, now, 240, 1200)
                                                                   : after_minutes (self, now, 2, 15);
      accepter_id = find_accepter (self, request);
      if (*accepter_id == '\0')
        {
          thread->next_usec = 0;
          return TRUE;
        }
      return move (self, request, accepter_id, YY_ACTION_ACCEPT, NULL, NULL, NULL, error);
    case YY_STATE_ACCEPTED:
      thread->next_usec = 0;
      return stamp (self, thread, request, error);
    case YY_STATE_REFUSED:
    case YY_STATE_WITHDRAWN:
    case YY_STATE_STAMPED:
    case YY_STATE_ARCHIVED:
    case YY_STATE_EXPIRED:
    case YY_STATE_VOID:
    case YY_STATE_OUT:
    case YY_STATE_OVERDUE:
    case YY_STATE_BACK:
    case YY_STATE_LAST:
    default:
      thread->next_usec = 0;
      return TRUE;
    }
}

static gboolean
step (YyDemoStory *self, Thread *thread, GError **error)
{
  YyActor actor = { .person_id = thread->applicant_id };
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (YyRequest) after = NULL;

  if (thread->id == NULL)
    {
      thread->next_usec = after_minutes (self, self->time_usec, 3, 40);
      return begin (self, thread, error);
    }

  request = yy_engine_get_request (self->engine, self->db, &actor, thread->id, error);
  if (request == NULL || !go_on (self, thread, request, error))
    return FALSE;
  after = yy_engine_get_request (self->engine, self->db, &actor, thread->id, error);
  if (after == NULL)
    return FALSE;

  thread->state = after->state;
  return TRUE;
}

/* More of them lately: the desks of today should be full. */
static gboolean
plan (YyDemoStory *self, guint n_requests, GError **error)
{
  for (guint i = 0; i < n_requests; i++)
    {
      Thread *thread = g_new0 (Thread, 1);
      double share = g_rand_double (self->rand);
      const YyPerson *applicant;

      g_ptr_array_add (self->threads, thread);
      thread->material = (guint) g_rand_int_range (self->rand, 0, (int) self->materials->len);
      applicant = choose_applicant (self, g_ptr_array_index (self->materials, thread->material));
      if (applicant == NULL)
        {
          g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID,
                               "A material belongs to a unit without people.");
          return FALSE;
        }
      thread->applicant_id = g_strdup (applicant->id);
      thread->end = choose_end (self);
      share = i % 4 == 0 ? 0.96 + share * 0.04 : share;
      thread->next_usec = to_working_time (self->now_usec - DAYS * G_TIME_SPAN_DAY +
                                           (gint64) (share * DAYS * (double) G_TIME_SPAN_DAY));
    }

  return TRUE;
}

static Thread *
find_next (YyDemoStory *self)
{
  Thread *next = NULL;

  for (guint i = 0; i < self->threads->len; i++)
    {
      Thread *thread = g_ptr_array_index (self->threads, i);

      if (thread->next_usec > 0 && thread->next_usec < self->now_usec &&
          (next == NULL || thread->next_usec < next->next_usec))
        next = thread;
    }

  return next;
}

gboolean
yy_demo_story_tell (YyDemoStory *self,
                    YyEngine *engine,
                    YyDb *db,
                    YyDemoPhotos *photos,
                    guint n_requests,
                    guint ret_by_state[YY_STATE_LAST],
                    GError **error)
{
  Thread *thread;

  self->engine = engine;
  self->db = db;
  self->photos = photos;
  self->snapshot = yy_engine_ref_snapshot (engine, db, error);
  if (self->snapshot == NULL || !plan (self, n_requests, error))
    return FALSE;

  while ((thread = find_next (self)) != NULL)
    {
      g_autoptr (YyDbTx) tx = yy_db_begin (db, error);

      self->time_usec = MAX (self->time_usec, thread->next_usec);
      if (tx == NULL || !step (self, thread, error) || !yy_db_tx_commit (tx, error))
        return FALSE;
    }

  memset (ret_by_state, 0, sizeof (guint) * YY_STATE_LAST);
  for (guint i = 0; i < self->threads->len; i++)
    {
      thread = g_ptr_array_index (self->threads, i);
      ret_by_state[thread->state] += thread->id != NULL;
    }
  return TRUE;
}
