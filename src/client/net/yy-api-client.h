#pragma once

#include <gio/gio.h>

#include "yy-form-options.h"
#include "yy-form.h"
#include "yy-list.h"
#include "yy-me.h"
#include "yy-meta.h"
#include "yy-page.h"
#include "yy-request.h"
#include "yy-summary.h"
#include "yy-wire-decode.h"

G_BEGIN_DECLS

/**
 * YyApiClient:
 *
 * The service as the client sees it: one typed asynchronous call for every call of docs/api.md. It keeps the
 * address and the token, and pictures on disk (#YyPictureCache); it keeps no requests, repeats no call by
 * itself (but uploads, which go on where they stopped), and knows no window.
 *
 * Used on the thread of the main context that it was made on. Every call takes a #GCancellable and ends in
 * its callback exactly once. Errors: %G_IO_ERROR_CANCELLED when it was cancelled; all others are of
 * %YY_ERROR, with a message for the person in front of the screen, the issues (yy_error_get_issues()) and the
 * seconds to wait (yy_error_get_retry_after()). %YY_ERROR_UNAVAILABLE: the service could not be reached, or
 * it is not known whether it did it. %YY_ERROR_UNAUTHENTICATED on a call with a token also drops the token
 * and emits "signed-out".
 *
 * Signals: "signed-out" (the service does not know the token any more).
 */
#define YY_TYPE_API_CLIENT (yy_api_client_get_type ())
G_DECLARE_FINAL_TYPE (YyApiClient, yy_api_client, YY, API_CLIENT, GObject)

typedef enum
{
  YY_PICTURE_THUMBNAIL,
  YY_PICTURE_PREVIEW,
  YY_PICTURE_ORIGINAL,
} YyPictureSize;

/* How far an upload is, in bytes. */
typedef void (*YyUploadProgress) (goffset sent, goffset total, gpointer user_data);

YyApiClient *yy_api_client_new (void);

/* The address as a person writes it (yy-server-address.h). Another one than before drops the token. */
gboolean yy_api_client_set_server (YyApiClient *self, const char *address, GError **error);
/* "https://seal.example.edu", or "" before it was set. */
const char *yy_api_client_get_server (YyApiClient *self);
/* @token: (nullable) */
void yy_api_client_set_token (YyApiClient *self, const char *token);
const char *yy_api_client_get_token (YyApiClient *self);
/* The pictures kept on this computer belong to one account; another one's are thrown away. */
void yy_api_client_set_cache_owner (YyApiClient *self, const char *person_id);
void yy_api_client_set_cache_limit (YyApiClient *self, goffset bytes);
/* How much they take by now. */
goffset yy_api_client_get_cache_size (YyApiClient *self);
/* Removes all of them; returns at once, the work is done on another thread. */
void yy_api_client_wipe_cache (YyApiClient *self);

void yy_api_client_get_meta_async (YyApiClient *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
YyMeta *yy_api_client_get_meta_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* On success the token is set. @device: what this computer is called in the list of sessions. The throttle's
 * seconds are in the error. */
void yy_api_client_sign_in_async (YyApiClient *self,
                                  const char *account,
                                  const char *password,
                                  const char *device,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
YyMe *yy_api_client_sign_in_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* The token and the pictures are gone at once, whatever the service answers. */
void yy_api_client_sign_out_async (YyApiClient *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean yy_api_client_sign_out_finish (YyApiClient *self, GAsyncResult *result, GError **error);

void yy_api_client_get_me_async (YyApiClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
YyMe *yy_api_client_get_me_finish (YyApiClient *self, GAsyncResult *result, GError **error);

void yy_api_client_get_badges_async (YyApiClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean yy_api_client_get_badges_finish (YyApiClient *self,
                                          GAsyncResult *result,
                                          YyBadges *ret_badges,
                                          GError **error);

void yy_api_client_list_sessions_async (YyApiClient *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* (element-type YySessionInfo) */
GPtrArray *yy_api_client_list_sessions_finish (YyApiClient *self, GAsyncResult *result, GError **error);

void yy_api_client_end_session_async (YyApiClient *self,
                                      const char *session_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean yy_api_client_end_session_finish (YyApiClient *self, GAsyncResult *result, GError **error);

void yy_api_client_change_password_async (YyApiClient *self,
                                          const char *old_password,
                                          const char *new_password,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean yy_api_client_change_password_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* @unit_id: (nullable): the main unit */
void yy_api_client_get_form_options_async (YyApiClient *self,
                                           const char *unit_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
YyFormOptions *
yy_api_client_get_form_options_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* R15. */
void yy_api_client_get_regulation_async (YyApiClient *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
YyRegulation *yy_api_client_get_regulation_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* @major: %YY_ANSWER_UNSET counts as no. Empty texts are left out. */
void yy_api_client_get_route_async (YyApiClient *self,
                                    const char *unit_id,
                                    const char *seal_id,
                                    const char *reviewer_id,
                                    YyAnswer major,
                                    YyKind kind,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (element-type YyRouteStep) */
GPtrArray *yy_api_client_get_route_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* The switches of the department; both are answered by yy_api_client_policy_finish(). */
void yy_api_client_get_policy_async (YyApiClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* @revision: that was seen; a stale one is %YY_ERROR_CONFLICT. Tried again after %YY_ERROR_UNAVAILABLE it
 * does nothing twice. */
void yy_api_client_change_policy_async (YyApiClient *self,
                                        int revision,
                                        const char *key,
                                        const char *value,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
YyPolicyState *yy_api_client_policy_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* R04: when a seal is booked. */
void yy_api_client_get_bookings_async (YyApiClient *self,
                                       const char *seal_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (element-type YyBooking) */
GPtrArray *yy_api_client_get_bookings_finish (YyApiClient *self, GAsyncResult *result, GError **error);
/* R05: where the seals are that this person answers for. */
void yy_api_client_get_custody_async (YyApiClient *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (element-type YyCustody) */
GPtrArray *yy_api_client_get_custody_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* Who stands in for whom (F33); all three are answered by yy_api_client_absence_finish(). */
void yy_api_client_get_absence_async (YyApiClient *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Its id is made once by who arranges it: tried again it does nothing twice. */
void yy_api_client_give_delegation_async (YyApiClient *self,
                                          const YyDelegation *delegation,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void yy_api_client_end_delegation_async (YyApiClient *self,
                                         const char *id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
YyAbsence *yy_api_client_absence_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* The calls that answer a request share yy_api_client_request_finish(). */

/* A new draft with an id of the client's making; the same id again gives the draft as it is. */
void yy_api_client_create_draft_async (YyApiClient *self,
                                       const char *id,
                                       const YyForm *form,
                                       GPtrArray *pages,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* 暂存. @revision: that was seen; a stale one is %YY_ERROR_CONFLICT. */
void yy_api_client_save_draft_async (YyApiClient *self,
                                     const char *id,
                                     int revision,
                                     const YyForm *form,
                                     GPtrArray *pages,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void yy_api_client_get_request_async (YyApiClient *self,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* @number: as typed or scanned. */
void yy_api_client_find_number_async (YyApiClient *self,
                                      const char *number,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
YyRequest *yy_api_client_request_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* What a submit would say of this content; changes nothing. */
void yy_api_client_check_async (YyApiClient *self,
                                const char *id,
                                const YyForm *form,
                                GPtrArray *pages,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (element-type YyIssue), empty when nothing is wrong */
GPtrArray *yy_api_client_check_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/**
 * YyMoveArgs:
 *
 * What goes with a move. Members that the action does not take stay %NULL or 0.
 *
 * @digest: of the content that was seen
 * @next_id: to whom it goes on, or who is meant
 * @reason: why, or what is asked or answered
 * @choice: in which way; %YY_CHOICE_NONE where there is one only
 * @question: for %YY_ACTION_ANSWER the event that asked; else 0
 * @marks: (element-type YyMark) (nullable): places on the pages
 * @copies: really stamped
 * @stamped_pages: (element-type YyPage) (nullable): photos of them
 */
typedef struct
{
  const char *digest;
  const char *next_id;
  const char *reason;
  YyChoice choice;
  gint64 question;
  GPtrArray *marks;
  int copies;
  GPtrArray *stamped_pages;
} YyMoveArgs;

/* A new key for one move: 36 characters at random. A move that is tried again after %YY_ERROR_UNAVAILABLE
 * takes the same key, so that it happens once. */
char *yy_api_client_make_key (void);
void yy_api_client_move_async (YyApiClient *self,
                               const char *id,
                               int revision,
                               YyAction action,
                               const YyMoveArgs *args,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* @ret_request: (optional) (transfer full): the request afterwards; %NULL after %YY_ACTION_DISCARD. */
gboolean
yy_api_client_move_finish (YyApiClient *self, GAsyncResult *result, YyRequest **ret_request, GError **error);

/* @query: what to look for, ""; @after: (nullable): the cursor of the page before; @limit: 1 to 100. */
void yy_api_client_list_async (YyApiClient *self,
                               YyList list,
                               const char *query,
                               const char *after,
                               int limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (element-type YySummary). @ret_next: (nullable) (transfer full): the cursor of the next page. */
GPtrArray *yy_api_client_list_finish (
    YyApiClient *self, GAsyncResult *result, char **ret_next, gint64 *ret_total, GError **error);

/* Sends a picture and gives the page that it became. It finds out how far an earlier try came and goes on
 * from there; when the connection breaks it tries again twice. @sha256: (nullable): of @bytes, when it is
 * known; @name: file name for people, never a path; @progress: (nullable) (scope async). */
void yy_api_client_upload_async (YyApiClient *self,
                                 GBytes *bytes,
                                 const char *sha256,
                                 const char *name,
                                 YyUploadProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
YyPage *yy_api_client_upload_finish (YyApiClient *self, GAsyncResult *result, GError **error);

/* The bytes of a picture, from this computer when they are kept. Rotation is not applied. @stamped: of the
 * stamped pages instead of the material; @index: from 0; @tag: (nullable): what tells this picture from an
 * earlier one in the same place: the page's sha256, or the request's revision; it is not kept without. */
void yy_api_client_get_picture_async (YyApiClient *self,
                                      const char *request_id,
                                      gboolean stamped,
                                      guint index,
                                      YyPictureSize size,
                                      const char *tag,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GBytes *yy_api_client_get_picture_finish (YyApiClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
