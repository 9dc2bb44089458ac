#include "yy-db-private.h"

#include "yy-config.h"
#include "yy-error.h"

#include <glib/gi18n-lib.h>

/* What the user is told. None of it says anything about the database. */
static const char *
get_text (YyError code)
{
  switch (code)
    {
    case YY_ERROR_NO_SPACE:
      return g_dgettext (YY_GETTEXT_DOMAIN, "There is no room left to save this. Tell the administrator.");
    case YY_ERROR_CONFLICT:
      return g_dgettext (YY_GETTEXT_DOMAIN, "This does not fit what is stored by now. Load it again.");
    case YY_ERROR_UNAVAILABLE:
      return g_dgettext (YY_GETTEXT_DOMAIN, "This cannot be done at the moment. Try again shortly.");
    default:
      return g_dgettext (YY_GETTEXT_DOMAIN,
                         "Something is wrong with the stored data. Tell the administrator.");
    }
}

static YyError
get_code (int result)
{
  switch (result)
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return YY_ERROR_CONFLICT;
    default:
      break;
    }

  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return YY_ERROR_NO_SPACE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:
    case SQLITE_PERM:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
      return YY_ERROR_UNAVAILABLE;
    default:
      return YY_ERROR_INTERNAL;
    }
}

gboolean
yy_db_set_error (YyDb *self, int result, const char *what, GError **error)
{
  YyError code = get_code (result);
  int primary = result & 0xff;
  /* Two people who want the same at once are no incident. */
  GLogLevelFlags level = code == YY_ERROR_CONFLICT ? G_LOG_LEVEL_DEBUG : G_LOG_LEVEL_WARNING;
  g_autofree char *number = g_strdup_printf ("%d", result);

  if (primary == SQLITE_IOERR || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
    self->damaged = TRUE;

  g_log_structured (G_LOG_DOMAIN, level, "YANYIN_EVENT", "db-error", "YANYIN_DB_RESULT", number, "MESSAGE",
                    "%s: %s (%d), in: %.300s", sqlite3_errstr (result),
                    self->handle != NULL ? sqlite3_errmsg (self->handle) : "not open", result, what);
  g_set_error_literal (error, YY_ERROR, (int) code, get_text (code));

  return FALSE;
}

gboolean
yy_db_take_damage (YyDb *self)
{
  gboolean damaged = self->damaged;

  self->damaged = FALSE;
  return damaged;
}
