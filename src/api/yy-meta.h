#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyMeta:
 *
 * What a service says of itself before anybody has signed in. A value.
 *
 * @min_client: the oldest client that it speaks with, "" when any
 * @now_usec: its clock
 * @organisation: whose service it is, for showing
 */
typedef struct
{
  char *name;
  char *version;
  char *min_client;
  char *organisation;
  int api;
  gint64 now_usec;
} YyMeta;

void yy_meta_free (YyMeta *self);

/**
 * YySessionInfo:
 *
 * One device on which a person is signed in. A value; it holds no token.
 */
typedef struct
{
  char *id;
  char *device;
  gint64 created_usec;
  gint64 used_usec;
  gint64 expires_usec;
  gboolean current;
} YySessionInfo;

void yy_session_info_free (YySessionInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyMeta, yy_meta_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YySessionInfo, yy_session_info_free)

G_END_DECLS
