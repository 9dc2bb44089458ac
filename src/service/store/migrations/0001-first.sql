-- Everything of the first version. All times are microseconds since 1970, UTC. Words of enumerations are the nicks of src/core/yy-enums.c.

CREATE TABLE setting (
  key   TEXT PRIMARY KEY NOT NULL,       -- "log-id", "organisation", "directory-version", "policy.KEY"
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
  unit_id TEXT    PRIMARY KEY NOT NULL CHECK (length (unit_id) BETWEEN 1 AND 64),
  name    TEXT    NOT NULL CHECK (length (name) BETWEEN 1 AND 100),
  sort    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  person_id    TEXT    PRIMARY KEY NOT NULL CHECK (length (person_id) BETWEEN 1 AND 64), -- staff number
  name         TEXT    NOT NULL CHECK (length (name) BETWEEN 1 AND 100),
  pinyin       TEXT    NOT NULL,         -- "zhang yifan", for searching
  initials     TEXT    NOT NULL,         -- "zyf"
  mobile       TEXT    NOT NULL,
  office_phone TEXT    NOT NULL,
  active       INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
  person_id TEXT    NOT NULL REFERENCES person,
  unit_id   TEXT    NOT NULL REFERENCES unit,
  sort      INTEGER NOT NULL,            -- 0: the main unit
  PRIMARY KEY (person_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE post (
  person_id TEXT NOT NULL REFERENCES person,
  post      TEXT NOT NULL,
  unit_id   TEXT NOT NULL,               -- "" for posts of the whole department
  PRIMARY KEY (person_id, post, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE charge (
  leader_id TEXT NOT NULL REFERENCES person,
  unit_id   TEXT NOT NULL REFERENCES unit,
  PRIMARY KEY (leader_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE seal (
  seal_id TEXT    PRIMARY KEY NOT NULL CHECK (length (seal_id) BETWEEN 1 AND 64),
  kind    TEXT    NOT NULL CHECK (kind IN ('party', 'admin', 'name', 'other')),
  name    TEXT    NOT NULL CHECK (length (name) BETWEEN 1 AND 100),
  place   TEXT    NOT NULL,
  hours   TEXT    NOT NULL,
  active  INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE seal_keeper (
  seal_id   TEXT    NOT NULL REFERENCES seal,
  person_id TEXT    NOT NULL REFERENCES person,
  deputy    INTEGER NOT NULL CHECK (deputy IN (0, 1)),
  PRIMARY KEY (seal_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  account       TEXT    PRIMARY KEY NOT NULL CHECK (length (account) BETWEEN 1 AND 64), -- what is typed, in lower case
  person_id     TEXT    NOT NULL UNIQUE REFERENCES person,
  password_hash TEXT    NOT NULL,        -- Argon2id as libsodium writes it; "" while no password was set: nobody gets in
  disabled      INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  changed_usec  INTEGER NOT NULL         -- when the password was set
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  session_id   TEXT    PRIMARY KEY NOT NULL, -- tells sessions apart for their owner; opens nothing
  token_hash   BLOB    NOT NULL UNIQUE CHECK (length (token_hash) = 32), -- SHA-256 of the token
  person_id    TEXT    NOT NULL REFERENCES person,
  device       TEXT    NOT NULL,         -- what the client calls itself
  created_usec INTEGER NOT NULL,
  used_usec    INTEGER NOT NULL,         -- to within some minutes
  expires_usec INTEGER NOT NULL          -- at the latest
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_person ON session (person_id, created_usec);

CREATE TABLE picture (
  sha256       TEXT    PRIMARY KEY NOT NULL CHECK (length (sha256) = 64),
  mime         TEXT    NOT NULL,
  size         INTEGER NOT NULL CHECK (size > 0), -- bytes
  width        INTEGER NOT NULL CHECK (width > 0), -- pixels
  height       INTEGER NOT NULL CHECK (height > 0),
  created_usec INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who brought which picture: only he may put it into a request, and nobody learns that somebody else has it too.
CREATE TABLE upload (
  person_id    TEXT    NOT NULL REFERENCES person,
  sha256       TEXT    NOT NULL REFERENCES picture,
  name         TEXT    NOT NULL,         -- of the file, for people only
  created_usec INTEGER NOT NULL,
  PRIMARY KEY (person_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_by_picture ON upload (sha256);

CREATE TABLE request (
  request_id     TEXT    PRIMARY KEY NOT NULL CHECK (length (request_id) = 36), -- UUIDv7 of the client
  number         TEXT    UNIQUE,         -- for people; NULL before the first submission
  revision       INTEGER NOT NULL CHECK (revision > 0), -- goes up by one with every change
  round          INTEGER NOT NULL CHECK (round >= 0),   -- how often it was submitted
  state          TEXT    NOT NULL,
  step           TEXT    NOT NULL,
  applicant_id   TEXT    NOT NULL REFERENCES person,
  assignee_id    TEXT    REFERENCES person, -- whose decision is awaited
  approver_id    TEXT    REFERENCES person, -- who approved finally
  accepter_id    TEXT    REFERENCES person,
  stamper_id     TEXT    REFERENCES person,
  unit_id        TEXT    NOT NULL,
  office_phone   TEXT    NOT NULL,
  mobile         TEXT    NOT NULL,
  material_name  TEXT    NOT NULL,
  use_date       TEXT    NOT NULL,       -- "YYYY-MM-DD" or ""
  seal_id        TEXT    NOT NULL,
  seal_text      TEXT    NOT NULL,
  copies         INTEGER NOT NULL CHECK (copies BETWEEN 0 AND 999),
  reason         TEXT    NOT NULL,
  reviewer_id    TEXT    NOT NULL,
  keeper_id      TEXT    NOT NULL,
  contract       TEXT    NOT NULL,
  major          TEXT    NOT NULL,
  not_blank      TEXT    NOT NULL,
  n_pages        INTEGER NOT NULL CHECK (n_pages BETWEEN 0 AND 10),
  digest         TEXT    NOT NULL CHECK (length (digest) = 64), -- of form and pages
  stamped_copies INTEGER NOT NULL DEFAULT 0,
  created_usec   INTEGER NOT NULL,
  changed_usec   INTEGER NOT NULL,
  submitted_usec INTEGER NOT NULL,       -- of the present round; 0 before the first
  CHECK ((state = 'reviewing') = (assignee_id IS NOT NULL)),
  CHECK (stamped_copies <= copies)       -- R02: never more than approved
) STRICT, WITHOUT ROWID;
CREATE INDEX request_by_applicant ON request (applicant_id, changed_usec, request_id);
CREATE INDEX request_todo ON request (applicant_id, state) WHERE state IN ('draft', 'returned');
CREATE INDEX request_by_assignee ON request (assignee_id, submitted_usec, request_id) WHERE assignee_id IS NOT NULL;
CREATE INDEX request_to_stamp ON request (seal_id, use_date, request_id) WHERE state IN ('approved', 'accepted');

CREATE TABLE page (
  request_id      TEXT    NOT NULL REFERENCES request,
  kind            TEXT    NOT NULL CHECK (kind IN ('material', 'stamped')),
  position        INTEGER NOT NULL CHECK (position BETWEEN 0 AND 9),
  sha256          TEXT    NOT NULL REFERENCES picture,
  original_sha256 TEXT    NOT NULL,
  name            TEXT    NOT NULL,
  rotation        INTEGER NOT NULL CHECK (rotation IN (0, 90, 180, 270)), -- degrees clockwise
  PRIMARY KEY (request_id, kind, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_by_picture ON page (sha256);

-- What was submitted, round by round, as the approvers saw it.
CREATE TABLE submission (
  request_id TEXT    NOT NULL REFERENCES request,
  round      INTEGER NOT NULL CHECK (round > 0),
  digest     TEXT    NOT NULL,
  content    TEXT    NOT NULL,           -- JSON: form and pages
  PRIMARY KEY (request_id, round)
) STRICT, WITHOUT ROWID;

-- The ledger: docs/ledger.md. The rest of the tables says the same for reading.
CREATE TABLE event (
  event_index INTEGER PRIMARY KEY NOT NULL CHECK (event_index >= 0), -- without gaps
  at_usec     INTEGER NOT NULL,
  body        BLOB    NOT NULL,          -- canonical bytes
  leaf        BLOB    NOT NULL CHECK (length (leaf) = 32)
) STRICT;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'the ledger is append-only'); END;

-- What the commitments of an event commit to. Erasing a row erases the person and breaks nothing.
CREATE TABLE opening (
  event_index INTEGER NOT NULL REFERENCES event,
  secret      INTEGER NOT NULL CHECK (secret BETWEEN 0 AND 4),
  salt        BLOB    NOT NULL CHECK (length (salt) = 16),
  value       TEXT    NOT NULL,
  PRIMARY KEY (event_index, secret)
) STRICT, WITHOUT ROWID;

-- The history that people read, a line an event.
CREATE TABLE history (
  request_id  TEXT    NOT NULL,          -- may outlive a discarded draft
  event_index INTEGER NOT NULL REFERENCES event,
  at_usec     INTEGER NOT NULL,
  round       INTEGER NOT NULL,
  revision    INTEGER NOT NULL,          -- after the change
  actor_id    TEXT    NOT NULL,
  action      TEXT    NOT NULL,
  capacity    TEXT    NOT NULL,
  from_state  TEXT    NOT NULL,
  to_state    TEXT    NOT NULL,
  to_step     TEXT    NOT NULL,
  next_id     TEXT    NOT NULL,          -- "" when it went on to nobody
  reason      TEXT    NOT NULL,
  digest      TEXT    NOT NULL,
  copies      INTEGER NOT NULL,
  PRIMARY KEY (request_id, event_index)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX history_by_event ON history (event_index);
CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;
CREATE TRIGGER history_is_never_removed BEFORE DELETE ON history BEGIN SELECT RAISE (ABORT, 'history is append-only'); END;

-- What a person decided or stamped, for the list of things done.
CREATE TABLE done (
  person_id  TEXT    NOT NULL,
  request_id TEXT    NOT NULL REFERENCES request,
  at_usec    INTEGER NOT NULL,           -- the last time
  PRIMARY KEY (person_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX done_by_time ON done (person_id, at_usec, request_id);

CREATE TABLE idempotency (
  person_id    TEXT    NOT NULL,
  key          TEXT    NOT NULL,
  call_hash    TEXT    NOT NULL,         -- SHA-256 of path and body: the same key for another call is a mistake
  status       INTEGER NOT NULL,
  revision     INTEGER NOT NULL,         -- for the ETag; 0: none
  answer       TEXT    NOT NULL,
  created_usec INTEGER NOT NULL,
  PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_time ON idempotency (created_usec);

CREATE TABLE counter (
  name  TEXT    PRIMARY KEY NOT NULL,    -- "number.2026"
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
