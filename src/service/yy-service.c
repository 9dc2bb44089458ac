#include "yy-service.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "yy-directory-store.h"
#include "yy-engine-custody.h"
#include "yy-error.h"
#include "yy-schema.h"
#include "yy-services.h"

/* Older pictures have been looked at, or get their preview when they are. */
#define DERIVE_LIFE (7 * G_TIME_SPAN_DAY)

struct _YyService
{
  int lock_fd;
  YyEngine *engine;
  YyDbWriter *writer;
  YyDbPool *pool;
  YyImageWorker *images;
  YyDeriver *deriver;
  YyHttpServer *server;
  YyServices services;
  char *regulation;
  YyServiceFailed failed;
  gpointer user_data;
};

/* Two services on one folder would each believe to be the only writer. The kernel lets go of the lock when
 * the process ends. */
static gboolean
lock_folder (YyService *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INTERNAL, "The folder %s cannot be made: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  self->lock_fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock_fd < 0 || flock (self->lock_fd, LOCK_EX | LOCK_NB) < 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_BUSY, "Another service, or yanyinctl, works in %s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

static void
writer_failed (gpointer user_data)
{
  YyService *self = user_data;

  if (self->failed != NULL)
    self->failed (self->user_data);
}

static gboolean
open_database (YyService *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "yanyin.db", NULL);
  g_autoptr (YyDb) db = NULL;
  g_autofree char *log_id = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                   "There is no database in %s. Make one: yanyinctl --data %s init", folder, folder);
      return FALSE;
    }
  db = yy_db_open (path, YY_DB_READ_WRITE, error);
  if (db == NULL || !yy_db_migrate (db, yy_schema_get_migrations (), error))
    return FALSE;
  log_id = yy_directory_store_dup_setting (db, "log-id", error);
  if (log_id == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND,
                     "The database in %s is empty. Run: yanyinctl --data %s init", folder, folder);
      return FALSE;
    }

  self->pool = yy_db_pool_new (path, error);
  if (self->pool == NULL)
    return FALSE;
  self->writer = yy_db_writer_new (g_steal_pointer (&db), writer_failed, self);

  return TRUE;
}

static void
add_routes (YyHttpServer *server)
{
  yy_http_server_add_routes (server, yy_http_about_routes);
  yy_http_server_add_routes (server, yy_http_session_routes);
  yy_http_server_add_routes (server, yy_http_directory_routes);
  yy_http_server_add_routes (server, yy_http_regulation_routes);
  yy_http_server_add_routes (server, yy_http_request_routes);
  yy_http_server_add_routes (server, yy_http_move_routes);
  yy_http_server_add_routes (server, yy_http_delegation_routes);
  yy_http_server_add_routes (server, yy_http_policy_routes);
  yy_http_server_add_routes (server, yy_http_custody_routes);
  yy_http_server_add_routes (server, yy_http_picture_routes);
  yy_http_server_add_routes (server, yy_http_upload_routes);
  yy_http_server_set_authenticate (server, yy_services_authenticate);
}

YyService *
yy_service_start (const YyServiceConfig *config,
                  const YyClock *clock,
                  YyServiceFailed failed,
                  gpointer user_data,
                  GError **error)
{
  g_autoptr (YyService) self = g_new0 (YyService, 1);

  self->lock_fd = -1;
  self->failed = failed;
  self->user_data = user_data;
  if (!lock_folder (self, config->data, error) || !open_database (self, config->data, error))
    return NULL;
  self->engine = yy_engine_new (config->data, clock, &config->limits, error);
  if (self->engine == NULL)
    return NULL;

  self->images = yy_image_worker_new (config->imaged, config->image_jobs);
  self->deriver = yy_deriver_new (self->images, self->engine, self->pool, self->writer,
                                  yy_engine_now (self->engine) - DERIVE_LIFE);
  self->regulation = g_strdup (config->regulation);
  self->services =
      (YyServices) { self->engine, self->pool, self->writer, self->images, self->deriver, self->regulation };
  self->server = yy_http_server_new (&config->http, self->pool, self->writer, &self->services);
  add_routes (self->server);
  if (!yy_http_server_start (self->server, error))
    return NULL;

  return g_steal_pointer (&self);
}

guint16
yy_service_get_port (YyService *self)
{
  return yy_http_server_get_port (self->server);
}

/* One round of clearing away. */
typedef struct
{
  YyService *service;
  GPtrArray *orphans; /* digests of the pictures whose rows went, nullable */
} Collecting;

static void
end_collecting (gpointer user_data, const GError *error)
{
  Collecting *collecting = user_data;

  if (error != NULL)
    g_warning ("collecting what has run out: %s", error->message);
  g_clear_pointer (&collecting->orphans, g_ptr_array_unref);
  g_free (collecting);
}

static gboolean
collect_rows (YyDb *db, gpointer user_data, GError **error)
{
  Collecting *collecting = user_data;

  return yy_engine_collect (collecting->service->engine, db, &collecting->orphans, error);
}

/* In the writer's turn, where nobody can bring one of the pictures back between the look and the removal. */
static gboolean
remove_files (YyDb *db, gpointer user_data, GError **error)
{
  Collecting *collecting = user_data;

  return yy_engine_remove_orphans (collecting->service->engine, db, collecting->orphans, error);
}

/* The files go only when it is sure that their rows are gone: a row without its file would be a lie, a file
 * without a row is only lost room, found again by the check. */
static void
rows_collected (gpointer user_data, const GError *error)
{
  Collecting *collecting = user_data;
  g_autoptr (GError) cause = NULL;

  if (error != NULL || collecting->orphans->len == 0)
    end_collecting (collecting, error);
  else if (!yy_db_writer_submit (collecting->service->writer, remove_files, collecting, end_collecting,
                                 &cause))
    end_collecting (collecting, cause);
}

void
yy_service_collect (YyService *self)
{
  Collecting *collecting = g_new0 (Collecting, 1);
  g_autoptr (GError) error = NULL;

  collecting->service = self;
  yy_blob_store_collect_incoming (yy_engine_get_blobs (self->engine),
                                  yy_engine_now (self->engine) - G_TIME_SPAN_DAY);
  if (!yy_db_writer_submit (self->writer, collect_rows, collecting, rows_collected, &error))
    end_collecting (collecting, error);
}

static gboolean
raise_alarms (YyDb *db, gpointer user_data, GError **error)
{
  YyService *self = user_data;
  guint n;

  return yy_engine_raise_alarms (self->engine, db, &n, error);
}

static void
alarms_raised (gpointer user_data, const GError *error)
{
  if (error != NULL)
    g_warning ("looking for seals that are late: %s", error->message);
}

void
yy_service_look_for_late (YyService *self)
{
  g_autoptr (GError) error = NULL;

  if (!yy_db_writer_submit (self->writer, raise_alarms, self, alarms_raised, &error))
    alarms_raised (self, error);
}

void
yy_service_free (YyService *self)
{
  if (self->server != NULL)
    yy_http_server_stop (self->server);
  g_clear_pointer (&self->server, yy_http_server_free);
  /* What it finds out it hands to the writer. */
  g_clear_pointer (&self->deriver, yy_deriver_free);
  g_clear_pointer (&self->writer, yy_db_writer_free);
  g_clear_pointer (&self->pool, yy_db_pool_free);
  g_clear_pointer (&self->images, yy_image_worker_free);
  g_clear_pointer (&self->engine, yy_engine_free);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  g_free (self->regulation);
  g_free (self);
}
