-- Who set which switch of the department, for reading; the ledger has the same as events of kind "policy". Times are microseconds since 1970, UTC.
CREATE TABLE policy_change (
  event_index INTEGER PRIMARY KEY NOT NULL REFERENCES event,
  at_usec     INTEGER NOT NULL,
  actor_id    TEXT    NOT NULL,          -- "": the operator, on the service's own machine
  key         TEXT    NOT NULL,          -- of YyPolicy, or "rules" for a table of rules
  was         TEXT    NOT NULL,          -- as it was written; of "rules" the version
  became      TEXT    NOT NULL
) STRICT;
CREATE TRIGGER policy_change_is_never_changed BEFORE UPDATE ON policy_change BEGIN SELECT RAISE (ABORT, 'what was changed is append-only'); END;
CREATE TRIGGER policy_change_is_never_removed BEFORE DELETE ON policy_change BEGIN SELECT RAISE (ABORT, 'what was changed is append-only'); END;
