#pragma once

#include "yy-db.h"
#include "yy-snapshot.h"

G_BEGIN_DECLS

/* SQL of units, people, posts, seals, accounts' owners and settings. No rules and no permission: those are
 * above. */

/* The version, another one after every change of directory or policy: any number, in no order, and never the
 * same for two contents, committed or not; 0 for an empty database. */
gboolean yy_directory_store_get_version (YyDb *db, gint64 *ret_version, GError **error);
gboolean yy_directory_store_bump_version (YyDb *db, GError **error);
/* Everything, at one version. %NULL on failure. */
YySnapshot *yy_directory_store_load (YyDb *db, GError **error);

/* %NULL without an error when the setting was never made. */
char *yy_directory_store_dup_setting (YyDb *db, const char *key, GError **error);
gboolean yy_directory_store_set_setting (YyDb *db, const char *key, const char *value, GError **error);
/* SHA-256 of the whole directory, accounts' owners included, as 64 hex digits: equal when nothing of it
 * changed. It is compared only with another one of the same program. %NULL on failure. */
char *yy_directory_store_dup_digest (YyDb *db, GError **error);

/* Insert or replace one thing. People and seals that are no longer named are made inactive, never removed:
 * history names them. */
gboolean yy_directory_store_put_unit (YyDb *db, const char *id, const char *name, int sort, GError **error);
/* Removes the units that @kept (element-type utf8, a set) does not hold and nothing refers to: neither a
 * person who left nor a request. */
gboolean yy_directory_store_delete_units (YyDb *db, GHashTable *kept, GError **error);
gboolean yy_directory_store_put_person (YyDb *db, const YyPerson *person, GError **error);
gboolean yy_directory_store_put_seal (YyDb *db, const YySeal *seal, GError **error);
gboolean yy_directory_store_put_company (YyDb *db, const YyCompany *company, GError **error);
gboolean yy_directory_store_deactivate_people (YyDb *db, GError **error);
gboolean yy_directory_store_deactivate_seals (YyDb *db, GError **error);
/* Who holds what is replaced as a whole. */
gboolean yy_directory_store_deactivate_companies (YyDb *db, GError **error);
gboolean yy_directory_store_clear_posts (YyDb *db, GError **error);
gboolean yy_directory_store_add_post (
    YyDb *db, const char *person_id, YyPost post, const char *unit_id, GError **error);
gboolean yy_directory_store_clear_charges (YyDb *db, GError **error);
gboolean yy_directory_store_add_charge (YyDb *db, const char *leader_id, const char *unit_id, GError **error);
gboolean yy_directory_store_clear_keepers (YyDb *db, GError **error);
gboolean yy_directory_store_add_keeper (
    YyDb *db, const char *seal_id, const char *person_id, gboolean deputy, GError **error);

G_END_DECLS
