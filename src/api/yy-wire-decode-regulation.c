#include "yy-wire-decode-private.h"

YyRegulation *
yy_wire_decode_regulation (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyRegulation) regulation = yy_regulation_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  json_t *array = yy_wire_get_array (wire, "rules", YY_WIRE_LIST_MAX);

  yy_wire_read_text (wire, "title", FALSE, &regulation->title);
  yy_wire_read_text (wire, "text", TRUE, &regulation->text);
  yy_wire_get_bool (wire, "of_office", &regulation->of_office);
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "rules", i);
      const char *id = yy_wire_get_string (item, "id", 1, 64);
      const char *clause = yy_wire_get_string (item, "clause", 1, 4000);

      if (id != NULL && clause != NULL)
        yy_regulation_add_rule (regulation, id, clause);
    }

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&regulation) : NULL;
}
