#pragma once

#include "yy-blank.h"

G_BEGIN_DECLS

/* What #YyImageWorker and `yanyin-imaged` say to each other: both are built from this tree and run on one
 * machine, so plain structs do. The worker starts the program with a SOCK_SEQPACKET socket as descriptor
 * %YY_IMAGED_SOCKET_FD and sends one #YyImagedJob per message, with three descriptors: the source (read
 * only), a sealed memfd of %YY_IMAGED_RESULT_SIZE bytes for the result, and a socket on which one
 * #YyImagedEnd tells how the job's process ended. The result begins with a #YyImagedResult, which the process
 * of the job writes last. That process has seen bytes of strangers, so nothing in the result is believed
 * before it was checked; the #YyImagedEnd comes from the parent of that process and can be. The worker gives
 * a job up by closing its socket.
 */

#define YY_IMAGED_SOCKET_FD 3
#define YY_IMAGED_N_FDS 3
#define YY_IMAGED_MAGIC 0x31305959u
#define YY_IMAGED_RESULT_SIZE (12 * 1024 * 1024)
/* Exit status of a job's process that could not lock itself in, and so did nothing. */
#define YY_IMAGED_EXIT_NO_SANDBOX 70

typedef enum
{
  YY_IMAGED_KIND_INSPECT = 1, /* parts: thumbnail, preview; a verdict */
  YY_IMAGED_KIND_SHRINK = 2,  /* parts: JPEG; a verdict */
  YY_IMAGED_KIND_CHECK = 3,   /* parts: thumbnail */
} YyImagedKind;

/* One job. A value. */
typedef struct
{
  guint32 magic;
  guint32 kind;          /* YyImagedKind */
  guint32 time_limit_ms; /* of the wall clock; the processor's is the same, rounded up */
  guint32 patient;       /* 1: nobody waits for it; it takes what processor the others leave */
} YyImagedJob;

typedef enum
{
  YY_IMAGED_OUTCOME_EXITED = 1,  /* detail: the exit status */
  YY_IMAGED_OUTCOME_KILLED = 2,  /* detail: the signal */
  YY_IMAGED_OUTCOME_TIMEOUT = 3, /* took longer than it may */
  YY_IMAGED_OUTCOME_NO_PROCESS = 4,
} YyImagedOutcome;

/* How the process of a job ended; it has been reaped when this is sent. A value. */
typedef struct
{
  guint32 magic;
  guint32 outcome; /* YyImagedOutcome */
  gint32 detail;
  guint32 zero;
  guint64 peak_bytes; /* of resident memory */
  guint64 cpu_usec;
} YyImagedEnd;

/* The beginning of the result. A value. */
typedef struct
{
  guint32 magic;
  guint32 kind;
  guint32 failed; /* 1: error_code, limit and argument say why; 0: the rest is filled */
  guint32 error_code;
  gint64 limit;
  char argument[48];

  guint32 format;
  gint32 width;
  gint32 height;
  gint32 orientation;
  gint64 trailing;
  YyBlank blank;

  struct
  {
    guint32 offset;
    guint32 length;
    gint32 width;
    gint32 height;
  } parts[2];
} YyImagedResult;

G_END_DECLS
