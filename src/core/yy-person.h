#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/**
 * YyPerson:
 *
 * A member of the department as the directory shows him. A value, owned by the #YyOrg that it was found in.
 * It does not say what the person may do: posts and seals are asked of the #YyOrg.
 *
 * @id: staff number
 * @name: one field, as written
 * @pinyin: "zhang yifan", for searching and sorting
 * @initials: "zyf"
 * @mobile, @office_phone: "" when unknown
 * @unit_ids: (array zero-terminated=1): his units, the first is the main one
 * @active: FALSE for who has left
 */
typedef struct
{
  char *id;
  char *name;
  char *pinyin;
  char *initials;
  char *mobile;
  char *office_phone;
  char **unit_ids;
  gboolean active;
} YyPerson;

YyPerson *yy_person_new (const char *id, const char *name);
void yy_person_free (YyPerson *self);

/* TRUE when @text is part of the name, the staff number, the pinyin without blanks or the initials; ""
 * matches everybody. */
gboolean yy_person_matches (const YyPerson *self, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyPerson, yy_person_free)

G_END_DECLS
