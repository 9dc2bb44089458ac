#include "yy-expression-lexer.h"

#include <string.h>

static const char *const signs[] = { "==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",", NULL };

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.';
}

static void
take (YyLexer *self, YyTokenType type, const char *from, const char *to)
{
  self->type = type;
  self->word = g_strndup (from, (gsize) (to - from));
}

static void
take_text (YyLexer *self)
{
  const char *end = strchr (self->at + 1, '"');

  if (end == NULL)
    {
      self->type = YY_TOKEN_WRONG;
      return;
    }
  take (self, YY_TOKEN_TEXT, self->at + 1, end);
  self->at = end + 1;
}

static void
take_number (YyLexer *self)
{
  const char *end = self->at;
  guint64 number = 0;

  while (g_ascii_isdigit (*end))
    end++;
  take (self, YY_TOKEN_NUMBER, self->at, end);
  if (is_name_character (*end) || !g_ascii_string_to_unsigned (self->word, 10, 0, G_MAXINT32, &number, NULL))
    self->type = YY_TOKEN_WRONG;
  self->number = (gint64) number;
  self->at = end;
}

static void
take_name (YyLexer *self)
{
  const char *end = self->at;

  while (is_name_character (*end))
    end++;
  take (self, YY_TOKEN_NAME, self->at, end);
  self->at = end;
}

static void
take_sign (YyLexer *self)
{
  for (guint i = 0; signs[i] != NULL; i++)
    {
      if (g_str_has_prefix (self->at, signs[i]))
        {
          take (self, YY_TOKEN_SIGN, self->at, self->at + strlen (signs[i]));
          self->at += strlen (signs[i]);
          return;
        }
    }

  self->type = YY_TOKEN_WRONG;
}

void
yy_lexer_next (YyLexer *self)
{
  g_clear_pointer (&self->word, g_free);
  while (g_ascii_isspace (*self->at))
    self->at++;

  self->column = g_utf8_pointer_to_offset (self->start, self->at) + 1;
  if (*self->at == '\0')
    self->type = YY_TOKEN_END;
  else if (*self->at == '"')
    take_text (self);
  else if (g_ascii_isdigit (*self->at))
    take_number (self);
  else if (g_ascii_isalpha (*self->at))
    take_name (self);
  else
    take_sign (self);
}

void
yy_lexer_init (YyLexer *self, const char *text)
{
  *self = (YyLexer) { .start = text, .at = text };
  yy_lexer_next (self);
}

void
yy_lexer_clear (YyLexer *self)
{
  g_clear_pointer (&self->word, g_free);
}

gboolean
yy_lexer_is_sign (const YyLexer *self, const char *sign)
{
  return self->type == YY_TOKEN_SIGN && g_str_equal (self->word, sign);
}

gboolean
yy_lexer_is_word (const YyLexer *self, const char *word)
{
  return self->type == YY_TOKEN_NAME && g_str_equal (self->word, word);
}
