#pragma once

#include "yy-blank-pages.h"
#include "yy-paper-sheet.h"

G_BEGIN_DECLS

/* One kind of page. @write is %NULL for what `yanyin-paper` draws too. */
typedef struct
{
  const char *name;
  YyBlankTruth truth;
  YyPaperKind kind;
  YyPaperWriter write;
} YyBlankKind;

/* Ends with a %NULL name. */
extern const YyBlankKind yy_blank_kinds[];

G_END_DECLS
