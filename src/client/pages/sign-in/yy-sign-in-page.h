#pragma once

#include <gtk/gtk.h>

#include "yy-session.h"

G_BEGIN_DECLS

/**
 * YySignInPage:
 *
 * Account and password for the service, and its address, which is asked for when none is known. It remembers
 * the account, never the password. What comes after is told by the session's "signed-in".
 */
#define YY_TYPE_SIGN_IN_PAGE (yy_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (YySignInPage, yy_sign_in_page, YY, SIGN_IN_PAGE, GtkWidget)

GtkWidget *yy_sign_in_page_new (YySession *session);
/* Asks anew: fills in what is known, greets in the name of the organisation, and puts the focus where the
 * first gap is. @account: (nullable): instead of the remembered one; @message: (nullable): why. */
void yy_sign_in_page_start (YySignInPage *self, const char *account, const char *message);
/* Signs in with what the keyring keeps, if anything; the person may begin to type meanwhile. */
void yy_sign_in_page_restore (YySignInPage *self);

G_END_DECLS
