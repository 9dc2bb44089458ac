#pragma once

#include <gio/gio.h>

#include "yy-api-client.h"
#include "yy-picture-loader.h"
#include "yy-request.h"

G_BEGIN_DECLS

/**
 * YyReviewMove:
 *
 * What a person wants to do with the request that he sees. A plain value, borrowed by who is called.
 *
 * @next_id: (nullable): to whom it is handed
 * @reason: (nullable): why
 * @choice: in which way, one of the option's choices
 * @question: for %YY_ACTION_ANSWER the event that asked; else 0
 * @marks: (nullable) (element-type YyMark): places on the pages that it speaks of
 * @copies: really stamped, for %YY_ACTION_STAMP; else 0
 * @stamped_pages: (nullable) (element-type YyPage): photos of the stamped paper, uploaded already
 */
typedef struct
{
  YyAction action;
  const char *next_id;
  const char *reason;
  YyChoice choice;
  gint64 question;
  GPtrArray *marks;
  int copies;
  GPtrArray *stamped_pages;
} YyReviewMove;

/**
 * YyReview:
 *
 * One request in front of one person: the revision that he sees, its pictures, and the moves that he makes.
 * It puts on record that he, whose decision is awaited, opened it. A move names the revision and signs the
 * digest of what was shown, worked out here from form and pages; and it happens once: a try whose answer was
 * lost is repeated under the same key. When somebody else was first, the request is loaded anew and
 * "conflict" tells who it was. What a person typed meanwhile is not kept here and so not touched. Decisions
 * are never queued. Main thread only.
 *
 * Properties (all read): "loading" (boolean), "busy" (boolean: a move is under way), "error" (string: why it
 * could not be loaded), "conflict" (string: who was first; cleared by the next load or
 * yy_review_clear_conflict()).
 *
 * Signals: "changed": another revision is shown, or none; "opened": the service has noted that he looked at
 * it.
 */
#define YY_TYPE_REVIEW (yy_review_get_type ())
G_DECLARE_FINAL_TYPE (YyReview, yy_review, YY, REVIEW, GObject)

YyReview *yy_review_new (YyApiClient *client, YyPictureLoader *loader);

/* Shows another request; what was shown is let go of at once. @id: (nullable): none. */
void yy_review_load (YyReview *self, const char *id);
/* Asks for the same one again; it stays on show until the answer is there. */
void yy_review_reload (YyReview *self);
/* Asks quietly whether somebody changed it, and takes it over only then; a failure is not told. */
void yy_review_refresh (YyReview *self);

const char *yy_review_get_id (YyReview *self);
/* (transfer none) (nullable): until "changed" */
const YyRequest *yy_review_get_request (YyReview *self);
/* (transfer none): of #YyPicture: the material, then the photos of the stamped paper; the same list always */
GListModel *yy_review_get_pictures (YyReview *self);
gboolean yy_review_is_loading (YyReview *self);
gboolean yy_review_is_busy (YyReview *self);
const char *yy_review_get_error (YyReview *self);
const char *yy_review_get_conflict (YyReview *self);
void yy_review_clear_conflict (YyReview *self);

/* One at a time. Errors: those of the service, with issues that point at "/reason", "/next_id", "/copies",
 * "/stamped_pages"; %YY_ERROR_CONFLICT after which it is being loaded anew. */
void yy_review_move_async (YyReview *self,
                           const YyReviewMove *move,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean yy_review_move_finish (YyReview *self, GAsyncResult *result, GError **error);

G_END_DECLS
