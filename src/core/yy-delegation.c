#include "yy-delegation.h"

#include <string.h>

YyDelegation *
yy_delegation_new (void)
{
  YyDelegation *self = g_new0 (YyDelegation, 1);

  self->id = g_strdup ("");
  self->from_id = g_strdup ("");
  self->to_id = g_strdup ("");
  self->begins = g_strdup ("");
  self->ends = g_strdup ("");

  return self;
}

YyDelegation *
yy_delegation_copy (const YyDelegation *self)
{
  YyDelegation *copy = g_new0 (YyDelegation, 1);

  copy->id = g_strdup (self->id);
  copy->from_id = g_strdup (self->from_id);
  copy->to_id = g_strdup (self->to_id);
  copy->scope = self->scope;
  copy->begins = g_strdup (self->begins);
  copy->ends = g_strdup (self->ends);
  copy->ended = self->ended;

  return copy;
}

void
yy_delegation_free (YyDelegation *self)
{
  g_free (self->id);
  g_free (self->from_id);
  g_free (self->to_id);
  g_free (self->begins);
  g_free (self->ends);
  g_free (self);
}

GPtrArray *
yy_delegation_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yy_delegation_free);
}

gboolean
yy_delegation_holds_on (const YyDelegation *self, const char *day)
{
  return !self->ended && strcmp (self->begins, day) <= 0 && strcmp (day, self->ends) <= 0;
}

gboolean
yy_delegation_overlaps (const YyDelegation *self, const YyDelegation *other)
{
  return !self->ended && !other->ended && strcmp (self->begins, other->ends) <= 0 &&
         strcmp (other->begins, self->ends) <= 0;
}
