/* The bytes of the ledger: docs/ledger.md fixes them for ever. What is lost when one of these fails is the
 * proof of everything that was recorded before. */

#include <string.h>

#include "yy-enums.h"
#include "yy-error.h"
#include "yy-event.h"

static void
fill_event (YyEvent *event)
{
  static const guint8 salt[YY_EVENT_SALT_SIZE] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };

  yy_event_init (event);
  for (guint i = 0; i < YY_EVENT_ID_SIZE; i++)
    {
      event->log_id[i] = (guint8) (0xa0 + i);
      event->request_id[i] = (guint8) (0x10 + i);
    }
  event->index = 258;
  event->at_usec = G_GINT64_CONSTANT (1795509000123456);
  event->revision = 4;
  event->round = 1;
  event->copies = 2;
  yy_event_set_word (event->kind, "request");
  yy_event_set_word (event->action, "stamp");
  yy_event_set_word (event->from, "accepted");
  yy_event_set_word (event->to, "stamped");
  yy_event_set_word (event->step, "none");
  yy_event_set_word (event->capacity, "none");
  memset (event->digest, 0xd1, sizeof event->digest);
  memset (event->payload, 0xe2, sizeof event->payload);
  yy_event_commit (event, YY_EVENT_ACTOR, salt, "H0007");
  yy_event_commit (event, YY_EVENT_REASON, salt, "同意");
}

static char *
hash_text (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* Written by hand from docs/ledger.md, not by the encoder. */
static GBytes *
write_by_hand (const YyEvent *event)
{
  static const char words[] = "\x07request\x05stamp\x08"
                              "accepted\x07stamped\x04none\x04none";
  static const guint8 numbers[] = { 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2 };
  static const guint8 index[] = { 0, 0, 0, 0, 0, 0, 1, 2 };
  guint64 time = GUINT64_TO_BE (G_GUINT64_CONSTANT (1795509000123456));
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "YYE1", 4);
  g_byte_array_append (out, event->log_id, 16);
  g_byte_array_append (out, index, sizeof index);
  g_byte_array_append (out, (const guint8 *) &time, sizeof time);
  g_byte_array_append (out, event->request_id, 16);
  g_byte_array_append (out, numbers, sizeof numbers);
  g_byte_array_append (out, (const guint8 *) words, sizeof words - 1);
  g_byte_array_append (out, event->digest, 32);
  g_byte_array_append (out, event->payload, 32);
  for (guint i = 0; i < YY_EVENT_N_SECRETS; i++)
    g_byte_array_append (out, event->commitments[i], 32);

  return g_byte_array_free_to_bytes (out);
}

static void
test_bytes (void)
{
  YyEvent event;
  g_autoptr (GBytes) encoded = NULL;
  g_autoptr (GBytes) by_hand = NULL;

  fill_event (&event);
  encoded = yy_event_encode (&event);
  by_hand = write_by_hand (&event);

  g_assert_cmpmem (g_bytes_get_data (encoded, NULL), g_bytes_get_size (encoded),
                   g_bytes_get_data (by_hand, NULL), g_bytes_get_size (by_hand));
}

static void
test_leaf (void)
{
  guint8 leaf[YY_EVENT_HASH_SIZE];
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  static const guint8 of_empty[] = {
    0x6e, 0x34, 0x0b, 0x9c, 0xff, 0xb3, 0x7a, 0x98, 0x9c, 0xa5, 0x44, 0xe6, 0xbb, 0x78, 0x0a, 0x2c,
    0x78, 0x90, 0x1d, 0x3f, 0xb3, 0x37, 0x38, 0x76, 0x85, 0x11, 0xa3, 0x06, 0x17, 0xaf, 0xa0, 0x1d,
  };

  /* The leaf hash of the empty string, as the vectors of Certificate Transparency have it. */
  yy_event_hash_leaf (empty, leaf);
  g_assert_cmpmem (leaf, sizeof leaf, of_empty, sizeof of_empty);
}

static void
test_commitment (void)
{
  YyEvent event;
  GByteArray *by_hand = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);
  guint8 secret = 0;

  fill_event (&event);
  g_byte_array_append (by_hand, (const guint8 *) "yanyin/commitment/1", 19);
  g_byte_array_append (by_hand, &secret, 1);
  for (guint8 i = 1; i <= 16; i++)
    g_byte_array_append (by_hand, &i, 1);
  g_byte_array_append (by_hand, (const guint8 *) "H0007", 5);
  bytes = g_byte_array_free_to_bytes (by_hand);
  expected = hash_text (bytes);
  for (guint i = 0; i < YY_EVENT_HASH_SIZE; i++)
    g_string_append_printf (hex, "%02x", event.commitments[YY_EVENT_ACTOR][i]);

  g_assert_cmpstr (hex->str, ==, expected);
}

static void
test_round_trip (void)
{
  YyEvent event, read;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  fill_event (&event);
  bytes = yy_event_encode (&event);
  g_assert_true (yy_event_decode (bytes, &read, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (&read, sizeof read, &event, sizeof event);
}

/* Every shorter text, every longer one, and every word that is none. */
static void
test_refused (void)
{
  YyEvent event, read;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const guint8 *data;

  fill_event (&event);
  bytes = yy_event_encode (&event);
  data = g_bytes_get_data (bytes, &size);
  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, length);
      g_autoptr (GError) error = NULL;

      g_assert_false (yy_event_decode (part, &read, &error));
      g_assert_error (error, YY_ERROR, YY_ERROR_MALFORMED);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree guint8 *copy = g_malloc (size + 1);
      g_autoptr (GBytes) wrong = NULL;

      memcpy (copy, data, size);
      copy[size] = 0;
      if (i == 1)
        copy[0] = 'X';
      else if (i == 2)
        memcpy (memmem (copy, size, "stamped", 7), "Stamped", 7);
      wrong = g_bytes_new (copy, i == 0 ? size + 1 : size);
      g_assert_false (yy_event_decode (wrong, &read, NULL));
    }
}

/* Any single bit that is turned makes another leaf, or no event at all. */
static void
test_every_bit (void)
{
  YyEvent event, read;
  g_autoptr (GBytes) bytes = NULL;
  guint8 leaf[YY_EVENT_HASH_SIZE];
  gsize size;
  const guint8 *data;

  fill_event (&event);
  bytes = yy_event_encode (&event);
  yy_event_hash_leaf (bytes, leaf);
  data = g_bytes_get_data (bytes, &size);
  for (gsize bit = 0; bit < size * 8; bit++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) turned = NULL;
      guint8 other[YY_EVENT_HASH_SIZE];

      copy[bit / 8] ^= (guint8) (1u << (bit % 8));
      turned = g_bytes_new (copy, size);
      yy_event_hash_leaf (turned, other);
      g_assert_true (memcmp (leaf, other, sizeof leaf) != 0);
      if (yy_event_decode (turned, &read, NULL))
        {
          g_autoptr (GBytes) again = yy_event_encode (&read);

          g_assert_true (g_bytes_equal (turned, again));
        }
    }
}

/* A word that does not fit would be cut, and the ledger would say something else for ever. */
static void
test_words_fit (void)
{
  for (guint i = 0; i < MAX ((guint) YY_ACTION_LAST, (guint) YY_STATE_LAST); i++)
    {
      YyAction action = (YyAction) MIN (i, (guint) YY_ACTION_LAST - 1);
      YyState state = (YyState) MIN (i, (guint) YY_STATE_LAST - 1);
      g_autoptr (GBytes) bytes = NULL;
      YyEvent event, read;
      YyAction read_action;
      YyState read_state;

      fill_event (&event);
      yy_event_set_word (event.action, yy_action_get_nick (action));
      yy_event_set_word (event.to, yy_state_get_nick (state));
      bytes = yy_event_encode (&event);
      g_assert_true (yy_event_decode (bytes, &read, NULL));
      g_assert_true (yy_action_from_nick (read.action, &read_action) && read_action == action);
      g_assert_true (yy_state_from_nick (read.to, &read_state) && read_state == state);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event/bytes", test_bytes);
  g_test_add_func ("/event/leaf", test_leaf);
  g_test_add_func ("/event/commitment", test_commitment);
  g_test_add_func ("/event/round-trip", test_round_trip);
  g_test_add_func ("/event/words-fit", test_words_fit);
  g_test_add_func ("/event/refused", test_refused);
  g_test_add_func ("/event/every-bit", test_every_bit);

  return g_test_run ();
}
