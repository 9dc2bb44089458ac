#pragma once

#include "yy-form.h"

G_BEGIN_DECLS

/* What was submitted in one round, as the JSON text that the table `submission` keeps. */
char *yy_submission_write (const YyForm *form, GPtrArray *pages);
/* FALSE with %YY_ERROR_INTERNAL when it cannot be read. */
gboolean yy_submission_read (const char *content, YyForm **ret_form, GPtrArray **ret_pages, GError **error);

G_END_DECLS
