#include <string.h>
#include <unistd.h>

#include "yy-engine-pictures.h"
#include "yy-error.h"
#include "yy-services.h"
#include "yy-text.h"
#include "yy-wire-encode.h"

/* Four bytes a character, three signs a byte. */
#define NAME_HEADER_MAX (YY_PAGE_NAME_MAX * 12)

/* An upload under way: hangs at its call, and keeps its file for this caller alone. */
typedef struct
{
  YyIncoming *incoming;
  gint64 total; /* bytes announced for the whole file */
  YyPage *page; /* what it was found to be */
} Upload;

static void
free_upload (gpointer data)
{
  Upload *upload = data;

  g_clear_pointer (&upload->incoming, yy_incoming_free);
  g_clear_pointer (&upload->page, yy_page_free);
  g_free (upload);
}

static const char *
get_sha256 (YyHttpCall *call, GError **error)
{
  const char *sha256 = yy_http_call_get_param (call, "sha256");

  if (yy_sha256_is_valid (sha256))
    return sha256;

  yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_UNKNOWN_VALUE, "/sha256", NULL, 0, sha256);
  return NULL;
}

/* "{ "offset": N }" */
static gboolean
answer_offset (YyHttpCall *call, guint status, gint64 offset, const YyPage *page)
{
  YyJson *json = yy_json_new ();
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, offset);

  yy_http_call_set_header (call, "Upload-Offset", text);
  yy_json_begin_object (json, NULL);
  yy_json_add_int (json, "offset", offset);
  if (page != NULL)
    yy_wire_encode_page (json, "page", page);
  else if (status == 200)
    yy_json_add_null (json, "page");
  yy_json_end_object (json);
  return yy_http_call_answer_json (call, status, json);
}

static gboolean
answer_page (YyHttpCall *call, guint status, const YyPage *page)
{
  YyJson *json = yy_json_new ();

  yy_wire_encode_page (json, NULL, page);
  return yy_http_call_answer_json (call, status, json);
}

static gboolean
check_sizes (YyHttpCall *call, gint64 length, gint64 *ret_offset, gint64 *ret_total, GError **error)
{
  if (!yy_http_call_get_header_int (call, "Upload-Offset", ret_offset, error) ||
      !yy_http_call_get_header_int (call, "Upload-Length", ret_total, error))
    return FALSE;
  if (*ret_total > YY_BLOB_MAX_SIZE)
    {
      yy_error_set_one (error, YY_ERROR_TOO_LARGE, YY_ISSUE_TOO_LARGE, "", "R39", YY_BLOB_MAX_SIZE, NULL);
      return FALSE;
    }
  if (*ret_total < 1 || *ret_offset > *ret_total || (length >= 0 && length > *ret_total - *ret_offset))
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_DIGEST, "", NULL, *ret_total, NULL);
      return FALSE;
    }

  return TRUE;
}

static gboolean
begin_upload (YyHttpCall *call, gint64 length, GError **error)
{
  YyServices *services = yy_services_get (call);
  const YyActor *actor = yy_services_get_actor (call);
  const char *sha256 = get_sha256 (call, error);
  YyDb *db;
  Upload *upload;
  gint64 offset, total;

  if (sha256 == NULL || !check_sizes (call, length, &offset, &total, error))
    return FALSE;
  /* Whatever offset is claimed: opening it begins it. Going on with what was begun is always possible. */
  db = yy_http_call_get_db (call, error);
  if (db == NULL || !yy_engine_check_upload_room (services->engine, db, actor, sha256, error))
    return FALSE;

  upload = g_new0 (Upload, 1);
  yy_http_call_set_data (call, upload, free_upload);
  upload->total = total;
  upload->incoming =
      yy_blob_store_open_incoming (yy_engine_get_blobs (services->engine), actor->person_id, sha256, error);
  if (upload->incoming == NULL)
    return FALSE;
  if (yy_incoming_get_size (upload->incoming) != offset)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, yy_incoming_get_size (upload->incoming));

      yy_http_call_set_header (call, "Upload-Offset", text);
      g_set_error_literal (error, YY_ERROR, YY_ERROR_BUSY, "The upload stands at another place.");
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_chunk (YyHttpCall *call, const guint8 *bytes, gsize length, GError **error)
{
  Upload *upload = yy_http_call_get_data (call);

  if (yy_incoming_get_size (upload->incoming) + (gint64) length > upload->total)
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_DIGEST, "", NULL, upload->total, NULL);
      return FALSE;
    }

  return yy_incoming_append (upload->incoming, bytes, length, error);
}

static gboolean
store_upload (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  Upload *upload = yy_http_call_get_data (call);
  YyDb *db = yy_http_call_get_db (call, error);

  if (db == NULL)
    return FALSE;
  /* The same picture, brought before and never used, may have been cleared away since it was kept. */
  if (!yy_blob_store_has (yy_engine_get_blobs (services->engine), upload->page->sha256, NULL))
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE, "The picture has to be sent again.");
      return FALSE;
    }
  if (!yy_engine_add_upload (services->engine, db, yy_services_get_actor (call), upload->page, error))
    return FALSE;

  yy_deriver_push (services->deriver, upload->page->sha256);
  return answer_page (call, 201, upload->page);
}

/* A name is for people only; one that cannot be shown is left out. */
static char *
get_upload_name (YyHttpCall *call)
{
  const char *header = yy_http_call_get_header (call, "Upload-Name");
  g_autofree char *name =
      header != NULL && strlen (header) <= NAME_HEADER_MAX ? g_uri_unescape_string (header, NULL) : NULL;
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  if (name == NULL || !g_utf8_validate (name, -1, NULL) ||
      !yy_text_check (name, "", NULL, 0, YY_PAGE_NAME_MAX, FALSE, issues))
    return g_strdup ("");

  return g_steal_pointer (&name);
}

/* All bytes are there: they must be those of the digest, and a picture that can be decoded whole, before any
 * row mentions them. Its preview, which takes longer than all the rest, is not waited for. */
static gboolean
examine_upload (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  Upload *upload = yy_http_call_get_data (call);
  YyBlobStore *blobs = yy_engine_get_blobs (services->engine);
  const char *sha256 = yy_http_call_get_param (call, "sha256");
  g_autofree char *name = get_upload_name (call);
  g_autoptr (GBytes) thumbnail = NULL;
  YyImageReport report;
  g_autoptr (GError) cause = NULL;
  gboolean good;
  int fd;

  if (!yy_incoming_verify (upload->incoming, error))
    return FALSE;
  fd = yy_incoming_open_for_reading (upload->incoming, error);
  if (fd < 0)
    return FALSE;
  good = yy_image_worker_check (services->images, fd, &report, &thumbnail, NULL, &cause);
  close (fd);
  if (!good)
    {
      /* What cannot be a picture will not be one at the next try; a worker that has no time may have some
       * then. */
      if (!g_error_matches (cause, YY_ERROR, YY_ERROR_UNAVAILABLE))
        yy_incoming_discard (upload->incoming);
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  upload->page = yy_page_new (sha256, "", name, report.mime, upload->total, report.width, report.height, 0);
  if (!yy_blob_store_put_derived (blobs, sha256, "thumbnail", thumbnail, error) ||
      !yy_incoming_keep (upload->incoming, error))
    return FALSE;

  yy_http_call_continue (call, YY_HTTP_LANE_WRITE, store_upload);
  return TRUE;
}

/* The body is whole. */
static gboolean
finish_upload (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  Upload *upload = yy_http_call_get_data (call);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyPage) known = NULL;
  g_autoptr (GError) cause = NULL;

  if (db == NULL)
    return FALSE;
  if (upload == NULL)
    {
      /* No byte came: only the place is asked for. */
      if (!begin_upload (call, 0, error))
        return FALSE;
      upload = yy_http_call_get_data (call);
    }
  if (yy_incoming_get_size (upload->incoming) < upload->total)
    return answer_offset (call, 202, yy_incoming_get_size (upload->incoming), NULL);

  known = yy_engine_find_upload (services->engine, db, yy_services_get_actor (call),
                                 yy_http_call_get_param (call, "sha256"), &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  /* A picture whose file was lost is taken again. */
  if (known != NULL && yy_blob_store_has (yy_engine_get_blobs (services->engine), known->sha256, NULL))
    {
      yy_incoming_discard (upload->incoming);
      return answer_page (call, 200, known);
    }

  yy_http_call_continue (call, YY_HTTP_LANE_WORK, examine_upload);
  return TRUE;
}

static gboolean
get_upload (YyHttpCall *call, GError **error)
{
  YyServices *services = yy_services_get (call);
  const YyActor *actor = yy_services_get_actor (call);
  const char *sha256 = get_sha256 (call, error);
  YyDb *db = yy_http_call_get_db (call, error);
  g_autoptr (YyPage) known = NULL;
  g_autoptr (GError) cause = NULL;
  gint64 size;

  if (sha256 == NULL || db == NULL)
    return FALSE;
  known = yy_engine_find_upload (services->engine, db, actor, sha256, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (known != NULL && yy_blob_store_has (yy_engine_get_blobs (services->engine), sha256, NULL))
    return answer_offset (call, 200, known->size, known);

  size = yy_blob_store_get_incoming_size (yy_engine_get_blobs (services->engine), actor->person_id, sha256);
  if (size < 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_NOT_FOUND, "There is no such upload.");
      return FALSE;
    }

  return answer_offset (call, 200, size, NULL);
}

static const YyHttpSink upload_sink = { begin_upload, take_chunk };

const YyHttpRoute yy_http_upload_routes[] = {
  { "POST", "/api/v1/uploads/{sha256}", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_RAW,
    YY_BLOB_MAX_SIZE, finish_upload, &upload_sink },
  { "GET", "/api/v1/uploads/{sha256}", YY_HTTP_LANE_READ, YY_HTTP_NONE, 0, YY_HTTP_BODY_NONE, 0, get_upload,
    NULL },
  { NULL },
};
