#pragma once

#include <glib.h>

#include "yy-list.h"
#include "yy-person.h"

G_BEGIN_DECLS

/**
 * YyBadges:
 *
 * How many open items wait in each list of that kind; @late of those to do are seals that should be back
 * (R05).
 */
typedef struct
{
  int todo;
  int review;
  int stamp;
  int late;
} YyBadges;

/**
 * YyMe:
 *
 * Who is signed in, as the service tells him: himself, his units, and which lists he has use for. A value. It
 * grants nothing: what may be done with a request says the request (#YyOption).
 *
 * @person: himself; unit_ids are those of @units
 * @units: (element-type YyUnit): the first is the main one
 * @posts: bits 1 << #YyPost
 * @lists: bits 1 << #YyList; todo and mine are always among them
 */
typedef struct
{
  YyPerson *person;
  GPtrArray *units;
  guint posts;
  guint lists;
  YyBadges badges;
} YyMe;

YyMe *yy_me_new (void);
void yy_me_free (YyMe *self);
/* A list that owns its #YyUnit values. */
GPtrArray *yy_unit_list_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyMe, yy_me_free)

G_END_DECLS
