#include "yy-engine-import.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-account-store.h"
#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-form.h"
#include "yy-import-check.h"

#define HASH_SIZE 32

/* One import on its way. */
typedef struct
{
  YyEngine *engine;
  YyDb *db;
  YySnapshot *before;
  YyImportTable *tables[YY_IMPORT_LAST];
  YyOrg *after;
  YyImportReport report;
} Import;

const char *const *
yy_engine_get_import_files (void)
{
  return yy_import_list_files ();
}

static void
check_names (GHashTable *files, GPtrArray *faults)
{
  GHashTableIter iter;
  gpointer name;
  YyImportKind kind;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *known = NULL;
      g_autofree char *text = NULL;

      if (yy_import_kind_from_file (name, &kind))
        continue;
      known = g_strjoinv (", ", (char **) yy_engine_get_import_files ());
      text = g_strdup_printf (_ ("This file is none of a directory. Those are: %s"), known);
      g_ptr_array_add (faults, yy_import_fault_new (name, (YyCsvPlace) { 0, 0 }, text));
    }
}

/* The shape of all files first: what is wrong inside can be told only of files that can be read. */
static gboolean
read_tables (Import *self, GHashTable *files, GPtrArray *faults)
{
  for (guint i = 0; i < YY_IMPORT_LAST; i++)
    {
      YyImportKind kind = (YyImportKind) i;
      GBytes *bytes = g_hash_table_lookup (files, yy_import_kind_get_file (kind));

      self->tables[i] = bytes != NULL ? yy_import_table_read (kind, bytes, faults)
                                      : yy_import_table_from_org (kind, self->before->org);
    }
  if (faults->len == 0)
    self->after = yy_import_check (self->tables, faults);

  return faults->len == 0;
}

static gboolean
write_units (Import *self, GError **error)
{
  g_autoptr (GPtrArray) units = yy_org_list_units (self->after);

  self->report.n_units = units->len;
  for (guint i = 0; i < units->len; i++)
    {
      const YyUnit *unit = g_ptr_array_index (units, i);

      if (!yy_directory_store_put_unit (self->db, unit->id, unit->name, unit->sort, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_people (Import *self, GError **error)
{
  g_autoptr (GPtrArray) before = yy_org_list_people (self->before->org);
  g_autoptr (GPtrArray) after = yy_org_list_people (self->after);

  self->report.n_people = after->len;
  if (!yy_directory_store_deactivate_people (self->db, error))
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    {
      if (!yy_directory_store_put_person (self->db, g_ptr_array_index (after, i), error))
        return FALSE;
    }

  for (guint i = 0; i < before->len; i++)
    {
      const YyPerson *person = g_ptr_array_index (before, i);

      if (!person->active || yy_org_get_person (self->after, person->id) != NULL)
        continue;
      self->report.n_left++;
      if (!yy_session_store_delete_all (self->db, person->id, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_posts (Import *self, GError **error)
{
  const GPtrArray *posts = self->tables[YY_IMPORT_POSTS]->rows;
  const GPtrArray *charges = self->tables[YY_IMPORT_CHARGES]->rows;

  if (!yy_directory_store_clear_posts (self->db, error) ||
      !yy_directory_store_clear_charges (self->db, error))
    return FALSE;
  for (guint i = 0; i < posts->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (posts, i);
      YyPost post = YY_POST_LAST;

      if (!yy_post_from_nick (row->texts[1], &post) ||
          !yy_directory_store_add_post (self->db, row->texts[0], post, row->texts[2], error))
        return FALSE;
    }
  for (guint i = 0; i < charges->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (charges, i);

      if (!yy_directory_store_add_charge (self->db, row->texts[0], row->texts[1], error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_seals (Import *self, GError **error)
{
  const GPtrArray *seals = self->tables[YY_IMPORT_SEALS]->rows;
  const GPtrArray *keepers = self->tables[YY_IMPORT_KEEPERS]->rows;

  self->report.n_seals = seals->len;
  if (!yy_directory_store_deactivate_seals (self->db, error) ||
      !yy_directory_store_clear_keepers (self->db, error))
    return FALSE;
  for (guint i = 0; i < seals->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (seals, i);
      YySealKind kind = yy_org_get_seal (self->after, row->texts[0])->kind;
      g_autoptr (YySeal) seal = yy_seal_new (row->texts[0], kind, row->texts[2]);

      yy_form_set_text (&seal->place, row->texts[3]);
      yy_form_set_text (&seal->hours, row->texts[4]);
      if (!yy_directory_store_put_seal (self->db, seal, error))
        return FALSE;
    }
  for (guint i = 0; i < keepers->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (keepers, i);

      if (!yy_directory_store_add_keeper (self->db, row->texts[0], row->texts[1],
                                          g_str_equal (row->texts[2], "deputy"), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_companies (Import *self, GError **error)
{
  g_autoptr (GPtrArray) companies = yy_org_list_companies (self->after);

  if (!yy_directory_store_deactivate_companies (self->db, error))
    return FALSE;
  for (guint i = 0; i < companies->len; i++)
    {
      if (!yy_directory_store_put_company (self->db, g_ptr_array_index (companies, i), error))
        return FALSE;
    }

  return TRUE;
}

/* Accounts that are no longer named, or are somebody else's now: the password of one person must never open
 * the account of another. */
static gboolean
drop_accounts (Import *self, GHashTable *owners, GError **error)
{
  g_autoptr (GPtrArray) stored = yy_account_store_list (self->db, error);

  if (stored == NULL)
    return FALSE;
  for (guint i = 0; i < stored->len; i++)
    {
      const YyAccount *account = g_ptr_array_index (stored, i);

      if (g_strcmp0 (g_hash_table_lookup (owners, account->account), account->person_id) == 0)
        continue;
      if (!yy_account_store_delete (self->db, account->account, error) ||
          !yy_session_store_delete_all (self->db, account->person_id, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_accounts (Import *self, GError **error)
{
  g_autoptr (GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);
  const YyImportTable *table = self->tables[YY_IMPORT_ACCOUNTS];

  if (!table->given)
    return TRUE;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (table->rows, i);

      g_hash_table_insert (owners, row->texts[0], row->texts[1]);
    }
  if (!drop_accounts (self, owners, error))
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (table->rows, i);

      if (!yy_account_store_put (self->db, row->texts[0], row->texts[1], yy_engine_now (self->engine), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_all (Import *self, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) accounts = NULL;

  for (guint i = 0; i < self->tables[YY_IMPORT_UNITS]->rows->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (self->tables[YY_IMPORT_UNITS]->rows, i);

      g_hash_table_add (units, row->texts[0]);
    }
  if (!write_units (self, error) || !write_people (self, error) || !write_posts (self, error) ||
      !write_seals (self, error) || !write_companies (self, error) || !write_accounts (self, error) ||
      !yy_directory_store_delete_units (self->db, units, error))
    return FALSE;

  accounts = yy_account_store_list (self->db, error);
  if (accounts == NULL)
    return FALSE;
  self->report.n_accounts = accounts->len;
  for (guint i = 0; i < accounts->len; i++)
    {
      const YyAccount *account = g_ptr_array_index (accounts, i);

      self->report.n_without_password += *account->password_hash == '\0';
    }

  return TRUE;
}

static void
add_field (GChecksum *sum, const void *data, gsize size)
{
  guint32 prefix = GUINT32_TO_BE ((guint32) size);

  g_checksum_update (sum, (const guchar *) &prefix, sizeof prefix);
  if (size > 0)
    g_checksum_update (sum, data, (gssize) size);
}

/* The bytes that were imported, as docs/ledger.md says. */
static void
hash_files (GHashTable *files, guint8 ret_hash[HASH_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = HASH_SIZE;

  add_field (sum, "yanyin/import/1", strlen ("yanyin/import/1"));
  for (guint i = 0; i < YY_IMPORT_LAST; i++)
    {
      const char *name = yy_import_kind_get_file ((YyImportKind) i);
      GBytes *bytes = g_hash_table_lookup (files, name);
      gsize size = 0;
      const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

      if (bytes == NULL)
        continue;
      add_field (sum, name, strlen (name));
      add_field (sum, data, size);
    }
  g_checksum_get_digest (sum, ret_hash, &length);
}

static gboolean
record (Import *self, const YyActor *actor, GHashTable *files, GError **error)
{
  g_autoptr (YyHistory) line = yy_history_new ();
  guint8 hash[HASH_SIZE];
  YyEventDraft draft = { .kind = "directory", .action = "import", .payload = hash, .line = line };

  hash_files (files, hash);
  if (actor != NULL)
    {
      yy_form_set_text (&line->actor_id, actor->person_id);
      draft.session_id = actor->session_id;
    }

  return yy_event_store_append (self->db, &draft, yy_engine_now (self->engine), error) &&
         yy_directory_store_bump_version (self->db, error);
}

static gboolean
run_import (Import *self, const YyActor *actor, GHashTable *files, GPtrArray *faults, GError **error)
{
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;

  check_names (files, faults);
  self->before = yy_engine_ref_snapshot (self->engine, self->db, error);
  if (self->before == NULL)
    return FALSE;
  if (faults->len > 0 || !read_tables (self, files, faults))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID,
                   g_dngettext (YY_GETTEXT_DOMAIN, "%u fault was found; nothing was changed.",
                                "%u faults were found; nothing was changed.", faults->len),
                   faults->len);
      return FALSE;
    }

  was = yy_directory_store_dup_digest (self->db, error);
  if (was == NULL || !write_all (self, error))
    return FALSE;
  is = yy_directory_store_dup_digest (self->db, error);
  if (is == NULL)
    return FALSE;
  self->report.changed = !g_str_equal (was, is);

  return !self->report.changed || record (self, actor, files, error);
}

gboolean
yy_engine_import (YyEngine *self,
                  YyDb *db,
                  const YyActor *actor,
                  GHashTable *files,
                  YyImportReport *ret_report,
                  GPtrArray *faults,
                  GError **error)
{
  Import import = { .engine = self, .db = db };
  gboolean done = run_import (&import, actor, files, faults, error);

  if (done)
    *ret_report = import.report;
  for (guint i = 0; i < YY_IMPORT_LAST; i++)
    g_clear_pointer (&import.tables[i], yy_import_table_free);
  g_clear_pointer (&import.after, yy_org_unref);
  g_clear_pointer (&import.before, yy_snapshot_unref);

  return done;
}
