#!/usr/bin/python3
"""The switches of the department over HTTP: everybody reads them, the office director alone sets them, each change is on record with who,
when, from what and to what, and holds from the next call on. Otherwise somebody quietly lets a head approve for himself."""

import contextlib
import os
import shutil
import sqlite3
import sys

from yanyin_service import Service, in_threads, make_key, person_id, person_name
from yanyin_tap import run_tests

DEFAULTS = {'reviewer-required': 'true', 'section-may-approve': '', 'all-chiefs': 'false', 'major-declared': 'true',
            'approver-may-stamp': 'false', 'photo-required': 'false', 'days-ahead': '90'}


class Stage:
    def __init__(self, service):
        self.service = service
        self.applicant, self.head, self.leader, self.keeper, self.director = service.people(
            'applicant', 'head', 'leader', 'keeper', 'director')

    def policy(self, person=None):
        answer = (person or self.director).get('/policy').expect(200)
        assert answer.header('ETag') == f'"{answer.json["revision"]}"', answer.header('ETag')
        return answer.json

    def try_set(self, key, value, revision=None, person=None):
        revision = revision or self.policy()['revision']
        return (person or self.director).post('/policy', {'key': key, 'value': value}, {'If-Match': f'"{revision}"'})

    def set(self, key, value):
        return self.try_set(key, value).expect(200).json


def values(policy):
    return {each['key']: each['value'] for each in policy['switches']}


def everybody_reads_how_the_notice_is_read(stage):
    for person in (stage.applicant, stage.keeper, stage.director):
        policy = stage.policy(person)
        assert values(policy) == DEFAULTS, policy
        assert policy['may_change'] == (person is stage.director)
        assert (policy['revision'], policy['changes']) == (1, [])
        for switch in policy['switches']:
            assert switch['value'] == switch['default'] and switch['clause'], switch


def only_the_office_director_changes_it(stage):
    events = stage.service.events()
    for person in (stage.applicant, stage.head, stage.leader, stage.keeper):
        refused = stage.try_set('all-chiefs', 'true', person=person).expect(403)
        assert refused.json['code'] == 'denied', refused.json
    assert stage.service.events() == events and values(stage.policy()) == DEFAULTS


def a_change_is_an_event_with_who_when_old_and_new(stage):
    events = stage.service.events()
    after = stage.set('section-may-approve', 'other, admin')
    assert values(after)['section-may-approve'] == 'admin,other', after
    assert (after['revision'], stage.service.events()) == (2, events + 1)
    change = after['changes'][0]
    assert (change['actor'], change['key'], change['before'], change['after']) == (
        {'id': person_id('director'), 'name': person_name('director')}, 'section-may-approve', '', 'admin,other'), change
    opened = stage.service.query(
        'SELECT o.value FROM opening o JOIN policy_change p ON p.event_index = o.event_index WHERE p.became = ? ORDER BY o.secret',
        'admin,other')
    assert (person_id('director'),) in opened and ('section-may-approve=admin,other',) in opened, opened
    # What it is already changes nothing, and is no event.
    assert stage.set('section-may-approve', 'admin,other')['revision'] == 2
    # The operator's changes stand there too, without a name.
    stage.service.ctl('policy', 'set', 'days-ahead', '30')
    change = stage.policy()['changes'][0]
    assert (change['actor'], change['key'], change['before'], change['after']) == (None, 'days-ahead', '90', '30'), change
    table = f'{stage.service.folder}/changed.rules'
    with open(table, 'w', encoding='utf-8') as file:
        file.write(stage.service.ctl('rules', 'show').stdout + '# changed\n')
    stage.service.ctl('rules', 'set', table)
    change = stage.policy()['changes'][0]
    assert (change['key'], change['before'], change['after']) == ('rules', '0', '1'), change
    assert stage.service.ctl('check').returncode == 0


def it_holds_from_the_next_call_on(stage):
    running = stage.applicant.submitted()
    early = stage.applicant.submitted()
    stage.set('section-may-approve', '')
    assert stage.head.try_move(stage.head.see(early), 'approve').expect(409).issues[0][2] == 'A02'
    stage.set('section-may-approve', 'admin')
    approved = stage.head.move(stage.head.see(running), 'approve')
    assert approved['state'] == 'approved', 'A02 was switched on, and the head may not'
    stage.set('photo-required', 'true')
    seen = stage.keeper.move(stage.keeper.see(running), 'accept')
    refused = stage.keeper.try_move(seen, 'stamp', copies=2).expect(422)
    assert refused.issues == [('/stamped_pages', 'too-few', 'F45')], refused.issues
    stage.set('photo-required', 'false')
    assert stage.keeper.move(seen, 'stamp', copies=2)['state'] == 'stamped'
    stage.set('reviewer-required', 'false')
    assert stage.applicant.get('/form-options').expect(200).json['policy']['reviewer-required'] is False
    request = stage.applicant.submitted(reviewer_id='')
    assert (request['step'], request['assignee']['id']) == ('leader', person_id('leader')), request
    stage.set('reviewer-required', 'true')
    refused = stage.applicant.try_move(stage.applicant.draft(reviewer_id=''), 'submit').expect(422)
    assert ('/form/reviewer_id', 'required', 'A01') in refused.issues, refused.issues


def who_saw_an_older_state_changes_nothing(stage):
    seen = stage.policy()['revision']
    stage.set('major-declared', 'false')
    before = stage.policy()
    stale = stage.try_set('all-chiefs', 'true', seen).expect(412)
    assert stale.issues == [('', 'stale', None)], stale.issues
    assert stale.json['errors'][0]['argument'] == person_name('director'), stale.json
    assert stage.policy() == before
    # Two at the same moment: one of them has seen what is not so any more.
    answers = in_threads([lambda value=value: stage.try_set('days-ahead', value, before['revision'], stage.service.person('director'))
                          for value in ('31', '32', '33')])
    assert sorted(answer.status for answer in answers) == [200, 412, 412], [answer.status for answer in answers]
    stage.set('major-declared', 'true')


def what_is_no_switch_or_no_value_is_refused(stage):
    revision, path = stage.policy()['revision'], '/policy'
    for key, value, pointer in (('all-chiefs', 'maybe', '/value'), ('all-chiefs', '', '/value'), ('days-ahead', '0', '/value'),
                                ('days-ahead', '366', '/value'), ('section-may-approve', 'king', '/value'), ('days-behind', '1', '/key'),
                                ('rules', '1', '/key')):
        refused = stage.try_set(key, value, revision).expect(422)
        assert [issue[0] for issue in refused.issues] == [pointer], (key, value, refused.issues)
    tag = {'If-Match': f'"{revision}"'}
    assert stage.director.post(path, {'key': 'all-chiefs', 'value': True}, tag).status == 422
    assert stage.director.post(path, {'key': 'all-chiefs', 'value': 'true', 'actor': 'T01'}, tag).status == 422
    assert stage.director.post(path, {'key': 'all-chiefs', 'value': 'true'}).status == 428
    assert stage.director.post(path, {'key': 'all-chiefs', 'value': 'true'}, {'If-Match': '*', 'Idempotency-Key': make_key()}).status == 400
    assert stage.policy()['revision'] == revision


def a_switch_that_was_turned_in_the_file_is_found(stage):
    """Whoever gets at the database turns no switch unseen: the ledger says how they were set."""
    stage.set('all-chiefs', 'true')
    assert stage.service.ctl('check').returncode == 0
    tampering = {
        "UPDATE setting SET value = 'false' WHERE key = 'policy.all-chiefs'": 'a switch stands otherwise than it was set',
        "INSERT INTO setting (key, value) VALUES ('policy.approver-may-stamp', 'true')": 'a switch stands otherwise than it was set',
        "UPDATE policy_change SET was = 'false', became = 'false' WHERE key = 'all-chiefs'": 'the list says another change',
        "DELETE FROM policy_change WHERE key = 'all-chiefs'": 'the change is not in the list',
        "INSERT INTO rule_table SELECT version + 1, content, sha256, at_usec FROM rule_table": 'another table of rules is in force',
    }
    triggers = [name for name, in stage.service.query("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('policy_change', 'rule_table')")]
    assert len(triggers) == 4, triggers
    stage.service.stop()
    database = f'{stage.service.data}/yanyin.db'
    stage.service.change('PRAGMA wal_checkpoint(TRUNCATE)')
    shutil.copy(database, f'{database}.whole')
    for statement, fault in tampering.items():
        try:
            stage.service.change(statement)
        except sqlite3.IntegrityError:
            # Two of the tables defend themselves first.
            for trigger in triggers:
                stage.service.change(f'DROP TRIGGER {trigger}')
            stage.service.change(statement)
        check = stage.service.ctl('check', check=False)
        assert check.returncode == 1 and fault in check.stdout, (statement, check.stdout)
        stage.service.change('PRAGMA wal_checkpoint(TRUNCATE)')
        for rest in ('-wal', '-shm'):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f'{database}{rest}')
        shutil.copy(f'{database}.whole', database)
    os.unlink(f'{database}.whole')
    stage.service.start()
    assert stage.service.ctl('check').returncode == 0


TESTS = (everybody_reads_how_the_notice_is_read, only_the_office_director_changes_it, a_change_is_an_event_with_who_when_old_and_new,
         it_holds_from_the_next_call_on, who_saw_an_older_state_changes_nothing, what_is_no_switch_or_no_value_is_refused,
         a_switch_that_was_turned_in_the_file_is_found)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
