-- When a draft is discarded SQLite looks whether anything done refers to it.
CREATE INDEX done_by_request ON done (request_id);
