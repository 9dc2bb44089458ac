#pragma once

#include <glib.h>

#include "yy-form.h"
#include "yy-page.h"

G_BEGIN_DECLS

/**
 * YyDraftRecord:
 *
 * A draft as this computer keeps it: what was written, and how far the service knows of it. A plain value.
 * The pictures themselves are files beside the database (yy-page-files.h).
 *
 * @id: UUIDv7 of the request, made at the first edit
 * @revision: of the service that it is based on; 0: the service has none yet
 * @state: %YY_STATE_DRAFT or %YY_STATE_RETURNED
 * @dirty: TRUE while the service does not have what stands here
 * @updated_usec: when it was changed last, microseconds since 1970, UTC
 * @pages: (element-type YyPage): the material in its order
 * @submit_key: idempotency key of a submission that was not answered yet; "" when there is none
 * @submit_digest: what that submission signs; ""
 * @submit_revision: the revision that it names; 0
 */
typedef struct
{
  char *id;
  int revision;
  YyState state;
  gboolean dirty;
  gint64 updated_usec;
  YyForm *form;
  GPtrArray *pages;
  char *submit_key;
  char *submit_digest;
  int submit_revision;
} YyDraftRecord;

YyDraftRecord *yy_draft_record_new (const char *id);
YyDraftRecord *yy_draft_record_copy (const YyDraftRecord *self);
void yy_draft_record_free (YyDraftRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDraftRecord, yy_draft_record_free)

G_END_DECLS
