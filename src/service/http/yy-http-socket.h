#pragma once

#include "yy-http-server.h"

G_BEGIN_DECLS

/* A socket that listens as @config says, or -1. Only loopback and Unix sockets: the service is not made to
 * face a network by itself. @ret_port is 0 for a Unix socket. */
int yy_http_socket_open (const YyHttpConfig *config, guint16 *ret_port, GError **error);

G_END_DECLS
