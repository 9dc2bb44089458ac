/* check: whether everything that is stored is whole. */

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-ctl.h"
#include "yy-engine-check.h"

static void
print_fault_cb (const char *what, gpointer user_data)
{
  g_print ("%s\n", what);
}

gboolean
yy_ctl_run_check (YyCtl *self, guint *ret_n_faults, GError **error)
{
  YyCheckReport report = { 0 };

  if (!yy_engine_check (self->engine, self->db, print_fault_cb, NULL, &report, error))
    return FALSE;

  g_print (_ ("Looked at %lld events, %u requests and %u pictures. Faults: %u.\n"),
           (long long) report.n_events, report.n_requests, report.n_pictures, report.n_faults);
  *ret_n_faults = report.n_faults;
  return TRUE;
}

YyCtlExit
yy_ctl_check (YyCtl *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  guint n_faults = 0;

  if (argc != 1)
    return yy_ctl_usage ("check");
  if (!yy_ctl_open (self, YY_DB_READ_ONLY, &error) || !yy_ctl_run_check (self, &n_faults, &error))
    return yy_ctl_fail (error);

  return n_faults == 0 ? YY_CTL_DONE : YY_CTL_REFUSED;
}
