#include "yy-imaged-host.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yy-imaged-job.h"
#include "yy-imaged-sandbox.h"

typedef struct
{
  pid_t pid;
  int reply;
  gint64 deadline; /* of the monotonic clock, microseconds */
  gboolean too_late;
} Child;

typedef struct
{
  int socket;
  int signals;
  guint readable;
  GArray *children; /* of Child */
  GArray *polled;   /* of struct pollfd */
} Host;

static void
send_end (int reply, YyImagedOutcome outcome, int detail, const struct rusage *usage)
{
  YyImagedEnd end = { .magic = YY_IMAGED_MAGIC, .outcome = outcome, .detail = detail };

  if (usage != NULL)
    {
      end.peak_bytes = (guint64) usage->ru_maxrss * 1024;
      end.cpu_usec = (guint64) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * G_USEC_PER_SEC +
                     (guint64) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec);
    }
  /* When nobody listens any more, nobody wants to know. */
  (void) send (reply, &end, sizeof end, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* A descriptor of the same file that cannot write, whatever the one that was handed over can; -1 when there
 * is none. */
static int
open_to_read (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  if ((fcntl (fd, F_GETFL) & O_ACCMODE) == O_RDONLY)
    return fcntl (fd, F_DUPFD, 64);

  return open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
}

/* When memory is short, a picture has to go and not the service. Refused by nobody, but no reason to fail. */
static void
offer_to_die (void)
{
  int fd = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  (void) !write (fd, "1000", 4);
  close (fd);
}

G_NORETURN static void
run_child (const Host *self, const YyImagedJob *job, const int *fds)
{
  /* From higher numbers down to fixed ones; those of other jobs are closed. */
  int source = fcntl (open_to_read (fds[0]), F_DUPFD, 64);
  int result = fcntl (fds[1], F_DUPFD, 64);
  sigset_t none;

  sigemptyset (&none);
  sigprocmask (SIG_SETMASK, &none, NULL);
  offer_to_die ();
  if (job->patient != 0)
    (void) setpriority (PRIO_PROCESS, 0, 19);
  if (dup2 (source, YY_IMAGED_SOURCE_FD) < 0 || dup2 (result, YY_IMAGED_RESULT_FD) < 0 ||
      close_range (YY_IMAGED_RESULT_FD + 1, ~0u, 0) != 0 ||
      !yy_imaged_sandbox_enter (job->time_limit_ms, yy_imaged_job_opens_files ()))
    _exit (YY_IMAGED_EXIT_NO_SANDBOX);

  _exit (yy_imaged_job_run (job, self->readable) ? 0 : 1);
}

/* Takes @fds over. */
static void
start_job (Host *self, const YyImagedJob *job, const int *fds)
{
  Child child = { .reply = fds[2] };

  child.deadline = g_get_monotonic_time () + (gint64) job->time_limit_ms * 1000;
  child.pid = fork ();
  if (child.pid == 0)
    run_child (self, job, fds);

  close (fds[0]);
  close (fds[1]);
  if (child.pid > 0)
    g_array_append_val (self->children, child);
  else
    {
      send_end (child.reply, YY_IMAGED_OUTCOME_NO_PROCESS, errno, NULL);
      close (child.reply);
    }
}

/* FALSE when the other end is gone or talks nonsense. */
static gboolean
receive_job (Host *self)
{
  YyImagedJob job;
  int fds[YY_IMAGED_N_FDS];
  union
  {
    struct cmsghdr header;
    char bytes[CMSG_SPACE (sizeof fds)];
  } control;
  struct iovec part = { &job, sizeof job };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  struct cmsghdr *header;
  gssize n = recvmsg (self->socket, &message, MSG_CMSG_CLOEXEC);

  if (n < 0 && errno == EINTR)
    return TRUE;

  header = CMSG_FIRSTHDR (&message);
  if (n != sizeof job || job.magic != YY_IMAGED_MAGIC ||
      (message.msg_flags & (MSG_CTRUNC | MSG_TRUNC)) != 0 || header == NULL ||
      header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN (sizeof fds))
    return FALSE;

  memcpy (fds, CMSG_DATA (header), sizeof fds);
  start_job (self, &job, fds);

  return TRUE;
}

static void
end_child (const Child *child, int status, const struct rusage *usage)
{
  if (child->too_late)
    send_end (child->reply, YY_IMAGED_OUTCOME_TIMEOUT, 0, usage);
  else if (WIFEXITED (status))
    send_end (child->reply, YY_IMAGED_OUTCOME_EXITED, WEXITSTATUS (status), usage);
  else
    send_end (child->reply, YY_IMAGED_OUTCOME_KILLED, WTERMSIG (status), usage);
  close (child->reply);
}

static void
reap (Host *self)
{
  GArray *children = self->children;
  struct signalfd_siginfo info;
  struct rusage usage;
  int status;
  pid_t pid;

  (void) read (self->signals, &info, sizeof info);
  while ((pid = wait4 (-1, &status, WNOHANG, &usage)) > 0)
    {
      for (guint i = 0; i < children->len; i++)
        {
          const Child *child = &g_array_index (children, Child, i);

          if (child->pid != pid)
            continue;
          end_child (child, status, &usage);
          g_array_remove_index_fast (children, i);
          break;
        }
    }
}

/* Kills those whose time is up, and gives the milliseconds until the next one's is; -1 when there is none. */
static int
check_deadlines (GArray *children)
{
  gint64 now = g_get_monotonic_time ();
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < children->len; i++)
    {
      Child *child = &g_array_index (children, Child, i);

      if (child->too_late)
        continue;
      if (child->deadline <= now)
        {
          child->too_late = TRUE;
          kill (child->pid, SIGKILL);
        }
      else
        next = MIN (next, child->deadline);
    }

  return next == G_MAXINT64 ? -1 : (int) ((next - now) / 1000 + 1);
}

static gboolean
serve (Host *self)
{
  GArray *children = self->children;
  GArray *polled = self->polled;
  int timeout = check_deadlines (children);
  struct pollfd *fds;

  g_array_set_size (polled, 2 + children->len);
  fds = (struct pollfd *) (gpointer) polled->data;
  fds[0] = (struct pollfd) { .fd = self->socket, .events = POLLIN };
  fds[1] = (struct pollfd) { .fd = self->signals, .events = POLLIN };
  for (guint i = 0; i < children->len; i++)
    {
      const Child *child = &g_array_index (children, Child, i);

      /* Killed already: its socket stays hung up, and would wake us until it is reaped. */
      fds[2 + i] = (struct pollfd) { .fd = child->too_late ? -1 : child->reply };
    }

  if (poll (fds, polled->len, timeout) < 0)
    return errno == EINTR;

  for (guint i = 0; i < children->len; i++)
    {
      Child *child = &g_array_index (children, Child, i);

      if ((fds[2 + i].revents & (POLLHUP | POLLERR)) != 0)
        {
          child->too_late = TRUE;
          kill (child->pid, SIGKILL);
        }
    }
  if (fds[1].revents != 0)
    reap (self);

  return fds[0].revents == 0 || receive_job (self);
}

int
yy_imaged_host_run (int socket, guint readable)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (Child));
  g_autoptr (GArray) polled = g_array_new (FALSE, TRUE, sizeof (struct pollfd));
  Host self = { .socket = socket, .readable = readable, .children = children, .polled = polled };
  sigset_t mask;

  sigemptyset (&mask);
  sigaddset (&mask, SIGCHLD);
  if (sigprocmask (SIG_BLOCK, &mask, NULL) != 0)
    return 1;

  self.signals = signalfd (-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  if (self.signals < 0)
    return 1;

  while (serve (&self))
    continue;

  for (guint i = 0; i < children->len; i++)
    kill (g_array_index (children, Child, i).pid, SIGKILL);
  close (self.signals);

  return 0;
}
