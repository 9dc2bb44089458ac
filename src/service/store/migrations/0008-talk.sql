-- What waits for somebody beside the decision itself: a question to be answered, a co-signature (F30, F32). Made of the history after
-- every change, so that lists and badges are one query.
CREATE TABLE waiting (
  person_id  TEXT NOT NULL REFERENCES person,
  request_id TEXT NOT NULL REFERENCES request,
  task       TEXT NOT NULL CHECK (task IN ('answer', 'sign')),
  PRIMARY KEY (person_id, request_id, task)
) STRICT, WITHOUT ROWID;
CREATE INDEX waiting_by_request ON waiting (request_id);

-- To whom a request was sent for information (F31).
CREATE TABLE copied (
  person_id  TEXT    NOT NULL REFERENCES person,
  request_id TEXT    NOT NULL REFERENCES request,
  at_usec    INTEGER NOT NULL,           -- the last time; microseconds since 1970, UTC
  PRIMARY KEY (person_id, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copied_by_time ON copied (person_id, at_usec, request_id);
CREATE INDEX copied_by_request ON copied (request_id);

ALTER TABLE request ADD COLUMN urged_usec INTEGER NOT NULL DEFAULT 0; -- when who has it now was urged last (F50); 0: not
