#pragma once

#include <glib.h>

#include "yy-enums.h"

G_BEGIN_DECLS

typedef enum
{
  YY_TEST_ALLOWED,
  YY_TEST_REFUSED, /* seen, but not done: 409 */
  YY_TEST_UNSEEN   /* 404 */
} YyTestVerdict;

/**
 * YyTestCell:
 *
 * One line of tests/data/route-table.csv, which was written from the requirements and not from the code.
 *
 * @role: see tests/data/README.md
 * @next: where the request stands afterwards; %YY_STATE_LAST when it is gone, or nothing was done
 */
typedef struct
{
  YyState state;
  YyStep step;
  char *role;
  YyAction action;
  YyTestVerdict expected;
  YyState next;
} YyTestCell;

/* (element-type YyTestCell) (transfer full). Ends the test when the file cannot be read whole. */
GPtrArray *yy_test_oracle_load (void);

G_END_DECLS
