#include "yy-password.h"

#include <sodium.h>
#include <string.h>

#include "yy-error.h"

#define PASSES 2
#define MEMORY (19 * 1024 * 1024)

/* What is tried first. A long password made of one of these and little else is as weak as the short one. */
static const char *const weak_words[] = {
  "password", "passw0rd", "123456789",     "987654321", "qwertyuiop", "asdfghjkl", "zxcvbnm",
  "1q2w3e4r", "iloveyou", "administrator", "welcome",   "letmein",    "yanyin",    "yinzhang",
  "woaini",   "abcdefgh", "11223344",      "88888888",  "66666666",
};

static char *
normalise (const char *password)
{
  return g_utf8_normalize (password, -1, G_NORMALIZE_NFKC);
}

/* How many characters are left when weak words, the account's name and repetitions are taken out. */
static guint
count_own_characters (const char *folded, const char *account)
{
  g_autoptr (GString) rest = g_string_new (folded);
  gunichar last = 0;
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weak_words); i++)
    g_string_replace (rest, weak_words[i], "", 0);
  if (account != NULL && strlen (account) >= 3)
    g_string_replace (rest, account, "", 0);
  for (const char *p = rest->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* A run ("aaaa") or a ladder ("abcd", "4321") counts as one. */
      count += !(c == last || c == last + 1 || c + 1 == last);
      last = c;
    }

  return count;
}

gboolean
yy_password_check (const char *password, const char *account, GError **error)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;

  if (strlen (password) > YY_PASSWORD_MAX_BYTES)
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_TOO_LONG, "/new", NULL, YY_PASSWORD_MAX_BYTES,
                        NULL);
      return FALSE;
    }

  normal = normalise (password);
  if (normal == NULL || g_utf8_strlen (normal, -1) < YY_PASSWORD_MIN_CHARACTERS)
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_TOO_SHORT, "/new", NULL, YY_PASSWORD_MIN_CHARACTERS,
                        NULL);
      return FALSE;
    }

  folded = g_utf8_strdown (normal, -1);
  if (count_own_characters (folded, account) < 6)
    {
      yy_error_set_one (error, YY_ERROR_INVALID, YY_ISSUE_WEAK_PASSWORD, "/new", NULL, 0, NULL);
      return FALSE;
    }

  return TRUE;
}

char *
yy_password_hash (const char *password, GError **error)
{
  g_autofree char *normal = normalise (password);
  char hash[crypto_pwhash_STRBYTES];

  if (normal == NULL || crypto_pwhash_str (hash, normal, strlen (normal), PASSES, MEMORY) != 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_UNAVAILABLE, "There is not enough memory right now.");
      return NULL;
    }

  return g_strdup (hash);
}

/* Of a password that nobody knows: what an unknown account is compared with. */
static gpointer
make_nobodys_hash (gpointer data)
{
  guint8 random[32];
  char hex[65];

  randombytes_buf (random, sizeof random);
  sodium_bin2hex (hex, sizeof hex, random, sizeof random);
  return yy_password_hash (hex, NULL);
}

gboolean
yy_password_verify (const char *hash, const char *password)
{
  static GOnce once = G_ONCE_INIT;
  const char *nobodys = g_once (&once, make_nobodys_hash, NULL);
  g_autofree char *normal = strlen (password) <= YY_PASSWORD_MAX_BYTES ? normalise (password) : NULL;
  const char *text = normal != NULL ? normal : "";

  if (*hash == '\0')
    {
      if (nobodys != NULL)
        (void) !crypto_pwhash_str_verify (nobodys, text, strlen (text));
      return FALSE;
    }

  return crypto_pwhash_str_verify (hash, text, strlen (text)) == 0 && normal != NULL;
}

gboolean
yy_password_needs_rehash (const char *hash)
{
  return crypto_pwhash_str_needs_rehash (hash, PASSES, MEMORY) != 0;
}
