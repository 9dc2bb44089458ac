#pragma once

#include "yy-image-probe.h"
#include "yy-imaged-protocol.h"

G_BEGIN_DECLS

/* The result of one job, after it was checked: everything in it is within the limits, and every part begins
 * like the JPEG of the size that it says it is. A value that owns its parts. */
typedef struct
{
  YyImageInfo info;
  YyBlank blank;
  GBytes *parts[2];
  int widths[2];
  int heights[2];
} YyImagedAnswer;

void yy_imaged_answer_clear (YyImagedAnswer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YyImagedAnswer, yy_imaged_answer_clear)

/* Memory for one result, which can neither grow nor shrink whatever is done to it; -1 when there is none. */
int yy_imaged_answer_open (void);

/* Reads what a process that may be anybody's wrote into @fd. Sets the error that it tells when that is one a
 * picture can cause, and %YY_ERROR_DAMAGED for everything that makes no sense. */
gboolean yy_imaged_answer_read (int fd, YyImagedKind kind, YyImagedAnswer *ret_answer, GError **error);

G_END_DECLS
