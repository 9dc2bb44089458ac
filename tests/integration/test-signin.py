#!/usr/bin/python3
"""Signing in: guessing is slow, names are not found out, passwords are taken as typed, and a session that has ended opens
nothing. Otherwise somebody approves under a name that is not his."""

import itertools
import os
import statistics
import sys
import threading
import time
import unicodedata

from yanyin_service import PASSWORD, Person, Service, in_threads
from yanyin_tap import run_tests, say

NEW = '换了一个更长的口令在二〇二六年'
TRIES = 1000
MOST_MEMORY = 200 * 1024 * 1024


class Stage:
    def __init__(self, service):
        self.service = service
        self.visitor = Person(service, 'nobody')
        self.addresses = (f'203.0.{high}.{low}' for high, low in itertools.product(range(256), range(1, 255)))

    def try_to(self, account, password=PASSWORD, address=None, **more):
        """As the proxy would hand it on for a caller at that address; by default each call comes from elsewhere."""
        headers = {'X-Forwarded-For': address or next(self.addresses)}
        return self.visitor.call('POST', '/api/v1/sessions', {'account': account, 'password': password, **more}, headers)

    def enter(self, account, password=PASSWORD, **more):
        person = Person(self.service, account)
        answer = self.try_to(account, password, **more).expect(201).json
        person.token, person.session_id = answer['token'], answer['session_id']
        return person

    def change(self, person, old, new):
        return person.call('POST', '/api/v1/me/password', {'old': old, 'new': new}, {'X-Forwarded-For': next(self.addresses)})


def guessing_gets_slower_and_slower(stage):
    """AU01: one account from one address."""
    address, waits, looked = '198.51.100.1', [], 0
    for _ in range(TRIES):
        answer = stage.try_to('leader', 'wrong-password-of-length', address)
        if answer.status == 401:
            looked += 1
            continue
        assert answer.status == 429 and answer.json['code'] == 'throttled', answer.body
        waits.append(int(answer.header('Retry-After')))
    assert 1 <= looked <= 10, f'{looked} of {TRIES} guesses were looked at'
    assert max(waits) >= 1 and len(waits) > TRIES * 0.9
    # While the right one is refused there, the owner gets in from his own desk.
    assert stage.try_to('leader', PASSWORD, address).status == 429
    stage.try_to('leader', PASSWORD, '198.51.100.2').expect(201)
    say(f'{TRIES} guesses at one account: {looked} were looked at, then 429 with Retry-After up to {max(waits)} s')


def one_guess_at_each_account_is_noticed(stage):
    """AU02."""
    address = '198.51.100.77'
    statuses = [stage.try_to(f'somebody{number}', 'spring-2026-password', address).status for number in range(200)]
    assert statuses[:50] == [401] * 50, 'people behind one gateway are locked out too early'
    assert statuses.count(401) <= 110 and statuses[-1] == 429, statuses.count(401)
    assert stage.try_to('somebody0', 'spring-2026-password').status == 401, 'another address suffers'
    say(f'200 guesses at 200 accounts from one address: {statuses.count(401)} were looked at')


def nobody_learns_who_has_an_account(stage):
    """AU03."""
    def median(account):
        times = []
        for _ in range(20):
            began = time.perf_counter()
            answer = stage.try_to(account, 'not-the-right-password')
            times.append(time.perf_counter() - began)
            assert answer.status == 401, answer.status
        return statistics.median(times), answer.without_id, sorted(
            (name, value) for name, value in answer.headers.items() if name not in ('X-Request-Id', 'Date'))

    known, unknown, disabled = median('chief'), median('no-such-account'), median('deputy')
    assert known[1:] == unknown[1:] == disabled[1:], 'the answers differ'
    assert stage.try_to('deputy', PASSWORD).without_id == known[1], 'the right password of a disabled account is told'
    say(f'median of a wrong password: {known[0] * 1e3:.1f} ms, unknown account {unknown[0] * 1e3:.1f} ms,'
        f' disabled {disabled[0] * 1e3:.1f} ms')


def a_crowd_is_let_in_one_by_one(stage):
    """AU04: memory for hashing is bounded, and who has to wait is told so."""
    before = stage.service.memory()
    calls = [lambda number=number, place=next(stage.addresses): stage.try_to(f'extra{number % 20}', PASSWORD, place)
             for number in range(120)]
    answers = in_threads(calls)
    statuses = [answer.status for answer in answers]
    assert set(statuses) <= {201, 429, 503}, set(statuses)
    assert statuses.count(201) >= 20, statuses.count(201)
    assert all(int(answer.header('Retry-After')) >= 1 for answer in answers if answer.status != 201)
    grown = stage.service.memory() - before
    assert grown < MOST_MEMORY, grown
    say(f'120 at once: {statuses.count(201)} in, {statuses.count(503)} told to wait; memory {grown / 1e6:+.0f} MB')


def a_password_is_taken_as_it_was_typed(stage):
    """AU05."""
    person, now = stage.enter('stranger'), PASSWORD
    good = ('十五个字的口令正好是这么多个呀', '  前后有空格的口令也算数的一二三  ', 'x9!' * 21 + 'y', '长' * 10 + '口令不会被截断' * 40, '🈶🈚️🉐家庭与猫狗和鱼虾蟹👩‍👩‍👧‍👦',
            'Zürich-Ärger-Öde-Übung')
    for new in good:
        stage.change(person, now, new).expect(204)
        stage.try_to('stranger', new).expect(201)
        assert stage.try_to('stranger', new[:-1]).status == 401, 'the end is not looked at'
        now = new
    # The same characters from another keyboard.
    assert unicodedata.normalize('NFD', now) != now
    stage.try_to('stranger', unicodedata.normalize('NFD', now)).expect(201)
    assert stage.try_to('stranger', now.lower()).status == 401
    for new, code in (('十四个字的口令还差了一个字啊', 'too-short'), ('', 'required'), ('字' * 400, 'too-long'), ('x' * 1025, 'too-long'),
                      ('aaaaaaaaaaaaaaaaaaaa', 'weak-password'), ('123456789012345678', 'weak-password'), ('password12345678', 'weak-password'),
                      ('yanyin-yanyin-yanyin', 'weak-password'), ('strangerstranger1', 'weak-password'),
                      ('qwertyuiopasdfghjkl', 'weak-password'), ('Passw0rd123456789', 'weak-password')):
        answer = stage.change(person, now, new).expect(422)
        assert [issue[:2] for issue in answer.issues] == [('/new', code)], (new[:20], answer.issues)
    answer = stage.change(person, 'not-the-old-one-at-all', NEW).expect(422)
    assert [issue[:2] for issue in answer.issues] == [('/old', 'not-allowed')], answer.issues
    stage.try_to('stranger', now).expect(201)
    raw = b'{"account":"stranger","password":"abc\\u0000def"}'
    assert stage.visitor.call('POST', '/api/v1/sessions', raw, {'Content-Type': 'application/json'}).status == 400
    assert stage.try_to('stranger', 'x' * 5000).status == 422


def an_account_is_found_however_it_is_typed(stage):
    for typed in ('chief2', ' chief2 ', 'CHIEF2', 'Chief2'):
        stage.try_to(typed).expect(201)
    for typed in ('', ' ', 'chief2\u0000', 'x' * 65, "chief2' --", 'chief2%', '*'):
        assert stage.try_to(typed).status in (400, 401, 422), typed


def each_sign_in_gives_a_new_token(stage):
    """AU07."""
    tokens = {stage.enter('keeper').token for _ in range(5)}
    assert len(tokens) == 5
    person = stage.enter('keeper')
    again = person.call('POST', '/api/v1/sessions', {'account': 'keeper', 'password': PASSWORD},
                        {'X-Forwarded-For': next(stage.addresses)}).expect(201).json
    assert again['token'] != person.token
    answer = stage.try_to('keeper', PASSWORD, token='A' * 43).expect(422)
    assert answer.issues == [('/token', 'unknown-field', None)], answer.issues


def a_token_is_written_down_nowhere(stage):
    """AU08."""
    token = stage.enter('organiser').token.encode()
    for folder, _, names in os.walk(stage.service.folder):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as file:
                content = file.read()
            assert token not in content, f'{name} holds the token'
            assert name == 'password' or PASSWORD.encode() not in content, f'{name} holds the password'


def what_has_ended_opens_nothing(stage):
    """AU09, AU10: sign-out, another machine's session, a new password."""
    here, there, gone = (stage.enter('head', device=device) for device in ('办公室', '家里', '丢了的电脑'))
    sessions = here.get('/sessions').expect(200).json['sessions']
    assert {'办公室', '家里', '丢了的电脑'} <= {session['device'] for session in sessions}
    assert [session['id'] for session in sessions if session['current']] == [here.session_id]
    here.call('DELETE', f'/api/v1/sessions/{gone.session_id}').expect(204)
    assert gone.get('/me').status == 401
    assert here.call('DELETE', f'/api/v1/sessions/{gone.session_id}').status == 404
    stage.change(here, PASSWORD, NEW).expect(204)
    assert there.get('/me').status == 401, 'another session outlives the password'
    here.get('/me').expect(200)
    assert stage.try_to('head', PASSWORD).status == 401
    stage.enter('head', NEW)
    here.call('DELETE', '/api/v1/sessions/current').expect(204)
    assert here.get('/me').status == 401
    assert here.call('DELETE', '/api/v1/sessions/current').status == 401


def nothing_is_done_after_the_end_of_a_session(stage):
    """AU10: not even what was under way when it ended."""
    for _ in range(10):
        worker, owner = stage.enter('applicant'), stage.enter('applicant')
        ended, late, began = threading.Event(), [], threading.Event()

        def work(worker=worker, ended=ended, late=late, began=began):
            draft = worker.draft(pages=[])
            for copies in range(1, 900):
                over = ended.is_set()
                answer = worker.save(draft, dict(draft['form'], copies=copies))
                began.set()
                if answer.status == 401:
                    return
                if over:
                    late.append(answer.status)
                draft = answer.expect(200).json

        thread = threading.Thread(target=work)
        thread.start()
        assert began.wait(60)
        owner.call('DELETE', f'/api/v1/sessions/{worker.session_id}').expect(204)
        ended.set()
        thread.join(60)
        assert late == [], f'{late} after the session had ended'
        assert worker.get('/me').status == 401


def the_oldest_of_too_many_sessions_ends(stage):
    """AU18."""
    sessions = [stage.enter('leader2') for _ in range(9)]
    alive = [person for person in sessions if person.get('/me').status == 200]
    assert alive == sessions[-6:], [sessions.index(person) for person in alive]
    assert len(alive[0].get('/sessions').expect(200).json['sessions']) == 6


def a_session_runs_out(stage):
    fresh, idle, old = (stage.enter('director') for _ in range(3))
    stage.service.stop()
    stage.service.change('UPDATE session SET used_usec = used_usec - 721 * 60 * 1000000 WHERE session_id = ?', idle.session_id)
    stage.service.change('UPDATE session SET expires_usec = created_usec WHERE session_id = ?', old.session_id)
    stage.service.start()
    assert [person.get('/me').status for person in (fresh, idle, old)] == [200, 401, 401]


TESTS = (guessing_gets_slower_and_slower, one_guess_at_each_account_is_noticed, nobody_learns_who_has_an_account,
         a_crowd_is_let_in_one_by_one, a_password_is_taken_as_it_was_typed, an_account_is_found_however_it_is_typed,
         each_sign_in_gives_a_new_token, a_token_is_written_down_nowhere, what_has_ended_opens_nothing,
         nothing_is_done_after_the_end_of_a_session, the_oldest_of_too_many_sessions_ends, a_session_runs_out)


def main():
    service = Service(extra_people=20, settings={'SESSION_PER_PERSON': 6})
    service.ctl('account', 'disable', 'deputy')
    service.start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
