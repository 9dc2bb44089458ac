-- Who stands in for whom while he is away (F33). Days are those of the department's calendar, "YYYY-MM-DD"; times microseconds since 1970, UTC.
CREATE TABLE delegation (
  delegation_id TEXT    PRIMARY KEY NOT NULL,
  from_id       TEXT    NOT NULL REFERENCES person,
  to_id         TEXT    NOT NULL REFERENCES person,
  scope         TEXT    NOT NULL CHECK (scope IN ('all', 'ordinary')),
  begins        TEXT    NOT NULL,
  ends          TEXT    NOT NULL,
  made_by       TEXT    NOT NULL REFERENCES person,
  made_usec     INTEGER NOT NULL,
  ended_usec    INTEGER NOT NULL DEFAULT 0,   -- when it was ended early; 0: it was not
  CHECK (from_id <> to_id),
  CHECK (begins <= ends)
) STRICT;
-- The queue of who stands in asks for those that hold on a day.
CREATE INDEX delegation_by_stand_in ON delegation (to_id, ends, begins) WHERE ended_usec = 0;
CREATE INDEX delegation_by_absent ON delegation (from_id, ends);
-- Who decided in whose place: "" for who decided in his own.
ALTER TABLE history ADD COLUMN for_id TEXT NOT NULL DEFAULT '';
