/* yanyin-imaged: decodes pictures that nobody trusts, each in a locked process of its own. It is started by
 * YyImageWorker with a socket as descriptor 3, and is of no use by hand. */

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "yy-imaged-host.h"
#include "yy-imaged-protocol.h"
#include "yy-imaged-sandbox.h"
#include "yy-imaged-warm.h"

static gboolean
is_socket (int fd)
{
  int type = 0;
  socklen_t length = sizeof type;

  return getsockopt (fd, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_SEQPACKET;
}

int
main (int argc, char *argv[])
{
  if (argc > 1 || !is_socket (YY_IMAGED_SOCKET_FD))
    {
      fputs ("yanyin-imaged is started by yanyind and by the client, not by hand.\n", stderr);
      return 2;
    }

  /* The journal's writer would open a socket, which kills a locked process. */
  g_log_set_writer_func (g_log_writer_standard_streams, NULL, NULL);
  /* Whoever waits for an answer of the service goes first. */
  (void) setpriority (PRIO_PROCESS, 0, 5);
  (void) fcntl (YY_IMAGED_SOCKET_FD, F_SETFD, FD_CLOEXEC);

  /* Where it fails, each job says so (YY_IMAGED_EXIT_NO_SANDBOX). */
  (void) yy_imaged_sandbox_prepare ();
  return yy_imaged_host_run (YY_IMAGED_SOCKET_FD, yy_imaged_warm_up ());
}
