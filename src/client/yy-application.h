#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * YyApplication:
 *
 * The program: its command line, its one session, its window, and the actions that need no page.
 *
 * `--as NAME` is another person beside the one who is signed in already: a process of its own, which leaves
 * the keyring alone.
 */
#define YY_TYPE_APPLICATION (yy_application_get_type ())
G_DECLARE_FINAL_TYPE (YyApplication, yy_application, YY, APPLICATION, AdwApplication)

YyApplication *yy_application_new (void);

G_END_DECLS
