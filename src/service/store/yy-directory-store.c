#include "yy-directory-store.h"

#include <string.h>

#include "yy-db-stmt.h"
#include "yy-delegation-store.h"
#include "yy-error.h"
#include "yy-rule-store.h"

gboolean
yy_directory_store_get_version (YyDb *db, gint64 *ret_version, GError **error)
{
  return yy_db_get_int (
      db, ret_version, error,
      "SELECT coalesce ((SELECT CAST (value AS INTEGER) FROM setting WHERE key = 'directory-version'), 0)");
}

gboolean
yy_directory_store_bump_version (YyDb *db, GError **error)
{
  /* Drawn anew and not counted up: a number that was rolled back would come again for another directory, and
   * who kept the first in memory would take it for the second. */
  return yy_db_run (db, error,
                    "INSERT INTO setting (key, value) VALUES ('directory-version', CAST (random () AS TEXT))"
                    " ON CONFLICT (key) DO UPDATE SET value = CAST (random () AS TEXT)");
}

static gboolean
load_units (YyDb *db, YyOrg *org, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query (db, error, "SELECT unit_id, name, sort FROM unit");

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    yy_org_take_unit (org, yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_text (stmt, 1),
                      (int) yy_db_stmt_get_int (stmt, 2));

  return !yy_db_stmt_has_failed (stmt);
}

static char **
load_list (YyDbStmt *stmt, const char *key, guint *ret_n_first, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_first = 0;

  yy_db_stmt_reset (stmt);
  yy_db_stmt_bind_text (stmt, 1, key);
  while (yy_db_stmt_step (stmt, error))
    {
      g_strv_builder_add (builder, yy_db_stmt_get_text (stmt, 0));
      n_first += yy_db_stmt_get_int (stmt, 1) == 0;
    }
  if (ret_n_first != NULL)
    *ret_n_first = n_first;

  return yy_db_stmt_has_failed (stmt) ? NULL : g_strv_builder_end (builder);
}

static gboolean
load_people (YyDb *db, YyOrg *org, GError **error)
{
  g_autoptr (YyDbStmt) units = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;

  units = yy_db_query (db, error,
                       "SELECT unit_id, sort FROM membership WHERE person_id = ?1 ORDER BY sort, unit_id",
                       YY_TEXT (""));
  stmt = yy_db_query (db, error,
                      "SELECT person_id, name, pinyin, initials, mobile, office_phone, active FROM person");
  if (units == NULL || stmt == NULL)
    return FALSE;

  while (yy_db_stmt_step (stmt, error))
    {
      g_autoptr (YyPerson)
          person = yy_person_new (yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_text (stmt, 1));
      char **unit_ids = load_list (units, person->id, NULL, error);

      if (unit_ids == NULL)
        return FALSE;
      g_strfreev (person->unit_ids);
      person->unit_ids = unit_ids;
      g_free (person->pinyin);
      person->pinyin = yy_db_stmt_dup_text (stmt, 2);
      g_free (person->initials);
      person->initials = yy_db_stmt_dup_text (stmt, 3);
      g_free (person->mobile);
      person->mobile = yy_db_stmt_dup_text (stmt, 4);
      g_free (person->office_phone);
      person->office_phone = yy_db_stmt_dup_text (stmt, 5);
      person->active = yy_db_stmt_get_int (stmt, 6) != 0;
      yy_org_take_person (org, g_steal_pointer (&person));
    }

  return !yy_db_stmt_has_failed (stmt);
}

static gboolean
load_posts (YyDb *db, YyOrg *org, GError **error)
{
  g_autoptr (YyDbStmt) posts = yy_db_query (db, error, "SELECT person_id, post, unit_id FROM post");
  g_autoptr (YyDbStmt) charges = NULL;

  if (posts == NULL)
    return FALSE;
  while (yy_db_stmt_step (posts, error))
    {
      YyPost post;

      if (yy_post_from_nick (yy_db_stmt_get_text (posts, 1), &post))
        yy_org_add_post (org, yy_db_stmt_get_text (posts, 0), post, yy_db_stmt_get_text (posts, 2));
    }
  if (yy_db_stmt_has_failed (posts))
    return FALSE;

  charges = yy_db_query (db, error, "SELECT leader_id, unit_id FROM charge");
  if (charges == NULL)
    return FALSE;
  while (yy_db_stmt_step (charges, error))
    yy_org_add_charge (org, yy_db_stmt_get_text (charges, 0), yy_db_stmt_get_text (charges, 1));

  return !yy_db_stmt_has_failed (charges);
}

static gboolean
load_seals (YyDb *db, YyOrg *org, GError **error)
{
  g_autoptr (YyDbStmt) keepers = NULL;
  g_autoptr (YyDbStmt) stmt = NULL;

  keepers = yy_db_query (
      db, error, "SELECT person_id, deputy FROM seal_keeper WHERE seal_id = ?1 ORDER BY deputy, person_id",
      YY_TEXT (""));
  stmt = yy_db_query (db, error, "SELECT seal_id, kind, name, place, hours, active FROM seal");
  if (keepers == NULL || stmt == NULL)
    return FALSE;

  while (yy_db_stmt_step (stmt, error))
    {
      g_autoptr (YySeal) seal = NULL;
      YySealKind kind = YY_SEAL_OTHER;
      char **ids;

      yy_seal_kind_from_nick (yy_db_stmt_get_text (stmt, 1), &kind);
      seal = yy_seal_new (yy_db_stmt_get_text (stmt, 0), kind, yy_db_stmt_get_text (stmt, 2));
      ids = load_list (keepers, seal->id, &seal->n_keepers, error);
      if (ids == NULL)
        return FALSE;
      g_strfreev (seal->keeper_ids);
      seal->keeper_ids = ids;
      g_free (seal->place);
      seal->place = yy_db_stmt_dup_text (stmt, 3);
      g_free (seal->hours);
      seal->hours = yy_db_stmt_dup_text (stmt, 4);
      seal->active = yy_db_stmt_get_int (stmt, 5) != 0;
      yy_org_take_seal (org, g_steal_pointer (&seal));
    }

  return !yy_db_stmt_has_failed (stmt);
}

static gboolean
load_companies (YyDb *db, YyOrg *org, GError **error)
{
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error, "SELECT company_id, name, unit_id, active FROM company");

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      YyCompany *company = yy_company_new (yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_text (stmt, 1),
                                           yy_db_stmt_get_text (stmt, 2));

      company->active = yy_db_stmt_get_int (stmt, 3) != 0;
      yy_org_take_company (org, company);
    }

  return !yy_db_stmt_has_failed (stmt);
}

static gboolean
load_settings (YyDb *db, YySnapshot *snapshot, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query (db, error, "SELECT key, value FROM setting");

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      const char *key = yy_db_stmt_get_text (stmt, 0);
      const char *value = yy_db_stmt_get_text (stmt, 1);

      if (g_str_has_prefix (key, "policy.") &&
          !yy_policy_set (&snapshot->policy, key + strlen ("policy."), value))
        {
          g_set_error (error, YY_ERROR, YY_ERROR_INTERNAL, "The switch “%s” cannot be read.", key);
          return FALSE;
        }
      if (g_str_equal (key, "organisation"))
        {
          g_free (snapshot->organisation);
          snapshot->organisation = g_strdup (value);
        }
    }

  return !yy_db_stmt_has_failed (stmt);
}

YySnapshot *
yy_directory_store_load (YyDb *db, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_snapshot_new ();

  if (!yy_directory_store_get_version (db, &snapshot->version, error) ||
      !load_units (db, snapshot->org, error) || !load_people (db, snapshot->org, error) ||
      !load_posts (db, snapshot->org, error) || !load_seals (db, snapshot->org, error) ||
      !load_companies (db, snapshot->org, error) || !load_settings (db, snapshot, error) ||
      !yy_delegation_store_fill (db, snapshot->org, error) || !yy_rule_store_load (db, snapshot, error))
    return NULL;

  return g_steal_pointer (&snapshot);
}

char *
yy_directory_store_dup_setting (YyDb *db, const char *key, GError **error)
{
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error, "SELECT value FROM setting WHERE key = ?1", YY_TEXT (key));

  if (stmt == NULL || !yy_db_stmt_step (stmt, error))
    return NULL;

  return yy_db_stmt_dup_text (stmt, 0);
}

gboolean
yy_directory_store_set_setting (YyDb *db, const char *key, const char *value, GError **error)
{
  return yy_db_run (
      db, error,
      "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
      YY_TEXT (key), YY_TEXT (value));
}

/* Each value is preceded by its length, so that no two directories give the same bytes. */
static gboolean
add_rows (YyDb *db, GChecksum *sum, const char *sql, int n_columns, GError **error)
{
  g_autoptr (YyDbStmt) stmt = yy_db_query_values (db, error, sql, YY_DB_VALUES ());

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      for (int i = 0; i < n_columns; i++)
        {
          const char *text = yy_db_stmt_get_text (stmt, i);
          guint32 length = GUINT32_TO_BE ((guint32) strlen (text));

          g_checksum_update (sum, (const guchar *) &length, sizeof length);
          g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text));
        }
    }

  g_checksum_update (sum, (const guchar *) "\n", 1);
  return !yy_db_stmt_has_failed (stmt);
}

char *
yy_directory_store_dup_digest (YyDb *db, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!add_rows (db, sum, "SELECT unit_id, name, CAST (sort AS TEXT) FROM unit ORDER BY unit_id", 3, error) ||
      !add_rows (db, sum,
                 "SELECT person_id, name, pinyin, initials, mobile, office_phone, CAST (active AS TEXT)"
                 " FROM person ORDER BY person_id",
                 7, error) ||
      !add_rows (db, sum,
                 "SELECT person_id, unit_id, CAST (sort AS TEXT) FROM membership ORDER BY person_id, unit_id",
                 3, error) ||
      !add_rows (db, sum, "SELECT person_id, post, unit_id FROM post ORDER BY person_id, post, unit_id", 3,
                 error) ||
      !add_rows (db, sum, "SELECT leader_id, unit_id FROM charge ORDER BY leader_id, unit_id", 2, error) ||
      !add_rows (db, sum,
                 "SELECT seal_id, kind, name, place, hours, CAST (active AS TEXT) FROM seal ORDER BY seal_id",
                 6, error) ||
      !add_rows (
          db, sum,
          "SELECT seal_id, person_id, CAST (deputy AS TEXT) FROM seal_keeper ORDER BY seal_id, person_id", 3,
          error) ||
      !add_rows (db, sum,
                 "SELECT company_id, name, unit_id, CAST (active AS TEXT) FROM company ORDER BY company_id",
                 4, error) ||
      !add_rows (db, sum, "SELECT account, person_id FROM account ORDER BY account", 2, error))
    return NULL;

  return g_strdup (g_checksum_get_string (sum));
}

gboolean
yy_directory_store_delete_units (YyDb *db, GHashTable *kept, GError **error)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (YyDbStmt) stmt = NULL;

  stmt = yy_db_query (db, error,
                      "SELECT unit_id FROM unit WHERE unit_id NOT IN (SELECT unit_id FROM membership)"
                      " AND unit_id NOT IN (SELECT unit_id FROM charge)"
                      " AND unit_id NOT IN (SELECT unit_id FROM company)"
                      " AND unit_id NOT IN (SELECT unit_id FROM request)");
  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      if (!g_hash_table_contains (kept, yy_db_stmt_get_text (stmt, 0)))
        g_ptr_array_add (gone, yy_db_stmt_dup_text (stmt, 0));
    }
  if (yy_db_stmt_has_failed (stmt))
    return FALSE;

  for (guint i = 0; i < gone->len; i++)
    {
      if (!yy_db_run (db, error, "DELETE FROM unit WHERE unit_id = ?1",
                      YY_TEXT (g_ptr_array_index (gone, i))))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_directory_store_put_unit (YyDb *db, const char *id, const char *name, int sort, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO unit (unit_id, name, sort) VALUES (?1, ?2, ?3)"
                    " ON CONFLICT (unit_id) DO UPDATE SET name = ?2, sort = ?3",
                    YY_TEXT (id), YY_TEXT (name), YY_INT (sort));
}

gboolean
yy_directory_store_put_person (YyDb *db, const YyPerson *person, GError **error)
{
  if (!yy_db_run (db, error,
                  "INSERT INTO person (person_id, name, pinyin, initials, mobile, office_phone, active)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (person_id) DO UPDATE SET name = ?2,"
                  " pinyin = ?3, initials = ?4, mobile = ?5, office_phone = ?6, active = ?7",
                  YY_TEXT (person->id), YY_TEXT (person->name), YY_TEXT (person->pinyin),
                  YY_TEXT (person->initials), YY_TEXT (person->mobile), YY_TEXT (person->office_phone),
                  YY_INT (person->active)) ||
      !yy_db_run (db, error, "DELETE FROM membership WHERE person_id = ?1", YY_TEXT (person->id)))
    return FALSE;

  for (guint i = 0; person->unit_ids[i] != NULL; i++)
    {
      if (!yy_db_run (db, error, "INSERT INTO membership (person_id, unit_id, sort) VALUES (?1, ?2, ?3)",
                      YY_TEXT (person->id), YY_TEXT (person->unit_ids[i]), YY_INT (i)))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_directory_store_put_seal (YyDb *db, const YySeal *seal, GError **error)
{
  return yy_db_run (
      db, error,
      "INSERT INTO seal (seal_id, kind, name, place, hours, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
      " ON CONFLICT (seal_id) DO UPDATE SET kind = ?2, name = ?3, place = ?4, hours = ?5, active = ?6",
      YY_TEXT (seal->id), YY_TEXT (yy_seal_kind_get_nick (seal->kind)), YY_TEXT (seal->name),
      YY_TEXT (seal->place), YY_TEXT (seal->hours), YY_INT (seal->active));
}

gboolean
yy_directory_store_put_company (YyDb *db, const YyCompany *company, GError **error)
{
  return yy_db_run (db, error,
                    "INSERT INTO company (company_id, name, unit_id, active) VALUES (?1, ?2, ?3, ?4)"
                    " ON CONFLICT (company_id) DO UPDATE SET name = ?2, unit_id = ?3, active = ?4",
                    YY_TEXT (company->id), YY_TEXT (company->name), YY_TEXT (company->unit_id),
                    YY_INT (company->active));
}

gboolean
yy_directory_store_deactivate_people (YyDb *db, GError **error)
{
  return yy_db_run (db, error, "UPDATE person SET active = 0");
}

gboolean
yy_directory_store_deactivate_seals (YyDb *db, GError **error)
{
  return yy_db_run (db, error, "UPDATE seal SET active = 0");
}

gboolean
yy_directory_store_deactivate_companies (YyDb *db, GError **error)
{
  return yy_db_run (db, error, "UPDATE company SET active = 0");
}

gboolean
yy_directory_store_clear_posts (YyDb *db, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM post");
}

gboolean
yy_directory_store_add_post (
    YyDb *db, const char *person_id, YyPost post, const char *unit_id, GError **error)
{
  return yy_db_run (db, error, "INSERT INTO post (person_id, post, unit_id) VALUES (?1, ?2, ?3)",
                    YY_TEXT (person_id), YY_TEXT (yy_post_get_nick (post)), YY_TEXT (unit_id));
}

gboolean
yy_directory_store_clear_charges (YyDb *db, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM charge");
}

gboolean
yy_directory_store_add_charge (YyDb *db, const char *leader_id, const char *unit_id, GError **error)
{
  return yy_db_run (db, error, "INSERT INTO charge (leader_id, unit_id) VALUES (?1, ?2)", YY_TEXT (leader_id),
                    YY_TEXT (unit_id));
}

gboolean
yy_directory_store_clear_keepers (YyDb *db, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM seal_keeper");
}

gboolean
yy_directory_store_add_keeper (
    YyDb *db, const char *seal_id, const char *person_id, gboolean deputy, GError **error)
{
  return yy_db_run (db, error, "INSERT INTO seal_keeper (seal_id, person_id, deputy) VALUES (?1, ?2, ?3)",
                    YY_TEXT (seal_id), YY_TEXT (person_id), YY_INT (deputy));
}
