#pragma once

#include <glib.h>
#include <jansson.h>

#include "yy-issue.h"

G_BEGIN_DECLS

#define YY_WIRE_DEPTH_LIMIT 32
#define YY_WIRE_NUMBER_LIMIT 64 /* characters of one number */
#define YY_WIRE_ISSUES_LIMIT 50 /* unknown members are told of up to so many */
#define YY_WIRE_SIZE_LIMIT (1024 * 1024)

/* Reads a JSON text (RFC 8259) of at most @limit bytes, and nothing that is only nearly one: duplicate names,
 * nesting deeper than %YY_WIRE_DEPTH_LIMIT, U+0000, broken UTF-8, lone surrogates, bytes after the end, whole
 * numbers that do not fit 64 bits, others that are not finite, and numbers of endless length are
 * %YY_ERROR_MALFORMED; too many bytes are %YY_ERROR_TOO_LARGE. Returns: (transfer full) */
json_t *yy_wire_parse (const char *bytes, gsize length, gsize limit, GError **error);

/**
 * YyWire:
 *
 * An object of a JSON document that is being read: it knows where it stands in the document, so that whatever
 * is wrong is told with a JSON pointer, and it gathers all of it, so that one answer names all wrong fields.
 * It borrows the document and the list.
 *
 * ```c
 * g_autoptr (GPtrArray) issues = yy_issue_list_new ();
 * g_autoptr (YyWire) wire = yy_wire_new (body, issues);
 *
 * yy_wire_refuse_unknown (wire, allowed);
 * name = yy_wire_get_string (wire, "name", 1, 200);
 * yy_wire_get_int (wire, "copies", 1, 999, &copies);
 * yy_wire_get_enum (wire, "action", yy_action_from_nick, &action);
 * if (!yy_wire_finish (wire, error))
 *   return FALSE;
 * ```
 *
 * What a getter could not read has its neutral value (%NULL, untouched), so the end is early enough to look.
 */
typedef struct _YyWire YyWire;

/* @json is the document's root; no object is an issue at "". */
YyWire *yy_wire_new (json_t *json, GPtrArray *issues);
void yy_wire_free (YyWire *self);
/* FALSE and %YY_ERROR_INVALID with all issues when there are any in the list. */
gboolean yy_wire_finish (YyWire *self, GError **error);
/* "/form/copies" for the member "copies": (transfer full). */
char *yy_wire_dup_pointer (YyWire *self, const char *name);
/* TRUE when there is such a member and it is not null. */
gboolean yy_wire_has (YyWire *self, const char *name);
/* Members that are not in @allowed (ends with %NULL) are issues: nobody sets what is not his to set. */
void yy_wire_refuse_unknown (YyWire *self, const char *const *allowed);
void yy_wire_add_issue (YyWire *self, const char *name, YyIssueCode code, gint64 limit, const char *argument);

/* Lent by the document; length in characters. The optional ones give %NULL or FALSE for a missing member or
 * null without an issue. */
const char *yy_wire_get_string (YyWire *self, const char *name, glong min, glong max);
const char *yy_wire_get_optional_string (YyWire *self, const char *name, glong min, glong max);
gboolean yy_wire_get_int (YyWire *self, const char *name, gint64 min, gint64 max, gint64 *ret_value);
gboolean yy_wire_get_optional_int (YyWire *self, const char *name, gint64 min, gint64 max, gint64 *ret_value);
/* A number from 0 to 1, rounded to millionths. */
gboolean yy_wire_get_millionths (YyWire *self, const char *name, int *ret_millionths);
gboolean yy_wire_get_bool (YyWire *self, const char *name, gboolean *ret_value);
gboolean yy_wire_get_optional_bool (YyWire *self, const char *name, gboolean *ret_value);
/* "YYYY-MM-DD", a day of the calendar. */
gboolean yy_wire_get_date (YyWire *self, const char *name, GDate *ret_date);
/* (transfer full), with the same list. %NULL when it is missing or no object. */
YyWire *yy_wire_get_object (YyWire *self, const char *name);
YyWire *yy_wire_get_optional_object (YyWire *self, const char *name);
/* Lent. At most @max members. */
json_t *yy_wire_get_array (YyWire *self, const char *name, gsize max);
json_t *yy_wire_get_optional_array (YyWire *self, const char *name, gsize max);
/* Member @index of an array of objects: (transfer full). */
YyWire *yy_wire_get_item (YyWire *self, const char *name, gsize index);
/* Member @index of an array of texts, lent. */
const char *yy_wire_get_item_string (YyWire *self, const char *name, gsize index, glong min, glong max);

/* Notes that @word is none of the values that @name can have; always FALSE. */
gboolean yy_wire_refuse_value (YyWire *self, const char *name, const char *word);

/* A word of an enumeration; @from_nick is its look-up, such as yy_state_from_nick(). (Versions of
 * clang-format disagree about what is inside.) */
/* clang-format off */
#define yy_wire_get_enum(self, name, from_nick, ret_value)                                                   \
  (__extension__({                                                                                           \
    const char *yy_wire_word = yy_wire_get_string ((self), (name), 1, 64);                                   \
                                                                                                             \
    yy_wire_word != NULL &&                                                                                  \
        (from_nick (yy_wire_word, (ret_value)) || yy_wire_refuse_value ((self), (name), yy_wire_word));      \
  }))
/* clang-format on */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyWire, yy_wire_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

G_END_DECLS
