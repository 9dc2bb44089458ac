/* Random departments, random requests, random walks by moves that the route allows: whatever the organisation
 * looks like, some things never happen. The invariants read only the history, as an auditor would. */

#include "yy-route.h"

#include "yy-course.h"
#include "yy-error.h"
#include "yy-form-check.h"
#include "yy-test-org.h"
#include "yy-test-request.h"
#include "yy-text.h"

#define ROUNDS 2000
#define STEPS 12
#define SEALS 4

/* One random world. */
typedef struct
{
  GRand *rand;
  YyOrg *org;
  YyPolicy policy;
  GDate today;
  char **ids; /* of people; the last one is on nothing */
  guint n_people;
  guint n_units;
  guint n_stamped;
  guint n_approved;
  guint n_moves;
  guint n_taken_back;
  guint n_for;
  guint n_back;
  guint n_signed;
  guint n_checks;
} World;

static gboolean
chance (World *w, double p)
{
  return g_rand_double (w->rand) < p;
}

static const char *
pick_person (World *w)
{
  return w->ids[g_rand_int_range (w->rand, 0, (gint32) w->n_people)];
}

static char *
dup_unit (World *w)
{
  return g_strdup_printf ("u%d", g_rand_int_range (w->rand, 0, (gint32) w->n_units));
}

static void
make_people (World *w)
{
  w->n_units = (guint) g_rand_int_range (w->rand, 1, 5);
  w->n_people = (guint) g_rand_int_range (w->rand, 3, 13);
  w->ids = g_new0 (char *, w->n_people + 1);
  for (guint i = 0; i < w->n_units; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);

      yy_org_take_unit (w->org, id, id, (int) i);
    }
  for (guint i = 0; i < w->n_people; i++)
    {
      g_autofree char *one = dup_unit (w);
      g_autofree char *two = dup_unit (w);
      g_autofree char *both = g_strconcat (one, " ", two, NULL);

      w->ids[i] = g_strdup_printf ("%04u", i);
      yy_test_org_add_person (w->org, w->ids[i], w->ids[i], chance (w, 0.3) ? both : one, chance (w, 0.95));
    }
}

static void
make_posts (World *w)
{
  for (guint i = 0; i < w->n_people; i++)
    {
      for (YyPost post = 0; post < YY_POST_LAST; post++)
        {
          g_autofree char *unit = dup_unit (w);

          if (!chance (w, post == YY_POST_DEPT_HEAD || post == YY_POST_CHIEF ? 0.15 : 0.25))
            continue;
          yy_org_add_post (w->org, w->ids[i], post, post == YY_POST_SECTION_HEAD ? unit : "");
          if (post == YY_POST_LEADER)
            yy_org_add_charge (w->org, w->ids[i], unit);
        }
    }
  for (YySealKind kind = 0; kind < SEALS; kind++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", (guint) kind);
      g_autofree char *keepers = g_strdup_printf ("%s %s", pick_person (w), pick_person (w));

      yy_test_org_add_seal (w->org, id, kind, keepers, 1, chance (w, 0.95));
    }
}

/* Who stands in for whom: also in circles, in rows, and for applicants, as no check would let them be made.
 */
static void
make_delegations (World *w)
{
  yy_org_set_today (w->org, YY_TEST_TODAY);
  for (guint i = 0; i < w->n_people; i++)
    {
      YyDelegation *one;
      const char *to_id = pick_person (w);

      if (!chance (w, 0.3) || g_str_equal (to_id, w->ids[i]))
        continue;
      one = yy_delegation_new ();
      yy_form_set_text (&one->from_id, w->ids[i]);
      yy_form_set_text (&one->to_id, to_id);
      yy_form_set_text (&one->begins, chance (w, 0.9) ? YY_TEST_TODAY : "2099-01-01");
      yy_form_set_text (&one->ends, "2099-01-31");
      one->scope = chance (w, 0.7) ? YY_SCOPE_ALL : YY_SCOPE_ORDINARY;
      yy_org_take_delegation (w->org, one);
    }
}

static void
make_world (World *w, guint round)
{
  w->rand = g_rand_new_with_seed (round);
  w->org = yy_org_new ();
  make_people (w);
  make_posts (w);
  make_delegations (w);
  yy_policy_init (&w->policy);
  w->policy.reviewer_required = chance (w, 0.7);
  w->policy.section_may_approve = chance (w, 0.5) ? g_rand_int (w->rand) & 0xf : 0;
  w->policy.all_chiefs = chance (w, 0.3);
  w->policy.major_declared = chance (w, 0.8);
  w->policy.approver_may_stamp = chance (w, 0.3);
}

static void
clear_world (World *w)
{
  g_clear_pointer (&w->rand, g_rand_free);
  g_clear_pointer (&w->org, yy_org_unref);
  g_clear_pointer (&w->ids, g_strfreev);
}

/* A form that often can be sent: reviewer and keeper mostly from the lists that the window offers. */
static void
fill_form (World *w, YyForm *form, const char *applicant_id)
{
  const YyPerson *applicant = yy_org_get_person (w->org, applicant_id);
  g_autofree char *seal_id = g_strdup_printf ("s%d", g_rand_int_range (w->rand, 0, SEALS));
  g_autoptr (GPtrArray) reviewers = NULL;
  g_autoptr (GPtrArray) keepers = NULL;

  yy_form_set_text (&form->unit_id, applicant->unit_ids[0]);
  yy_form_set_text (&form->seal_id, seal_id);
  yy_form_set_text (&form->seal_text, "食堂专用章");
  form->copies = g_rand_int_range (w->rand, 1, 10);
  form->contract = chance (w, 0.05) ? YY_ANSWER_YES : YY_ANSWER_NO;
  form->major = chance (w, 0.3) ? YY_ANSWER_YES : YY_ANSWER_NO;
  reviewers = yy_route_list_reviewers (w->org, applicant_id, form->unit_id);
  keepers = yy_route_list_keepers (w->org, applicant_id, form->seal_id);
  yy_form_set_text (&form->reviewer_id, pick_person (w));
  yy_form_set_text (&form->keeper_id, pick_person (w));
  if (reviewers->len > 0 && chance (w, 0.9))
    {
      const YyTarget *target =
          g_ptr_array_index (reviewers, g_rand_int_range (w->rand, 0, (gint32) reviewers->len));

      yy_form_set_text (&form->reviewer_id, target->person_id);
    }
  if (keepers->len > 0 && chance (w, 0.9))
    yy_form_set_text (&form->keeper_id, ((const YyTarget *) g_ptr_array_index (keepers, 0))->person_id);
  if (!w->policy.reviewer_required && chance (w, 0.5))
    yy_form_set_text (&form->reviewer_id, "");
}

/* What the service does with a submission: check the form, then hand it to the reviewer or the first leader.
 */
static gboolean
submit (World *w, YyRequest *request)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  const YyForm *form = request->form;

  yy_form_check_submit (form, request->pages, w->org, request->applicant_id, &w->policy, &w->today, issues);
  if (issues->len > 0)
    return FALSE;

  if (*form->reviewer_id == '\0')
    {
      const YyPerson *leader = yy_route_find_first_leader (w->org, request->applicant_id, form->unit_id);

      yy_test_request_apply (request, request->applicant_id, YY_ACTION_SUBMIT, YY_STATE_REVIEWING,
                             YY_STEP_LEADER, leader->id);
    }
  else
    {
      g_autoptr (GPtrArray)
          reviewers = yy_route_list_reviewers (w->org, request->applicant_id, form->unit_id);
      const YyTarget *target = yy_target_list_find (reviewers, form->reviewer_id);

      yy_test_request_apply (request, request->applicant_id, YY_ACTION_SUBMIT, YY_STATE_REVIEWING,
                             target->step, target->person_id);
    }

  return TRUE;
}

/* Whose decision it was: who was away, else who made it. */
static const char *
get_person (const YyHistory *line)
{
  return *line->for_id != '\0' ? line->for_id : line->actor_id;
}

/* N12, F33: what was decided in somebody's place. Written from the rule, not after yy-route-people.c. */
static void
audit_stand_in (World *w, const YyRequest *request, const YyHistory *line)
{
  GPtrArray *delegations = yy_org_get_delegations (w->org);
  gboolean kept_back = request->seal_kind == YY_SEAL_NAME || request->form->kind == YY_KIND_TAKE_OUT ||
                       (request->classified_major != YY_ANSWER_UNSET ? request->classified_major
                                                                     : request->form->major) == YY_ANSWER_YES;
  gboolean direct = FALSE;

  g_assert_cmpstr (line->for_id, !=, request->applicant_id);
  g_assert_cmpstr (line->for_id, !=, line->actor_id);
  for (guint i = 0; i < delegations->len; i++)
    {
      const YyDelegation *one = g_ptr_array_index (delegations, i);

      direct |= g_str_equal (one->from_id, line->for_id) && g_str_equal (one->to_id, line->actor_id) &&
                yy_delegation_holds_on (one, YY_TEST_TODAY) && (one->scope == YY_SCOPE_ALL || !kept_back);
    }
  g_assert_true (direct);
}

/* Whether what was agreed in that line still stands: it was not taken back, and not handed back to him or to
 * one before him. Written from the rule (F27, F28), not after yy-course.c. */
static gboolean
stands (const YyRequest *request, guint place)
{
  const YyHistory *agreed = g_ptr_array_index (request->history, place);

  if (agreed->action != YY_ACTION_APPROVE && agreed->action != YY_ACTION_FORWARD)
    return FALSE;
  if (agreed->round != request->round || !g_str_equal (agreed->digest, request->digest))
    return FALSE;

  for (guint i = place + 1; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);
      const YyHistory *next = i + 1 < request->history->len ? g_ptr_array_index (request->history, i + 1)
                                                            : NULL;

      if (line->action == YY_ACTION_TAKE_BACK && i == place + 1)
        return FALSE;
      if (line->action != YY_ACTION_RETURN || line->to != YY_STATE_REVIEWING ||
          (next != NULL && next->action == YY_ACTION_TAKE_BACK))
        continue;
      /* It went back to somebody who had agreed at this place or before it. */
      for (guint j = 0; j <= place; j++)
        {
          const YyHistory *earlier = g_ptr_array_index (request->history, j);

          if (earlier->round == request->round && g_str_equal (get_person (earlier), line->next_id) &&
              (earlier->action == YY_ACTION_APPROVE || earlier->action == YY_ACTION_FORWARD))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
has_agreed (const YyRequest *request, YyOrg *org, YyPost post)
{
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (stands (request, i) && yy_org_holds_post (org, get_person (line), post, NULL))
        return TRUE;
    }

  return FALSE;
}

/* A06: when every chief is wanted, none of them was left out, but the applicant himself. */
static gboolean
have_all_chiefs_agreed (World *w, const YyRequest *request)
{
  g_autoptr (GPtrArray) chiefs = yy_org_list_holders (w->org, YY_POST_CHIEF, NULL);

  for (guint i = 0; i < chiefs->len; i++)
    {
      const YyPerson *chief = g_ptr_array_index (chiefs, i);
      gboolean agreed = g_str_equal (chief->id, request->applicant_id);

      for (guint j = 0; j < request->history->len && !agreed; j++)
        {
          const YyHistory *line = g_ptr_array_index (request->history, j);

          agreed = g_str_equal (get_person (line), chief->id) && stands (request, j);
        }
      if (!agreed)
        return FALSE;
    }

  return TRUE;
}

/* The final approval of the present round and digest, or NULL. */
static const YyHistory *
find_approval (const YyRequest *request)
{
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->action == YY_ACTION_APPROVE && stands (request, i))
        return line;
    }

  return NULL;
}

/* What an auditor demands of a request that is on its way to the seal or stamped. */
static void
audit_approval (World *w, const YyRequest *request)
{
  const YyHistory *approval = find_approval (request);
  gboolean major = request->classified_major != YY_ANSWER_UNSET ? request->classified_major == YY_ANSWER_YES
                                                                : request->form->major == YY_ANSWER_YES;
  guint posts;

  g_assert_nonnull (approval);
  posts = yy_org_get_posts (w->org, get_person (approval));
  g_assert_cmpstr (approval->actor_id, !=, request->applicant_id);
  /* The office director routes what is for another seal (A05). */
  g_assert_true (posts & (1u << YY_POST_SECTION_HEAD | 1u << YY_POST_LEADER | 1u << YY_POST_CHIEF |
                          1u << YY_POST_DEPT_HEAD |
                          (request->seal_kind == YY_SEAL_OTHER ? 1u << YY_POST_OFFICE_DIRECTOR : 0)));
  if (approval->capacity == YY_STEP_REVIEWER)
    g_assert_true (w->policy.section_may_approve & (1u << request->seal_kind));
  if (major)
    g_assert_true (posts & (1u << YY_POST_CHIEF));
  if (major && w->policy.all_chiefs)
    g_assert_true (have_all_chiefs_agreed (w, request));
  if (request->seal_kind == YY_SEAL_NAME)
    g_assert_true (has_agreed (request, w->org, YY_POST_DEPT_HEAD));
  g_assert_cmpint (request->form->contract, !=, YY_ANSWER_YES);
  g_assert_cmpint (request->classified_contract, !=, YY_ANSWER_YES);
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->round != request->round ||
          (line->action != YY_ACTION_ACCEPT && line->action != YY_ACTION_STAMP))
        continue;
      g_assert_true (yy_org_keeps (w->org, line->actor_id, request->form->seal_id));
      if (!w->policy.approver_may_stamp)
        g_assert_cmpstr (line->actor_id, !=, approval->actor_id);
    }
}

/* Whether he signed after he was asked, and did not object later. */
static gboolean
has_signed (const YyRequest *request, const char *person_id)
{
  gboolean signs = FALSE;

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->round == request->round && g_str_equal (line->actor_id, person_id) &&
          (line->action == YY_ACTION_SIGN || line->action == YY_ACTION_OBJECT))
        signs = line->action == YY_ACTION_SIGN;
    }

  return signs;
}

/* F30: what is accepted has every signature that was asked for since it last went back. */
static void
audit_signatures (const YyRequest *request)
{
  guint start = 0;

  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->round != request->round ||
          (line->action == YY_ACTION_RETURN && line->to == YY_STATE_REVIEWING))
        start = i + 1;
    }
  for (guint i = start; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);
      gboolean any = line->choice == YY_CHOICE_ANY_BEFORE || line->choice == YY_CHOICE_ANY_AFTER;
      gboolean enough = has_signed (request, line->next_id);

      if (line->action != YY_ACTION_ADD_SIGNER)
        continue;
      g_assert_cmpstr (line->next_id, !=, request->applicant_id);
      for (guint j = 0; any && !enough && j < request->history->len; j++)
        {
          const YyHistory *other = g_ptr_array_index (request->history, j);

          enough = other->action == YY_ACTION_ADD_SIGNER && other->choice == line->choice &&
                   other->round == request->round && g_str_equal (other->actor_id, line->actor_id) &&
                   has_signed (request, other->next_id);
        }
      g_assert_true (enough);
    }
}

static void
audit (World *w, const YyRequest *request)
{
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      /* Nobody handles his own. */
      if (yy_action_is_handling (line->action))
        g_assert_cmpstr (line->actor_id, !=, request->applicant_id);
      /* What has ended stays ended. */
      g_assert_false (yy_state_is_final (line->from));
    }
  if (request->state == YY_STATE_APPROVED || request->state == YY_STATE_ACCEPTED ||
      request->state == YY_STATE_STAMPED)
    audit_approval (w, request);
  if (request->state == YY_STATE_ACCEPTED || request->state == YY_STATE_STAMPED)
    audit_signatures (request);
  if (request->state == YY_STATE_REVIEWING)
    g_assert_cmpstr (request->assignee_id, !=, request->applicant_id);
}

static gboolean
try_move (World *w,
          const YyRequest *request,
          const char *person_id,
          YyAction action,
          const char *next_id,
          YyChoice choice,
          const YyMove **ret_move,
          YyTarget **ret_target,
          GError **error)
{
  const YyIntent intent = { action, next_id, "与材料不一致", choice, 0, NULL };

  w->n_checks++;
  return yy_route_check (request, w->org, &w->policy, person_id, &intent, ret_move, ret_target, error);
}

/* One of the ways in which it can be done; none where none need be chosen. */
static YyChoice
pick_choice (World *w, const YyOption *option)
{
  YyChoice choice = YY_CHOICE_NONE;

  if (option == NULL || option->choices == 0 || option->action == YY_ACTION_RETURN)
    return YY_CHOICE_NONE;
  do
    choice = g_rand_int_range (w->rand, YY_CHOICE_NONE + 1, YY_CHOICE_LAST);
  while ((option->choices & 1u << choice) == 0);
  return choice;
}

/* Options and checks of one person say the same, and only whom the option names can be handed to. */
static void
compare (World *w, const YyRequest *request, const char *person_id)
{
  g_autoptr (GPtrArray) options = yy_route_list_options (request, w->org, &w->policy, person_id);

  for (YyAction action = 0; action < YY_ACTION_LAST; action++)
    {
      const YyOption *option = yy_option_list_find (options, action);
      gboolean open = option != NULL && option->refusal == NULL;
      gboolean hands_on = option != NULL && option->targets->len > 0;
      const char *next_id = hands_on ? pick_person (w) : NULL;
      g_autoptr (YyTarget) target = NULL;
      const YyMove *move = NULL;

      g_assert_cmpint (
          try_move (w, request, person_id, action, next_id, pick_choice (w, option), &move, &target, NULL),
          ==, open && (!hands_on || yy_target_list_find (option->targets, next_id) != NULL));
      g_assert_true (!open || hands_on || (action != YY_ACTION_FORWARD && action != YY_ACTION_TRANSFER));
    }
}

static void
edit (World *w, YyRequest *request)
{
  fill_form (w, request->form, request->applicant_id);
  yy_test_request_update (request, w->org);
}

/* As the service records it: in whose place it was decided, as it was before the move. What is decided in
 * somebody's place is looked at at once, while it is what it was. */
static void
note_acted_for (World *w,
                YyRequest *request,
                const char *person_id,
                const YyMove *move,
                YyState to,
                YyStep step,
                const char *next_id)
{
  g_autofree char *for_id = g_strdup (yy_route_get_acted_for (request, w->org, person_id));
  YyHistory *line;

  if (*for_id != '\0')
    g_assert_cmpstr (for_id, ==, request->assignee_id);
  yy_test_request_apply (request, person_id, move->action, to, step, next_id);
  line = g_ptr_array_index (request->history, request->history->len - 1);
  if (*for_id == '\0' || move->role != YY_ROLE_ASSIGNEE)
    return;
  yy_form_set_text (&line->for_id, for_id);
  audit_stand_in (w, request, line);
  w->n_for++;
}

/* What the service does with a move that is allowed. */
static void
apply (World *w,
       YyRequest *request,
       const char *person_id,
       YyChoice choice,
       const YyMove *move,
       const YyTarget *target)
{
  YyState to = yy_route_get_state_after (move, target);
  g_autofree char *next_id = g_strdup ("");
  YyStep step = YY_STEP_NONE;
  gint64 question = 0;
  YyHistory *line;

  if (move->action == YY_ACTION_ANSWER)
    {
      g_auto (YyCourse) course = { 0 };

      yy_course_init (&course, request);
      question = yy_course_find_question (&course, person_id)->event;
    }
  if (target != NULL)
    {
      yy_form_set_text (&next_id, target->person_id);
      step = target->step;
    }
  else if (move->action == YY_ACTION_TAKE_BACK)
    {
      g_auto (YyCourse) course = { 0 };

      yy_course_init (&course, request);
      yy_form_set_text (&next_id, course.before->next_id);
      step = course.before->to_step;
      w->n_taken_back++;
    }
  else if (to == YY_STATE_REVIEWING)
    {
      yy_form_set_text (&next_id, request->assignee_id);
      step = request->step;
    }
  if (choice == YY_CHOICE_MAJOR_YES || choice == YY_CHOICE_MAJOR_NO)
    request->classified_major = choice == YY_CHOICE_MAJOR_YES ? YY_ANSWER_YES : YY_ANSWER_NO;
  if (choice == YY_CHOICE_CONTRACT_YES || choice == YY_CHOICE_CONTRACT_NO)
    request->classified_contract = choice == YY_CHOICE_CONTRACT_YES ? YY_ANSWER_YES : YY_ANSWER_NO;
  w->n_back += move->action == YY_ACTION_RETURN && to == YY_STATE_REVIEWING;
  w->n_signed += move->action == YY_ACTION_SIGN;
  note_acted_for (w, request, person_id, move, to, step, next_id);
  line = g_ptr_array_index (request->history, request->history->len - 1);
  line->choice = choice;
  line->question = question;
}

/* Does one move of an open option of somebody; FALSE when nobody tried had one. */
static gboolean
move_on (World *w, YyRequest *request)
{
  for (guint tries = 0; tries < 3 * w->n_people; tries++)
    {
      const char *person_id = pick_person (w);
      g_autoptr (GPtrArray) options = yy_route_list_options (request, w->org, &w->policy, person_id);
      g_autoptr (YyTarget) target = NULL;
      const YyMove *move = NULL;
      const YyOption *option;
      const YyTarget *next = NULL;
      YyChoice choice;

      if (options->len == 0)
        continue;
      option = g_ptr_array_index (options, g_rand_int_range (w->rand, 0, (gint32) options->len));
      /* Walks that are given up at once show little. */
      if (option->refusal != NULL || option->action == YY_ACTION_DISCARD ||
          ((option->action == YY_ACTION_WITHDRAW || option->action == YY_ACTION_REFUSE ||
            option->action == YY_ACTION_VOID) &&
           chance (w, 0.9)) ||
          (yy_action_is_talk (option->action) && chance (w, 0.8)))
        continue;
      if (option->targets->len > 0 && (option->action != YY_ACTION_RETURN || chance (w, 0.5)))
        next =
            g_ptr_array_index (option->targets, g_rand_int_range (w->rand, 0, (gint32) option->targets->len));
      choice = pick_choice (w, option);
      g_assert_true (try_move (w, request, person_id, option->action, next != NULL ? next->person_id : NULL,
                               choice, &move, &target, NULL));
      w->n_moves++;
      if (option->action == YY_ACTION_SUBMIT)
        {
          if (!submit (w, request))
            edit (w, request);
          return TRUE;
        }
      if (option->action == YY_ACTION_SAVE)
        edit (w, request);
      apply (w, request, person_id, choice, move, target);
      return TRUE;
    }

  return FALSE;
}

static void
walk (World *w)
{
  const char *applicant_id = pick_person (w);
  g_autoptr (YyRequest) request = yy_test_request_new (w->org, applicant_id, NULL);

  edit (w, request);
  submit (w, request);
  for (guint i = 0; i < STEPS; i++)
    {
      gboolean over = yy_state_is_final (request->state);
      gboolean moved;

      compare (w, request, pick_person (w));
      compare (w, request, applicant_id);
      if (request->state == YY_STATE_REVIEWING)
        compare (w, request, request->assignee_id);
      moved = move_on (w, request);
      g_assert_false (over && moved);
      audit (w, request);
      w->n_approved += moved && request->state == YY_STATE_APPROVED;
    }
  w->n_stamped += request->state == YY_STATE_STAMPED;
}

static void
test_random (void)
{
  World w = { 0 };

  g_assert_true (yy_text_parse_date (YY_TEST_TODAY, &w.today));
  for (guint round = 0; round < ROUNDS; round++)
    {
      make_world (&w, round);
      walk (&w);
      clear_world (&w);
    }

  g_test_message (
      "%u departments, %u moves (%u in somebody's place, %u taken back, %u to an earlier approver, %u co-signed),"
      " %u checks, %u approved, %u stamped",
      ROUNDS, w.n_moves, w.n_for, w.n_taken_back, w.n_back, w.n_signed, w.n_checks, w.n_approved,
      w.n_stamped);
  /* Walks that go nowhere would show nothing. */
  g_assert_cmpuint (w.n_stamped, >, ROUNDS / 100);
  g_assert_cmpuint (w.n_moves, >, ROUNDS);
  g_assert_cmpuint (w.n_taken_back, >, ROUNDS / 100);
  g_assert_cmpuint (w.n_back, >, ROUNDS / 100);
  g_assert_cmpuint (w.n_signed, >, ROUNDS / 100);
  g_assert_cmpuint (w.n_for, >, ROUNDS / 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/route/random-departments", test_random);

  return g_test_run ();
}
