/* Sends prepared HTTP/1.1 calls over so many connections, one thread each, and says how long the answers
 * took.
 *
 * usage: yy-load PORT CONNECTIONS SECONDS FILE
 *
 * FILE is a row of chains: a big-endian u32 with the number of calls of the chain, and each call as a u32
 * with its size and its bytes. The calls of a chain are sent one after the other on one connection and are
 * timed together. SECONDS above 0: chains are sent round and round for so long; 0: each chain once. It prints
 * one line of JSON; "errors" counts chains of which any answer was not 2xx or 304.
 *
 * It loads one service on the loopback address of this machine, for a bounded time, and nothing else. */

#include <arpa/inet.h>
#include <errno.h>
#include <glib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LONGEST_SECONDS 60
#define BUFFER (1 << 20)

typedef struct
{
  const char *bytes;
  gsize size;
} Call;

typedef struct
{
  guint n_calls;
  Call *calls;
} Chain;

typedef struct
{
  guint16 port;
  gint64 end_usec; /* 0: each chain once */
  GArray *chains;
  gint next; /* atomic */
} Load;

typedef struct
{
  Load *load;
  int fd;
  char *buffer;
  GArray *times; /* gint64, microseconds a chain */
  guint64 errors;
} Worker;

static int
connect_to (guint16 port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  int one = 1;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  if (fd < 0 || connect (fd, (struct sockaddr *) &address, sizeof address) < 0)
    g_error ("connect: %s", g_strerror (errno));
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

static gboolean
send_all (int fd, const char *bytes, gsize size)
{
  while (size > 0)
    {
      ssize_t n = send (fd, bytes, size, MSG_NOSIGNAL);

      if (n <= 0)
        return FALSE;
      bytes += n;
      size -= (gsize) n;
    }

  return TRUE;
}

/* The length of the body that a head announces; 0 without one. */
static gsize
find_length (const char *head, gsize head_size)
{
  const char *place = memmem (head, head_size, "\r\nContent-Length:", 17);

  return place != NULL ? strtoul (place + 17, NULL, 10) : 0;
}

/* Reads one answer; its status, or 0 when the connection broke. */
static int
read_answer (Worker *worker)
{
  gsize have = 0;
  gsize want = 0;
  int status = 0;

  for (;;)
    {
      ssize_t n = recv (worker->fd, worker->buffer + MIN (have, BUFFER / 2), BUFFER / 2, 0);

      if (n <= 0)
        return 0;
      have += (gsize) n;
      if (status == 0)
        {
          const char *end = memmem (worker->buffer, have, "\r\n\r\n", 4);

          if (end == NULL)
            continue;
          status = atoi (worker->buffer + strlen ("HTTP/1.1 "));
          want = (gsize) (end + 4 - worker->buffer) +
                 find_length (worker->buffer, (gsize) (end + 4 - worker->buffer));
        }
      if (have >= want)
        return status;
    }
}

static gboolean
run_chain (Worker *worker, const Chain *chain)
{
  for (guint i = 0; i < chain->n_calls; i++)
    {
      int status;

      if (!send_all (worker->fd, chain->calls[i].bytes, chain->calls[i].size) ||
          (status = read_answer (worker)) == 0)
        {
          close (worker->fd);
          worker->fd = connect_to (worker->load->port);
          return FALSE;
        }
      if (status / 100 != 2 && status != 304)
        return FALSE;
    }

  return TRUE;
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  Load *load = worker->load;

  for (;;)
    {
      guint index = (guint) g_atomic_int_add (&load->next, 1);
      gint64 start = g_get_monotonic_time ();
      gint64 took;

      if (load->end_usec > 0 ? start >= load->end_usec : index >= load->chains->len)
        return NULL;
      worker->errors += !run_chain (worker, &g_array_index (load->chains, Chain, index % load->chains->len));
      took = g_get_monotonic_time () - start;
      g_array_append_val (worker->times, took);
    }
}

static guint32
take_u32 (const char **place, const char *end)
{
  guint32 value;

  if (end - *place < 4)
    g_error ("the file of calls ends in the middle");
  memcpy (&value, *place, 4);
  *place += 4;
  return GUINT32_FROM_BE (value);
}

static GArray *
read_chains (const char *bytes, gsize size)
{
  GArray *chains = g_array_new (FALSE, FALSE, sizeof (Chain));
  const char *place = bytes;
  const char *end = bytes + size;

  while (place < end)
    {
      Chain chain = { .n_calls = take_u32 (&place, end) };

      chain.calls = g_new (Call, chain.n_calls);
      for (guint i = 0; i < chain.n_calls; i++)
        {
          chain.calls[i].size = take_u32 (&place, end);
          chain.calls[i].bytes = place;
          if ((gsize) (end - place) < chain.calls[i].size)
            g_error ("the file of calls ends in the middle");
          place += chain.calls[i].size;
        }
      g_array_append_val (chains, chain);
    }

  return chains;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 ta = *(const gint64 *) a;
  gint64 tb = *(const gint64 *) b;

  return (ta > tb) - (ta < tb);
}

static void
report (GArray *times, guint64 errors, gint64 took_usec)
{
  guint n = times->len;

  g_array_sort (times, compare_times);
  printf ("{\"calls\": %u, \"errors\": %" G_GUINT64_FORMAT
          ", \"seconds\": %.3f, \"rate\": %.1f, \"p50_ms\": %.3f, \"p99_ms\": %.3f}\n",
          n, errors, (double) took_usec / G_USEC_PER_SEC,
          n * (double) G_USEC_PER_SEC / (double) MAX (took_usec, 1),
          n > 0 ? (double) g_array_index (times, gint64, n / 2) / 1000.0 : 0.0,
          n > 0 ? (double) g_array_index (times, gint64, (guint) ((guint64) n * 99 / 100)) / 1000.0 : 0.0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  Load load = { 0 };
  guint n_workers;
  Worker *workers;
  GThread **threads;
  guint64 errors = 0;
  gint64 start;

  if (argc != 5)
    {
      fprintf (stderr, "usage: yy-load PORT CONNECTIONS SECONDS FILE\n");
      return 2;
    }

  file = g_mapped_file_new (argv[4], FALSE, NULL);
  if (file == NULL)
    g_error ("%s cannot be read", argv[4]);
  load.port = (guint16) atoi (argv[1]);
  load.chains = read_chains (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  n_workers = (guint) CLAMP (atoi (argv[2]), 1, 512);
  workers = g_new0 (Worker, n_workers);
  threads = g_new0 (GThread *, n_workers);
  for (guint i = 0; i < n_workers; i++)
    {
      workers[i] = (Worker) { .load = &load, .fd = connect_to (load.port), .buffer = g_malloc (BUFFER) };
      workers[i].times = g_array_new (FALSE, FALSE, sizeof (gint64));
    }

  start = g_get_monotonic_time ();
  if (atof (argv[3]) > 0)
    load.end_usec = start + (gint64) (MIN (atof (argv[3]), LONGEST_SECONDS) * G_USEC_PER_SEC);
  for (guint i = 0; i < n_workers; i++)
    threads[i] = g_thread_new ("load", work, &workers[i]);
  for (guint i = 0; i < n_workers; i++)
    {
      g_thread_join (threads[i]);
      g_array_append_vals (times, workers[i].times->data, workers[i].times->len);
      errors += workers[i].errors;
    }

  report (times, errors, g_get_monotonic_time () - start);
  return 0;
}
