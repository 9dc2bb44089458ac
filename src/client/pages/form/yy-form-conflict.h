#pragma once

#include <adwaita.h>

#include "yy-draft.h"
#include "yy-form-options.h"

G_BEGIN_DECLS

enum
{
  YY_CONFLICT_MINE,
  YY_CONFLICT_THEIRS,
  YY_CONFLICT_COPY,
};

/**
 * YyFormConflict:
 *
 * The two versions of a draft side by side, field by field, and the choice between them. Closing it chooses
 * nothing: both stay.
 *
 * Signals: "chosen" (int): one of YY_CONFLICT_...
 */
#define YY_TYPE_FORM_CONFLICT (yy_form_conflict_get_type ())
G_DECLARE_FINAL_TYPE (YyFormConflict, yy_form_conflict, YY, FORM_CONFLICT, AdwWindow)

/* @options: (nullable): for the names of people, units and seals */
GtkWidget *yy_form_conflict_new (YyDraft *draft, const YyFormOptions *options);

G_END_DECLS
