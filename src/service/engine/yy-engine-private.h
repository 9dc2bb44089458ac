#pragma once

#include "yy-engine-requests.h"
#include "yy-event-store.h"

/* Loads a request for its own use: not masked, without options. */
YyRequest *
yy_engine_load (YyDb *db, YySnapshot *snapshot, const YyActor *actor, const char *id, GError **error);
/* What is decided under for @request: the switches as they are, the time, and the table of rules that it was
 * submitted under (F60). While it is with the applicant that is the one in force, as for a %NULL request. */
void yy_engine_init_policy (YyEngine *self,
                            const YySnapshot *snapshot,
                            const YyRequest *request,
                            YyPolicy *ret_policy);
/* Makes of it what @actor may see: options, changes, a masked number. */
gboolean yy_engine_finish (
    YyEngine *self, YyDb *db, YySnapshot *snapshot, const YyActor *actor, YyRequest *request, GError **error);
/* %YY_ERROR_CONFLICT when it is not at @seen or its content is not @digest (nullable); names who changed it
 * last. */
gboolean yy_engine_check_seen (const YyRequest *request, int seen, const char *digest, GError **error);
/* Appends the event of a change that was written to @request; @before: as it was. Fills in changed_usec
 * before it is stored. */
gboolean yy_engine_record (YyEngine *self,
                           YyDb *db,
                           const YyActor *actor,
                           const YyRequest *request,
                           YyState before,
                           YyStep capacity,
                           YyAction action,
                           const char *reason,
                           const guint8 *payload,
                           GError **error);
/* The same, with what @line says besides: way, question, marks, and who is meant with a talk. Fills in the
 * rest of
 * @line. */
gboolean yy_engine_record_line (YyEngine *self,
                                YyDb *db,
                                const YyActor *actor,
                                const YyRequest *request,
                                YyState before,
                                YyStep capacity,
                                YyAction action,
                                const char *reason,
                                const guint8 *payload,
                                YyHistory *line,
                                GError **error);
/* R04: adds an issue when the time that a take-out asks for is booked already by another request than
 * @request_id. In the writer's transaction nobody can book between this look and the commit. */
gboolean yy_engine_check_booking (
    YyDb *db, const YyForm *form, const char *request_id, GPtrArray *issues, GError **error);
/* The same for a move that brings a booking back which was given up (a return that is taken back):
 * %YY_ERROR_RULE. */
gboolean yy_engine_check_rebooked (YyDb *db, const YyRequest *request, YyState before, GError **error);
/* After the event of a move was recorded: puts down where it has brought the seal. @actor_id: (nullable): who
 * did it. */
gboolean yy_engine_follow_custody (
    YyDb *db, YyOrg *org, const YyRequest *request, YyState before, const char *actor_id, GError **error);
/* Fills in what is known of the pictures that @refs name, out of the request's own pages and the actor's
 * uploads; adds an issue at
 * @field for each that is not his to use. (transfer full) (element-type YyPage) */
GPtrArray *yy_engine_resolve_pages (YyDb *db,
                                    const YyActor *actor,
                                    const YyRequest *request,
                                    GPtrArray *refs,
                                    const char *field,
                                    GPtrArray *issues,
                                    GError **error);
