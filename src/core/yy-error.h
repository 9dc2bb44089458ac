#pragma once

#include <glib.h>

#include "yy-issue.h"

G_BEGIN_DECLS

/**
 * YyError:
 *
 * The one error domain. Messages of this domain are written for the person in front of the screen; errors of
 * all other domains stay in the journal. What fields or rules are concerned is carried beside the message as
 * #YyIssue values.
 */
typedef enum
{
  YY_ERROR_INVALID,         /* 422: fields are wrong, issues say which */
  YY_ERROR_MALFORMED,       /* 400: the bytes are not what the interface speaks */
  YY_ERROR_UNAUTHENTICATED, /* 401: nobody is signed in, or no longer */
  YY_ERROR_DENIED,          /* 403: signed in, but not allowed */
  YY_ERROR_NOT_FOUND,       /* 404: not there, or not for this caller: the two look the same */
  YY_ERROR_RULE,            /* 409: a rule of the notice refuses it, the issue says which */
  YY_ERROR_CONFLICT,        /* 412: changed meanwhile */
  YY_ERROR_BUSY,            /* 409: the same idempotency key is being worked on */
  YY_ERROR_KEY_REUSED,      /* 422: the idempotency key was used for something else */
  YY_ERROR_PRECONDITION,    /* 428: If-Match or Idempotency-Key is missing */
  YY_ERROR_TOO_LARGE,       /* 413 */
  YY_ERROR_UNSUPPORTED,     /* 415: a kind of content that is not taken */
  YY_ERROR_DAMAGED,         /* 422: a file that cannot be read whole */
  YY_ERROR_THROTTLED,       /* 429: too many tries */
  YY_ERROR_UNAVAILABLE,     /* 503: not now; nothing was done, or it is not known whether it was */
  YY_ERROR_NO_SPACE,        /* 507: the service has no room */
  YY_ERROR_INTERNAL,        /* 500: a bug or a broken machine */
} YyError;

#define YY_ERROR (yy_error_quark ())
GQuark yy_error_quark (void);

/* The wire word of a code ("not-found"), and back; FALSE for a word this version does not know. */
const char *yy_error_get_nick (YyError code);
gboolean yy_error_from_nick (const char *nick, YyError *ret_code);

/* Sets @error (when there is a place for it) with a message for the user and a copy of @issue. */
void yy_error_set_issue (GError **error, YyError code, const YyIssue *issue);
/* The same for a list that may hold several; the first one makes the message. @issues is not taken. */
void yy_error_set_issues (GError **error, YyError code, GPtrArray *issues);
/* Shorthand for one new issue. */
void yy_error_set_one (GError **error,
                       YyError code,
                       YyIssueCode issue,
                       const char *field,
                       const char *rule,
                       gint64 limit,
                       const char *argument);

/* The issues that @error carries: (transfer none) (nullable) (element-type YyIssue). */
GPtrArray *yy_error_get_issues (const GError *error);
/* The first issue with that code, or %NULL. */
const YyIssue *yy_error_find_issue (const GError *error, YyIssueCode code);

/* After how many seconds it may be tried again; 0 when that is not known. Setting is for an @error that has
 * just been set, and does nothing when there was no place for it. */
int yy_error_get_retry_after (const GError *error);
void yy_error_set_retry_after (GError **error, int seconds);

G_END_DECLS
