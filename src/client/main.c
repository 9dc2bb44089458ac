#include "yy-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "yanyin-resources.h"
#include "yy-application.h"

/* Where translations are: beside the installed program, or where the environment says, for one that is run
 * from where it was built. */
static void
set_language (void)
{
  const char *folder = g_getenv ("YANYIN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (YY_GETTEXT_DOMAIN, folder != NULL && *folder != '\0' ? folder : YY_LOCALEDIR);
  bind_textdomain_codeset (YY_GETTEXT_DOMAIN, "UTF-8");
  textdomain (YY_GETTEXT_DOMAIN);
}

int
main (int argc, char *argv[])
{
  g_autoptr (YyApplication) application = NULL;

  set_language ();
  g_set_application_name (_ ("Yanyin"));
  yanyin_register_resource ();

  application = yy_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
