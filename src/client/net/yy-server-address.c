#include "yy-server-address.h"

#include "yy-config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-error.h"

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* A name or a number, with nothing in it that only looks like one. */
static gboolean
is_host (const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);

  return ascii != NULL && *ascii != '\0' &&
         strspn (ascii, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") ==
             strlen (ascii);
}

static char *
add_scheme (const char *text)
{
  g_autofree char *guess = g_strconcat ("https://", text, NULL);
  g_autoptr (GUri) uri = g_uri_parse (guess, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return g_strconcat (host != NULL && is_loopback (host) ? "http://" : "https://", text, NULL);
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID, text);
  return FALSE;
}

static gboolean
check (GUri *uri, GError **error)
{
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || !is_host (host) || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL || (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")))
    return refuse (error,
                   _ ("This is not an address of a service. It looks like “https://seal.example.edu”."));

  if (g_str_equal (scheme, "http") && !is_loopback (host))
    return refuse (error,
                   _ ("The address must begin with “https://”: without encryption no password is sent."));

  return TRUE;
}

char *
yy_server_address_normalize (const char *text, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *path = NULL;
  g_autofree char *result = NULL;
  g_autoptr (GUri) uri = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  whole = strstr (stripped, "://") != NULL ? g_strdup (stripped) : add_scheme (stripped);
  uri = g_uri_parse (whole, G_URI_FLAGS_ENCODED, NULL);
  if (!check (uri, error))
    return NULL;

  path = g_strdup (g_uri_get_path (uri));
  length = strlen (path);
  while (length > 0 && path[length - 1] == '/')
    path[--length] = '\0';
  result = g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                       g_uri_get_port (uri), path, NULL, NULL);

  return g_steal_pointer (&result);
}
