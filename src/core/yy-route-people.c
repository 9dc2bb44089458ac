#include "yy-course.h"
#include "yy-route.h"

/* What he is by what was said and done so far. */
static guint
get_roles_of_course (const YyRequest *request, const char *person_id)
{
  g_auto (YyCourse) course = { 0 };
  guint roles = 0;

  yy_course_init (&course, request);
  if (course.last != NULL && course.before != NULL && g_str_equal (course.last->actor_id, person_id) &&
      course.last->to == request->state &&
      (course.last->action == YY_ACTION_FORWARD || course.last->action == YY_ACTION_APPROVE ||
       course.last->action == YY_ACTION_RETURN || course.last->action == YY_ACTION_TRANSFER))
    roles |= YY_ROLE_LAST;
  if (yy_course_awaits_signature (&course, person_id))
    roles |= YY_ROLE_SIGNER;
  if (yy_course_find_question (&course, person_id) != NULL)
    roles |= YY_ROLE_ASKED;

  return roles;
}

/* From when on a request is the business of those who keep the seal, and of the chiefs. */
static gboolean
is_approved (const YyRequest *request)
{
  switch (request->state)
    {
    case YY_STATE_APPROVED:
    case YY_STATE_ACCEPTED:
    case YY_STATE_STAMPED:
    case YY_STATE_ARCHIVED:
    case YY_STATE_EXPIRED:
    case YY_STATE_VOID:
    case YY_STATE_OUT:
    case YY_STATE_OVERDUE:
    case YY_STATE_BACK:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What somebody may keep back for himself when another one stands in for him. What is not known of a request
 * is taken for kept back. */
static gboolean
is_ordinary (const YyRequest *request)
{
  return *request->form->material_name != '\0' && request->form->kind == YY_KIND_STAMP &&
         request->seal_kind != YY_SEAL_NAME &&
         yy_rule_case_get_major (request->form, request) != YY_ANSWER_YES;
}

const char *
yy_route_get_acted_for (const YyRequest *request, YyOrg *org, const char *person_id)
{
  const YyDelegation *delegation;

  if (request->state != YY_STATE_REVIEWING || *request->assignee_id == '\0' ||
      g_str_equal (request->assignee_id, person_id) || g_str_equal (request->applicant_id, person_id))
    return "";

  delegation = yy_org_find_stand_in (org, person_id, request->assignee_id);
  return delegation != NULL && (delegation->scope == YY_SCOPE_ALL || is_ordinary (request))
             ? request->assignee_id
             : "";
}

/* What he is whatever waits for him. */
static guint
get_standing (const YyRequest *request, YyOrg *org, const char *person_id)
{
  guint roles = 0;
  gboolean submitted = request->round > 0;

  if (g_str_equal (request->applicant_id, person_id))
    roles |= YY_ROLE_APPLICANT;
  if ((request->state == YY_STATE_REVIEWING && g_str_equal (request->assignee_id, person_id)) ||
      *yy_route_get_acted_for (request, org, person_id) != '\0')
    roles |= YY_ROLE_ASSIGNEE;
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      /* Also who was stood in for: it was decided in his name. */
      if (yy_action_is_handling (line->action) &&
          (g_str_equal (line->actor_id, person_id) || g_str_equal (line->for_id, person_id)))
        roles |= YY_ROLE_DECIDER;
      if ((line->action == YY_ACTION_COPY || line->action == YY_ACTION_ASK ||
           line->action == YY_ACTION_ADD_SIGNER) &&
          g_str_equal (line->next_id, person_id))
        roles |= YY_ROLE_READER;
      /* R05: the alarm is told to the chiefs, who from then on may look what became of it. */
      if (line->action == YY_ACTION_ALARM && yy_org_holds_post (org, person_id, YY_POST_CHIEF, NULL))
        roles |= YY_ROLE_OFFICE;
    }
  /* A keeper has nothing to do with a request that nobody has approved yet. */
  if (submitted && is_approved (request) && yy_org_keeps (org, person_id, request->form->seal_id))
    roles |= YY_ROLE_KEEPER;
  if (submitted && yy_org_holds_post (org, person_id, YY_POST_OFFICE_DIRECTOR, NULL))
    roles |= YY_ROLE_OFFICE;
  if (submitted && is_approved (request) && yy_org_holds_post (org, person_id, YY_POST_CHIEF, NULL))
    roles |= YY_ROLE_CHIEF;
  /* Whom the form names as carrier has to do with it once it is approved. */
  if (submitted && request->form->kind == YY_KIND_TAKE_OUT &&
      g_str_equal (request->form->carrier_id, person_id) &&
      (request->state == YY_STATE_APPROVED || request->state == YY_STATE_ACCEPTED ||
       request->state == YY_STATE_OUT || request->state == YY_STATE_OVERDUE ||
       request->state == YY_STATE_BACK))
    roles |= YY_ROLE_CARRIER;

  return roles;
}

guint
yy_route_get_roles (const YyRequest *request, YyOrg *org, const char *person_id)
{
  guint roles = get_standing (request, org, person_id);

  return roles != 0 ? roles | get_roles_of_course (request, person_id) : 0;
}

static void
add_target (GPtrArray *targets, YyOrg *org, const YyPerson *person, YyStep step, gboolean preferred)
{
  g_autofree char *posts = NULL;
  YyTarget *target;

  if (yy_target_list_find (targets, person->id) != NULL)
    return;

  posts = yy_org_dup_posts_text (org, person->id);
  target = yy_target_new (person->id, person->name,
                          person->unit_ids[0] != NULL ? yy_org_get_unit_name (org, person->unit_ids[0]) : "",
                          posts, step, preferred);
  yy_target_set_keys (target, person->pinyin, person->initials);
  g_ptr_array_add (targets, target);
}

static gboolean
is_one_of (const char *person_id, const char *const *left_out)
{
  return left_out != NULL && g_strv_contains (left_out, person_id);
}

static void
add_leaders (GPtrArray *targets, YyOrg *org, const char *unit_id, const char *const *left_out)
{
  g_autoptr (GPtrArray) leaders = yy_org_list_holders (org, YY_POST_LEADER, NULL);

  /* Those in charge of the unit first, the others after (R17). */
  for (int in_charge = 1; in_charge >= 0; in_charge--)
    {
      for (guint i = 0; i < leaders->len; i++)
        {
          const YyPerson *leader = g_ptr_array_index (leaders, i);

          if (!is_one_of (leader->id, left_out) &&
              yy_org_is_in_charge (org, leader->id, unit_id) == (gboolean) in_charge)
            add_target (targets, org, leader, YY_STEP_LEADER, in_charge);
        }
    }
}

static void
add_holders (GPtrArray *targets,
             YyOrg *org,
             YyPost post,
             const char *unit_id,
             YyStep step,
             gboolean preferred,
             const char *const *left_out)
{
  g_autoptr (GPtrArray) holders = yy_org_list_holders (org, post, unit_id);

  for (guint i = 0; i < holders->len; i++)
    {
      const YyPerson *holder = g_ptr_array_index (holders, i);

      if (!is_one_of (holder->id, left_out))
        add_target (targets, org, holder, step, preferred);
    }
}

GPtrArray *
yy_route_list_reviewers (YyOrg *org, const char *applicant_id, const char *unit_id)
{
  const char *const himself[] = { applicant_id, NULL };
  GPtrArray *targets = yy_target_list_new ();
  gboolean higher = yy_org_holds_post (org, applicant_id, YY_POST_LEADER, NULL) ||
                    yy_org_holds_post (org, applicant_id, YY_POST_CHIEF, NULL);

  if (!higher && !yy_org_holds_post (org, applicant_id, YY_POST_SECTION_HEAD, NULL))
    add_holders (targets, org, YY_POST_SECTION_HEAD, unit_id, YY_STEP_REVIEWER, TRUE, himself);
  /* Heads choose a leader in charge (R20); so does a unit whose post of head is vacant: there must be an
   * approver (A01). */
  if (targets->len == 0)
    add_leaders (targets, org, unit_id, himself);
  if (higher)
    add_holders (targets, org, YY_POST_CHIEF, NULL, YY_STEP_CHIEF, FALSE, himself);

  return targets;
}

GPtrArray *
yy_route_list_keepers (YyOrg *org, const char *applicant_id, const char *seal_id)
{
  const YySeal *seal = yy_org_get_seal (org, seal_id);
  GPtrArray *targets = yy_target_list_new ();

  for (guint i = 0; seal != NULL && seal->keeper_ids[i] != NULL; i++)
    {
      const YyPerson *keeper = yy_org_get_person (org, seal->keeper_ids[i]);

      if (keeper != NULL && keeper->active && !g_str_equal (keeper->id, applicant_id))
        add_target (targets, org, keeper, YY_STEP_NONE, i < seal->n_keepers);
    }

  return targets;
}

GPtrArray *
yy_route_list_carriers (YyOrg *org, const char *applicant_id, const char *unit_id)
{
  g_autoptr (GPtrArray) people = yy_org_list_people (org);
  GPtrArray *targets = yy_target_list_new ();

  for (int himself = 1; himself >= 0; himself--)
    {
      for (guint i = 0; i < people->len; i++)
        {
          const YyPerson *person = g_ptr_array_index (people, i);

          if (person->active && yy_org_belongs_to (org, person->id, unit_id) &&
              g_str_equal (person->id, applicant_id) == (gboolean) himself)
            add_target (targets, org, person, YY_STEP_NONE, himself);
        }
    }

  return targets;
}

const YyPerson *
yy_route_find_first_leader (YyOrg *org, const char *applicant_id, const char *unit_id)
{
  const char *const himself[] = { applicant_id != NULL ? applicant_id : "", NULL };
  g_autoptr (GPtrArray) targets = yy_target_list_new ();
  const YyTarget *first;

  add_leaders (targets, org, unit_id, himself);
  if (targets->len == 0)
    return NULL;

  first = g_ptr_array_index (targets, 0);
  return yy_org_get_person (org, first->person_id);
}

GPtrArray *
yy_route_list_next (const YyRequest *request, YyOrg *org, const char *actor_id)
{
  const char *const left_out[] = { actor_id, request->applicant_id, NULL };
  GPtrArray *targets = yy_target_list_new ();
  gboolean from_leader = request->step == YY_STEP_LEADER || request->step == YY_STEP_CHIEF;

  /* R19, R04: a leader hands a major matter, or a seal that is to leave, to a chief: the chiefs come first
   * there. */
  if (from_leader && (request->form->kind == YY_KIND_TAKE_OUT ||
                      yy_rule_case_get_major (request->form, request) == YY_ANSWER_YES))
    add_holders (targets, org, YY_POST_CHIEF, NULL, YY_STEP_CHIEF, TRUE, left_out);
  /* A05: another seal is routed by the office director. */
  if (request->seal_kind == YY_SEAL_OTHER)
    add_holders (targets, org, YY_POST_OFFICE_DIRECTOR, NULL, YY_STEP_LEADER, TRUE, left_out);
  if (request->seal_kind == YY_SEAL_NAME)
    add_holders (targets, org, YY_POST_DEPT_HEAD, NULL, YY_STEP_CHIEF, from_leader, left_out);
  if (request->step != YY_STEP_CHIEF)
    add_leaders (targets, org, request->form->unit_id, left_out);
  if (from_leader)
    add_holders (targets, org, YY_POST_CHIEF, NULL, YY_STEP_CHIEF, FALSE, left_out);

  return targets;
}

GPtrArray *
yy_route_list_peers (const YyRequest *request, YyOrg *org, const char *actor_id)
{
  const char *const left_out[] = { actor_id, request->applicant_id, NULL };
  GPtrArray *targets = yy_target_list_new ();

  switch (request->step)
    {
    case YY_STEP_REVIEWER:
      add_holders (targets, org, YY_POST_SECTION_HEAD, request->form->unit_id, YY_STEP_REVIEWER, FALSE,
                   left_out);
      break;
    case YY_STEP_LEADER:
      if (request->seal_kind == YY_SEAL_OTHER)
        add_holders (targets, org, YY_POST_OFFICE_DIRECTOR, NULL, YY_STEP_LEADER, TRUE, left_out);
      add_leaders (targets, org, request->form->unit_id, left_out);
      break;
    case YY_STEP_CHIEF:
      if (request->seal_kind == YY_SEAL_NAME)
        add_holders (targets, org, YY_POST_DEPT_HEAD, NULL, YY_STEP_CHIEF, TRUE, left_out);
      add_holders (targets, org, YY_POST_CHIEF, NULL, YY_STEP_CHIEF, FALSE, left_out);
      break;
    case YY_STEP_NONE:
    case YY_STEP_LAST:
    default:
      break;
    }

  return targets;
}

/* Somebody who is on the request, in the capacity in which he was. */
static void
add_person (GPtrArray *targets, YyOrg *org, const char *person_id, YyStep step, gboolean preferred)
{
  const YyPerson *person = yy_org_get_person (org, person_id);

  if (person != NULL && person->active)
    add_target (targets, org, person, step, preferred);
}

GPtrArray *
yy_route_list_earlier (const YyRequest *request, YyOrg *org, const char *actor_id)
{
  GPtrArray *targets = yy_target_list_new ();
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  for (guint i = 0; i < course.agreed->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (course.agreed, i);
      const char *person_id = yy_course_get_person (line);

      if (!g_str_equal (person_id, actor_id) && !g_str_equal (person_id, request->applicant_id))
        add_person (targets, org, person_id, line->capacity, FALSE);
    }

  return targets;
}

/* Who holds a post or keeps a seal: the people of the department who sign for something. */
static void
add_officers (GPtrArray *targets, YyOrg *org, const char *const *left_out)
{
  g_autoptr (GPtrArray) seals = yy_org_list_seals (org);

  for (YyPost post = 0; post < YY_POST_LAST; post++)
    add_holders (targets, org, post, NULL, YY_STEP_NONE, FALSE, left_out);
  for (guint i = 0; i < seals->len; i++)
    {
      const YySeal *seal = g_ptr_array_index (seals, i);

      for (guint k = 0; seal->keeper_ids[k] != NULL; k++)
        {
          if (!is_one_of (seal->keeper_ids[k], left_out))
            add_person (targets, org, seal->keeper_ids[k], YY_STEP_NONE, FALSE);
        }
    }
}

GPtrArray *
yy_route_list_cosigners (const YyRequest *request, YyOrg *org, const char *actor_id)
{
  const char *const left_out[] = { actor_id, request->applicant_id, request->assignee_id, NULL };
  GPtrArray *targets = yy_target_list_new ();
  g_auto (YyCourse) course = { 0 };

  yy_course_init (&course, request);
  add_officers (targets, org, left_out);
  for (guint i = targets->len; i > 0; i--)
    {
      if (yy_course_awaits_signature (&course,
                                      ((const YyTarget *) g_ptr_array_index (targets, i - 1))->person_id))
        g_ptr_array_remove_index (targets, i - 1);
    }

  return targets;
}

GPtrArray *
yy_route_list_readers (const YyRequest *request, YyOrg *org, const char *actor_id)
{
  const char *const left_out[] = { actor_id, request->applicant_id, request->assignee_id, NULL };
  g_autoptr (GPtrArray)
      members = yy_org_list_members (org, request->form->unit_id, YY_ROUTE_UNIT_READERS_MAX);
  GPtrArray *targets = yy_target_list_new ();

  add_officers (targets, org, left_out);
  for (guint i = 0; i < members->len; i++)
    {
      const YyPerson *person = g_ptr_array_index (members, i);

      if (!is_one_of (person->id, left_out))
        add_target (targets, org, person, YY_STEP_NONE, FALSE);
    }
  for (guint i = targets->len; i > 0; i--)
    {
      if (get_standing (request, org, ((const YyTarget *) g_ptr_array_index (targets, i - 1))->person_id) !=
          0)
        g_ptr_array_remove_index (targets, i - 1);
    }

  return targets;
}

GPtrArray *
yy_route_list_participants (const YyRequest *request, YyOrg *org, const char *actor_id)
{
  GPtrArray *targets = yy_target_list_new ();

  if (!g_str_equal (actor_id, request->applicant_id))
    add_person (targets, org, request->applicant_id, YY_STEP_NONE, TRUE);
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (yy_action_is_handling (line->action) && !g_str_equal (line->actor_id, actor_id))
        add_person (targets, org, line->actor_id, line->capacity, FALSE);
    }

  return targets;
}

GPtrArray *
yy_route_list_targets (const YyRequest *request, YyOrg *org, const char *actor_id, YyAction action)
{
  switch (action)
    {
    case YY_ACTION_FORWARD:
      return yy_route_list_next (request, org, actor_id);
    case YY_ACTION_TRANSFER:
      return yy_route_list_peers (request, org, actor_id);
    case YY_ACTION_RETURN:
      return yy_route_list_earlier (request, org, actor_id);
    case YY_ACTION_ADD_SIGNER:
      return yy_route_list_cosigners (request, org, actor_id);
    case YY_ACTION_COPY:
      return yy_route_list_readers (request, org, actor_id);
    case YY_ACTION_ASK:
      return yy_route_list_participants (request, org, actor_id);
    default:
      return yy_target_list_new ();
    }
}

guint
yy_route_get_choices (const YyRequest *request, YyOrg *org, const char *actor_id, YyAction action)
{
  gboolean chief = yy_org_holds_post (org, actor_id, YY_POST_CHIEF, NULL);
  YyAnswer major = yy_rule_case_get_major (request->form, request);
  YyAnswer contract = yy_rule_case_get_contract (request->form, request);

  if (action == YY_ACTION_RETURN)
    return 1u << YY_CHOICE_DIRECT;
  if (action == YY_ACTION_ADD_SIGNER)
    return 1u << YY_CHOICE_ALL_BEFORE | 1u << YY_CHOICE_ANY_BEFORE | 1u << YY_CHOICE_ALL_AFTER |
           1u << YY_CHOICE_ANY_AFTER;
  if (action != YY_ACTION_CLASSIFY)
    return 0;

  /* A07, A08: everybody makes it stricter, only a chief takes that back. */
  return (major != YY_ANSWER_YES ? 1u << YY_CHOICE_MAJOR_YES
          : chief                ? 1u << YY_CHOICE_MAJOR_NO
                                 : 0) |
         (contract != YY_ANSWER_YES ? 1u << YY_CHOICE_CONTRACT_YES
          : chief                   ? 1u << YY_CHOICE_CONTRACT_NO
                                    : 0);
}
