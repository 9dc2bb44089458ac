#pragma once

#include "yy-org.h"

G_BEGIN_DECLS

/* A department in memory. All names are invented; mobiles are of a range of ten thousand that begins with
 * 1990000.
 *
 * | unit | head | in charge |
 * | repairs | YY_TEST_HEAD | YY_TEST_LEADER |
 * | canteen | YY_TEST_HEAD_2 | YY_TEST_LEADER_2 |
 * | office | YY_TEST_DIRECTOR | YY_TEST_LEADER |
 * | vacant | (one who has left) | YY_TEST_LEADER |
 */
#define YY_TEST_REPAIRS "repairs"
#define YY_TEST_CANTEEN "canteen"
#define YY_TEST_OFFICE "office"
#define YY_TEST_VACANT "vacant"

#define YY_TEST_APPLICANT "1001"     /* repairs */
#define YY_TEST_COLLEAGUE "1002"     /* repairs, and the canteen */
#define YY_TEST_HEAD "1003"          /* section head of repairs */
#define YY_TEST_HEAD_2 "2001"        /* section head of the canteen */
#define YY_TEST_STRANGER "2002"      /* canteen */
#define YY_TEST_LEADER "3001"        /* in charge of repairs, office, vacant */
#define YY_TEST_LEADER_2 "3002"      /* in charge of the canteen */
#define YY_TEST_LEADER_KEEPER "3003" /* leader in charge of nothing; deputy keeper of the admin seal */
#define YY_TEST_CHIEF "4001"
#define YY_TEST_CHIEF_2 "4002"
#define YY_TEST_DEPT_HEAD "4003" /* whose name seal it is; no chief */
#define YY_TEST_ORGANISER "5001" /* keeps the party seal */
#define YY_TEST_KEEPER "5002"    /* keeps the admin seal and the other one; office */
#define YY_TEST_DEPUTY "5003"    /* deputy for the admin seal; office */
#define YY_TEST_DIRECTOR "5004"  /* office director: keeps the name seal, heads the office */
#define YY_TEST_GONE "9001"      /* has left; was head of the vacant unit, chief, keeper of the admin seal */
#define YY_TEST_VACANT_STAFF "9002" /* member of the vacant unit */

#define YY_TEST_SEAL_PARTY "seal-party"
#define YY_TEST_SEAL_ADMIN "seal-admin"
#define YY_TEST_SEAL_NAME "seal-name"
#define YY_TEST_SEAL_OTHER "seal-other"
#define YY_TEST_SEAL_OLD "seal-old" /* no longer in use */

YyOrg *yy_test_org_new (void);

/* For departments that a test makes itself: a person with one mobile, units separated by blanks. */
void
yy_test_org_add_person (YyOrg *org, const char *id, const char *name, const char *units, gboolean active);
/* @keepers: ids separated by blanks, the first @n_keepers of them keepers, the others deputies. */
void yy_test_org_add_seal (
    YyOrg *org, const char *id, YySealKind kind, const char *keepers, guint n_keepers, gboolean active);

G_END_DECLS
