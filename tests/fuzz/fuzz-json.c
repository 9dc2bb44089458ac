#include "yy-wire.h"

#include "yy-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Any bytes: they are read or refused, never more. What was read and is a text survives being written again.
 */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const allowed[] = { "a", "b", NULL };
  g_autoptr (json_t) json = yy_wire_parse ((const char *) data, size, YY_WIRE_SIZE_LIMIT, NULL);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = NULL;
  gint64 number;

  if (json == NULL)
    return 0;

  wire = yy_wire_new (json, issues);
  yy_wire_refuse_unknown (wire, allowed);
  yy_wire_get_string (wire, "a", 0, 10);
  yy_wire_get_int (wire, "b", 0, 10, &number);

  if (json_is_string (json))
    {
      YyJson *out = yy_json_new ();
      g_autofree char *text = NULL;
      g_autoptr (json_t) again = NULL;

      yy_json_add_string (out, NULL, json_string_value (json));
      text = yy_json_end_text (out);
      again = yy_wire_parse (text, strlen (text), G_MAXSIZE, NULL);
      g_assert_true (json_equal (json, again));
    }

  return 0;
}
