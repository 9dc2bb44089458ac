#include "yy-imaged-landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

/* Those of the first version, so that every kernel with Landlock knows them. */
#define HANDLED                                                                                              \
  (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |               \
   LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |            \
   LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |                \
   LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |             \
   LANDLOCK_ACCESS_FS_MAKE_SYM)

/* What loaders read beside the picture: tables of media types, and their own libraries. In a Flatpak also its
 * own. */
static const char *const folders[] = {
  "/usr", "/app",
#ifdef SANITIZED
  "/proc", /* maps, for a report */
#endif
};

static gboolean
allow_path (int rules, int fd, guint64 access)
{
  const struct landlock_path_beneath_attr rule = { .allowed_access = access, .parent_fd = fd };

  return syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

gboolean
yy_imaged_landlock_enter (int source)
{
  const struct landlock_ruleset_attr attributes = { .handled_access_fs = HANDLED };
  int rules = (int) syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  gboolean done;

  if (rules < 0)
    return TRUE;

  /* A file in memory has no place in the tree: it needs no rule, and takes none. */
  (void) allow_path (rules, source, LANDLOCK_ACCESS_FS_READ_FILE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      int fd = open (folders[i], O_PATH | O_CLOEXEC);

      if (fd < 0)
        continue;
      (void) allow_path (rules, fd, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR);
      close (fd);
    }
  done = prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall (SYS_landlock_restrict_self, rules, 0) == 0;
  close (rules);

  return done;
}
