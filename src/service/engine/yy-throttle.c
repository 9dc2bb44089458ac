#include "yy-throttle.h"

/* Tries that cost nothing, and how long the waiting grows to. An account alone has many more, so that nobody
 * locks out another by trying his name from elsewhere; an address serves many people behind one gateway. */
#define FREE_PAIR 5
#define FREE_ACCOUNT 50
#define FREE_ADDRESS 100
#define LONGEST (15 * 60)
#define FORGET (60 * G_TIME_SPAN_MINUTE)
#define MOST_COUNTERS 100000

typedef struct
{
  guint failures;
  gint64 last_usec; /* of the latest try that was let through */
} Counter;

struct _YyThrottle
{
  GMutex lock;
  GHashTable *counters; /* "a/ACCOUNT", "p/ACCOUNT/ADDRESS", "i/ADDRESS" -> Counter */
};

YyThrottle *
yy_throttle_new (void)
{
  YyThrottle *self = g_new0 (YyThrottle, 1);

  g_mutex_init (&self->lock);
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
yy_throttle_free (YyThrottle *self)
{
  g_hash_table_unref (self->counters);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
is_forgotten (gpointer key, gpointer value, gpointer user_data)
{
  return ((Counter *) value)->last_usec + FORGET < *(gint64 *) user_data;
}

static void
count_try (YyThrottle *self, const char *key, gint64 now_usec)
{
  Counter *counter = g_hash_table_lookup (self->counters, key);

  if (counter == NULL)
    {
      if (g_hash_table_size (self->counters) >= MOST_COUNTERS)
        g_hash_table_foreach_remove (self->counters, is_forgotten, &now_usec);
      if (g_hash_table_size (self->counters) >= MOST_COUNTERS)
        g_hash_table_remove_all (self->counters);
      counter = g_new0 (Counter, 1);
      g_hash_table_insert (self->counters, g_strdup (key), counter);
    }
  else if (counter->last_usec + FORGET < now_usec)
    {
      counter->failures = 0;
    }

  counter->failures++;
  counter->last_usec = now_usec;
}

/* Seconds that are still to be waited for the next try. */
static guint
get_wait (YyThrottle *self, const char *key, guint free_tries, gint64 now_usec)
{
  const Counter *counter = g_hash_table_lookup (self->counters, key);
  guint over;
  gint64 wait;

  if (counter == NULL || counter->last_usec + FORGET < now_usec || counter->failures < free_tries)
    return 0;

  over = counter->failures - free_tries;
  wait = MIN ((gint64) 1 << MIN (over, 10), LONGEST) * G_USEC_PER_SEC;
  /* A clock that was set back must not lock people out for ever. */
  if (counter->last_usec > now_usec || counter->last_usec + wait <= now_usec)
    return 0;

  return (guint) ((counter->last_usec + wait - now_usec + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

gboolean
yy_throttle_begin (
    YyThrottle *self, const char *account, const char *address, gint64 now_usec, guint *ret_wait_seconds)
{
  g_autofree char *pair_key = g_strdup_printf ("p/%s/%s", account, address);
  g_autofree char *account_key = g_strdup_printf ("a/%s", account);
  g_autofree char *address_key = g_strdup_printf ("i/%s", address);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint of_pair = get_wait (self, pair_key, FREE_PAIR, now_usec);
  guint of_account = get_wait (self, account_key, FREE_ACCOUNT, now_usec);
  guint of_address = get_wait (self, address_key, FREE_ADDRESS, now_usec);
  guint wait = MAX (of_pair, MAX (of_account, of_address));

  /* A try that is refused makes no counter: whoever is waiting could fill the memory with names until it is
   * cleared, and his own waiting with it. */
  if (wait > 0)
    {
      *ret_wait_seconds = wait;
      return FALSE;
    }

  count_try (self, pair_key, now_usec);
  count_try (self, account_key, now_usec);
  count_try (self, address_key, now_usec);
  return TRUE;
}

static void
take_back (YyThrottle *self, const char *key, gboolean all)
{
  Counter *counter = g_hash_table_lookup (self->counters, key);

  if (counter != NULL && counter->failures > 0)
    counter->failures = all ? 0 : counter->failures - 1;
}

void
yy_throttle_succeed (YyThrottle *self, const char *account, const char *address)
{
  g_autofree char *pair_key = g_strdup_printf ("p/%s/%s", account, address);
  g_autofree char *account_key = g_strdup_printf ("a/%s", account);
  g_autofree char *address_key = g_strdup_printf ("i/%s", address);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  take_back (self, pair_key, TRUE);
  take_back (self, account_key, TRUE);
  /* Owning one account must not buy tries at others. */
  take_back (self, address_key, FALSE);
}
