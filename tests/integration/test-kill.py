#!/usr/bin/python3
"""kill -9 in the middle of the work, fifty times: whatever was acknowledged must be there exactly once afterwards, and what
was not must come to exactly once when it is sent again. Otherwise an approval is lost, or a paper has two."""

import collections
import hashlib
import http.client
import json
import os
import random
import statistics
import sys
import threading
import time

from yanyin_pictures import jpeg, sha256
from yanyin_service import Service, make_id, make_key, page_ref
from yanyin_tap import run_tests, say

KILLS = 50
WORKERS = 4
MOST_ANSWERS = 40
RESTART_SECONDS = 10
# Of a request that went all the way, in this order.
WAY = ['save', 'submit', 'forward', 'approve', 'accept']


class History:
    """What was asked and what was answered, in a file beside the service's folder."""

    def __init__(self, path):
        self.file = open(path, 'w', encoding='utf-8')
        self.lock = threading.Condition()
        self.answers = 0
        self.acknowledged = []
        self.unknown = 0

    def write(self, **line):
        self.file.write(json.dumps(line) + '\n')
        self.file.flush()

    def invoke(self, **call):
        with self.lock:
            self.write(what='invoke', **call)

    def lost(self, **call):
        with self.lock:
            self.unknown += 1
            self.write(what='unknown', **call)

    def ok(self, **call):
        with self.lock:
            self.write(what='ok', **call)
            self.acknowledged.append(call)
            self.answers += 1
            self.lock.notify_all()

    def wait_for(self, number):
        with self.lock:
            assert self.lock.wait_for(lambda: self.answers >= number, 120), 'nothing is acknowledged any more'


class Worker(threading.Thread):
    """Takes one request after the other from draft to the keeper's desk; sends again what nobody answered."""

    def __init__(self, number, stage):
        super().__init__(daemon=True)
        self.number = number
        self.stage = stage
        self.problem = None
        self.pictures = 0

    def run(self):
        try:
            while not self.stage.done.is_set():
                self.one_request()
        except BaseException as problem:  # pylint: disable=broad-except
            self.problem = problem
            self.stage.done.set()

    def ask(self, statuses, person, method, path, body, headers, **about):
        history = self.stage.history
        history.invoke(**about)
        while True:
            assert self.stage.up.wait(120), 'the service does not come back'
            try:
                answer = person.call(method, path, body, headers)
                break
            except (OSError, http.client.HTTPException):
                history.lost(**about)
        assert answer.status in statuses, f'{about}: {answer.status} {answer.body[:300]}'
        history.ok(revision=(answer.json or {}).get('revision'), **about)
        return answer.json

    def picture(self):
        """A new one at times: they are lost in other places than rows are."""
        if self.pictures % 4 == 0:
            content = jpeg(self.number * 100000 + self.pictures)
            self.bring(content)
            self.reference = {'sha256': sha256(content), 'original_sha256': '', 'name': 'p.jpg', 'rotation': 0}
        self.pictures += 1
        return self.reference

    def bring(self, content):
        """Some bytes may be there already: goes on where the service stands."""
        person, digest, offset = self.stage.applicant, sha256(content), 0
        path = f'/api/v1/uploads/{digest}'
        while True:
            headers = {'Upload-Length': str(len(content)), 'Upload-Offset': str(offset)}
            page = self.ask((200, 201, 202, 409), person, 'POST', path, content[offset:], headers, action='upload',
                            sha256=digest)
            if 'sha256' in page:
                return
            state = self.ask((200, 404), person, 'GET', path, None, None, action='look')
            if state.get('page'):
                return
            offset = state.get('offset', 0)

    def one_request(self):
        stage, request_id = self.stage, make_id()
        body = {'id': request_id, 'form': stage.applicant.form(), 'pages': [self.picture()]}
        request = self.ask((200, 201), stage.applicant, 'POST', '/api/v1/requests', body, None, action='save',
                           request=request_id)
        for action, person, more in (('submit', stage.applicant, {}), ('forward', stage.head, {'next_id': stage.leader.id}),
                                     ('approve', stage.leader, {}), ('accept', stage.keeper, {})):
            key = make_key()
            request = self.ask((200,), person, 'POST', f'/api/v1/requests/{request_id}/moves',
                               {'action': action, 'digest': request['digest'], **more},
                               {'If-Match': f'"{request["revision"]}"', 'Idempotency-Key': key},
                               action=action, request=request_id, key=key)


class Stage:
    def __init__(self, service):
        self.service = service
        self.applicant, self.head, self.leader, self.keeper = service.people('applicant', 'head', 'leader', 'keeper')
        self.history = History(f'{service.folder}/history')
        self.up = threading.Event()
        self.done = threading.Event()
        self.restarts = []

    def kill_and_start(self):
        self.up.clear()
        self.service.kill()
        began = time.monotonic()
        self.service.start()
        self.restarts.append(time.monotonic() - began)
        self.up.set()

    def torture(self):
        dice = random.Random(os.environ.get('YANYIN_TEST_SEED', '20261124'))
        workers = [Worker(number, self) for number in range(WORKERS)]
        self.up.set()
        for worker in workers:
            worker.start()
        for _ in range(KILLS):
            self.history.wait_for(self.history.answers + dice.randint(1, MOST_ANSWERS))
            if self.done.is_set():
                break
            self.kill_and_start()
        self.done.set()
        for worker in workers:
            worker.join(120)
        for worker in workers:
            if worker.problem is not None:
                raise worker.problem
        self.service.stop()


def fifty_kills_lose_nothing_and_double_nothing(stage):
    stage.torture()
    assert len(stage.restarts) == KILLS, f'only {len(stage.restarts)} kills'
    found = collections.Counter(stage.service.query('SELECT request_id, action FROM history'))
    asked = {(call['request'], call['action']) for call in stage.history.acknowledged if 'request' in call}
    assert asked, 'nothing was done'
    lost = [each for each in asked if found[each] == 0]
    doubled = [each for each, times in found.items() if times != 1]
    assert not lost and not doubled, f'lost: {lost}; more than once: {doubled}'
    assert set(found) == asked, f'nobody asked for {set(found) - asked}'
    say(f'{len(stage.restarts)} kills, {len(stage.history.acknowledged)} acknowledged calls,'
        f' {stage.history.unknown} without an answer sent again: 0 lost, 0 doubled')
    say(f'ready again after {statistics.median(stage.restarts):.2f} s (median), {max(stage.restarts):.2f} s at most')
    assert max(stage.restarts) < RESTART_SECONDS


def what_was_acknowledged_is_what_is_there(stage):
    """The revision that was told is that of the change, and numbers have no gap and no twin."""
    revisions = {(request_id, action): revision for request_id, action, revision in stage.service.query(
        'SELECT request_id, action, revision FROM history')}
    for call in stage.history.acknowledged:
        if 'request' in call and call['action'] != 'save':
            assert revisions[call['request'], call['action']] == call['revision'], call
    for request_id, state, revision in stage.service.query('SELECT request_id, state, revision FROM request'):
        actions = [action for action, in stage.service.query(
            'SELECT action FROM history WHERE request_id = ? ORDER BY event_index', request_id)]
        assert actions == WAY[:len(actions)] and revision == len(actions), f'{request_id}: {state} {actions}'
    numbers = sorted(int(number[6:]) for number, in stage.service.query(
        'SELECT number FROM request WHERE number IS NOT NULL'))
    assert numbers == list(range(1, len(numbers) + 1)), 'numbers have gaps, or are there twice'


def the_ledger_is_whole(stage):
    rows = stage.service.query('SELECT event_index, at_usec, body, leaf FROM event ORDER BY event_index')
    assert [row[0] for row in rows] == list(range(len(rows))), 'a gap in the ledger'
    times = [row[1] for row in rows]
    assert times == sorted(times), 'the ledger goes back in time'
    wrong = [row[0] for row in rows if hashlib.sha256(b'\0' + row[2]).digest() != row[3]]
    assert not wrong, f'leaves that are not those of their events: {wrong[:10]}'
    assert stage.service.query('PRAGMA integrity_check') == [('ok',)]
    checked = stage.service.ctl('check', check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def every_picture_that_was_taken_is_there(stage):
    """I6: on the disk, with the content that was sent."""
    files = {name: os.path.join(folder, name) for folder, _, names in os.walk(stage.service.data) for name in names}
    pictures = [row[0] for row in stage.service.query('SELECT sha256 FROM picture')]
    taken = {call['sha256'] for call in stage.history.acknowledged if call['action'] == 'upload'}
    assert taken and taken <= set(pictures), f'not in the database: {taken - set(pictures)}'
    for digest in pictures:
        assert digest in files, f'{digest} is in the database and not on the disk'
        with open(files[digest], 'rb') as file:
            assert hashlib.sha256(file.read()).hexdigest() == digest, f'{digest} has another content'


def it_goes_on_after_the_last_kill(stage):
    stage.service.start()
    for person in (stage.applicant, stage.head, stage.leader):
        person.get('/me').expect(200)
    request = stage.applicant.submitted()
    assert stage.head.see(request)['state'] == 'reviewing'
    draft = stage.applicant.draft(pages=[page_ref(page) for page in request['pages']])
    assert draft['revision'] == 1


TESTS = (fifty_kills_lose_nothing_and_double_nothing, what_was_acknowledged_is_what_is_there, the_ledger_is_whole,
         every_picture_that_was_taken_is_there, it_goes_on_after_the_last_kill)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
