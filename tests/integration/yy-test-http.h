#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A client that sends bytes as they are, right or wrong, and reads answers one by one. */

typedef struct
{
  guint status; /* 0: the connection ended without an answer */
  char *head;
  GByteArray *body;
} YyTestAnswer;

int yy_test_http_connect (guint16 port);
/* All of it; FALSE when the other side has closed. */
gboolean yy_test_http_send (int fd, const char *bytes, gssize length);
/* Reads one answer whole. @head: it answers a HEAD. */
YyTestAnswer *yy_test_http_read (int fd, gboolean head);
/* TRUE when the other side ends the connection without another byte. */
gboolean yy_test_http_is_closed (int fd);
/* All that comes until the other side ends the connection: (transfer full). */
char *yy_test_http_read_rest (int fd);
void yy_test_answer_free (YyTestAnswer *self);
/* The value of a header, or %NULL: (transfer full). */
char *yy_test_answer_dup_header (YyTestAnswer *self, const char *name);
const char *yy_test_answer_get_text (YyTestAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyTestAnswer, yy_test_answer_free)

G_END_DECLS
