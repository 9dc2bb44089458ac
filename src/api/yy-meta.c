#include "yy-meta.h"

void
yy_meta_free (YyMeta *self)
{
  g_free (self->name);
  g_free (self->version);
  g_free (self->min_client);
  g_free (self->organisation);
  g_free (self);
}

void
yy_session_info_free (YySessionInfo *self)
{
  g_free (self->id);
  g_free (self->device);
  g_free (self);
}
