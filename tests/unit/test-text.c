/* Single texts: what people write into fields, and what must not get into a register. What a person would
 * lose: a name that the system will not take, a number read as another one, or a text that reads otherwise
 * than it is stored. */

#include "yy-text.h"

#include <string.h>

#include "yy-clock.h"
#include "yy-uuid.h"

static const YyIssue *
check (GPtrArray *issues, const char *text, glong min, glong max, gboolean lines)
{
  gboolean good;

  g_ptr_array_set_size (issues, 0);
  good = yy_text_check (text, "/form/x", "R28", min, max, lines, issues);
  g_assert_cmpint (good, ==, issues->len == 0);

  return good ? NULL : g_ptr_array_index (issues, 0);
}

static void
test_lengths (void)
{
  static const struct
  {
    const char *text;
    int code; /* -1: good */
  } texts[] = {
    { "", YY_ISSUE_REQUIRED },
    { "   ", YY_ISSUE_REQUIRED },
    { "\xe3\x80\x80", YY_ISSUE_REQUIRED },             /* a wide blank */
    { "\xe2\x80\x8b\xe2\x80\x8b", YY_ISSUE_REQUIRED }, /* nothing that can be seen */
    { "函", YY_ISSUE_TOO_SHORT },
    { " 函 ", YY_ISSUE_TOO_SHORT },
    { "e\xcc\x81", YY_ISSUE_TOO_SHORT }, /* one letter and its accent */
    { "公函", -1 },
    { "𠮷䶮㛃", -1 },
    { "买买提·吐尔逊", -1 },
    { "一二三四五六七八九十", -1 },
    { "  一二三四五六七八九十  ", -1 },
    { "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81"
      "e\xcc\x81",
      -1 },
    { "一二三四五六七八九十一", YY_ISSUE_TOO_LONG },
    { "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", YY_ISSUE_TOO_LONG },
  };
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const YyIssue *issue = check (issues, texts[i].text, 2, 10, FALSE);

      g_assert_cmpint (issue != NULL ? (int) issue->code : -1, ==, texts[i].code);
      if (issue != NULL)
        g_assert_cmpstr (issue->rule, ==, "R28");
    }

  g_assert_null (check (issues, "", 0, 10, FALSE));
}

/* A letter under a heap of marks is one letter to the eye, but no name; nor may it fill the disk. */
static void
test_heap_of_marks (void)
{
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (GString) text = g_string_new ("aa");

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "\xcc\x81");
  g_assert_cmpint (check (issues, text->str, 2, 200, FALSE)->code, ==, YY_ISSUE_TOO_LONG);
}

static void
test_bad_characters (void)
{
  static const gunichar bad[] = {
    0x01,   0x08,   0x1b,   0x7f,   0x85,   0x9f,                                /* controls */
    0x200e, 0x200f, 0x061c, 0x202a, 0x202b, 0x202c,  0x202d,  0x202e,            /* direction */
    0x2066, 0x2067, 0x2068, 0x2069,                                              /* isolates */
    0xfeff, 0xfffe, 0xffff, 0xfdd0, 0xfdef, 0x1fffe, 0x1ffff, 0x10fffe, 0x10ffff /* no characters */
  };
  static const gunichar line_ends[] = { '\n', 0x2028, 0x2029 };
  static const gunichar good[] = { 0x200d, 0x20bb7, 0x4dae, 0x36c3, 0xb7, 0x3007, 0x1f600, 0xfdf0, 0x30000 };
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad) + G_N_ELEMENTS (line_ends); i++)
    {
      gunichar c = i < G_N_ELEMENTS (bad) ? bad[i] : line_ends[i - G_N_ELEMENTS (bad)];
      g_autoptr (GString) text = g_string_new ("公");
      const YyIssue *issue;

      g_string_append_unichar (text, c);
      g_string_append (text, "函");
      issue = check (issues, text->str, 1, 100, FALSE);
      if (issue == NULL || issue->code != YY_ISSUE_BAD_CHARACTER)
        g_error ("U+%04X is taken", c);
      if (i < G_N_ELEMENTS (bad))
        g_assert_nonnull (check (issues, text->str, 1, 100, TRUE));
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GString) text = g_string_new ("公");

      g_string_append_unichar (text, good[i]);
      if (check (issues, text->str, 1, 100, FALSE) != NULL)
        g_error ("U+%04X is not taken", good[i]);
    }
  g_assert_null (check (issues, "第一行\n第二行", 1, 100, TRUE));
}

static void
test_words (void)
{
  g_assert_true (yy_text_has_words ("——函——"));
  g_assert_true (yy_text_has_words ("7"));
  g_assert_true (yy_text_has_words ("䶮"));
  g_assert_true (yy_text_has_words ("𠮷"));
  g_assert_false (yy_text_has_words ("。。。"));
  g_assert_false (yy_text_has_words ("…—《》-_ \xe3\x80\x80"));
  g_assert_false (yy_text_has_words (""));
}

/* R31. A count is read as it is meant, or not at all: never as another number. */
static void
test_counts (void)
{
  static const struct
  {
    const char *text;
    int number; /* 0: refused, by the reading or by the range */
  } counts[] = {
    { "3", 3 },
    { "３", 3 },
    { " 12 ", 12 },
    { "１２", 12 },
    { "1２", 12 },
    { "\xe3\x80\x80３\xe3\x80\x80", 3 },
    { "三", 3 },
    { "两", 2 },
    { "十", 10 },
    { "一十", 10 },
    { "十二", 12 },
    { "二十", 20 },
    { "二十一", 21 },
    { "一百", 100 },
    { "两百", 200 },
    { "一百零五", 105 },
    { "一百〇五", 105 },
    { "一百一十", 110 },
    { "九百九十九", 999 },
    { "叁", 3 },
    { "贰拾壹", 21 },
    { "999", 999 },
    { "007", 7 },
    { "0", 0 },
    { "０", 0 },
    { "零", 0 },
    { "-1", 0 },
    { "－1", 0 },
    { "1.5", 0 },
    { "1e9", 0 },
    { "", 0 },
    { " ", 0 },
    { "+3", 0 },
    { "3份", 0 },
    { "三份", 0 },
    { "百", 0 },
    { "十百", 0 },
    { "二一", 0 },
    { "三三", 0 },
    { "一百五", 0 },
    { "一百零五十", 0 },
    { "二十零一", 0 },
    { "十十", 0 },
    { "0x10", 0 },
    { "1,000", 0 },
    { "1 2", 0 },
    { "半", 0 },
    { "3\n4", 0 },
    { "三3", 0 },
    { "3三", 0 },
    { "²", 0 },
    { "③", 0 },
  };
  static const char *const huge[] = { "4294967297", "99999999999999999999", "2147483648" };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      int number = 0;

      if (!yy_text_parse_count (counts[i].text, &number) || number < 1)
        number = 0;
      if (number != counts[i].number)
        g_error ("“%s” is read as %d", counts[i].text, number);
    }
  for (guint i = 0; i < G_N_ELEMENTS (huge); i++)
    {
      int number = 1000;

      g_assert_true (!yy_text_parse_count (huge[i], &number) || number > 999);
    }
}

/* Every number that the form takes, in each of the ways of writing it. */
static void
test_counts_round (void)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const wide[] = { "０", "１", "２", "３", "４", "５", "６", "７", "８", "９" };

  for (int n = 1; n <= 999; n++)
    {
      g_autoptr (GString) chinese = g_string_new (NULL);
      g_autoptr (GString) full = g_string_new (NULL);
      g_autofree char *ascii = g_strdup_printf ("%d", n);
      int number = 0;

      if (n >= 100)
        g_string_append_printf (chinese, "%s百", digits[n / 100]);
      if (n % 100 >= 10)
        g_string_append_printf (chinese, "%s十", n < 20 ? "" : digits[n / 10 % 10]);
      else if (n > 100 && n % 100 > 0)
        g_string_append (chinese, "零");
      if (n % 10 > 0)
        g_string_append (chinese, digits[n % 10]);
      for (const char *p = ascii; *p != '\0'; p++)
        g_string_append (full, wide[*p - '0']);

      g_assert_true (yy_text_parse_count (ascii, &number));
      g_assert_cmpint (number, ==, n);
      g_assert_true (yy_text_parse_count (full->str, &number));
      g_assert_cmpint (number, ==, n);
      if (!yy_text_parse_count (chinese->str, &number) || number != n)
        g_error ("“%s” is read as %d", chinese->str, number);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } dates[] = {
    { "2024-02-29", TRUE },
    { "2026-02-28", TRUE },
    { "2000-02-29", TRUE },
    { "2026-12-31", TRUE },
    { "2026-02-29", FALSE },
    { "2024-02-30", FALSE },
    { "2100-02-29", FALSE },
    { "2026-04-31", FALSE },
    { "2026-13-01", FALSE },
    { "2026-00-10", FALSE },
    { "2026-01-00", FALSE },
    { "2026-1-1", FALSE },
    { "2026/01/01", FALSE },
    { "20260101", FALSE },
    { "", FALSE },
    { "2026-01-01 ", FALSE },
    { " 2026-01-1", FALSE },
    { "0000-01-01", FALSE },
    { "２０２６-01-01", FALSE },
    { "2026-01-+1", FALSE },
    { "-026-01-01", FALSE },
    { "2026-01-01T00:00:00Z", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      GDate date;

      if (yy_text_parse_date (dates[i].text, &date) != dates[i].good)
        g_error ("“%s” is judged wrongly", dates[i].text);
      if (dates[i].good)
        {
          g_autofree char *again = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date),
                                                    (int) g_date_get_month (&date), g_date_get_day (&date));

          g_assert_cmpstr (again, ==, dates[i].text);
        }
    }
}

static void
test_phones (void)
{
  static const char *const mobiles[] = { "19900000001", "13000000000" };
  static const char *const no_mobiles[] = { "",
                                            "1990000000",
                                            "199000000012",
                                            "12900000000",
                                            "29900000001",
                                            "1990000000a",
                                            " 19900000001",
                                            "+8619900000001",
                                            "199-0000-0001",
                                            "10000000000" };
  static const char *const phones[] = { "0431-85090000", "(0431) 8509 0000", "+86 431 85090000", "85090" };
  static const char *const no_phones[] = {
    "1234", "abc", "8509x0000", "- - - -", "123456789012345678901", "8509－0000"
  };

  for (guint i = 0; i < G_N_ELEMENTS (mobiles); i++)
    g_assert_true (yy_text_is_mobile (mobiles[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no_mobiles); i++)
    g_assert_false (yy_text_is_mobile (no_mobiles[i]));
  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    g_assert_true (yy_text_is_phone (phones[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no_phones); i++)
    g_assert_false (yy_text_is_phone (no_phones[i]));
}

/* R27: what is hidden is hidden: the middle of a mobile, and the whole of what is too short for that. */
static void
test_mask (void)
{
  g_autofree char *mobile = yy_text_mask_mobile ("19900000001");
  g_autofree char *empty = yy_text_mask_mobile ("");
  g_autofree char *other = yy_text_mask_mobile ("一二三四五六七八");

  g_assert_cmpstr (mobile, ==, "199****0001");
  g_assert_cmpstr (empty, ==, "");
  for (guint i = 1; i < 11; i++)
    {
      g_autofree char *digits = g_strnfill (i, '7');
      g_autofree char *hidden = yy_text_mask_mobile (digits);

      g_assert_null (strchr (hidden, '7'));
    }
  g_assert_cmpstr (other, ==, "****");
}

/* The department's day begins at 16:00 UTC of the day before. */
static void
test_clock (void)
{
  static const struct
  {
    const char *time;
    const char *day;
  } days[] = {
    { "2026-03-01T15:59:59.999999Z", "2026-03-01" }, { "2026-03-01T16:00:00Z", "2026-03-02" },
    { "2024-02-28T16:00:00Z", "2024-02-29" },        { "2024-02-29T15:59:59Z", "2024-02-29" },
    { "2025-12-31T16:00:00Z", "2026-01-01" },        { "1970-01-01T00:00:00Z", "1970-01-01" },
    { "1970-01-01T16:00:00Z", "1970-01-02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (days[i].time, NULL);
      gint64 usec = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
      char text[16];
      GDate day;

      yy_clock_get_day (usec, &day);
      g_date_strftime (text, sizeof text, "%Y-%m-%d", &day);
      g_assert_cmpstr (text, ==, days[i].day);
    }
}

static void
test_uuid (void)
{
  static const char *const bad[] = { "",
                                     "01900000-0000-7000-8000-00000000000",
                                     "01900000-0000-7000-8000-0000000000011",
                                     "01900000-0000-4000-8000-000000000001",
                                     "01900000-0000-7000-c000-000000000001",
                                     "01900000-0000-7000-8000-00000000000A",
                                     "01900000-0000-7000-8000-00000000000g",
                                     "01900000000070008000000000000001",
                                     "{1900000-0000-7000-8000-000000000001",
                                     "00000000-0000-0000-0000-000000000000",
                                     "0190000-00000-7000-8000-000000000001" };
  const guint8 ones[10] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
  const guint8 zeros[10] = { 0 };
  g_autofree char *early = yy_uuid_make (G_GINT64_CONSTANT (0x019000000000), ones);
  g_autofree char *late = yy_uuid_make (G_GINT64_CONSTANT (0x019000000001), zeros);
  guint8 bytes[16];

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (yy_uuid_is_valid (bad[i]));
  g_assert_true (yy_uuid_is_valid (early));
  g_assert_true (yy_uuid_is_valid (late));
  g_assert_cmpstr (late, ==, "01900000-0001-7000-8000-000000000000");
  g_assert_cmpstr (early, ==, "01900000-0000-7fff-bfff-ffffffffffff");

  yy_uuid_get_bytes (early, bytes);
  g_assert_cmpint (bytes[0], ==, 0x01);
  g_assert_cmpint (bytes[1], ==, 0x90);
  g_assert_cmpint (bytes[6], ==, 0x7f);
  g_assert_cmpint (bytes[8], ==, 0xbf);
  g_assert_cmpint (bytes[15], ==, 0xff);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/lengths", test_lengths);
  g_test_add_func ("/text/heap-of-marks", test_heap_of_marks);
  g_test_add_func ("/text/bad-characters", test_bad_characters);
  g_test_add_func ("/text/words", test_words);
  g_test_add_func ("/text/counts", test_counts);
  g_test_add_func ("/text/counts-round", test_counts_round);
  g_test_add_func ("/text/dates", test_dates);
  g_test_add_func ("/text/phones", test_phones);
  g_test_add_func ("/text/mask", test_mask);
  g_test_add_func ("/text/clock", test_clock);
  g_test_add_func ("/text/uuid", test_uuid);

  return g_test_run ();
}
