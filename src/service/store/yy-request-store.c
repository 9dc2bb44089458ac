#include "yy-request-store.h"

#include "yy-custody-store.h"
#include "yy-db-stmt.h"
#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-picture-store.h"
#include "yy-rule-store.h"

static void
set (char **place, const char *value)
{
  yy_form_set_text (place, value);
}

static void
read_later (YyDbStmt *stmt, YyForm *form, int first)
{
  yy_kind_from_nick (yy_db_stmt_get_text (stmt, first), &form->kind);
  set (&form->company_id, yy_db_stmt_get_text (stmt, first + 1));
  set (&form->unavoidable, yy_db_stmt_get_text (stmt, first + 2));
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, first + 3), &form->confidential);
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, first + 4), &form->paper);
  form->positions = (int) yy_db_stmt_get_int (stmt, first + 5);
  set (&form->confirmed, yy_db_stmt_get_text (stmt, first + 6));
  set (&form->out_from, yy_db_stmt_get_text (stmt, first + 7));
  set (&form->out_until, yy_db_stmt_get_text (stmt, first + 8));
  set (&form->destination, yy_db_stmt_get_text (stmt, first + 9));
  set (&form->carrier_id, yy_db_stmt_get_text (stmt, first + 10));
}

static void
read_form (YyDbStmt *stmt, YyForm *form, int first)
{
  set (&form->unit_id, yy_db_stmt_get_text (stmt, first));
  set (&form->office_phone, yy_db_stmt_get_text (stmt, first + 1));
  set (&form->mobile, yy_db_stmt_get_text (stmt, first + 2));
  set (&form->material_name, yy_db_stmt_get_text (stmt, first + 3));
  set (&form->use_date, yy_db_stmt_get_text (stmt, first + 4));
  set (&form->seal_id, yy_db_stmt_get_text (stmt, first + 5));
  set (&form->seal_text, yy_db_stmt_get_text (stmt, first + 6));
  form->copies = (int) yy_db_stmt_get_int (stmt, first + 7);
  set (&form->reason, yy_db_stmt_get_text (stmt, first + 8));
  set (&form->reviewer_id, yy_db_stmt_get_text (stmt, first + 9));
  set (&form->keeper_id, yy_db_stmt_get_text (stmt, first + 10));
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, first + 11), &form->contract);
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, first + 12), &form->major);
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, first + 13), &form->not_blank);
  read_later (stmt, form, first + 14);
}

static void
read_person (YyDbStmt *stmt, int column, YyOrg *org, char **id, char **name)
{
  const char *text = yy_db_stmt_get_text (stmt, column);

  set (id, text);
  set (name, text != NULL ? yy_org_get_person_name (org, text) : NULL);
}

static void
fill_names (YyRequest *request, YyOrg *org)
{
  const YySeal *seal = yy_org_get_seal (org, request->form->seal_id);

  set (&request->unit_name, yy_org_get_unit_name (org, request->form->unit_id));
  set (&request->reviewer_name, yy_org_get_person_name (org, request->form->reviewer_id));
  set (&request->keeper_name, yy_org_get_person_name (org, request->form->keeper_id));
  set (&request->carrier_name, yy_org_get_person_name (org, request->form->carrier_id));
  set (&request->company_name, yy_org_get_company_name (org, request->form->company_id));
  if (seal != NULL)
    {
      set (&request->seal_name, seal->name);
      set (&request->place, seal->place);
      set (&request->hours, seal->hours);
      request->seal_kind = seal->kind;
    }
  for (guint i = 0; i < request->history->len; i++)
    {
      YyHistory *line = g_ptr_array_index (request->history, i);

      set (&line->actor_name, yy_org_get_person_name (org, line->actor_id));
      set (&line->next_name, yy_org_get_person_name (org, line->next_id));
      if (*line->for_id != '\0')
        set (&line->for_name, yy_org_get_person_name (org, line->for_id));
    }
}

static YyRequest *
read_request (YyDbStmt *stmt, YyOrg *org, const char *id)
{
  YyRequest *request = yy_request_new (id);

  set (&request->number, yy_db_stmt_get_text (stmt, 0));
  request->revision = (int) yy_db_stmt_get_int (stmt, 1);
  request->round = (int) yy_db_stmt_get_int (stmt, 2);
  yy_state_from_nick (yy_db_stmt_get_text (stmt, 3), &request->state);
  yy_step_from_nick (yy_db_stmt_get_text (stmt, 4), &request->step);
  read_person (stmt, 5, org, &request->applicant_id, &request->applicant_name);
  read_person (stmt, 6, org, &request->assignee_id, &request->assignee_name);
  read_person (stmt, 7, org, &request->approver_id, &request->approver_name);
  read_person (stmt, 8, org, &request->accepter_id, &request->accepter_name);
  read_person (stmt, 9, org, &request->stamper_id, &request->stamper_name);
  set (&request->digest, yy_db_stmt_get_text (stmt, 10));
  request->stamped_copies = (int) yy_db_stmt_get_int (stmt, 11);
  request->created_usec = yy_db_stmt_get_int (stmt, 12);
  request->changed_usec = yy_db_stmt_get_int (stmt, 13);
  request->submitted_usec = yy_db_stmt_get_int (stmt, 14);
  read_form (stmt, request->form, 15);

  return request;
}

static gboolean
load_pages (YyDb *db, YyRequest *request, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT p.kind, p.sha256, p.original_sha256, p.name, p.rotation, i.mime, i.size, i.width, i.height,"
      " i.blank, i.blank_confidence, i.blank_regions"
      " FROM page p JOIN picture i ON i.sha256 = p.sha256 WHERE p.request_id = ?1 ORDER BY p.kind, p.position",
      YY_TEXT (request->id));
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      gboolean stamped = g_str_equal (yy_db_stmt_get_text (stmt, 0), "stamped");

      YyPage *page = yy_page_new (yy_db_stmt_get_text (stmt, 1), yy_db_stmt_get_text (stmt, 2),
                                  yy_db_stmt_get_text (stmt, 3), yy_db_stmt_get_text (stmt, 5),
                                  yy_db_stmt_get_int (stmt, 6), (int) yy_db_stmt_get_int (stmt, 7),
                                  (int) yy_db_stmt_get_int (stmt, 8), (int) yy_db_stmt_get_int (stmt, 4));

      yy_picture_store_read_blank (stmt, 9, page);
      g_ptr_array_add (stamped ? request->stamped_pages : request->pages, page);
    }

  return !yy_db_stmt_has_failed (stmt);
}

/* R05: where the seal is interests whoever has to do with it, from the approval on. */
static gboolean
load_custody (YyDb *db, YyOrg *org, YyRequest *request, GError **error)
{
  if (request->state != YY_STATE_APPROVED && request->state != YY_STATE_ACCEPTED &&
      request->state != YY_STATE_OUT && request->state != YY_STATE_OVERDUE)
    return TRUE;

  request->custody = yy_custody_store_load (db, org, request->form->seal_id, error);
  return request->custody != NULL;
}

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such request.");
}

YyRequest *
yy_request_store_load (YyDb *db, YyOrg *org, const char *id, GError **error)
{
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT number, revision, round, state, step, applicant_id, assignee_id, approver_id, accepter_id,"
      " stamper_id, digest, stamped_copies, created_usec, changed_usec, submitted_usec,"
      " unit_id, office_phone, mobile, material_name, use_date, seal_id, seal_text, copies, reason,"
      " reviewer_id, keeper_id, contract, major, not_blank, kind, company_id, unavoidable, confidential, paper,"
      " positions, confirmed, out_from, out_until, destination, carrier_id FROM request WHERE request_id = ?1",
      YY_TEXT (id));
  if (stmt == NULL)
    return NULL;
  if (!yy_db_stmt_step (stmt, error))
    {
      if (!yy_db_stmt_has_failed (stmt))
        set_not_found (error);
      return NULL;
    }

  request = read_request (stmt, org, id);
  g_ptr_array_unref (request->history);
  request->history = yy_event_store_list_history (db, id, error);
  if (request->history == NULL)
    {
      request->history = g_ptr_array_new ();
      return NULL;
    }
  if (!load_pages (db, request, error) || !yy_rule_store_load_request (db, request, error) ||
      !load_custody (db, org, request, error))
    return NULL;
  fill_names (request, org);

  return g_steal_pointer (&request);
}

/* The first column of all rows; %NULL when @stmt is. */
static GPtrArray *
gather_ids (YyDbStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (ids, yy_db_stmt_dup_text (stmt, 0));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&ids);
}

GPtrArray *
yy_request_store_list_ids (YyDb *db, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query (db, error, "SELECT request_id FROM request ORDER BY request_id");

  return gather_ids (stmt, error);
}

GPtrArray *
yy_request_store_list_ids_since (YyDb *db, gint64 since_usec, GError **error)
{
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error,
                          "SELECT h.request_id FROM history h JOIN request r ON r.request_id = h.request_id"
                          " WHERE h.at_usec >= ?1 GROUP BY h.request_id ORDER BY min (h.event_index)",
                          YY_INT (since_usec));

  return gather_ids (stmt, error);
}

YyPage *
yy_request_store_load_page (
    YyDb *db, const char *id, gboolean stamped, guint position, YyRequest **ret_request, GError **error)
{
  g_autoptr (YyRequest) request = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT r.applicant_id, r.assignee_id, r.state, r.round, r.seal_id, p.sha256, p.original_sha256, p.name,"
      " p.rotation, i.mime, i.size, i.width, i.height FROM request r JOIN page p ON p.request_id = r.request_id"
      " AND p.kind = ?2 AND p.position = ?3 JOIN picture i ON i.sha256 = p.sha256 WHERE r.request_id = ?1",
      YY_TEXT (id), YY_TEXT (stamped ? "stamped" : "material"), YY_INT (position));
  if (stmt == NULL)
    return NULL;
  if (!yy_db_stmt_step (stmt, error))
    {
      if (!yy_db_stmt_has_failed (stmt))
        set_not_found (error);
      return NULL;
    }

  request = yy_request_new (id);
  set (&request->applicant_id, yy_db_stmt_get_text (stmt, 0));
  set (&request->assignee_id, yy_db_stmt_get_text (stmt, 1));
  yy_state_from_nick (yy_db_stmt_get_text (stmt, 2), &request->state);
  request->round = (int) yy_db_stmt_get_int (stmt, 3);
  set (&request->form->seal_id, yy_db_stmt_get_text (stmt, 4));
  *ret_request = g_steal_pointer (&request);
  return yy_page_new (yy_db_stmt_get_text (stmt, 5), yy_db_stmt_get_text (stmt, 6),
                      yy_db_stmt_get_text (stmt, 7), yy_db_stmt_get_text (stmt, 9),
                      yy_db_stmt_get_int (stmt, 10), (int) yy_db_stmt_get_int (stmt, 11),
                      (int) yy_db_stmt_get_int (stmt, 12), (int) yy_db_stmt_get_int (stmt, 8));
}

char *
yy_request_store_dup_id_of_number (YyDb *db, const char *number, GError **error)
{
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error, "SELECT request_id FROM request WHERE number = ?1", YY_TEXT (number));

  if (stmt == NULL)
    return NULL;
  if (!yy_db_stmt_step (stmt, error))
    {
      if (!yy_db_stmt_has_failed (stmt))
        set_not_found (error);
      return NULL;
    }

  return yy_db_stmt_dup_text (stmt, 0);
}

/* "" is kept as NULL where the column names a person or is unique. */
static const char *
or_null (const char *text)
{
  return *text != '\0' ? text : NULL;
}

gboolean
yy_request_store_insert (YyDb *db, const YyRequest *request, GError **error)
{
  const YyForm *form = request->form;

  return yy_db_run (
             db, error,
             "INSERT INTO request (request_id, number, revision, round, state, step, applicant_id, digest, created_usec,"
             " changed_usec, submitted_usec, unit_id, office_phone, mobile, material_name, use_date, seal_id, seal_text,"
             " copies, reason, reviewer_id, keeper_id, contract, major, not_blank, n_pages, kind, company_id, unavoidable,"
             " confidential, paper, positions, confirmed, out_from, out_until, destination, carrier_id)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,"
             " ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37)",
             YY_TEXT (request->id), YY_TEXT (or_null (request->number)), YY_INT (request->revision),
             YY_INT (request->round), YY_TEXT (yy_state_get_nick (request->state)),
             YY_TEXT (yy_step_get_nick (request->step)), YY_TEXT (request->applicant_id),
             YY_TEXT (request->digest), YY_INT (request->created_usec), YY_INT (request->changed_usec),
             YY_INT (request->submitted_usec), YY_TEXT (form->unit_id), YY_TEXT (form->office_phone),
             YY_TEXT (form->mobile), YY_TEXT (form->material_name), YY_TEXT (form->use_date),
             YY_TEXT (form->seal_id), YY_TEXT (form->seal_text), YY_INT (form->copies),
             YY_TEXT (form->reason), YY_TEXT (form->reviewer_id), YY_TEXT (form->keeper_id),
             YY_TEXT (yy_answer_get_nick (form->contract)), YY_TEXT (yy_answer_get_nick (form->major)),
             YY_TEXT (yy_answer_get_nick (form->not_blank)), YY_INT (request->pages->len),
             YY_TEXT (yy_kind_get_nick (form->kind)), YY_TEXT (form->company_id), YY_TEXT (form->unavoidable),
             YY_TEXT (yy_answer_get_nick (form->confidential)), YY_TEXT (yy_answer_get_nick (form->paper)),
             YY_INT (form->positions), YY_TEXT (form->confirmed), YY_TEXT (form->out_from),
             YY_TEXT (form->out_until), YY_TEXT (form->destination), YY_TEXT (form->carrier_id)) &&
         yy_request_store_put_pages (db, request->id, FALSE, request->pages, error);
}

gboolean
yy_request_store_update (YyDb *db, const YyRequest *request, int seen, GError **error)
{
  const YyForm *form = request->form;

  if (!yy_db_run (
          db, error,
          "UPDATE request SET number = ?3, revision = ?4, round = ?5, state = ?6, step = ?7, assignee_id = ?8,"
          " approver_id = ?9, accepter_id = ?10, stamper_id = ?11, digest = ?12, stamped_copies = ?13,"
          " changed_usec = ?14, submitted_usec = ?15, unit_id = ?16, office_phone = ?17, mobile = ?18,"
          " material_name = ?19, use_date = ?20, seal_id = ?21, seal_text = ?22, copies = ?23, reason = ?24,"
          " reviewer_id = ?25, keeper_id = ?26, contract = ?27, major = ?28, not_blank = ?29, n_pages = ?30,"
          " kind = ?31, company_id = ?32, unavoidable = ?33, confidential = ?34,"
          " paper = ?35, positions = ?36, confirmed = ?37, out_from = ?38,"
          " out_until = ?39, destination = ?40, carrier_id = ?41, urged_usec = 0"
          " WHERE request_id = ?1 AND revision = ?2",
          YY_TEXT (request->id), YY_INT (seen), YY_TEXT (or_null (request->number)),
          YY_INT (request->revision), YY_INT (request->round), YY_TEXT (yy_state_get_nick (request->state)),
          YY_TEXT (yy_step_get_nick (request->step)), YY_TEXT (or_null (request->assignee_id)),
          YY_TEXT (or_null (request->approver_id)), YY_TEXT (or_null (request->accepter_id)),
          YY_TEXT (or_null (request->stamper_id)), YY_TEXT (request->digest),
          YY_INT (request->stamped_copies), YY_INT (request->changed_usec), YY_INT (request->submitted_usec),
          YY_TEXT (form->unit_id), YY_TEXT (form->office_phone), YY_TEXT (form->mobile),
          YY_TEXT (form->material_name), YY_TEXT (form->use_date), YY_TEXT (form->seal_id),
          YY_TEXT (form->seal_text), YY_INT (form->copies), YY_TEXT (form->reason),
          YY_TEXT (form->reviewer_id), YY_TEXT (form->keeper_id),
          YY_TEXT (yy_answer_get_nick (form->contract)), YY_TEXT (yy_answer_get_nick (form->major)),
          YY_TEXT (yy_answer_get_nick (form->not_blank)), YY_INT (request->pages->len),
          YY_TEXT (yy_kind_get_nick (form->kind)), YY_TEXT (form->company_id), YY_TEXT (form->unavoidable),
          YY_TEXT (yy_answer_get_nick (form->confidential)), YY_TEXT (yy_answer_get_nick (form->paper)),
          YY_INT (form->positions), YY_TEXT (form->confirmed), YY_TEXT (form->out_from),
          YY_TEXT (form->out_until), YY_TEXT (form->destination), YY_TEXT (form->carrier_id)))
    return FALSE;
  if (yy_db_get_changes (db) != 1)
    {
      yy_error_set_one (error, YY_ERROR_CONFLICT, YY_ISSUE_STALE, "", NULL, 0, NULL);
      return FALSE;
    }

  return TRUE;
}

gboolean
yy_request_store_put_pages (YyDb *db, const char *id, gboolean stamped, GPtrArray *pages, GError **error)
{
  const char *kind = stamped ? "stamped" : "material";

  if (!yy_db_run (db, error, "DELETE FROM page WHERE request_id = ?1 AND kind = ?2", YY_TEXT (id),
                  YY_TEXT (kind)))
    return FALSE;

  for (guint i = 0; i < pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (pages, i);

      if (!yy_db_run (db, error,
                      "INSERT INTO page (request_id, kind, position, sha256, original_sha256, name, rotation)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                      YY_TEXT (id), YY_TEXT (kind), YY_INT (i), YY_TEXT (page->sha256),
                      YY_TEXT (page->original_sha256), YY_TEXT (page->name), YY_INT (page->rotation)))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_request_store_delete (YyDb *db, const char *id, GError **error)
{
  return yy_rule_store_delete_request (db, id, error) &&
         yy_db_run (db, error, "DELETE FROM page WHERE request_id = ?1", YY_TEXT (id)) &&
         yy_db_run (db, error, "DELETE FROM request WHERE request_id = ?1 AND round = 0", YY_TEXT (id));
}

char *
yy_request_store_dup_submission (YyDb *db, const char *id, int round, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error, "SELECT content FROM submission WHERE request_id = ?1 AND round = ?2",
                      YY_TEXT (id), YY_INT (round));
  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;

  return yy_db_stmt_dup_text (stmt, 0);
}

gboolean
yy_request_store_add_submission (
    YyDb *db, const char *id, int round, const char *digest, const char *content, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO submission (request_id, round, digest, content) VALUES (?1, ?2, ?3, ?4)",
                    YY_TEXT (id), YY_INT (round), YY_TEXT (digest), YY_TEXT (content));
}

gboolean
yy_request_store_add_done (YyDb *db, const char *person_id, const char *id, gint64 at_usec, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO done (person_id, request_id, at_usec) VALUES (?1, ?2, ?3)"
                    " ON CONFLICT (person_id, request_id) DO UPDATE SET at_usec = ?3",
                    YY_TEXT (person_id), YY_TEXT (id), YY_INT (at_usec));
}

char *
yy_request_store_next_number (YyDb *db, int year, GError **error)
{
  g_autofree char *name = g_strdup_printf ("number.%04d", year);
  gint64 value;

  if (!yy_db_run (
          db, error,
          "INSERT INTO counter (name, value) VALUES (?1, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1",
          YY_TEXT (name)) ||
      !yy_db_get_int (db, &value, error, "SELECT value FROM counter WHERE name = ?1", YY_TEXT (name)))
    return NULL;

  return g_strdup_printf ("YY%04d%06" G_GINT64_FORMAT, year, value);
}
