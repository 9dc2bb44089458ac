#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/**
 * YySeal:
 *
 * A seal of the department. A value, owned by its #YyOrg. The seal of the university is none: it is outside
 * of the system (R10).
 *
 * @place: where it is used (A27)
 * @hours: when, in words
 * @keeper_ids: (array zero-terminated=1): who keeps it, keepers before deputies (R06-R08)
 * @n_keepers: how many of them are keepers and not deputies
 */
typedef struct
{
  char *id;
  YySealKind kind;
  char *name;
  char *place;
  char *hours;
  char **keeper_ids;
  guint n_keepers;
  gboolean active;
} YySeal;

YySeal *yy_seal_new (const char *id, YySealKind kind, const char *name);
void yy_seal_free (YySeal *self);
gboolean yy_seal_is_kept_by (const YySeal *self, const char *person_id);
/* The rule that says who keeps a seal of that kind: "R06", "R07", "R08" or "R36". */
const char *yy_seal_kind_get_rule (YySealKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YySeal, yy_seal_free)

G_END_DECLS
