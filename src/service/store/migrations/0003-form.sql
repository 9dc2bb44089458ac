-- What only some requests say in their form, and the service companies that a section may apply for (R12).

CREATE TABLE company (
  company_id TEXT    PRIMARY KEY NOT NULL CHECK (length (company_id) BETWEEN 1 AND 64),
  name       TEXT    NOT NULL CHECK (length (name) BETWEEN 1 AND 100),
  unit_id    TEXT    NOT NULL REFERENCES unit, -- 主管科室: the section that may apply for it
  active     INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;

ALTER TABLE request ADD COLUMN kind TEXT NOT NULL DEFAULT 'stamp' CHECK (kind IN ('stamp', 'take-out'));
ALTER TABLE request ADD COLUMN company_id TEXT NOT NULL DEFAULT '';    -- "": for no company
ALTER TABLE request ADD COLUMN unavoidable TEXT NOT NULL DEFAULT '';   -- R11: why the name seal cannot be avoided
ALTER TABLE request ADD COLUMN confidential TEXT NOT NULL DEFAULT 'unset' CHECK (confidential IN ('unset', 'no', 'yes'));
ALTER TABLE request ADD COLUMN paper TEXT NOT NULL DEFAULT 'unset' CHECK (paper IN ('unset', 'no', 'yes')); -- R14: entered afterwards
ALTER TABLE request ADD COLUMN positions INTEGER NOT NULL DEFAULT 0 CHECK (positions BETWEEN 0 AND 20); -- on each copy; 0: not said
ALTER TABLE request ADD COLUMN confirmed TEXT NOT NULL DEFAULT '';     -- ids of rules, sorted, "A08 A11"
ALTER TABLE request ADD COLUMN out_from TEXT NOT NULL DEFAULT '';      -- "YYYY-MM-DDTHH:MM" of the department's clock, or ""
ALTER TABLE request ADD COLUMN out_until TEXT NOT NULL DEFAULT '';     -- likewise
ALTER TABLE request ADD COLUMN destination TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN carrier_id TEXT NOT NULL DEFAULT '';    -- R05: who carries it beside the keeper
