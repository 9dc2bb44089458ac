/* Makes a service's data folder with the demonstration department in it and three months of its requests.
 * Everything happens through the engine, as if people had done it, at the time of the story. */

#include "yy-config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "yy-db-migrate.h"
#include "yy-db-tx.h"
#include "yy-demo-material.h"
#include "yy-demo-story.h"
#include "yy-engine-accounts.h"
#include "yy-engine-import.h"
#include "yy-error.h"
#include "yy-password.h"
#include "yy-schema.h"

#define PASSWORD "demo-password-2026"
#define ORGANISATION "南湖大学后勤保障部"

typedef struct
{
  char *source;
  char *imaged;
  int n_requests;
  int seed;
  int variety;
} Options;

static GHashTable *
read_source (const char *source, GError **error)
{
  g_autoptr (GHashTable) files = NULL;
  const char *const *names = yy_engine_get_import_files ();

  files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (source, names[i], NULL);
      char *text;
      gsize size;

      if (!g_file_get_contents (path, &text, &size, error))
        return NULL;
      g_hash_table_insert (files, g_strdup (names[i]), g_bytes_new_take (text, size));
    }

  return g_steal_pointer (&files);
}

/* The same password for everybody: whoever plays the demonstration is everybody. */
static gboolean
set_passwords (YyEngine *engine, YyDb *db, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_engine_ref_snapshot (engine, db, error);
  g_autofree char *hash = yy_password_hash (PASSWORD, error);
  g_autoptr (GPtrArray) people = NULL;

  if (snapshot == NULL || hash == NULL)
    return FALSE;
  people = yy_org_list_people (snapshot->org);
  for (guint i = 0; i < people->len; i++)
    {
      g_autoptr (YyAccount) account = NULL;

      account = yy_account_store_find_of_person (db, ((YyPerson *) g_ptr_array_index (people, i))->id, error);
      if (account == NULL)
        {
          if (error != NULL && *error == NULL)
            continue; /* nobody signs in as him */
          return FALSE;
        }
      if (!yy_engine_set_password (engine, db, account->account, hash, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
found_department (YyEngine *engine, YyDb *db, const char *source, GError **error)
{
  g_autoptr (GHashTable) files = read_source (source, error);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) yy_import_fault_free);
  g_autoptr (YyDbTx) tx = NULL;
  YyImportReport report;

  if (files == NULL)
    return FALSE;
  tx = yy_db_begin (db, error);
  if (tx == NULL || !yy_engine_initialise (engine, db, ORGANISATION, error) ||
      !yy_engine_import (engine, db, NULL, files, &report, faults, error) ||
      !set_passwords (engine, db, error) || !yy_db_tx_commit (tx, error))
    return FALSE;

  g_print ("%u units, %u people, %u seals\n", report.n_units, report.n_people, report.n_seals);
  return TRUE;
}

static void
print_summary (const guint by_state[YY_STATE_LAST])
{
  g_print ("requests by state:");
  for (guint state = 0; state < YY_STATE_LAST; state++)
    {
      if (by_state[state] > 0)
        g_print (" %s %u", yy_state_get_nick ((YyState) state), by_state[state]);
    }
  g_print ("\n");
}

static YyDb *
make_database (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "yanyin.db", NULL);
  g_autoptr (YyDb) db = NULL;

  if (g_mkdir_with_parents (folder, 0700) < 0 || g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, YY_ERROR, YY_ERROR_CONFLICT, "%s cannot be made, or holds a service already.",
                   folder);
      return NULL;
    }
  db = yy_db_open (path, YY_DB_READ_WRITE | YY_DB_CREATE, error);
  if (db == NULL || !yy_db_migrate (db, yy_schema_get_migrations (), error))
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
build (const char *folder, const Options *options, GError **error)
{
  g_autofree char *list = g_build_filename (options->source, "materials.csv", NULL);
  g_autoptr (GPtrArray) materials = yy_demo_material_load (list, error);
  g_autoptr (YyDemoStory) story = NULL;
  g_autoptr (YyEngine) engine = NULL;
  g_autoptr (YyDb) db = NULL;
  g_autoptr (YyDemoPhotos) photos = NULL;
  g_autoptr (YyImageWorker) worker = NULL;
  guint by_state[YY_STATE_LAST];

  if (materials == NULL)
    return FALSE;
  if (options->variety > 0 && (guint) options->variety < materials->len)
    g_ptr_array_set_size (materials, options->variety);
  story = yy_demo_story_new (materials, (guint32) options->seed, g_get_real_time ());
  db = make_database (folder, error);
  if (db == NULL)
    return FALSE;
  engine = yy_engine_new (folder, yy_demo_story_get_clock (story), NULL, error);
  if (engine == NULL || !found_department (engine, db, options->source, error))
    return FALSE;

  worker = yy_image_worker_new (options->imaged, g_get_num_processors ());
  photos = yy_demo_photos_take (engine, worker, materials, (guint32) options->seed, error);
  if (photos == NULL)
    return FALSE;
  g_print ("letting %d requests happen\n", options->n_requests);
  if (!yy_demo_story_tell (story, engine, db, photos, (guint) options->n_requests, by_state, error))
    return FALSE;

  print_summary (by_state);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = { .n_requests = 300, .seed = 20261 };
  const GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_FILENAME, &options.source, "the department (data/demo)", "FOLDER" },
    { "imaged", 0, 0, G_OPTION_ARG_FILENAME, &options.imaged, "the program of the image worker", "FILE" },
    { "requests", 'n', 0, G_OPTION_ARG_INT, &options.n_requests, "how many requests", "N" },
    { "variety", 0, 0, G_OPTION_ARG_INT, &options.variety, "at most so many materials: fewer photos to take",
      "N" },
    { "seed", 's', 0, G_OPTION_ARG_INT, &options.seed, "the same seed tells the same story", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext)
      context = g_option_context_new ("build FOLDER - make a data folder with the demonstration department");
  g_autoptr (GError) error = NULL;
  int exit_code = 0;

  setlocale (LC_ALL, "C.UTF-8");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3 ||
      !g_str_equal (argv[1], "build") || options.source == NULL || options.n_requests < 1)
    {
      g_printerr ("yanyin-demo: %s\n",
                  error != NULL ? error->message : "“build FOLDER” and --source are needed; see --help");
      return 2;
    }

  if (options.imaged == NULL)
    options.imaged = yy_image_worker_dup_program ();
  if (!build (argv[2], &options, &error))
    {
      g_printerr ("yanyin-demo: %s\n", error->message);
      exit_code = 1;
    }
  g_free (options.source);
  g_free (options.imaged);
  return exit_code;
}
