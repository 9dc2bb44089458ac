#pragma once

#include "yy-engine.h"
#include "yy-list-store.h"
#include "yy-request.h"

G_BEGIN_DECLS

/* Reading and writing requests. Each function takes the connection whose transaction it is part of: a
 * reader's for those that only read, the writer's for those that change something. */

/**
 * YyCommand:
 *
 * What somebody wants to do with a request. Borrows everything.
 *
 * @seen: the revision that he saw; 0 for %YY_ACTION_OPEN
 * @digest: (nullable): of the content that he saw
 * @next_id, @reason: (nullable)
 * @choice: in which way
 * @question: the event that is answered; 0: the oldest
 * @marks: (nullable) (element-type YyMark)
 * @copies, @stamped_pages: (nullable): for %YY_ACTION_STAMP; pages of which only digest, original, name and
 * rotation are looked at
 */
typedef struct
{
  const char *id;
  YyAction action;
  int seen;
  const char *digest;
  const char *next_id;
  const char *reason;
  YyChoice choice;
  gint64 question;
  GPtrArray *marks;
  int copies;
  GPtrArray *stamped_pages;
} YyCommand;

/* A request as @actor may see it, with his options. %YY_ERROR_NOT_FOUND for what he may not see. */
YyRequest *
yy_engine_get_request (YyEngine *self, YyDb *db, const YyActor *actor, const char *id, GError **error);
/* By its number as a person types it or a scanner reads it: blanks around it and case do not matter. */
YyRequest *
yy_engine_find_number (YyEngine *self, YyDb *db, const YyActor *actor, const char *number, GError **error);

/* A new draft. When the same person made that draft before, it is given as it is and @ret_created is FALSE.
 */
YyRequest *yy_engine_create_request (YyEngine *self,
                                     YyDb *db,
                                     const YyActor *actor,
                                     const char *id,
                                     const YyForm *form,
                                     GPtrArray *pages,
                                     gboolean *ret_created,
                                     GError **error);
/* 暂存. Nothing new leaves the revision as it is. */
YyRequest *yy_engine_save_request (YyEngine *self,
                                   YyDb *db,
                                   const YyActor *actor,
                                   const char *id,
                                   int seen,
                                   const YyForm *form,
                                   GPtrArray *pages,
                                   GError **error);
/* What a submit of this content would say; changes nothing. (transfer full) (element-type YyIssue) */
GPtrArray *yy_engine_check_content (
    YyEngine *self, YyDb *db, const YyActor *actor, const YyForm *form, GPtrArray *pages, GError **error);

/* Everything else that moves a request. %NULL without an error for a draft that was discarded. */
YyRequest *yy_engine_move_request (
    YyEngine *self, YyDb *db, const YyActor *actor, const YyCommand *command, GError **error);

/* Who will see a request before it is there (F11): (transfer full) (element-type GPtrArray of YyTarget), one
 * list a step. */
GPtrArray *yy_engine_preview_route (YyEngine *self,
                                    YyDb *db,
                                    const YyActor *actor,
                                    const char *unit_id,
                                    const char *seal_id,
                                    const char *reviewer_id,
                                    gboolean major,
                                    YyKind kind,
                                    GError **error);

G_END_DECLS
