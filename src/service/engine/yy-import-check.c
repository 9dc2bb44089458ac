#include "yy-import-check.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-engine-accounts.h"
#include "yy-import-fault.h"
#include "yy-pinyin.h"
#include "yy-rule.h"
#include "yy-text.h"

#define ID_LIMIT 64
#define NAME_LIMIT 100
#define TEXT_LIMIT 200
#define SORT_LIMIT 1000000
#define WORD_CHARACTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

/* What the checks walk with. */
typedef struct
{
  const YyImportTable *table;
  const YyImportRow *row;
  YyOrg *org;
  GHashTable *seen; /* keys of rows, or what they refer to, of the present table */
  GPtrArray *faults;
} Check;

static gboolean fault (const Check *self, guint column, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Always FALSE. */
static gboolean
fault (const Check *self, guint column, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (!self->table->given)
    {
      g_autofree char *more = g_strdup_printf (_ ("As it is stored, “%s”: %s"), self->row->texts[0], text);

      yy_import_table_add_fault (self->table, self->row, column, more, self->faults);
      return FALSE;
    }

  yy_import_table_add_fault (self->table, self->row, column, text, self->faults);
  return FALSE;
}

/* Nothing that a reader does not see, no blanks around it, and not too long. */
static gboolean
check_text (const Check *self, guint column, glong min, glong max)
{
  const char *text = self->row->texts[column];
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (!yy_text_check (text, "", NULL, min, max, FALSE, issues))
    {
      g_autofree char *sentence = yy_issue_dup_text (g_ptr_array_index (issues, 0));

      return fault (self, column, "%s", sentence);
    }

  return g_str_equal (stripped, text) || fault (self, column, _ ("There are blanks around “%s”."), stripped);
}

/* An id: it stands in addresses and files. */
static gboolean
check_id (const Check *self, guint column, const char *characters)
{
  const char *text = self->row->texts[column];

  if (!check_text (self, column, 1, ID_LIMIT))
    return FALSE;

  return strspn (text, characters) == strlen (text) ||
         fault (self, column, _ ("“%s” may hold only letters and digits without accents, and “-”, “_”, “.”."),
                text);
}

/* That a key comes once. */
static gboolean
check_once (const Check *self, guint column, const char *key)
{
  return g_hash_table_add (self->seen, g_strdup (key)) ||
         fault (self, column, _ ("“%s” is there twice."), self->row->texts[column]);
}

static gboolean
check_person (const Check *self, guint column)
{
  return yy_org_get_person (self->org, self->row->texts[column]) != NULL ||
         fault (self, column, _ ("There is no person “%s”."), self->row->texts[column]);
}

static gboolean
check_unit_id (const Check *self, guint column, const char *id)
{
  return yy_org_get_unit (self->org, id) != NULL || fault (self, column, _ ("There is no unit “%s”."), id);
}

static void
check_unit (const Check *self)
{
  char *const *texts = self->row->texts;
  gint64 sort = 0;

  check_text (self, 1, 1, NAME_LIMIT);
  if (!g_ascii_string_to_signed (texts[2], 10, 0, SORT_LIMIT, &sort, NULL))
    fault (self, 2, _ ("“%s” is no whole number between 0 and %d."), texts[2], SORT_LIMIT);
  /* Taken whatever else is wrong with it, so that what refers to it is not told as wrong too. */
  if (check_id (self, 0, WORD_CHARACTERS) && check_once (self, 0, texts[0]))
    yy_org_take_unit (self->org, texts[0], texts[1], (int) sort);
}

static void
check_extra_units (const Check *self, char **units)
{
  const char *main_unit = self->row->texts[2];

  for (guint i = 0; units[i] != NULL; i++)
    {
      if (check_unit_id (self, 5, units[i]) &&
          (g_str_equal (units[i], main_unit) ||
           g_strv_contains ((const char *const *) units + i + 1, units[i])))
        fault (self, 5, _ ("“%s” is there twice."), units[i]);
    }
}

static void
check_phones (const Check *self)
{
  const char *mobile = self->row->texts[3];
  const char *office = self->row->texts[4];

  if (*mobile != '\0' && !yy_text_is_mobile (mobile))
    fault (self, 3, _ ("“%s” is no mobile number: eleven digits that begin with 13 to 19."), mobile);
  if (*office != '\0' && !yy_text_is_phone (office))
    fault (self, 4, _ ("“%s” is no phone number."), office);
}

static void
take_person (const Check *self, char **extra_units)
{
  char *const *texts = self->row->texts;
  g_autoptr (GStrvBuilder) units = g_strv_builder_new ();
  YyPerson *person = yy_person_new (texts[0], texts[1]);

  g_free (person->pinyin);
  g_free (person->initials);
  yy_pinyin_spell (texts[1], &person->pinyin, &person->initials);
  g_free (person->mobile);
  person->mobile = g_strdup (texts[3]);
  g_free (person->office_phone);
  person->office_phone = g_strdup (texts[4]);
  g_strv_builder_add (units, texts[2]);
  g_strv_builder_addv (units, (const char **) extra_units);
  g_strfreev (person->unit_ids);
  person->unit_ids = g_strv_builder_end (units);
  person->active = TRUE;
  yy_org_take_person (self->org, person);
}

static void
check_one_person (const Check *self)
{
  char *const *texts = self->row->texts;
  g_auto (GStrv) extra = g_strsplit (texts[5], ";", -1);

  check_text (self, 1, 1, NAME_LIMIT);
  check_unit_id (self, 2, texts[2]);
  check_phones (self);
  check_extra_units (self, extra);
  if (check_id (self, 0, WORD_CHARACTERS) && check_once (self, 0, texts[0]))
    take_person (self, extra);
}

static void
check_post (const Check *self)
{
  char *const *texts = self->row->texts;
  g_autofree char *key = g_strjoin ("\t", texts[0], texts[1], texts[2], NULL);
  gboolean good = check_person (self, 0);
  YyPost post;

  if (!yy_post_from_nick (texts[1], &post))
    {
      fault (self, 1, _ ("“%s” is no post. Posts: %s"), texts[1],
             "section_head, leader, chief, dept_head, organiser, office_director");
      return;
    }
  if (post == YY_POST_SECTION_HEAD)
    good = check_unit_id (self, 2, texts[2]) && good;
  else if (*texts[2] != '\0')
    good = fault (self, 2, _ ("Only a section head has a unit here; this post is of the whole department."));
  if (good && check_once (self, 0, key))
    yy_org_add_post (self->org, texts[0], post, texts[2]);
}

static void
check_charge (const Check *self)
{
  char *const *texts = self->row->texts;
  g_autofree char *key = g_strjoin ("\t", texts[0], texts[1], NULL);
  gboolean good = check_person (self, 0);

  if (good && !yy_org_holds_post (self->org, texts[0], YY_POST_LEADER, NULL))
    good = fault (self, 0, _ ("“%s” is in charge of a unit but holds no post “leader”."), texts[0]);
  good = check_unit_id (self, 1, texts[1]) && good;
  if (good && check_once (self, 1, key))
    yy_org_add_charge (self->org, texts[0], texts[1]);
}

static void
check_seal (const Check *self)
{
  char *const *texts = self->row->texts;
  YySealKind kind = YY_SEAL_OTHER;

  if (!yy_seal_kind_from_nick (texts[1], &kind))
    fault (self, 1, _ ("“%s” is no kind of seal. Kinds: %s"), texts[1], "party, admin, name, other");
  check_text (self, 2, 1, NAME_LIMIT);
  check_text (self, 3, 0, TEXT_LIMIT);
  check_text (self, 4, 0, TEXT_LIMIT);
  if (check_id (self, 0, WORD_CHARACTERS) && check_once (self, 0, texts[0]))
    yy_org_take_seal (self->org, yy_seal_new (texts[0], kind, texts[2]));
}

/* The office is the unit of its director. */
static gboolean
is_of_the_office (YyOrg *org, const char *person_id)
{
  g_autoptr (GPtrArray) directors = yy_org_list_holders (org, YY_POST_OFFICE_DIRECTOR, NULL);

  for (guint i = 0; i < directors->len; i++)
    {
      const YyPerson *director = g_ptr_array_index (directors, i);

      if (director->unit_ids[0] != NULL && yy_org_belongs_to (org, person_id, director->unit_ids[0]))
        return TRUE;
    }

  return FALSE;
}

/* R06, R07, R08: who keeps which seal. Deputies stand in for the keeper of the party seal and of the name
 * seal, whatever their post. */
static gboolean
may_keep (YyOrg *org, YySealKind kind, const char *person_id, gboolean deputy)
{
  switch (kind)
    {
    case YY_SEAL_PARTY:
      return deputy || yy_org_holds_post (org, person_id, YY_POST_ORGANISER, NULL);
    case YY_SEAL_ADMIN:
      return is_of_the_office (org, person_id);
    case YY_SEAL_NAME:
      return deputy || yy_org_holds_post (org, person_id, YY_POST_OFFICE_DIRECTOR, NULL);
    case YY_SEAL_OTHER:
    case YY_SEAL_LAST:
    default:
      return TRUE;
    }
}

static void
check_keeper (const Check *self)
{
  char *const *texts = self->row->texts;
  const YySeal *seal = yy_org_get_seal (self->org, texts[0]);
  g_autofree char *key = g_strjoin ("\t", texts[0], texts[1], NULL);
  gboolean deputy = g_str_equal (texts[2], "deputy");
  gboolean good = check_person (self, 1);

  if (seal == NULL)
    good = fault (self, 0, _ ("There is no seal “%s”."), texts[0]);
  if (!deputy && !g_str_equal (texts[2], "keeper"))
    good = fault (self, 2, _ ("“%s” is no role. Roles: %s"), texts[2], "keeper, deputy");
  if (good && !may_keep (self->org, seal->kind, texts[1], deputy))
    {
      const char *rule = yy_seal_kind_get_rule (seal->kind);

      fault (self, 1, _ ("“%s” may not keep this seal: %s %s"), texts[1], rule, yy_rule_get_clause (rule));
    }
  if (good && check_once (self, 1, key) && !deputy)
    g_hash_table_add (self->seen, g_strdup (texts[0]));
}

/* A seal that nobody keeps could be approved for, and never used. Keepers of the seals are in @self->seen. */
static void
check_seals_are_kept (const Check *self, const YyImportTable *seals)
{
  Check at = *self;

  at.table = seals->given ? seals : self->table;
  for (guint i = 0; i < seals->rows->len; i++)
    {
      const YyImportRow *row = g_ptr_array_index (seals->rows, i);

      at.row = row;
      if (yy_org_get_seal (self->org, row->texts[0]) == NULL ||
          g_hash_table_contains (self->seen, row->texts[0]))
        continue;
      fault (&at, 0, _ ("Nobody keeps “%s”: it needs a line with the role “keeper” in keepers.csv."),
             row->texts[0]);
    }
}

static void
check_account (const Check *self)
{
  char *const *texts = self->row->texts;
  g_autofree char *folded = yy_engine_fold_account (texts[0]);
  g_autofree char *owner = g_strconcat ("\t", texts[1], NULL);

  if (check_id (self, 0, WORD_CHARACTERS "@"))
    {
      if (!g_str_equal (folded, texts[0]))
        fault (self, 0, _ ("An account is written in lower case: “%s”."), folded);
      else
        check_once (self, 0, texts[0]);
    }
  if (check_person (self, 1) && !g_hash_table_add (self->seen, g_steal_pointer (&owner)))
    fault (self, 1, _ ("“%s” has another account already."), texts[1]);
}

static void
check_company (const Check *self)
{
  char *const *texts = self->row->texts;

  check_text (self, 1, 1, NAME_LIMIT);
  check_unit_id (self, 2, texts[2]);
  if (check_id (self, 0, WORD_CHARACTERS) && check_once (self, 0, texts[0]))
    yy_org_take_company (self->org, yy_company_new (texts[0], texts[1], texts[2]));
}

YyOrg *
yy_import_check (YyImportTable *const *tables, GPtrArray *faults)
{
  static void (*const checks[YY_IMPORT_LAST]) (const Check *) = {
    check_unit, check_one_person, check_post,    check_charge,
    check_seal, check_keeper,     check_account, check_company,
  };
  g_autoptr (YyOrg) org = yy_org_new ();

  for (guint kind = 0; kind < YY_IMPORT_LAST; kind++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      Check check = { .table = tables[kind], .org = org, .seen = seen, .faults = faults };

      for (guint i = 0; i < check.table->rows->len; i++)
        {
          check.row = g_ptr_array_index (check.table->rows, i);
          checks[kind](&check);
        }
      if (kind == YY_IMPORT_KEEPERS)
        check_seals_are_kept (&check, tables[YY_IMPORT_SEALS]);
    }

  return g_steal_pointer (&org);
}
