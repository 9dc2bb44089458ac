#include "yy-custody-store.h"

#include "yy-booking.h"
#include "yy-db-stmt.h"
#include "yy-error.h"

/* As in the index request_booked, word for word: SQLite takes a partial index only then. */
#define BOOKED " r.kind = 'take-out' AND r.state IN ('reviewing', 'approved', 'accepted', 'out', 'overdue')"

static void
set (char **place, const char *value)
{
  yy_form_set_text (place, value);
}

static void
read_custody (YyDbStmt *stmt, YyOrg *org, YyCustody *custody)
{
  YyState state = YY_STATE_DRAFT;

  yy_seal_place_from_nick (yy_db_stmt_get_text (stmt, 0), &custody->place);
  set (&custody->request_id, yy_db_stmt_get_text (stmt, 1));
  set (&custody->keeper_id, yy_db_stmt_get_text (stmt, 2));
  set (&custody->keeper_name, yy_org_get_person_name (org, custody->keeper_id));
  set (&custody->carrier_id, yy_db_stmt_get_text (stmt, 3));
  if (*custody->carrier_id != '\0')
    set (&custody->carrier_name, yy_org_get_person_name (org, custody->carrier_id));
  custody->since_usec = yy_db_stmt_get_int (stmt, 4);
  if (custody->place == YY_PLACE_COUNTER)
    return;

  set (&custody->number, yy_db_stmt_get_text (stmt, 5));
  set (&custody->unit_name, yy_org_get_unit_name (org, yy_db_stmt_get_text (stmt, 6)));
  set (&custody->destination, yy_db_stmt_get_text (stmt, 7));
  set (&custody->until, yy_db_stmt_get_text (stmt, 8));
  yy_state_from_nick (yy_db_stmt_get_text (stmt, 9), &state);
  custody->overdue = state == YY_STATE_OVERDUE;
}

YyCustody *
yy_custody_store_load (YyDb *db, YyOrg *org, const char *seal_id, GError **error)
{
  g_autoptr (YyCustody) custody = yy_custody_new (seal_id);
  const YySeal *seal = yy_org_get_seal (org, seal_id);
  g_autoptr (YyDbStmt) stmt = NULL;

  set (&custody->seal_name, seal != NULL ? seal->name : "");
  stmt = yy_db_query (
      db, error,
      "SELECT c.place, c.request_id, c.keeper_id, c.carrier_id, e.at_usec, r.number, r.unit_id, r.destination,"
      " r.out_until, r.state FROM custody c JOIN event e ON e.event_index = c.event_index"
      " LEFT JOIN request r ON r.request_id = c.request_id WHERE c.seal_id = ?1",
      YY_TEXT (seal_id));
  if (stmt == NULL)
    return NULL;
  if (yy_db_stmt_step (stmt, error))
    read_custody (stmt, org, custody);

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&custody);
}

static YySealPlace
find_place (YyState state)
{
  switch (state)
    {
    case YY_STATE_ACCEPTED:
      return YY_PLACE_HANDING;
    case YY_STATE_OUT:
    case YY_STATE_OVERDUE:
      return YY_PLACE_OUT;
    default:
      return YY_PLACE_COUNTER;
    }
}

gboolean
yy_custody_store_follow (YyDb *db, const YyRequest *request, const char *keeper_id, GError **error)
{
  YySealPlace place = find_place (request->state);
  gboolean away = place != YY_PLACE_COUNTER;

  /* The primary key refuses a second place, the checks a single person: a mistake anywhere above ends the
   * transaction here. */
  if (!yy_db_run (db, error,
                  "INSERT INTO custody (seal_id, place, request_id, keeper_id, carrier_id, event_index)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, (SELECT max (event_index) FROM event))"
                  " ON CONFLICT (seal_id) DO UPDATE SET place = excluded.place,"
                  " request_id = excluded.request_id, keeper_id = excluded.keeper_id,"
                  " carrier_id = excluded.carrier_id, event_index = excluded.event_index"
                  " WHERE custody.request_id IS NULL OR custody.request_id = ?6",
                  YY_TEXT (request->form->seal_id), YY_TEXT (yy_seal_place_get_nick (place)),
                  YY_TEXT (away ? request->id : NULL), YY_TEXT (keeper_id),
                  YY_TEXT (place == YY_PLACE_OUT ? request->form->carrier_id : NULL), YY_TEXT (request->id)))
    return FALSE;
  if (yy_db_get_changes (db) != 1)
    {
      yy_error_set_one (error, YY_ERROR_RULE, YY_ISSUE_SEAL_AWAY, "/action", "R05", 0, request->seal_name);
      return FALSE;
    }

  return TRUE;
}

char *
yy_custody_store_dup_overlap (YyDb *db, const YyForm *form, const char *request_id, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT r.out_from, r.out_until FROM request r WHERE r.seal_id = ?1 AND" BOOKED
                      " AND r.out_from < ?3 AND r.out_until > ?2 AND r.request_id <> ?4"
                      " ORDER BY r.out_from LIMIT 1",
                      YY_TEXT (form->seal_id), YY_TEXT (form->out_from), YY_TEXT (form->out_until),
                      YY_TEXT (request_id));
  if (stmt == NULL)
    return NULL;
  if (yy_db_stmt_step (stmt, error))
    {
      g_autofree char *when =
          g_strdup_printf ("%s – %s", yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_text (stmt, 1));

      return g_strdup (g_strdelimit (when, "T", ' '));
    }

  return yy_db_stmt_has_failed (stmt) ? NULL : g_strdup ("");
}

GPtrArray *
yy_custody_store_list_bookings (YyDb *db,
                                YyOrg *org,
                                const char *seal_id,
                                const char *now,
                                const char *person_id,
                                guint limit,
                                GError **error)
{
  g_autoptr (GPtrArray) bookings = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_booking_free);
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT r.out_from, r.out_until, r.unit_id, r.state, r.applicant_id FROM request r"
                      " WHERE r.seal_id = ?1 AND" BOOKED
                      " AND (r.out_until > ?2 OR r.state IN ('out', 'overdue')) ORDER BY r.out_from LIMIT ?3",
                      YY_TEXT (seal_id), YY_TEXT (now), YY_INT (limit));
  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    {
      YyBooking *booking = yy_booking_new ();

      g_ptr_array_add (bookings, booking);
      set (&booking->from, yy_db_stmt_get_text (stmt, 0));
      set (&booking->until, yy_db_stmt_get_text (stmt, 1));
      set (&booking->unit_name, yy_org_get_unit_name (org, yy_db_stmt_get_text (stmt, 2)));
      yy_state_from_nick (yy_db_stmt_get_text (stmt, 3), &booking->state);
      booking->own = g_strcmp0 (yy_db_stmt_get_text (stmt, 4), person_id) == 0;
    }

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&bookings);
}

GPtrArray *
yy_custody_store_list_late (YyDb *db, const char *now, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt =
      yy_db_query (db, error,
                   "SELECT r.request_id FROM request r WHERE r.state IN ('out', 'overdue')"
                   " AND r.state = 'out' AND r.kind = 'take-out' AND r.out_until <= ?1 ORDER BY r.out_until",
                   YY_TEXT (now));
  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (ids, yy_db_stmt_dup_text (stmt, 0));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&ids);
}
