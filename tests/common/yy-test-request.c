#include "yy-test-request.h"

#include "yy-digest.h"
#include "yy-test-org.h"

YyForm *
yy_test_form_new (void)
{
  YyForm *form = yy_form_new ();

  yy_form_set_text (&form->unit_id, YY_TEST_REPAIRS);
  yy_form_set_text (&form->mobile, "19900001001");
  yy_form_set_text (&form->material_name, "关于更换三号锅炉的函");
  yy_form_set_text (&form->use_date, YY_TEST_TODAY);
  yy_form_set_text (&form->seal_id, YY_TEST_SEAL_ADMIN);
  form->copies = 2;
  yy_form_set_text (&form->reason, "报送上级部门备案使用，一式两份，原件由本科室归档保存");
  yy_form_set_text (&form->reviewer_id, YY_TEST_HEAD);
  yy_form_set_text (&form->keeper_id, YY_TEST_KEEPER);
  form->contract = YY_ANSWER_NO;
  form->major = YY_ANSWER_NO;
  form->not_blank = YY_ANSWER_YES;

  return form;
}

GPtrArray *
yy_test_pages_new (guint n)
{
  GPtrArray *pages = yy_page_list_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *content = g_strdup_printf ("page %u", i);
      g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);

      g_ptr_array_add (pages, yy_page_new (sha256, "", name, "image/jpeg", 123456, 1810, 2560, 0));
    }

  return pages;
}

YyRequest *
yy_test_request_new (YyOrg *org, const char *applicant_id, YyForm *form)
{
  YyRequest *request = yy_request_new ("01900000-0000-7000-8000-000000000001");

  request->revision = 1;
  yy_form_set_text (&request->applicant_id, applicant_id);
  yy_form_free (request->form);
  request->form = form != NULL ? form : yy_test_form_new ();
  g_ptr_array_unref (request->pages);
  request->pages = yy_test_pages_new (1);
  yy_test_request_update (request, org);

  return request;
}

void
yy_test_request_update (YyRequest *request, YyOrg *org)
{
  const YySeal *seal = yy_org_get_seal (org, request->form->seal_id);

  request->seal_kind = seal != NULL ? seal->kind : YY_SEAL_ADMIN;
  g_free (request->digest);
  request->digest = yy_digest_content (request->id, request->form, request->pages);
}

void
yy_test_request_apply (YyRequest *request,
                       const char *actor_id,
                       YyAction action,
                       YyState to,
                       YyStep to_step,
                       const char *next_id)
{
  YyHistory *line = yy_history_new ();

  if (action == YY_ACTION_SUBMIT)
    request->round++;
  if (!yy_action_is_talk (action))
    request->revision++;

  line->event = request->history->len + 1;
  line->round = request->round;
  yy_form_set_text (&line->actor_id, actor_id);
  line->action = action;
  line->capacity = g_str_equal (actor_id, request->assignee_id) ? request->step : YY_STEP_NONE;
  line->from = request->state;
  line->to = to;
  line->to_step = to_step;
  yy_form_set_text (&line->next_id, next_id);
  yy_form_set_text (&line->digest, request->digest);
  g_ptr_array_add (request->history, line);

  if (yy_action_is_talk (action) || action == YY_ACTION_SAVE)
    return;

  request->state = to;
  request->step = to_step;
  yy_form_set_text (&request->assignee_id, next_id);
  if (action == YY_ACTION_APPROVE)
    yy_form_set_text (&request->approver_id, actor_id);
  else if (action == YY_ACTION_SUBMIT || action == YY_ACTION_TAKE_BACK)
    yy_form_set_text (&request->approver_id, "");
  else if (action == YY_ACTION_ACCEPT)
    yy_form_set_text (&request->accepter_id, actor_id);
  else if (action == YY_ACTION_STAMP)
    yy_form_set_text (&request->stamper_id, actor_id);
}

static void
submit (YyRequest *request)
{
  yy_test_request_apply (request, request->applicant_id, YY_ACTION_SUBMIT, YY_STATE_REVIEWING,
                         YY_STEP_REVIEWER, YY_TEST_HEAD);
}

static void
walk_in_review (YyRequest *request, YyStep step, const char *leader_id)
{
  submit (request);
  yy_test_request_apply (request, YY_TEST_HEAD, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_LEADER,
                         leader_id);
  if (step == YY_STEP_REVIEWER)
    {
      yy_test_request_apply (request, leader_id, YY_ACTION_RETURN, YY_STATE_RETURNED, YY_STEP_NONE, "");
      submit (request);
    }
  else if (step == YY_STEP_CHIEF)
    {
      yy_test_request_apply (request, leader_id, YY_ACTION_FORWARD, YY_STATE_REVIEWING, YY_STEP_CHIEF,
                             YY_TEST_CHIEF);
    }
}

static void
walk_approved (YyRequest *request, YyState state)
{
  static const struct
  {
    YyState to;
    YyAction action;
    const char *actor; /* NULL: the applicant */
  } ends[] = {
    { YY_STATE_ACCEPTED, YY_ACTION_ACCEPT, YY_TEST_DEPUTY },
    { YY_STATE_STAMPED, YY_ACTION_STAMP, YY_TEST_DEPUTY },
    { YY_STATE_WITHDRAWN, YY_ACTION_WITHDRAW, NULL },
  };

  if (state == YY_STATE_STAMPED)
    walk_approved (request, YY_STATE_ACCEPTED);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (ends[i].to == state)
        yy_test_request_apply (request, ends[i].actor != NULL ? ends[i].actor : request->applicant_id,
                               ends[i].action, state, YY_STEP_NONE, "");
    }
  /* Archived, expired, void and the whereabouts of a seal are reached by no move of a person. */
  request->state = state;
}

void
yy_test_request_walk (YyRequest *request, YyState state, YyStep step, const char *leader_id)
{
  if (state == YY_STATE_DRAFT)
    return;

  walk_in_review (request, state == YY_STATE_REVIEWING ? step : YY_STEP_LEADER, leader_id);
  if (state == YY_STATE_REVIEWING)
    return;

  if (state == YY_STATE_REFUSED || state == YY_STATE_RETURNED)
    {
      yy_test_request_apply (request, leader_id,
                             state == YY_STATE_REFUSED ? YY_ACTION_REFUSE : YY_ACTION_RETURN, state,
                             YY_STEP_NONE, "");
      return;
    }

  yy_test_request_apply (request, leader_id, YY_ACTION_APPROVE, YY_STATE_APPROVED, YY_STEP_NONE, "");
  walk_approved (request, state);
}
