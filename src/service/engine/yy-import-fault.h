#pragma once

#include "yy-csv.h"

G_BEGIN_DECLS

/**
 * YyImportFault:
 *
 * One thing that is wrong in a file that was to be imported. A value.
 *
 * @file: such as "people.csv"
 * @place: where; a line of 0 when it is not about one place of the file, or about what is stored already
 * because the file was not given
 * @text: a sentence for people
 */
typedef struct
{
  char *file;
  YyCsvPlace place;
  char *text;
} YyImportFault;

YyImportFault *yy_import_fault_new (const char *file, YyCsvPlace place, const char *text);
void yy_import_fault_free (YyImportFault *self);
/* "people.csv:3:7: …", as compilers write it; "people.csv: …" without a place. (transfer full) */
char *yy_import_fault_dup_text (const YyImportFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyImportFault, yy_import_fault_free)

G_END_DECLS
