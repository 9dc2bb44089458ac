#pragma once

#include <sqlite3.h>

#include "yy-db.h"

G_BEGIN_DECLS

/* For the files of this folder and its tests alone. */
struct _YyDb
{
  sqlite3 *handle;
  char *path;
  YyDbFlags flags;
  GHashTable *cache; /* char* (the SQL) -> YyDbStmt, those that are in use included */
  guint n_in_use;    /* statements given out */
  guint depth;       /* of savepoints */
  gboolean damaged;  /* a failure after which nothing more may be acknowledged */
};

struct _YyDbStmt
{
  YyDb *db;
  sqlite3_stmt *handle;
  gboolean in_use;
  gboolean cached;
  gboolean failed;
  int bind_result; /* the first failure of a bind, told at the next step */
};

YyDbStmt *yy_db_stmt_new (YyDb *db, sqlite3_stmt *handle, gboolean cached);
void yy_db_stmt_destroy (YyDbStmt *self);

/* Logs what SQLite says of its last failure and sets @error for the user; always FALSE. */
gboolean yy_db_set_error (YyDb *self, int result, const char *what, GError **error);

/* How durable a failure was: input or output failed or the file is damaged. Asking forgets it. */
gboolean yy_db_take_damage (YyDb *self);

G_END_DECLS
