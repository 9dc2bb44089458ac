#include "yy-schema.h"

#include "yy-store-resources.h"

static const char *
load (const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/yanyin/store/", name, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (yy_store_resources_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gpointer
make_list (gpointer data)
{
  static YyDbMigration list[11];

  list[0] = (YyDbMigration) { 1, "first", load ("0001-first.sql") };
  list[1] = (YyDbMigration) { 2, "done-by-request", load ("0002-done-by-request.sql") };
  list[2] = (YyDbMigration) { 3, "form", load ("0003-form.sql") };
  list[3] = (YyDbMigration) { 4, "rules", load ("0004-rules.sql") };
  list[4] = (YyDbMigration) { 5, "policy-change", load ("0005-policy-change.sql") };
  list[5] = (YyDbMigration) { 6, "blank", load ("0006-blank.sql") };
  list[6] = (YyDbMigration) { 7, "moves", load ("0007-moves.sql") };
  list[7] = (YyDbMigration) { 8, "talk", load ("0008-talk.sql") };
  list[8] = (YyDbMigration) { 9, "custody", load ("0009-custody.sql") };
  list[9] = (YyDbMigration) { 10, "delegation", load ("0010-delegation.sql") };
  return list;
}

const YyDbMigration *
yy_schema_get_migrations (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_list, NULL);
}
