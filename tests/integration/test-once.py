#!/usr/bin/python3
"""What must happen once happens once: repeated calls, lost answers, two at the same moment. Otherwise one paper gets two
numbers, or two keepers stamp it."""

import json
import socket
import sys

from yanyin_service import Service, in_threads, make_id, make_key, person_id, person_name
from yanyin_tap import run_tests, say

RETRIES = 1000
THREADS = 20
ROUNDS = 200


class Stage:
    def __init__(self, service):
        self.service = service
        self.applicant, self.head, self.leader, self.keeper, self.deputy = service.people(
            'applicant', 'head', 'leader', 'keeper', 'deputy')
        self.page = self.applicant.bring()

    def draft(self):
        return self.applicant.draft(pages=[self.page])

    def submitted(self):
        return self.applicant.move(self.draft(), 'submit')

    def approved(self):
        request = self.submitted()
        request = self.head.move(request, 'forward', next_id=self.leader.id)
        return self.leader.move(request, 'approve')

    def actions(self, request):
        return [action for action, in self.service.query(
            'SELECT action FROM history WHERE request_id = ? ORDER BY event_index', request['id'])]


def a_change_names_the_revision_it_saw(stage):
    """CC03."""
    draft = stage.draft()
    path = f'/requests/{draft["id"]}'
    content = {'form': draft['form'], 'pages': [stage.page]}
    move = {'action': 'submit', 'digest': draft['digest']}
    wrong = {
        '"2"': 412, '"0"': 412, '"99999999999999"': 412, '*': 400, 'W/"1"': 400, '1': 400, '""': 400, '"1", "2"': 400,
        '"-1"': 400, '"1 "': 400, '"１"'.encode().decode('latin-1'): 400,
    }
    for tag, status in wrong.items():
        for place, body in ((f'{path}/draft', content), (f'{path}/moves', move)):
            answer = stage.applicant.post(place, body, {'If-Match': tag, 'Idempotency-Key': make_key()})
            assert answer.status == status, f'If-Match: {tag}: {answer.status} instead of {status}'
    assert stage.applicant.post(f'{path}/draft', content).status == 428
    assert stage.applicant.post(f'{path}/moves', move, {'Idempotency-Key': make_key()}).status == 428
    assert stage.applicant.post(f'{path}/moves', move, {'If-Match': '"1"'}).status == 428
    twice = [('If-Match', '"1"'), ('If-Match', '"1"'), ('Idempotency-Key', make_key())]
    assert stage.applicant.post(f'{path}/moves', move, twice).status == 400
    other = stage.applicant.try_move(draft, 'submit', digest='0' * 64)
    assert other.status == 412 and other.issues == [('', 'stale', None)], other.issues
    assert stage.actions(draft) == ['save'], stage.actions(draft)


def a_thousand_retries_make_one_request(stage):
    """CC04: the same submit, from many threads at once."""
    draft = stage.draft()
    key = make_key()
    numbers = stage.service.query('SELECT count(*) FROM request WHERE number IS NOT NULL')[0][0]
    events = stage.service.events()

    def retry():
        return [stage.applicant.try_move(draft, 'submit', key=key) for _ in range(RETRIES // THREADS)]

    answers = [answer for some in in_threads([retry] * THREADS) for answer in some]
    assert len(answers) == RETRIES
    assert {answer.status for answer in answers} == {200}, {answer.status for answer in answers}
    assert len({answer.body for answer in answers}) == 1, 'the answers differ'
    assert {answer.header('ETag') for answer in answers} == {'"2"'}
    assert stage.actions(draft) == ['save', 'submit'], stage.actions(draft)
    assert stage.service.events() == events + 1
    assert stage.service.query('SELECT count(*) FROM request WHERE number IS NOT NULL')[0][0] == numbers + 1
    say(f'{RETRIES} retries of one submit by {THREADS} threads: 1 request, {RETRIES} equal answers')


def a_key_belongs_to_one_call_and_one_person(stage):
    """CC04."""
    first, second = stage.draft(), stage.draft()
    key = make_key()
    stage.applicant.try_move(first, 'submit', key=key).expect(200)
    for other in (stage.applicant.try_move(second, 'submit', key=key),
                  stage.applicant.try_move(first, 'submit', key=key, reason='anders'),
                  stage.applicant.try_move(dict(first, revision=2), 'submit', key=key)):
        assert other.status == 422 and other.json['code'] == 'key-reused', other.body
    assert stage.actions(second) == ['save'], 'a key of another call moved it'
    # The same key by somebody else is another key.
    stage.head.try_move(stage.head.see(first), 'forward', key=key, next_id=stage.leader.id).expect(200)
    # What was refused is not kept: the key is free for the call that is right.
    third = stage.draft()
    key = make_key()
    stage.applicant.try_move(dict(third, revision=7), 'submit', key=key).expect(412)
    stage.applicant.try_move(third, 'submit', key=key).expect(200)


def a_key_is_of_plain_letters(stage):
    """CC05."""
    draft = stage.draft()
    for key in ('', 'a', 'a' * 15, 'a' * 65, 'a' * 256, 'a' * 10000, '"' + 'a' * 20 + '"', 'a' * 20 + ' b', 'a' * 20 + ',b',
                '钥匙'.encode().decode('latin-1') * 8, 'a' * 20 + '\tb', '../' * 8):
        answer = stage.applicant.post(f'/requests/{draft["id"]}/moves', {'action': 'submit', 'digest': draft['digest']},
                                      {'If-Match': '"1"', 'Idempotency-Key': key})
        assert answer.status == 400, f'{key[:30]!r}: {answer.status}'
    two = [('If-Match', '"1"'), ('Idempotency-Key', 'a' * 20), ('Idempotency-Key', 'a' * 20)]
    body = {'action': 'submit', 'digest': draft['digest']}
    assert stage.applicant.post(f'/requests/{draft["id"]}/moves', body, two).status == 400
    for key in ('a' * 16, 'A-z_09' + '-' * 58):
        fresh = stage.draft()
        assert stage.applicant.try_move(fresh, 'submit', key=key).status == 200, key
    assert stage.actions(draft) == ['save']


def an_answer_that_was_lost_is_given_again(stage):
    """CC06: the connection is cut when the call was sent and nobody read what came of it."""
    for _ in range(10):
        draft = stage.draft()
        key = make_key()
        body = {'action': 'submit', 'digest': draft['digest']}
        headers = {'If-Match': '"1"', 'Idempotency-Key': key}
        connection = stage.applicant.connect()
        connection.request('POST', f'/api/v1/requests/{draft["id"]}/moves', json.dumps(body), {
            **headers, 'Authorization': f'Bearer {stage.applicant.token}', 'Content-Type': 'application/json'})
        connection.sock.shutdown(socket.SHUT_RD)
        connection.close()
        answer = stage.applicant.post(f'/requests/{draft["id"]}/moves', body, headers).expect(200)
        assert (answer.json['state'], answer.header('ETag')) == ('reviewing', '"2"')
        assert stage.applicant.see(draft)['number'] == answer.json['number']
        assert stage.actions(draft) == ['save', 'submit'], stage.actions(draft)


def the_same_draft_is_stored_once(stage):
    request_id = make_id()
    body = {'id': request_id, 'form': stage.applicant.form(), 'pages': [stage.page]}
    events = stage.service.events()
    answers = in_threads([lambda: stage.applicant.post('/requests', body)] * THREADS)
    assert sorted(answer.status for answer in answers) == [200] * (THREADS - 1) + [201]
    assert stage.service.events() == events + 1


def of_two_at_one_step_one_wins(stage):
    """CC01: two answers to one question: forward and return, by the same approver on two machines, 200 times."""
    other = stage.service.person('head')
    for _ in range(ROUNDS):
        request = stage.submitted()
        answers = in_threads([lambda: stage.head.try_move(request, 'forward', next_id=stage.leader.id),
                              lambda: other.try_move(request, 'return', reason='份数')])
        assert sorted(answer.status for answer in answers) == [200, 412], [answer.status for answer in answers]
        actions = stage.actions(request)
        assert actions in (['save', 'submit', 'forward'], ['save', 'submit', 'return']), actions
        assert stage.applicant.see(request)['state'] == ('reviewing' if actions[-1] == 'forward' else 'returned')
    say(f'{ROUNDS} rounds of two decisions on one step: one won each')


def of_two_keepers_one_accepts(stage):
    """CC01: 200 times; who loses learns who was faster."""
    won = {stage.keeper.key: 0, stage.deputy.key: 0}
    for _ in range(ROUNDS):
        request = stage.approved()
        answers = in_threads([lambda: stage.keeper.try_move(request, 'accept'),
                              lambda: stage.deputy.try_move(request, 'accept')])
        assert sorted(answer.status for answer in answers) == [200, 412], [answer.status for answer in answers]
        winner = stage.keeper if answers[0].status == 200 else stage.deputy
        won[winner.key] += 1
        loser = answers[1] if answers[0].status == 200 else answers[0]
        issue = loser.json['errors'][0]
        assert (issue['code'], issue['argument']) == ('stale', person_name(winner.key)), issue
        assert stage.actions(request)[-2:] == ['approve', 'accept'], stage.actions(request)
        accepter = stage.service.query('SELECT accepter_id FROM request WHERE request_id = ?', request['id'])[0][0]
        assert accepter == winner.id
    say(f'{ROUNDS} rounds of two keepers: {won}')


def approving_and_withdrawing_never_both_happen(stage):
    """CC02."""
    ends = {'approved': 0, 'withdrawn': 0}
    for _ in range(50):
        request = stage.submitted()
        request = stage.head.move(request, 'forward', next_id=person_id('leader'))
        answers = in_threads([lambda: stage.leader.try_move(request, 'approve'),
                              lambda: stage.applicant.try_move(request, 'withdraw')])
        # Who was only asked is no longer on a request that was withdrawn: it does not exist for him any more.
        assert [answer.status for answer in answers] in ([200, 412], [404, 200]), [answer.status for answer in answers]
        state = stage.applicant.see(request)['state']
        assert state == ('approved' if answers[0].status == 200 else 'withdrawn'), state
        assert stage.actions(request)[3:] == ['approve' if state == 'approved' else 'withdraw'], stage.actions(request)
        ends[state] += 1
    say(f'50 rounds of approving beside withdrawing: {ends}')


def saving_and_submitting_never_lose_a_page(stage):
    """CC02, CC07: one machine saves while the other submits: what is reviewed is what one of them saw whole."""
    for number in range(50):
        draft = stage.draft()
        form = dict(draft['form'], copies=10 + number)
        answers = in_threads([lambda: stage.applicant.try_move(draft, 'submit'),
                              lambda: stage.applicant.save(draft, form)])
        assert sorted(answer.status for answer in answers) == [200, 412], [answer.status for answer in answers]
        seen = stage.applicant.see(draft)
        assert (seen['state'], seen['form']['copies']) in (('reviewing', 2), ('draft', 10 + number))
        assert seen['revision'] == 2


TESTS = (a_change_names_the_revision_it_saw, a_thousand_retries_make_one_request,
         a_key_belongs_to_one_call_and_one_person, a_key_is_of_plain_letters, an_answer_that_was_lost_is_given_again,
         the_same_draft_is_stored_once, of_two_at_one_step_one_wins, of_two_keepers_one_accepts,
         approving_and_withdrawing_never_both_happen, saving_and_submitting_never_lose_a_page)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
