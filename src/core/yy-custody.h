#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a seal is. Nicks are the words on the wire and in the database. */
typedef enum
{
  YY_PLACE_COUNTER, /* where it belongs, with its keepers */
  YY_PLACE_HANDING, /* a keeper has taken it out of its place; the second carrier has not confirmed yet */
  YY_PLACE_OUT,     /* on its way, with two persons */
  YY_PLACE_LAST
} YySealPlace;

const char *yy_seal_place_get_nick (YySealPlace place);
gboolean yy_seal_place_from_nick (const char *nick, YySealPlace *ret_place);

/**
 * YyCustody:
 *
 * Where one seal is and with whom (R05): derived from the events of take-outs, never set by hand. Either at
 * the counter, with no request and no carrier; or away with exactly one request; and out only with two
 * different persons, of whom one keeps it.
 *
 * @request_id, @number: with which it is away; "" at the counter
 * @keeper_id: who hands it out and goes along; at the counter who put it back last, or ""
 * @carrier_id: the second carrier once he has confirmed, else ""
 * @unit_name, @destination, @until: of that request; "" at the counter
 * @since_usec: since when it is there; 0 when it has never been away
 * @overdue: it should be back
 */
typedef struct
{
  char *seal_id;
  char *seal_name;
  YySealPlace place;
  char *request_id;
  char *number;
  char *keeper_id;
  char *keeper_name;
  char *carrier_id;
  char *carrier_name;
  char *unit_name;
  char *destination;
  char *until;
  gint64 since_usec;
  gboolean overdue;
} YyCustody;

/* At the counter, where it has always been. */
YyCustody *yy_custody_new (const char *seal_id);
void yy_custody_free (YyCustody *self);

/* Where it is, with whom and until when, for who would have needed it: "市政务大厅 · 2026-12-01 15:00 ·
 * 简守正、江小溪". */
char *yy_custody_dup_whereabouts (const YyCustody *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyCustody, yy_custody_free)

G_END_DECLS
