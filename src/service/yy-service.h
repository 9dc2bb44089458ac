#pragma once

#include "yy-service-config.h"

G_BEGIN_DECLS

/**
 * YyService:
 *
 * The whole service put together: database, writer, readers, engine, image worker, routes, server. One in a
 * process, and one on a data folder: a second one is refused (FT11).
 */
typedef struct _YyService YyService;

/* Called when it cannot go on and should be started anew by its supervisor; on any thread. */
typedef void (*YyServiceFailed) (gpointer user_data);

/* Opens everything and begins to answer. @clock is borrowed. */
YyService *yy_service_start (const YyServiceConfig *config,
                             const YyClock *clock,
                             YyServiceFailed failed,
                             gpointer user_data,
                             GError **error);
/* The port that it answers on; 0 for a socket. */
guint16 yy_service_get_port (YyService *self);
/* Removes what has run out; to be called now and then. */
void yy_service_collect (YyService *self);
/* R05: tells of the seals that should be back by now, in its turn on the writer's thread. */
void yy_service_look_for_late (YyService *self);
/* Takes no more calls, finishes those under way, closes the database. */
void yy_service_free (YyService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyService, yy_service_free)

G_END_DECLS
