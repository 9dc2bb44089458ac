#pragma once

#include "yy-blank.h"

G_BEGIN_DECLS

/* What a look at a page told, in words. All of it is %NULL for a page with nothing to say about. */

/* "Blank page", "Not filled in". */
const char *yy_blank_words_get (const YyBlank *blank);
/* "Not filled in: 3 places": (transfer full) */
char *yy_blank_words_dup_places (const YyBlank *blank);
/* What the applicant is to do with picture @number (from 1): (transfer full) */
char *yy_blank_words_dup_advice (const YyBlank *blank, guint number);

G_END_DECLS
