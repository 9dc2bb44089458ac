#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE for a UUID in its canonical lower-case form of 36 characters, version 7 (RFC 9562). */
gboolean yy_uuid_is_valid (const char *text);

/* A new UUIDv7 from the time in milliseconds since 1970 and 10 random bytes: core has neither clock nor
 * randomness of its own. */
char *yy_uuid_make (gint64 unix_msec, const guint8 random[10]);

/* The 16 bytes of a valid one. */
void yy_uuid_get_bytes (const char *uuid, guint8 ret_bytes[16]);

G_END_DECLS
