#include "yy-me.h"

#include "yy-org.h"

static void
free_unit (gpointer data)
{
  YyUnit *unit = data;

  g_free (unit->id);
  g_free (unit->name);
  g_free (unit);
}

GPtrArray *
yy_unit_list_new (void)
{
  return g_ptr_array_new_with_free_func (free_unit);
}

YyMe *
yy_me_new (void)
{
  YyMe *self = g_new0 (YyMe, 1);

  self->units = yy_unit_list_new ();

  return self;
}

void
yy_me_free (YyMe *self)
{
  g_clear_pointer (&self->person, yy_person_free);
  g_ptr_array_unref (self->units);
  g_free (self);
}
