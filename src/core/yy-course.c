#include "yy-course.h"

#include "yy-clock.h"
#include "yy-working.h"

const char *
yy_course_get_person (const YyHistory *line)
{
  return *line->for_id != '\0' ? line->for_id : line->actor_id;
}

/* What stood before the last decision. */
typedef struct
{
  GPtrArray *agreed;
  GPtrArray *signers;
} Undo;

static void
clear_undo (Undo *undo)
{
  g_clear_pointer (&undo->agreed, g_ptr_array_unref);
  g_clear_pointer (&undo->signers, g_ptr_array_unref);
}

static gpointer
copy_signer (gconstpointer signer, gpointer user_data)
{
  return g_memdup2 (signer, sizeof (YySigner));
}

static void
save_undo (const YyCourse *self, Undo *undo)
{
  clear_undo (undo);
  undo->agreed = g_ptr_array_copy (self->agreed, NULL, NULL);
  undo->signers = g_ptr_array_copy (self->signers, copy_signer, NULL);
  g_ptr_array_set_free_func (undo->signers, g_free);
}

static void
take_back (YyCourse *self, Undo *undo)
{
  if (undo->agreed == NULL)
    return;

  g_ptr_array_unref (self->agreed);
  g_ptr_array_unref (self->signers);
  self->agreed = g_steal_pointer (&undo->agreed);
  self->signers = g_steal_pointer (&undo->signers);
}

/* He is asked again, so that what he and those behind him said counts no longer. */
static void
go_back_to (YyCourse *self, const char *person_id)
{
  gint64 event = G_MAXINT64;

  for (guint i = self->agreed->len; i > 0; i--)
    {
      const YyHistory *line = g_ptr_array_index (self->agreed, i - 1);

      if (!g_str_equal (yy_course_get_person (line), person_id))
        continue;
      event = line->event;
      g_ptr_array_set_size (self->agreed, (int) (i - 1));
      break;
    }
  for (guint i = self->signers->len; i > 0; i--)
    {
      if (((const YySigner *) g_ptr_array_index (self->signers, i - 1))->event > event)
        g_ptr_array_remove_index (self->signers, i - 1);
    }
}

static void
read_decision (YyCourse *self, const YyHistory *line, Undo *undo)
{
  if (line->action == YY_ACTION_TAKE_BACK)
    take_back (self, undo);
  if (line->action != YY_ACTION_FORWARD && line->action != YY_ACTION_APPROVE &&
      line->action != YY_ACTION_RETURN && line->action != YY_ACTION_TRANSFER)
    return;

  save_undo (self, undo);
  if (line->action == YY_ACTION_FORWARD || line->action == YY_ACTION_APPROVE)
    g_ptr_array_add (self->agreed, (gpointer) line);
  else if (line->action == YY_ACTION_RETURN && line->to == YY_STATE_REVIEWING)
    go_back_to (self, line->next_id);
}

static void
read_signature (YyCourse *self, const YyHistory *line)
{
  if (line->action == YY_ACTION_ADD_SIGNER)
    {
      YySigner *signer = g_new0 (YySigner, 1);

      signer->adder_id = yy_course_get_person (line);
      signer->person_id = line->next_id;
      signer->event = line->event;
      signer->choice = line->choice;
      g_ptr_array_add (self->signers, signer);
      return;
    }
  if (line->action != YY_ACTION_SIGN && line->action != YY_ACTION_OBJECT)
    return;

  /* Who objected may be asked again; then his signature counts, wherever it was wanted. */
  for (guint i = 0; i < self->signers->len; i++)
    {
      YySigner *signer = g_ptr_array_index (self->signers, i);

      if (g_str_equal (signer->person_id, yy_course_get_person (line)))
        signer->signing = line->action == YY_ACTION_SIGN ? YY_SIGNING_SIGNED : YY_SIGNING_OBJECTED;
    }
}

static void
read_question (YyCourse *self, const YyHistory *line)
{
  if (line->action == YY_ACTION_ASK)
    {
      g_ptr_array_add (self->questions, (gpointer) line);
      return;
    }
  for (guint i = 0; line->action == YY_ACTION_ANSWER && i < self->questions->len; i++)
    {
      if (((const YyHistory *) g_ptr_array_index (self->questions, i))->event != line->question)
        continue;
      g_ptr_array_remove_index (self->questions, i);
      return;
    }
}

static void
begin_way (YyCourse *self, const YyHistory *line, Undo *undo)
{
  self->returned = NULL;
  clear_undo (undo);
  if (line->choice == YY_CHOICE_KEPT)
    return;

  g_ptr_array_set_size (self->agreed, 0);
  g_ptr_array_set_size (self->questions, 0);
  g_ptr_array_set_size (self->signers, 0);
}

/* The next one has looked at it. The applicant is that only where it is with him: also when he keeps the
 * seal. */
static void
read_look (YyCourse *self, const YyHistory *line, const char *applicant_id)
{
  if ((line->action == YY_ACTION_OPEN || line->action == YY_ACTION_ASK ||
       line->action == YY_ACTION_ADD_SIGNER) &&
      self->seen == NULL && self->last != NULL && !g_str_equal (line->actor_id, self->last->actor_id) &&
      (line->from == YY_STATE_RETURNED || !g_str_equal (line->actor_id, applicant_id)))
    self->seen = line;
}

static void
read_line (YyCourse *self, const YyHistory *line, const char *applicant_id, Undo *undo)
{
  read_question (self, line);
  read_signature (self, line);
  if (yy_action_is_talk (line->action))
    {
      read_look (self, line, applicant_id);
      return;
    }

  self->before = self->last;
  self->last = line;
  self->seen = NULL;
  if (line->action == YY_ACTION_SUBMIT)
    begin_way (self, line, undo);
  else if (line->action != YY_ACTION_SAVE)
    self->returned = line->to == YY_STATE_RETURNED ? line : NULL;
  read_decision (self, line, undo);
}

void
yy_course_init (YyCourse *self, const YyRequest *request)
{
  Undo undo = { 0 };

  *self = (YyCourse) {
    .agreed = g_ptr_array_new (),
    .questions = g_ptr_array_new (),
    .signers = g_ptr_array_new_with_free_func (g_free),
  };
  for (guint i = 0; i < request->history->len; i++)
    read_line (self, g_ptr_array_index (request->history, i), request->applicant_id, &undo);
  clear_undo (&undo);
}

void
yy_course_clear (YyCourse *self)
{
  g_clear_pointer (&self->agreed, g_ptr_array_unref);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->signers, g_ptr_array_unref);
}

const YyHistory *
yy_course_find_question (const YyCourse *self, const char *person_id)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (self->questions, i);

      if (g_str_equal (line->next_id, person_id))
        return line;
    }

  return NULL;
}

gboolean
yy_course_awaits_signature (const YyCourse *self, const char *person_id)
{
  for (guint i = 0; i < self->signers->len; i++)
    {
      const YySigner *signer = g_ptr_array_index (self->signers, i);

      if (signer->signing == YY_SIGNING_AWAITED && g_str_equal (signer->person_id, person_id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_any (YyChoice choice)
{
  return choice == YY_CHOICE_ANY_BEFORE || choice == YY_CHOICE_ANY_AFTER;
}

static gboolean
is_after (YyChoice choice)
{
  return choice == YY_CHOICE_ALL_AFTER || choice == YY_CHOICE_ANY_AFTER;
}

/* One of those who were added beside @one has signed. */
static gboolean
has_group_signed (const YyCourse *self, const YySigner *one)
{
  for (guint i = 0; i < self->signers->len; i++)
    {
      const YySigner *signer = g_ptr_array_index (self->signers, i);

      if (signer->choice == one->choice && g_str_equal (signer->adder_id, one->adder_id) &&
          signer->signing == YY_SIGNING_SIGNED)
        return TRUE;
    }

  return FALSE;
}

const YySigner *
yy_course_find_missing (const YyCourse *self, const YyRequest *request, const char *person_id)
{
  for (guint i = 0; i < self->signers->len; i++)
    {
      const YySigner *signer = g_ptr_array_index (self->signers, i);
      gboolean own = request->state == YY_STATE_REVIEWING && g_str_equal (signer->adder_id, person_id) &&
                     g_str_equal (request->assignee_id, person_id);

      if (signer->signing == YY_SIGNING_SIGNED || (own && is_after (signer->choice)) ||
          (is_any (signer->choice) && has_group_signed (self, signer)))
        continue;
      return signer;
    }

  return NULL;
}

static guint32
get_day_number (gint64 usec)
{
  GDate day;

  yy_clock_get_day (usec, &day);
  return g_date_get_julian (&day);
}

/* The first working minute of the day after. */
static gint64
find_next_day (gint64 usec)
{
  gint64 zone = 8 * G_TIME_SPAN_HOUR;
  gint64 midnight = ((usec + zone) / G_TIME_SPAN_DAY + 1) * G_TIME_SPAN_DAY - zone;

  return yy_working_add (midnight, 1) - G_TIME_SPAN_MINUTE;
}

gint64
yy_course_find_urge_time (
    const YyCourse *self, const YyRequest *request, int hours, int per_day, gint64 now_usec)
{
  gint64 again_usec = 0;
  int today = 0;

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->action != YY_ACTION_URGE)
        continue;
      today += get_day_number (line->at_usec) == get_day_number (now_usec);
      /* Who has it since has not been urged yet. */
      if (self->last == NULL || line->event > self->last->event)
        again_usec = yy_working_add (line->at_usec, hours * 60);
    }
  if (today >= per_day)
    again_usec = MAX (again_usec, find_next_day (now_usec));

  return again_usec > now_usec ? again_usec : 0;
}
