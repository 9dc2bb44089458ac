#include "yy-seal.h"

YySeal *
yy_seal_new (const char *id, YySealKind kind, const char *name)
{
  YySeal *self = g_new0 (YySeal, 1);

  self->id = g_strdup (id);
  self->kind = kind;
  self->name = g_strdup (name);
  self->place = g_strdup ("");
  self->hours = g_strdup ("");
  self->keeper_ids = g_new0 (char *, 1);
  self->active = TRUE;

  return self;
}

void
yy_seal_free (YySeal *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->place);
  g_free (self->hours);
  g_strfreev (self->keeper_ids);
  g_free (self);
}

gboolean
yy_seal_is_kept_by (const YySeal *self, const char *person_id)
{
  return g_strv_contains ((const char *const *) self->keeper_ids, person_id);
}

const char *
yy_seal_kind_get_rule (YySealKind kind)
{
  switch (kind)
    {
    case YY_SEAL_PARTY:
      return "R06";
    case YY_SEAL_ADMIN:
      return "R07";
    case YY_SEAL_NAME:
      return "R08";
    case YY_SEAL_OTHER:
    case YY_SEAL_LAST:
    default:
      return "R36";
    }
}
