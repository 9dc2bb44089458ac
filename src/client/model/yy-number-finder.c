#include "yy-number-finder.h"

#include <string.h>

#include "yy-error.h"
#include "yy-uuid.h"

/* The longest number that there could ever be; what is longer is no number. */
#define NUMBER_MAX 32

/* "https://seal.example.edu/r/ID?v=…" and "yanyin://request/ID": the part behind the mark, up to what ends
 * it. */
static char *
dup_id_of_address (const char *text)
{
  static const char *const marks[] = { "/r/", "://request/", "://review/" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = strstr (text, marks[i]);
      g_autofree char *id = NULL;

      if (at == NULL)
        continue;
      at += strlen (marks[i]);
      id = g_ascii_strdown (at, strcspn (at, "/?#"));
      if (yy_uuid_is_valid (id))
        return g_steal_pointer (&id);
    }

  return NULL;
}

gboolean
yy_number_finder_parse (const char *text, char **ret_number, char **ret_id)
{
  /* A scanner types into whatever input method is on: full-width letters come out of that. */
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *id = NULL;
  g_autofree char *number = NULL;
  gsize length = 0;

  *ret_number = NULL;
  *ret_id = NULL;
  if (plain == NULL)
    return FALSE;

  g_strstrip (plain);
  if (strstr (plain, "://") != NULL)
    {
      *ret_id = dup_id_of_address (plain);
      return *ret_id != NULL;
    }

  id = g_ascii_strdown (plain, -1);
  if (yy_uuid_is_valid (id))
    {
      *ret_id = g_steal_pointer (&id);
      return TRUE;
    }

  number = g_ascii_strup (plain, -1);
  for (const char *at = number; *at != '\0'; at++)
    {
      if (g_ascii_isalnum (*at))
        number[length++] = *at;
      else if (*at != ' ' && *at != '-')
        return FALSE;
    }
  number[length] = '\0';
  if (length == 0 || length > NUMBER_MAX)
    return FALSE;

  *ret_number = g_steal_pointer (&number);
  return TRUE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  YyRequest *request = yy_api_client_request_finish (YY_API_CLIENT (source), result, &error);

  if (request != NULL)
    g_task_return_pointer (task, request, (GDestroyNotify) yy_request_free);
  else
    g_task_return_error (task, error);
}

void
yy_number_finder_find_async (YyApiClient *client,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autofree char *number = NULL;
  g_autofree char *id = NULL;

  g_task_set_source_tag (task, yy_number_finder_find_async);
  if (!yy_number_finder_parse (text, &number, &id))
    {
      GError *error = NULL;

      yy_error_set_one (&error, YY_ERROR_NOT_FOUND, YY_ISSUE_UNKNOWN_VALUE, "", NULL, 0, text);
      g_task_return_error (task, error);
      return;
    }

  if (id != NULL)
    yy_api_client_get_request_async (client, id, cancellable, found_cb, g_steal_pointer (&task));
  else
    yy_api_client_find_number_async (client, number, cancellable, found_cb, g_steal_pointer (&task));
}

YyRequest *
yy_number_finder_find_finish (YyApiClient *client, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
