#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyFlagRow:
 *
 * A row with a switch, for what is seldom so: whoever passes it by has said no. What has to be said either
 * way is a #YyAnswerRow.
 *
 * Signals: "switched" (): the person switched it.
 */
#define YY_TYPE_FLAG_ROW (yy_flag_row_get_type ())
G_DECLARE_FINAL_TYPE (YyFlagRow, yy_flag_row, YY, FLAG_ROW, AdwActionRow)

gboolean yy_flag_row_get_active (YyFlagRow *self);
/* Does not emit. */
void yy_flag_row_set_active (YyFlagRow *self, gboolean active);

G_END_DECLS
