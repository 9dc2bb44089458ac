-- Where each seal is, and with whom (R03-R05). Derived from the events of take-outs: `yanyinctl check` derives it again and compares. No row: the seal has
-- never left its place. One row a seal is why none is ever in two places; the last two checks are why none is ever out with one person.
CREATE TABLE custody (
  seal_id     TEXT    PRIMARY KEY NOT NULL REFERENCES seal,
  place       TEXT    NOT NULL CHECK (place IN ('counter', 'handing', 'out')),
  request_id  TEXT    UNIQUE REFERENCES request,    -- with which it is away
  keeper_id   TEXT    NOT NULL REFERENCES person,   -- who hands it out and goes along; at the counter: who put it back last
  carrier_id  TEXT    REFERENCES person,            -- the second carrier, once he has confirmed
  event_index INTEGER NOT NULL REFERENCES event,    -- that brought it there
  CHECK ((place = 'counter') = (request_id IS NULL)),
  CHECK ((place = 'out') = (carrier_id IS NOT NULL)),
  CHECK (carrier_id IS NULL OR carrier_id <> keeper_id)
) STRICT, WITHOUT ROWID;

-- Keepers have to do with what is out, too.
DROP INDEX IF EXISTS request_to_stamp;
CREATE INDEX request_at_keeper ON request (seal_id, use_date, request_id) WHERE state IN ('approved', 'accepted', 'out', 'overdue');
-- What is booked, by seal; what is out or late; whom a seal waits for.
CREATE INDEX request_booked ON request (seal_id, out_from) WHERE kind = 'take-out' AND state IN ('reviewing', 'approved', 'accepted', 'out', 'overdue');
CREATE INDEX request_out ON request (state, out_until) WHERE state IN ('out', 'overdue');
CREATE INDEX request_to_carry ON request (carrier_id, state) WHERE kind = 'take-out' AND state IN ('accepted', 'out', 'overdue');
