#pragma once

#include <gio/gio.h>

#include "yy-db.h"

G_BEGIN_DECLS

/* The real yanyinctl on a folder of its own. */
typedef struct
{
  char *root; /* a throw-away folder */
  char *data; /* the service's data folder in it */
  char *csv;  /* a copy of the demo department */
  char *out;  /* what the last call said */
  char *err;
} YyTestCtl;

/* Copies the demo department; @filled: the data folder is made, and the department imported. */
void yy_test_ctl_set_up (YyTestCtl *self, gboolean filled);
void yy_test_ctl_tear_down (YyTestCtl *self);

/* Where yanyinctl was built. */
const char *yy_test_ctl_get_program (void);
/* Calls yanyinctl --data DATA with @..., up to %NULL, with @input (nullable) as its standard input, and
 * demands that it ends with @code. */
void yy_test_ctl_run (YyTestCtl *self, int code, const char *input, ...) G_GNUC_NULL_TERMINATED;
/* The same with an array. */
void yy_test_ctl_run_strv (YyTestCtl *self, int code, const char *input, const char *const *arguments);

char *yy_test_ctl_path (YyTestCtl *self, const char *name);
YyDb *yy_test_ctl_open (YyTestCtl *self);
gint64 yy_test_ctl_count_events (YyTestCtl *self);
/* SHA-256 over all rows of all tables of a database file. */
char *yy_test_ctl_digest (const char *database);

G_END_DECLS
