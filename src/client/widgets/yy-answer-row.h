#pragma once

#include <adwaita.h>

#include "yy-enums.h"

G_BEGIN_DECLS

/**
 * YyAnswerRow:
 *
 * A row that asks yes or no and has no answer of its own: a declaration is made, not left standing. Not a
 * switch, which is always one or the other.
 *
 * Signals: "answered" (): the person chose.
 */
#define YY_TYPE_ANSWER_ROW (yy_answer_row_get_type ())
G_DECLARE_FINAL_TYPE (YyAnswerRow, yy_answer_row, YY, ANSWER_ROW, AdwActionRow)

YyAnswer yy_answer_row_get_answer (YyAnswerRow *self);
/* Does not emit. */
void yy_answer_row_set_answer (YyAnswerRow *self, YyAnswer answer);

G_END_DECLS
