#include "yy-absence.h"

YyAbsence *
yy_absence_new (void)
{
  YyAbsence *self = g_new0 (YyAbsence, 1);

  self->today = g_strdup ("");
  self->delegations = yy_delegation_list_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->endable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->people = yy_target_list_new ();
  self->absentees = yy_target_list_new ();

  return self;
}

void
yy_absence_free (YyAbsence *self)
{
  g_free (self->today);
  g_ptr_array_unref (self->delegations);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->endable);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->absentees);
  g_free (self);
}

const char *
yy_absence_get_name (const YyAbsence *self, const char *person_id)
{
  const char *name = g_hash_table_lookup (self->names, person_id);

  return name != NULL ? name : person_id;
}
