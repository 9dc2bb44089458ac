#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The real service on a throw-away folder with the demonstration department, for programs that test the
 * client against it. One at a time; the password of everybody is %YY_TEST_PASSWORD. Paths of the programs
 * come from the build. */

#define YY_TEST_PASSWORD "demo-password-2026"

typedef struct
{
  char *folder;
  char *url;
  guint16 port;
  GSubprocess *process;
} YyTestService;

/* Makes the department and starts. Fails the test when that does not work. */
void yy_test_service_begin (YyTestService *self);
/* Stops it; yy_test_service_start() starts it again at the same address. */
void yy_test_service_stop (YyTestService *self);
void yy_test_service_start (YyTestService *self);
/* Stops it and removes the folder. */
void yy_test_service_end (YyTestService *self);

G_END_DECLS
