#pragma once

#include "yy-blob-store.h"
#include "yy-clock.h"
#include "yy-db.h"
#include "yy-snapshot.h"
#include "yy-throttle.h"

G_BEGIN_DECLS

/**
 * YyActor:
 *
 * Who calls: built once for each call from his session, never from what he sends.
 *
 * @session_id: (nullable): %NULL for a tool on the service's own machine
 */
typedef struct
{
  const char *person_id;
  const char *session_id;
} YyActor;

/**
 * YyEngineLimits:
 *
 * @idle_usec: a session that was not used for so long has ended
 * @absolute_usec: no session lives longer
 * @sessions_per_person: with one more the oldest ends (AU18)
 */
typedef struct
{
  gint64 idle_usec;
  gint64 absolute_usec;
  guint sessions_per_person;
} YyEngineLimits;

/**
 * YyEngine:
 *
 * The use cases of the service: each is permission, rules, change, and one event of the ledger, in the
 * transaction of the database connection that it is given. It blocks, runs on any thread, and knows nothing
 * of HTTP. What it holds itself is shared by all calls: the clock, the pictures' files, the latest snapshot
 * of the directory, and the throttle of signing in.
 */
typedef struct _YyEngine YyEngine;

/* @folder: of the service's data; @clock and @limits (nullable: defaults) are borrowed or copied. */
YyEngine *
yy_engine_new (const char *folder, const YyClock *clock, const YyEngineLimits *limits, GError **error);
void yy_engine_free (YyEngine *self);

/* The clock of the machine. */
const YyClock *yy_engine_get_system_clock (void);

const YyEngineLimits *yy_engine_get_limits (YyEngine *self);
gint64 yy_engine_now (YyEngine *self);
YyBlobStore *yy_engine_get_blobs (YyEngine *self);
YyThrottle *yy_engine_get_throttle (YyEngine *self);

/* The directory and policy as @db has them now; read anew only when they changed. (transfer full) */
YySnapshot *yy_engine_ref_snapshot (YyEngine *self, YyDb *db, GError **error);

/* Once for a new database: an id for the ledger, the name of the organisation. %YY_ERROR_CONFLICT when it was
 * done. */
gboolean yy_engine_initialise (YyEngine *self, YyDb *db, const char *organisation, GError **error);

/* Forgets what has run out: sessions, kept answers, uploads nobody used (IM09). @ret_orphans: see
 * yy_picture_store_collect(). */
gboolean yy_engine_collect (YyEngine *self, YyDb *db, GPtrArray **ret_orphans, GError **error);
/* Removes the files of @orphans (element-type utf8) that are orphans still: somebody may have brought the
 * same picture again. Only on the writer's connection, after the transaction of yy_engine_collect() is on the
 * disk. */
gboolean yy_engine_remove_orphans (YyEngine *self, YyDb *db, GPtrArray *orphans, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyEngine, yy_engine_free)

G_END_DECLS
