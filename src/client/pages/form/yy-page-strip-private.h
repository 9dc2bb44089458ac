#pragma once

#include "yy-page-strip.h"
#include "yy-remark.h"

G_BEGIN_DECLS

/* What the files of #YyPageStrip share: yy-page-strip.c shows the pictures and what is done with them,
 * yy-page-strip-add.c takes new ones. */

struct _YyPageStrip
{
  AdwPreferencesGroup parent_instance;

  YyDraft *draft;
  GtkWidget *empty;
  GtkWidget *filled;
  GtkWidget *flow;
  GtkWidget *advice;
  GtkWidget *room;
  GtkWidget *add;
  YyRemark *remark;
  gboolean confidential;
  GCancellable *cancellable;
  /* What Undo puts back. */
  YyDraftPage *removed;
  guint removed_from;
};

/* The person changed something. */
void yy_page_strip_emit_edited (YyPageStrip *self);

G_END_DECLS
