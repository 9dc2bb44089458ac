#pragma once

#include "yy-wire-decode.h"

G_BEGIN_DECLS

/* What the decoders share. Not for use outside of the yy-wire-decode files. */

#define YY_WIRE_TEXT_MAX 4000
#define YY_WIRE_LIST_MAX 10000

/* Replaces @place by the member; an absent or null one is "" when @optional. */
void yy_wire_read_text (YyWire *wire, const char *name, gboolean optional, char **place);
void yy_wire_read_int (YyWire *wire, const char *name, gint64 max, int *ret_value);
/* RFC 3339 in UTC as microseconds since 1970; an absent or null one is 0 when @optional. */
void yy_wire_read_time (YyWire *wire, const char *name, gboolean optional, gint64 *ret_usec);
/* PERSON; null leaves "". */
void yy_wire_read_person (YyWire *wire, const char *name, gboolean optional, char **id, char **person_name);
/* (element-type YyTarget), added to @targets. */
void yy_wire_read_targets (YyWire *wire, const char *name, GPtrArray *targets);
/* (element-type YyUnit), added to @units. */
void yy_wire_read_units (YyWire *wire, const char *name, GPtrArray *units);
/* PAGE; %NULL when it could not be read. */
YyPage *yy_wire_read_page (YyWire *wire);
/* ISSUE; %NULL for a code that this version does not know. */
YyIssue *yy_wire_read_issue (YyWire *wire);

/* Ends a decoder: TRUE when nothing was wrong, else %YY_ERROR_INTERNAL, with the first wrong place in the
 * journal. */
gboolean yy_wire_end (YyWire *wire, GPtrArray *issues, GError **error);

G_END_DECLS
