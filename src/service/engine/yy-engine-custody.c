#include "yy-engine-custody.h"

#include "yy-custody-store.h"
#include "yy-engine-private.h"
#include "yy-error.h"
#include "yy-request-store.h"

gboolean
yy_engine_check_booking (
    YyDb *db, const YyForm *form, const char *request_id, GPtrArray *issues, GError **error)
{
  g_autofree char *taken = NULL;

  if (form->kind != YY_KIND_TAKE_OUT)
    return TRUE;
  taken = yy_custody_store_dup_overlap (db, form, request_id, error);
  if (taken == NULL)
    return FALSE;

  if (*taken != '\0')
    yy_issue_list_add (issues, YY_ISSUE_OUT_TAKEN, "/form/out_from", "R04", 0, taken);
  return TRUE;
}

static gboolean
is_away (YyState state)
{
  return state == YY_STATE_ACCEPTED || state == YY_STATE_OUT || state == YY_STATE_OVERDUE;
}

/* As in the index request_booked. */
static gboolean
is_booked (YyState state)
{
  return state == YY_STATE_REVIEWING || state == YY_STATE_APPROVED || is_away (state);
}

gboolean
yy_engine_check_rebooked (YyDb *db, const YyRequest *request, YyState before, GError **error)
{
  g_autofree char *taken = NULL;

  if (request->form->kind != YY_KIND_TAKE_OUT || is_booked (before) || !is_booked (request->state))
    return TRUE;
  taken = yy_custody_store_dup_overlap (db, request->form, request->id, error);
  if (taken == NULL)
    return FALSE;
  if (*taken == '\0')
    return TRUE;

  yy_error_set_one (error, YY_ERROR_RULE, YY_ISSUE_OUT_TAKEN, "/action", "R04", 0, taken);
  return FALSE;
}

gboolean
yy_engine_follow_custody (
    YyDb *db, YyOrg *org, const YyRequest *request, YyState before, const char *actor_id, GError **error)
{
  gboolean away = is_away (request->state);
  /* Whoever ends a handing out without keeping the seal (a chief who makes it void) has it not in his hands.
   */
  gboolean handed = !away && actor_id != NULL && yy_org_keeps (org, actor_id, request->form->seal_id);

  if (request->form->kind != YY_KIND_TAKE_OUT || (!is_away (before) && !away))
    return TRUE;

  return yy_custody_store_follow (db, request, handed ? actor_id : request->accepter_id, error);
}

static gboolean
sees_all (YyOrg *org, const char *person_id)
{
  return yy_org_holds_post (org, person_id, YY_POST_OFFICE_DIRECTOR, NULL) ||
         yy_org_holds_post (org, person_id, YY_POST_CHIEF, NULL);
}

GPtrArray *
yy_engine_list_bookings (YyEngine *self, YyDb *db, const YyActor *actor, const char *seal_id, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  char now[YY_CLOCK_MINUTE_SIZE];

  if (snapshot == NULL)
    return NULL;
  if (yy_org_get_seal (snapshot->org, seal_id) == NULL)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such seal.");
      return NULL;
    }

  yy_clock_format_minute (yy_engine_now (self), now);
  return yy_custody_store_list_bookings (db, snapshot->org, seal_id, now, actor->person_id, YY_BOOKINGS_MAX,
                                         error);
}

GPtrArray *
yy_engine_list_custody (YyEngine *self, YyDb *db, const YyActor *actor, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) custody = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_custody_free);
  g_autoptr (GPtrArray) seals = NULL;

  if (snapshot == NULL)
    return NULL;
  seals = yy_org_list_seals (snapshot->org);
  for (guint i = 0; i < seals->len; i++)
    {
      const YySeal *seal = g_ptr_array_index (seals, i);
      YyCustody *one;

      if (!sees_all (snapshot->org, actor->person_id) &&
          !yy_org_keeps (snapshot->org, actor->person_id, seal->id))
        continue;
      one = yy_custody_store_load (db, snapshot->org, seal->id, error);
      if (one == NULL)
        return NULL;
      g_ptr_array_add (custody, one);
    }

  return g_steal_pointer (&custody);
}

/* The service acts for nobody and in no session. */
static gboolean
raise_alarm (YyEngine *self, YyDb *db, YySnapshot *snapshot, const char *id, GError **error)
{
  static const YyActor service = { NULL, NULL };
  g_autoptr (YyRequest) request = yy_request_store_load (db, snapshot->org, id, error);
  YyState before;
  int seen;

  if (request == NULL)
    return FALSE;
  before = request->state;
  seen = request->revision;
  request->revision++;
  request->state = YY_STATE_OVERDUE;
  request->changed_usec = MAX (yy_engine_now (self), request->changed_usec);

  return yy_request_store_update (db, request, seen, error) &&
         yy_engine_record (self, db, &service, request, before, YY_STEP_NONE, YY_ACTION_ALARM, NULL, NULL,
                           error) &&
         yy_engine_follow_custody (db, snapshot->org, request, before, NULL, error);
}

gboolean
yy_engine_raise_alarms (YyEngine *self, YyDb *db, guint *ret_n, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (self, db, error);
  g_autoptr (GPtrArray) late = NULL;
  char now[YY_CLOCK_MINUTE_SIZE];

  if (snapshot == NULL)
    return FALSE;
  yy_clock_format_minute (yy_engine_now (self), now);
  late = yy_custody_store_list_late (db, now, error);
  if (late == NULL)
    return FALSE;
  for (guint i = 0; i < late->len; i++)
    {
      if (!raise_alarm (self, db, snapshot, g_ptr_array_index (late, i), error))
        return FALSE;
    }

  *ret_n = late->len;
  return TRUE;
}
