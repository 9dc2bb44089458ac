#include "yy-picture-store.h"

gboolean
yy_picture_store_add_upload (
    YyDb *db, const char *person_id, const YyPage *page, gint64 now_usec, GError **error)
{
  return yy_db_run (
             db, error,
             "INSERT INTO picture (sha256, mime, size, width, height, created_usec) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
             " ON CONFLICT (sha256) DO NOTHING",
             YY_TEXT (page->sha256), YY_TEXT (page->mime), YY_INT (page->size), YY_INT (page->width),
             YY_INT (page->height), YY_INT (now_usec)) &&
         yy_db_run (db, error,
                    "INSERT INTO upload (person_id, sha256, name, created_usec) VALUES (?1, ?2, ?3, ?4)"
                    " ON CONFLICT (person_id, sha256) DO UPDATE SET created_usec = ?4",
                    YY_TEXT (person_id), YY_TEXT (page->sha256), YY_TEXT (page->name), YY_INT (now_usec));
}

gboolean
yy_picture_store_set_blank (YyDb *db, const char *sha256, const YyBlank *blank, int version, GError **error)
{
  g_autofree char *regions = yy_blank_dup_regions (blank);

  return yy_db_run (
      db, error,
      "UPDATE picture SET blank = ?2, blank_confidence = ?3, blank_regions = ?4, blank_version = ?5"
      " WHERE sha256 = ?1 AND blank_version < ?5",
      YY_TEXT (sha256), YY_TEXT (yy_blank_verdict_get_nick (blank->verdict)), YY_INT (blank->confidence),
      YY_TEXT (regions), YY_INT (version));
}

gboolean
yy_picture_store_is_unseen (YyDb *db, const char *sha256, gboolean *ret_unseen, GError **error)
{
  gint64 n;

  if (!yy_db_get_int (db, &n, error, "SELECT count(*) FROM picture WHERE sha256 = ?1 AND blank = 'unknown'",
                      YY_TEXT (sha256)))
    return FALSE;

  *ret_unseen = n > 0;
  return TRUE;
}

void
yy_picture_store_read_blank (YyDbStmt *stmt, int first, YyPage *page)
{
  YyBlank blank = { YY_BLANK_VERDICT_UNKNOWN };

  yy_blank_verdict_from_nick (yy_db_stmt_get_text (stmt, first), &blank.verdict);
  blank.confidence = (int) yy_db_stmt_get_int (stmt, first + 1);
  yy_blank_set_regions (&blank, yy_db_stmt_get_text (stmt, first + 2));
  yy_page_set_blank (page, &blank);
}

static YyPage *
read_page (YyDbStmt *stmt, GError **error)
{
  YyPage *page;

  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;

  page = yy_page_new (yy_db_stmt_get_text (stmt, 0), "", yy_db_stmt_get_text (stmt, 1),
                      yy_db_stmt_get_text (stmt, 2), yy_db_stmt_get_int (stmt, 3),
                      (int) yy_db_stmt_get_int (stmt, 4), (int) yy_db_stmt_get_int (stmt, 5), 0);
  yy_picture_store_read_blank (stmt, 6, page);
  return page;
}

YyPage *
yy_picture_store_find_upload (YyDb *db, const char *person_id, const char *sha256, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt =
      yy_db_query (db, error,
                   "SELECT p.sha256, u.name, p.mime, p.size, p.width, p.height, p.blank, p.blank_confidence,"
                   " p.blank_regions FROM upload u"
                   " JOIN picture p ON p.sha256 = u.sha256 WHERE u.person_id = ?1 AND u.sha256 = ?2",
                   YY_TEXT (person_id), YY_TEXT (sha256));
  return read_page (stmt, error);
}

YyPage *
yy_picture_store_find (YyDb *db, const char *sha256, GError **error)
{
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT sha256, '', mime, size, width, height, blank, blank_confidence, blank_regions"
                      " FROM picture WHERE sha256 = ?1",
                      YY_TEXT (sha256));
  return read_page (stmt, error);
}

gboolean
yy_picture_store_count_unused (
    YyDb *db, const char *person_id, gint64 since_usec, gint64 *ret_count, GError **error)
{
  return yy_db_get_int (db, ret_count, error,
                        "SELECT count(*) FROM upload u WHERE u.person_id = ?1 AND u.created_usec >= ?2"
                        " AND NOT EXISTS (SELECT 1 FROM page WHERE page.sha256 = u.sha256)",
                        YY_TEXT (person_id), YY_INT (since_usec));
}

gboolean
yy_picture_store_collect (YyDb *db, gint64 before_usec, GPtrArray **ret_orphans, GError **error)
{
  g_autoptr (GPtrArray) orphans = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyDbStmt) stmt = NULL;

  if (!yy_db_run (db, error,
                  "DELETE FROM upload WHERE created_usec < ?1 AND NOT EXISTS"
                  " (SELECT 1 FROM page WHERE page.sha256 = upload.sha256)",
                  YY_INT (before_usec)))
    return FALSE;

  /* What approvers decided on in an earlier round is kept, though the request has other pages now. */
  stmt = yy_db_query (
      db, error,
      "DELETE FROM picture WHERE created_usec < ?1 AND NOT EXISTS (SELECT 1 FROM upload u WHERE u.sha256 ="
      " picture.sha256) AND NOT EXISTS (SELECT 1 FROM page g WHERE g.sha256 = picture.sha256)"
      " AND sha256 NOT IN (SELECT json_extract (j.value, '$.sha256') FROM submission s, json_each (s.content, '$.pages') j)"
      " RETURNING sha256",
      YY_INT (before_usec));
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (orphans, yy_db_stmt_dup_text (stmt, 0));
  if (yy_db_stmt_has_failed (stmt))
    return FALSE;

  *ret_orphans = g_steal_pointer (&orphans);
  return TRUE;
}

GPtrArray *
yy_picture_store_list_since (YyDb *db, gint64 since_usec, guint limit, GError **error)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (
      db, error, "SELECT sha256 FROM picture WHERE created_usec >= ?1 ORDER BY created_usec DESC LIMIT ?2",
      YY_INT (since_usec), YY_INT (limit));
  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (digests, yy_db_stmt_dup_text (stmt, 0));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&digests);
}

gboolean
yy_picture_store_each (YyDb *db, YyPictureRow row, gpointer user_data, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query (db, error, "SELECT sha256, size FROM picture ORDER BY sha256");

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      if (!row (yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_int (stmt, 1), user_data, error))
        return FALSE;
    }

  return !yy_db_stmt_has_failed (stmt);
}
