#include <arpa/inet.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/landlock.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "yy-imaged-job.h"
#include "yy-imaged-sandbox.h"

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

/* What one who has taken over the decoder would do next. Each is tried by a process that has locked itself in
 * as the real one does; it answers 0 when it was let through, 1 when it was told no, and is killed at best.
 */
typedef int (*Attempt) (void);

#define LET_THROUGH 0
#define TOLD_NO 1

/* 0 when the process answered so; else the signal that ended it, negative. */
static int
try_with (Attempt attempt, gboolean by_path)
{
  int source = memfd_create ("source", MFD_CLOEXEC);
  int result = memfd_create ("result", MFD_CLOEXEC);
  int status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      int high_source = fcntl (source, F_DUPFD, 64);
      int high_result = fcntl (result, F_DUPFD, 64);

      dup2 (high_source, YY_IMAGED_SOURCE_FD);
      dup2 (high_result, YY_IMAGED_RESULT_FD);
      close_range (YY_IMAGED_RESULT_FD + 1, ~0u, 0);
      if (!yy_imaged_sandbox_enter (1000, by_path))
        _exit (YY_IMAGED_EXIT_NO_SANDBOX);
      _exit (attempt ());
    }

  close (source);
  close (result);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  return WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
}

static int
try_locked (Attempt attempt)
{
  return try_with (attempt, TRUE);
}

static int
do_nothing (void)
{
  return LET_THROUGH;
}

static int
write_result (void)
{
  return pwrite (YY_IMAGED_RESULT_FD, "x", 1, 0) == 1 ? LET_THROUGH : TOLD_NO;
}

static int
write_source (void)
{
  return pwrite (YY_IMAGED_SOURCE_FD, "x", 1, 0) == 1 ? LET_THROUGH : TOLD_NO;
}

static int
open_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) >= 0 ? LET_THROUGH : TOLD_NO;
}

static int
open_to_write (void)
{
  return open ("/tmp/yanyin-must-not-exist", O_WRONLY | O_CREAT, 0600) >= 0 ? LET_THROUGH : TOLD_NO;
}

static int
open_nameless (void)
{
  return open ("/tmp", O_RDWR | O_TMPFILE, 0600) >= 0 ? LET_THROUGH : TOLD_NO;
}

static int
start_program (void)
{
  return execl ("/bin/true", "true", NULL) == 0 ? LET_THROUGH : TOLD_NO;
}

static int
start_process (void)
{
  pid_t pid = fork ();

  return pid >= 0 ? LET_THROUGH : TOLD_NO;
}

static int
kill_parent (void)
{
  return kill (getppid (), 0) == 0 ? LET_THROUGH : TOLD_NO;
}

static int
trace_parent (void)
{
  return ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0 ? LET_THROUGH : TOLD_NO;
}

static int
remove_file (void)
{
  return unlink ("/tmp/yanyin-must-not-exist") == 0 ? LET_THROUGH : TOLD_NO;
}

static int
write_much (void)
{
  return pwrite (YY_IMAGED_RESULT_FD, "x", 1, (off_t) YY_IMAGED_RESULT_SIZE + 1) == 1 ? LET_THROUGH : TOLD_NO;
}

static int
map_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page != MAP_FAILED ? LET_THROUGH : TOLD_NO;
}

static int
take_memory (void)
{
  void *much = mmap (NULL, (gsize) 1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return much != MAP_FAILED ? LET_THROUGH : TOLD_NO;
}

static int
spin (void)
{
  volatile gboolean forever = TRUE;

  while (forever)
    continue;

  return LET_THROUGH;
}

static int
read_passwords (void)
{
  return open ("/etc/passwd", O_RDONLY) >= 0 ? LET_THROUGH : TOLD_NO;
}

static int
read_system (void)
{
  return open ("/usr/share", O_RDONLY | O_DIRECTORY) >= 0 ? LET_THROUGH : TOLD_NO;
}

/* Without this the rest would prove nothing. */
static void
test_work (void)
{
  g_assert_cmpint (try_locked (do_nothing), ==, LET_THROUGH);
  g_assert_cmpint (try_locked (write_result), ==, LET_THROUGH);
  g_assert_cmpint (try_locked (read_system), ==, LET_THROUGH);
}

static void
test_killed (void)
{
  g_assert_cmpint (try_locked (write_source), ==, -SIGSYS);
  g_assert_cmpint (try_locked (open_socket), ==, -SIGSYS);
  g_assert_cmpint (try_locked (open_to_write), ==, -SIGSYS);
  g_assert_cmpint (try_locked (open_nameless), ==, -SIGSYS);
  g_assert_cmpint (try_locked (start_program), ==, -SIGSYS);
  g_assert_cmpint (try_locked (start_process), ==, -SIGSYS);
  g_assert_cmpint (try_locked (kill_parent), ==, -SIGSYS);
  g_assert_cmpint (try_locked (trace_parent), ==, -SIGSYS);
  g_assert_cmpint (try_locked (remove_file), ==, -SIGSYS);
  g_assert_cmpint (try_locked (write_much), ==, -SIGXFSZ);
  if (!SANITIZED)
    g_assert_cmpint (try_locked (map_code), ==, -SIGSYS);
}

static void
test_bounded (void)
{
  int end = try_locked (spin);

  /* The soft limit of the processor's time and the hard one are the same; the kernel may send either. */
  g_assert_true (end == -SIGKILL || end == -SIGXCPU);
  if (!SANITIZED)
    g_assert_cmpint (try_locked (take_memory), ==, TOLD_NO);
}

/* One picture's process must not read the database, nor another picture. */
static void
test_other_files (void)
{
  if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
    {
      g_test_skip ("this kernel has no Landlock");
      return;
    }

  g_assert_cmpint (try_locked (read_passwords), ==, TOLD_NO);
}

/* JPEG and PNG are decoded from memory: their process opens nothing, whatever the kernel can do. */
static void
test_no_files (void)
{
  g_assert_cmpint (try_with (do_nothing, FALSE), ==, LET_THROUGH);
  g_assert_cmpint (try_with (read_system, FALSE), ==, TOLD_NO);
  g_assert_cmpint (try_with (read_passwords, FALSE), ==, TOLD_NO);
  g_assert_cmpint (try_with (open_to_write, FALSE), ==, TOLD_NO);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/imaged-sandbox/work", test_work);
  g_test_add_func ("/imaged-sandbox/killed", test_killed);
  g_test_add_func ("/imaged-sandbox/bounded", test_bounded);
  g_test_add_func ("/imaged-sandbox/other-files", test_other_files);
  g_test_add_func ("/imaged-sandbox/no-files", test_no_files);

  return g_test_run ();
}
