#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a name is typed by who does not want to write it: "张一帆" is found as "zhang yifan" and "zyf". The
 * surname is a word of its own, surnames of two characters are known, and so are those that are read
 * otherwise than the same character elsewhere (单 shan, 仇 qiu, 曾 zeng). ü is v. What has no reading stays
 * as it is. */

/* Both (transfer full). Any thread. */
void yy_pinyin_spell (const char *name, char **ret_pinyin, char **ret_initials);

G_END_DECLS
