#include "yy-imaged-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "yy-imaged-job.h"
#include "yy-imaged-landlock.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* Enough for the 108 megapixels of a phone, also as PNG; a picture that wants more is told to be too large.
 */
#define MEMORY_LIMIT ((rlim_t) 768 * 1024 * 1024)

/* What reading a file, memory, threads of libheif, time and the end of a process need. */
static const int allowed[] = {
  SCMP_SYS (access),
  SCMP_SYS (brk),
  SCMP_SYS (clock_getres),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (close),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
  SCMP_SYS (faccessat),
  SCMP_SYS (fcntl),
  SCMP_SYS (fstat),
  SCMP_SYS (futex),
  SCMP_SYS (getdents64),
  SCMP_SYS (getegid),
  SCMP_SYS (geteuid),
  SCMP_SYS (getgid),
  SCMP_SYS (getpid),
  SCMP_SYS (getrandom),
  SCMP_SYS (getrusage),
  SCMP_SYS (gettid),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (getuid),
  SCMP_SYS (lseek),
  SCMP_SYS (lstat),
  SCMP_SYS (madvise),
  SCMP_SYS (mremap),
  SCMP_SYS (munmap),
  SCMP_SYS (newfstatat),
  SCMP_SYS (pread64),
  SCMP_SYS (read),
  SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (rseq),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (sched_getparam),
  SCMP_SYS (sched_getscheduler),
  SCMP_SYS (sched_yield),
  SCMP_SYS (set_robust_list),
  SCMP_SYS (stat),
  SCMP_SYS (statx),
  SCMP_SYS (sysinfo),
  SCMP_SYS (tgkill),
  SCMP_SYS (uname),
#if SANITIZED
  SCMP_SYS (mmap),
  SCMP_SYS (mprotect),
  SCMP_SYS (prctl),
  SCMP_SYS (sigaltstack),
#endif
};

/* Not there, as on an older kernel: the C library then takes another way, whose arguments can be looked at.
 */
static const struct
{
  int call;
  guint32 error;
} absent[] = {
  { SCMP_SYS (clone3), ENOSYS },  { SCMP_SYS (ioctl), ENOTTY },
  { SCMP_SYS (openat2), ENOSYS }, { SCMP_SYS (prlimit64), EPERM },
#if !SANITIZED
  { SCMP_SYS (prctl), EPERM }, /* names of threads */
#endif
};

/* Allowed only with these arguments: each condition is `argument & mask == value`, and both must hold. A call
 * may stand here more than once. */
static const struct
{
  int call;
  struct scmp_arg_cmp conditions[2];
} bounded[] = {
#define BITS(argument, mask, value)                                                                          \
  {                                                                                                          \
    argument, SCMP_CMP_MASKED_EQ, mask, value                                                                \
  }
#define NUMBER(argument, value)                                                                              \
  {                                                                                                          \
    argument, SCMP_CMP_EQ, value, 0                                                                          \
  }
#define WRITING (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))
  { SCMP_SYS (open), { BITS (1, WRITING, O_RDONLY), BITS (1, 0, 0) } },
  { SCMP_SYS (openat), { BITS (2, WRITING, O_RDONLY), BITS (2, 0, 0) } },
  { SCMP_SYS (clone), { BITS (0, CLONE_THREAD, CLONE_THREAD), BITS (0, 0, 0) } },
  { SCMP_SYS (write), { NUMBER (0, STDERR_FILENO), BITS (0, 0, 0) } },
  { SCMP_SYS (writev), { NUMBER (0, STDERR_FILENO), BITS (0, 0, 0) } },
  { SCMP_SYS (pwrite64), { NUMBER (0, YY_IMAGED_RESULT_FD), BITS (0, 0, 0) } },
#if !SANITIZED
  /* No new program code; memory shared with a file only to read (libtiff does). */
  { SCMP_SYS (mmap), { BITS (2, PROT_EXEC, 0), BITS (3, MAP_SHARED, 0) } },
  { SCMP_SYS (mmap), { BITS (2, PROT_EXEC | PROT_WRITE, 0), BITS (3, MAP_SHARED, MAP_SHARED) } },
  { SCMP_SYS (mprotect), { BITS (2, PROT_EXEC, 0), BITS (2, 0, 0) } },
#endif
};

static gboolean
opens_files (int call)
{
  return call == SCMP_SYS (open) || call == SCMP_SYS (openat);
}

static gboolean
allow_calls (scmp_filter_ctx filter, gboolean by_path)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0)
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (absent[i].error), absent[i].call, 0) != 0)
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (bounded); i++)
    {
      const struct scmp_arg_cmp *conditions = bounded[i].conditions;
      guint n = conditions[0].arg == conditions[1].arg ? 1 : 2; /* an argument can be compared once */

      if (!by_path && opens_files (bounded[i].call))
        {
          if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), bounded[i].call, 0) != 0)
            return FALSE;
        }
      else if (seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, bounded[i].call, n, conditions) != 0)
        return FALSE;
    }

  return TRUE;
}

/* The instructions of the filter, for the kernel: what libseccomp writes into a file. */
static gboolean
compile_filter (gboolean by_path, int fd)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  gboolean done;

  if (filter == NULL)
    return FALSE;

  done = allow_calls (filter, by_path) && seccomp_export_bpf (filter, fd) == 0;
  seccomp_release (filter);

  return done;
}

static gboolean
read_filter (int fd, struct sock_fprog *ret_program)
{
  struct stat status;
  g_autofree struct sock_filter *instructions = NULL;
  gsize n;

  if (fstat (fd, &status) != 0)
    return FALSE;
  n = (gsize) status.st_size / sizeof *instructions;
  if (n == 0 || n > G_MAXUINT16 || n * sizeof *instructions != (gsize) status.st_size)
    return FALSE;

  instructions = g_new (struct sock_filter, n);
  if (pread (fd, instructions, n * sizeof *instructions, 0) != (gssize) status.st_size)
    return FALSE;

  *ret_program = (struct sock_fprog) { (guint16) n, g_steal_pointer (&instructions) };
  return TRUE;
}

/* Compiled once in a process: its children have the result, and need a system call where compiling would take
 * longer than a small picture. */
static const struct sock_fprog *
get_filter (gboolean by_path)
{
  static struct sock_fprog programs[2];
  struct sock_fprog *program = &programs[by_path ? 1 : 0];
  int fd;

  if (program->filter != NULL)
    return program;

  fd = memfd_create ("yanyin-filter", MFD_CLOEXEC);
  if (fd < 0)
    return NULL;
  if (!compile_filter (by_path, fd) || !read_filter (fd, program))
    program->filter = NULL;
  close (fd);

  return program->filter != NULL ? program : NULL;
}

static gboolean
filter_calls (gboolean by_path)
{
  const struct sock_fprog *program = get_filter (by_path);

  return program != NULL && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, program) == 0;
}

static gboolean
set_limit (__rlimit_resource_t resource, rlim_t limit)
{
  const struct rlimit both = { limit, limit };

  return setrlimit (resource, &both) == 0;
}

/* What the loaders print is of the picture's making: no stranger writes into the journal. A sanitizer's
 * report is kept. */
static gboolean
be_quiet (void)
{
  int fd = SANITIZED ? STDERR_FILENO : open ("/dev/null", O_WRONLY);

  return fd >= 0 && dup2 (fd, STDERR_FILENO) >= 0 && (fd == STDERR_FILENO || close (fd) == 0);
}

gboolean
yy_imaged_sandbox_prepare (void)
{
  return get_filter (FALSE) != NULL && get_filter (TRUE) != NULL;
}

gboolean
yy_imaged_sandbox_enter (guint time_limit_ms, gboolean by_path)
{
  return prctl (PR_SET_PDEATHSIG, SIGKILL) == 0 && be_quiet () && set_limit (RLIMIT_CORE, 0) &&
         (SANITIZED || set_limit (RLIMIT_AS, MEMORY_LIMIT)) &&
         set_limit (RLIMIT_CPU, (rlim_t) (time_limit_ms + 999) / 1000) &&
         set_limit (RLIMIT_FSIZE, YY_IMAGED_RESULT_SIZE) && set_limit (RLIMIT_NOFILE, 32) &&
         yy_imaged_landlock_enter (YY_IMAGED_SOURCE_FD) && filter_calls (by_path);
}
