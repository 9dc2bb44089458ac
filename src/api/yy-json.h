#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyJson:
 *
 * Writes a JSON text straight into a buffer, without a tree in between: the long lists are made with it. It
 * keeps commas and escapes right; that objects and arrays are closed in their order is the caller's business
 * and is checked at the end.
 *
 * @name is the member's name inside an object and %NULL inside an array and at the top. Texts that are no
 * UTF-8 are made so, a %NULL text is null.
 */
typedef struct _YyJson YyJson;

YyJson *yy_json_new (void);
void yy_json_free (YyJson *self);

void yy_json_begin_object (YyJson *self, const char *name);
void yy_json_end_object (YyJson *self);
void yy_json_begin_array (YyJson *self, const char *name);
void yy_json_end_array (YyJson *self);

void yy_json_add_string (YyJson *self, const char *name, const char *text);
void yy_json_add_int (YyJson *self, const char *name, gint64 value);
/* A number from 0 to 1, of so many millionths. */
void yy_json_add_millionths (YyJson *self, const char *name, int millionths);
void yy_json_add_bool (YyJson *self, const char *name, gboolean value);
void yy_json_add_null (YyJson *self, const char *name);
/* "2026-11-24T08:30:00.000000Z"; microseconds since 1970. Years 0001 to 9999, others are null. */
void yy_json_add_time (YyJson *self, const char *name, gint64 usec);
/* The same, with 0 for null. */
void yy_json_add_optional_time (YyJson *self, const char *name, gint64 usec);
/* @json is a whole JSON value that was made by another #YyJson. */
void yy_json_add_raw (YyJson *self, const char *name, const char *json, gsize length);

/* Frees @self and gives what was written. */
GBytes *yy_json_end (YyJson *self);
char *yy_json_end_text (YyJson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyJson, yy_json_free)

G_END_DECLS
