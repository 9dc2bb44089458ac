#pragma once

#include "yy-account-store.h"
#include "yy-engine.h"

G_BEGIN_DECLS

/* Signing in and out. The slow part, comparing a password, is yy_password_verify() and belongs on a thread
 * for it; the functions here take a connection and are quick. */

/* What is typed at sign-in as it is kept: without blanks around it, lower case. */
char *yy_engine_fold_account (const char *typed);

/* The account to compare a password with; never %NULL without an error: an unknown one gives one that no
 * password fits, so that the two cannot be told apart (AU03). */
YyAccount *yy_engine_find_account (YyEngine *self, YyDb *db, const char *account, GError **error);

/* Opens a session for the owner of @account, whose password was just found right. @new_hash: (nullable): put
 * in its place.
 * @ret_token: what opens the session from now on; only its hash is kept. The account is looked at again: one
 * that was disabled or got another password meanwhile gets %YY_ERROR_UNAUTHENTICATED. */
YySessionRow *yy_engine_open_session (YyEngine *self,
                                      YyDb *db,
                                      const YyAccount *account,
                                      const char *new_hash,
                                      const char *device,
                                      char **ret_token,
                                      GError **error);

/* The session that a token opens, or %YY_ERROR_UNAUTHENTICATED. @ret_stale: it was last noted as used some
 * minutes ago: call yy_engine_touch_session() when it is convenient. */
YySessionRow *
yy_engine_find_session (YyEngine *self, YyDb *db, const char *token, gboolean *ret_stale, GError **error);
gboolean yy_engine_touch_session (YyEngine *self, YyDb *db, const char *session_id, GError **error);

/* @session_id: of one of the actor's own. */
gboolean yy_engine_close_session (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *session_id, GError **error);
GPtrArray *yy_engine_list_sessions (YyEngine *self, YyDb *db, const YyActor *actor, GError **error);

/* The actor's new password, @hash of it; his other sessions end. @old_hash: what the old password was
 * compared with: when it is no longer that, nothing is changed. */
gboolean yy_engine_change_password (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *old_hash, const char *hash, GError **error);
/* By an administrator on the machine: all sessions of the owner end. An event of the ledger. */
gboolean
yy_engine_set_password (YyEngine *self, YyDb *db, const char *account, const char *hash, GError **error);
gboolean yy_engine_set_account_disabled (
    YyEngine *self, YyDb *db, const char *account, gboolean disabled, GError **error);

G_END_DECLS
