#include "yy-imaged-process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the program may take beyond the time limit of a job, to start and to reap, before it counts as stuck.
 */
#define GRACE_MS 3000
/* How long it may take to end when its socket is closed. */
#define END_MS 2000

struct _YyImagedProcess
{
  char *program;

  GMutex mutex; /* guards what follows */
  GPid pid;
  int socket;
  guint generation; /* goes up with every start */
};

YyImagedProcess *
yy_imaged_process_new (const char *program)
{
  YyImagedProcess *self = g_new0 (YyImagedProcess, 1);

  self->program = g_canonicalize_filename (program, NULL); /* it is started in another folder */
  self->socket = -1;
  g_mutex_init (&self->mutex);

  return self;
}

/* The program gets what loaders and sanitizers look at, and nothing else: no secret of ours is in its memory.
 */
static GStrv
make_environment (void)
{
  static const char *const passed[] = { "PATH",          "LANG",
                                        "LC_ALL",        "LD_LIBRARY_PATH",
                                        "XDG_DATA_DIRS", "GDK_PIXBUF_MODULE_FILE",
                                        "ASAN_OPTIONS",  "GDK_PIXBUF_MODULEDIR",
                                        "LSAN_OPTIONS",  "UBSAN_OPTIONS",
                                        "TMPDIR",        NULL };
  GStrv environment = g_new0 (char *, 1);

  for (guint i = 0; passed[i] != NULL; i++)
    {
      const char *value = g_getenv (passed[i]);

      if (value != NULL)
        environment = g_environ_setenv (environment, passed[i], value, TRUE);
    }
  /* One arena: each further one reserves 64 MB of the address space that a job may have. */
  environment = g_environ_setenv (environment, "MALLOC_ARENA_MAX", "1", TRUE);

  return g_environ_setenv (environment, "HOME", "/nonexistent", TRUE);
}

static gboolean
start (YyImagedProcess *self)
{
  const char *const argv[] = { self->program, NULL };
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GError) error = NULL;
  const int target = YY_IMAGED_SOCKET_FD;
  int ends[2];
  gboolean started;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return FALSE;

  started = g_spawn_async_with_pipes_and_fds (
      "/", argv, (const char *const *) environment, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL,
      NULL, NULL, -1, -1, -1, &ends[1], &target, 1, &self->pid, NULL, NULL, NULL, &error);
  close (ends[1]);
  if (!started)
    {
      g_warning ("Cannot start %s: %s", self->program, error->message);
      close (ends[0]);
      return FALSE;
    }

  self->socket = ends[0];
  self->generation++;
  return TRUE;
}

/* With the mutex held. */
static void
stop (YyImagedProcess *self)
{
  struct pollfd gone = { .fd = -1, .events = POLLIN };

  if (self->socket < 0)
    return;

  close (self->socket);
  self->socket = -1;
  gone.fd = pidfd_open (self->pid, 0);
  if (gone.fd < 0 || poll (&gone, 1, END_MS) != 1)
    kill (self->pid, SIGKILL);
  while (waitpid (self->pid, NULL, 0) < 0 && errno == EINTR)
    continue;
  if (gone.fd >= 0)
    close (gone.fd);
  g_spawn_close_pid (self->pid);
}

void
yy_imaged_process_free (YyImagedProcess *self)
{
  stop (self);
  g_mutex_clear (&self->mutex);
  g_free (self->program);
  g_free (self);
}

/* The program of that generation is of no use any more; somebody else may have found that out before. */
static void
discard (YyImagedProcess *self, guint generation)
{
  g_mutex_lock (&self->mutex);
  if (self->generation == generation)
    stop (self);
  g_mutex_unlock (&self->mutex);
}

static gboolean
send_job (int socket, const YyImagedJob *job, const int *fds)
{
  union
  {
    struct cmsghdr header;
    char bytes[CMSG_SPACE (sizeof (int) * YY_IMAGED_N_FDS)];
  } control = { 0 };
  struct iovec part = { (gpointer) job, sizeof *job };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (sizeof (int) * YY_IMAGED_N_FDS);
  memcpy (CMSG_DATA (header), fds, sizeof (int) * YY_IMAGED_N_FDS);

  return sendmsg (socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == (gssize) sizeof *job;
}

/* Starts the program when it does not run, and gives it the job. With the mutex held. */
static gboolean
hand_over (YyImagedProcess *self, const YyImagedJob *job, const int *fds, guint *ret_generation)
{
  for (int tries = 0; tries < 2; tries++)
    {
      if (self->socket < 0 && !start (self))
        return FALSE;
      if (send_job (self->socket, job, fds))
        {
          *ret_generation = self->generation;
          return TRUE;
        }
      stop (self); /* it died since the last job */
    }

  return FALSE;
}

typedef enum
{
  TOLD,
  GIVEN_UP,
  DIED,  /* the socket was closed without a word: nobody but a dead program does that */
  STUCK, /* nothing came in time, or nonsense */
} Wait;

static Wait
wait_for_end (int reply, guint limit_ms, GCancellable *cancellable, YyImagedEnd *ret_end)
{
  GPollFD cancel = { .fd = -1 };
  struct pollfd fds[2] = { { .fd = reply, .events = POLLIN }, { .fd = -1, .events = POLLIN } };
  gint64 deadline = g_get_monotonic_time () + ((gint64) limit_ms + GRACE_MS) * 1000;
  gboolean cancels = g_cancellable_make_pollfd (cancellable, &cancel);
  int n;

  fds[1].fd = cancels ? cancel.fd : -1;
  do
    n = poll (fds, 2, (int) MAX ((deadline - g_get_monotonic_time ()) / 1000, 0));
  while (n < 0 && errno == EINTR);
  if (cancels)
    g_cancellable_release_fd (cancellable);

  if (fds[0].revents != 0)
    {
      gssize got = recv (reply, ret_end, sizeof *ret_end, MSG_DONTWAIT);

      if (got == 0 || (got < 0 && errno == ECONNRESET))
        return DIED;
      return got == (gssize) sizeof *ret_end && ret_end->magic == YY_IMAGED_MAGIC ? TOLD : STUCK;
    }

  return n > 0 && fds[1].revents != 0 ? GIVEN_UP : STUCK;
}

static Wait
try_call (YyImagedProcess *self,
          const YyImagedJob *job,
          int source,
          int result,
          GCancellable *cancellable,
          YyImagedEnd *ret_end)
{
  guint generation = 0;
  int ends[2];
  gboolean handed;
  Wait waited = STUCK;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return STUCK;

  g_mutex_lock (&self->mutex);
  handed = hand_over (self, job, (const int[]) { source, result, ends[1] }, &generation);
  g_mutex_unlock (&self->mutex);
  if (handed)
    {
      close (ends[1]);
      ends[1] = -1;
      waited = wait_for_end (ends[0], job->time_limit_ms, cancellable, ret_end);
      if (waited == STUCK || waited == DIED)
        discard (self, generation);
    }
  if (ends[1] >= 0)
    close (ends[1]);
  close (ends[0]);

  return waited;
}

YyImagedCall
yy_imaged_process_call (YyImagedProcess *self,
                        const YyImagedJob *job,
                        int source,
                        int result,
                        GCancellable *cancellable,
                        YyImagedEnd *ret_end)
{
  YyImagedEnd end = { 0 };
  Wait waited = try_call (self, job, source, result, cancellable, &end);

  /* The program looks at no picture, so its death says nothing about this one: once more, with a new program.
   */
  if (waited == DIED)
    waited = try_call (self, job, source, result, cancellable, &end);
  if (waited == GIVEN_UP)
    return YY_IMAGED_CALL_CANCELLED;
  if (waited != TOLD || end.outcome == YY_IMAGED_OUTCOME_NO_PROCESS ||
      (end.outcome == YY_IMAGED_OUTCOME_EXITED && end.detail == YY_IMAGED_EXIT_NO_SANDBOX))
    {
      g_warning ("%s does not work: outcome %u, detail %d", self->program, end.outcome, end.detail);
      return YY_IMAGED_CALL_BROKEN;
    }

  *ret_end = end;
  return YY_IMAGED_CALL_ENDED;
}
