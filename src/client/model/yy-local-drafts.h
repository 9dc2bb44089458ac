#pragma once

#include <gio/gio.h>

#include "yy-draft-store.h"
#include "yy-me.h"
#include "yy-request-item.h"

G_BEGIN_DECLS

/**
 * YyLocalDrafts:
 *
 * The drafts that are only on this computer, because the service could not be reached or did not take them,
 * as a #GListModel of #YyRequestItem, newest first. Their revision is 0: that tells them from the service's
 * lines. It follows the store. The thread of the main context.
 */
#define YY_TYPE_LOCAL_DRAFTS (yy_local_drafts_get_type ())
G_DECLARE_FINAL_TYPE (YyLocalDrafts, yy_local_drafts, YY, LOCAL_DRAFTS, GObject)

/* @me: whose they are; read now, not kept. */
YyLocalDrafts *yy_local_drafts_new (YyDraftStore *store, const YyMe *me);

G_END_DECLS
