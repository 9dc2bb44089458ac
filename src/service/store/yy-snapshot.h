#pragma once

#include "yy-org.h"
#include "yy-policy.h"
#include "yy-rule-set.h"

G_BEGIN_DECLS

/**
 * YySnapshot:
 *
 * The directory and the switches as they were at one version of the database: shared by threads, never
 * changed. Reference counted.
 *
 * @rules: (element-type YyRuleSet): the tables of rules by their version, from 0, which the program came with
 * @version: what "directory-version" was when it was read
 */
typedef struct
{
  YyOrg *org;
  YyPolicy policy;
  GPtrArray *rules;
  gint64 version;
  char *organisation;
} YySnapshot;

YySnapshot *yy_snapshot_new (void);
YySnapshot *yy_snapshot_ref (YySnapshot *self);
void yy_snapshot_unref (YySnapshot *self);

/* The next table of rules, which is in force from then on: versions have no gaps. Takes @rules. */
void yy_snapshot_take_rules (YySnapshot *self, int version, YyRuleSet *rules);
/* The table of that version; the one in force when there is none such. (transfer none) */
YyRuleSet *yy_snapshot_get_rules (const YySnapshot *self, int version);
/* The version in force. */
int yy_snapshot_get_rules_version (const YySnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YySnapshot, yy_snapshot_unref)

G_END_DECLS
