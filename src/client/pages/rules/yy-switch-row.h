#pragma once

#include <adwaita.h>

#include "yy-policy.h"

G_BEGIN_DECLS

/**
 * YySwitchRow:
 *
 * One switch of the department: what it is called, what it means, the clause that it reads, and a control for
 * its value. It sets nothing itself.
 *
 * Signals: "chosen" (const char *value): the person wants that value, as yy_policy_set() reads it.
 */
#define YY_TYPE_SWITCH_ROW (yy_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (YySwitchRow, yy_switch_row, YY, SWITCH_ROW, AdwPreferencesRow)

/* @key: of yy_policy_list_keys(), one that yy_policy_get_title() knows. */
GtkWidget *yy_switch_row_new (const char *key);
const char *yy_switch_row_get_key (YySwitchRow *self);
/* Shows the value that it has in @policy; emits nothing. */
void yy_switch_row_set_policy (YySwitchRow *self, const YyPolicy *policy);

G_END_DECLS
