#include "yy-engine-accounts.h"

#include <sodium.h>
#include <string.h>

#include "yy-error.h"
#include "yy-event-store.h"
#include "yy-form.h"

#define TOUCH_AFTER (5 * G_TIME_SPAN_MINUTE)
#define TOKEN_BYTES 32

char *
yy_engine_fold_account (const char *typed)
{
  char *folded = g_utf8_strdown (typed, -1);

  return g_strstrip (folded);
}

YyAccount *
yy_engine_find_account (YyEngine *self, YyDb *db, const char *account, GError **error)
{
  g_autoptr (GError) cause = NULL;
  YyAccount *found = yy_account_store_find (db, account, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (found == NULL)
    {
      found = g_new0 (YyAccount, 1);
      found->account = g_strdup (account);
      found->person_id = g_strdup ("");
      found->password_hash = g_strdup ("");
    }
  if (found->disabled)
    yy_form_set_text (&found->password_hash, "");

  return found;
}

static void
set_signed_out (GError **error)
{
  g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "Please sign in.");
}

static void
hash_token (const char *token, guint8 ret_hash[32])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 32;

  g_checksum_update (sum, (const guchar *) token, (gssize) strlen (token));
  g_checksum_get_digest (sum, ret_hash, &length);
}

static char *
make_secret (gsize n_bytes)
{
  guint8 random[TOKEN_BYTES];
  char text[TOKEN_BYTES * 2];

  g_assert (n_bytes <= TOKEN_BYTES);
  randombytes_buf (random, n_bytes);
  sodium_bin2base64 (text, sizeof text, random, n_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}

/* An event about an account: @action is a word of the ledger. */
static gboolean
record (YyEngine *self,
        YyDb *db,
        const char *actor_id,
        const char *session_id,
        const char *action,
        const char *about,
        GError **error)
{
  g_autoptr (YyHistory) line = yy_history_new ();
  YyEventDraft draft = { .kind = "account", .action = action, .session_id = session_id, .line = line };

  yy_form_set_text (&line->actor_id, actor_id);
  yy_form_set_text (&line->reason, about);
  return yy_event_store_append (db, &draft, yy_engine_now (self), error);
}

YySessionRow *
yy_engine_open_session (YyEngine *self,
                        YyDb *db,
                        const YyAccount *account,
                        const char *new_hash,
                        const char *device,
                        char **ret_token,
                        GError **error)
{
  g_autoptr (YyAccount) now_kept = yy_account_store_find (db, account->account, error);
  g_autoptr (YySessionRow) session = NULL;
  g_autofree char *token = NULL;
  gint64 now = yy_engine_now (self);
  guint8 hash[32];

  if (now_kept == NULL)
    {
      if (error == NULL || *error == NULL)
        set_signed_out (error);
      return NULL;
    }
  if (now_kept->disabled || !g_str_equal (now_kept->password_hash, account->password_hash) ||
      !g_str_equal (now_kept->person_id, account->person_id))
    {
      set_signed_out (error);
      return NULL;
    }

  session = g_new0 (YySessionRow, 1);
  session->session_id = make_secret (12);
  session->person_id = g_strdup (now_kept->person_id);
  session->device = g_strdup (device);
  session->created_usec = session->used_usec = now;
  session->expires_usec = now + yy_engine_get_limits (self)->absolute_usec;
  token = make_secret (TOKEN_BYTES);
  hash_token (token, hash);
  if ((new_hash != NULL && !yy_account_store_set_password (db, account->account, new_hash, now, error)) ||
      !yy_session_store_insert (db, session, hash, error) ||
      !yy_session_store_trim (db, session->person_id, session->session_id,
                              yy_engine_get_limits (self)->sessions_per_person, error) ||
      !record (self, db, session->person_id, session->session_id, "sign-in", NULL, error))
    return NULL;

  *ret_token = g_steal_pointer (&token);
  return g_steal_pointer (&session);
}

YySessionRow *
yy_engine_find_session (YyEngine *self, YyDb *db, const char *token, gboolean *ret_stale, GError **error)
{
  g_autoptr (YySessionRow) session = NULL;
  g_autoptr (GError) cause = NULL;
  gint64 now = yy_engine_now (self);
  guint8 hash[32];

  hash_token (token, hash);
  session = yy_session_store_find (db, hash, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  /* A session of a clock that ran ahead must not outlive its time by as much when the clock is set right. */
  if (session == NULL || session->expires_usec <= now ||
      ABS (now - session->used_usec) >= yy_engine_get_limits (self)->idle_usec)
    {
      set_signed_out (error);
      return NULL;
    }

  *ret_stale = session->used_usec + TOUCH_AFTER < now;
  return g_steal_pointer (&session);
}

gboolean
yy_engine_touch_session (YyEngine *self, YyDb *db, const char *session_id, GError **error)
{
  return yy_session_store_touch (db, session_id, yy_engine_now (self), error);
}

gboolean
yy_engine_close_session (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *session_id, GError **error)
{
  return yy_session_store_delete (db, actor->person_id, session_id, error) &&
         record (self, db, actor->person_id, session_id, "sign-out", NULL, error);
}

GPtrArray *
yy_engine_list_sessions (YyEngine *self, YyDb *db, const YyActor *actor, GError **error)
{
  return yy_session_store_list (db, actor->person_id, error);
}

gboolean
yy_engine_change_password (
    YyEngine *self, YyDb *db, const YyActor *actor, const char *old_hash, const char *hash, GError **error)
{
  g_autoptr (YyAccount) account = yy_account_store_find_of_person (db, actor->person_id, error);

  if (account == NULL)
    {
      if (error == NULL || *error == NULL)
        set_signed_out (error);
      return FALSE;
    }
  if (!g_str_equal (account->password_hash, old_hash))
    {
      yy_error_set_one (error, YY_ERROR_CONFLICT, YY_ISSUE_STALE, "/old", NULL, 0, NULL);
      return FALSE;
    }

  return yy_account_store_set_password (db, account->account, hash, yy_engine_now (self), error) &&
         yy_session_store_delete_all (db, actor->person_id, actor->session_id, error) &&
         record (self, db, actor->person_id, actor->session_id, "password", NULL, error);
}

static gboolean
end_sessions_of (YyEngine *self, YyDb *db, const char *account, const char *action, GError **error)
{
  g_autoptr (YyAccount) found = yy_account_store_find (db, account, error);

  return found != NULL && yy_session_store_delete_all (db, found->person_id, NULL, error) &&
         record (self, db, NULL, NULL, action, account, error);
}

gboolean
yy_engine_set_password (YyEngine *self, YyDb *db, const char *account, const char *hash, GError **error)
{
  return yy_account_store_set_password (db, account, hash, yy_engine_now (self), error) &&
         end_sessions_of (self, db, account, "password-set", error);
}

gboolean
yy_engine_set_account_disabled (
    YyEngine *self, YyDb *db, const char *account, gboolean disabled, GError **error)
{
  return yy_account_store_set_disabled (db, account, disabled, error) &&
         end_sessions_of (self, db, account, disabled ? "disable" : "enable", error);
}
