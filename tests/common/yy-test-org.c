#include "yy-test-org.h"

#include "yy-form.h"

void
yy_test_org_add_person (YyOrg *org, const char *id, const char *name, const char *units, gboolean active)
{
  YyPerson *person = yy_person_new (id, name);
  g_autofree char *mobile = g_strdup_printf ("1990000%s", id);

  yy_form_set_text (&person->mobile, mobile);
  g_strfreev (person->unit_ids);
  person->unit_ids = *units == '\0' ? g_new0 (char *, 1) : g_strsplit (units, " ", -1);
  person->active = active;
  yy_org_take_person (org, person);
}

void
yy_test_org_add_seal (
    YyOrg *org, const char *id, YySealKind kind, const char *keepers, guint n_keepers, gboolean active)
{
  YySeal *seal = yy_seal_new (id, kind, id);

  g_strfreev (seal->keeper_ids);
  seal->keeper_ids = *keepers == '\0' ? g_new0 (char *, 1) : g_strsplit (keepers, " ", -1);
  seal->n_keepers = n_keepers;
  seal->active = active;
  yy_org_take_seal (org, seal);
}

static void
add_people (YyOrg *org)
{
  static const struct
  {
    const char *id;
    const char *name;
    const char *units;
  } people[] = {
    { YY_TEST_APPLICANT, "苏念慈", YY_TEST_REPAIRS },
    { YY_TEST_COLLEAGUE, "买买提·吐尔逊", YY_TEST_REPAIRS " " YY_TEST_CANTEEN },
    { YY_TEST_HEAD, "单静姝", YY_TEST_REPAIRS },
    { YY_TEST_HEAD_2, "方砚秋", YY_TEST_CANTEEN },
    { YY_TEST_STRANGER, "罗听澜", YY_TEST_CANTEEN },
    { YY_TEST_LEADER, "仇知远", YY_TEST_OFFICE },
    { YY_TEST_LEADER_2, "白若溪", YY_TEST_OFFICE },
    { YY_TEST_LEADER_KEEPER, "霍思齐", YY_TEST_OFFICE },
    { YY_TEST_CHIEF, "曾望舒", YY_TEST_OFFICE },
    { YY_TEST_CHIEF_2, "陆鸣谦", YY_TEST_OFFICE },
    { YY_TEST_DEPT_HEAD, "顾长庚", YY_TEST_OFFICE },
    { YY_TEST_ORGANISER, "沈云归", YY_TEST_OFFICE },
    { YY_TEST_KEEPER, "程䶮", YY_TEST_OFFICE },
    { YY_TEST_DEPUTY, "𠮷田青", YY_TEST_OFFICE },
    { YY_TEST_DIRECTOR, "叶㛃", YY_TEST_OFFICE },
    { YY_TEST_VACANT_STAFF, "江晚舟", YY_TEST_VACANT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    yy_test_org_add_person (org, people[i].id, people[i].name, people[i].units, TRUE);
  yy_test_org_add_person (org, YY_TEST_GONE, "石故里", YY_TEST_VACANT, FALSE);
}

static void
add_posts (YyOrg *org)
{
  yy_org_add_post (org, YY_TEST_HEAD, YY_POST_SECTION_HEAD, YY_TEST_REPAIRS);
  yy_org_add_post (org, YY_TEST_HEAD_2, YY_POST_SECTION_HEAD, YY_TEST_CANTEEN);
  yy_org_add_post (org, YY_TEST_DIRECTOR, YY_POST_SECTION_HEAD, YY_TEST_OFFICE);
  yy_org_add_post (org, YY_TEST_GONE, YY_POST_SECTION_HEAD, YY_TEST_VACANT);
  yy_org_add_post (org, YY_TEST_LEADER, YY_POST_LEADER, "");
  yy_org_add_post (org, YY_TEST_LEADER_2, YY_POST_LEADER, "");
  yy_org_add_post (org, YY_TEST_LEADER_KEEPER, YY_POST_LEADER, "");
  yy_org_add_post (org, YY_TEST_CHIEF, YY_POST_CHIEF, "");
  yy_org_add_post (org, YY_TEST_CHIEF_2, YY_POST_CHIEF, "");
  yy_org_add_post (org, YY_TEST_GONE, YY_POST_CHIEF, "");
  yy_org_add_post (org, YY_TEST_DEPT_HEAD, YY_POST_DEPT_HEAD, "");
  yy_org_add_post (org, YY_TEST_ORGANISER, YY_POST_ORGANISER, "");
  yy_org_add_post (org, YY_TEST_DIRECTOR, YY_POST_OFFICE_DIRECTOR, "");

  yy_org_add_charge (org, YY_TEST_LEADER, YY_TEST_REPAIRS);
  yy_org_add_charge (org, YY_TEST_LEADER, YY_TEST_OFFICE);
  yy_org_add_charge (org, YY_TEST_LEADER, YY_TEST_VACANT);
  yy_org_add_charge (org, YY_TEST_LEADER_2, YY_TEST_CANTEEN);
}

YyOrg *
yy_test_org_new (void)
{
  YyOrg *org = yy_org_new ();

  yy_org_take_unit (org, YY_TEST_REPAIRS, "维修中心", 1);
  yy_org_take_unit (org, YY_TEST_CANTEEN, "餐饮中心", 2);
  yy_org_take_unit (org, YY_TEST_OFFICE, "综合办公室", 3);
  yy_org_take_unit (org, YY_TEST_VACANT, "绿化科", 4);
  add_people (org);
  add_posts (org);
  yy_test_org_add_seal (org, YY_TEST_SEAL_PARTY, YY_SEAL_PARTY, YY_TEST_ORGANISER, 1, TRUE);
  yy_test_org_add_seal (org, YY_TEST_SEAL_ADMIN, YY_SEAL_ADMIN,
                        YY_TEST_KEEPER " " YY_TEST_GONE " " YY_TEST_DEPUTY " " YY_TEST_LEADER_KEEPER, 2,
                        TRUE);
  yy_test_org_add_seal (org, YY_TEST_SEAL_NAME, YY_SEAL_NAME, YY_TEST_DIRECTOR, 1, TRUE);
  yy_test_org_add_seal (org, YY_TEST_SEAL_OTHER, YY_SEAL_OTHER, YY_TEST_KEEPER, 1, TRUE);
  yy_test_org_add_seal (org, YY_TEST_SEAL_OLD, YY_SEAL_ADMIN, YY_TEST_KEEPER, 1, FALSE);

  return org;
}
