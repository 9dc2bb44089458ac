#include "yy-http-socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 1024

static int
fail (int fd, const char *what, GError **error)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number), "%s: %s", what, g_strerror (number));
  if (fd >= 0)
    close (fd);

  return -1;
}

static int
open_unix (const char *path, GError **error)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd;

  if (g_strlcpy (address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG, "%s: too long for a socket", path);
      return -1;
    }

  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return fail (fd, "socket", error);

  /* What a process that was killed left behind; a live one would be asked first. */
  if (connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    {
      errno = EADDRINUSE;
      return fail (fd, path, error);
    }
  close (fd);
  g_unlink (path);

  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0 || bind (fd, (struct sockaddr *) &address, sizeof address) != 0 || listen (fd, BACKLOG) != 0)
    return fail (fd, path, error);

  return fd;
}

static gboolean
read_address (const YyHttpConfig *config, struct sockaddr_storage *ret_address, socklen_t *ret_length)
{
  struct sockaddr_in *four = (struct sockaddr_in *) ret_address;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *) ret_address;

  memset (ret_address, 0, sizeof *ret_address);
  if (inet_pton (AF_INET, config->host, &four->sin_addr) == 1)
    {
      four->sin_family = AF_INET;
      four->sin_port = htons (config->port);
      *ret_length = sizeof *four;
      return (ntohl (four->sin_addr.s_addr) >> 24) == 127;
    }
  if (inet_pton (AF_INET6, config->host, &six->sin6_addr) == 1)
    {
      six->sin6_family = AF_INET6;
      six->sin6_port = htons (config->port);
      *ret_length = sizeof *six;
      return IN6_IS_ADDR_LOOPBACK (&six->sin6_addr);
    }

  return FALSE;
}

static guint16
read_port (int fd)
{
  struct sockaddr_storage address = { 0 };
  socklen_t length = sizeof address;

  if (getsockname (fd, (struct sockaddr *) &address, &length) != 0)
    return 0;
  if (address.ss_family == AF_INET)
    return ntohs (((struct sockaddr_in *) &address)->sin_port);
  if (address.ss_family == AF_INET6)
    return ntohs (((struct sockaddr_in6 *) &address)->sin6_port);

  return 0;
}

static int
open_loopback (const YyHttpConfig *config, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", config->host, config->port);
  struct sockaddr_storage address;
  socklen_t length = 0;
  int yes = 1;
  int fd;

  if (!read_address (config, &address, &length))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "%s: not a loopback address; put a proxy in front", config->host);
      return -1;
    }

  fd = socket (address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0 || setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
      bind (fd, (struct sockaddr *) &address, length) != 0 || listen (fd, BACKLOG) != 0)
    return fail (fd, place, error);

  return fd;
}

int
yy_http_socket_open (const YyHttpConfig *config, guint16 *ret_port, GError **error)
{
  int fd;

  if (config->listen_fd >= 0)
    fd = config->listen_fd;
  else if (config->socket_path != NULL)
    fd = open_unix (config->socket_path, error);
  else
    fd = open_loopback (config, error);

  if (fd >= 0)
    *ret_port = read_port (fd);
  return fd;
}
