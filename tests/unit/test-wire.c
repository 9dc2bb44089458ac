#include "yy-wire.h"

#include "yy-enums.h"
#include "yy-error.h"
#include "yy-json.h"

#include <string.h>

/* Documents of RFC 8259 that must be read. */
static const char *const accepted[] = {
  "{}",
  "[]",
  "null",
  "true",
  "false",
  "0",
  "-0",
  "-1",
  "1",
  "10",
  "9223372036854775807",
  "-9223372036854775808",
  "1.5",
  "-0.5",
  "1e5",
  "1E5",
  "1e+5",
  "1e-5",
  "0e1",
  "0.1e2",
  "1e308",
  "1e-400",
  "\"\"",
  "\"a\"",
  "\"\\\"\"",
  "\"\\\\\"",
  "\"\\/\"",
  "\"\\b\\f\\n\\r\\t\"",
  "\"\\u0001\"",
  "\"\\u5370\"",
  "\"\\uD83D\\uDE00\"",
  "\"\\uffff\"",
  "\"\xe5\x8d\xb0\"",
  "\"\xf0\x9f\x98\x80\"",
  "\"\xe2\x80\xa8\"",
  "\"\x7f\"",
  "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"",
  " {} ",
  "\t\r\n{}\n",
  "[1]",
  "[1,2]",
  "[ 1 , 2 ]",
  "[[]]",
  "[{}]",
  "{\"a\":1}",
  "{ \"a\" : 1 }",
  "{\"a\":1,\"b\":2}",
  "{\"a\":{\"a\":1}}",
  "{\"\":1}",
  "{\"a b\":1}",
  "{\"\\u0061b\":1,\"a\":2}",
  "[null,true,false]",
  "[\"a\",1,{},[]]",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
};

/* What is only nearly JSON, or is JSON that we do not want. */
static const char *const refused[] = {
  "",
  " ",
  "\n",
  "{",
  "}",
  "[",
  "]",
  "[}",
  "{]",
  "[1",
  "[1,",
  "[1,]",
  "[,1]",
  "[,]",
  "[1,,2]",
  "[1 2]",
  "[1:2]",
  "[1]]",
  "[1]x",
  "[1],",
  "{}{}",
  "{} {}",
  "{}[]",
  "{}#",
  "{}//",
  "{}/**/",
  "// a\n{}",
  "/* a */{}",
  "# a\n{}",
  "{\"a\"}",
  "{\"a\":}",
  "{\"a\":1,}",
  "{,\"a\":1}",
  "{\"a\" 1}",
  "{\"a\":1 \"b\":2}",
  "{\"a\":1,,\"b\":2}",
  "{\"a\":1:2}",
  "{a:1}",
  "{'a':1}",
  "{1:1}",
  "{null:1}",
  "{[]:1}",
  "{\"a\":1,\"a\":1}",
  "{\"a\":1,\"a\":2}",
  "{\"a\":1,\"\\u0061\":2}",
  "{\"x\":{\"a\":1,\"a\":2}}",
  "'a'",
  "a",
  "nul",
  "nulll",
  "NULL",
  "Null",
  "tru",
  "True",
  "TRUE",
  "fals",
  "undefined",
  "NaN",
  "-NaN",
  "nan",
  "Infinity",
  "-Infinity",
  "inf",
  "1e400",
  "-1e400",
  "1e999999999",
  "9223372036854775808",
  "-9223372036854775809",
  "18446744073709551616",
  "100000000000000000000000000000000000000000000000000000000000000000000",
  "0.1000000000000000000000000000000000000000000000000000000000000000000",
  "+1",
  "++1",
  "--1",
  "- 1",
  "-",
  "+",
  "01",
  "-01",
  "00",
  "0x10",
  "0b1",
  "1_000",
  "1,000",
  ".5",
  "-.5",
  "5.",
  "1.e5",
  "1e",
  "1e+",
  "1E-",
  "1ee5",
  "1e5.5",
  "1.2.3",
  "1 000",
  "1a",
  "1f",
  "1n",
  "\xef\xbc\x91",
  "\"",
  "\"a",
  "a\"",
  "\"a\"b",
  "\"a\" \"b\"",
  "\"\\\"",
  "\"\\a\"",
  "\"\\x41\"",
  "\"\\0\"",
  "\"\\'\"",
  "\"\\u\"",
  "\"\\u1\"",
  "\"\\u12\"",
  "\"\\u123\"",
  "\"\\u123g\"",
  "\"\\U00000041\"",
  "\"\\u0000\"",
  "\"a\\u0000b\"",
  "{\"\\u0000\":1}",
  "{\"a\\u0000b\":1}",
  "\"\\uD800\"",
  "\"\\uDBFF\"",
  "\"\\uDC00\"",
  "\"\\uDFFF\"",
  "\"\\uD800\\uD800\"",
  "\"\\uDC00\\uD800\"",
  "\"\\uD800a\"",
  "\"\\uD800\\n\"",
  "\"\\uD800\\u0041\"",
  "\"\n\"",
  "\"\r\"",
  "\"\t\"",
  "\"\x01\"",
  "\"\x1f\"",
  "\"\x80\"",
  "\"\xbf\"",
  "\"\xc0\x80\"",
  "\"\xc1\xbf\"",
  "\"\xe0\x80\xaf\"",
  "\"\xf0\x80\x80\xaf\"",
  "\"\xf8\x88\x80\x80\x80\"",
  "\"\xff\"",
  "\"\xfe\"",
  "\"\xe5\x8d\"",
  "\"\xe5\"",
  "\"\xed\xa0\x80\"",
  "\"\xed\xbf\xbf\"",
  "\"\xf4\x90\x80\x80\"",
  "\"\xe5\x8d\xb0\xb0\"",
  "{\"\xff\":1}",
  "\xef\xbb\xbf{}",
  "\xef\xbb\xbf",
  "\xff\xfe{\x01}\x01",
  "\xc2\xa0{}",
  "\xe3\x80\x80{}",
  "\v{}",
  "\f{}",
  "{}\f",
  "\x01{}",
  "\x1e{}\n",
  "[\v1]",
  "<a/>",
  "a=1",
  "%7B%7D",
  "()",
  "(1)",
  "[1;2]",
  "[...]",
  "[*]",
  "*",
  "${x}",
  "\\u007b\\u007d",
  "[\"a\",\n\"b\"",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
  ("{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":"
   "[{\"a\":[{\"a\":1}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}"),
};

static json_t *
parse (const char *text, gssize length, GError **error)
{
  return yy_wire_parse (text, length >= 0 ? (gsize) length : strlen (text), YY_WIRE_SIZE_LIMIT, error);
}

static void
assert_refused (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) json = parse (text, length, &error);

  if (json != NULL)
    g_error ("It was read: %s", text);
  g_assert_error (error, YY_ERROR, YY_ERROR_MALFORMED);
}

static void
test_accepted (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (json_t) json = parse (accepted[i], -1, &error);

      if (json == NULL)
        g_error ("It was refused: %s", accepted[i]);
      g_assert_no_error (error);
    }
}

static void
test_refused (void)
{
  g_assert_cmpint (G_N_ELEMENTS (refused) + G_N_ELEMENTS (accepted), >=, 120);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i], -1);

  assert_refused ("{}\0", 3);
  assert_refused ("\0{}", 3);
  assert_refused ("\"a\0b\"", 5);
  assert_refused ("[1,\0 2]", 7);
}

/* Each of them once brought down a parser or made it take minutes. */
static void
test_huge (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) objects = g_string_new (NULL);
  g_autoptr (GString) keys = g_string_new ("{");
  g_autoptr (GString) long_text = g_string_new ("\"");
  g_autoptr (json_t) json = NULL;

  for (int i = 0; i < 100000; i++)
    {
      g_string_append_c (deep, '[');
      g_string_append (objects, "{\"a\":");
    }
  assert_refused (deep->str, (gssize) deep->len);
  assert_refused (objects->str, (gssize) objects->len);

  for (int i = 0; i < 1000000; i++)
    g_string_append_printf (keys, "%s\"%d\":1", i > 0 ? "," : "", i);
  g_string_append_c (keys, '}');
  g_assert_null (yy_wire_parse (keys->str, keys->len, YY_WIRE_SIZE_LIMIT, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_TOO_LARGE);
  g_clear_error (&error);
  json = yy_wire_parse (keys->str, keys->len, keys->len, &error);
  g_assert_cmpuint (json_object_size (json), ==, 1000000);

  for (int i = 0; i < YY_WIRE_SIZE_LIMIT; i++)
    g_string_append_c (long_text, 'x');
  g_string_append_c (long_text, '"');
  g_assert_null (parse (long_text->str, (gssize) long_text->len, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_TOO_LARGE);
}

static void
assert_issue (GPtrArray *issues, guint i, YyIssueCode code, const char *field)
{
  const YyIssue *issue;

  g_assert_cmpuint (issues->len, >, i);
  issue = g_ptr_array_index (issues, i);
  g_assert_cmpstr (yy_issue_code_get_nick (issue->code), ==, yy_issue_code_get_nick (code));
  g_assert_cmpstr (issue->field, ==, field);
}

static void
test_getters (void)
{
  g_autoptr (json_t) json = parse (
      "{\"name\":\"印章\",\"copies\":3,\"yes\":true,\"no\":false,\"day\":\"2026-11-24\",\"state\":\"approved\","
      "\"inner\":{\"x\":1},\"list\":[{\"y\":2},{\"y\":3}],\"words\":[\"a\",\"b\"],\"nothing\":null}",
      -1, NULL);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyWire) inner = yy_wire_get_object (wire, "inner");
  g_autoptr (YyWire) item = yy_wire_get_item (wire, "list", 1);
  gint64 number = 0;
  gboolean flag = FALSE;
  YyState state = YY_STATE_DRAFT;
  GDate day;

  g_assert_cmpstr (yy_wire_get_string (wire, "name", 2, 2), ==, "印章");
  g_assert_true (yy_wire_get_int (wire, "copies", 3, 3, &number));
  g_assert_cmpint (number, ==, 3);
  g_assert_true (yy_wire_get_bool (wire, "yes", &flag) && flag);
  g_assert_true (yy_wire_get_bool (wire, "no", &flag) && !flag);
  g_assert_true (yy_wire_get_date (wire, "day", &day));
  g_assert_cmpint (g_date_get_day (&day), ==, 24);
  g_assert_true (yy_wire_get_enum (wire, "state", yy_state_from_nick, &state));
  g_assert_cmpint (state, ==, YY_STATE_APPROVED);
  g_assert_true (yy_wire_get_int (inner, "x", 0, 9, &number));
  g_assert_true (yy_wire_get_int (item, "y", 0, 9, &number));
  g_assert_cmpint (number, ==, 3);
  g_assert_cmpuint (json_array_size (yy_wire_get_array (wire, "words", 2)), ==, 2);
  g_assert_cmpstr (yy_wire_get_item_string (wire, "words", 1, 1, 1), ==, "b");
  g_assert_null (yy_wire_get_optional_string (wire, "nothing", 1, 9));
  g_assert_null (yy_wire_get_optional_string (wire, "missing", 1, 9));
  g_assert_false (yy_wire_get_optional_int (wire, "missing", 1, 9, &number));
  g_assert_false (yy_wire_get_optional_bool (wire, "missing", &flag));
  g_assert_null (yy_wire_get_optional_object (wire, "nothing"));
  g_assert_null (yy_wire_get_optional_array (wire, "nothing", 1));
  g_assert_true (yy_wire_finish (wire, NULL));
}

/* One answer names all that is wrong, and where. */
static void
test_issues (void)
{
  static const char *const allowed[] = { "name", "copies", "list", "words", "state",
                                         "day",  "flag",   "none", NULL };
  g_autoptr (json_t) json = parse (
      "{\"name\":\"\",\"copies\":\"3\",\"list\":[{\"y\":\"x\"},7],\"words\":[1,\"abc\"],\"state\":\"gone\","
      "\"day\":\"2026-02-30\",\"flag\":1,\"approved_by/~\":\"me\"}",
      -1, NULL);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  g_autoptr (YyWire) first = yy_wire_get_item (wire, "list", 0);
  g_autoptr (YyWire) second = yy_wire_get_item (wire, "list", 1);
  g_autoptr (GError) error = NULL;
  gint64 number = 42;
  gboolean flag;
  YyState state;
  GDate day;

  assert_issue (issues, 0, YY_ISSUE_WRONG_TYPE, "/list/1");
  yy_wire_refuse_unknown (wire, allowed);
  assert_issue (issues, 1, YY_ISSUE_UNKNOWN_FIELD, "/approved_by~1~0");
  g_assert_null (yy_wire_get_string (wire, "name", 1, 9));
  assert_issue (issues, 2, YY_ISSUE_REQUIRED, "/name");
  g_assert_false (yy_wire_get_int (wire, "copies", 1, 9, &number));
  assert_issue (issues, 3, YY_ISSUE_WRONG_TYPE, "/copies");
  g_assert_false (yy_wire_get_int (first, "y", 1, 9, &number));
  assert_issue (issues, 4, YY_ISSUE_WRONG_TYPE, "/list/0/y");
  g_assert_null (yy_wire_get_item_string (wire, "words", 0, 1, 2));
  assert_issue (issues, 5, YY_ISSUE_WRONG_TYPE, "/words/0");
  g_assert_null (yy_wire_get_item_string (wire, "words", 1, 1, 2));
  assert_issue (issues, 6, YY_ISSUE_TOO_LONG, "/words/1");
  g_assert_false (yy_wire_get_enum (wire, "state", yy_state_from_nick, &state));
  assert_issue (issues, 7, YY_ISSUE_UNKNOWN_VALUE, "/state");
  g_assert_false (yy_wire_get_date (wire, "day", &day));
  assert_issue (issues, 8, YY_ISSUE_NOT_A_DATE, "/day");
  g_assert_false (yy_wire_get_bool (wire, "flag", &flag));
  assert_issue (issues, 9, YY_ISSUE_WRONG_TYPE, "/flag");
  g_assert_null (yy_wire_get_array (wire, "words", 1));
  assert_issue (issues, 10, YY_ISSUE_TOO_MANY, "/words");
  g_assert_null (yy_wire_get_string (wire, "none", 0, 9));
  assert_issue (issues, 11, YY_ISSUE_REQUIRED, "/none");
  /* The broken item was told of once; asking it for more tells nothing new. */
  g_assert_null (yy_wire_get_string (second, "y", 0, 9));
  g_assert_cmpuint (issues->len, ==, 12);
  g_assert_cmpint (number, ==, 42);
  g_assert_false (yy_wire_finish (wire, &error));
  g_assert_error (error, YY_ERROR, YY_ERROR_INVALID);
  g_assert_cmpuint (yy_error_get_issues (error)->len, ==, 12);
}

static void
test_ranges (void)
{
  g_autoptr (json_t)
      json = parse ("{\"low\":0,\"high\":1000,\"half\":1.5,\"short\":\"ab\",\"huge\":1e3}", -1, NULL);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);
  gint64 number;

  g_assert_false (yy_wire_get_int (wire, "low", 1, 999, &number));
  g_assert_false (yy_wire_get_int (wire, "high", 1, 999, &number));
  g_assert_false (yy_wire_get_int (wire, "half", 1, 999, &number));
  g_assert_false (yy_wire_get_int (wire, "huge", 1, 9999, &number));
  g_assert_null (yy_wire_get_string (wire, "short", 3, 9));
  assert_issue (issues, 0, YY_ISSUE_TOO_SMALL, "/low");
  assert_issue (issues, 1, YY_ISSUE_TOO_LARGE, "/high");
  assert_issue (issues, 2, YY_ISSUE_WRONG_TYPE, "/half");
  assert_issue (issues, 3, YY_ISSUE_WRONG_TYPE, "/huge");
  assert_issue (issues, 4, YY_ISSUE_TOO_SHORT, "/short");
  g_assert_cmpint (((YyIssue *) g_ptr_array_index (issues, 1))->limit, ==, 999);
}

static void
test_root (void)
{
  g_autoptr (json_t) json = parse ("[1]", -1, NULL);
  g_autoptr (GPtrArray) issues = yy_issue_list_new ();
  g_autoptr (YyWire) wire = yy_wire_new (json, issues);

  g_assert_null (yy_wire_get_string (wire, "a", 0, 1));
  g_assert_cmpuint (issues->len, ==, 1);
  assert_issue (issues, 0, YY_ISSUE_WRONG_TYPE, "");
}

static void
test_build (void)
{
  const char *evil =
      "\"\\/\b\f\n\r\t\x01\x1f\x7f\xe2\x80\xa8\xe2\x80\xa9\xe5\x8d\xb0\xf0\x9f\x98\x80</script>";
  YyJson *out = yy_json_new ();
  g_autofree char *text = NULL;
  g_autoptr (json_t) json = NULL;
  json_t *list;

  yy_json_begin_object (out, NULL);
  yy_json_add_string (out, evil, evil);
  yy_json_add_string (out, "broken",
                      "a\xff"
                      "b");
  yy_json_add_string (out, "none", NULL);
  yy_json_add_int (out, "min", G_MININT64);
  yy_json_add_bool (out, "yes", TRUE);
  yy_json_begin_array (out, "list");
  yy_json_begin_object (out, NULL);
  yy_json_end_object (out);
  yy_json_add_int (out, NULL, 7);
  yy_json_begin_array (out, NULL);
  yy_json_end_array (out);
  yy_json_add_raw (out, NULL, "{\"a\":1}", 7);
  yy_json_end_array (out);
  yy_json_add_time (out, "time", G_GINT64_CONSTANT (1795509000123456));
  yy_json_add_time (out, "before", -1);
  yy_json_add_time (out, "never", G_MAXINT64);
  yy_json_add_optional_time (out, "not-yet", 0);
  yy_json_end_object (out);
  text = yy_json_end_text (out);

  json = parse (text, -1, NULL);
  g_assert_nonnull (json);
  g_assert_null (strstr (text, "\xe2\x80\xa8"));
  g_assert_cmpstr (json_string_value (json_object_get (json, evil)), ==, evil);
  g_assert_cmpstr (json_string_value (json_object_get (json, "broken")), ==,
                   "a\xef\xbf\xbd"
                   "b");
  g_assert_true (json_is_null (json_object_get (json, "none")));
  g_assert_cmpint (json_integer_value (json_object_get (json, "min")), ==, G_MININT64);
  list = json_object_get (json, "list");
  g_assert_cmpuint (json_array_size (list), ==, 4);
  g_assert_cmpstr (json_string_value (json_object_get (json, "time")), ==, "2026-11-24T08:30:00.123456Z");
  g_assert_cmpstr (json_string_value (json_object_get (json, "before")), ==, "1969-12-31T23:59:59.999999Z");
  g_assert_true (json_is_null (json_object_get (json, "never")));
  g_assert_true (json_is_null (json_object_get (json, "not-yet")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/accepted", test_accepted);
  g_test_add_func ("/wire/refused", test_refused);
  g_test_add_func ("/wire/huge", test_huge);
  g_test_add_func ("/wire/getters", test_getters);
  g_test_add_func ("/wire/issues", test_issues);
  g_test_add_func ("/wire/ranges", test_ranges);
  g_test_add_func ("/wire/root", test_root);
  g_test_add_func ("/wire/build", test_build);

  return g_test_run ();
}
