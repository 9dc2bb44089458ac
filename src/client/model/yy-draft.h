#pragma once

#include "yy-api-client.h"
#include "yy-change.h"
#include "yy-draft-page.h"
#include "yy-draft-store.h"

G_BEGIN_DECLS

/* Where the content of a draft is safe. */
typedef enum
{
  YY_DRAFT_EMPTY,    /* nothing was written yet */
  YY_DRAFT_UNSAVED,  /* only in memory, for a second at most */
  YY_DRAFT_SAVING,   /* on its way to the service */
  YY_DRAFT_SAVED,    /* on the service */
  YY_DRAFT_OFFLINE,  /* on this computer; the service could not be reached */
  YY_DRAFT_REFUSED,  /* on this computer; the service does not take it, the text says why */
  YY_DRAFT_CONFLICT, /* on this computer; the service has something else */
  YY_DRAFT_PENDING,  /* submitted, and the answer is awaited */
  YY_DRAFT_SENT,     /* submitted: it is no draft any more */
} YyDraftStatus;

/**
 * YyDraft:
 *
 * A request that is being written: its form and pictures, kept on this computer within two seconds of a
 * change and on the service when it is quiet for a moment. What the service got from somewhere else meanwhile
 * is never overwritten: that is a conflict, and the person chooses. It checks only what keeps a draft from
 * being kept; what a submission wants is the page's and the service's business.
 *
 * Signals: "loaded" (): form and pages are others now; "status-changed" (); "submitted" (YyRequest*): the
 * service took it, also when that was found out late; borrowed.
 */
#define YY_TYPE_DRAFT (yy_draft_get_type ())
G_DECLARE_FINAL_TYPE (YyDraft, yy_draft, YY, DRAFT, GObject)

/* @store: (nullable): then it is kept on the service only. */
YyDraft *yy_draft_new (YyApiClient *client, YyDraftStore *store);

/* Goes on with the draft @id, from this computer or from the service. Without this call it is a new one. */
void yy_draft_open_async (YyDraft *self,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean yy_draft_open_finish (YyDraft *self, GAsyncResult *result, GError **error);

/* "" until the first edit. */
const char *yy_draft_get_id (YyDraft *self);
/* Borrowed, not to be changed. */
const YyForm *yy_draft_get_form (YyDraft *self);
/* Another content of the form; the same as before is no edit. */
void yy_draft_set_form (YyDraft *self, const YyForm *form);
/* The same, but it alone does not make a new request: for values that the program proposes. */
void yy_draft_propose_form (YyDraft *self, const YyForm *form);
/* As the service knew it last; (nullable). */
const YyRequest *yy_draft_get_request (YyDraft *self);

/* (element-type YyDraftPage): to be changed only by the functions below. */
GListModel *yy_draft_get_pages (YyDraft *self);
/* Adds what was picked at the end, up to the limit: the number taken. (element-type YyDraftPage) */
guint yy_draft_add_pages (YyDraft *self, GPtrArray *pages);
void yy_draft_remove_page (YyDraft *self, guint position);
/* Puts back one that was removed. FALSE when there is no room. */
gboolean yy_draft_insert_page (YyDraft *self, guint position, YyDraftPage *page);
void yy_draft_move_page (YyDraft *self, guint from, guint to);
void yy_draft_turn_page (YyDraft *self, guint position, int degrees);
void yy_draft_cancel_page (YyDraft *self, YyDraftPage *page);
void yy_draft_retry_page (YyDraft *self, YyDraftPage *page);
/* The content of the pages as a submission would have it: (transfer full) (element-type YyPage). Those that
 * are not ready are in it with no digest. */
GPtrArray *yy_draft_list_pages (YyDraft *self);
/* The picture for a thumbnail, not turned. */
void yy_draft_load_picture_async (YyDraft *self,
                                  YyDraftPage *page,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GBytes *yy_draft_load_picture_finish (YyDraft *self, GAsyncResult *result, GError **error);

YyDraftStatus yy_draft_get_status (YyDraft *self);
/* Why, for %YY_DRAFT_REFUSED and %YY_DRAFT_OFFLINE; (nullable). */
const char *yy_draft_get_status_text (YyDraft *self);
/* When the service had all of it last, microseconds since 1970; 0: never. */
gint64 yy_draft_get_saved_usec (YyDraft *self);

/* Keeps it on this computer now, without waiting: for a lost focus or the end of the program. */
void yy_draft_keep (YyDraft *self);
/* 暂存至我的待办: all that can be saved is on the service when it answers. */
void yy_draft_save_async (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yy_draft_save_finish (YyDraft *self, GAsyncResult *result, GError **error);

/* Waits for the pictures, saves, and submits, once, however often it is called for the same content. After
 * %YY_ERROR_UNAVAILABLE it goes on trying by itself (%YY_DRAFT_PENDING) until it is answered, edited or
 * cancelled; "submitted" tells. */
void yy_draft_submit_async (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yy_draft_submit_finish (YyDraft *self, GAsyncResult *result, GError **error);
/* No more tries. The service may have taken it: then the next save finds out. */
void yy_draft_cancel_submit (YyDraft *self);

/* Throws it away, here and on the service. */
void yy_draft_discard_async (YyDraft *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yy_draft_discard_finish (YyDraft *self, GAsyncResult *result, GError **error);

/* What the service has instead; %NULL: it has nothing under that id any more. Only with %YY_DRAFT_CONFLICT.
 */
const YyRequest *yy_draft_get_theirs (YyDraft *self);
/* In what theirs (before) differs from mine (after): (transfer full) (element-type YyChange). */
GPtrArray *yy_draft_list_conflicts (YyDraft *self);
/* TRUE when what the service has can still be written over. */
gboolean yy_draft_can_overwrite (YyDraft *self);
void yy_draft_use_mine (YyDraft *self);
void yy_draft_use_theirs (YyDraft *self);
/* Mine becomes a new draft of another id; theirs stays. */
void yy_draft_keep_copy (YyDraft *self);

G_END_DECLS
