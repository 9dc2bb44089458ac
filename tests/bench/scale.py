"""Ten times as many finished requests: their rows, with all that hangs at them, copied in the database while the service stands."""

import sqlite3

# What a copy has instead of the original's value; everything else is the same. Copies wait for nobody: what grows with the years is
# what is done, not what is to do.
CHANGED = {
    'request': {'request_id': 'substr (request_id, 1, 30) || printf (\'%06x\', :k)', 'number': "number || '.' || :k", 'state': "'stamped'",
                'step': "'none'", 'assignee_id': 'NULL'},
    'page': {'request_id': 'substr (request_id, 1, 30) || printf (\'%06x\', :k)'},
    'submission': {'request_id': 'substr (request_id, 1, 30) || printf (\'%06x\', :k)'},
    'done': {'request_id': 'substr (request_id, 1, 30) || printf (\'%06x\', :k)'},
    'event': {'event_index': 'event_index + :k * :n'},
    'opening': {'event_index': 'event_index + :k * :n'},
    'history': {'request_id': 'substr (request_id, 1, 30) || printf (\'%06x\', :k)', 'event_index': 'event_index + :k * :n'},
}


def grow(path, times):
    """The number of requests that there are then."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute('PRAGMA synchronous = OFF')
    n_events = db.execute('SELECT max (event_index) + 1 FROM event').fetchone()[0]
    db.execute('BEGIN')
    for table, changed in CHANGED.items():
        columns = [row[1] for row in db.execute(f'PRAGMA table_info ({table})')]
        db.execute(f'CREATE TEMP TABLE original AS SELECT * FROM {table}')
        values = ', '.join(changed.get(column, column) for column in columns)
        for k in range(1, times):
            db.execute(f'INSERT INTO {table} ({", ".join(columns)}) SELECT {values} FROM temp.original', {'k': k, 'n': n_events})
        db.execute('DROP TABLE temp.original')
    db.execute('COMMIT')
    db.execute('PRAGMA wal_checkpoint (TRUNCATE)')
    count = db.execute('SELECT count (*) FROM request').fetchone()[0]
    db.close()
    return count
