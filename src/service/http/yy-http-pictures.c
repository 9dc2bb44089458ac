#include <sys/stat.h>
#include <unistd.h>

#include "yy-engine-pictures.h"
#include "yy-error.h"
#include "yy-services.h"

/* A picture that is asked for, from lane to lane. */
typedef struct
{
  YyPage *page;
  YyPictureSize size;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_clear_pointer (&wanted->page, yy_page_free);
  g_free (wanted);
}

/* Takes @fd. */
static gboolean
send_file (YyHttpCall *call, int fd, GError **error)
{
  Wanted *wanted = yy_http_call_get_data (call);
  const YyPage *page = wanted->page;

  /* What the service made itself is always JPEG; the original is what its content was found to be, and for
   * saving, never for showing in place. */
  if (wanted->size != YY_PICTURE_ORIGINAL)
    return yy_http_call_answer_file (call, "image/jpeg", fd, NULL, error);

  return yy_http_call_answer_file (call, page->mime, fd, *page->name != '\0' ? page->name : "picture", error);
}

/* Something derived is missing (asked for sooner than it was made, a power cut, a restored backup): it is
 * made now. */
static gboolean
derive_now (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  Wanted *wanted = yy_http_call_get_data (call);
  const char *sha256 = wanted->page->sha256;
  int fd;

  if (!yy_deriver_make (services->deriver, sha256, NULL, error))
    return FALSE;

  fd = yy_blob_store_open (yy_engine_get_blobs (services->engine), sha256,
                           yy_picture_size_get_variant (wanted->size), error);
  return fd >= 0 && send_file (call, fd, error);
}

/* -1 when it is not there, or empty as after a power cut. */
static int
open_picture (YyServices *services, const Wanted *wanted, GError **error)
{
  const char *variant = yy_picture_size_get_variant (wanted->size);
  int fd = yy_blob_store_open (yy_engine_get_blobs (services->engine), wanted->page->sha256, variant, error);
  struct stat info;

  if (fd >= 0 && (fstat (fd, &info) < 0 || info.st_size == 0))
    {
      close (fd);
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such picture.");
      return -1;
    }

  return fd;
}

static gboolean
get_picture (YyHttpCall *call, gboolean stamped, GError **error)
{
  YyServices *services = yy_services_get (call);
  YyDb *db = yy_http_call_get_db (call, error);
  const char *number = yy_http_call_get_param (call, "n");
  g_autoptr (GError) cause = NULL;
  g_autofree char *tag = NULL;
  guint64 index;
  Wanted *wanted;
  int fd;

  if (db == NULL)
    return FALSE;
  wanted = g_new0 (Wanted, 1);
  yy_http_call_set_data (call, wanted, free_wanted);
  if (!g_ascii_string_to_unsigned (number, 10, 0, 1000, &index, NULL) ||
      !yy_picture_size_from_nick (yy_http_call_get_param (call, "size"), &wanted->size))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such picture.");
      return FALSE;
    }

  wanted->page = yy_engine_get_page (services->engine, db, yy_services_get_actor (call),
                                     yy_http_call_get_param (call, "id"), stamped, (guint) index, error);
  if (wanted->page == NULL)
    return FALSE;

  tag = g_strdup_printf ("%s-%d", wanted->page->sha256, (int) wanted->size);
  yy_http_call_set_immutable (call);
  if (yy_http_call_check_etag (call, tag))
    return TRUE;
  fd = open_picture (services, wanted, &cause);
  if (fd >= 0)
    return send_file (call, fd, error);
  if (wanted->size != YY_PICTURE_ORIGINAL && g_error_matches (cause, YY_ERROR, YY_ERROR_NOT_FOUND))
    {
      yy_http_call_continue (call, YY_HTTP_LANE_WORK, derive_now);
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
get_material (YyHttpCall *call, GError **error)
{
  return get_picture (call, FALSE, error);
}

static gboolean
get_stamped (YyHttpCall *call, GError **error)
{
  return get_picture (call, TRUE, error);
}

const YyHttpRoute yy_http_picture_routes[] = {
  { "GET", "/api/v1/requests/{id}/pages/{n}/{size}", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0,
    get_material, NULL },
  { "GET", "/api/v1/requests/{id}/stamped/{n}/{size}", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE,
    0, get_stamped, NULL },
  { NULL },
};
