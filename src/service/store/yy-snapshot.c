#include "yy-snapshot.h"

static void
snapshot_clear (gpointer data)
{
  YySnapshot *self = data;

  yy_org_unref (self->org);
  g_ptr_array_unref (self->rules);
  g_free (self->organisation);
}

YySnapshot *
yy_snapshot_new (void)
{
  YySnapshot *self = g_atomic_rc_box_new0 (YySnapshot);

  self->org = yy_org_new ();
  self->organisation = g_strdup ("");
  yy_policy_init (&self->policy);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_rule_set_unref);
  g_ptr_array_add (self->rules, yy_rule_set_ref (self->policy.rules));

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

void
yy_snapshot_take_rules (YySnapshot *self, int version, YyRuleSet *rules)
{
  g_return_if_fail (version == (int) self->rules->len);

  g_ptr_array_add (self->rules, rules);
  self->policy.rules = rules;
}

YyRuleSet *
yy_snapshot_get_rules (const YySnapshot *self, int version)
{
  return version >= 0 && version < (int) self->rules->len ? g_ptr_array_index (self->rules, version)
                                                          : self->policy.rules;
}

int
yy_snapshot_get_rules_version (const YySnapshot *self)
{
  return (int) self->rules->len - 1;
}
