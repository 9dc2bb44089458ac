#include "yy-blank-words.h"

#include <glib/gi18n.h>

const char *
yy_blank_words_get (const YyBlank *blank)
{
  switch (blank->verdict)
    {
    case YY_BLANK_VERDICT_BLANK:
      return _ ("Blank page");
    case YY_BLANK_VERDICT_FORM:
      return _ ("Not filled in");
    case YY_BLANK_VERDICT_UNKNOWN:
    case YY_BLANK_VERDICT_NORMAL:
    case YY_BLANK_VERDICT_LAST:
    default:
      return NULL;
    }
}

char *
yy_blank_words_dup_places (const YyBlank *blank)
{
  if (blank->verdict != YY_BLANK_VERDICT_FORM || blank->n_regions == 0)
    return g_strdup (yy_blank_words_get (blank));

  return g_strdup_printf (ngettext ("Not filled in: %u place", "Not filled in: %u places", blank->n_regions),
                          blank->n_regions);
}

char *
yy_blank_words_dup_advice (const YyBlank *blank, guint number)
{
  switch (blank->verdict)
    {
    case YY_BLANK_VERDICT_BLANK:
      return g_strdup_printf (
          _ ("Picture %u is a blank page, which is never stamped. Replace it by a photo of the finished page."),
          number);
    case YY_BLANK_VERDICT_FORM:
      return g_strdup_printf (
          _ ("Picture %u looks as if something is not filled in. Fill it in and take the photo again, or leave it if "
             "it is complete: you are asked once more when you submit."),
          number);
    case YY_BLANK_VERDICT_UNKNOWN:
    case YY_BLANK_VERDICT_NORMAL:
    case YY_BLANK_VERDICT_LAST:
    default:
      return NULL;
    }
}
