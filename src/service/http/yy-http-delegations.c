#include "yy-delegation-check.h"
#include "yy-engine-delegations.h"
#include "yy-error.h"
#include "yy-form.h"
#include "yy-services.h"
#include "yy-wire-encode.h"
#include "yy-wire.h"

static void
add_person (GPtrArray *targets, YyOrg *org, const YyPerson *person)
{
  g_autofree char *posts = yy_org_dup_posts_text (org, person->id);

  g_ptr_array_add (
      targets,
      yy_target_new (person->id, person->name,
                     person->unit_ids[0] != NULL ? yy_org_get_unit_name (org, person->unit_ids[0]) : "",
                     posts, YY_STEP_NONE, FALSE));
}

/* Whom he may name: only who arranges something needs everybody's names. */
static void
encode_people (YyJson *json, const YyDelegationState *state, const char *actor_id)
{
  g_autoptr (GPtrArray) everybody = yy_org_list_people (state->org);
  g_autoptr (GPtrArray) people = yy_target_list_new ();
  g_autoptr (GPtrArray) absentees = yy_target_list_new ();
  gboolean arranges = state->may_give || state->may_arrange_for_others;

  for (guint i = 0; arranges && i < everybody->len; i++)
    {
      const YyPerson *person = g_ptr_array_index (everybody, i);

      if (!person->active)
        continue;
      if (!g_str_equal (person->id, actor_id))
        add_person (people, state->org, person);
      if (yy_delegation_may_be_given (state->org, person->id) &&
          yy_delegation_may_arrange (state->org, actor_id, person->id))
        add_person (absentees, state->org, person);
    }
  yy_wire_encode_targets (json, "people", people, state->org);
  yy_wire_encode_targets (json, "absentees", absentees, state->org);
}

static gboolean
answer (YyHttpCall *call, const YyDelegationState *state)
{
  const char *actor_id = yy_services_get_actor (call)->person_id;
  YyJson *json = yy_json_new ();

  yy_json_begin_object (json, NULL);
  yy_json_add_string (json, "today", yy_org_get_today (state->org));
  yy_json_begin_array (json, "delegations");
  for (guint i = 0; i < state->delegations->len; i++)
    {
      const YyDelegation *one = g_ptr_array_index (state->delegations, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "id", one->id);
      yy_wire_encode_person (json, "from", one->from_id, yy_org_get_person_name (state->org, one->from_id));
      yy_wire_encode_person (json, "to", one->to_id, yy_org_get_person_name (state->org, one->to_id));
      yy_json_add_string (json, "scope", yy_scope_get_nick (one->scope));
      yy_json_add_string (json, "begins", one->begins);
      yy_json_add_string (json, "ends", one->ends);
      yy_json_add_bool (json, "ended", one->ended);
      yy_json_add_bool (json, "may_end",
                        !one->ended && yy_delegation_may_arrange (state->org, actor_id, one->from_id));
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
  encode_people (json, state, actor_id);
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, 200, json);
}

static gboolean
list_delegations (YyHttpCall *call, GError **error)
{
  static const char *const allowed[] = { NULL };
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyDelegationState) state = NULL;

  if (db == NULL || !yy_http_call_check_query (call, allowed, error))
    return FALSE;
  state = yy_engine_list_delegations (services->engine, db, yy_services_get_actor (call), error);

  return state != NULL && answer (call, state);
}

/* No idempotency key: the id is made by who arranges it, and the same once more changes nothing. */
static gboolean
give_delegation (YyHttpCall *call, GError **error)
{
  static const char *const members[] = { "id", "from_id", "to_id", "scope", "begins", "ends", NULL };
  YyServices *services = yy_services_get (call);
  const YyActor *actor = yy_services_get_actor (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (yy_http_call_get_json (call), issues);
  g_autoptr (YyDelegation) delegation = yy_delegation_new ();
  g_autoptr (YyDelegationState) state = NULL;

  yy_wire_refuse_unknown (wire, members);
  yy_form_set_text (&delegation->id, yy_wire_get_string (wire, "id", 36, 36));
  yy_form_set_text (&delegation->from_id, yy_wire_get_string (wire, "from_id", 1, 64));
  yy_form_set_text (&delegation->to_id, yy_wire_get_string (wire, "to_id", 0, 64));
  yy_form_set_text (&delegation->begins, yy_wire_get_string (wire, "begins", 0, 10));
  yy_form_set_text (&delegation->ends, yy_wire_get_string (wire, "ends", 0, 10));
  yy_wire_get_enum (wire, "scope", yy_scope_from_nick, &delegation->scope);
  if (db == NULL || !yy_wire_finish (wire, error) ||
      !yy_engine_give_delegation (services->engine, db, actor, delegation, error))
    return FALSE;
  state = yy_engine_list_delegations (services->engine, db, actor, error);

  return state != NULL && answer (call, state);
}

static gboolean
end_delegation (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  const YyActor *actor = yy_services_get_actor (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyDelegationState) state = NULL;

  if (db == NULL ||
      !yy_engine_end_delegation (services->engine, db, actor, yy_http_call_get_param (call, "id"), error))
    return FALSE;
  state = yy_engine_list_delegations (services->engine, db, actor, error);

  return state != NULL && answer (call, state);
}

const YyHttpRoute yy_http_delegation_routes[] = {
  { "GET", "/api/v1/delegations", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, list_delegations,
    NULL },
  { "POST", "/api/v1/delegations", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_JSON, YY_HTTP_JSON_LIMIT,
    give_delegation, NULL },
  { "POST", "/api/v1/delegations/{id}/end", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0,
    end_delegation, NULL },
  { NULL },
};
