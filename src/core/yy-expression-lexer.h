#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YY_TOKEN_END,
  YY_TOKEN_NAME,   /* letters, digits, "_", "-" and "." */
  YY_TOKEN_NUMBER, /* decimal digits */
  YY_TOKEN_TEXT,   /* between double quotes */
  YY_TOKEN_SIGN,   /* ( ) [ ] , == != < <= > >= */
  YY_TOKEN_WRONG
} YyTokenType;

/**
 * YyLexer:
 *
 * Cuts a condition into tokens. On the stack; borrows the text. Always holds the token that comes next.
 *
 * @word: what the token says, without quotes; owned
 * @column: where it begins, in characters, from 1
 */
typedef struct
{
  const char *start;
  const char *at;
  YyTokenType type;
  char *word;
  gint64 number;
  glong column;
} YyLexer;

/* @text is valid UTF-8. */
void yy_lexer_init (YyLexer *self, const char *text);
void yy_lexer_clear (YyLexer *self);
void yy_lexer_next (YyLexer *self);
gboolean yy_lexer_is_sign (const YyLexer *self, const char *sign);
/* A word of the language, such as "and": a name that is written so. */
gboolean yy_lexer_is_word (const YyLexer *self, const char *word);

G_END_DECLS
