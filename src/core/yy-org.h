#pragma once

#include <glib.h>

#include "yy-company.h"
#include "yy-delegation.h"
#include "yy-enums.h"
#include "yy-person.h"
#include "yy-seal.h"

G_BEGIN_DECLS

/**
 * YyUnit:
 *
 * A section or centre (科室、中心).
 */
typedef struct
{
  char *id;
  char *name;
  int sort;
} YyUnit;

/**
 * YyOrg:
 *
 * The organisation as it is at one moment: units, people, posts, who is in charge of which unit, seals and
 * their keepers. Filled once, then only read, so that threads share it; a change of the directory makes a new
 * one. It answers who is who; what follows from that is the business of yy-route.h. Reference counted.
 */
typedef struct _YyOrg YyOrg;

YyOrg *yy_org_new (void);
YyOrg *yy_org_ref (YyOrg *self);
void yy_org_unref (YyOrg *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyOrg, yy_org_unref)

/* Filling, before the first sharing. Each takes what it is given. Ids that are not known are kept as they
 * are: the importer checks. */
void yy_org_take_unit (YyOrg *self, const char *id, const char *name, int sort);
void yy_org_take_person (YyOrg *self, YyPerson *person);
void yy_org_take_seal (YyOrg *self, YySeal *seal);
void yy_org_take_company (YyOrg *self, YyCompany *company);
void yy_org_take_delegation (YyOrg *self, YyDelegation *delegation);
/* The day that it is, "YYYY-MM-DD", on which delegations hold or not; "" until then: then none does. */
void yy_org_set_today (YyOrg *self, const char *day);
const char *yy_org_get_today (YyOrg *self);
/* @unit_id: for %YY_POST_SECTION_HEAD; "" for posts of the whole department. */
void yy_org_add_post (YyOrg *self, const char *person_id, YyPost post, const char *unit_id);
/* @person_id, a leader, is in charge of @unit_id. */
void yy_org_add_charge (YyOrg *self, const char *person_id, const char *unit_id);

/* Looking up; %NULL when there is none. Borrowed from @self. */
const YyUnit *yy_org_get_unit (YyOrg *self, const char *id);
const YyPerson *yy_org_get_person (YyOrg *self, const char *id);
const YySeal *yy_org_get_seal (YyOrg *self, const char *id);
const YyCompany *yy_org_get_company (YyOrg *self, const char *id);
/* Name for showing: the name of the person, unit or company, or the id itself when it is not known. Never
 * %NULL. */
const char *yy_org_get_person_name (YyOrg *self, const char *id);
const char *yy_org_get_unit_name (YyOrg *self, const char *id);
const char *yy_org_get_company_name (YyOrg *self, const char *id);

/* (transfer container) (element-type YyUnit), by sort, then name. */
GPtrArray *yy_org_list_units (YyOrg *self);
/* (transfer container) (element-type YyPerson): everybody, by pinyin. */
GPtrArray *yy_org_list_people (YyOrg *self);
/* (transfer container) (element-type YyPerson): active members of that unit, by pinyin; nobody when it has
 * more than
 * @limit. */
GPtrArray *yy_org_list_members (YyOrg *self, const char *unit_id, guint limit);
/* (transfer container) (element-type YySeal): active ones, in the order of their kinds. */
GPtrArray *yy_org_list_seals (YyOrg *self);
/* (transfer container) (element-type YyCompany): active ones, by id. */
GPtrArray *yy_org_list_companies (YyOrg *self);

/* (transfer none) (element-type YyDelegation): those that are not over when it was filled, by their first
 * day. */
GPtrArray *yy_org_get_delegations (YyOrg *self);
/* F33: that by which @person_id stands in for @for_id today, or %NULL. Both are active, and there is no
 * second hop. Borrowed. */
const YyDelegation *yy_org_find_stand_in (YyOrg *self, const char *person_id, const char *for_id);
/* Whether he stands in for anybody today. */
gboolean yy_org_is_stand_in (YyOrg *self, const char *person_id);

/* Only active people hold posts and keep seals. @unit_id matters for %YY_POST_SECTION_HEAD only; %NULL: of
 * any unit. */
gboolean yy_org_holds_post (YyOrg *self, const char *person_id, YyPost post, const char *unit_id);
gboolean yy_org_belongs_to (YyOrg *self, const char *person_id, const char *unit_id);
gboolean yy_org_is_in_charge (YyOrg *self, const char *person_id, const char *unit_id);
gboolean yy_org_keeps (YyOrg *self, const char *person_id, const char *seal_id);
/* TRUE when he keeps any active seal. */
gboolean yy_org_is_keeper (YyOrg *self, const char *person_id);
/* R14: TRUE for who enters what was on paper: the office director, and whoever keeps a seal. */
gboolean yy_org_is_office (YyOrg *self, const char *person_id);
/* (transfer container) (element-type YyPerson): active holders, by pinyin. */
GPtrArray *yy_org_list_holders (YyOrg *self, YyPost post, const char *unit_id);
/* The posts of a person as one text for a picker, such as "Leader in charge", with units where it helps; ""
 * when he has none. */
char *yy_org_dup_posts_text (YyOrg *self, const char *person_id);
/* Bits 1 << YyPost that the person holds anywhere. */
guint yy_org_get_posts (YyOrg *self, const char *person_id);

G_END_DECLS
