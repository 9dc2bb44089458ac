#pragma once

#include <glib.h>

/* Catches what the code under test logs, so that a test may provoke a warning and prove that it came, while
 * every other warning still ends the program. Once in main(), before anything is logged. */

static gint yy_test_log_expected; /* > 0: warnings are counted and swallowed */
static gint yy_test_log_seen;

static GLogWriterOutput
yy_test_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (level == G_LOG_LEVEL_WARNING && g_atomic_int_get (&yy_test_log_expected) > 0)
    {
      g_atomic_int_inc (&yy_test_log_seen);
      return G_LOG_WRITER_HANDLED;
    }

  return g_log_writer_default (level, fields, n_fields, NULL);
}

static inline void
yy_test_log_init (void)
{
  g_log_set_writer_func (yy_test_log_cb, NULL, NULL);
  g_log_set_always_fatal (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
}

static inline void
yy_test_log_expect (void)
{
  g_atomic_int_set (&yy_test_log_seen, 0);
  g_atomic_int_set (&yy_test_log_expected, 1);
}

/* At least one warning must have come. */
static inline void
yy_test_log_assert (void)
{
  g_atomic_int_set (&yy_test_log_expected, 0);
  g_assert_cmpint (g_atomic_int_get (&yy_test_log_seen), >, 0);
}
