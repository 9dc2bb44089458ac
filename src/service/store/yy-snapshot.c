#include "yy-snapshot.h"

static void
snapshot_clear (gpointer data)
{
  YySnapshot *self = data;

  yy_org_unref (self->org);
  g_free (self->organisation);
}

YySnapshot *
yy_snapshot_new (void)
{
  YySnapshot *self = g_atomic_rc_box_new0 (YySnapshot);

  self->org = yy_org_new ();
  self->organisation = g_strdup ("");
  yy_policy_init (&self->policy);

  return self;
}

YySnapshot *
yy_snapshot_ref (YySnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
yy_snapshot_unref (YySnapshot *self)
{
  g_atomic_rc_box_release_full (self, snapshot_clear);
}
