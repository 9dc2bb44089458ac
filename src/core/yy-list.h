#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lists of requests that the service keeps for a person. Nicks are the wire words: lists are added, never
 * renamed. */
typedef enum
{
  YY_LIST_TODO,   /* what waits for him in any way */
  YY_LIST_MINE,   /* applied by him */
  YY_LIST_REVIEW, /* his decision awaited */
  YY_LIST_STAMP,  /* approved or accepted, of a seal that he keeps */
  YY_LIST_DONE,   /* decided or stamped by him */
  YY_LIST_COPIED, /* sent to him for information */
  YY_LIST_LAST
} YyList;

const char *yy_list_get_nick (YyList list);
/* FALSE for a word that this version does not know. */
gboolean yy_list_from_nick (const char *nick, YyList *ret_list);

G_END_DECLS
