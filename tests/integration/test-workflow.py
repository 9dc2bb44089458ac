#!/usr/bin/python3
"""How a document would be forged: by approving for oneself, out of turn, twice, on other content than was shown, or through the moment in which
somebody loses his post. Each is tried over HTTP and leaves nothing behind. README.md beside this says where the other cases are tried."""

import contextlib
import csv
import re
import sqlite3
import sys
import threading

from yanyin_pictures import jpeg, sha256
from yanyin_service import Service, in_threads, make_key, page_ref, person_id
from yanyin_tap import run_tests, say

ROUNDS = 30
CROWD = 50


class Stage:
    def __init__(self, service):
        self.service = service
        self.keys = ('applicant', 'colleague', 'head', 'head2', 'leader', 'leader2', 'chief', 'chief2', 'keeper', 'deputy', 'organiser', 'director',
                     'owner', 'stranger', 'approver-keeper')
        self.people = {key: service.person(key) for key in self.keys}
        self.page = self.people['applicant'].bring(1)

    def __getattr__(self, key):
        return self.people[key.replace('_', '-')]

    def submitted(self, **changes):
        return self.applicant.move(self.applicant.draft(pages=[self.page], **changes), 'submit')

    def at_leader(self, **changes):
        return self.head.move(self.submitted(**changes), 'forward', next_id=person_id('leader'))

    def approved(self, **changes):
        return self.leader.move(self.at_leader(**changes), 'approve')

    def accepted(self, **changes):
        return self.keeper.move(self.approved(**changes), 'accept')

    def facts(self, request):
        return self.service.query(
            'SELECT revision, state, step, assignee_id, approver_id, digest, stamped_copies, (SELECT count(*) FROM event) FROM request WHERE request_id = ?',
            request['id'])

    def expect_nothing(self, request, tries):
        """Each of @tries, of a name and a call, is refused as it says and changes nothing."""
        before = self.facts(request)
        for who, statuses, call in tries:
            answer = call()
            assert answer.status in statuses, f'{who}: {answer.status} instead of {statuses}: {answer.body[:300]}'
            assert self.facts(request) == before, f'{who}: something was changed'

    @contextlib.contextmanager
    def directory(self, name, edit):
        """The department with the table @name edited, as the operator imports it; afterwards as it was."""
        with open(f'{self.service.folder}/department/{name}.csv', encoding='utf-8') as file:
            rows = list(csv.reader(file))

        def put(table):
            path = f'{self.service.folder}/{name}.csv'
            with open(path, 'w', encoding='utf-8', newline='') as file:
                csv.writer(file, lineterminator='\n').writerows(table)
            self.service.ctl('import', path)

        put(edit([list(row) for row in rows]))
        try:
            yield
        finally:
            put(rows)


def nobody_approves_for_himself(stage):
    """WF01: not by a second post that he gets on the way, nor by one that he has had."""
    request = stage.submitted()
    tries = lambda: [(f'{action}', (409,), lambda action=action: stage.applicant.try_move(
        stage.applicant.see(request), action, next_id=person_id('leader') if action == 'forward' else None, reason='自己'))
        for action in ('forward', 'approve', 'refuse', 'return', 'accept', 'stamp')]
    stage.expect_nothing(request, tries())
    # He becomes head of his unit, leader, chief and department head while it is under way.
    posts = [[person_id('applicant'), post, unit] for post, unit in (('section_head', 'dining'), ('leader', ''), ('chief', ''), ('dept_head', ''))]
    with stage.directory('posts', lambda rows: rows + posts):
        stage.expect_nothing(request, tries())
        seen = stage.head.see(request)
        offered = [target['person_id'] for option in seen['you_may'] if option['action'] == 'forward' for target in option['targets']]
        assert offered and person_id('applicant') not in offered, offered
        stage.expect_nothing(request, [('handed to himself', (422,), lambda: stage.head.try_move(
            seen, 'forward', next_id=person_id('applicant')))])
        # And applies with all these posts: never his own reviewer.
        own = stage.applicant.draft(pages=[stage.page], reviewer_id=person_id('applicant'))
        assert ('/form/reviewer_id', 'own-request', 'R20') in stage.applicant.try_move(own, 'submit').expect(422).issues


def only_whose_turn_it_is_decides(stage):
    """WF02: outside the chain, a step ahead, a step behind, past a step."""
    request = stage.submitted()
    stage.expect_nothing(request, [
        ('the other head', (404,), lambda: stage.head2.try_move(request, 'approve')),
        ('a leader before his turn', (404,), lambda: stage.leader.try_move(request, 'approve')),
        ('a chief past all steps', (404,), lambda: stage.chief.try_move(request, 'approve')),
        ('the office director', (409,), lambda: stage.director.try_move(request, 'approve')),
        ('a colleague', (404,), lambda: stage.colleague.try_move(request, 'refuse', reason='不')),
        ('past the leaders', (422,), lambda: stage.head.try_move(request, 'forward', next_id=person_id('chief'))),
        ('to nobody', (422,), lambda: stage.head.try_move(request, 'forward')),
        ('to somebody without a post', (422,), lambda: stage.head.try_move(request, 'forward', next_id=person_id('colleague'))),
    ])
    request = stage.head.move(request, 'forward', next_id=person_id('leader'))
    stage.expect_nothing(request, [
        ('who has decided already', (409,), lambda: stage.head.try_move(request, 'approve')),
        ('another leader', (404,), lambda: stage.leader2.try_move(request, 'approve')),
        ('back to the head', (422,), lambda: stage.leader.try_move(request, 'forward', next_id=person_id('head'))),
    ])


def nothing_is_stamped_but_what_was_approved(stage):
    """WF03: before, after a refusal, a withdrawal; twice; more copies; another seal's keeper."""

    def stamp(person, request, **members):
        return lambda: person.try_move(request, 'stamp', **{'copies': 1, **members})

    early = stage.at_leader()
    stage.expect_nothing(early, [('before', (404,), stamp(stage.keeper, early)),
                                 ('accepted before', (404,), lambda: stage.keeper.try_move(early, 'accept'))])
    refused = stage.leader.move(stage.at_leader(), 'refuse', reason='不必')
    withdrawn = stage.applicant.move(stage.approved(), 'withdraw')
    approved = stage.approved()
    for name, request in (('refused', refused), ('withdrawn', withdrawn)):
        stage.expect_nothing(request, [(name, (404, 409), stamp(stage.keeper, request))])
    stage.expect_nothing(approved, [('not accepted', (409,), stamp(stage.keeper, approved)),
                                    ("another seal's keeper", (404,), stamp(stage.organiser, approved)),
                                    ('its applicant', (409,), stamp(stage.applicant, approved))])
    accepted = stage.keeper.move(approved, 'accept')
    for copies in (3, 999, 0, -1):
        stage.expect_nothing(accepted, [(f'{copies} copies', (422,), stamp(stage.keeper, accepted, copies=copies))])
    stamped = stage.keeper.move(accepted, 'stamp', copies=2)
    stage.expect_nothing(stamped, [('twice', (409,), stamp(stage.keeper, stamped)), ('by the deputy', (409,), stamp(stage.deputy, stamped))])
    # Whatever else may go wrong in the program: the table itself does not take more than was approved.
    stage.service.stop()
    try:
        stage.service.change('UPDATE request SET stamped_copies = copies + 1 WHERE request_id = ?', stamped['id'])
    except sqlite3.IntegrityError:
        pass
    else:
        raise AssertionError('the database takes more impressions than were approved')
    finally:
        stage.service.start()


def who_approved_finally_does_not_stamp(stage):
    """WF04: unless the department says so, and then it is on record who did both."""
    request = stage.head.move(stage.submitted(), 'forward', next_id=person_id('approver-keeper'))
    request = stage.approver_keeper.move(request, 'approve')
    refused = stage.approver_keeper.try_move(request, 'accept').expect(409)
    assert refused.issues == [('/action', 'final-approver', 'WF04')], refused.issues
    stage.service.ctl('policy', 'set', 'approver-may-stamp', 'true')
    request = stage.approver_keeper.move(request, 'accept')
    request = stage.approver_keeper.move(request, 'stamp', copies=2)
    stage.service.ctl('policy', 'set', 'approver-may-stamp', 'false')
    assert request['approver']['id'] == request['stamper']['id'] == person_id('approver-keeper')
    did = [line['action'] for line in request['history'] if line['actor']['id'] == person_id('approver-keeper')]
    assert did == ['approve', 'accept', 'stamp'], did


def what_was_agreed_to_before_a_change_counts_no_more(stage):
    """WF05, F22: under way nothing can be changed; what comes back is agreed to anew, by everybody."""
    request = stage.submitted(seal_id='name-seal', keeper_id=person_id('director'), unavoidable='上级部门的表格指定须盖名章')
    stage.expect_nothing(request, [('saved under way', (409,), lambda: stage.applicant.save(request, dict(
        request['form'], copies=9, mobile=stage.applicant.form()['mobile'])))])
    request = stage.head.move(request, 'forward', next_id=person_id('leader'))
    request = stage.leader.move(request, 'forward', next_id=person_id('owner'))
    request = stage.owner.move(request, 'forward', next_id=person_id('chief2'))
    first = request['digest']
    stage.chief2.move(request, 'return', reason='份数应为三份')
    back = stage.applicant.see(request)
    back = stage.applicant.save(back, dict(back['form'], copies=3, mobile=stage.applicant.form()['mobile'])).expect(200).json
    request = stage.applicant.move(back, 'submit')
    assert request['digest'] != first and request['step'] == 'reviewer' and request['approver'] is None, request
    request = stage.head.move(request, 'forward', next_id=person_id('leader'))
    request = stage.leader.move(request, 'forward', next_id=person_id('chief2'))
    # The owner of the seal agreed to two copies, not to three.
    stage.expect_nothing(request, [('without the owner', (409,), lambda: stage.chief2.try_move(request, 'approve'))])
    request = stage.chief2.move(request, 'forward', next_id=person_id('owner'))
    request = stage.owner.move(request, 'approve')
    agreed = {line['digest'] for line in request['history'] if line['round'] == 2}
    assert agreed == {request['digest']}, 'decisions of one round are of different content'


def a_page_is_what_its_hash_says(stage):
    """WF06: other bytes under the same name are not taken, and what was approved is what hangs on the stamp."""
    request = stage.accepted()
    page = request['pages'][0]
    other = jpeg(777)
    refused = stage.applicant.upload(other, digest=page['sha256'])
    assert refused.status in (200, 422), refused.body
    shown = stage.keeper.get(f'/requests/{request["id"]}/pages/0/original').expect(200)
    assert sha256(shown.body) == page['sha256'], 'the approved page shows something else'
    assert stage.keeper.see(request)['digest'] == request['digest']
    swapped = dict(page_ref(page), sha256=stage.applicant.bring(778)['sha256'])
    stage.expect_nothing(request, [('swapped', (409,), lambda: stage.applicant.save(request, dict(
        request['form'], mobile=stage.applicant.form()['mobile']), [swapped]))])


def who_decides_signs_what_he_was_shown(stage):
    """WF07: the digest of other content, or of none, is refused, whatever the revision."""
    request = stage.at_leader()
    other = stage.submitted(copies=7)

    def approve(**members):
        return lambda: stage.leader.try_move(request, 'approve', **members)

    stage.expect_nothing(request, [('of another request', (412,), approve(digest=other['digest'])),
                                   ('of nothing', (412,), approve(digest='0' * 64)),
                                   ('no digest', (422,), approve(digest=None)),
                                   ('half a digest', (422,), approve(digest=request['digest'][:32]))])
    assert stage.leader.move(request, 'approve')['state'] == 'approved'


def who_loses_his_post_under_way_does_nothing_more(stage):
    """WF08: keepers and leaders change while requests run: no step is lost, and none is done by who was taken off."""
    request = stage.accepted()
    chain = stage.at_leader()
    events = stage.service.events()
    with stage.directory('keepers', lambda rows: [row[:2] + ['keeper'] if row[1] == person_id('deputy') else row
                                                  for row in rows if row[1] != person_id('keeper')]):
        assert stage.service.events() > events, 'keepers were changed without an event'
        stage.expect_nothing(request, [('the keeper of before', (404, 409), lambda: stage.keeper.try_move(request, 'stamp', copies=1))])
        assert stage.deputy.move(stage.deputy.see(request), 'stamp', copies=2)['state'] == 'stamped'
    with stage.directory('posts', lambda rows: [row for row in rows if row[0] != person_id('chief2')]):
        stage.expect_nothing(chain, [('handed to who is no chief any more', (422,), lambda: stage.leader.try_move(
            chain, 'forward', next_id=person_id('chief2')))])
    major = stage.leader.move(stage.at_leader(major='yes'), 'forward', next_id=person_id('chief2'))
    with stage.directory('posts', lambda rows: [row for row in rows if row[0] != person_id('chief2')]):
        # It still lies with him, but he decides as a chief no more: it goes on, or back, and is not stuck.
        stage.expect_nothing(major, [('as chief of before', (409,), lambda: stage.chief2.try_move(major, 'approve'))])
        major = stage.chief2.move(major, 'forward', next_id=person_id('chief'))
    assert stage.chief.move(major, 'approve')['state'] == 'approved'


def numbers_are_given_in_order_and_never_again(stage):
    """WF17: one after the other as they are committed, none for what is refused, none twice."""

    def last():
        return int(stage.service.query('SELECT max(number) FROM request')[0][0][2:])

    before = last()
    drafts = [stage.applicant.draft(pages=[stage.page]) for _ in range(20)]
    refused = stage.applicant.draft(pages=[stage.page], contract='yes')
    answers = in_threads([lambda draft=draft: stage.applicant.try_move(draft, 'submit') for draft in drafts + [refused]])
    numbers = sorted(int(answer.json['number'][2:]) for answer in answers[:-1])
    assert answers[-1].status == 422 and numbers == list(range(before + 1, before + 21)), numbers
    in_order = [int(number[2:]) for number, in stage.service.query(
        "SELECT r.number FROM request r JOIN history h ON h.request_id = r.request_id AND h.action = 'submit' AND h.round = 1 ORDER BY h.event_index")]
    assert in_order == sorted(in_order), 'numbers are not in the order of the ledger'
    stage.applicant.move(answers[0].json, 'withdraw')
    again = stage.submitted()
    assert int(again['number'][2:]) == before + 21 and re.fullmatch(r'YY\d{10}', again['number']), again['number']


def of_a_crowd_at_one_step_one_wins(stage):
    """CC01: fifty machines of one approver press at the same moment."""
    machines = [stage.service.person('head') for _ in range(CROWD)]
    for _ in range(5):
        request = stage.submitted()
        events = stage.service.events()
        answers = in_threads([lambda machine=machine: machine.try_move(request, 'forward', next_id=person_id('leader')) for machine in machines])
        statuses = sorted(answer.status for answer in answers)
        assert statuses[0] == 200 and set(statuses[1:]) <= {409, 412}, statuses
        assert stage.service.events() == events + 1
    say(f'5 rounds of {CROWD} at one step: one won each')


def accepting_and_withdrawing_never_both_happen(stage):
    """CC02."""
    ends = {'accepted': 0, 'withdrawn': 0}
    for _ in range(ROUNDS):
        request = stage.approved()
        answers = in_threads([lambda: stage.keeper.try_move(request, 'accept'), lambda: stage.applicant.try_move(request, 'withdraw')])
        state = stage.applicant.see(request)['state']
        won = 0 if state == 'accepted' else 1
        assert answers[won].status == 200 and answers[1 - won].status in (404, 409, 412), (state, [answer.status for answer in answers])
        ends[state] += 1
    say(f'{ROUNDS} rounds of accepting beside withdrawing: {ends}')


def stamping_and_declining_never_both_happen(stage):
    """CC02."""
    ends = {'stamped': 0, 'returned': 0}
    for _ in range(ROUNDS):
        request = stage.accepted()
        answers = in_threads([lambda: stage.keeper.try_move(request, 'stamp', copies=2),
                              lambda: stage.deputy.try_move(request, 'decline', reason='与材料不一致')])
        state = stage.applicant.see(request)['state']
        won = 0 if state == 'stamped' else 1
        assert answers[won].status == 200 and answers[1 - won].status in (404, 409, 412), (state, [answer.status for answer in answers])
        ends[state] += 1
    say(f'{ROUNDS} rounds of stamping beside declining: {ends}')


def stamping_and_voiding_never_both_happen(stage):
    """CC02."""
    ends = {'stamped': 0, 'void': 0}
    for _ in range(ROUNDS):
        request = stage.accepted()
        answers = in_threads([lambda: stage.keeper.try_move(request, 'stamp', copies=2),
                              lambda: stage.deputy.try_move(request, 'void', reason='材料作废，另行申请')])
        state = stage.applicant.see(request)['state']
        won = 0 if state == 'stamped' else 1
        assert answers[won].status == 200 and answers[1 - won].status in (404, 409, 412), (state, [answer.status for answer in answers])
        ends[state] += 1
    say(f'{ROUNDS} rounds of stamping beside voiding: {ends}')


def what_an_approver_makes_of_it_binds_all_after_him(stage):
    """WF05, A07, A08: a contract that was declared none, a major matter that was declared none."""
    request = stage.at_leader()
    request = stage.leader.move(request, 'classify', choice='contract-yes', reason='材料实为合同')
    stage.expect_nothing(request, [(action, (409,), lambda action=action: stage.leader.try_move(
        request, action, **({'next_id': person_id('chief')} if action == 'forward' else {}))) for action in ('forward', 'approve')])
    refused = stage.leader.try_move(request, 'approve').expect(409)
    assert refused.issues == [('/action', 'contract', 'R10')], refused.issues
    request = stage.at_leader()
    request = stage.leader.move(request, 'classify', choice='major-yes', reason='属于大额资金')
    assert stage.leader.try_move(request, 'approve').expect(409).issues == [('/action', 'needs-chief', 'R19')]
    request = stage.leader.move(request, 'forward', next_id=person_id('chief2'))
    assert stage.chief2.move(request, 'approve')['state'] == 'approved'


def a_decision_and_the_end_of_its_account_have_one_order(stage):
    """CC02, AU10: nothing is committed behind the change that took the right away."""
    ends = {200: 0, 401: 0}
    for number in range(8):
        request = stage.at_leader()
        leader = stage.service.person('leader')

        def approve():
            # The other takes a while to begin: sometimes this one comes first, sometimes last.
            threading.Event().wait(0.03 * number)
            return leader.try_move(request, 'approve')

        answers = in_threads([approve, lambda: stage.service.ctl('account', 'disable', 'leader')])
        approved = stage.service.query("SELECT max(event_index) FROM history WHERE request_id = ? AND action = 'approve'", request['id'])[0][0]
        disabled = stage.service.query("SELECT max(e.event_index) FROM event e WHERE NOT EXISTS (SELECT 1 FROM history h WHERE h.event_index = e.event_index)")[0][0]
        assert answers[0].status in ends, answers[0].body
        assert (approved is not None) == (answers[0].status == 200)
        assert approved is None or approved < disabled, 'approved after the account had ended'
        ends[answers[0].status] += 1
        stage.service.ctl('account', 'enable', 'leader')
    stage.people['leader'] = stage.service.person('leader')
    say(f'8 rounds of approving beside disabling: {ends}')


def what_was_lost_is_answered_again_across_a_restart(stage):
    """CC04, CC06: the key is remembered by the service, and not by its process."""
    draft, key = stage.applicant.draft(pages=[stage.page]), make_key()
    first = stage.applicant.try_move(draft, 'submit', key).expect(200)
    events = stage.service.events()
    stage.service.kill()
    stage.service.start()
    again = stage.applicant.try_move(draft, 'submit', key).expect(200)
    assert again.body == first.body and again.header('ETag') == first.header('ETag')
    assert stage.service.events() == events, 'it was done twice'
    other = stage.applicant.try_move(draft, 'discard', key).expect(422)
    assert other.json['code'] == 'key-reused', other.json


TESTS = (nobody_approves_for_himself, only_whose_turn_it_is_decides, nothing_is_stamped_but_what_was_approved, who_approved_finally_does_not_stamp,
         what_was_agreed_to_before_a_change_counts_no_more, a_page_is_what_its_hash_says, who_decides_signs_what_he_was_shown,
         who_loses_his_post_under_way_does_nothing_more, numbers_are_given_in_order_and_never_again, of_a_crowd_at_one_step_one_wins,
         accepting_and_withdrawing_never_both_happen, stamping_and_declining_never_both_happen, stamping_and_voiding_never_both_happen,
         what_an_approver_makes_of_it_binds_all_after_him,
         a_decision_and_the_end_of_its_account_have_one_order, what_was_lost_is_answered_again_across_a_restart)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
