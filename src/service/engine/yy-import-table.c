#include "yy-import-table.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-import-fault.h"

static const char *const files[YY_IMPORT_LAST + 1] = {
  "units.csv",   "people.csv",   "posts.csv",     "charges.csv", "seals.csv",
  "keepers.csv", "accounts.csv", "companies.csv", NULL,
};

static const char *const columns[YY_IMPORT_LAST][YY_IMPORT_MAX_COLUMNS + 1] = {
  { "unit", "name", "sort" },
  { "person", "name", "unit", "mobile", "office_phone", "extra_units" },
  { "person", "post", "unit" },
  { "leader", "unit" },
  { "seal", "kind", "name", "place", "hours" },
  { "seal", "person", "role" },
  { "account", "person" },
  { "company", "name", "unit" },
};

const char *const *
yy_import_list_files (void)
{
  return files;
}

const char *
yy_import_kind_get_file (YyImportKind kind)
{
  return files[kind];
}

gboolean
yy_import_kind_from_file (const char *file, YyImportKind *ret_kind)
{
  for (guint i = 0; i < YY_IMPORT_LAST; i++)
    {
      if (g_str_equal (file, files[i]))
        {
          *ret_kind = (YyImportKind) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *const *
yy_import_kind_get_columns (YyImportKind kind)
{
  return columns[kind];
}

static void
free_row (gpointer data)
{
  YyImportRow *row = data;

  for (guint i = 0; i < YY_IMPORT_MAX_COLUMNS; i++)
    g_free (row->texts[i]);
  g_free (row);
}

static YyImportTable *
new_table (YyImportKind kind, gboolean given)
{
  YyImportTable *self = g_new0 (YyImportTable, 1);

  self->kind = kind;
  self->given = given;
  self->rows = g_ptr_array_new_with_free_func (free_row);
  return self;
}

void
yy_import_table_free (YyImportTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
add_fault_at (const YyImportTable *self, YyCsvPlace place, const char *text, GPtrArray *faults)
{
  g_ptr_array_add (faults, yy_import_fault_new (files[self->kind], place, text));
}

void
yy_import_table_add_fault (
    const YyImportTable *self, const YyImportRow *row, guint column, const char *text, GPtrArray *faults)
{
  add_fault_at (self, row != NULL ? row->places[column] : (YyCsvPlace) { 0, 0 }, text, faults);
}

static int
find_column (YyImportKind kind, const char *name)
{
  for (guint i = 0; columns[kind][i] != NULL; i++)
    {
      if (g_str_equal (columns[kind][i], name))
        return (int) i;
    }

  return -1;
}

/* Where in the file each column stands. */
static gboolean
read_head (const YyImportTable *self, const YyCsv *csv, guint *order, GPtrArray *faults)
{
  gboolean found[YY_IMPORT_MAX_COLUMNS] = { FALSE };
  guint n_before = faults->len;

  for (guint i = 0; i < yy_csv_get_n_fields (csv, 0); i++)
    {
      const char *name = yy_csv_get_text (csv, 0, i);
      int column = find_column (self->kind, name);
      g_autofree char *text = NULL;

      if (column >= 0 && !found[column])
        {
          found[column] = TRUE;
          order[column] = i;
          continue;
        }
      text = g_strdup_printf (column < 0 ? _ ("There is no column “%s” in this file.")
                                         : _ ("The column “%s” is there twice."),
                              name);
      add_fault_at (self, yy_csv_get_place (csv, 0, i), text, faults);
    }

  for (guint i = 0; columns[self->kind][i] != NULL; i++)
    {
      g_autofree char *text = NULL;

      if (found[i])
        continue;
      text = g_strdup_printf (_ ("The column “%s” is missing."), columns[self->kind][i]);
      add_fault_at (self, (YyCsvPlace) { 1, 1 }, text, faults);
    }

  return faults->len == n_before;
}

static void
read_line (YyImportTable *self, const YyCsv *csv, guint line, const guint *order, GPtrArray *faults)
{
  guint wanted = yy_csv_get_n_fields (csv, 0);
  guint there = yy_csv_get_n_fields (csv, line);
  YyImportRow *row;

  if (there != wanted)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("This line has %u fields, the first line has %u."), there, wanted);

      add_fault_at (self, yy_csv_get_place (csv, line, 0), text, faults);
      return;
    }

  row = g_new0 (YyImportRow, 1);
  for (guint i = 0; i < wanted; i++)
    {
      row->texts[i] = g_strdup (yy_csv_get_text (csv, line, order[i]));
      row->places[i] = yy_csv_get_place (csv, line, order[i]);
    }
  g_ptr_array_add (self->rows, row);
}

YyImportTable *
yy_import_table_read (YyImportKind kind, GBytes *bytes, GPtrArray *faults)
{
  YyImportTable *self = new_table (kind, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyCsv) csv = NULL;
  guint order[YY_IMPORT_MAX_COLUMNS] = { 0 };
  YyCsvPlace place = { 0, 0 };
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  csv = yy_csv_parse (data != NULL ? data : "", size, &place, &error);
  if (csv == NULL)
    {
      add_fault_at (self, place, error->message, faults);
      return self;
    }
  if (yy_csv_get_n_rows (csv) == 0)
    {
      add_fault_at (self, place, _ ("The file is empty. Its first line names the columns."), faults);
      return self;
    }
  if (!read_head (self, csv, order, faults))
    return self;
  for (guint i = 1; i < yy_csv_get_n_rows (csv); i++)
    read_line (self, csv, i, order, faults);

  return self;
}

static void
add_row (YyImportTable *self, const char *const *texts)
{
  YyImportRow *row = g_new0 (YyImportRow, 1);

  for (guint i = 0; columns[self->kind][i] != NULL; i++)
    row->texts[i] = g_strdup (texts[i]);
  g_ptr_array_add (self->rows, row);
}

#define ADD_ROW(self, ...) add_row ((self), (const char *const[]) { __VA_ARGS__ })

static void
add_person (YyImportTable *self, YyOrg *org, const YyPerson *person, GPtrArray *units)
{
  guint posts = yy_org_get_posts (org, person->id);
  const char *main_unit = person->unit_ids[0] != NULL ? person->unit_ids[0] : "";
  g_autofree char *extra = g_strjoinv (";", *main_unit != '\0' ? person->unit_ids + 1 : person->unit_ids);

  if (self->kind == YY_IMPORT_PEOPLE)
    ADD_ROW (self, person->id, person->name, main_unit, person->mobile, person->office_phone, extra);

  for (guint post = 0; self->kind == YY_IMPORT_POSTS && post < YY_POST_LAST; post++)
    {
      if (post != YY_POST_SECTION_HEAD && (posts & 1u << post) != 0)
        ADD_ROW (self, person->id, yy_post_get_nick ((YyPost) post), "");
    }

  for (guint i = 0; i < units->len; i++)
    {
      const YyUnit *unit = g_ptr_array_index (units, i);

      if (self->kind == YY_IMPORT_POSTS && (posts & 1u << YY_POST_SECTION_HEAD) != 0 &&
          yy_org_holds_post (org, person->id, YY_POST_SECTION_HEAD, unit->id))
        ADD_ROW (self, person->id, yy_post_get_nick (YY_POST_SECTION_HEAD), unit->id);
      if (self->kind == YY_IMPORT_CHARGES && yy_org_is_in_charge (org, person->id, unit->id))
        ADD_ROW (self, person->id, unit->id);
    }
}

static void
add_seal (YyImportTable *self, const YySeal *seal)
{
  if (self->kind == YY_IMPORT_SEALS)
    ADD_ROW (self, seal->id, yy_seal_kind_get_nick (seal->kind), seal->name, seal->place, seal->hours);

  for (guint i = 0; self->kind == YY_IMPORT_KEEPERS && seal->keeper_ids[i] != NULL; i++)
    ADD_ROW (self, seal->id, seal->keeper_ids[i], i < seal->n_keepers ? "keeper" : "deputy");
}

static void
add_companies (YyImportTable *self, YyOrg *org)
{
  g_autoptr (GPtrArray) companies = yy_org_list_companies (org);

  for (guint i = 0; i < companies->len; i++)
    {
      const YyCompany *company = g_ptr_array_index (companies, i);

      ADD_ROW (self, company->id, company->name, company->unit_id);
    }
}

YyImportTable *
yy_import_table_from_org (YyImportKind kind, YyOrg *org)
{
  YyImportTable *self = new_table (kind, FALSE);
  g_autoptr (GPtrArray) units = yy_org_list_units (org);
  g_autoptr (GPtrArray) people = yy_org_list_people (org);
  g_autoptr (GPtrArray) seals = yy_org_list_seals (org);

  for (guint i = 0; kind == YY_IMPORT_UNITS && i < units->len; i++)
    {
      const YyUnit *unit = g_ptr_array_index (units, i);
      g_autofree char *sort = g_strdup_printf ("%d", unit->sort);

      ADD_ROW (self, unit->id, unit->name, sort);
    }
  for (guint i = 0; i < people->len; i++)
    {
      const YyPerson *person = g_ptr_array_index (people, i);

      if (person->active)
        add_person (self, org, person, units);
    }
  for (guint i = 0; i < seals->len; i++)
    add_seal (self, g_ptr_array_index (seals, i));
  if (kind == YY_IMPORT_COMPANIES)
    add_companies (self, org);

  return self;
}
