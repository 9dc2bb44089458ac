#pragma once

#include <glib.h>

#include "yy-form.h"

G_BEGIN_DECLS

/**
 * YyChange:
 *
 * What a resubmission changed in one place (GS9). A value for showing; names of people, units and seals are
 * ids here.
 *
 * @field: as in an issue: "/form/copies", "/pages/3" (counted from 0)
 * @before, @after: the values as text; for a page the SHA-256 with its rotation, "" where there was or is
 * none
 */
typedef struct
{
  char *field;
  char *before;
  char *after;
} YyChange;

void yy_change_free (YyChange *self);
/* Everything in which the second content differs from the first, in the order of the form, pages last.
 * (transfer full) */
GPtrArray *
yy_change_list (const YyForm *before, GPtrArray *pages_before, const YyForm *after, GPtrArray *pages_after);
/* An empty list that owns its changes. */
GPtrArray *yy_change_list_new (void);
/* (nullable): the change of that very field. */
const YyChange *yy_change_list_find (GPtrArray *changes, const char *field);
void yy_change_list_add (GPtrArray *changes, const char *field, const char *before, const char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyChange, yy_change_free)

G_END_DECLS
