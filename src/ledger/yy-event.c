#include "yy-event.h"

#include <string.h>

#include "yy-error.h"

static const char magic[4] = { 'Y', 'Y', 'E', '1' };

void
yy_event_init (YyEvent *self)
{
  memset (self, 0, sizeof *self);
}

void
yy_event_set_word (char place[16], const char *word)
{
  gsize length = strlen (word);

  g_return_if_fail (length < 16);

  memset (place, 0, 16);
  memcpy (place, word, length);
}

void
yy_event_commit (YyEvent *self,
                 YyEventSecret secret,
                 const guint8 salt[YY_EVENT_SALT_SIZE],
                 const char *value)
{
  static const char domain[] = "yanyin/commitment/1";
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 which = (guint8) secret;
  gsize length = YY_EVENT_HASH_SIZE;

  g_return_if_fail (secret < YY_EVENT_N_SECRETS);

  g_checksum_update (sum, (const guchar *) domain, sizeof domain - 1);
  g_checksum_update (sum, &which, 1);
  g_checksum_update (sum, salt, YY_EVENT_SALT_SIZE);
  g_checksum_update (sum, (const guchar *) value, (gssize) strlen (value));
  g_checksum_get_digest (sum, self->commitments[secret], &length);
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  guint32 bytes = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &bytes, sizeof bytes);
}

static void
put_u64 (GByteArray *out, guint64 value)
{
  guint64 bytes = GUINT64_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &bytes, sizeof bytes);
}

static void
put_word (GByteArray *out, const char word[16])
{
  guint8 length = (guint8) strnlen (word, 15);

  g_byte_array_append (out, &length, 1);
  g_byte_array_append (out, (const guint8 *) word, length);
}

GBytes *
yy_event_encode (const YyEvent *self)
{
  GByteArray *out = g_byte_array_sized_new (512);

  g_byte_array_append (out, (const guint8 *) magic, sizeof magic);
  g_byte_array_append (out, self->log_id, sizeof self->log_id);
  put_u64 (out, self->index);
  put_u64 (out, (guint64) self->at_usec);
  g_byte_array_append (out, self->request_id, sizeof self->request_id);
  put_u32 (out, self->revision);
  put_u32 (out, self->round);
  put_u32 (out, self->copies);
  put_word (out, self->kind);
  put_word (out, self->action);
  put_word (out, self->from);
  put_word (out, self->to);
  put_word (out, self->step);
  put_word (out, self->capacity);
  g_byte_array_append (out, self->digest, sizeof self->digest);
  g_byte_array_append (out, self->payload, sizeof self->payload);
  for (guint i = 0; i < YY_EVENT_N_SECRETS; i++)
    g_byte_array_append (out, self->commitments[i], YY_EVENT_HASH_SIZE);

  return g_byte_array_free_to_bytes (out);
}

/* What is left to read. After a short read everything that follows reads zeros, and @ok is FALSE. */
typedef struct
{
  const guint8 *data;
  gsize left;
  gboolean ok;
} Reader;

static void
take (Reader *reader, void *place, gsize length)
{
  memset (place, 0, length);
  if (!reader->ok || reader->left < length)
    {
      reader->ok = FALSE;
      return;
    }

  memcpy (place, reader->data, length);
  reader->data += length;
  reader->left -= length;
}

static guint32
take_u32 (Reader *reader)
{
  guint32 bytes;

  take (reader, &bytes, sizeof bytes);
  return GUINT32_FROM_BE (bytes);
}

static guint64
take_u64 (Reader *reader)
{
  guint64 bytes;

  take (reader, &bytes, sizeof bytes);
  return GUINT64_FROM_BE (bytes);
}

/* Words are of a-z, 0-9, '-' and '_' only: nothing that could look like another word. */
static void
take_word (Reader *reader, char place[16])
{
  guint8 length = 0;

  take (reader, &length, 1);
  if (length > 15)
    reader->ok = FALSE;
  memset (place, 0, 16);
  take (reader, place, reader->ok ? length : 0);
  for (guint i = 0; reader->ok && i < length; i++)
    {
      if (!g_ascii_islower (place[i]) && !g_ascii_isdigit (place[i]) && place[i] != '-' && place[i] != '_')
        reader->ok = FALSE;
    }
}

gboolean
yy_event_decode (GBytes *bytes, YyEvent *ret_event, GError **error)
{
  Reader reader = { .ok = TRUE };
  YyEvent event;
  char head[sizeof magic];

  reader.data = g_bytes_get_data (bytes, &reader.left);
  yy_event_init (&event);
  take (&reader, head, sizeof head);
  take (&reader, event.log_id, sizeof event.log_id);
  event.index = take_u64 (&reader);
  event.at_usec = (gint64) take_u64 (&reader);
  take (&reader, event.request_id, sizeof event.request_id);
  event.revision = take_u32 (&reader);
  event.round = take_u32 (&reader);
  event.copies = take_u32 (&reader);
  take_word (&reader, event.kind);
  take_word (&reader, event.action);
  take_word (&reader, event.from);
  take_word (&reader, event.to);
  take_word (&reader, event.step);
  take_word (&reader, event.capacity);
  take (&reader, event.digest, sizeof event.digest);
  take (&reader, event.payload, sizeof event.payload);
  for (guint i = 0; i < YY_EVENT_N_SECRETS; i++)
    take (&reader, event.commitments[i], YY_EVENT_HASH_SIZE);

  if (!reader.ok || reader.left > 0 || memcmp (head, magic, sizeof magic) != 0)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_MALFORMED, "These bytes are no entry of a ledger.");
      return FALSE;
    }

  *ret_event = event;
  return TRUE;
}

void
yy_event_hash_leaf (GBytes *bytes, guint8 ret_hash[YY_EVENT_HASH_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size, length = YY_EVENT_HASH_SIZE;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_checksum_update (sum, (const guchar *) "\0", 1);
  g_checksum_update (sum, data, (gssize) size);
  g_checksum_get_digest (sum, ret_hash, &length);
}
