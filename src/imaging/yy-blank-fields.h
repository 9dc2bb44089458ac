#pragma once

#include "yy-blank-ink.h"

G_BEGIN_DECLS

/* A rectangle on the flat page, in pixels. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} YyBlankField;

/**
 * YyBlankFields:
 * @n_cells: cells of tables
 * @n_empty_cells: those with nothing in them
 * @n_blanks: lines to write on, as long as a word or two, beside something printed
 * @n_empty_blanks: those on which nothing is written
 * @n_rules: lines across most of the page that are no part of a table
 * @rule: where the lowest one of the upper part of the page is, in parts of its height; 0 when there is none
 * @empty: both kinds of empty ones, from top to bottom (element-type YyBlankField)
 *
 * Where on a page something is to be filled in. A value that owns its array.
 */
typedef struct
{
  int n_cells;
  int n_empty_cells;
  int n_blanks;
  int n_empty_blanks;
  int n_rules;
  double rule;
  GArray *empty;
} YyBlankFields;

void yy_blank_fields_init (YyBlankFields *ret_fields, const YyBlankInk *ink);
void yy_blank_fields_clear (YyBlankFields *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyBlankFields, yy_blank_fields_clear)

G_END_DECLS
