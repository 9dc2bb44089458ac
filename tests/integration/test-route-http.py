#!/usr/bin/python3
"""Every cell of tests/data/route-table.csv over HTTP: what somebody may do is done and recorded once; what he may not do is
refused with a rule, or does not exist for him, and leaves no mark. A cell that differs is a seal used without approval, or
a person who cannot do his work."""

import csv
import functools
import itertools
import sys

import yaml

from yanyin_service import PEOPLE, ROOT, Service, person_id
from yanyin_tap import run_tests, say

# States that only time or other programs lead to: put into the database beside the service.
# What changes no revision.
TALK = ('open', 'copy', 'ask', 'answer', 'urge', 'add-signer')
MOVED_BY_OTHERS = ('archived', 'expired', 'void', 'out', 'overdue', 'back')


@functools.lru_cache
def all_actions():
    with open(f'{ROOT}/docs/openapi.yaml', encoding='utf-8') as file:
        return yaml.safe_load(file)['components']['schemas']['Action']['enum']


@functools.lru_cache
def rows():
    """The table, with an action of "*" written out: all that no line above it names."""
    whole, named = [], set()
    with open(f'{ROOT}/tests/data/route-table.csv', encoding='utf-8') as file:
        for row in csv.DictReader(file):
            place = (row['state'], row['step'], row['role'])
            actions = [row['action']] if row['action'] != '*' else [
                action for action in all_actions() if (*place, action) not in named]
            named.update((*place, action) for action in actions)
            whole += [dict(row, action=action) for action in actions]
    return whole


class Walk:
    """One request at a place of the route, and who is what to it there."""

    def __init__(self, stage, state, step, role):
        self.stage = stage
        self.applicant = 'applicant-keeper' if role == 'applicant-keeper' else 'applicant'
        # Without a final approval he is a keeper like any other, and not on the request.
        approves = role == 'approver-keeper' and state not in ('draft', 'reviewing', 'refused')
        self.approver = 'approver-keeper' if approves else 'leader'
        self.assignee = self.decider = None
        self.place = (state, step)
        self.request = self.begin()
        getattr(self, state)(step)

    def begin(self):
        person = self.stage.person(self.applicant)
        return person.draft(pages=[self.stage.page(self.applicant)], reviewer_id=person_id('head'))

    def move(self, key, action, **members):
        person = self.stage.person(key)
        self.request = person.move(person.see(self.request), action, **members)

    def draft(self, _):
        self.assignee, self.decider = 'head', 'leader'

    def reviewing(self, step):
        self.move(self.applicant, 'submit')
        if step == 'reviewer':
            # Returned in the round before by the other head of the unit.
            person = self.stage.person(self.applicant)
            self.move('head', 'return', reason='换人')
            form = dict(self.request['form'], reviewer_id=person_id('head2'), mobile=person.form()['mobile'])
            self.request = person.save(person.see(self.request), form).expect(200).json
            self.move(self.applicant, 'submit')
            self.assignee, self.decider = 'head2', 'head'
            return
        self.move('head', 'forward', next_id=person_id(self.approver))
        self.assignee, self.decider = self.approver, 'head'
        if step == 'chief':
            self.move(self.approver, 'forward', next_id=person_id('chief'))
            self.assignee = 'chief'

    def at_leader(self):
        self.reviewing('leader')

    def returned(self, _):
        self.at_leader()
        self.move(self.approver, 'return', reason='份数')

    def refused(self, _):
        self.at_leader()
        self.move(self.approver, 'refuse', reason='不必')

    def withdrawn(self, _):
        self.approved(_)
        self.move(self.applicant, 'withdraw')

    def approved(self, _):
        self.at_leader()
        self.move(self.approver, 'approve')

    def accepted(self, _):
        self.approved(_)
        self.move('deputy', 'accept')

    def stamped(self, _):
        self.accepted(_)
        self.move('deputy', 'stamp', copies=1)

    def archived(self, _):
        self.stamped(_)

    def void(self, _):
        self.approved(_)

    def expired(self, _):
        self.approved(_)

    def out(self, _):
        self.approved(_)

    def overdue(self, _):
        self.approved(_)

    def back(self, _):
        self.approved(_)

    def actor(self, role):
        return {'applicant': self.applicant, 'assignee': self.assignee, 'decider': self.decider, 'keeper': 'keeper',
                'other-keeper': 'organiser', 'office': 'director', 'colleague': 'colleague', 'stranger': 'stranger',
                'applicant-keeper': 'applicant-keeper', 'approver-keeper': 'approver-keeper', 'chief': 'chief2'}[role]


class Stage:
    def __init__(self, service):
        self.service = service
        self.person = functools.lru_cache(maxsize=None)(service.person)
        for key in PEOPLE:
            self.person(key)
        self.page = functools.lru_cache(maxsize=None)(lambda key: self.person(key).bring())

    def facts(self, request_id):
        """All that a refusal must leave as it was."""
        return self.service.query(
            'SELECT r.revision, r.state, r.step, r.assignee_id, r.digest, r.changed_usec, r.mobile, r.stamped_copies,'
            ' (SELECT count(*) FROM history h WHERE h.request_id = r.request_id), (SELECT count(*) FROM event),'
            ' (SELECT count(*) FROM done d WHERE d.request_id = r.request_id),'
            ' (SELECT count(*) FROM submission s WHERE s.request_id = r.request_id)'
            ' FROM request r WHERE r.request_id = ?', request_id)

    def call(self, walk, role, action):
        """The action as that person would ask for it, with everything right but perhaps himself."""
        person = self.person(walk.actor(role))
        request = walk.request
        members = {}
        if action == 'save':
            applicant = self.person(walk.applicant)
            form = dict(request['form'], mobile=applicant.form()['mobile'], copies=request['form']['copies'] + 1)
            return person.save(request, form)
        if action == 'forward':
            step = walk.place[1]
            members['next_id'] = person_id({'chief': 'chief2', 'leader': 'chief'}.get(step, 'leader'))
        if action == 'transfer':
            step = walk.place[1]
            members['next_id'] = person_id({'chief': 'chief2', 'leader': 'leader2'}.get(step, 'head'))
        if action == 'classify':
            members['choice'] = 'major-yes'
        if action == 'add-signer':
            members['choice'] = 'all-before'
        if action in ('add-signer', 'copy'):
            members['next_id'] = person_id('housing-head')
        if action == 'ask':
            members['next_id'] = person_id('head' if role == 'applicant-keeper' else walk.applicant)
        if action in ('refuse', 'return', 'decline', 'transfer', 'classify', 'void', 'ask', 'answer', 'object'):
            members['reason'] = '理由'
        if action == 'stamp':
            members['copies'] = 1
        return person.try_move(request, action, **members)


def special(role):
    return role if role in ('applicant-keeper', 'approver-keeper') else ''


def prepare(stage):
    """A request for each place, shared by all cells that must change nothing; states of others are put in at the end."""
    walks = {}
    for row in rows():
        key = (row['state'], row['step'], special(row['role']))
        if key not in walks:
            walks[key] = Walk(stage, row['state'], row['step'], row['role'])
    stage.service.stop()
    for walk in walks.values():
        if walk.place[0] in MOVED_BY_OTHERS:
            stage.service.change('UPDATE request SET state = ? WHERE request_id = ?', walk.place[0], walk.request['id'])
    stage.service.start()
    return walks


def check_refused(stage, walk, row):
    before = stage.facts(walk.request['id'])
    answer = stage.call(walk, row['role'], row['action'])
    if row['expected'] == 'unseen':
        assert answer.status == 404 and answer.json['code'] == 'not-found', f'{answer.status} {answer.body[:300]}'
    else:
        assert answer.status == 409 and answer.json['code'] == 'rule', f'{answer.status} {answer.body[:300]}'
        assert answer.json['errors'][0]['rule'], 'the refusal names no rule'
    assert stage.facts(walk.request['id']) == before, 'the refusal left a mark'


def check_allowed(stage, row):
    walk = Walk(stage, row['state'], row['step'], row['role'])
    request_id = walk.request['id']
    before = stage.facts(request_id)[0]
    answer = stage.call(walk, row['role'], row['action'])
    if row['next_state'] == '':
        assert answer.status == 204, f'{answer.status} {answer.body[:300]}'
        assert stage.facts(request_id) == [], 'the draft is still there'
        assert stage.service.events() == before[9] + 1, 'no event'
        return
    assert answer.status == 200, f'{answer.status} {answer.body[:300]}'
    assert answer.json['state'] == row['next_state'], answer.json['state']
    after = stage.facts(request_id)[0]
    assert after[1] == row['next_state'], after
    assert after[0] == before[0] + (row['action'] not in TALK), f'revision {before[0]} -> {after[0]}'
    assert (after[8], after[9]) == (before[8] + 1, before[9] + 1), 'not exactly one line and one event'


def what_may_not_be_done_leaves_no_mark(stage):
    walks = prepare(stage)
    problems, count = [], 0
    for row in rows():
        if row['expected'] == 'allowed':
            continue
        count += 1
        try:
            check_refused(stage, walks[row['state'], row['step'], special(row['role'])], row)
        except AssertionError as problem:
            problems.append(f'{" ".join(row.values())}: {problem}')
    say(f'{count} cells that must be refused')
    assert not problems, '\n'.join(problems)


def what_may_be_done_is_done_once(stage):
    problems, count = [], 0
    for row in rows():
        if row['expected'] != 'allowed':
            continue
        count += 1
        try:
            check_allowed(stage, row)
        except AssertionError as problem:
            problems.append(f'{" ".join(row.values())}: {problem}')
    say(f'{count} cells that must go through')
    assert not problems, '\n'.join(problems)


def the_table_is_whole(_):
    table = rows()
    places = {(row['state'], row['step']) for row in table}
    roles = {row['role'] for row in table}
    actions = set(all_actions())
    cells = {(row['state'], row['step'], row['role'], row['action']) for row in table}
    assert len(cells) == len(table) == len(places) * len(roles) * len(actions)
    assert cells == {(*place, role, action) for place, role, action in itertools.product(places, roles, actions)}


def main():
    service = Service().start()
    try:
        return run_tests((the_table_is_whole, what_may_not_be_done_leaves_no_mark, what_may_be_done_is_done_once),
                         Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
