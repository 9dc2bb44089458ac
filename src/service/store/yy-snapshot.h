#pragma once

#include "yy-org.h"
#include "yy-policy.h"

G_BEGIN_DECLS

/**
 * YySnapshot:
 *
 * The directory and the switches as they were at one version of the database: shared by threads, never
 * changed. Reference counted.
 *
 * @version: what "directory-version" was when it was read
 */
typedef struct
{
  YyOrg *org;
  YyPolicy policy;
  gint64 version;
  char *organisation;
} YySnapshot;

YySnapshot *yy_snapshot_new (void);
YySnapshot *yy_snapshot_ref (YySnapshot *self);
void yy_snapshot_unref (YySnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YySnapshot, yy_snapshot_unref)

G_END_DECLS
