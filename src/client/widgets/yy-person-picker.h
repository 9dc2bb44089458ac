#pragma once

#include <adwaita.h>

#include "yy-option.h"

G_BEGIN_DECLS

/**
 * YyPersonPicker:
 *
 * A row that names one person out of those it was given, searched by name, unit, pinyin and initials. It
 * shows unit and post beside each name, because names repeat. Who may be chosen is decided by who gives the
 * people.
 *
 * Properties: "hint": shown while nobody is chosen. Signals: "picked" (): the person chose; "left" (): the
 * list was closed.
 */
#define YY_TYPE_PERSON_PICKER (yy_person_picker_get_type ())
G_DECLARE_FINAL_TYPE (YyPersonPicker, yy_person_picker, YY, PERSON_PICKER, AdwActionRow)

/* @targets: (element-type YyTarget): copied. Who is chosen stays chosen when he is among them. */
void yy_person_picker_set_people (YyPersonPicker *self, GPtrArray *targets);
/* "" while nobody is. */
const char *yy_person_picker_get_person_id (YyPersonPicker *self);
/* Does not emit. Who is not among the people is nobody. */
void yy_person_picker_set_person_id (YyPersonPicker *self, const char *person_id);

G_END_DECLS
