-- The tables of rules that were ever in force (docs/rules.md). Times are microseconds since 1970, UTC.
CREATE TABLE rule_table (
  version INTEGER PRIMARY KEY NOT NULL CHECK (version > 0), -- counted up; 0 is the table that the program came with
  content TEXT    NOT NULL,              -- the file, as it was given
  sha256  TEXT    NOT NULL CHECK (length (sha256) = 64), -- of content
  at_usec INTEGER NOT NULL               -- when it came into force
) STRICT;
CREATE TRIGGER rule_table_is_never_changed BEFORE UPDATE ON rule_table BEGIN SELECT RAISE (ABORT, 'a table of rules never changes'); END;
CREATE TRIGGER rule_table_is_never_removed BEFORE DELETE ON rule_table BEGIN SELECT RAISE (ABORT, 'a table of rules is kept'); END;

-- Under which rules a request stands, and what approvers made of its declarations. No row: version 0, nothing.
CREATE TABLE request_rules (
  request_id    TEXT    PRIMARY KEY NOT NULL REFERENCES request,
  rules_version INTEGER NOT NULL CHECK (rules_version >= 0), -- of the present round
  contract      TEXT    NOT NULL CHECK (contract IN ('unset', 'no', 'yes')),
  major         TEXT    NOT NULL CHECK (major IN ('unset', 'no', 'yes'))
) STRICT, WITHOUT ROWID;
