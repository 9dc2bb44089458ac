#pragma once

#include "yy-api-client.h"
#include "yy-draft-page.h"

G_BEGIN_DECLS

/**
 * YyUploadQueue:
 *
 * Sends the pictures of one draft, two at a time, while the person goes on writing. When the service cannot
 * be reached they wait, and are tried again after a while that grows, or at once when the network changes. It
 * knows no draft and makes no pictures smaller.
 *
 * Signals: "sent" (YyDraftPage): the service has it; "stalled" (GError): it cannot be reached now; "settled"
 * (): nothing waits and nothing is on its way any more.
 */
#define YY_TYPE_UPLOAD_QUEUE (yy_upload_queue_get_type ())
G_DECLARE_FINAL_TYPE (YyUploadQueue, yy_upload_queue, YY, UPLOAD_QUEUE, GObject)

/* @pages_folder: (nullable): where the bytes of pages are that are not in memory. */
YyUploadQueue *yy_upload_queue_new (YyApiClient *client, const char *pages_folder);
/* Begins to send @page as soon as there is room. A page that is in the queue stays where it is. */
void yy_upload_queue_add (YyUploadQueue *self, YyDraftPage *page);
/* Takes it out and stops it. */
void yy_upload_queue_remove (YyUploadQueue *self, YyDraftPage *page);
/* TRUE while pages wait or are on their way. */
gboolean yy_upload_queue_is_busy (YyUploadQueue *self);
/* Tries at once what waits for the network. */
void yy_upload_queue_retry (YyUploadQueue *self);

G_END_DECLS
