#include <string.h>

#include "yy-engine-requests.h"
#include "yy-error.h"
#include "yy-route.h"
#include "yy-services.h"
#include "yy-wire-encode.h"

static void
encode_policy (YyJson *json, const YyPolicy *policy)
{
  yy_json_begin_object (json, "policy");
  yy_json_add_bool (json, "reviewer-required", policy->reviewer_required);
  yy_json_add_bool (json, "major-declared", policy->major_declared);
  yy_json_add_int (json, "days-ahead", policy->days_ahead);
  yy_json_end_object (json);
}

static void
encode_seals (YyJson *json, YyOrg *org, const char *applicant_id)
{
  g_autoptr (GPtrArray) seals = yy_org_list_seals (org);

  yy_json_begin_array (json, "seals");
  for (guint i = 0; i < seals->len; i++)
    {
      const YySeal *seal = g_ptr_array_index (seals, i);
      g_autoptr (GPtrArray) keepers = yy_route_list_keepers (org, applicant_id, seal->id);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "id", seal->id);
      yy_json_add_string (json, "kind", yy_seal_kind_get_nick (seal->kind));
      yy_json_add_string (json, "name", seal->name);
      yy_json_add_string (json, "place", seal->place);
      yy_json_add_string (json, "hours", seal->hours);
      yy_wire_encode_targets (json, "keepers", keepers, org);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

/* R12: all of them, so that he who looks for one learns who applies for it. */
static void
encode_companies (YyJson *json, YyOrg *org, const char *unit_id)
{
  g_autoptr (GPtrArray) companies = yy_org_list_companies (org);

  yy_json_begin_array (json, "companies");
  for (guint i = 0; i < companies->len; i++)
    {
      const YyCompany *company = g_ptr_array_index (companies, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "id", company->id);
      yy_json_add_string (json, "name", company->name);
      yy_json_add_string (json, "unit_id", company->unit_id);
      yy_json_add_string (json, "unit_name", yy_org_get_unit_name (org, company->unit_id));
      yy_json_add_bool (json, "sponsored", g_strcmp0 (company->unit_id, unit_id) == 0);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

static void
encode_units (YyJson *json, YyOrg *org, const YyPerson *person)
{
  yy_json_begin_array (json, "units");
  for (guint i = 0; person->unit_ids[i] != NULL; i++)
    {
      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "id", person->unit_ids[i]);
      yy_json_add_string (json, "name", yy_org_get_unit_name (org, person->unit_ids[i]));
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

static void
encode_today (YyJson *json, gint64 now_usec)
{
  char text[16];
  GDate today;

  yy_clock_get_day (now_usec, &today);
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (&today), g_date_get_month (&today),
              g_date_get_day (&today));
  yy_json_add_string (json, "today", text);
}

/* The unit that is asked about: one of his own, else his main one. */
static const char *
choose_unit (const YyPerson *person, const char *asked, GError **error)
{
  if (asked == NULL)
    return person->unit_ids[0] != NULL ? person->unit_ids[0] : "";
  if (g_strv_contains ((const char *const *) person->unit_ids, asked))
    return asked;

  yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, "?unit", "R25", 0, asked);
  return NULL;
}

static gboolean
get_form_options (YyHttpCall *call, GError **error)
{
  static const char *const allowed[] = { "unit", NULL };
  YyServices *services = yy_services_get (call);
  const YyActor *actor = yy_services_get_actor (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YySnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) reviewers = NULL;
  g_autoptr (GPtrArray) carriers = NULL;
  const YyPerson *person;
  const char *unit;
  YyJson *json;

  if (db == NULL || !yy_http_call_check_query (call, allowed, error))
    return FALSE;
  snapshot = yy_engine_ref_snapshot (services->engine, db, error);
  if (snapshot == NULL)
    return FALSE;
  person = yy_org_get_person (snapshot->org, actor->person_id);
  if (person == NULL)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "Please sign in.");
      return FALSE;
    }
  unit = choose_unit (person, yy_http_call_get_query (call, "unit"), error);
  if (unit == NULL)
    return FALSE;

  reviewers = yy_route_list_reviewers (snapshot->org, person->id, unit);
  carriers = yy_route_list_carriers (snapshot->org, person->id, unit);
  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  encode_today (json, yy_engine_now (services->engine));
  encode_units (json, snapshot->org, person);
  encode_policy (json, &snapshot->policy);
  encode_seals (json, snapshot->org, person->id);
  encode_companies (json, snapshot->org, unit);
  yy_json_add_bool (json, "may_enter_paper", yy_org_is_office (snapshot->org, person->id));
  yy_wire_encode_targets (json, "reviewers", reviewers, snapshot->org);
  yy_wire_encode_targets (json, "carriers", carriers, snapshot->org);
  yy_json_begin_object (json, "defaults");
  yy_json_add_string (json, "mobile", person->mobile);
  yy_json_add_string (json, "office_phone", person->office_phone);
  yy_json_end_object (json);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

static YyStep
get_step (GPtrArray *targets)
{
  return ((YyTarget *) g_ptr_array_index (targets, 0))->step;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
read_major (YyHttpCall *call, gboolean *ret_major, GError **error)
{
  const char *word = yy_http_call_get_query (call, "major");

  *ret_major = g_strcmp0 (word, "yes") == 0;
  if (word == NULL || *ret_major || g_str_equal (word, "no"))
    return TRUE;

  yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, "?major", NULL, 0, word);
  return FALSE;
}

static gboolean
read_kind (YyHttpCall *call, YyKind *ret_kind, GError **error)
{
  const char *word = yy_http_call_get_query (call, "kind");

  *ret_kind = YY_KIND_STAMP;
  if (word == NULL || yy_kind_from_nick (word, ret_kind))
    return TRUE;

  yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, "?kind", NULL, 0, word);
  return FALSE;
}

/* F11: who will see it, before it is submitted. */
static gboolean
get_route (YyHttpCall *call, GError **error)
{
  static const char *const allowed[] = { "unit", "seal", "reviewer", "major", "kind", NULL };
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YySnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  gboolean major;
  YyKind kind;
  YyJson *json;

  if (db == NULL || !yy_http_call_check_query (call, allowed, error) || !read_major (call, &major, error) ||
      !read_kind (call, &kind, error))
    return FALSE;
  snapshot = yy_engine_ref_snapshot (services->engine, db, error);
  if (snapshot == NULL)
    return FALSE;
  steps = yy_engine_preview_route (services->engine, db, yy_services_get_actor (call),
                                   or_empty (yy_http_call_get_query (call, "unit")),
                                   or_empty (yy_http_call_get_query (call, "seal")),
                                   or_empty (yy_http_call_get_query (call, "reviewer")), major, kind, error);
  if (steps == NULL)
    return FALSE;

  json = yy_json_new ();
  yy_json_begin_object (json, NULL);
  yy_json_begin_array (json, "steps");
  for (guint i = 0; i < steps->len; i++)
    {
      GPtrArray *people = g_ptr_array_index (steps, i);
      YyStep step = get_step (people);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "step", step == YY_STEP_NONE ? "keeper" : yy_step_get_nick (step));
      yy_wire_encode_targets (json, "people", people, snapshot->org);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

const YyHttpRoute yy_http_directory_routes[] = {
  { "GET", "/api/v1/form-options", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_form_options,
    NULL },
  { "GET", "/api/v1/route", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_route, NULL },
  { NULL },
};
