#include "yy-wire-decode-private.h"

static void
read_delegation (YyWire *wire, YyAbsence *absence)
{
  YyDelegation *one = yy_delegation_new ();
  g_autofree char *from_name = g_strdup ("");
  g_autofree char *to_name = g_strdup ("");
  gboolean may_end = FALSE;

  g_ptr_array_add (absence->delegations, one);
  yy_wire_read_text (wire, "id", FALSE, &one->id);
  yy_wire_read_person (wire, "from", FALSE, &one->from_id, &from_name);
  yy_wire_read_person (wire, "to", FALSE, &one->to_id, &to_name);
  yy_wire_get_enum (wire, "scope", yy_scope_from_nick, &one->scope);
  yy_wire_read_text (wire, "begins", FALSE, &one->begins);
  yy_wire_read_text (wire, "ends", FALSE, &one->ends);
  yy_wire_get_bool (wire, "ended", &one->ended);
  yy_wire_get_bool (wire, "may_end", &may_end);
  g_hash_table_replace (absence->names, g_strdup (one->from_id), g_steal_pointer (&from_name));
  g_hash_table_replace (absence->names, g_strdup (one->to_id), g_steal_pointer (&to_name));
  if (may_end)
    g_hash_table_add (absence->endable, g_strdup (one->id));
}

YyAbsence *
yy_wire_decode_absence (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyAbsence) absence = yy_absence_new ();
  json_t *array = yy_wire_get_array (wire, "delegations", 1000);

  yy_wire_read_text (wire, "today", FALSE, &absence->today);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "delegations", i);

      read_delegation (item, absence);
    }
  yy_wire_read_targets (wire, "people", absence->people);
  yy_wire_read_targets (wire, "absentees", absence->absentees);

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&absence) : NULL;
}
