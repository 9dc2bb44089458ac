-- What a line of the history says besides: in which way, which question, where on the pages (docs/ledger.md).
ALTER TABLE history ADD COLUMN detail TEXT NOT NULL DEFAULT '';
