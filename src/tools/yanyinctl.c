/* Administration on the service's own machine: docs/operator.md. */

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <sys/stat.h>

#include "yy-ctl.h"

#define DEFAULT_FOLDER "/var/lib/yanyin"

typedef struct
{
  const char *name;
  YyCtlExit (*run) (YyCtl *self, int argc, char **argv);
  const char *help;
} Word;

static const Word words[] = {
  { "init", yy_ctl_init, N_ ("NAME: make the data folder for an organisation") },
  { "import", yy_ctl_import,
    N_ ("FOLDER or FILES: take over units, people, posts, seals and accounts from CSV") },
  { "password", yy_ctl_password, N_ ("set ACCOUNT, set-all: set passwords") },
  { "account", yy_ctl_account, N_ ("list, disable ACCOUNT, enable ACCOUNT: who can sign in") },
  { "policy", yy_ctl_policy, N_ ("list, get KEY, set KEY VALUE: how the notice is read") },
  { "rules", yy_ctl_rules, N_ ("show, check FILE, replay FILE --since DAY, set FILE: the table of rules") },
  { "check", yy_ctl_check, N_ ("look whether everything that is stored is whole and fits the ledger") },
  { "backup", yy_ctl_backup, N_ ("FOLDER [--keep N]: add a backup to a folder while the service runs") },
  { "restore", yy_ctl_restore,
    N_ ("FOLDER [--at TIME] [--verify-only]: bring a backup back into an empty data folder") },
};

static void
set_language (void)
{
  const char *folder = g_getenv ("YANYIN_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (YY_GETTEXT_DOMAIN, folder != NULL ? folder : YY_LOCALEDIR);
  bind_textdomain_codeset (YY_GETTEXT_DOMAIN, "UTF-8");
}

static char *
describe_words (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Words:"));

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (text, "\n  %-10s %s", words[i].name, _ (words[i].help));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static YyCtlExit
run_word (const char *folder, int argc, char **argv)
{
  g_auto (YyCtl) ctl = { .folder = folder, .lock_fd = -1 };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i].name, argv[0]))
        return words[i].run (&ctl, argc, argv);
    }

  g_printerr (_ ("yanyinctl: There is no word “%s”. See: yanyinctl --help\n"), argv[0]);
  return YY_CTL_USAGE;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &folder, N_ ("The service's data folder"), "DIR" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version and end"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *help = NULL;

  set_language ();
  /* What it makes is for the service's user alone. */
  umask (0077);
  context = g_option_context_new ("WORD …");
  help = describe_words ();
  g_option_context_set_description (context, help);
  g_option_context_set_translation_domain (context, YY_GETTEXT_DOMAIN);
  g_option_context_add_main_entries (context, entries, YY_GETTEXT_DOMAIN);
  /* What stands behind the word belongs to it. */
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("yanyinctl: %s\n", error->message);
      return YY_CTL_USAGE;
    }
  if (version)
    {
      g_print ("yanyinctl %s\n", YY_VERSION);
      return YY_CTL_DONE;
    }
  if (argc < 2)
    return (int) yy_ctl_usage ("WORD …");
  if (folder == NULL)
    folder = g_strdup (g_getenv ("YANYIN_SERVICE_DATA") != NULL ? g_getenv ("YANYIN_SERVICE_DATA")
                                                                : DEFAULT_FOLDER);

  return (int) run_word (folder, argc - 1, argv + 1);
}
