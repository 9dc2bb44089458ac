/* What is lost when these fail: an approver sees another request than there is, or a button that the service
 * would refuse, or the window dies of an answer. */
#include <string.h>

#include "yy-error.h"
#include "yy-org.h"
#include "yy-wire-decode.h"
#include "yy-wire-encode.h"

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char *const request_text =
    "{ \"id\": \"0192f0c0-0000-7000-8000-000000000001\", \"number\": \"YY2026000123\", \"revision\": 4,"
    "  \"round\": 2, \"state\": \"reviewing\", \"step\": \"leader\", \"applicant\": { \"id\": \"1\", \"name\": \"赵𠮷\" },"
    "  \"assignee\": { \"id\": \"2\", \"name\": \"李明\" }, \"approver\": null, \"accepter\": null, \"stamper\": null,"
    "  \"form\": { \"unit_id\": \"u\", \"office_phone\": \"\", \"mobile\": \"199****0001\", \"material_name\": \"函\","
    "    \"use_date\": \"2026-11-30\", \"seal_id\": \"s\", \"seal_text\": \"\", \"copies\": 3, \"reason\": \"用于<b>报名</b>\","
    "    \"reviewer_id\": \"2\", \"keeper_id\": \"9\", \"contract\": \"no\", \"major\": \"yes\", \"not_blank\": \"unset\" },"
    "  \"unit_name\": \"维修中心\", \"seal_name\": \"行政公章\", \"seal_kind\": \"admin\", \"reviewer_name\": \"李明\","
    "  \"keeper_name\": \"林\", \"pages\": [ { \"sha256\": \"" SHA
    "\", \"original_sha256\": \"\", \"name\": \"a.jpg\","
    "    \"mime\": \"image/jpeg\", \"size\": 5000000000, \"width\": 10, \"height\": 20, \"rotation\": 90 } ],"
    "  \"stamped_pages\": [], \"stamped_copies\": 0, \"place\": \"\", \"hours\": \"\", \"digest\": \"" SHA
    "\","
    "  \"created_at\": \"2026-11-24T00:00:00.000001Z\", \"changed_at\": \"2026-11-24T08:00:00.000000Z\","
    "  \"submitted_at\": null, \"history\": [ { \"event\": 17, \"at\": \"2026-11-24T01:00:00.000000Z\", \"round\": 1,"
    "    \"actor\": { \"id\": \"1\", \"name\": \"赵𠮷\" }, \"action\": \"submit\", \"capacity\": \"none\", \"from\": \"draft\","
    "    \"to\": \"reviewing\", \"to_step\": \"reviewer\", \"next\": null, \"reason\": \"\", \"digest\": \"" SHA
    "\","
    "    \"copies\": 0 } ], \"changes\": [ { \"field\": \"/form/copies\", \"before\": \"2\", \"after\": \"3\" } ],"
    "  \"classified\": { \"contract\": \"unset\", \"major\": \"yes\" }, \"rules_version\": 3, \"warnings\": [ { \"pointer\":"
    "    \"/pages\", \"code\": \"unfilled-page\", \"rule\": \"A11\", \"clause\": \"句。\", \"limit\": 0, \"argument\": null } ],"
    "  \"you_may\": [ { \"action\": \"forward\", \"needs_reason\": false, \"targets\": [ { \"person_id\": \"4\","
    "    \"name\": \"陈\", \"unit\": \"\", \"posts\": \"\", \"pinyin\": \"chen\", \"initials\": \"c\", \"step\": \"chief\","
    "    \"preferred\": true } ], \"refusal\": null },"
    "    { \"action\": \"approve\", \"needs_reason\": false, \"targets\": [], \"refusal\": { \"pointer\": \"\","
    "      \"code\": \"needs-chief\", \"rule\": \"R19\", \"clause\": null, \"limit\": null, \"argument\": null } },"
    "    { \"action\": \"refuse\", \"needs_reason\": true, \"targets\": [], \"refusal\": { \"pointer\": \"\","
    "      \"code\": \"a-rule-of-next-year\", \"rule\": \"R99\", \"limit\": 0 } },"
    "    { \"action\": \"an-action-of-next-year\", \"needs_reason\": false, \"targets\": [], \"refusal\": null } ],"
    "  \"a_member_of_next_year\": 1 }";

static json_t *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  json_t *json = yy_wire_parse (text, strlen (text), YY_WIRE_SIZE_LIMIT, &error);

  g_assert_no_error (error);
  return json;
}

static void
test_request (void)
{
  g_autoptr (json_t) json = parse (request_text);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyRequest) request = yy_wire_decode_request (json, &error);
  const YyHistory *line;
  const YyPage *page;
  const YyChange *change;

  g_assert_no_error (error);
  g_assert_cmpstr (request->number, ==, "YY2026000123");
  g_assert_cmpint (request->classified_major, ==, YY_ANSWER_YES);
  g_assert_cmpint (request->rules_version, ==, 3);
  g_assert_cmpuint (request->warnings->len, ==, 1);
  /* The service's own words count: its table may be another than this program's. */
  g_assert_cmpstr (yy_issue_get_clause (g_ptr_array_index (request->warnings, 0)), ==, "句。");
  g_assert_cmpint (request->revision, ==, 4);
  g_assert_cmpint (request->state, ==, YY_STATE_REVIEWING);
  g_assert_cmpint (request->step, ==, YY_STEP_LEADER);
  g_assert_cmpstr (request->applicant_name, ==, "赵𠮷");
  g_assert_cmpstr (request->assignee_id, ==, "2");
  g_assert_cmpstr (request->approver_id, ==, "");
  g_assert_cmpstr (request->form->reason, ==, "用于<b>报名</b>");
  g_assert_cmpint (request->form->major, ==, YY_ANSWER_YES);
  g_assert_cmpint (request->created_usec % G_USEC_PER_SEC, ==, 1);
  g_assert_cmpint (request->changed_usec - request->created_usec, ==, 8 * G_TIME_SPAN_HOUR - 1);
  g_assert_cmpint (request->submitted_usec, ==, 0);

  g_assert_cmpuint (request->pages->len, ==, 1);
  page = g_ptr_array_index (request->pages, 0);
  g_assert_cmpint (page->rotation, ==, 90);
  g_assert_cmpint (page->size, ==, 5000000000);
  g_assert_cmpuint (request->history->len, ==, 1);
  line = g_ptr_array_index (request->history, 0);
  g_assert_cmpint (line->event, ==, 17);
  g_assert_cmpint (line->action, ==, YY_ACTION_SUBMIT);
  g_assert_cmpuint (request->changes->len, ==, 1);
  change = yy_change_list_find (request->changes, "/form/copies");
  g_assert_cmpstr (change->before, ==, "2");
  g_assert_cmpstr (change->after, ==, "3");
}

/* What an older service does not tell is not said; what a newer one tells is there. */
static void
test_form_members (void)
{
  g_autoptr (json_t) json = parse (request_text);
  g_autoptr (YyRequest) older = yy_wire_decode_request (json, NULL);
  g_autoptr (json_t) again = NULL;
  g_autoptr (YyRequest) read = NULL;
  g_autoptr (YyOrg) org = yy_org_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  YyJson *writer = yy_json_new ();

  g_assert_true (yy_form_is_plain (older->form));
  older->form->kind = YY_KIND_TAKE_OUT;
  older->form->confidential = YY_ANSWER_NO;
  older->form->paper = YY_ANSWER_YES;
  older->form->positions = 20;
  yy_form_set_text (&older->form->company_id, "c");
  yy_form_set_text (&older->form->unavoidable, "第一行\n第二行");
  yy_form_set_text (&older->form->confirmed, "A08 A11");
  yy_form_set_text (&older->form->out_from, "2026-11-30T09:00");
  yy_form_set_text (&older->form->out_until, "2026-11-30T17:00");
  yy_form_set_text (&older->form->destination, "市政务服务中心");
  yy_form_set_text (&older->form->carrier_id, "7");
  yy_form_set_text (&older->carrier_name, "唐");
  yy_form_set_text (&older->company_name, "禾溪餐饮");
  yy_wire_encode_request (writer, NULL, older, org);
  text = yy_json_end_text (writer);

  again = parse (text);
  read = yy_wire_decode_request (again, &error);
  g_assert_no_error (error);
  g_assert_true (yy_form_equal (read->form, older->form));
  g_assert_cmpstr (read->carrier_name, ==, "唐");
  g_assert_cmpstr (read->company_name, ==, "禾溪餐饮");

  json_object_set_new (json_object_get (again, "form"), "kind", json_string ("a-kind-of-next-year"));
  g_assert_null (yy_wire_decode_request (again, NULL));
  json_object_set_new (json_object_get (again, "form"), "kind", json_string ("stamp"));
  json_object_set_new (json_object_get (again, "form"), "positions", json_integer (21));
  g_assert_null (yy_wire_decode_request (again, NULL));
}

/* What is closed stays closed, also when the reason is unknown; what is unknown is not offered. */
static void
test_options (void)
{
  g_autoptr (json_t) json = parse (request_text);
  g_autoptr (YyRequest) request = yy_wire_decode_request (json, NULL);
  const YyOption *forward = yy_option_list_find (request->options, YY_ACTION_FORWARD);
  const YyOption *approve = yy_option_list_find (request->options, YY_ACTION_APPROVE);
  const YyOption *refuse = yy_option_list_find (request->options, YY_ACTION_REFUSE);

  g_assert_cmpuint (request->options->len, ==, 3);
  g_assert_null (forward->refusal);
  g_assert_cmpuint (forward->targets->len, ==, 1);
  g_assert_cmpint (yy_target_list_find (forward->targets, "4")->step, ==, YY_STEP_CHIEF);
  /* Found as it is typed, by syllables and by initials. */
  g_assert_true (yy_target_matches (yy_target_list_find (forward->targets, "4"), "chen"));
  g_assert_true (yy_target_matches (yy_target_list_find (forward->targets, "4"), "c"));
  g_assert_false (yy_target_matches (yy_target_list_find (forward->targets, "4"), "zhang"));
  g_assert_nonnull (approve->refusal);
  g_assert_cmpint (approve->refusal->code, ==, YY_ISSUE_NEEDS_CHIEF);
  g_assert_cmpstr (approve->refusal->rule, ==, "R19");
  g_assert_true (refuse->needs_reason);
  g_assert_nonnull (refuse->refusal);
  g_assert_null (refuse->refusal->rule);
}

/* Each member taken away or given another type: refused whole, never a half-filled request and never a crash.
 */
static void
test_request_damaged (void)
{
  g_autoptr (json_t) whole = parse (request_text);
  const char *optional[] = {
    "approver", "accepter", "stamper", "assignee", "submitted_at", "a_member_of_next_year", "seal_kind", NULL
  };
  const char *name;
  json_t *value;

  json_object_foreach (whole, name, value)
    {
      g_autoptr (json_t) without = json_copy (whole);
      g_autoptr (json_t) other = json_copy (whole);
      g_autoptr (GError) error = NULL;
      g_autoptr (YyRequest) request = NULL;

      json_object_set_new (other, name, json_is_array (value) ? json_integer (1) : json_array ());
      request = yy_wire_decode_request (other, &error);
      if (!g_str_equal (name, "a_member_of_next_year"))
        g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
      g_clear_error (&error);
      g_clear_pointer (&request, yy_request_free);

      if (g_strv_contains (optional, name))
        continue;
      json_object_del (without, name);
      request = yy_wire_decode_request (without, &error);
      g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
      g_assert_null (request);
    }
}

static void
test_no_object (void)
{
  const char *texts[] = { "null", "1", "\"x\"", "[]", "[{}]", "{}", "{\"items\":{}}", "{\"errors\":null}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (json_t) json = parse (texts[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *next = NULL;
      gint64 total;
      YyBadges badges;

      g_assert_null (yy_wire_decode_request (json, NULL));
      g_assert_null (yy_wire_decode_me (json, NULL));
      g_assert_null (yy_wire_decode_meta (json, NULL));
      g_assert_null (yy_wire_decode_page (json, NULL));
      g_assert_null (yy_wire_decode_form_options (json, NULL));
      g_assert_null (yy_wire_decode_route (json, NULL));
      g_assert_null (yy_wire_decode_sessions (json, NULL));
      g_assert_null (yy_wire_decode_issues (json, NULL));
      g_assert_null (yy_wire_decode_items (json, &next, &total, &error));
      g_assert_false (yy_wire_decode_badges (json, &badges, NULL));
      g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
    }
}

static void
test_me (void)
{
  g_autoptr (json_t) json = parse (
      "{ \"person\": { \"id\": \"7\", \"name\": \"单雄\", \"mobile\": \"\", \"office_phone\": \"\","
      "  \"units\": [ { \"id\": \"u\", \"name\": \"维修中心\" } ], \"posts\": [ \"leader\", \"post-of-next-year\" ],"
      "  \"posts_text\": \"x\" }, \"lists\": [ \"todo\", \"mine\", \"review\", \"list-of-next-year\" ],"
      "  \"badges\": { \"todo\": 3, \"review\": 1, \"stamp\": 0 } }");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyMe) me = yy_wire_decode_me (json, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (me->person->name, ==, "单雄");
  g_assert_cmpuint (me->posts, ==, 1u << YY_POST_LEADER);
  g_assert_cmpuint (me->lists, ==, 1u << YY_LIST_TODO | 1u << YY_LIST_MINE | 1u << YY_LIST_REVIEW);
  g_assert_cmpint (me->badges.todo, ==, 3);
  g_assert_cmpstr (((YyUnit *) g_ptr_array_index (me->units, 0))->name, ==, "维修中心");
}

static void
test_problem (void)
{
  g_autoptr (json_t) json = parse (
      "{ \"type\": \"about:blank\", \"title\": \"\", \"status\": 422, \"code\": \"invalid\", \"detail\": \"x\","
      "  \"errors\": [ { \"pointer\": \"/form/copies\", \"code\": \"too-small\", \"rule\": \"R31\", \"limit\": 1 },"
      "    { \"pointer\": \"/form/reason\", \"code\": \"required\" } ] }");
  g_autoptr (GError) error = NULL;
  const YyIssue *issue;

  yy_wire_decode_problem (422, json, 0, &error);
  g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
  g_assert_cmpuint (yy_error_get_issues (error)->len, ==, 2);
  issue = yy_error_find_issue (error, YY_ISSUE_TOO_SMALL);
  g_assert_cmpstr (issue->field, ==, "/form/copies");
  g_assert_cmpint (issue->limit, ==, 1);
}

/* A proxy on the way answers without a document: the person still reads what it means, and how long to wait.
 */
static void
test_problem_of_status (void)
{
  const struct
  {
    guint status;
    YyError code;
  } rows[] = { { 401, YY_ERROR_UNAUTHENTICATED }, { 404, YY_ERROR_NOT_FOUND },   { 429, YY_ERROR_THROTTLED },
               { 502, YY_ERROR_UNAVAILABLE },     { 503, YY_ERROR_UNAVAILABLE }, { 500, YY_ERROR_INTERNAL },
               { 302, YY_ERROR_INTERNAL },        { 412, YY_ERROR_CONFLICT } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      yy_wire_decode_problem (rows[i].status, NULL, 27, &error);
      g_assert_error (error, YY_ERROR, (int) rows[i].code);
      g_assert_cmpint (yy_error_get_retry_after (error), ==, 27);
      g_assert_cmpstr (error->message, !=, "");
      if (rows[i].code == YY_ERROR_THROTTLED)
        g_assert_nonnull (strstr (error->message, "27"));
    }
}

/* What is sent is what is read: a form that went to the service and back is the same. */
static void
test_content (void)
{
  g_autoptr (json_t) json = parse (request_text);
  g_autoptr (YyRequest) request = yy_wire_decode_request (json, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) back = NULL;
  g_autoptr (YyRequest) again = NULL;
  YyForm *form = request->form;

  form->kind = YY_KIND_TAKE_OUT;
  form->confidential = YY_ANSWER_YES;
  form->paper = YY_ANSWER_NO;
  form->positions = 3;
  yy_form_set_text (&form->company_id, "hexi-food");
  yy_form_set_text (&form->unavoidable, "对方只认名章，\n已去函说明。");
  yy_form_set_text (&form->confirmed, "A08 A11");
  yy_form_set_text (&form->out_from, "2099-11-30T09:00");
  yy_form_set_text (&form->out_until, "2099-11-30T17:00");
  yy_form_set_text (&form->destination, "市政务服务中心");
  yy_form_set_text (&form->carrier_id, "7");
  bytes = yy_wire_encode_content ("id", form, request->pages);
  back = yy_wire_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), YY_WIRE_SIZE_LIMIT, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json_string_value (json_object_get (back, "id")), ==, "id");
  g_assert_cmpuint (json_object_size (back), ==, 3);
  g_assert_cmpuint (json_object_size (json_object_get (back, "form")), ==, 25);
  g_assert_cmpuint (json_object_size (json_array_get (json_object_get (back, "pages"), 0)), ==, 4);
  json_object_set (json, "form", json_object_get (back, "form"));
  again = yy_wire_decode_request (json, &error);
  g_assert_no_error (error);
  g_assert_true (yy_form_equal (request->form, again->form));
}

static void
test_policy (void)
{
  g_autoptr (json_t) json = parse (
      "{ \"revision\": 4, \"may_change\": true, \"switches\": [ { \"key\": \"section-may-approve\", \"value\": \"admin\","
      "  \"default\": \"\", \"rule\": \"A02\", \"clause\": \"句。\" }, { \"key\": \"a-switch-of-next-year\","
      "  \"value\": \"blue\" } ], \"changes\": [ { \"at\": \"2026-11-24T00:00:00.000001Z\", \"actor\": null,"
      "  \"key\": \"rules\", \"before\": \"0\", \"after\": \"1\" } ] }");
  g_autoptr (json_t)
      wrong = parse ("{ \"revision\": 4, \"may_change\": false, \"switches\": [ { \"key\": \"days-ahead\","
                     "  \"value\": \"never\" } ], \"changes\": [] }");
  g_autoptr (GError) error = NULL;
  g_autoptr (YyPolicyState) state = yy_wire_decode_policy (json, &error);
  g_autoptr (YyPolicyState) none = NULL;
  const YyPolicyChange *change;

  g_assert_no_error (error);
  g_assert_cmpint (state->revision, ==, 4);
  g_assert_true (state->may_change);
  g_assert_cmpuint (state->policy.section_may_approve, ==, 1u << YY_SEAL_ADMIN);
  g_assert_true (state->policy.reviewer_required);
  g_assert_cmpuint (state->changes->len, ==, 1);
  change = g_ptr_array_index (state->changes, 0);
  g_assert_cmpstr (change->actor_name, ==, "");
  g_assert_cmpstr (change->after, ==, "1");

  /* A value that this version cannot show is no answer at all: it would be shown, and set, as another. */
  g_test_expect_message ("yy-api", G_LOG_LEVEL_WARNING, "*");
  none = yy_wire_decode_policy (wrong, &error);
  g_assert_null (none);
  g_assert_error (error, YY_ERROR, YY_ERROR_INTERNAL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire-decode/request", test_request);
  g_test_add_func ("/wire-decode/form-members", test_form_members);
  g_test_add_func ("/wire-decode/options", test_options);
  g_test_add_func ("/wire-decode/request-damaged", test_request_damaged);
  g_test_add_func ("/wire-decode/no-object", test_no_object);
  g_test_add_func ("/wire-decode/me", test_me);
  g_test_add_func ("/wire-decode/policy", test_policy);
  g_test_add_func ("/wire-decode/problem", test_problem);
  g_test_add_func ("/wire-decode/problem-of-status", test_problem_of_status);
  g_test_add_func ("/wire-decode/content", test_content);

  return g_test_run ();
}
