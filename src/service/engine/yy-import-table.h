#pragma once

#include "yy-csv.h"
#include "yy-org.h"

G_BEGIN_DECLS

/* The files of a directory, in the order in which they are read, written and hashed. */
typedef enum
{
  YY_IMPORT_UNITS,
  YY_IMPORT_PEOPLE,
  YY_IMPORT_POSTS,
  YY_IMPORT_CHARGES,
  YY_IMPORT_SEALS,
  YY_IMPORT_KEEPERS,
  YY_IMPORT_ACCOUNTS,
  YY_IMPORT_COMPANIES,
  YY_IMPORT_LAST
} YyImportKind;

#define YY_IMPORT_MAX_COLUMNS 6

/* One line; the texts stand in the order of the columns of the kind, whatever their order in the file. */
typedef struct
{
  char *texts[YY_IMPORT_MAX_COLUMNS];
  YyCsvPlace places[YY_IMPORT_MAX_COLUMNS];
} YyImportRow;

/**
 * YyImportTable:
 *
 * The rows of one file of a directory by the names of their columns; or, when the file was not given, what is
 * stored now, in the same shape and without places.
 */
typedef struct
{
  YyImportKind kind;
  gboolean given;
  GPtrArray *rows; /* YyImportRow */
} YyImportTable;

/* (array zero-terminated=1): the names of all files, in the order of the kinds. */
const char *const *yy_import_list_files (void);
/* "people.csv". */
const char *yy_import_kind_get_file (YyImportKind kind);
gboolean yy_import_kind_from_file (const char *file, YyImportKind *ret_kind);
/* (array zero-terminated=1): the columns of a kind. */
const char *const *yy_import_kind_get_columns (YyImportKind kind);

/* Reads a file; what is wrong with its shape is added to @faults (element-type YyImportFault). Never %NULL.
 */
YyImportTable *yy_import_table_read (YyImportKind kind, GBytes *bytes, GPtrArray *faults);
/* What @org says; of accounts it says nothing. */
YyImportTable *yy_import_table_from_org (YyImportKind kind, YyOrg *org);
void yy_import_table_free (YyImportTable *self);

/* Adds a fault at a field of @row (nullable). */
void yy_import_table_add_fault (
    const YyImportTable *self, const YyImportRow *row, guint column, const char *text, GPtrArray *faults);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyImportTable, yy_import_table_free)

G_END_DECLS
