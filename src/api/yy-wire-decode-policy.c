#include "yy-wire-decode-private.h"

/* A switch of a newer service that this one has no words for is left out. */
static void
read_switches (YyWire *wire, YyPolicy *policy)
{
  json_t *array = yy_wire_get_array (wire, "switches", 100);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "switches", i);
      const char *key = yy_wire_get_string (item, "key", 1, 64);
      const char *value = yy_wire_get_string (item, "value", 0, 200);

      if (key != NULL && value != NULL && yy_policy_get_title (key) != NULL &&
          !yy_policy_set (policy, key, value))
        yy_wire_refuse_value (item, "value", value);
    }
}

static void
read_changes (YyWire *wire, GPtrArray *changes)
{
  json_t *array = yy_wire_get_array (wire, "changes", YY_POLICY_CHANGES_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "changes", i);
      YyPolicyChange *change = yy_policy_change_new ();

      g_ptr_array_add (changes, change);
      yy_wire_read_time (item, "at", FALSE, &change->at_usec);
      yy_wire_read_person (item, "actor", TRUE, &change->actor_id, &change->actor_name);
      yy_wire_read_text (item, "key", FALSE, &change->key);
      yy_wire_read_text (item, "before", TRUE, &change->before);
      yy_wire_read_text (item, "after", TRUE, &change->after);
    }
}

YyPolicyState *
yy_wire_decode_policy (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyPolicyState) state = yy_policy_state_new ();

  yy_wire_read_int (wire, "revision", G_MAXINT, &state->revision);
  yy_wire_get_bool (wire, "may_change", &state->may_change);
  read_switches (wire, &state->policy);
  read_changes (wire, state->changes);

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&state) : NULL;
}
