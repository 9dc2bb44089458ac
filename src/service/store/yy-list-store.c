#include "yy-list-store.h"

#include <string.h>

#include "yy-db-stmt.h"
#include "yy-error.h"

#define COLUMNS                                                                                                 \
  "r.request_id, r.number, r.revision, r.state, r.step, r.material_name, r.seal_id, r.unit_id, r.applicant_id," \
  " r.assignee_id, r.use_date, r.copies, coalesce ((SELECT nullif (q.major, 'unset') FROM request_rules q"      \
  " WHERE q.request_id = r.request_id), r.major), r.n_pages, r.changed_usec, r.submitted_usec, r.kind,"         \
  " r.urged_usec, (SELECT max (w.task) FROM waiting w WHERE w.person_id = ?1 AND w.request_id = r.request_id)," \
  " r.out_from, r.out_until, r.destination, r.carrier_id"

/* The key that a list goes by stands behind these. */
#define KEY_COLUMN 23

/* ?1 the person, ?2 ?3 the key after which the page begins, ?4 what is searched, ?5 the number of rows. The
 * key is of one text and one id, so that all lists share a shape; numbers are compared as numbers. Not LIKE:
 * SQLite would prepare the statement anew for each wanted. */
#define MATCHES                                                                                              \
  " AND (?4 = '' OR instr (lower (r.number), ?4) OR instr (lower (r.material_name), ?4) OR EXISTS"           \
  " (SELECT 1 FROM person p WHERE p.person_id = r.applicant_id AND instr (lower (p.name), ?4)))"

/* The seals that a person keeps. */
#define KEPT                                                                                                 \
  " r.seal_id IN (SELECT k.seal_id FROM seal_keeper k JOIN seal s ON s.seal_id = k.seal_id AND s.active = 1" \
  " JOIN person p ON p.person_id = k.person_id AND p.active = 1 WHERE k.person_id = ?1)"

#define FROM_MINE " FROM request r WHERE r.applicant_id = ?1"
#define FROM_REVIEW " FROM request r WHERE r.assignee_id = ?1"
/* F33: what he decides in the place of others today besides, as in yy_route_get_acted_for(); ?6: the day. Who
 * stands in for nobody has no business with it: his queue goes by the index alone. */
#define HOLDS "d.to_id = ?1 AND d.ended_usec = 0 AND d.begins <= ?6 AND ?6 <= d.ends"
#define ORDINARY                                                                                             \
  "(r.kind = 'stamp' AND coalesce ((SELECT q.major FROM request_rules q WHERE q.request_id = r.request_id"   \
  " AND q.major <> 'unset'), r.major) <> 'yes'"                                                              \
  " AND NOT EXISTS (SELECT 1 FROM seal s WHERE s.seal_id = r.seal_id AND s.kind = 'name'))"
#define STANDS_IN                                                                                            \
  " r.assignee_id IN (SELECT d.from_id FROM delegation d WHERE " HOLDS ") AND r.applicant_id <> ?1"          \
  " AND EXISTS (SELECT 1 FROM delegation d JOIN person p ON p.person_id = d.from_id AND p.active = 1"        \
  " WHERE " HOLDS " AND d.from_id = r.assignee_id AND (d.scope = 'all' OR " ORDINARY "))"
#define FROM_REVIEW_FOR " FROM request r WHERE (r.assignee_id = ?1 OR (" STANDS_IN "))"
/* The states as in the index request_at_keeper, word for word. */
#define FROM_STAMP                                                                                           \
  " FROM request r WHERE r.state IN ('approved', 'accepted', 'out', 'overdue') AND r.applicant_id <> ?1 AND" KEPT
#define FROM_COPIED " FROM copied c JOIN request r ON r.request_id = c.request_id WHERE c.person_id = ?1"
/* R05: seals that wait for this person as their second carrier, or that he should have brought back; late
 * ones also for the chiefs and the office director. */
#define FROM_CARRY                                                                                           \
  " FROM request r WHERE r.kind = 'take-out' AND r.state IN ('accepted', 'out', 'overdue')"                  \
  " AND r.carrier_id = ?1 AND r.state IN ('accepted', 'overdue')"
#define FROM_LATE                                                                                                \
  " FROM request r WHERE r.state IN ('out', 'overdue') AND r.state = 'overdue' AND EXISTS (SELECT 1 FROM post o" \
  " WHERE o.person_id = ?1 AND o.post IN ('chief', 'office_director') AND o.unit_id = '')"
#define FROM_DONE " FROM done d JOIN request r ON r.request_id = d.request_id WHERE d.person_id = ?1"
#define TODO_IDS                                                                                             \
  "SELECT r.request_id FROM request r WHERE r.applicant_id = ?1 AND r.state IN ('draft', 'returned')"        \
  " UNION SELECT r.request_id" FROM_REVIEW " UNION SELECT r.request_id" FROM_STAMP                           \
  " UNION SELECT w.request_id FROM waiting w WHERE w.person_id = ?1"                                         \
  " UNION SELECT r.request_id" FROM_CARRY " UNION SELECT r.request_id" FROM_LATE
/* What waits for somebody and is not counted as something else already. */
#define FROM_WAITING                                                                                                              \
  " FROM waiting w JOIN request r ON r.request_id = w.request_id WHERE w.person_id = ?1"                                          \
  " AND r.assignee_id IS NOT ?1 AND NOT (r.state IN ('approved', 'accepted', 'out', 'overdue') AND r.applicant_id <> ?1 AND" KEPT \
  ")"
#define FROM_TODO " FROM request r WHERE r.request_id IN (" TODO_IDS ")"
#define TODO_IDS_FOR TODO_IDS " UNION SELECT r.request_id" FROM_REVIEW_FOR
#define FROM_TODO_FOR " FROM request r WHERE r.request_id IN (" TODO_IDS_FOR ")"

#define NEWEST(column)                                                                                       \
  " AND (" column ", r.request_id) < (CAST (?2 AS INTEGER), ?3)" MATCHES " ORDER BY " column                 \
  " DESC, r.request_id DESC LIMIT ?5"
#define OLDEST                                                                                               \
  " AND (r.submitted_usec, r.request_id) > (CAST (?2 AS INTEGER), ?3)" MATCHES                               \
  " ORDER BY r.submitted_usec, r.request_id LIMIT ?5"
#define BY_DAY                                                                                               \
  " AND (r.use_date, r.request_id) > (?2, ?3)" MATCHES " ORDER BY r.use_date, r.request_id LIMIT ?5"

/* Review and stamp go forward: what waits longest, or is due first, comes first. */
static gboolean
is_descending (YyList list)
{
  return list != YY_LIST_REVIEW && list != YY_LIST_STAMP;
}

/* A literal for each list: SQL is never put together at run time. */
static YyDbStmt *
query_rows (YyDb *db, YyList kind, gboolean stands_in, const YyDbValue *values, GError **error)
{
  if (stands_in && kind == YY_LIST_TODO)
    return yy_db_query_values (
        db, error, "SELECT " COLUMNS ", r.changed_usec" FROM_TODO_FOR NEWEST ("r.changed_usec"), values);
  if (stands_in && kind == YY_LIST_REVIEW)
    return yy_db_query_values (db, error, "SELECT " COLUMNS ", r.submitted_usec" FROM_REVIEW_FOR OLDEST,
                               values);

  switch (kind)
    {
    case YY_LIST_TODO:
      return yy_db_query_values (
          db, error, "SELECT " COLUMNS ", r.changed_usec" FROM_TODO NEWEST ("r.changed_usec"), values);
    case YY_LIST_MINE:
      return yy_db_query_values (
          db, error, "SELECT " COLUMNS ", r.changed_usec" FROM_MINE NEWEST ("r.changed_usec"), values);
    case YY_LIST_REVIEW:
      return yy_db_query_values (db, error, "SELECT " COLUMNS ", r.submitted_usec" FROM_REVIEW OLDEST,
                                 values);
    case YY_LIST_STAMP:
      return yy_db_query_values (db, error, "SELECT " COLUMNS ", r.use_date" FROM_STAMP BY_DAY, values);
    case YY_LIST_DONE:
      return yy_db_query_values (db, error, "SELECT " COLUMNS ", d.at_usec" FROM_DONE NEWEST ("d.at_usec"),
                                 values);
    case YY_LIST_COPIED:
      return yy_db_query_values (db, error, "SELECT " COLUMNS ", c.at_usec" FROM_COPIED NEWEST ("c.at_usec"),
                                 values);
    case YY_LIST_LAST:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
count_rows (
    YyDb *db, YyList kind, gboolean stands_in, const YyDbValue *values, gint64 *ret_total, GError **error)
{
  if (stands_in && kind == YY_LIST_TODO)
    return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_TODO_FOR MATCHES, values);
  if (stands_in && kind == YY_LIST_REVIEW)
    return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_REVIEW_FOR MATCHES, values);

  switch (kind)
    {
    case YY_LIST_TODO:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_TODO MATCHES, values);
    case YY_LIST_MINE:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_MINE MATCHES, values);
    case YY_LIST_REVIEW:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_REVIEW MATCHES, values);
    case YY_LIST_STAMP:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_STAMP MATCHES, values);
    case YY_LIST_DONE:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_DONE MATCHES, values);
    case YY_LIST_COPIED:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_COPIED MATCHES, values);
    case YY_LIST_LAST:
    default:
      g_assert_not_reached ();
    }
}

/* Without a search nothing needs to be read of a request to count it: the index is enough. */
static gboolean
count_all (YyDb *db, YyOrg *org, YyList kind, const char *person_id, gint64 *ret_total, GError **error)
{
  const YyDbValue *values = YY_DB_VALUES (YY_TEXT (person_id));
  const YyDbValue *with_day = YY_DB_VALUES (YY_TEXT (person_id), YY_TEXT (""), YY_TEXT (""), YY_TEXT (""),
                                            YY_TEXT (""), YY_TEXT (yy_org_get_today (org)));
  gboolean stands_in = yy_org_is_stand_in (org, person_id);

  if (stands_in && kind == YY_LIST_TODO)
    return yy_db_get_int_values (db, ret_total, error, "SELECT count (*) FROM (" TODO_IDS_FOR ")", with_day);
  if (stands_in && kind == YY_LIST_REVIEW)
    return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_REVIEW_FOR, with_day);

  switch (kind)
    {
    case YY_LIST_TODO:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*) FROM (" TODO_IDS ")", values);
    case YY_LIST_MINE:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_MINE, values);
    case YY_LIST_REVIEW:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_REVIEW, values);
    case YY_LIST_STAMP:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*)" FROM_STAMP, values);
    case YY_LIST_DONE:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*) FROM done WHERE person_id = ?1",
                                   values);
    case YY_LIST_COPIED:
      return yy_db_get_int_values (db, ret_total, error, "SELECT count (*) FROM copied WHERE person_id = ?1",
                                   values);
    case YY_LIST_LAST:
    default:
      g_assert_not_reached ();
    }
}

gboolean
yy_list_store_count_badges (
    YyDb *db, YyOrg *org, const char *person_id, YyOpenCounts *ret_counts, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error,
      "SELECT (SELECT count (*) FROM request r WHERE r.applicant_id = ?1 AND r.state IN ('draft', 'returned')),"
      " (SELECT count (*)" FROM_REVIEW "), (SELECT count (*)" FROM_STAMP
      "), (SELECT count (DISTINCT w.request_id)" FROM_WAITING "),"
      " (SELECT count (*) FROM (SELECT r.request_id" FROM_CARRY " UNION SELECT r.request_id" FROM_LATE ") o"
      " WHERE o.request_id NOT IN (SELECT r.request_id" FROM_STAMP
      ") AND o.request_id NOT IN (SELECT w.request_id FROM waiting w WHERE w.person_id = ?1)),"
      " (SELECT count (*) FROM (SELECT r.request_id" FROM_CARRY " AND r.state = 'overdue'"
      " UNION SELECT r.request_id" FROM_LATE " UNION SELECT r.request_id" FROM_STAMP
      " AND r.state = 'overdue'))",
      YY_TEXT (person_id));
  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return FALSE;

  ret_counts->review = yy_db_stmt_get_int (stmt, 1);
  ret_counts->stamp = yy_db_stmt_get_int (stmt, 2);
  /* The first four never share a request: drafts and returned ones have no assignee, nobody is asked about
   * them, and an applicant does not stamp his own. Who keeps a seal, or is asked, may also be told as chief
   * or carrier that it is late. */
  ret_counts->todo = yy_db_stmt_get_int (stmt, 0) + ret_counts->review + ret_counts->stamp +
                     yy_db_stmt_get_int (stmt, 3) + yy_db_stmt_get_int (stmt, 4);
  ret_counts->late = yy_db_stmt_get_int (stmt, 5);
  if (!yy_org_is_stand_in (org, person_id))
    return TRUE;

  /* What he keeps or carries himself may be among what he decides for others: each is counted once. */
  return count_all (db, org, YY_LIST_TODO, person_id, &ret_counts->todo, error) &&
         count_all (db, org, YY_LIST_REVIEW, person_id, &ret_counts->review, error);
}

static const char *
find_task (const YySummary *row, YyOrg *org, const char *person_id)
{
  if (row->state == YY_STATE_REVIEWING && g_str_equal (row->assignee_id, person_id))
    return "review";
  if (row->state == YY_STATE_REVIEWING && !g_str_equal (row->applicant_id, person_id) &&
      yy_org_find_stand_in (org, person_id, row->assignee_id) != NULL)
    return "review";
  if (g_str_equal (row->applicant_id, person_id))
    return row->state == YY_STATE_DRAFT ? "draft" : row->state == YY_STATE_RETURNED ? "returned" : "";

  return "";
}

/* What he has to do about the seal itself, as its keeper, its second carrier, or who is told that it is late.
 */
static const char *
find_seal_task (
    const YySummary *row, YyOrg *org, const char *person_id, const YySeal *seal, const char *carrier_id)
{
  gboolean keeps = !g_str_equal (row->applicant_id, person_id) && yy_org_keeps (org, person_id, seal->id);
  gboolean goes = row->kind == YY_KIND_TAKE_OUT;

  switch (row->state)
    {
    case YY_STATE_APPROVED:
      return !keeps ? "" : goes ? "hand-out" : "stamp";
    case YY_STATE_ACCEPTED:
      if (goes && g_str_equal (carrier_id, person_id))
        return "carry";
      return !keeps ? "" : goes ? "hand-out" : "stamp";
    case YY_STATE_OUT:
      return keeps ? "check-in" : "";
    case YY_STATE_OVERDUE:
      return keeps || g_str_equal (carrier_id, person_id) ||
                     yy_org_holds_post (org, person_id, YY_POST_CHIEF, NULL) ||
                     yy_org_holds_post (org, person_id, YY_POST_OFFICE_DIRECTOR, NULL)
                 ? "overdue"
                 : "";
    default:
      return "";
    }
}

static const char *
text_or_empty (YyDbStmt *stmt, int column)
{
  const char *text = yy_db_stmt_get_text (stmt, column);

  return text != NULL ? text : "";
}

/* Texts are lent: by the statement until its next step, by @org for as long as it lives. */
static void
read_summary (YyDbStmt *stmt, YyOrg *org, const char *person_id, YySummary *row)
{
  const YySeal *seal = yy_org_get_seal (org, text_or_empty (stmt, 6));

  row->id = (char *) text_or_empty (stmt, 0);
  row->number = (char *) text_or_empty (stmt, 1);
  row->revision = (int) yy_db_stmt_get_int (stmt, 2);
  yy_state_from_nick (yy_db_stmt_get_text (stmt, 3), &row->state);
  yy_step_from_nick (yy_db_stmt_get_text (stmt, 4), &row->step);
  row->material_name = (char *) text_or_empty (stmt, 5);
  row->seal_name = seal != NULL ? seal->name : (char *) "";
  row->unit_name = (char *) yy_org_get_unit_name (org, text_or_empty (stmt, 7));
  row->applicant_id = (char *) text_or_empty (stmt, 8);
  row->applicant_name = (char *) yy_org_get_person_name (org, row->applicant_id);
  row->assignee_id = (char *) text_or_empty (stmt, 9);
  row->assignee_name =
      (char *) (*row->assignee_id != '\0' ? yy_org_get_person_name (org, row->assignee_id) : "");
  row->use_date = (char *) text_or_empty (stmt, 10);
  row->copies = (int) yy_db_stmt_get_int (stmt, 11);
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, 12), &row->major);
  row->n_pages = (int) yy_db_stmt_get_int (stmt, 13);
  row->changed_usec = yy_db_stmt_get_int (stmt, 14);
  row->submitted_usec = yy_db_stmt_get_int (stmt, 15);
  yy_kind_from_nick (yy_db_stmt_get_text (stmt, 16), &row->kind);
  row->urged_usec = yy_db_stmt_get_int (stmt, 17);
  row->task = (char *) find_task (row, org, person_id);
  row->out_from = (char *) text_or_empty (stmt, 19);
  row->out_until = (char *) text_or_empty (stmt, 20);
  row->destination = (char *) text_or_empty (stmt, 21);
  row->carrier_name = (char *) yy_org_get_person_name (org, text_or_empty (stmt, 22));
  if (*row->task == '\0' && seal != NULL)
    row->task = (char *) find_seal_task (row, org, person_id, seal, text_or_empty (stmt, 22));
  if (*row->task == '\0')
    row->task = (char *) text_or_empty (stmt, 18);
}

/* A cursor is "KEY.ID" of the last row: it names a place and no secret. */
static gboolean
parse_cursor (const char *cursor, YyList kind, char **ret_key, char **ret_id, GError **error)
{
  const char *dot;

  if (cursor == NULL || *cursor == '\0')
    {
      *ret_key = g_strdup (is_descending (kind) ? "9223372036854775807" : "");
      *ret_id = g_strdup ("");
      return TRUE;
    }

  dot = strchr (cursor, '.');
  if (dot == NULL || dot - cursor > 20 || strlen (dot + 1) != 36)
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, "?after", NULL, 0, "after");
      return FALSE;
    }

  *ret_key = g_strndup (cursor, (gsize) (dot - cursor));
  *ret_id = g_strdup (dot + 1);
  return TRUE;
}

gboolean
yy_list_store_each (YyDb *db,
                    YyOrg *org,
                    const char *person_id,
                    YyList kind,
                    const char *search,
                    const char *after,
                    guint limit,
                    YyListRow row,
                    gpointer user_data,
                    gint64 *ret_total,
                    char **ret_next,
                    GError **error)
{
  g_autofree char *wanted = g_ascii_strdown (search != NULL ? search : "", -1);
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;
  g_autofree char *next = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;
  gboolean stands_in = (kind == YY_LIST_TODO || kind == YY_LIST_REVIEW) &&
                       yy_org_is_stand_in (org, person_id);
  const YyDbValue *values;
  gint64 total;
  guint n_rows = 0;

  if (!parse_cursor (after, kind, &key, &id, error))
    return FALSE;
  /* The day is asked for by none of the others, and what is not asked for is not bound. */
  values = stands_in ? YY_DB_VALUES (YY_TEXT (person_id), YY_TEXT (key), YY_TEXT (id), YY_TEXT (wanted),
                                     YY_INT (limit + 1), YY_TEXT (yy_org_get_today (org)))
                     : YY_DB_VALUES (YY_TEXT (person_id), YY_TEXT (key), YY_TEXT (id), YY_TEXT (wanted),
                                     YY_INT (limit + 1));
  if (*wanted == '\0')
    {
      if (!count_all (db, org, kind, person_id, &total, error))
        return FALSE;
    }
  else
    {
      const YyDbValue *counted =
          stands_in ? YY_DB_VALUES (YY_TEXT (person_id), YY_TEXT (""), YY_TEXT (""), YY_TEXT (wanted),
                                    YY_TEXT (""), YY_TEXT (yy_org_get_today (org)))
                    : YY_DB_VALUES (YY_TEXT (person_id), YY_TEXT (""), YY_TEXT (""), YY_TEXT (wanted));

      if (!count_rows (db, kind, stands_in, counted, &total, error))
        return FALSE;
    }

  stmt = query_rows (db, kind, stands_in, values, error);
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      YySummary summary = { 0 };

      /* One row more than asked for tells that there is a next page. */
      if (n_rows == limit)
        {
          *ret_next = g_steal_pointer (&next);
          break;
        }
      read_summary (stmt, org, person_id, &summary);
      row (&summary, user_data);
      n_rows++;
      if (n_rows == limit)
        next = g_strdup_printf ("%s.%s", yy_db_stmt_get_text (stmt, KEY_COLUMN), summary.id);
    }
  if (yy_db_stmt_has_failed (stmt))
    return FALSE;

  *ret_total = total;
  return TRUE;
}
