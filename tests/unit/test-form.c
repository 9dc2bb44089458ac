/* The form, field by field with its boundaries (R24-R38). What a person would lose: a form that cannot be
 * sent and does not say why, or one that is sent and cannot be decided. */

#include "yy-form-check.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "yy-error.h"
#include "yy-rule.h"
#include "yy-test-org.h"
#include "yy-test-request.h"
#include "yy-text.h"

#define GOOD -1
#define CHANGED(member) offsetof (YyForm, member)

typedef struct
{
  YyOrg *org;
  YyPolicy policy;
  GDate today;
  YyForm *form;
  GPtrArray *pages;
} Fixture;

static void
setup (Fixture *f, gconstpointer data)
{
  f->org = yy_test_org_new ();
  yy_policy_init (&f->policy);
  f->policy.days_ahead = 30;
  g_assert_true (yy_text_parse_date (YY_TEST_TODAY, &f->today));
  f->form = yy_test_form_new ();
  f->pages = yy_test_pages_new (1);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->org, yy_org_unref);
  g_clear_pointer (&f->form, yy_form_free);
  g_clear_pointer (&f->pages, g_ptr_array_unref);
}

/* The form must have exactly this one thing wrong with it, in this field, by a rule that can be quoted. */
static void
assert_only (Fixture *f, int code, const char *field, const char *rule)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  const YyIssue *issue;

  yy_form_check_submit (f->form, f->pages, f->org, YY_TEST_APPLICANT, &f->policy, &f->today, issues);
  g_assert_cmpuint (issues->len, ==, code != GOOD);
  if (code == GOOD)
    return;

  issue = g_ptr_array_index (issues, 0);
  g_assert_cmpstr (yy_issue_code_get_nick (issue->code), ==, yy_issue_code_get_nick ((YyIssueCode) code));
  g_assert_cmpstr (issue->field, ==, field);
  g_assert_cmpstr (issue->rule, ==, rule);
  g_assert_nonnull (yy_rule_get_clause (rule));
}

static char *
repeat (const char *text, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, text);

  return g_string_free (all, FALSE);
}

static void
test_texts (Fixture *f, gconstpointer data)
{
  g_autofree char *name_max = repeat ("函", YY_FORM_NAME_MAX);
  g_autofree char *name_over = repeat ("函", YY_FORM_NAME_MAX + 1);
  g_autofree char *marked_max = repeat ("e\xcc\x81", YY_FORM_NAME_MAX);
  g_autofree char *rare_max = repeat ("𠮷", YY_FORM_NAME_MAX);
  g_autofree char *reason_max = repeat ("事", YY_FORM_REASON_MAX);
  g_autofree char *reason_over = repeat ("事", YY_FORM_REASON_MAX + 1);
  const struct
  {
    gsize member;
    const char *field;
    const char *rule;
    const char *text;
    int code;
  } texts[] = {
    { CHANGED (unit_id), "/form/unit_id", "R25", "", YY_ISSUE_REQUIRED },
    { CHANGED (unit_id), "/form/unit_id", "R25", "no-such-unit", YY_ISSUE_UNKNOWN_VALUE },
    { CHANGED (office_phone), "/form/office_phone", "R26", "", GOOD },
    { CHANGED (office_phone), "/form/office_phone", "R26", "0431-85090000", GOOD },
    { CHANGED (office_phone), "/form/office_phone", "R26", "分机三", YY_ISSUE_BAD_PHONE },
    { CHANGED (mobile), "/form/mobile", "R27", "", YY_ISSUE_REQUIRED },
    { CHANGED (mobile), "/form/mobile", "R27", "1990000000", YY_ISSUE_BAD_MOBILE },
    { CHANGED (mobile), "/form/mobile", "R27", "19900000001", GOOD },
    { CHANGED (material_name), "/form/material_name", "R28", "", YY_ISSUE_REQUIRED },
    { CHANGED (material_name), "/form/material_name", "R28", " 函 ", YY_ISSUE_TOO_SHORT },
    { CHANGED (material_name), "/form/material_name", "R28", "公函", GOOD },
    { CHANGED (material_name), "/form/material_name", "R28", "买买提·吐尔逊在职证明", GOOD },
    { CHANGED (material_name), "/form/material_name", "R28", "。。。", YY_ISSUE_NO_WORDS },
    { CHANGED (material_name), "/form/material_name", "R28", name_max, GOOD },
    { CHANGED (material_name), "/form/material_name", "R28", marked_max, GOOD },
    { CHANGED (material_name), "/form/material_name", "R28", rare_max, GOOD },
    { CHANGED (material_name), "/form/material_name", "R28", name_over, YY_ISSUE_TOO_LONG },
    { CHANGED (material_name), "/form/material_name", "R28", "公\n函", YY_ISSUE_BAD_CHARACTER },
    { CHANGED (material_name), "/form/material_name", "R28", "公\xe2\x80\xae函", YY_ISSUE_BAD_CHARACTER },
    { CHANGED (use_date), "/form/use_date", "R29", "", YY_ISSUE_REQUIRED },
    { CHANGED (use_date), "/form/use_date", "R29", "2026-02-29", YY_ISSUE_NOT_A_DATE },
    { CHANGED (use_date), "/form/use_date", "R29", "明天", YY_ISSUE_NOT_A_DATE },
    { CHANGED (use_date), "/form/use_date", "R29", "2026-03-01", YY_ISSUE_IN_THE_PAST },
    { CHANGED (use_date), "/form/use_date", "R29", "2026-03-02", GOOD },
    { CHANGED (use_date), "/form/use_date", "R29", "2026-04-01", GOOD },
    { CHANGED (use_date), "/form/use_date", "R29", "2026-04-02", YY_ISSUE_TOO_FAR_AHEAD },
    { CHANGED (seal_id), "/form/seal_id", "R30", "", YY_ISSUE_REQUIRED },
    { CHANGED (seal_id), "/form/seal_id", "R30", YY_TEST_SEAL_OLD, YY_ISSUE_UNKNOWN_VALUE },
    { CHANGED (reason), "/form/reason", "R32", "", YY_ISSUE_REQUIRED },
    { CHANGED (reason), "/form/reason", "R32", "上报备案", YY_ISSUE_TOO_SHORT },
    { CHANGED (reason), "/form/reason", "R32", "上报备案用", GOOD },
    { CHANGED (reason), "/form/reason", "R32", "上报备案用，\n一式两份", GOOD },
    { CHANGED (reason), "/form/reason", "R32", "，，，，，，", YY_ISSUE_NO_WORDS },
    { CHANGED (reason), "/form/reason", "R32", reason_max, GOOD },
    { CHANGED (reason), "/form/reason", "R32", reason_over, YY_ISSUE_TOO_LONG },
    { CHANGED (reviewer_id), "/form/reviewer_id", "A01", "", YY_ISSUE_REQUIRED },
    { CHANGED (keeper_id), "/form/keeper_id", "R36", "", YY_ISSUE_REQUIRED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char **place = (char **) ((char *) f->form + texts[i].member);
      g_autofree char *before = g_strdup (*place);

      g_test_message ("%s, %u", texts[i].field, i);
      yy_form_set_text (place, texts[i].text);
      /* Without a unit or a seal there is nobody who could review or keep: that is told once more. */
      if (texts[i].member == CHANGED (unit_id) || texts[i].member == CHANGED (seal_id))
        {
          g_autoptr (GPtrArray) issues = yy_issue_list_new ();
          const YyIssue *issue;

          yy_form_check_submit (f->form, f->pages, f->org, YY_TEST_APPLICANT, &f->policy, &f->today, issues);
          g_assert_cmpuint (issues->len, >=, 1);
          issue = g_ptr_array_index (issues, 0);
          g_assert_cmpstr (issue->field, ==, texts[i].field);
          g_assert_cmpint (issue->code, ==, texts[i].code);
        }
      else
        {
          assert_only (f, texts[i].code, texts[i].field, texts[i].rule);
        }
      yy_form_set_text (place, before);
    }
  assert_only (f, GOOD, NULL, NULL);
}

/* R31: 1 to 999. */
static void
test_copies (Fixture *f, gconstpointer data)
{
  static const struct
  {
    int copies;
    int code;
  } counts[] = {
    { 0, YY_ISSUE_REQUIRED },
    { -1, YY_ISSUE_TOO_SMALL },
    { 1, GOOD },
    { 999, GOOD },
    { 1000, YY_ISSUE_TOO_LARGE },
    { G_MAXINT, YY_ISSUE_TOO_LARGE },
    { G_MININT, YY_ISSUE_TOO_SMALL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      f->form->copies = counts[i].copies;
      assert_only (f, counts[i].code, "/form/copies", "R31");
    }
}

/* A05, R09, R10, A07: the declarations and the other seal. */
static void
test_declarations (Fixture *f, gconstpointer data)
{
  f->form->contract = YY_ANSWER_UNSET;
  assert_only (f, YY_ISSUE_REQUIRED, "/form/contract", "R10");
  f->form->contract = YY_ANSWER_NO;
  f->form->not_blank = YY_ANSWER_UNSET;
  assert_only (f, YY_ISSUE_REQUIRED, "/form/not_blank", "R09");
  f->form->not_blank = YY_ANSWER_NO;
  assert_only (f, YY_ISSUE_BLANK, "/form/not_blank", "R09");
  f->form->not_blank = YY_ANSWER_YES;
  f->form->major = YY_ANSWER_UNSET;
  assert_only (f, YY_ISSUE_REQUIRED, "/form/major", "A07");
  f->form->major = YY_ANSWER_YES;
  assert_only (f, GOOD, NULL, NULL);

  yy_form_set_text (&f->form->seal_id, YY_TEST_SEAL_OTHER);
  assert_only (f, YY_ISSUE_REQUIRED, "/form/seal_text", "A05");
  yy_form_set_text (&f->form->seal_text, "食堂专用章");
  assert_only (f, GOOD, NULL, NULL);
}

/* R13, R37: at least one picture, at most ten; the eleventh is told with the count, in a draft too. */
static void
test_pages (Fixture *f, gconstpointer data)
{
  for (guint n = 0; n <= YY_FORM_PAGES_MAX + 1; n++)
    {
      g_clear_pointer (&f->pages, g_ptr_array_unref);
      f->pages = yy_test_pages_new (n);
      if (n == 0)
        assert_only (f, YY_ISSUE_TOO_FEW, "/pages", "R13");
      else if (n <= YY_FORM_PAGES_MAX)
        assert_only (f, GOOD, NULL, NULL);
      else
        assert_only (f, YY_ISSUE_TOO_MANY, "/pages", "R37");
    }
}

/* R44: a draft may lack everything, but what could not be shown again is not kept. */
static void
test_draft (Fixture *f, gconstpointer data)
{
  g_autoptr (YyForm) empty = yy_form_new ();
  g_autoptr (GPtrArray) no_pages = yy_test_pages_new (0);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  yy_form_check_draft (empty, no_pages, issues);
  g_assert_cmpuint (issues->len, ==, 0);

  yy_form_set_text (&empty->use_date, "后天");
  yy_form_set_text (&empty->material_name, "合同");
  yy_form_check_draft (empty, no_pages, issues);
  g_assert_cmpuint (issues->len, ==, 0);

  yy_form_set_text (&empty->reason, "一\x01二");
  yy_form_check_draft (empty, no_pages, issues);
  g_assert_cmpuint (issues->len, ==, 1);
}

/* Every thing that is wrong with an empty form is told at once, each in its own field. */
static void
test_all_at_once (Fixture *f, gconstpointer data)
{
  static const char *const fields[] = { "unit_id",   "mobile",   "material_name", "use_date",
                                        "seal_id",   "copies",   "reason",        "reviewer_id",
                                        "keeper_id", "contract", "major",         "not_blank" };
  g_autoptr (YyForm) empty = yy_form_new ();
  g_autoptr (GPtrArray) no_pages = yy_test_pages_new (0);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  yy_form_check_submit (empty, no_pages, f->org, YY_TEST_APPLICANT, &f->policy, &f->today, issues);
  g_assert_cmpuint (issues->len, ==, G_N_ELEMENTS (fields) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *field = g_strconcat ("/form/", fields[i], NULL);
      guint n = 0;

      for (guint j = 0; j < issues->len; j++)
        {
          const YyIssue *issue = g_ptr_array_index (issues, j);

          n += g_str_equal (issue->field, field);
          g_assert_nonnull (yy_rule_get_clause (issue->rule));
        }
      g_assert_cmpuint (n, ==, 1);
    }
}

/* As a draft it has exactly this wrong with it; @code is GOOD for nothing. */
static void
assert_draft (Fixture *f, int code, const char *field, const char *rule)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  const YyIssue *issue;

  yy_form_check_draft (f->form, f->pages, issues);
  g_assert_cmpuint (issues->len, ==, code != GOOD);
  if (code == GOOD)
    return;

  issue = g_ptr_array_index (issues, 0);
  g_assert_cmpint (issue->code, ==, code);
  g_assert_cmpstr (issue->field, ==, field);
  g_assert_cmpstr (issue->rule, ==, rule);
}

/* What only some requests say has its own limits, in a draft already. */
static void
test_limits_of_more (Fixture *f, gconstpointer data)
{
  static const struct
  {
    gsize place;
    glong max;
    const char *field;
    const char *rule;
  } texts[] = {
    { G_STRUCT_OFFSET (YyForm, company_id), 64, "/form/company_id", "R12" },
    { G_STRUCT_OFFSET (YyForm, unavoidable), 1000, "/form/unavoidable", "R11" },
    { G_STRUCT_OFFSET (YyForm, confirmed), 200, "/form/confirmed", "A08" },
    { G_STRUCT_OFFSET (YyForm, out_from), 16, "/form/out_from", "R04" },
    { G_STRUCT_OFFSET (YyForm, out_until), 16, "/form/out_until", "R04" },
    { G_STRUCT_OFFSET (YyForm, destination), 200, "/form/destination", "R04" },
    { G_STRUCT_OFFSET (YyForm, carrier_id), 64, "/form/carrier_id", "R05" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      char **place = &G_STRUCT_MEMBER (char *, f->form, texts[i].place);
      g_autofree char *longest = g_strnfill ((gsize) texts[i].max, '1');
      g_autofree char *longer = g_strconcat (longest, "1", NULL);

      yy_form_set_text (place, longest);
      assert_draft (f, GOOD, NULL, NULL);
      yy_form_set_text (place, longer);
      assert_draft (f, YY_ISSUE_TOO_LONG, texts[i].field, texts[i].rule);
      yy_form_set_text (place, "一\x01二");
      assert_draft (f, YY_ISSUE_BAD_CHARACTER, texts[i].field, texts[i].rule);
      yy_form_set_text (place, "");
    }

  yy_form_set_text (&f->form->unavoidable, "第一行\n第二行");
  f->form->positions = 20;
  assert_draft (f, GOOD, NULL, NULL);
  f->form->positions = 21;
  assert_draft (f, YY_ISSUE_TOO_LARGE, "/form/positions", "A24");
  f->form->positions = -1;
  assert_draft (f, YY_ISSUE_TOO_SMALL, "/form/positions", "A24");
}

/* Every reader's sentence: translated, and filled in. */
static void
test_issue_texts (void)
{
  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  bindtextdomain ("yanyin", g_getenv ("YY_TEST_LOCALEDIR"));
  bind_textdomain_codeset ("yanyin", "UTF-8");
  textdomain ("yanyin");

  for (YyIssueCode code = 0; code < YY_ISSUE_LAST; code++)
    {
      g_autoptr (YyIssue) issue = yy_issue_new (code, "/form/x", "R10", 77, "实参");
      g_autofree char *text = yy_issue_dup_text (issue);
      gboolean chinese = FALSE;

      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        chinese |= g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN;
      if (!chinese || strstr (text, "%s") != NULL)
        g_error ("%s: %s", yy_issue_code_get_nick (code), text);
    }
}

#define ROUND(Type, name, last)                                                                              \
  for (guint i = 0; i < (guint) (last); i++)                                                                 \
    {                                                                                                        \
      Type value = (Type) -1;                                                                                \
      Type nothing = (Type) 0;                                                                               \
                                                                                                             \
      g_assert_true (yy_##name##_from_nick (yy_##name##_get_nick ((Type) i), &value));                       \
      g_assert_cmpuint (value, ==, i);                                                                       \
      g_assert_false (yy_##name##_from_nick ("", &nothing));                                                 \
      g_assert_false (yy_##name##_from_nick ("no-such-word", &nothing));                                     \
    }

/* The words on the wire: each leads back to its value, and no other word does. */
static void
test_nicks (void)
{
  ROUND (YyState, state, YY_STATE_LAST)
  ROUND (YyStep, step, YY_STEP_LAST)
  ROUND (YyAction, action, YY_ACTION_LAST)
  ROUND (YyPost, post, YY_POST_LAST)
  ROUND (YySealKind, seal_kind, YY_SEAL_LAST)
  ROUND (YyKind, kind, YY_KIND_LAST)
  ROUND (YyAnswer, answer, YY_ANSWER_LAST)
  ROUND (YyIssueCode, issue_code, YY_ISSUE_LAST)
  ROUND (YyError, error, YY_ERROR_INTERNAL + 1)
}

#define ADD(name, function) g_test_add ("/form/" name, Fixture, NULL, setup, function, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("texts", test_texts);
  ADD ("copies", test_copies);
  ADD ("declarations", test_declarations);
  ADD ("pages", test_pages);
  ADD ("draft", test_draft);
  ADD ("all-at-once", test_all_at_once);
  ADD ("limits-of-more", test_limits_of_more);
  g_test_add_func ("/form/nicks", test_nicks);
  g_test_add_func ("/form/issue-texts", test_issue_texts);

  return g_test_run ();
}
