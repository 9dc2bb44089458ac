#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YyDbValue:
 *
 * One value to be bound to a statement. It is made by the macros below, lives as long as the call that it is
 * given to, and owns nothing. The macros let the compiler convert and check types, which a list of variable
 * arguments would not.
 */
typedef enum
{
  YY_DB_VALUE_END,
  YY_DB_VALUE_NULL,
  YY_DB_VALUE_INT,
  YY_DB_VALUE_TEXT,
  YY_DB_VALUE_BLOB,
} YyDbValueKind;

typedef struct
{
  YyDbValueKind kind;
  gint64 number;
  const void *data;
  gsize length;
} YyDbValue;

/* A whole number. */
#define YY_INT(value) ((YyDbValue) { .kind = YY_DB_VALUE_INT, .number = (value) })
/* A text, %NULL for SQL's NULL. */
#define YY_TEXT(value) (yy_db_value_from_text (value))
/* So many bytes; %NULL for SQL's NULL. */
#define YY_BLOB(bytes, size) ((YyDbValue) { .kind = YY_DB_VALUE_BLOB, .data = (bytes), .length = (size) })
/* A #GBytes, %NULL for SQL's NULL. */
#define YY_BYTES(value) (yy_db_value_from_bytes (value))
/* SQL's NULL. */
#define YY_NULL ((YyDbValue) { .kind = YY_DB_VALUE_NULL })

/* The values of a call as an array with an end. */
#define YY_DB_VALUES(...) ((const YyDbValue[]) { __VA_ARGS__ __VA_OPT__ (, ) { .kind = YY_DB_VALUE_END } })

static inline YyDbValue
yy_db_value_from_text (const char *text)
{
  return (YyDbValue) { .kind = YY_DB_VALUE_TEXT, .data = text };
}

static inline YyDbValue
yy_db_value_from_bytes (GBytes *bytes)
{
  YyDbValue value = { .kind = YY_DB_VALUE_BLOB };

  if (bytes != NULL)
    value.data = g_bytes_get_data (bytes, &value.length);
  else
    value.kind = YY_DB_VALUE_NULL;

  /* An empty blob is a value, and not NULL. */
  if (bytes != NULL && value.data == NULL)
    value.data = "";

  return value;
}

G_END_DECLS
