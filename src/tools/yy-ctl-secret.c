#include "yy-ctl-secret.h"

#include "yy-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "yy-error.h"

/* More than any password may have, so that a longer one is refused and not cut. */
#define SIZE 4096

static gboolean
read_all (int fd, gboolean one_line, char buffer[SIZE], GError **error)
{
  gsize length = 0;

  memset (buffer, 0, SIZE);
  while (length < SIZE - 1)
    {
      ssize_t n = read (fd, buffer + length, one_line ? 1 : SIZE - 1 - length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("The password cannot be read: %s"),
                       g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        break;
      length += (gsize) n;
      if (one_line && buffer[length - 1] == '\n')
        break;
    }

  /* The end of the line is not part of it. */
  if (length > 0 && buffer[length - 1] == '\n')
    buffer[--length] = '\0';
  if (length > 0 && buffer[length - 1] == '\r')
    buffer[--length] = '\0';
  if (length > 0 && strlen (buffer) == length && strpbrk (buffer, "\r\n") == NULL &&
      g_utf8_validate (buffer, (gssize) length, NULL))
    return TRUE;

  g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID, _ ("A password is one line of text in UTF-8."));
  return FALSE;
}

static gboolean
ask (int terminal, const char *prompt, char buffer[SIZE], GError **error)
{
  struct termios before;
  struct termios silent;
  gboolean done;

  if (tcgetattr (terminal, &before) < 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_INVALID, _ ("The password cannot be read: %s"),
                   g_strerror (errno));
      return FALSE;
    }
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (terminal, TCSAFLUSH, &silent);
  g_printerr ("%s ", prompt);
  done = read_all (terminal, TRUE, buffer, error);
  tcsetattr (terminal, TCSAFLUSH, &before);
  g_printerr ("\n");

  return done;
}

static gboolean
ask_twice (char first[SIZE], GError **error)
{
  char second[SIZE];
  gboolean same;

  if (!ask (STDIN_FILENO, _ ("New password:"), first, error) ||
      !ask (STDIN_FILENO, _ ("The same once more:"), second, error))
    return FALSE;

  same = strcmp (first, second) == 0;
  explicit_bzero (second, sizeof second);
  if (!same)
    g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID, _ ("The two passwords are not the same."));
  return same;
}

static gboolean
read_file (const char *file, char buffer[SIZE], GError **error)
{
  int fd = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;

  if (fd < 0)
    {
      g_set_error (error, YY_ERROR, YY_ERROR_NOT_FOUND, _ ("%s cannot be read: %s"), file,
                   g_strerror (errno));
      return FALSE;
    }

  done = read_all (fd, FALSE, buffer, error);
  close (fd);
  return done;
}

char *
yy_ctl_secret_read (const char *file, GError **error)
{
  char buffer[SIZE];
  gboolean done;
  char *secret;

  if (file != NULL)
    done = read_file (file, buffer, error);
  else if (isatty (STDIN_FILENO))
    done = ask_twice (buffer, error);
  else
    done = read_all (STDIN_FILENO, FALSE, buffer, error);

  secret = done ? g_strdup (buffer) : NULL;
  explicit_bzero (buffer, sizeof buffer);
  return secret;
}

void
yy_ctl_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
