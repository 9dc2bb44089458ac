#include "yy-engine-check.h"

#include "yy-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "yy-custody-store.h"
#include "yy-db-backup.h"
#include "yy-db-tx.h"
#include "yy-digest.h"
#include "yy-directory-store.h"
#include "yy-error.h"
#include "yy-engine-talk.h"
#include "yy-event-store.h"
#include "yy-page.h"
#include "yy-picture-store.h"
#include "yy-policy-store.h"
#include "yy-request-store.h"
#include "yy-submission.h"
#include "yy-talk-store.h"

/* A picture has its place before the database mentions it: so long a file may be on its way. */
#define ON_ITS_WAY G_TIME_SPAN_HOUR

typedef struct
{
  YyEngine *engine;
  YyDb *db;
  YyCheckFault fault;
  gpointer user_data;
  YyCheckReport report;
  GHashTable *known; /* digests of the pictures that the database mentions */
} Check;

static void tell (Check *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (Check *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->report.n_faults++;
  self->fault (what, self->user_data);
}

static void
event_fault_cb (gint64 event_index, const char *what, gpointer user_data)
{
  tell (user_data, _ ("Event %lld: %s."), (long long) event_index, what);
}

/* What was decided on in each round is what the events of that round signed. */
static gboolean
check_submission (Check *self, const YyRequest *request, const YyHistory *line, GError **error)
{
  g_autofree char *content = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (YyForm) form = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GError) cause = NULL;

  content = yy_request_store_dup_submission (self->db, request->id, line->round, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (content == NULL)
    {
      tell (self, _ ("Request %s: what was submitted in round %d is missing."), request->id, line->round);
      return TRUE;
    }
  if (yy_submission_read (content, &form, &pages, NULL))
    digest = yy_digest_content (request->id, form, pages);
  if (g_strcmp0 (digest, line->digest) != 0)
    tell (self, _ ("Request %s: what is kept of round %d is not what was submitted."), request->id,
          line->round);

  return TRUE;
}

/* The photos of the stamped pages are those of the event (docs/ledger.md). */
static void
check_stamped_pages (Check *self, const YyRequest *request, const YyHistory *line)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[YY_EVENT_HASH_SIZE] = { 0 };
  gsize length = sizeof hash;
  YyEvent event;

  for (guint i = 0; i < request->stamped_pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (request->stamped_pages, i);

      for (guint b = 0; b < YY_EVENT_HASH_SIZE; b++)
        {
          guchar byte = (guchar) (g_ascii_xdigit_value (page->sha256[2 * b]) << 4 |
                                  g_ascii_xdigit_value (page->sha256[2 * b + 1]));

          g_checksum_update (sum, &byte, 1);
        }
    }
  if (request->stamped_pages->len > 0)
    g_checksum_get_digest (sum, hash, &length);

  /* An event that cannot be read was told of already. */
  if (yy_event_store_load (self->db, line->event, &event, NULL) &&
      memcmp (event.payload, hash, sizeof hash) != 0)
    tell (self, _ ("Request %s: the photos of the stamped pages are not those of the event."), request->id);
}

static char *
join (GPtrArray *texts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (texts, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Who is waited for, and who got a copy, is what the history says. */
static gboolean
check_talk (Check *self, const YyRequest *request, GError **error)
{
  g_autoptr (GPtrArray) stored = yy_talk_store_list_waiting (self->db, request->id, error);
  g_autoptr (GPtrArray) stored_copied = yy_talk_store_list_copied (self->db, request->id, error);
  g_autoptr (GPtrArray) waiting = yy_engine_list_waiting (request);
  g_autoptr (GPtrArray) copied = yy_engine_list_copied (request);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *is = NULL;
  g_autofree char *is_copied = NULL;
  g_autofree char *should = NULL;
  g_autofree char *should_copied = NULL;

  if (stored == NULL || stored_copied == NULL)
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    {
      const YyWaiting *one = g_ptr_array_index (waiting, i);
      g_autofree char *text = g_strdup_printf ("%s %s", one->person_id, one->task);

      /* Two questions to one person are one task. */
      if (!g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  g_ptr_array_sort (texts, compare_texts);

  is = join (stored);
  should = join (texts);
  is_copied = join (stored_copied);
  should_copied = join (copied);
  if (!g_str_equal (is, should) || !g_str_equal (is_copied, should_copied))
    tell (self, _ ("Request %s: who is asked or has a copy is not what its history says."), request->id);

  return TRUE;
}

static gboolean
check_request (Check *self, YyOrg *org, const char *id, GError **error)
{
  g_autoptr (YyRequest) request = yy_request_store_load (self->db, org, id, error);
  g_autofree char *digest = NULL;

  if (request == NULL)
    return FALSE;

  self->report.n_requests++;
  digest = yy_digest_content (request->id, request->form, request->pages);
  if (!g_str_equal (digest, request->digest))
    tell (self, _ ("Request %s: form or pages are not those of its digest."), id);
  for (guint i = 0; i < request->history->len; i++)
    {
      const YyHistory *line = g_ptr_array_index (request->history, i);

      if (line->action == YY_ACTION_SUBMIT && !check_submission (self, request, line, error))
        return FALSE;
      if (line->action == YY_ACTION_STAMP)
        check_stamped_pages (self, request, line);
    }

  return check_talk (self, request, error);
}

static gboolean
check_requests (Check *self, GError **error)
{
  g_autoptr (YySnapshot) snapshot = yy_directory_store_load (self->db, error);
  g_autoptr (GPtrArray) ids = NULL;

  if (snapshot == NULL)
    return FALSE;
  ids = yy_request_store_list_ids (self->db, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!check_request (self, snapshot->org, g_ptr_array_index (ids, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_picture_cb (const char *sha256, gint64 size, gpointer user_data, GError **error)
{
  Check *self = user_data;
  g_autoptr (GError) cause = NULL;

  self->report.n_pictures++;
  g_hash_table_add (self->known, g_strdup (sha256));
  if (!yy_blob_store_check (yy_engine_get_blobs (self->engine), sha256, &cause))
    tell (self,
          g_error_matches (cause, YY_ERROR, YY_ERROR_NOT_FOUND) ? _ ("Picture %s is missing.")
                                                                : _ ("Picture %s is damaged."),
          sha256);

  return TRUE;
}

static void
check_file_cb (const char *name, gboolean in_place, gint64 changed_usec, gpointer user_data)
{
  Check *self = user_data;

  if (!in_place)
    tell (self, _ ("The file “%s” does not belong among the pictures."), name);
  else if (!g_hash_table_contains (self->known, name) &&
           changed_usec + ON_ITS_WAY < yy_engine_now (self->engine))
    tell (self, _ ("Picture %s is not in the database: nobody can see it."), name);
}

static gboolean
check_database (Check *self, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!yy_db_check_integrity (self->db, &cause))
    tell (self, _ ("The database is damaged: %s"), cause->message);

  return yy_event_store_check (self->db, event_fault_cb, self, &self->report.n_events, error) &&
         yy_policy_store_check (self->db, event_fault_cb, self, error) &&
         yy_custody_store_check (self->db, event_fault_cb, self, error) && check_requests (self, error);
}

static gboolean
run_check (Check *self, gboolean pictures, YyCheckReport *ret_report, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (YyDbTx) view = yy_db_begin_read (self->db, error);

  self->known = known;
  if (view == NULL || !check_database (self, error))
    return FALSE;
  if (pictures && (!yy_picture_store_each (self->db, check_picture_cb, self, error) ||
                   !yy_blob_store_each (yy_engine_get_blobs (self->engine), check_file_cb, self, error)))
    return FALSE;

  *ret_report = self->report;
  return TRUE;
}

gboolean
yy_engine_check (YyEngine *self,
                 YyDb *db,
                 YyCheckFault fault,
                 gpointer user_data,
                 YyCheckReport *ret_report,
                 GError **error)
{
  Check check = { .engine = self, .db = db, .fault = fault, .user_data = user_data };

  return run_check (&check, TRUE, ret_report, error);
}

gboolean
yy_engine_check_database (
    YyDb *db, YyCheckFault fault, gpointer user_data, YyCheckReport *ret_report, GError **error)
{
  Check check = { .db = db, .fault = fault, .user_data = user_data };

  return run_check (&check, FALSE, ret_report, error);
}
