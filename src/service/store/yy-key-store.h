#pragma once

#include "yy-db.h"

G_BEGIN_DECLS

/**
 * YyKeptAnswer:
 *
 * The answer that was given to a call with an idempotency key, kept in the transaction of its effect: asked
 * again with the same key, the same answer is given and nothing happens (CC04, CC06).
 */
typedef struct
{
  char *call_hash;
  int status;
  int revision;
  char *answer;
} YyKeptAnswer;

void yy_kept_answer_free (YyKeptAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyKeptAnswer, yy_kept_answer_free)

/* %NULL without an error when the key was never used by that person. */
YyKeptAnswer *yy_key_store_find (YyDb *db, const char *person_id, const char *key, GError **error);
gboolean yy_key_store_add (YyDb *db,
                           const char *person_id,
                           const char *key,
                           const YyKeptAnswer *answer,
                           gint64 now_usec,
                           GError **error);
gboolean yy_key_store_forget (YyDb *db, gint64 before_usec, GError **error);

G_END_DECLS
