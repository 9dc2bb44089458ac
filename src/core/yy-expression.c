#include "yy-expression.h"

#include <string.h>

#include "yy-config.h"

#include <glib/gi18n-lib.h>

#include "yy-error.h"
#include "yy-expression-lexer.h"

typedef enum
{
  OP_CONSTANT,
  OP_FACT,
  OP_OR,
  OP_AND,
  OP_NOT,
  OP_EQUAL,
  OP_UNEQUAL,
  OP_LESS,
  OP_LESS_EQUAL,
  OP_IN,
  OP_CONTAINS,
  OP_LENGTH
} Op;

/* One node of the tree. @text and @words are owned by constants. */
struct _YyExpression
{
  Op op;
  YyFactType type;
  guint fact;
  gint64 number;
  char *text;
  GStrv words;
  YyExpression *left;
  YyExpression *right;
};

typedef struct
{
  YyLexer lexer;
  YyFactFind find;
  gpointer user_data;
  guint depth;
  GError **error;
} Parser;

static YyExpression *parse_or (Parser *p);

static YyExpression *
new_node (Op op, YyFactType type, YyExpression *left, YyExpression *right)
{
  YyExpression *self = g_new0 (YyExpression, 1);

  self->op = op;
  self->type = type;
  self->left = left;
  self->right = right;
  return self;
}

void
yy_expression_free (YyExpression *self)
{
  g_clear_pointer (&self->left, yy_expression_free);
  g_clear_pointer (&self->right, yy_expression_free);
  g_free (self->text);
  g_strfreev (self->words);
  g_free (self);
}

/* The first mistake counts: what follows from it would only confuse. */
static YyExpression *
fail (Parser *p, const char *what)
{
  if (p->error != NULL && *p->error == NULL)
    g_set_error (p->error, YY_ERROR, YY_ERROR_INVALID, _ ("column %ld: %s"), p->lexer.column, what);
  return NULL;
}

static gboolean
take_sign (Parser *p, const char *sign)
{
  g_autofree char *what = NULL;

  if (yy_lexer_is_sign (&p->lexer, sign))
    {
      yy_lexer_next (&p->lexer);
      return TRUE;
    }

  what = g_strdup_printf (_ ("“%s” is expected here"), sign);
  fail (p, what);
  return FALSE;
}

static YyExpression *
parse_list (Parser *p)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  YyExpression *list;

  yy_lexer_next (&p->lexer);
  while (!yy_lexer_is_sign (&p->lexer, "]"))
    {
      if (p->lexer.type != YY_TOKEN_TEXT)
        return fail (p, _ ("a text in quotation marks is expected here"));
      g_strv_builder_add (words, p->lexer.word);
      yy_lexer_next (&p->lexer);
      if (!yy_lexer_is_sign (&p->lexer, "]") && !take_sign (p, ","))
        return NULL;
    }
  yy_lexer_next (&p->lexer);

  list = new_node (OP_CONSTANT, YY_FACT_WORDS, NULL, NULL);
  list->words = g_strv_builder_end (words);
  return list;
}

static YyExpression *parse_operand (Parser *p);

static YyExpression *
parse_contains (Parser *p)
{
  g_autoptr (YyExpression) text = NULL;
  g_autoptr (YyExpression) words = NULL;

  text = parse_operand (p);
  if (text == NULL || !take_sign (p, ","))
    return NULL;
  words = parse_operand (p);
  if (words == NULL || !take_sign (p, ")"))
    return NULL;
  if (text->type != YY_FACT_TEXT || words->type != YY_FACT_WORDS)
    return fail (p, _ ("“contains” takes a text and a list"));

  return new_node (OP_CONTAINS, YY_FACT_BOOLEAN, g_steal_pointer (&text), g_steal_pointer (&words));
}

static YyExpression *
parse_length (Parser *p)
{
  g_autoptr (YyExpression) text = parse_operand (p);

  if (text == NULL || !take_sign (p, ")"))
    return NULL;
  if (text->type != YY_FACT_TEXT)
    return fail (p, _ ("“length” takes a text"));

  return new_node (OP_LENGTH, YY_FACT_NUMBER, g_steal_pointer (&text), NULL);
}

static YyExpression *
parse_name (Parser *p)
{
  g_autofree char *name = g_strdup (p->lexer.word);
  g_autofree char *what = NULL;
  YyExpression *fact;
  YyFactType type;
  guint index;
  YyLexer before = p->lexer;

  before.word = NULL;
  if (g_str_equal (name, "true") || g_str_equal (name, "false"))
    {
      yy_lexer_next (&p->lexer);
      fact = new_node (OP_CONSTANT, YY_FACT_BOOLEAN, NULL, NULL);
      fact->number = g_str_equal (name, "true");
      return fact;
    }
  yy_lexer_next (&p->lexer);
  if (yy_lexer_is_sign (&p->lexer, "(") && (g_str_equal (name, "contains") || g_str_equal (name, "length")))
    {
      yy_lexer_next (&p->lexer);
      return g_str_equal (name, "contains") ? parse_contains (p) : parse_length (p);
    }
  if (!p->find (name, &type, &index, p->user_data))
    {
      p->lexer.column = before.column;
      what = g_strdup_printf (_ ("nothing is called “%s”"), name);
      return fail (p, what);
    }

  fact = new_node (OP_FACT, type, NULL, NULL);
  fact->fact = index;
  return fact;
}

static YyExpression *
parse_operand (Parser *p)
{
  YyExpression *node;

  switch (p->lexer.type)
    {
    case YY_TOKEN_NUMBER:
      node = new_node (OP_CONSTANT, YY_FACT_NUMBER, NULL, NULL);
      node->number = p->lexer.number;
      yy_lexer_next (&p->lexer);
      return node;

    case YY_TOKEN_TEXT:
      node = new_node (OP_CONSTANT, YY_FACT_TEXT, NULL, NULL);
      node->text = g_steal_pointer (&p->lexer.word);
      yy_lexer_next (&p->lexer);
      return node;

    case YY_TOKEN_NAME:
      return parse_name (p);

    case YY_TOKEN_SIGN:
      if (yy_lexer_is_sign (&p->lexer, "["))
        return parse_list (p);
      if (yy_lexer_is_sign (&p->lexer, "("))
        {
          g_autoptr (YyExpression) inner = NULL;

          yy_lexer_next (&p->lexer);
          inner = parse_or (p);
          return inner != NULL && take_sign (p, ")") ? g_steal_pointer (&inner) : NULL;
        }
      return fail (p, _ ("a name, a number or a text is expected here"));

    case YY_TOKEN_WRONG:
      return fail (p, _ ("this cannot be read"));

    case YY_TOKEN_END:
    default:
      return fail (p, _ ("the condition ends too early"));
    }
}

/* What a comparison sign does; @ret_swapped: a > b is read as b < a. */
static gboolean
find_comparison (const YyLexer *lexer, Op *ret_op, gboolean *ret_swapped)
{
  static const struct
  {
    const char *sign;
    Op op;
    gboolean swapped;
  } comparisons[] = {
    { "==", OP_EQUAL, FALSE },      { "!=", OP_UNEQUAL, FALSE }, { "<", OP_LESS, FALSE },
    { "<=", OP_LESS_EQUAL, FALSE }, { ">", OP_LESS, TRUE },      { ">=", OP_LESS_EQUAL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      if (yy_lexer_is_sign (lexer, comparisons[i].sign))
        {
          *ret_op = comparisons[i].op;
          *ret_swapped = comparisons[i].swapped;
          return TRUE;
        }
    }

  *ret_op = OP_IN;
  *ret_swapped = FALSE;
  return yy_lexer_is_word (lexer, "in");
}

static gboolean
fits (Op op, YyFactType left, YyFactType right)
{
  if (op == OP_IN)
    return left == YY_FACT_TEXT && right == YY_FACT_WORDS;
  if (op == OP_LESS || op == OP_LESS_EQUAL)
    return left == YY_FACT_NUMBER && right == YY_FACT_NUMBER;

  return left == right && left != YY_FACT_WORDS;
}

static YyExpression *
parse_comparison (Parser *p)
{
  g_autoptr (YyExpression) left = parse_operand (p);
  g_autoptr (YyExpression) right = NULL;
  gboolean swapped;
  Op op;

  if (left == NULL)
    return NULL;
  if (!find_comparison (&p->lexer, &op, &swapped))
    return left->type == YY_FACT_BOOLEAN ? g_steal_pointer (&left)
                                         : fail (p, _ ("this has to be compared with something"));
  yy_lexer_next (&p->lexer);
  right = parse_operand (p);
  if (right == NULL)
    return NULL;
  if (!fits (op, left->type, right->type))
    return fail (p, _ ("the two sides cannot be compared so"));

  return swapped ? new_node (op, YY_FACT_BOOLEAN, g_steal_pointer (&right), g_steal_pointer (&left))
                 : new_node (op, YY_FACT_BOOLEAN, g_steal_pointer (&left), g_steal_pointer (&right));
}

static YyExpression *
parse_not (Parser *p)
{
  YyExpression *inner;

  if (!yy_lexer_is_word (&p->lexer, "not"))
    return parse_comparison (p);

  yy_lexer_next (&p->lexer);
  if (++p->depth > YY_EXPRESSION_DEPTH_MAX)
    return fail (p, _ ("this is nested too deeply"));
  inner = parse_not (p);
  p->depth--;
  return inner != NULL ? new_node (OP_NOT, YY_FACT_BOOLEAN, inner, NULL) : NULL;
}

/* A row of @inner joined by @word. */
static YyExpression *
parse_row (Parser *p, const char *word, Op op, YyExpression *(*inner) (Parser *) )
{
  g_autoptr (YyExpression) left = inner (p);

  while (left != NULL && yy_lexer_is_word (&p->lexer, word))
    {
      YyExpression *right;

      yy_lexer_next (&p->lexer);
      right = inner (p);
      if (right == NULL)
        return NULL;
      left = new_node (op, YY_FACT_BOOLEAN, g_steal_pointer (&left), right);
    }

  return g_steal_pointer (&left);
}

static YyExpression *
parse_and (Parser *p)
{
  return parse_row (p, "and", OP_AND, parse_not);
}

static YyExpression *
parse_or (Parser *p)
{
  YyExpression *row;

  if (++p->depth > YY_EXPRESSION_DEPTH_MAX)
    return fail (p, _ ("this is nested too deeply"));
  row = parse_row (p, "or", OP_OR, parse_and);
  p->depth--;
  return row;
}

YyExpression *
yy_expression_parse (const char *text, YyFactFind find, gpointer user_data, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YyExpression) root = NULL;
  Parser p = { .find = find, .user_data = user_data, .error = &cause };

  g_return_val_if_fail (text != NULL && find != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > YY_EXPRESSION_LENGTH_MAX)
    {
      g_set_error_literal (error, YY_ERROR, YY_ERROR_INVALID,
                           _ ("The condition is too long, or its bytes are no text."));
      return NULL;
    }

  yy_lexer_init (&p.lexer, text);
  root = parse_or (&p);
  if (root != NULL && p.lexer.type != YY_TOKEN_END)
    {
      fail (&p, _ ("nothing more is expected here"));
      g_clear_pointer (&root, yy_expression_free);
    }
  yy_lexer_clear (&p.lexer);

  if (root == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  return g_steal_pointer (&root);
}

static void read_value (const YyExpression *self, YyFactRead read, gpointer user_data, YyFact *ret_fact);

static gboolean
is_equal (const YyFact *a, const YyFact *b)
{
  return a->type == YY_FACT_TEXT ? g_str_equal (a->text, b->text) : a->number == b->number;
}

static gboolean
contains_one (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && strstr (text, words[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gint64
count_characters (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return g_utf8_strlen (g_strstrip (copy), -1);
}

static gint64
compute (const YyExpression *self, YyFactRead read, gpointer user_data)
{
  YyFact left = { 0 };
  YyFact right = { 0 };

  read_value (self->left, read, user_data, &left);
  if (self->op == OP_NOT)
    return !left.number;
  if (self->op == OP_LENGTH)
    return count_characters (left.text);
  /* The right side is not asked for what the left has decided. */
  if ((self->op == OP_OR && left.number) || (self->op == OP_AND && !left.number))
    return left.number;

  read_value (self->right, read, user_data, &right);
  switch (self->op)
    {
    case OP_OR:
    case OP_AND:
      return right.number;
    case OP_EQUAL:
      return is_equal (&left, &right);
    case OP_UNEQUAL:
      return !is_equal (&left, &right);
    case OP_LESS:
      return left.number < right.number;
    case OP_LESS_EQUAL:
      return left.number <= right.number;
    case OP_IN:
      return g_strv_contains (right.words, left.text);
    case OP_CONTAINS:
      return contains_one (left.text, right.words);
    case OP_CONSTANT:
    case OP_FACT:
    case OP_NOT:
    case OP_LENGTH:
    default:
      g_return_val_if_reached (0);
    }
}

static void
read_value (const YyExpression *self, YyFactRead read, gpointer user_data, YyFact *ret_fact)
{
  *ret_fact = (YyFact) { .type = self->type };
  if (self->op == OP_CONSTANT)
    {
      ret_fact->number = self->number;
      ret_fact->text = self->text;
      ret_fact->words = (const char *const *) self->words;
    }
  else if (self->op == OP_FACT)
    {
      read (self->fact, ret_fact, user_data);
      g_assert (ret_fact->type == self->type);
    }
  else
    {
      ret_fact->number = compute (self, read, user_data);
    }
}

gboolean
yy_expression_evaluate (const YyExpression *self, YyFactRead read, gpointer user_data)
{
  YyFact value;

  g_return_val_if_fail (self != NULL && self->type == YY_FACT_BOOLEAN, FALSE);

  read_value (self, read, user_data, &value);
  return value.number != 0;
}
