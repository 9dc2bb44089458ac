/* Fills a service's data folder, into which the demonstration department was imported, with three months of
 * requests. The folder is made and the department imported by yanyinctl, as an operator does it; this only
 * lets people work. */

#include "yy-config.h"

#include <glib.h>
#include <locale.h>

#include "yy-db.h"
#include "yy-demo-material.h"
#include "yy-demo-story.h"

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

static gboolean
tell (const char *folder,
      const char *materials_path,
      const char *imaged,
      int n_requests,
      int seed,
      GError **error)
{
  g_autofree char *path = g_build_filename (folder, "yanyin.db", NULL);
  g_autoptr (GPtrArray) materials = yy_demo_material_load (materials_path, error);
  g_autoptr (YyDemoStory) story = NULL;
  g_autoptr (YyEngine) engine = NULL;
  g_autoptr (YyDb) db = NULL;
  g_autoptr (YyDemoPhotos) photos = NULL;
  YyImageWorker *worker;
  guint by_state[YY_STATE_LAST];
  gboolean told;

  if (materials == NULL)
    return FALSE;
  story = yy_demo_story_new (materials, (guint32) seed, g_get_real_time ());
  db = yy_db_open (path, YY_DB_READ_WRITE, error);
  if (db == NULL)
    return FALSE;
  engine = yy_engine_new (folder, yy_demo_story_get_clock (story), NULL, error);
  if (engine == NULL)
    return FALSE;

  worker = yy_image_worker_new (imaged, g_get_num_processors ());
  photos = yy_demo_photos_take (engine, worker, materials, (guint32) seed, error);
  yy_image_worker_free (worker);
  if (photos == NULL)
    return FALSE;
  g_print ("letting %d requests happen\n", n_requests);
  told = yy_demo_story_tell (story, engine, db, photos, (guint) n_requests, by_state, error);
  if (told)
    print_summary (by_state);

  return told;
}

int
main (int argc, char **argv)
{
  g_autofree char *materials = NULL;
  g_autofree char *imaged = g_strdup (YY_LIBEXECDIR "/yanyin-imaged");
  int n_requests = 300;
  int seed = 20261;
  const GOptionEntry entries[] = {
    { "materials", 'm', 0, G_OPTION_ARG_FILENAME, &materials,
      "what is to be stamped (data/demo/materials.csv)", "FILE" },
    { "imaged", 0, 0, G_OPTION_ARG_FILENAME, &imaged, "the program of the image worker", "FILE" },
    { "requests", 'n', 0, G_OPTION_ARG_INT, &n_requests, "how many requests", "N" },
    { "seed", 's', 0, G_OPTION_ARG_INT, &seed, "the same seed tells the same story", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext)
      context = g_option_context_new ("FOLDER - let the demonstration department work for three months");
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || materials == NULL ||
      n_requests < 1)
    {
      g_printerr ("yanyin-demo: %s\n",
                  error != NULL ? error->message : "a folder and --materials are needed; see --help");
      return 2;
    }
  if (!tell (argv[1], materials, imaged, n_requests, seed, &error))
    {
      g_printerr ("yanyin-demo: %s\n", error->message);
      return 1;
    }

  return 0;
}
