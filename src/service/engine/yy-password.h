#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest password in bytes; a longer one is refused before it is hashed (AU05). */
#define YY_PASSWORD_MAX_BYTES 1024
#define YY_PASSWORD_MIN_CHARACTERS 15

/* Whether it may become the password of @account (NIST SP 800-63B-4): length, and nothing that is tried
 * first. Says why not in an issue at "/new". */
gboolean yy_password_check (const char *password, const char *account, GError **error);

/* Argon2id, 19 MiB, two passes. Takes some tens of milliseconds and that memory on purpose: only on a thread
 * for it. The text is normalised (NFKC) first, so that the same characters from another keyboard are the same
 * password. */
char *yy_password_hash (const char *password, GError **error);
/* Takes the same time whether @hash is "" (no account, no password) or not (AU03). */
gboolean yy_password_verify (const char *hash, const char *password);
/* TRUE when it was made with other parameters than today's and should be made anew at the next sign-in. */
gboolean yy_password_needs_rehash (const char *hash);

G_END_DECLS
