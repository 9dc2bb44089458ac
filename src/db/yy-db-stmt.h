#pragma once

#include "yy-db.h"

G_BEGIN_DECLS

/**
 * YyDbStmt:
 *
 * A prepared statement that is in use. It comes from yy_db_prepare() or yy_db_query(), and goes back to the
 * cache of its connection when it is freed, so an autoptr is all that is needed. It belongs to its
 * connection's thread and must be freed before the connection.
 *
 * Reading rows:
 *
 * ```c
 * g_autoptr (YyDbStmt) stmt = yy_db_query (db, error, "SELECT id, revision FROM request WHERE state = ?1",
 *                                          YY_TEXT (state));
 * if (stmt == NULL)
 *   return FALSE;
 * while (yy_db_stmt_step (stmt, error))
 *   add (list, yy_db_stmt_get_text (stmt, 0), yy_db_stmt_get_int (stmt, 1));
 * return !yy_db_stmt_has_failed (stmt);
 * ```
 */

/* Gives it back to its connection, reset and with no value bound. */
void yy_db_stmt_free (YyDbStmt *self);

/* The number of a named parameter (":state"), to be given to the functions below. An unknown name is a
 * mistake of the caller. Parameters count from 1. */
int yy_db_stmt_get_parameter (YyDbStmt *self, const char *name);

/* Values are copied. A wrong @parameter makes the next step fail. */
void yy_db_stmt_bind_text (YyDbStmt *self, int parameter, const char *text);
void yy_db_stmt_bind_int (YyDbStmt *self, int parameter, gint64 value);
void yy_db_stmt_bind_blob (YyDbStmt *self, int parameter, const void *data, gsize length);
void yy_db_stmt_bind_null (YyDbStmt *self, int parameter);
void yy_db_stmt_bind_value (YyDbStmt *self, int parameter, const YyDbValue *value);

/* TRUE: there is a row. FALSE: no more rows, or it failed, which sets @error; yy_db_stmt_has_failed() tells
 * the two apart even where nobody wants the error. */
gboolean yy_db_stmt_step (YyDbStmt *self, GError **error);
gboolean yy_db_stmt_has_failed (YyDbStmt *self);
/* Steps to the end. */
gboolean yy_db_stmt_run (YyDbStmt *self, GError **error);
/* Back to the start for another run; values stay bound. */
void yy_db_stmt_reset (YyDbStmt *self);

/* Columns count from 0. Lent values live until the next step. */
gboolean yy_db_stmt_is_null (YyDbStmt *self, int column);
gint64 yy_db_stmt_get_int (YyDbStmt *self, int column);
const char *yy_db_stmt_get_text (YyDbStmt *self, int column);
const guint8 *yy_db_stmt_get_blob (YyDbStmt *self, int column, gsize *ret_length);
char *yy_db_stmt_dup_text (YyDbStmt *self, int column);
/* %NULL for SQL's NULL. */
GBytes *yy_db_stmt_dup_bytes (YyDbStmt *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyDbStmt, yy_db_stmt_free)

G_END_DECLS
