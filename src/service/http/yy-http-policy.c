#include "yy-engine-policy.h"
#include "yy-error.h"
#include "yy-rule.h"
#include "yy-services.h"
#include "yy-wire-encode.h"
#include "yy-wire.h"

#define VALUE_MAX 200

static void
encode_switches (YyJson *json, const YyPolicy *policy)
{
  const char *const *keys = yy_policy_list_keys ();
  YyPolicy usual;

  yy_policy_init (&usual);
  yy_json_begin_array (json, "switches");
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = yy_policy_dup (policy, keys[i]);
      g_autofree char *usually = yy_policy_dup (&usual, keys[i]);
      const char *rule = yy_policy_get_rule (keys[i]);

      /* What nobody has found words for is for the operator alone. */
      if (rule == NULL)
        continue;
      yy_json_begin_object (json, NULL);
      yy_json_add_string (json, "key", keys[i]);
      yy_json_add_string (json, "value", value);
      yy_json_add_string (json, "default", usually);
      yy_json_add_string (json, "rule", rule);
      yy_json_add_string (json, "clause", yy_rule_get_clause (rule));
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

static void
encode_changes (YyJson *json, GPtrArray *changes)
{
  yy_json_begin_array (json, "changes");
  for (guint i = 0; i < changes->len; i++)
    {
      const YyPolicyChange *change = g_ptr_array_index (changes, i);

      yy_json_begin_object (json, NULL);
      yy_json_add_time (json, "at", change->at_usec);
      yy_wire_encode_person (json, "actor", change->actor_id, change->actor_name);
      yy_json_add_string (json, "key", change->key);
      yy_json_add_string (json, "before", change->before);
      yy_json_add_string (json, "after", change->after);
      yy_json_end_object (json);
    }
  yy_json_end_array (json);
}

static gboolean
answer (YyHttpCall *call, const YyPolicyState *state)
{
  YyJson *json = yy_json_new ();

  yy_json_begin_object (json, NULL);
  yy_json_add_int (json, "revision", state->revision);
  yy_json_add_bool (json, "may_change", state->may_change);
  encode_switches (json, &state->policy);
  encode_changes (json, state->changes);
  yy_json_end_object (json);
  yy_http_call_set_etag_revision (call, state->revision);
  return yy_http_call_answer_json (call, 200, json);
}

static gboolean
get_policy (YyHttpCall *call, GError **error)
{
  static const char *const allowed[] = { NULL };
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyPolicyState) state = NULL;

  if (db == NULL || !yy_http_call_check_query (call, allowed, error))
    return FALSE;
  state = yy_engine_load_policy (services->engine, db, yy_services_get_actor (call), error);

  return state != NULL && answer (call, state);
}

/* No idempotency key: what is set already changes nothing, and a second try names a revision that is over. */
static gboolean
change_policy (YyHttpCall *call, GError **error)
{
  static const char *const members[] = { "key", "value", NULL };
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (yy_http_call_get_json (call), issues);
  g_autoptr (YyPolicyState) state = NULL;
  const char *key;
  const char *value;
  gint64 seen;

  yy_wire_refuse_unknown (wire, members);
  key = yy_wire_get_string (wire, "key", 1, 64);
  value = yy_wire_get_string (wire, "value", 0, VALUE_MAX);
  if (db == NULL || !yy_wire_finish (wire, error) || !yy_http_call_get_if_match (call, &seen, error))
    return FALSE;
  state = yy_engine_change_policy (services->engine, db, yy_services_get_actor (call),
                                   (int) MIN (seen, G_MAXINT), key, value, error);

  return state != NULL && answer (call, state);
}

const YyHttpRoute yy_http_policy_routes[] = {
  { "GET", "/api/v1/policy", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_policy, NULL },
  { "POST", "/api/v1/policy", YY_HTTP_LANE_WRITE, YY_HTTP_NONE, 0, YY_HTTP_BODY_JSON, YY_HTTP_JSON_LIMIT,
    change_policy, NULL },
  { NULL },
};
