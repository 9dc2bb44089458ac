#include "yy-digest.h"

#include <string.h>

#include "yy-page.h"

/* Every field is preceded by its length as four bytes, big-endian, so that no two different contents give the
 * same bytes. */
static void
add_text (GChecksum *sum, const char *text)
{
  gsize length = strlen (text);
  guint32 prefix = GUINT32_TO_BE ((guint32) length);

  g_checksum_update (sum, (const guchar *) &prefix, sizeof prefix);
  g_checksum_update (sum, (const guchar *) text, (gssize) length);
}

static void
add_number (GChecksum *sum, gint64 number)
{
  gint64 bytes = GINT64_TO_BE (number);

  g_checksum_update (sum, (const guchar *) &bytes, sizeof bytes);
}

static void
add_later (GChecksum *sum, const YyForm *form)
{
  add_text (sum, yy_kind_get_nick (form->kind));
  add_text (sum, form->company_id);
  add_text (sum, form->unavoidable);
  add_text (sum, yy_answer_get_nick (form->confidential));
  add_text (sum, yy_answer_get_nick (form->paper));
  add_number (sum, form->positions);
  add_text (sum, form->confirmed);
  add_text (sum, form->out_from);
  add_text (sum, form->out_until);
  add_text (sum, form->destination);
  add_text (sum, form->carrier_id);
}

char *
yy_digest_content (const char *request_id, const YyForm *form, GPtrArray *pages)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean plain = yy_form_is_plain (form);

  add_text (sum, plain ? "yanyin/content/1" : "yanyin/content/2");
  add_text (sum, request_id);
  add_text (sum, form->unit_id);
  add_text (sum, form->office_phone);
  add_text (sum, form->mobile);
  add_text (sum, form->material_name);
  add_text (sum, form->use_date);
  add_text (sum, form->seal_id);
  add_text (sum, form->seal_text);
  add_number (sum, form->copies);
  add_text (sum, form->reason);
  add_text (sum, form->reviewer_id);
  add_text (sum, form->keeper_id);
  add_text (sum, yy_answer_get_nick (form->contract));
  add_text (sum, yy_answer_get_nick (form->major));
  add_text (sum, yy_answer_get_nick (form->not_blank));
  add_number (sum, pages->len);
  for (guint i = 0; i < pages->len; i++)
    {
      const YyPage *page = g_ptr_array_index (pages, i);

      add_text (sum, page->sha256);
      add_text (sum, page->original_sha256);
      add_number (sum, page->rotation);
    }

  if (!plain)
    add_later (sum, form);

  return g_strdup (g_checksum_get_string (sum));
}
