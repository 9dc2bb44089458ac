#pragma once

#include <adwaita.h>

#include "yy-option.h"

G_BEGIN_DECLS

/**
 * YyChoiceRow:
 *
 * One of several things to choose from: a decision, or a person to hand it to. A radio button with a title
 * and what explains it. One that is closed can be read, with the rule that closes it, but not chosen.
 *
 * Signal "chosen": it became the chosen one.
 */
#define YY_TYPE_CHOICE_ROW (yy_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (YyChoiceRow, yy_choice_row, YY, CHOICE_ROW, AdwActionRow)

/* @option is borrowed, as long as the row lives. @group: (nullable): another row of the same question. */
GtkWidget *yy_choice_row_new_for_option (const YyOption *option, YyChoiceRow *group);
/* @target likewise. */
GtkWidget *yy_choice_row_new_for_target (const YyTarget *target, YyChoiceRow *group);

/* %NULL when it is a row of the other kind. */
const YyOption *yy_choice_row_get_option (YyChoiceRow *self);
const YyTarget *yy_choice_row_get_target (YyChoiceRow *self);
gboolean yy_choice_row_is_open (YyChoiceRow *self);
gboolean yy_choice_row_is_chosen (YyChoiceRow *self);
/* Does nothing on one that is closed. */
void yy_choice_row_choose (YyChoiceRow *self);
/* The radio button takes the keys. */
void yy_choice_row_focus (YyChoiceRow *self);

G_END_DECLS
