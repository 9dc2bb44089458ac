#pragma once

#include "yy-db.h"

G_BEGIN_DECLS

/* SQL of accounts and sessions. It never sees a password or a token, only their hashes. */

/**
 * YyAccount:
 *
 * Who may sign in. @password_hash is "" while no password was set.
 */
typedef struct
{
  char *account;
  char *person_id;
  char *password_hash;
  gboolean disabled;
} YyAccount;

/**
 * YySessionRow:
 *
 * One sign-in of one person on one device.
 */
typedef struct
{
  char *session_id;
  char *person_id;
  char *device;
  gint64 created_usec;
  gint64 used_usec;
  gint64 expires_usec;
} YySessionRow;

void yy_account_free (YyAccount *self);
void yy_session_row_free (YySessionRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyAccount, yy_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YySessionRow, yy_session_row_free)

/* %NULL without an error when there is no such account. @account is compared as it is: fold it before. */
YyAccount *yy_account_store_find (YyDb *db, const char *account, GError **error);
YyAccount *yy_account_store_find_of_person (YyDb *db, const char *person_id, GError **error);
/* By account, those of people who left too; @disabled is that of the account alone: (transfer full)
 * (element-type YyAccount). */
GPtrArray *yy_account_store_list (YyDb *db, GError **error);
gboolean yy_account_store_delete (YyDb *db, const char *account, GError **error);
/* Makes it without a password, or gives it to another person. */
gboolean
yy_account_store_put (YyDb *db, const char *account, const char *person_id, gint64 now_usec, GError **error);
/* FALSE with %YY_ERROR_NOT_FOUND for an unknown account. */
gboolean yy_account_store_set_password (
    YyDb *db, const char *account, const char *hash, gint64 now_usec, GError **error);
gboolean yy_account_store_set_disabled (YyDb *db, const char *account, gboolean disabled, GError **error);

gboolean
yy_session_store_insert (YyDb *db, const YySessionRow *session, const guint8 token_hash[32], GError **error);
/* The session of that token when its account is not disabled and its person is active; %NULL without an error
 * when there is none. Whether it has expired is for the caller to see. */
YySessionRow *yy_session_store_find (YyDb *db, const guint8 token_hash[32], GError **error);
gboolean yy_session_store_touch (YyDb *db, const char *session_id, gint64 now_usec, GError **error);
/* Newest first: (transfer full) (element-type YySessionRow) */
GPtrArray *yy_session_store_list (YyDb *db, const char *person_id, GError **error);
/* FALSE with %YY_ERROR_NOT_FOUND when the person has no such session. */
gboolean yy_session_store_delete (YyDb *db, const char *person_id, const char *session_id, GError **error);
/* All of a person but @kept (nullable). */
gboolean yy_session_store_delete_all (YyDb *db, const char *person_id, const char *kept, GError **error);
/* Keeps @kept and the newest others of a person, @limit in all: a clock that was set back must not make the
 * newest one the oldest. */
gboolean
yy_session_store_trim (YyDb *db, const char *person_id, const char *kept, guint limit, GError **error);
gboolean yy_session_store_delete_expired (YyDb *db, gint64 now_usec, gint64 idle_usec, GError **error);

G_END_DECLS
