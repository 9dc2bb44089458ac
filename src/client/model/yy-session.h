#pragma once

#include <gio/gio.h>

#include "yy-api-client.h"
#include "yy-local-drafts.h"
#include "yy-me.h"

G_BEGIN_DECLS

/**
 * YySession:
 *
 * Who sits in front of the screen: the service's address, the sign-in, the person, and how many items wait.
 * It lives as long as the program, signed in or not. The token is kept in the desktop's keyring, or, where
 * there is none, in memory only ("remembered" is FALSE then); never in a file. It shows nothing.
 *
 * Pages ask it for the client and the person, and tell it when they changed a request. The thread of the main
 * context.
 *
 * Properties: "signed-in" (boolean), "person-name" (string), "remembered" (boolean), all read.
 * Signals: "badges-changed"; "changed" (const char *id): a request was changed by this window, lists are to
 * be fetched again; "ended" (gboolean by_service): nobody is signed in any more.
 */
#define YY_TYPE_SESSION (yy_session_get_type ())
G_DECLARE_FINAL_TYPE (YySession, yy_session, YY, SESSION, GObject)

/* The settings must exist (yy_session_find_settings()). @keyring: FALSE leaves the keyring alone: nothing is
 * restored or kept. */
YySession *yy_session_new (GSettings *settings, gboolean keyring);
/* The settings of the program, or %NULL when its schema is not installed. */
GSettings *yy_session_find_settings (void);

/* Borrowed, alive as long as the session. */
YyApiClient *yy_session_get_client (YySession *self);
GSettings *yy_session_get_settings (YySession *self);
/* %NULL while nobody is signed in. */
const YyMe *yy_session_get_me (YySession *self);
/* "" while nobody is. */
const char *yy_session_get_person_id (YySession *self);
gboolean yy_session_has_list (YySession *self, YyList list);
/* 0 for lists that have no badge. */
int yy_session_get_badge (YySession *self, YyList list);
/* How many seals should be back that this person is told of (R05). */
int yy_session_get_late (YySession *self);
/* The drafts on this computer of the person who is signed in; (nullable). Those that the service does not
 * have wait as well, and are counted by the badge. */
void yy_session_set_drafts (YySession *self, YyDraftStore *store);
/* These, as #YyRequestItem; borrowed, (nullable). */
GListModel *yy_session_get_local_drafts (YySession *self);
gboolean yy_session_get_remembered (YySession *self);

/* Sets and remembers the address. */
gboolean yy_session_set_server (YySession *self, const char *address, GError **error);

/* Signs in with the token that the keyring keeps for this address. FALSE and %YY_ERROR_UNAUTHENTICATED when
 * there is none or it has ended; another error when that could not be found out (the token stays kept). */
void yy_session_restore_async (YySession *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean yy_session_restore_finish (YySession *self, GAsyncResult *result, GError **error);

void yy_session_sign_in_async (YySession *self,
                               const char *account,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean yy_session_sign_in_finish (YySession *self, GAsyncResult *result, GError **error);

/* At once on this computer; the service is told behind it. */
void yy_session_sign_out (YySession *self);

/* While TRUE the badges are fetched every 30 seconds, and at once when it becomes TRUE. */
void yy_session_set_active (YySession *self, gboolean active);
void yy_session_refresh_badges (YySession *self);
/* A page changed that request: badges and lists are fetched again. */
void yy_session_tell_changed (YySession *self, const char *request_id);

G_END_DECLS
