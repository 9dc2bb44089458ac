#include "yy-config.h"

#include <string.h>

#include "yy-error.h"
#include "yy-service-config.h"

typedef enum
{
  TEXT,
  NUMBER,
  FLAG,
} Kind;

/* Everything that can be set. Numbers have their range; a text is checked where it is used. */
typedef struct
{
  const char *section;
  const char *key;
  Kind kind;
  gint64 min;
  gint64 max;
  const char *fallback;
} Setting;

static const Setting settings[] = {
  { "service", "listen", TEXT, 0, 0, "127.0.0.1:8460" },
  { "service", "data", TEXT, 0, 0, "/var/lib/yanyin" },
  { "service", "imaged", TEXT, 0, 0, YY_LIBEXECDIR "/yanyin-imaged" },
  { "service", "regulation", TEXT, 0, 0, "" },
  { "service", "image_jobs", NUMBER, 1, 16, "2" },
  { "service", "language", TEXT, 0, 0, "zh_CN" },
  { "service", "trust_proxy", FLAG, 0, 0, "true" },
  { "http", "threads", NUMBER, 1, 64, "2" },
  { "http", "connections", NUMBER, 16, 65536, "1024" },
  { "http", "connections_per_address", NUMBER, 0, 65536, "0" },
  { "http", "idle_seconds", NUMBER, 1, 3600, "30" },
  { "http", "header_seconds", NUMBER, 1, 600, "10" },
  { "http", "body_seconds", NUMBER, 1, 3600, "60" },
  { "http", "drain_seconds", NUMBER, 1, 120, "10" },
  { "session", "idle_minutes", NUMBER, 1, 43200, "720" },
  { "session", "absolute_hours", NUMBER, 1, 8760, "168" },
  { "session", "per_person", NUMBER, 1, 1000, "20" },
};

static const Setting *
find_setting (const char *section, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (g_str_equal (settings[i].section, section) && g_str_equal (settings[i].key, key))
        return &settings[i];
    }

  return NULL;
}

/* A typing mistake in a key would otherwise leave a default in force that nobody meant. */
static gboolean
refuse_unknown (GKeyFile *file, const char *path, GError **error)
{
  g_auto (GStrv) sections = g_key_file_get_groups (file, NULL);

  for (guint s = 0; sections[s] != NULL; s++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (file, sections[s], NULL, NULL);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          if (find_setting (sections[s], keys[k]) == NULL)
            {
              g_set_error (error, YY_ERROR, YY_ERROR_INVALID, "%s: [%s] has no setting “%s”.", path,
                           sections[s], keys[k]);
              return FALSE;
            }
        }
    }

  return TRUE;
}

static gboolean
check_value (const Setting *setting, const char *value, GError **error)
{
  gint64 number;

  if (setting->kind == NUMBER &&
      !g_ascii_string_to_signed (value, 10, setting->min, setting->max, &number, NULL))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID,
                   "[%s] %s is “%s”, but must be a whole number from %" G_GINT64_FORMAT
                   " to %" G_GINT64_FORMAT ".",
                   setting->section, setting->key, value, setting->min, setting->max);
      return FALSE;
    }
  if (setting->kind == FLAG && !g_str_equal (value, "true") && !g_str_equal (value, "false"))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, "[%s] %s is “%s”, but must be true or false.",
                   setting->section, setting->key, value);
      return FALSE;
    }

  return TRUE;
}

/* File, then environment; the rest gets its default. Everything is in the file afterwards. */
static gboolean
fill_in (GKeyFile *file, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      const Setting *setting = &settings[i];
      g_autofree char *lower = g_strdup_printf ("YANYIN_%s_%s", setting->section, setting->key);
      g_autofree char *name = g_ascii_strup (lower, -1);
      const char *from_environment = g_getenv (name);
      g_autofree char *value = NULL;

      if (from_environment != NULL)
        g_key_file_set_string (file, setting->section, setting->key, from_environment);
      else if (!g_key_file_has_key (file, setting->section, setting->key, NULL))
        g_key_file_set_string (file, setting->section, setting->key, setting->fallback);
      value = g_key_file_get_string (file, setting->section, setting->key, error);
      if (value == NULL || !check_value (setting, value, error))
        return FALSE;
    }

  return TRUE;
}

/* "ADDRESS:PORT", or the path of a Unix socket. */
static gboolean
parse_listen (YyServiceConfig *self, const char *listen, GError **error)
{
  const char *colon = strrchr (listen, ':');
  guint64 port;

  if (*listen == '/')
    {
      self->socket_path = g_strdup (listen);
      self->http.socket_path = self->socket_path;
      return TRUE;
    }
  if (colon == NULL || colon == listen || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL))
    {
      g_set_error (
          error, YY_ERROR, YY_ERROR_INVALID,
          "[service] listen is “%s”, but must be an address of this machine with a port, such as 127.0.0.1:8460, or the path of a socket.",
          listen);
      return FALSE;
    }

  self->host = g_strndup (listen, (gsize) (colon - listen));
  self->http.host = self->host;
  self->http.port = (guint16) port;
  return TRUE;
}

static gint64
get_number (GKeyFile *file, const char *section, const char *key)
{
  return g_key_file_get_int64 (file, section, key, NULL);
}

static YyServiceConfig *
read_settings (GKeyFile *file, GError **error)
{
  g_autoptr (YyServiceConfig) self = g_new0 (YyServiceConfig, 1);
  g_autofree char *listen = g_key_file_get_string (file, "service", "listen", NULL);

  yy_http_config_init (&self->http);
  if (!parse_listen (self, listen, error))
    return NULL;
  self->data = g_key_file_get_string (file, "service", "data", NULL);
  self->imaged = g_key_file_get_string (file, "service", "imaged", NULL);
  self->regulation = g_key_file_get_string (file, "service", "regulation", NULL);
  self->language = g_key_file_get_string (file, "service", "language", NULL);
  self->image_jobs = (guint) get_number (file, "service", "image_jobs");
  self->http.trust_forwarded = g_key_file_get_boolean (file, "service", "trust_proxy", NULL);
  self->http.threads = (guint) get_number (file, "http", "threads");
  self->http.connection_limit = (guint) get_number (file, "http", "connections");
  self->http.peer_limit = (guint) get_number (file, "http", "connections_per_address");
  self->http.idle_sec = (guint) get_number (file, "http", "idle_seconds");
  self->http.header_msec = (guint) get_number (file, "http", "header_seconds") * 1000;
  self->http.body_msec = (guint) get_number (file, "http", "body_seconds") * 1000;
  self->http.drain_msec = (guint) get_number (file, "http", "drain_seconds") * 1000;
  self->limits.idle_usec = get_number (file, "session", "idle_minutes") * G_TIME_SPAN_MINUTE;
  self->limits.absolute_usec = get_number (file, "session", "absolute_hours") * G_TIME_SPAN_HOUR;
  self->limits.sessions_per_person = (guint) get_number (file, "session", "per_person");

  return g_steal_pointer (&self);
}

YyServiceConfig *
yy_service_config_load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) cause = NULL;

  if (path != NULL && !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &cause))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, "%s: %s", path, cause->message);
      return NULL;
    }
  if (!refuse_unknown (file, path, error) || !fill_in (file, error))
    return NULL;

  return read_settings (file, error);
}

void
yy_service_config_free (YyServiceConfig *self)
{
  g_free (self->host);
  g_free (self->socket_path);
  g_free (self->data);
  g_free (self->imaged);
  g_free (self->regulation);
  g_free (self->language);
  g_free (self);
}

char *
yy_service_config_dup_text (const YyServiceConfig *self)
{
  g_autofree char *listen = self->socket_path != NULL
                                ? g_strdup (self->socket_path)
                                : g_strdup_printf ("%s:%u", self->host, self->http.port);

  return g_strdup_printf (
      "[service]\nlisten=%s\ndata=%s\nimaged=%s\nregulation=%s\nimage_jobs=%u\nlanguage=%s\ntrust_proxy=%s\n\n"
      "[http]\nthreads=%u\nconnections=%u\nconnections_per_address=%u\nidle_seconds=%u\n"
      "header_seconds=%u\nbody_seconds=%u\ndrain_seconds=%u\n\n"
      "[session]\nidle_minutes=%" G_GINT64_FORMAT "\nabsolute_hours=%" G_GINT64_FORMAT "\nper_person=%u\n",
      listen, self->data, self->imaged, self->regulation, self->image_jobs, self->language,
      self->http.trust_forwarded ? "true" : "false", self->http.threads, self->http.connection_limit,
      self->http.peer_limit, self->http.idle_sec, self->http.header_msec / 1000, self->http.body_msec / 1000,
      self->http.drain_msec / 1000, self->limits.idle_usec / G_TIME_SPAN_MINUTE,
      self->limits.absolute_usec / G_TIME_SPAN_HOUR, self->limits.sessions_per_person);
}
