/* What a form and its pages say, and what a decision signs of it. What would be lost: a decision that holds
 * for something else than what was seen. */

#include <string.h>

#include "yy-change.h"
#include "yy-digest.h"
#include "yy-form.h"
#include "yy-page.h"
#include "yy-test-request.h"

#define CHANGED(member) offsetof (YyForm, member)

typedef struct
{
  YyForm *form;
  GPtrArray *pages;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  f->form = yy_test_form_new ();
  f->pages = yy_test_pages_new (1);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->form, yy_form_free);
  g_clear_pointer (&f->pages, g_ptr_array_unref);
}

/* One change of one member of the form at a time. Returns FALSE after the last one. */
static gboolean
change_member (YyForm *form, guint n)
{
  const gsize texts[] = { CHANGED (unit_id),       CHANGED (office_phone), CHANGED (mobile),
                          CHANGED (material_name), CHANGED (use_date),     CHANGED (seal_id),
                          CHANGED (seal_text),     CHANGED (reason),       CHANGED (reviewer_id),
                          CHANGED (keeper_id),     CHANGED (company_id),   CHANGED (unavoidable),
                          CHANGED (confirmed),     CHANGED (out_from),     CHANGED (out_until),
                          CHANGED (destination),   CHANGED (carrier_id) };

  if (n < G_N_ELEMENTS (texts))
    {
      char **place = (char **) ((char *) form + texts[n]);
      g_autofree char *longer = g_strconcat (*place, "x", NULL);

      yy_form_set_text (place, longer);
      return TRUE;
    }
  switch (n - G_N_ELEMENTS (texts))
    {
    case 0:
      form->copies++;
      return TRUE;
    case 1:
      form->contract = YY_ANSWER_YES;
      return TRUE;
    case 2:
      form->major = YY_ANSWER_YES;
      return TRUE;
    case 3:
      form->not_blank = YY_ANSWER_NO;
      return TRUE;
    case 4:
      form->kind = YY_KIND_TAKE_OUT;
      return TRUE;
    case 5:
      form->confidential = YY_ANSWER_YES;
      return TRUE;
    case 6:
      form->paper = YY_ANSWER_NO;
      return TRUE;
    case 7:
      form->positions++;
      return TRUE;
    default:
      return FALSE;
    }
}

/* F22: a copy is equal and has the same digest; any member changed, it is neither. */
static void
test_each_member_counts (Fixture *f, gconstpointer data)
{
  g_autofree char *digest = yy_digest_content ("01900000-0000-7000-8000-000000000001", f->form, f->pages);
  g_autofree char *elsewhere = yy_digest_content ("01900000-0000-7000-8000-000000000002", f->form, f->pages);
  guint n;

  g_assert_cmpuint (strlen (digest), ==, 64);
  g_assert_cmpstr (digest, !=, elsewhere);
  for (n = 0;; n++)
    {
      g_autoptr (YyForm) copy = yy_form_copy (f->form);
      g_autofree char *same = yy_digest_content ("01900000-0000-7000-8000-000000000001", copy, f->pages);
      g_autofree char *other = NULL;

      g_assert_true (yy_form_equal (copy, f->form));
      g_assert_cmpstr (same, ==, digest);
      if (!change_member (copy, n))
        break;
      other = yy_digest_content ("01900000-0000-7000-8000-000000000001", copy, f->pages);
      g_assert_false (yy_form_equal (copy, f->form));
      g_assert_false (yy_form_equal (f->form, copy));
      g_assert_cmpstr (other, !=, digest);
    }
  g_assert_cmpuint (n, ==, 25);
}

/* Text that moves from one field into the next is another content. */
static void
test_fields_do_not_run_together (Fixture *f, gconstpointer data)
{
  g_autoptr (YyForm) other = yy_form_copy (f->form);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  yy_form_set_text (&f->form->office_phone, "12");
  yy_form_set_text (&f->form->mobile, "3");
  yy_form_set_text (&other->office_phone, "1");
  yy_form_set_text (&other->mobile, "23");
  a = yy_digest_content ("x", f->form, f->pages);
  b = yy_digest_content ("x", other, f->pages);
  g_assert_cmpstr (a, !=, b);
}

static char *
digest_page (Fixture *f, const char *sha256, const char *original, const char *name, int rotation)
{
  g_autoptr (GPtrArray) pages = yy_page_list_new ();

  g_ptr_array_add (pages, yy_page_new (sha256, original, name, "image/jpeg", 9, 8, 7, rotation));
  return yy_digest_content ("x", f->form, pages);
}

/* The picture, its original and how it is turned are signed; the name of the file is not. */
static void
test_pages_count (Fixture *f, gconstpointer data)
{
  g_autofree char *one = g_strnfill (64, '1');
  g_autofree char *two = g_strnfill (64, '2');
  g_autofree char *base = digest_page (f, one, two, "a.jpg", 0);
  g_autofree char *renamed = digest_page (f, one, two, "b.jpg", 0);
  g_autofree char *other = digest_page (f, two, two, "a.jpg", 0);
  g_autofree char *original = digest_page (f, one, "", "a.jpg", 0);
  g_autofree char *turned = digest_page (f, one, two, "a.jpg", 90);
  g_autoptr (GPtrArray) two_pages = yy_test_pages_new (2);
  g_autofree char *in_order = yy_digest_content ("x", f->form, two_pages);
  g_autofree char *swapped = NULL;
  gpointer first = g_ptr_array_steal_index (two_pages, 0);

  g_ptr_array_add (two_pages, first);
  swapped = yy_digest_content ("x", f->form, two_pages);
  g_assert_cmpstr (renamed, ==, base);
  g_assert_cmpstr (other, !=, base);
  g_assert_cmpstr (original, !=, base);
  g_assert_cmpstr (turned, !=, base);
  g_assert_cmpstr (in_order, !=, swapped);
}

static void
add_text (GByteArray *bytes, const char *text)
{
  guint32 length = GUINT32_TO_BE ((guint32) strlen (text));

  g_byte_array_append (bytes, (const guint8 *) &length, sizeof length);
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
}

static void
add_number (GByteArray *bytes, gint64 number)
{
  gint64 big_endian = GINT64_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, sizeof big_endian);
}

/* What every content begins with. */
static GByteArray *
write_by_hand (Fixture *f, const char *magic, const char *id)
{
  const YyForm *form = f->form;
  const char *const texts[] = { magic,          id,
                                form->unit_id,  form->office_phone,
                                form->mobile,   form->material_name,
                                form->use_date, form->seal_id,
                                form->seal_text };
  const char *const more[] = { form->reason, form->reviewer_id, form->keeper_id, "no", "no", "yes" };
  const YyPage *page = g_ptr_array_index (f->pages, 0);
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_text (bytes, texts[i]);
  add_number (bytes, form->copies);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    add_text (bytes, more[i]);
  add_number (bytes, 1);
  add_text (bytes, page->sha256);
  add_text (bytes, page->original_sha256);
  add_number (bytes, page->rotation);

  return bytes;
}

/* The bytes are those that docs/ledger.md tells a foreign verifier to make. */
static void
test_digest_bytes (Fixture *f, gconstpointer data)
{
  const char *id = "01900000-0000-7000-8000-000000000001";
  g_autoptr (GByteArray) bytes = write_by_hand (f, "yanyin/content/1", id);
  g_autofree char *expected = NULL;
  g_autofree char *digest = yy_digest_content (id, f->form, f->pages);

  expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
  g_assert_true (yy_form_is_plain (f->form));
  g_assert_cmpstr (digest, ==, expected);
}

/* A form that says more is signed with all that it says. */
static void
test_digest_of_more (Fixture *f, gconstpointer data)
{
  const char *id = "01900000-0000-7000-8000-000000000001";
  static const char *const texts[] = { "A08 A11", "2026-11-30T09:00", "2026-11-30T17:00", "市政务服务中心",
                                       "H0009" };
  char **places[] = { &f->form->confirmed, &f->form->out_from, &f->form->out_until, &f->form->destination,
                      &f->form->carrier_id };
  g_autoptr (GByteArray) bytes = write_by_hand (f, "yanyin/content/2", id);
  g_autofree char *expected = NULL;
  g_autofree char *digest = NULL;

  f->form->kind = YY_KIND_TAKE_OUT;
  f->form->confidential = YY_ANSWER_NO;
  f->form->paper = YY_ANSWER_YES;
  f->form->positions = 3;
  yy_form_set_text (&f->form->company_id, "canteen-co");
  yy_form_set_text (&f->form->unavoidable, "对方只认名章");
  add_text (bytes, "take-out");
  add_text (bytes, "canteen-co");
  add_text (bytes, "对方只认名章");
  add_text (bytes, "no");
  add_text (bytes, "yes");
  add_number (bytes, 3);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      yy_form_set_text (places[i], texts[i]);
      add_text (bytes, texts[i]);
    }
  expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
  digest = yy_digest_content (id, f->form, f->pages);
  g_assert_false (yy_form_is_plain (f->form));
  g_assert_cmpstr (digest, ==, expected);
}

/* GS9: a change of any member is told, with what was there and what is. */
static void
test_each_change_is_told (Fixture *f, gconstpointer data)
{
  for (guint n = 0;; n++)
    {
      g_autoptr (YyForm) other = yy_form_copy (f->form);
      g_autoptr (GPtrArray) changes = NULL;
      const YyChange *change;

      if (!change_member (other, n))
        break;
      changes = yy_change_list (f->form, f->pages, other, f->pages);
      g_assert_cmpuint (changes->len, ==, 1);
      change = g_ptr_array_index (changes, 0);
      g_assert_true (g_str_has_prefix (change->field, "/form/"));
      g_assert_cmpstr (change->before, !=, change->after);
    }
}

#define ADD(name, function) g_test_add ("/content/" name, Fixture, NULL, setup, function, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-member-counts", test_each_member_counts);
  ADD ("fields-do-not-run-together", test_fields_do_not_run_together);
  ADD ("pages-count", test_pages_count);
  ADD ("digest-bytes", test_digest_bytes);
  ADD ("digest-of-more", test_digest_of_more);
  ADD ("each-change-is-told", test_each_change_is_told);

  return g_test_run ();
}
