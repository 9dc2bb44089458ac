#include "yy-engine-talk.h"

#include <string.h>

#include "yy-course.h"
#include "yy-request-store.h"
#include "yy-route.h"
#include "yy-talk-store.h"

static void
add_waiting (GPtrArray *waiting, const char *person_id, const char *task)
{
  YyWaiting *one = g_new0 (YyWaiting, 1);

  one->person_id = person_id;
  one->task = task;
  g_ptr_array_add (waiting, one);
}

GPtrArray *
yy_engine_list_waiting (const YyRequest *request)
{
  GPtrArray *waiting = g_ptr_array_new_with_free_func (g_free);
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  /* Where nobody can answer or sign, nobody is waited for. */
  for (guint i = 0; i < course.questions->len &&
                    yy_route_find (request->state, request->step, YY_ROLE_ASKED, YY_ACTION_ANSWER) != NULL;
       i++)
    add_waiting (waiting, ((const YyHistory *) g_ptr_array_index (course.questions, i))->next_id, "answer");
  for (guint i = 0; i < course.signers->len &&
                    yy_route_find (request->state, request->step, YY_ROLE_SIGNER, YY_ACTION_SIGN) != NULL;
       i++)
    {
      const YySigner *signer = g_ptr_array_index (course.signers, i);

      if (signer->signing == YY_SIGNING_AWAITED)
        add_waiting (waiting, signer->person_id, "sign");
    }

  return waiting;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
yy_engine_list_copied (const YyRequest *request)
{
  GPtrArray *copied = g_ptr_array_new ();
  const char *returner = "";

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);
      const char *person_id = "";

      if (line->action == YY_ACTION_RETURN)
        returner = yy_course_get_person (line);
      if (line->action == YY_ACTION_COPY)
        person_id = line->next_id;
      /* Who wanted it back is told that it goes all the way again. */
      else if (line->action == YY_ACTION_SUBMIT && line->choice == YY_CHOICE_ANEW)
        person_id = returner;
      if (*person_id != '\0' && !g_ptr_array_find_with_equal_func (copied, person_id, g_str_equal, NULL))
        g_ptr_array_add (copied, (gpointer) person_id);
    }
  g_ptr_array_sort (copied, compare_texts);

  return copied;
}

gboolean
yy_engine_put_waiting (YyDb *db, const YyRequest *request, GError **error)
{
  g_autoptr (GPtrArray) waiting = NULL;
  gboolean asked = FALSE;

  for (guint i = 0; i < request->history->len && !asked; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      asked = line->action == YY_ACTION_ASK || line->action == YY_ACTION_ADD_SIGNER;
    }
  if (!asked)
    return TRUE;

  waiting = yy_engine_list_waiting (request);
  return yy_talk_store_put_waiting (db, request->id, waiting, error);
}

/* The question that is answered, by whom it was asked: the route has found that there is one. */
static void
fill_answer (YyHistory *line, const YyRequest *request, const char *person_id, gint64 wanted)
{
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  for (guint i = 0; i < course.questions->len; i++)
    {
      const YyHistory *question = g_ptr_array_index (course.questions, i);

      if (!g_str_equal (question->next_id, person_id) || (wanted != 0 && wanted != question->event))
        continue;
      line->question = question->event;
      yy_form_set_text (&line->next_id, question->actor_id);
      return;
    }
}

gboolean
yy_engine_talk (YyEngine *self,
                YyDb *db,
                const YyActor *actor,
                const YyCommand *command,
                const YyRequest *request,
                const YyTarget *target,
                YyStep capacity,
                GError **error)
{
  g_autoptr (YyHistory) line = yy_history_new ();
  gint64 now_usec = yy_engine_now (self);

  if (target != NULL)
    yy_form_set_text (&line->next_id, target->person_id);
  if (command->action == YY_ACTION_ANSWER)
    fill_answer (line, request, actor->person_id, command->question);
  if (command->action == YY_ACTION_URGE)
    yy_form_set_text (&line->next_id, request->assignee_id);
  line->choice = command->choice;
  for (guint i = 0; command->marks != NULL && i < command->marks->len; i++)
    g_ptr_array_add (line->marks, yy_mark_copy (g_ptr_array_index (command->marks, i)));

  if (command->action == YY_ACTION_COPY &&
      !yy_talk_store_add_copy (db, target->person_id, request->id, now_usec, error))
    return FALSE;
  if (command->action == YY_ACTION_URGE && !yy_talk_store_set_urged (db, request->id, now_usec, error))
    return FALSE;

  if (yy_action_is_handling (command->action) &&
      !yy_request_store_add_done (db, actor->person_id, request->id, now_usec, error))
    return FALSE;

  return yy_engine_record_line (self, db, actor, request, request->state, capacity, command->action,
                                command->reason, NULL, line, error);
}
