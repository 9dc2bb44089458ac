#include "yy-history.h"

YyHistory *
yy_history_new (void)
{
  YyHistory *self = g_new0 (YyHistory, 1);

  self->actor_id = g_strdup ("");
  self->actor_name = g_strdup ("");
  self->for_id = g_strdup ("");
  self->for_name = g_strdup ("");
  self->next_id = g_strdup ("");
  self->next_name = g_strdup ("");
  self->reason = g_strdup ("");
  self->digest = g_strdup ("");

  return self;
}

void
yy_history_free (YyHistory *self)
{
  g_free (self->actor_id);
  g_free (self->actor_name);
  g_free (self->for_id);
  g_free (self->for_name);
  g_free (self->next_id);
  g_free (self->next_name);
  g_free (self->reason);
  g_free (self->digest);
  g_free (self);
}
