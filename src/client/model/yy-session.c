#include "yy-session.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-error.h"
#include "yy-token-store.h"

#define BADGE_SECONDS 30

struct _YySession
{
  GObject parent_instance;

  GSettings *settings;
  YyApiClient *client;
  YyMe *me;
  YyLocalDrafts *local; /* nullable: those that the service does not count */
  gboolean keyring;
  gboolean remembered;
  guint timer;
  GCancellable *badges; /* the call under way */
};

enum
{
  PROP_0,
  PROP_SIGNED_IN,
  PROP_PERSON_NAME,
  PROP_REMEMBERED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  BADGES_CHANGED,
  CHANGED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YySession, yy_session, G_TYPE_OBJECT)

static void
set_remembered (YySession *self, gboolean remembered)
{
  self->remembered = remembered;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REMEMBERED]);
}

static void
set_me (YySession *self, YyMe *me)
{
  g_clear_pointer (&self->me, yy_me_free);
  self->me = me;
  if (me != NULL)
    yy_api_client_set_cache_owner (self->client, me->person->id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PERSON_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIGNED_IN]);
  g_signal_emit (self, signals[BADGES_CHANGED], 0);
}

static void
end (YySession *self, gboolean by_service)
{
  if (self->keyring)
    yy_token_store_forget (yy_api_client_get_server (self->client));
  g_cancellable_cancel (self->badges);
  g_clear_object (&self->badges);
  g_clear_object (&self->local);
  if (self->me == NULL)
    return;

  set_me (self, NULL);
  g_signal_emit (self, signals[ENDED], 0, by_service);
}

static void
signed_out_cb (YySession *self)
{
  yy_api_client_wipe_cache (self->client);
  end (self, TRUE);
}

static void
badges_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YySession) self = user_data;
  g_autoptr (GError) error = NULL;
  YyBadges badges;

  if (!yy_api_client_get_badges_finish (YY_API_CLIENT (source), async, &badges, &error))
    {
      /* The next turn tries again; lists say themselves that the service cannot be reached. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_clear_object (&self->badges);
          g_debug ("Badges: %s", error->message);
        }
      return;
    }

  g_clear_object (&self->badges);
  if (self->me == NULL || memcmp (&self->me->badges, &badges, sizeof badges) == 0)
    return;

  self->me->badges = badges;
  g_signal_emit (self, signals[BADGES_CHANGED], 0);
}

static gboolean
timer_cb (gpointer user_data)
{
  yy_session_refresh_badges (user_data);

  return G_SOURCE_CONTINUE;
}

static void
yy_session_dispose (GObject *object)
{
  YySession *self = YY_SESSION (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->badges);
  g_clear_object (&self->badges);
  g_clear_object (&self->local);
  g_clear_object (&self->client);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->me, yy_me_free);

  G_OBJECT_CLASS (yy_session_parent_class)->dispose (object);
}

static void
yy_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  YySession *self = YY_SESSION (object);

  switch (prop_id)
    {
    case PROP_SIGNED_IN:
      g_value_set_boolean (value, self->me != NULL);
      break;
    case PROP_PERSON_NAME:
      g_value_set_string (value, self->me != NULL ? self->me->person->name : "");
      break;
    case PROP_REMEMBERED:
      g_value_set_boolean (value, self->remembered);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yy_session_class_init (YySessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = yy_session_dispose;
  object_class->get_property = yy_session_get_property;

  props[PROP_SIGNED_IN] = g_param_spec_boolean ("signed-in", NULL, NULL, FALSE, read);
  props[PROP_PERSON_NAME] = g_param_spec_string ("person-name", NULL, NULL, "", read);
  props[PROP_REMEMBERED] = g_param_spec_boolean ("remembered", NULL, NULL, TRUE, read);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[BADGES_CHANGED] =
      g_signal_new ("badges-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ENDED] =
      g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
yy_session_init (YySession *self)
{
  self->client = yy_api_client_new ();
  self->remembered = TRUE;
  g_signal_connect_object (self->client, "signed-out", G_CALLBACK (signed_out_cb), self, G_CONNECT_SWAPPED);
}

GSettings *
yy_session_find_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, YY_APP_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static void
limit_changed_cb (YySession *self)
{
  goffset megabytes = g_settings_get_int (self->settings, "cache-megabytes");

  yy_api_client_set_cache_limit (self->client, megabytes * 1024 * 1024);
}

YySession *
yy_session_new (GSettings *settings, gboolean keyring)
{
  YySession *self = g_object_new (YY_TYPE_SESSION, NULL);

  self->settings = g_object_ref (settings);
  self->keyring = keyring;
  g_signal_connect_object (settings, "changed::cache-megabytes", G_CALLBACK (limit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  limit_changed_cb (self);

  return self;
}

YyApiClient *
yy_session_get_client (YySession *self)
{
  g_return_val_if_fail (YY_IS_SESSION (self), NULL);

  return self->client;
}

GSettings *
yy_session_get_settings (YySession *self)
{
  g_return_val_if_fail (YY_IS_SESSION (self), NULL);

  return self->settings;
}

const YyMe *
yy_session_get_me (YySession *self)
{
  g_return_val_if_fail (YY_IS_SESSION (self), NULL);

  return self->me;
}

const char *
yy_session_get_person_id (YySession *self)
{
  g_return_val_if_fail (YY_IS_SESSION (self), "");

  return self->me != NULL ? self->me->person->id : "";
}

gboolean
yy_session_has_list (YySession *self, YyList list)
{
  g_return_val_if_fail (YY_IS_SESSION (self), FALSE);

  if (self->me == NULL)
    return FALSE;
  /* Who stands in for somebody since he signed in (F33). */
  if ((list == YY_LIST_REVIEW || list == YY_LIST_DONE) && self->me->badges.review > 0)
    return TRUE;
  /* Who decides or stamps has a list of what he did. */
  if (list == YY_LIST_DONE)
    return (self->me->lists & (1u << YY_LIST_REVIEW | 1u << YY_LIST_STAMP | 1u << YY_LIST_DONE)) != 0;

  return (self->me->lists & 1u << list) != 0;
}

int
yy_session_get_badge (YySession *self, YyList list)
{
  g_return_val_if_fail (YY_IS_SESSION (self), 0);

  if (self->me == NULL)
    return 0;

  switch (list)
    {
    case YY_LIST_TODO:
      return self->me->badges.todo +
             (self->local != NULL ? (int) g_list_model_get_n_items (G_LIST_MODEL (self->local)) : 0);
    case YY_LIST_REVIEW:
      return self->me->badges.review;
    case YY_LIST_STAMP:
      return self->me->badges.stamp;
    case YY_LIST_MINE:
    case YY_LIST_DONE:
    case YY_LIST_LAST:
    default:
      return 0;
    }
}

int
yy_session_get_late (YySession *self)
{
  g_return_val_if_fail (YY_IS_SESSION (self), 0);

  return self->me != NULL ? self->me->badges.late : 0;
}

static void
local_changed_cb (YySession *self)
{
  g_signal_emit (self, signals[BADGES_CHANGED], 0);
}

void
yy_session_set_drafts (YySession *self, YyDraftStore *store)
{
  g_return_if_fail (YY_IS_SESSION (self));
  g_return_if_fail (self->me != NULL);

  g_clear_object (&self->local);
  if (store == NULL)
    return;

  self->local = yy_local_drafts_new (store, self->me);
  g_signal_connect_object (self->local, "items-changed", G_CALLBACK (local_changed_cb), self,
                           G_CONNECT_SWAPPED);
  local_changed_cb (self);
}

GListModel *
yy_session_get_local_drafts (YySession *self)
{
  g_return_val_if_fail (YY_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->local);
}

gboolean
yy_session_get_remembered (YySession *self)
{
  g_return_val_if_fail (YY_IS_SESSION (self), FALSE);

  return self->remembered;
}

gboolean
yy_session_set_server (YySession *self, const char *address, GError **error)
{
  g_return_val_if_fail (YY_IS_SESSION (self), FALSE);

  if (!yy_api_client_set_server (self->client, address, error))
    return FALSE;

  g_settings_set_string (self->settings, "server-url", yy_api_client_get_server (self->client));
  return TRUE;
}

static void
restored_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YySession *self = g_task_get_source_object (task);
  GError *error = NULL;
  YyMe *me = yy_api_client_get_me_finish (YY_API_CLIENT (source), async, &error);

  if (me == NULL)
    {
      yy_api_client_set_token (self->client, NULL);
      g_task_return_error (task, error);
      return;
    }

  set_remembered (self, TRUE);
  set_me (self, me);
  g_task_return_boolean (task, TRUE);
}

static void
token_found_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YySession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *token = yy_token_store_find_finish (async, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (token == NULL)
    {
      if (error != NULL)
        g_debug ("No keyring: %s", error->message);
      g_task_return_new_error (task, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "%s",
                               _ ("You are not signed in any more."));
      return;
    }

  yy_api_client_set_token (self->client, token);
  yy_api_client_get_me_async (self->client, g_task_get_cancellable (task), restored_cb, g_object_ref (task));
}

void
yy_session_restore_async (YySession *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (YY_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yy_session_restore_async);
  if (!self->keyring)
    {
      g_task_return_new_error (task, YY_ERROR, YY_ERROR_UNAUTHENTICATED, "%s",
                               _ ("You are not signed in any more."));
      return;
    }

  yy_token_store_find_async (yy_api_client_get_server (self->client), cancellable, token_found_cb,
                             g_object_ref (task));
}

gboolean
yy_session_restore_finish (YySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
kept_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (YySession) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = yy_token_store_keep_finish (async, &error);

  if (!kept)
    g_message ("The keyring keeps no token: %s", error != NULL ? error->message : "");
  set_remembered (self, kept);
}

static void
signed_in_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  YySession *self = g_task_get_source_object (task);
  const char *account = g_task_get_task_data (task);
  GError *error = NULL;
  YyMe *me = yy_api_client_sign_in_finish (YY_API_CLIENT (source), async, &error);

  if (me == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_settings_set_string (self->settings, "account", account);
  if (self->keyring)
    yy_token_store_keep_async (yy_api_client_get_server (self->client), account,
                               yy_api_client_get_token (self->client), NULL, kept_cb, g_object_ref (self));
  set_me (self, me);
  g_task_return_boolean (task, TRUE);
}

void
yy_session_sign_in_async (YySession *self,
                          const char *account,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (YY_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yy_session_sign_in_async);
  g_task_set_task_data (task, g_strdup (account), g_free);
  yy_api_client_sign_in_async (self->client, account, password, g_get_host_name (), cancellable, signed_in_cb,
                               g_object_ref (task));
}

gboolean
yy_session_sign_in_finish (YySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
signed_out_too_cb (GObject *source, GAsyncResult *async, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!yy_api_client_sign_out_finish (YY_API_CLIENT (source), async, &error))
    g_message ("The service was not told of the sign-out: %s", error->message);
}

void
yy_session_sign_out (YySession *self)
{
  g_return_if_fail (YY_IS_SESSION (self));

  if (yy_api_client_get_token (self->client) != NULL)
    yy_api_client_sign_out_async (self->client, NULL, signed_out_too_cb, NULL);
  end (self, FALSE);
}

void
yy_session_set_active (YySession *self, gboolean active)
{
  g_return_if_fail (YY_IS_SESSION (self));

  if (active == (self->timer != 0))
    return;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!active)
    return;

  self->timer = g_timeout_add_seconds (BADGE_SECONDS, timer_cb, self);
  yy_session_refresh_badges (self);
}

void
yy_session_refresh_badges (YySession *self)
{
  g_return_if_fail (YY_IS_SESSION (self));

  if (self->me == NULL)
    return;

  /* What is under way may have been counted before the change that asks for this one. */
  g_cancellable_cancel (self->badges);
  g_clear_object (&self->badges);
  self->badges = g_cancellable_new ();
  yy_api_client_get_badges_async (self->client, self->badges, badges_cb, g_object_ref (self));
}

void
yy_session_tell_changed (YySession *self, const char *request_id)
{
  g_return_if_fail (YY_IS_SESSION (self));

  yy_session_refresh_badges (self);
  g_signal_emit (self, signals[CHANGED], 0, request_id);
}
