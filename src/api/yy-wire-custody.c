#include "yy-wire-custody.h"

#include "yy-wire-decode-private.h"
#include "yy-wire-encode.h"

void
yy_wire_encode_custody (YyJson *json, const char *name, const YyCustody *custody)
{
  yy_json_begin_object (json, name);
  yy_json_add_string (json, "seal_id", custody->seal_id);
  yy_json_add_string (json, "seal_name", custody->seal_name);
  yy_json_add_string (json, "place", yy_seal_place_get_nick (custody->place));
  yy_json_add_string (json, "request_id", custody->request_id);
  yy_json_add_string (json, "number", custody->number);
  yy_wire_encode_person (json, "keeper", custody->keeper_id, custody->keeper_name);
  yy_wire_encode_person (json, "carrier", custody->carrier_id, custody->carrier_name);
  yy_json_add_string (json, "unit_name", custody->unit_name);
  yy_json_add_string (json, "destination", custody->destination);
  yy_json_add_string (json, "until", custody->until);
  yy_json_add_optional_time (json, "since", custody->since_usec);
  yy_json_add_bool (json, "overdue", custody->overdue);
  yy_json_end_object (json);
}

void
yy_wire_encode_booking (YyJson *json, const char *name, const YyBooking *booking)
{
  yy_json_begin_object (json, name);
  yy_json_add_string (json, "from", booking->from);
  yy_json_add_string (json, "until", booking->until);
  yy_json_add_string (json, "unit_name", booking->unit_name);
  yy_json_add_string (json, "state", yy_state_get_nick (booking->state));
  yy_json_add_bool (json, "own", booking->own);
  yy_json_end_object (json);
}

static YyCustody *
read_custody (YyWire *item)
{
  YyCustody *custody = yy_custody_new ("");

  yy_wire_read_text (item, "seal_id", FALSE, &custody->seal_id);
  yy_wire_read_text (item, "seal_name", FALSE, &custody->seal_name);
  yy_wire_get_enum (item, "place", yy_seal_place_from_nick, &custody->place);
  yy_wire_read_text (item, "request_id", TRUE, &custody->request_id);
  yy_wire_read_text (item, "number", TRUE, &custody->number);
  yy_wire_read_person (item, "keeper", TRUE, &custody->keeper_id, &custody->keeper_name);
  yy_wire_read_person (item, "carrier", TRUE, &custody->carrier_id, &custody->carrier_name);
  yy_wire_read_text (item, "unit_name", TRUE, &custody->unit_name);
  yy_wire_read_text (item, "destination", TRUE, &custody->destination);
  yy_wire_read_text (item, "until", TRUE, &custody->until);
  yy_wire_read_time (item, "since", TRUE, &custody->since_usec);
  yy_wire_get_bool (item, "overdue", &custody->overdue);

  return custody;
}

YyCustody *
yy_wire_read_custody (YyWire *wire, const char *name)
{
  g_autoptr (YyWire) item = yy_wire_get_optional_object (wire, name);

  return item != NULL ? read_custody (item) : NULL;
}

GPtrArray *
yy_wire_decode_bookings (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) bookings = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_booking_free);
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  json_t *array = yy_wire_get_array (wire, "bookings", YY_WIRE_LIST_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "bookings", i);
      YyBooking *booking = yy_booking_new ();

      g_ptr_array_add (bookings, booking);
      yy_wire_read_text (item, "from", FALSE, &booking->from);
      yy_wire_read_text (item, "until", FALSE, &booking->until);
      yy_wire_read_text (item, "unit_name", FALSE, &booking->unit_name);
      yy_wire_get_enum (item, "state", yy_state_from_nick, &booking->state);
      yy_wire_get_bool (item, "own", &booking->own);
    }

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&bookings) : NULL;
}

GPtrArray *
yy_wire_decode_custody_list (json_t *json, GError **error)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GPtrArray) seals = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_custody_free);
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  json_t *array = yy_wire_get_array (wire, "seals", YY_WIRE_LIST_MAX);

  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (YyWire) item = yy_wire_get_item (wire, "seals", i);

      g_ptr_array_add (seals, read_custody (item));
    }

  return yy_wire_end (wire, issues, error) ? g_steal_pointer (&seals) : NULL;
}
