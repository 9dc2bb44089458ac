#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The address of a service as a person writes it, as a base for URLs: scheme, host, port and path, without a
 * slash at the end. "https://" is put in front when no scheme is given ("http://" for this computer itself).
 * %YY_ERROR_INVALID, with a message for him, for what is no such address, for one with a name, password,
 * query or fragment in it, and for plain http to another computer: passwords never travel in the open.
 * (transfer full) */
char *yy_server_address_normalize (const char *text, GError **error);

G_END_DECLS
