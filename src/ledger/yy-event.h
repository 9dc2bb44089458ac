#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YY_EVENT_SALT_SIZE 16
#define YY_EVENT_HASH_SIZE 32
#define YY_EVENT_ID_SIZE 16
/* No event is longer; what claims to be is no event. */
#define YY_EVENT_MAX_SIZE 4096

/**
 * YyEventSecret:
 *
 * The parts of an event that say something of a person. The event holds only a commitment to each, SHA-256
 * over a salt and the value, so that the value can be erased later while the event, its leaf and every proof
 * stay as they are.
 */
typedef enum
{
  YY_EVENT_ACTOR,
  YY_EVENT_NEXT,
  YY_EVENT_REASON,
  YY_EVENT_SESSION,
  YY_EVENT_BEHALF,
  YY_EVENT_N_SECRETS
} YyEventSecret;

/**
 * YyEvent:
 *
 * One entry of the ledger: something that changed. A plain value; its canonical bytes (docs/ledger.md) never
 * change meaning, its leaf hash is that of RFC 6962. It is not a line of a history for people: see YyHistory.
 *
 * @log_id: of this ledger, so that an entry of one cannot be passed off as one of another
 * @index: place in the ledger, from 0 without gaps
 * @at_usec: microseconds since 1970, UTC; never less than that of the entry before
 * @request_id: 16 bytes of the UUID; zeros when it is about no request
 * @kind, @action: what about ("request", "directory", "account", "policy", "delegation") and what ("submit")
 * @digest: of form and pages, 32 bytes; zeros when there is none
 * @payload: SHA-256 of what else belongs to it (an imported file, photos of the stamped page); zeros when
 * there is none
 * @commitments: of each #YyEventSecret; zeros when there is none
 */
typedef struct
{
  guint8 log_id[YY_EVENT_ID_SIZE];
  guint64 index;
  gint64 at_usec;
  guint8 request_id[YY_EVENT_ID_SIZE];
  guint32 revision;
  guint32 round;
  guint32 copies;
  char kind[16];
  char action[16];
  char from[16];
  char to[16];
  char step[16];
  char capacity[16];
  guint8 digest[YY_EVENT_HASH_SIZE];
  guint8 payload[YY_EVENT_HASH_SIZE];
  guint8 commitments[YY_EVENT_N_SECRETS][YY_EVENT_HASH_SIZE];
} YyEvent;

void yy_event_init (YyEvent *self);
/* Copies a word of at most 15 bytes into one of the word members. */
void yy_event_set_word (char place[16], const char *word);

/* SHA-256 ("yanyin/commitment/1" ‖ secret ‖ salt ‖ value). An empty @value commits too: its absence is zeros.
 */
void yy_event_commit (YyEvent *self,
                      YyEventSecret secret,
                      const guint8 salt[YY_EVENT_SALT_SIZE],
                      const char *value);

/* The canonical bytes. */
GBytes *yy_event_encode (const YyEvent *self);
/* The only event that has these canonical bytes; FALSE with %YY_ERROR_MALFORMED for any other bytes. */
gboolean yy_event_decode (GBytes *bytes, YyEvent *ret_event, GError **error);
/* SHA-256 (0x00 ‖ bytes), as RFC 6962 has it for a leaf. */
void yy_event_hash_leaf (GBytes *bytes, guint8 ret_hash[YY_EVENT_HASH_SIZE]);

G_END_DECLS
