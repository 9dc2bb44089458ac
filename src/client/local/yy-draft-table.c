#include "yy-draft-table.h"

#include "yy-db-stmt.h"

/* clang-format off */
static const char first[] =
    "CREATE TABLE draft ("
    "  request_id      TEXT    PRIMARY KEY NOT NULL,"  /* UUIDv7 */
    "  revision        INTEGER NOT NULL CHECK (revision >= 0),"  /* of the service; 0: it has none */
    "  state           TEXT    NOT NULL,"              /* nick of YyState: draft or returned */
    "  dirty           INTEGER NOT NULL CHECK (dirty IN (0, 1)),"
    "  updated_usec    INTEGER NOT NULL,"              /* microseconds since 1970, UTC */
    "  submit_key      TEXT    NOT NULL,"              /* of a submission without an answer, or "" */
    "  submit_digest   TEXT    NOT NULL,"
    "  submit_revision INTEGER NOT NULL,"
    "  unit_id         TEXT    NOT NULL,"              /* from here on: the members of YyForm */
    "  office_phone    TEXT    NOT NULL,"
    "  mobile          TEXT    NOT NULL,"
    "  material_name   TEXT    NOT NULL,"
    "  use_date        TEXT    NOT NULL,"
    "  seal_id         TEXT    NOT NULL,"
    "  seal_text       TEXT    NOT NULL,"
    "  copies          INTEGER NOT NULL,"
    "  reason          TEXT    NOT NULL,"
    "  reviewer_id     TEXT    NOT NULL,"
    "  keeper_id       TEXT    NOT NULL,"
    "  contract        TEXT    NOT NULL,"              /* nicks of YyAnswer */
    "  major           TEXT    NOT NULL,"
    "  not_blank       TEXT    NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE draft_page ("
    "  request_id      TEXT    NOT NULL REFERENCES draft ON DELETE CASCADE,"
    "  position        INTEGER NOT NULL CHECK (position >= 0),"
    "  sha256          TEXT    NOT NULL CHECK (length (sha256) = 64),"
    "  original_sha256 TEXT    NOT NULL,"              /* "" when it is not known */
    "  name            TEXT    NOT NULL,"
    "  mime            TEXT    NOT NULL,"
    "  size            INTEGER NOT NULL,"              /* bytes */
    "  width           INTEGER NOT NULL,"              /* pixels */
    "  height          INTEGER NOT NULL,"
    "  rotation        INTEGER NOT NULL CHECK (rotation IN (0, 90, 180, 270)),"
    "  PRIMARY KEY (request_id, position)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE memory ("
    "  key   TEXT PRIMARY KEY NOT NULL,"
    "  value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;";

/* What only some requests say. */
static const char form_members[] =
    "ALTER TABLE draft ADD COLUMN kind         TEXT    NOT NULL DEFAULT 'stamp';"  /* nick of YyKind */
    "ALTER TABLE draft ADD COLUMN company_id   TEXT    NOT NULL DEFAULT '';"
    "ALTER TABLE draft ADD COLUMN unavoidable  TEXT    NOT NULL DEFAULT '';"
    "ALTER TABLE draft ADD COLUMN confidential TEXT    NOT NULL DEFAULT 'unset';"  /* nicks of YyAnswer */
    "ALTER TABLE draft ADD COLUMN paper        TEXT    NOT NULL DEFAULT 'unset';"
    "ALTER TABLE draft ADD COLUMN positions    INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE draft ADD COLUMN confirmed    TEXT    NOT NULL DEFAULT '';"
    "ALTER TABLE draft ADD COLUMN out_from     TEXT    NOT NULL DEFAULT '';"
    "ALTER TABLE draft ADD COLUMN out_until    TEXT    NOT NULL DEFAULT '';"
    "ALTER TABLE draft ADD COLUMN destination  TEXT    NOT NULL DEFAULT '';"
    "ALTER TABLE draft ADD COLUMN carrier_id   TEXT    NOT NULL DEFAULT '';";

/* What a look at a picture told: the text of yy_blank_dup_regions() for the last. */
static const char blanks[] =
    "ALTER TABLE draft_page ADD COLUMN blank            TEXT    NOT NULL DEFAULT 'unknown';"  /* nick of YyBlankVerdict */
    "ALTER TABLE draft_page ADD COLUMN blank_confidence INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE draft_page ADD COLUMN blank_regions    TEXT    NOT NULL DEFAULT '';";
/* clang-format on */

static const YyDbMigration migrations[] = {
  { 1, "first", first },
  { 2, "form", form_members },
  { 3, "blank", blanks },
  { 0 },
};

const YyDbMigration *
yy_draft_table_get_migrations (void)
{
  return migrations;
}

static gboolean
save_pages (YyDb *db, const YyDraftRecord *record, GError **error)
{
  for (guint i = 0; i < record->pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (record->pages, i);
      g_autofree char *regions = yy_blank_dup_regions (&page->blank);

      if (!yy_db_run (db, error,
                      "INSERT INTO draft_page (request_id, position, sha256, original_sha256, name, mime, "
                      "size, width, height, rotation, blank, blank_confidence, blank_regions) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                      YY_TEXT (record->id), YY_INT (i), YY_TEXT (page->sha256),
                      YY_TEXT (page->original_sha256), YY_TEXT (page->name), YY_TEXT (page->mime),
                      YY_INT (page->size), YY_INT (page->width), YY_INT (page->height),
                      YY_INT (page->rotation), YY_TEXT (yy_blank_verdict_get_nick (page->blank.verdict)),
                      YY_INT (page->blank.confidence), YY_TEXT (regions)))
        return FALSE;
    }

  return TRUE;
}

gboolean
yy_draft_table_save (YyDb *db, const YyDraftRecord *record, GError **error)
{
  const YyForm *form = record->form;

  return yy_draft_table_remove (db, record->id, error) &&
         yy_db_run (
             db, error,
             "INSERT INTO draft (request_id, revision, state, dirty, updated_usec, submit_key, "
             "submit_digest, submit_revision, unit_id, office_phone, mobile, material_name, use_date, "
             "seal_id, seal_text, copies, reason, reviewer_id, keeper_id, contract, major, not_blank, "
             "kind, company_id, unavoidable, confidential, paper, positions, confirmed, out_from, out_until, "
             "destination, carrier_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
             "?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33)",
             YY_TEXT (record->id), YY_INT (record->revision), YY_TEXT (yy_state_get_nick (record->state)),
             YY_INT (record->dirty), YY_INT (record->updated_usec), YY_TEXT (record->submit_key),
             YY_TEXT (record->submit_digest), YY_INT (record->submit_revision), YY_TEXT (form->unit_id),
             YY_TEXT (form->office_phone), YY_TEXT (form->mobile), YY_TEXT (form->material_name),
             YY_TEXT (form->use_date), YY_TEXT (form->seal_id), YY_TEXT (form->seal_text),
             YY_INT (form->copies), YY_TEXT (form->reason), YY_TEXT (form->reviewer_id),
             YY_TEXT (form->keeper_id), YY_TEXT (yy_answer_get_nick (form->contract)),
             YY_TEXT (yy_answer_get_nick (form->major)), YY_TEXT (yy_answer_get_nick (form->not_blank)),
             YY_TEXT (yy_kind_get_nick (form->kind)), YY_TEXT (form->company_id), YY_TEXT (form->unavoidable),
             YY_TEXT (yy_answer_get_nick (form->confidential)), YY_TEXT (yy_answer_get_nick (form->paper)),
             YY_INT (form->positions), YY_TEXT (form->confirmed), YY_TEXT (form->out_from),
             YY_TEXT (form->out_until), YY_TEXT (form->destination), YY_TEXT (form->carrier_id)) &&
         save_pages (db, record, error);
}

gboolean
yy_draft_table_remove (YyDb *db, const char *id, GError **error)
{
  return yy_db_run (db, error, "DELETE FROM draft WHERE request_id = ?1", YY_TEXT (id));
}

/* A verdict of a later version, or one that makes no sense, is none. */
static void
read_blank (YyDbStmt *stmt, int column, YyPage *page)
{
  YyBlank blank = { YY_BLANK_VERDICT_UNKNOWN };

  if (!yy_blank_verdict_from_nick (yy_db_stmt_get_text (stmt, column), &blank.verdict))
    return;
  blank.confidence = (int) CLAMP (yy_db_stmt_get_int (stmt, column + 1), 0, 100);
  yy_blank_set_regions (&blank, yy_db_stmt_get_text (stmt, column + 2));
  yy_page_set_blank (page, &blank);
}

static gboolean
load_pages (YyDb *db, YyDraftRecord *record, GError **error)
{
  g_autoptr (YyDbStmt)
      stmt = yy_db_query (db, error,
                          "SELECT sha256, original_sha256, name, mime, size, width, height, rotation, "
                          "blank, blank_confidence, blank_regions "
                          "FROM draft_page WHERE request_id = ?1 ORDER BY position",
                          YY_TEXT (record->id));

  if (stmt == NULL)
    return FALSE;
  while (yy_db_stmt_step (stmt, error))
    {
      YyPage *page = yy_page_new (yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_text (stmt, 1),
                                  yy_db_stmt_get_text (stmt, 2), yy_db_stmt_get_text (stmt, 3),
                                  yy_db_stmt_get_int (stmt, 4), (int) yy_db_stmt_get_int (stmt, 5),
                                  (int) yy_db_stmt_get_int (stmt, 6), (int) yy_db_stmt_get_int (stmt, 7));

      read_blank (stmt, 8, page);
      g_ptr_array_add (record->pages, page);
    }

  return !yy_db_stmt_has_failed (stmt);
}

static void
read_later (YyDbStmt *stmt, int column, YyForm *form)
{
  char **texts[] = { &form->confirmed, &form->out_from, &form->out_until, &form->destination,
                     &form->carrier_id };

  yy_kind_from_nick (yy_db_stmt_get_text (stmt, column++), &form->kind);
  yy_form_set_text (&form->company_id, yy_db_stmt_get_text (stmt, column++));
  yy_form_set_text (&form->unavoidable, yy_db_stmt_get_text (stmt, column++));
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, column++), &form->confidential);
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, column++), &form->paper);
  form->positions = (int) yy_db_stmt_get_int (stmt, column++);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    yy_form_set_text (texts[i], yy_db_stmt_get_text (stmt, column++));
}

static void
read_form (YyDbStmt *stmt, int column, YyForm *form)
{
  char **texts[] = { &form->unit_id,  &form->office_phone, &form->mobile,   &form->material_name,
                     &form->use_date, &form->seal_id,      &form->seal_text };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    yy_form_set_text (texts[i], yy_db_stmt_get_text (stmt, column++));
  form->copies = (int) yy_db_stmt_get_int (stmt, column++);
  yy_form_set_text (&form->reason, yy_db_stmt_get_text (stmt, column++));
  yy_form_set_text (&form->reviewer_id, yy_db_stmt_get_text (stmt, column++));
  yy_form_set_text (&form->keeper_id, yy_db_stmt_get_text (stmt, column++));
  /* A word of a later version stays "not given": the applicant is asked again. */
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, column++), &form->contract);
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, column++), &form->major);
  yy_answer_from_nick (yy_db_stmt_get_text (stmt, column++), &form->not_blank);
  read_later (stmt, column, form);
}

static YyDraftRecord *
read_record (YyDbStmt *stmt)
{
  YyDraftRecord *record = yy_draft_record_new (yy_db_stmt_get_text (stmt, 0));

  record->revision = (int) yy_db_stmt_get_int (stmt, 1);
  yy_state_from_nick (yy_db_stmt_get_text (stmt, 2), &record->state);
  record->dirty = yy_db_stmt_get_int (stmt, 3) != 0;
  record->updated_usec = yy_db_stmt_get_int (stmt, 4);
  yy_form_set_text (&record->submit_key, yy_db_stmt_get_text (stmt, 5));
  yy_form_set_text (&record->submit_digest, yy_db_stmt_get_text (stmt, 6));
  record->submit_revision = (int) yy_db_stmt_get_int (stmt, 7);
  read_form (stmt, 8, record->form);
  return record;
}

GPtrArray *
yy_draft_table_load (YyDb *db, gboolean salvage, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_draft_record_free);
  g_autoptr (YyDbStmt) stmt = yy_db_query (
      db, error,
      "SELECT request_id, revision, state, dirty, updated_usec, submit_key, submit_digest, "
      "submit_revision, unit_id, office_phone, mobile, material_name, use_date, seal_id, "
      "seal_text, copies, reason, reviewer_id, keeper_id, contract, major, not_blank, kind, company_id, "
      "unavoidable, confidential, paper, positions, confirmed, out_from, out_until, destination, "
      "carrier_id FROM draft ORDER BY updated_usec DESC");

  if (stmt == NULL)
    return salvage ? g_steal_pointer (&records) : NULL;
  while (yy_db_stmt_step (stmt, error))
    g_ptr_array_add (records, read_record (stmt));
  if (yy_db_stmt_has_failed (stmt))
    return salvage ? g_steal_pointer (&records) : NULL;

  for (guint i = 0; i < records->len; i++)
    if (!load_pages (db, g_ptr_array_index (records, i), salvage ? NULL : error) && !salvage)
      return NULL;

  return g_steal_pointer (&records);
}

gboolean
yy_draft_table_save_memory (YyDb *db, const char *key, const char *value, GError **error)
{
  if (*value == '\0')
    return yy_db_run (db, error, "DELETE FROM memory WHERE key = ?1", YY_TEXT (key));

  return yy_db_run (db, error,
                    "INSERT INTO memory (key, value) VALUES (?1, ?2) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    YY_TEXT (key), YY_TEXT (value));
}

GHashTable *
yy_draft_table_load_memory (YyDb *db, GError **error)
{
  g_autoptr (GHashTable) memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (YyDbStmt) stmt = yy_db_query (db, error, "SELECT key, value FROM memory");

  if (stmt == NULL)
    return NULL;
  while (yy_db_stmt_step (stmt, error))
    g_hash_table_insert (memory, yy_db_stmt_dup_text (stmt, 0), yy_db_stmt_dup_text (stmt, 1));

  return yy_db_stmt_has_failed (stmt) ? NULL : g_steal_pointer (&memory);
}
