/* Stands in for yanyin-imaged and does everything wrong that the source asks for by its first word. It is
 * what a program looks like whose process for one picture was taken over, and a program that is broken
 * itself. */

#include <glib.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yy-image-format.h"
#include "yy-imaged-protocol.h"

typedef struct
{
  YyImagedJob job;
  int source;
  int result;
  int reply;
} Job;

static gboolean
receive (Job *job)
{
  int fds[YY_IMAGED_N_FDS];
  union
  {
    struct cmsghdr header;
    char bytes[CMSG_SPACE (sizeof fds)];
  } control;
  struct iovec part = { &job->job, sizeof job->job };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };

  if (recvmsg (YY_IMAGED_SOCKET_FD, &message, 0) != sizeof job->job)
    return FALSE;

  memcpy (fds, CMSG_DATA (CMSG_FIRSTHDR (&message)), sizeof fds);
  job->source = fds[0];
  job->result = fds[1];
  job->reply = fds[2];
  return TRUE;
}

static void
say (const Job *job, YyImagedOutcome outcome, int detail)
{
  const YyImagedEnd end = { .magic = YY_IMAGED_MAGIC, .outcome = outcome, .detail = detail };

  (void) send (job->reply, &end, sizeof end, MSG_NOSIGNAL);
}

static void
write_garbage (const Job *job)
{
  g_autofree guint8 *garbage = g_malloc (65536);

  memset (garbage, 0xa5, 65536);
  for (guint i = 0; i < 16384; i++) /* a gigabyte, as far as it goes */
    (void) pwrite (job->result, garbage, 65536, (off_t) i * 65536);
}

/* A result that looks right but for one thing. */
static void
lie (const Job *job, const char *how)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xd9 };
  YyImagedResult result = { .magic = YY_IMAGED_MAGIC,
                            .kind = job->job.kind,
                            .format = YY_IMAGE_FORMAT_JPEG,
                            .width = 16,
                            .height = 16,
                            .orientation = 1 };

  for (guint i = 0; i < 2; i++)
    {
      result.parts[i].offset = sizeof result;
      result.parts[i].length = sizeof jpeg;
      result.parts[i].width = 16;
      result.parts[i].height = 16;
    }
  if (g_str_equal (how, "far"))
    result.parts[0].offset = 0xffffff00u;
  else if (g_str_equal (how, "long"))
    result.parts[0].length = 0xffffffffu;
  else if (g_str_equal (how, "large"))
    result.width = G_MAXINT;
  else if (g_str_equal (how, "format"))
    result.format = 99;
  else if (g_str_equal (how, "error"))
    {
      result.failed = 1;
      result.error_code = 4711;
    }
  else if (g_str_equal (how, "endless"))
    {
      result.failed = 1;
      result.error_code = 11;
      memset (result.argument, 'A', sizeof result.argument); /* has no end */
    }
  (void) pwrite (job->result, jpeg, sizeof jpeg, sizeof result);
  (void) pwrite (job->result, &result, sizeof result, 0);
}

static void
misbehave (const Job *job, const char *how)
{
  if (g_str_equal (how, "die"))
    _exit (1);
  if (g_str_equal (how, "mute"))
    return; /* the socket is closed, but this program lives */
  if (g_str_equal (how, "stuck"))
    {
      struct pollfd gone = { .fd = YY_IMAGED_SOCKET_FD, .events = POLLIN };
      YyImagedJob next;

      /* It still takes jobs, but does none, until the starter has had enough. */
      do
        (void) poll (&gone, 1, -1);
      while (recv (YY_IMAGED_SOCKET_FD, &next, sizeof next, 0) > 0);
      _exit (0);
    }
  if (g_str_equal (how, "nonsense"))
    {
      (void) send (job->reply, "hello", 5, MSG_NOSIGNAL);
      return;
    }

  if (g_str_equal (how, "garbage"))
    write_garbage (job);
  else if (!g_str_equal (how, "silent"))
    lie (job, how);
  say (job, YY_IMAGED_OUTCOME_EXITED, 0);
}

int
main (void)
{
  Job job;

  while (receive (&job))
    {
      char how[16] = "";

      (void) pread (job.source, how, sizeof how - 1, 0);
      misbehave (&job, how);
      close (job.source);
      close (job.result);
      close (job.reply);
    }

  return 0;
}
