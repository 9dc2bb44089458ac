/* The naive way to take a submission, as the yardstick: one thread that takes one connection after the other
 * in turn, and for each `multipart/form-data` with two pictures writes both to the disk, forces them there,
 * gives them their names, forces the folder, commits the request with a line of history (write-ahead log,
 * synchronous=FULL), and answers. It looks at no picture, no right and no digest.
 *
 * usage: yy-naive FOLDER
 *
 * It prints its port on the loopback address and serves until it is ended. */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 256
#define CHUNK (256 * 1024)
#define LONGEST (64 * 1024 * 1024)

typedef struct
{
  int fd;
  GByteArray *in;
  gsize want; /* of head and body; 0 while the head is not whole */
} Connection;

typedef struct
{
  const char *folder;
  sqlite3 *db;
  sqlite3_stmt *request;
  sqlite3_stmt *history;
  guint64 n;
} Naive;

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) != 0)
    g_error ("%s: %s", folder, g_strerror (errno));
  close (fd);
}

static void
store_file (Naive *self, guint page, const char *bytes, gsize size)
{
  g_autofree char *place = g_strdup_printf ("%s/%" G_GUINT64_FORMAT "-%u.jpg", self->folder, self->n, page);
  g_autofree char *part = g_strconcat (place, ".part", NULL);
  int fd = open (part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  while (fd >= 0 && size > 0)
    {
      gssize n = write (fd, bytes, size);

      if (n <= 0)
        g_error ("%s: %s", part, g_strerror (errno));
      bytes += n;
      size -= (gsize) n;
    }
  if (fd < 0 || fsync (fd) != 0 || close (fd) != 0 || rename (part, place) != 0)
    g_error ("%s: %s", part, g_strerror (errno));
}

static void
commit (Naive *self, const char *form, gsize size)
{
  run (self->db, "BEGIN IMMEDIATE");
  sqlite3_bind_text (self->request, 1, form, (int) size, SQLITE_STATIC);
  sqlite3_bind_int64 (self->history, 1, (sqlite3_int64) self->n);
  if (sqlite3_step (self->request) != SQLITE_DONE || sqlite3_step (self->history) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (self->db));
  sqlite3_reset (self->request);
  sqlite3_reset (self->history);
  run (self->db, "COMMIT");
}

/* Parts of the body, in their order: the form and two pictures. */
static gboolean
take (Naive *self, const char *body, gsize size)
{
  const char *end = body + size;
  const char *line = memchr (body, '\r', size);
  g_autofree char *boundary = line != NULL ? g_strndup (body, (gsize) (line - body)) : NULL;
  guint parts = 0;
  const char *form = NULL;
  gsize form_size = 0;

  if (boundary == NULL)
    return FALSE;
  for (const char *at = body + strlen (boundary); at < end;)
    {
      const char *content = memmem (at, (gsize) (end - at), "\r\n\r\n", 4);
      const char *next =
          content == NULL ? NULL : memmem (content, (gsize) (end - content), boundary, strlen (boundary));
      gsize length;

      if (next == NULL)
        break;
      content += 4;
      length = (gsize) (next - 2 - content);
      if (parts++ == 0)
        {
          form = content;
          form_size = length;
        }
      else
        store_file (self, parts - 1, content, length);
      at = next + strlen (boundary);
    }
  if (parts != 3)
    return FALSE;

  sync_folder (self->folder);
  commit (self, form, form_size);
  self->n++;
  return TRUE;
}

/* FALSE when the connection is at its end. */
static gboolean
serve (Naive *self, Connection *connection)
{
  static const char good[] = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";
  static const char bad[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
  guint have = connection->in->len;
  const char *data;
  const char *body;
  gssize n;

  g_byte_array_set_size (connection->in, have + CHUNK);
  n = recv (connection->fd, connection->in->data + have, CHUNK, 0);
  g_byte_array_set_size (connection->in, have + (guint) MAX (n, 0));
  if (n <= 0)
    return FALSE;

  data = (const char *) connection->in->data;
  body = memmem (data, connection->in->len, "\r\n\r\n", 4);
  if (connection->want == 0 && body != NULL)
    {
      const char *length = memmem (data, (gsize) (body - data), "Content-Length:", 15);

      connection->want = (gsize) (body + 4 - data) +
                         (length != NULL ? MIN (strtoul (length + 15, NULL, 10), LONGEST) : 0);
    }
  if (connection->want == 0 || connection->in->len < connection->want)
    return TRUE;

  if (take (self, body + 4, connection->want - (gsize) (body + 4 - data)))
    n = send (connection->fd, good, sizeof good - 1, MSG_NOSIGNAL);
  else
    n = send (connection->fd, bad, sizeof bad - 1, MSG_NOSIGNAL);
  g_byte_array_set_size (connection->in, 0);
  connection->want = 0;
  return n > 0;
}

static int
listen_on_loopback (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (fd < 0 || bind (fd, (struct sockaddr *) &address, sizeof address) != 0 || listen (fd, MOST) != 0 ||
      getsockname (fd, (struct sockaddr *) &address, &length) != 0)
    g_error ("listen: %s", g_strerror (errno));
  printf ("%u\n", ntohs (address.sin_port));
  fflush (stdout);

  return fd;
}

static void
open_database (Naive *self)
{
  g_autofree char *path = g_build_filename (self->folder, "naive.db", NULL);

  if (sqlite3_open (path, &self->db) != SQLITE_OK)
    g_error ("%s cannot be opened", path);
  run (self->db, "PRAGMA journal_mode=WAL");
  run (self->db, "PRAGMA synchronous=FULL");
  run (self->db, "CREATE TABLE request (id INTEGER PRIMARY KEY, form TEXT)");
  run (self->db, "CREATE TABLE history (n INTEGER PRIMARY KEY, id INTEGER, line TEXT)");
  sqlite3_prepare_v2 (self->db, "INSERT INTO request (form) VALUES (?1)", -1, &self->request, NULL);
  sqlite3_prepare_v2 (self->db,
                      "INSERT INTO history (id, line) VALUES (?1, 'submitted, as a line of some length')", -1,
                      &self->history, NULL);
}

int
main (int argc, char **argv)
{
  Naive self = { .folder = argv[1] };
  Connection connections[MOST];
  struct pollfd fds[MOST + 1];
  guint n = 0;

  if (argc != 2)
    {
      fprintf (stderr, "usage: yy-naive FOLDER\n");
      return 2;
    }

  open_database (&self);
  fds[0] = (struct pollfd) { .fd = listen_on_loopback (), .events = POLLIN };
  for (;;)
    {
      guint known = n;

      for (guint i = 0; i < n; i++)
        fds[i + 1] = (struct pollfd) { .fd = connections[i].fd, .events = POLLIN };
      if (poll (fds, n + 1, -1) < 0)
        g_error ("poll: %s", g_strerror (errno));
      if (fds[0].revents != 0 && n < MOST)
        {
          int one = 1;

          connections[n] =
              (Connection) { accept4 (fds[0].fd, NULL, NULL, SOCK_CLOEXEC), g_byte_array_new (), 0 };
          setsockopt (connections[n].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          n++;
        }
      /* From the end, so that the last can take the place of one that is gone. */
      for (guint i = known; i-- > 0;)
        {
          if (fds[i + 1].revents == 0 || serve (&self, &connections[i]))
            continue;
          close (connections[i].fd);
          g_byte_array_unref (connections[i].in);
          connections[i] = connections[--n];
        }
    }
}
