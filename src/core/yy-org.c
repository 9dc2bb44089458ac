#include "yy-org.h"

#include <string.h>

typedef struct
{
  char *person_id;
  YyPost post;
  char *unit_id;
} Holding;

typedef struct
{
  char *person_id;
  char *unit_id;
} Charge;

struct _YyOrg
{
  GHashTable *units;     /* id -> YyUnit, owned */
  GHashTable *people;    /* id -> YyPerson, owned */
  GHashTable *seals;     /* id -> YySeal, owned */
  GHashTable *companies; /* id -> YyCompany, owned */
  GHashTable *members;   /* id of a unit -> GPtrArray of ids of people; some may have left it since */
  GPtrArray *holdings;   /* Holding, owned */
  GPtrArray *charges;    /* Charge, owned */
  GPtrArray *delegations;
  char today[11];
};

static void
free_unit (gpointer data)
{
  YyUnit *unit = data;

  g_free (unit->id);
  g_free (unit->name);
  g_free (unit);
}

static void
free_holding (gpointer data)
{
  Holding *holding = data;

  g_free (holding->person_id);
  g_free (holding->unit_id);
  g_free (holding);
}

static void
free_charge (gpointer data)
{
  Charge *charge = data;

  g_free (charge->person_id);
  g_free (charge->unit_id);
  g_free (charge);
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  const YyPerson *pa = *(const YyPerson *const *) a;
  const YyPerson *pb = *(const YyPerson *const *) b;
  int order = strcmp (pa->pinyin, pb->pinyin);

  return order != 0 ? order : strcmp (pa->id, pb->id);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const YyUnit *ua = *(const YyUnit *const *) a;
  const YyUnit *ub = *(const YyUnit *const *) b;

  return ua->sort != ub->sort ? (ua->sort > ub->sort) - (ua->sort < ub->sort) : strcmp (ua->id, ub->id);
}

static int
compare_seals (gconstpointer a, gconstpointer b)
{
  const YySeal *sa = *(const YySeal *const *) a;
  const YySeal *sb = *(const YySeal *const *) b;

  return sa->kind != sb->kind ? (int) sa->kind - (int) sb->kind : strcmp (sa->id, sb->id);
}

static int
compare_companies (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const YyCompany *const *) a)->id, (*(const YyCompany *const *) b)->id);
}

static void
org_clear (gpointer data)
{
  YyOrg *self = data;

  g_hash_table_unref (self->units);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->seals);
  g_hash_table_unref (self->companies);
  g_hash_table_unref (self->members);
  g_ptr_array_unref (self->holdings);
  g_ptr_array_unref (self->charges);
  g_ptr_array_unref (self->delegations);
}

YyOrg *
yy_org_new (void)
{
  YyOrg *self = g_atomic_rc_box_new0 (YyOrg);

  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_unit);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yy_person_free);
  self->seals = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yy_seal_free);
  self->companies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) yy_company_free);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->holdings = g_ptr_array_new_with_free_func (free_holding);
  self->charges = g_ptr_array_new_with_free_func (free_charge);
  self->delegations = yy_delegation_list_new ();

  return self;
}

YyOrg *
yy_org_ref (YyOrg *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
yy_org_unref (YyOrg *self)
{
  g_atomic_rc_box_release_full (self, org_clear);
}

void
yy_org_take_unit (YyOrg *self, const char *id, const char *name, int sort)
{
  YyUnit *unit = g_new0 (YyUnit, 1);

  unit->id = g_strdup (id);
  unit->name = g_strdup (name);
  unit->sort = sort;
  g_hash_table_replace (self->units, unit->id, unit);
}

void
yy_org_take_person (YyOrg *self, YyPerson *person)
{
  for (guint i = 0; person->unit_ids[i] != NULL; i++)
    {
      GPtrArray *members = g_hash_table_lookup (self->members, person->unit_ids[i]);

      if (members == NULL)
        {
          members = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (self->members, g_strdup (person->unit_ids[i]), members);
        }
      g_ptr_array_add (members, g_strdup (person->id));
    }
  g_hash_table_replace (self->people, person->id, person);
}

void
yy_org_take_seal (YyOrg *self, YySeal *seal)
{
  g_hash_table_replace (self->seals, seal->id, seal);
}

void
yy_org_take_company (YyOrg *self, YyCompany *company)
{
  g_hash_table_replace (self->companies, company->id, company);
}

void
yy_org_take_delegation (YyOrg *self, YyDelegation *delegation)
{
  g_ptr_array_add (self->delegations, delegation);
}

void
yy_org_add_post (YyOrg *self, const char *person_id, YyPost post, const char *unit_id)
{
  Holding *holding = g_new0 (Holding, 1);

  holding->person_id = g_strdup (person_id);
  holding->post = post;
  holding->unit_id = g_strdup (unit_id != NULL ? unit_id : "");
  g_ptr_array_add (self->holdings, holding);
}

void
yy_org_add_charge (YyOrg *self, const char *person_id, const char *unit_id)
{
  Charge *charge = g_new0 (Charge, 1);

  charge->person_id = g_strdup (person_id);
  charge->unit_id = g_strdup (unit_id);
  g_ptr_array_add (self->charges, charge);
}

const YyUnit *
yy_org_get_unit (YyOrg *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->units, id) : NULL;
}

const YyPerson *
yy_org_get_person (YyOrg *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->people, id) : NULL;
}

const YySeal *
yy_org_get_seal (YyOrg *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->seals, id) : NULL;
}

const YyCompany *
yy_org_get_company (YyOrg *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->companies, id) : NULL;
}

const char *
yy_org_get_person_name (YyOrg *self, const char *id)
{
  const YyPerson *person = yy_org_get_person (self, id);

  return person != NULL ? person->name : (id != NULL ? id : "");
}

const char *
yy_org_get_unit_name (YyOrg *self, const char *id)
{
  const YyUnit *unit = yy_org_get_unit (self, id);

  return unit != NULL ? unit->name : (id != NULL ? id : "");
}

const char *
yy_org_get_company_name (YyOrg *self, const char *id)
{
  const YyCompany *company = yy_org_get_company (self, id);

  return company != NULL ? company->name : (id != NULL ? id : "");
}

static GPtrArray *
list_values (GHashTable *table, GCompareFunc compare)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (list, value);
  g_ptr_array_sort (list, compare);
  return list;
}

GPtrArray *
yy_org_list_units (YyOrg *self)
{
  return list_values (self->units, compare_units);
}

GPtrArray *
yy_org_list_people (YyOrg *self)
{
  return list_values (self->people, compare_people);
}

GPtrArray *
yy_org_list_members (YyOrg *self, const char *unit_id, guint limit)
{
  GPtrArray *ids = g_hash_table_lookup (self->members, unit_id);
  GPtrArray *list = g_ptr_array_new ();

  if (ids == NULL || ids->len > limit)
    return list;

  for (guint i = 0; i < ids->len; i++)
    {
      const YyPerson *person = yy_org_get_person (self, g_ptr_array_index (ids, i));

      if (person != NULL && person->active && yy_org_belongs_to (self, person->id, unit_id) &&
          !g_ptr_array_find (list, person, NULL))
        g_ptr_array_add (list, (gpointer) person);
    }
  g_ptr_array_sort (list, compare_people);

  return list;
}

GPtrArray *
yy_org_list_seals (YyOrg *self)
{
  g_autoptr (GPtrArray) all = list_values (self->seals, compare_seals);
  GPtrArray *active = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      YySeal *seal = g_ptr_array_index (all, i);

      if (seal->active)
        g_ptr_array_add (active, seal);
    }

  return active;
}

GPtrArray *
yy_org_list_companies (YyOrg *self)
{
  g_autoptr (GPtrArray) all = list_values (self->companies, compare_companies);
  GPtrArray *active = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      YyCompany *company = g_ptr_array_index (all, i);

      if (company->active)
        g_ptr_array_add (active, company);
    }

  return active;
}

static gboolean
is_active (YyOrg *self, const char *person_id)
{
  const YyPerson *person = yy_org_get_person (self, person_id);

  return person != NULL && person->active;
}

static gboolean
holding_fits (const Holding *holding, YyPost post, const char *unit_id)
{
  return holding->post == post &&
         (post != YY_POST_SECTION_HEAD || unit_id == NULL || g_str_equal (holding->unit_id, unit_id));
}

gboolean
yy_org_holds_post (YyOrg *self, const char *person_id, YyPost post, const char *unit_id)
{
  if (!is_active (self, person_id))
    return FALSE;

  for (guint i = 0; i < self->holdings->len; i++)
    {
      const Holding *holding = g_ptr_array_index (self->holdings, i);

      if (holding_fits (holding, post, unit_id) && g_str_equal (holding->person_id, person_id))
        return TRUE;
    }

  return FALSE;
}

guint
yy_org_get_posts (YyOrg *self, const char *person_id)
{
  guint posts = 0;

  for (guint i = 0; is_active (self, person_id) && i < self->holdings->len; i++)
    {
      const Holding *holding = g_ptr_array_index (self->holdings, i);

      if (g_str_equal (holding->person_id, person_id))
        posts |= 1u << holding->post;
    }

  return posts;
}

gboolean
yy_org_belongs_to (YyOrg *self, const char *person_id, const char *unit_id)
{
  const YyPerson *person = yy_org_get_person (self, person_id);

  return person != NULL && g_strv_contains ((const char *const *) person->unit_ids, unit_id);
}

gboolean
yy_org_is_in_charge (YyOrg *self, const char *person_id, const char *unit_id)
{
  if (!is_active (self, person_id))
    return FALSE;

  for (guint i = 0; i < self->charges->len; i++)
    {
      const Charge *charge = g_ptr_array_index (self->charges, i);

      if (g_str_equal (charge->person_id, person_id) && g_str_equal (charge->unit_id, unit_id))
        return TRUE;
    }

  return FALSE;
}

gboolean
yy_org_keeps (YyOrg *self, const char *person_id, const char *seal_id)
{
  const YySeal *seal = yy_org_get_seal (self, seal_id);

  return seal != NULL && is_active (self, person_id) && yy_seal_is_kept_by (seal, person_id);
}

gboolean
yy_org_is_keeper (YyOrg *self, const char *person_id)
{
  GHashTableIter iter;
  gpointer seal;

  g_hash_table_iter_init (&iter, self->seals);
  while (g_hash_table_iter_next (&iter, NULL, &seal))
    {
      if (((YySeal *) seal)->active && yy_org_keeps (self, person_id, ((YySeal *) seal)->id))
        return TRUE;
    }

  return FALSE;
}

gboolean
yy_org_is_office (YyOrg *self, const char *person_id)
{
  return yy_org_holds_post (self, person_id, YY_POST_OFFICE_DIRECTOR, NULL) ||
         yy_org_is_keeper (self, person_id);
}

GPtrArray *
yy_org_list_holders (YyOrg *self, YyPost post, const char *unit_id)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->holdings->len; i++)
    {
      const Holding *holding = g_ptr_array_index (self->holdings, i);
      const YyPerson *person = yy_org_get_person (self, holding->person_id);

      if (holding_fits (holding, post, unit_id) && person != NULL && person->active &&
          !g_ptr_array_find (list, person, NULL))
        g_ptr_array_add (list, (gpointer) person);
    }
  g_ptr_array_sort (list, compare_people);

  return list;
}

char *
yy_org_dup_posts_text (YyOrg *self, const char *person_id)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint posts = yy_org_get_posts (self, person_id);

  for (guint post = 0; post < YY_POST_LAST; post++)
    {
      if (posts & (1u << post))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", yy_post_get_label ((YyPost) post));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

GPtrArray *
yy_org_get_delegations (YyOrg *self)
{
  return self->delegations;
}

const YyDelegation *
yy_org_find_stand_in (YyOrg *self, const char *person_id, const char *for_id)
{
  for (guint i = 0; i < self->delegations->len; i++)
    {
      const YyDelegation *one = g_ptr_array_index (self->delegations, i);

      if (g_str_equal (one->to_id, person_id) && (for_id == NULL || g_str_equal (one->from_id, for_id)) &&
          yy_delegation_holds_on (one, self->today) && is_active (self, person_id) &&
          is_active (self, one->from_id))
        return one;
    }

  return NULL;
}

gboolean
yy_org_is_stand_in (YyOrg *self, const char *person_id)
{
  return yy_org_find_stand_in (self, person_id, NULL) != NULL;
}

void
yy_org_set_today (YyOrg *self, const char *day)
{
  g_strlcpy (self->today, day, sizeof self->today);
}

const char *
yy_org_get_today (YyOrg *self)
{
  return self->today;
}
