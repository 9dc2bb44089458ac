#include "yy-person.h"

#include <string.h>

YyPerson *
yy_person_new (const char *id, const char *name)
{
  YyPerson *self = g_new0 (YyPerson, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->pinyin = g_strdup ("");
  self->initials = g_strdup ("");
  self->mobile = g_strdup ("");
  self->office_phone = g_strdup ("");
  self->unit_ids = g_new0 (char *, 1);
  self->active = TRUE;

  return self;
}

void
yy_person_free (YyPerson *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->pinyin);
  g_free (self->initials);
  g_free (self->mobile);
  g_free (self->office_phone);
  g_strfreev (self->unit_ids);
  g_free (self);
}

gboolean
yy_person_matches (const YyPerson *self, const char *text)
{
  g_autofree char *folded = NULL;
  g_autofree char *spelled = NULL;
  g_auto (GStrv) words = NULL;

  if (text == NULL || *text == '\0')
    return TRUE;

  folded = g_utf8_strdown (text, -1);
  g_strstrip (folded);
  words = g_strsplit (self->pinyin, " ", -1);
  spelled = g_strjoinv ("", words);

  return strstr (self->name, folded) != NULL || strcasestr (self->id, folded) != NULL ||
         strstr (self->pinyin, folded) != NULL || strstr (spelled, folded) != NULL ||
         strstr (self->initials, folded) != NULL;
}
