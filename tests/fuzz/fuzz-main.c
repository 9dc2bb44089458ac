#include <glib.h>

/* Replays a corpus through a fuzz target, as plain tests: FUZZ-TARGET FOLDER. With libFuzzer this file is
 * left out. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
test_file (gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (user_data, &bytes, &length, &error));
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) bytes, length), ==, 0);

  /* Every beginning of it too: what is cut off is the commonest damage. */
  for (gsize i = 0; i < MIN (length, 2048); i++)
    g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) bytes, i), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  dir = g_dir_open (argv[1], 0, NULL);
  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/fuzz/", name, NULL);

      g_ptr_array_add (paths, g_build_filename (argv[1], name, NULL));
      g_test_add_data_func (path, g_ptr_array_index (paths, paths->len - 1), test_file);
    }
  g_assert_cmpuint (paths->len, >, 0);

  return g_test_run ();
}
