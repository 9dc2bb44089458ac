#pragma once

#include "yy-page-change.h"
#include "yy-request.h"

G_BEGIN_DECLS

/* What a resubmission changed, in words (GS9), for whoever decides about it once more. */

/* "2nd submission, 3 places changed"; %NULL in the first round. (transfer full) */
char *yy_change_words_dup_summary (const YyRequest *request);
/* The old value of a field as people read it; %NULL when it is the same, or was somebody or something whose
 * name the request does not tell. (transfer full) */
char *yy_change_words_dup_before (const YyRequest *request, const char *field);
/* "Changed", with the old value where there is one; %NULL when no field of @fields was changed. @fields ends
 * with %NULL. (transfer full) */
char *yy_change_words_dup_note (const YyRequest *request, const char *const *fields);
/* The same for the pictures as a whole: which ones are new, replaced, turned, moved, and how many are gone.
 */
char *yy_change_words_dup_pages (const YyRequest *request);
/* One word for a picture's corner; %NULL for one that is as it was. */
const char *yy_change_words_get_page (YyPageChange change);

G_END_DECLS
