#!/usr/bin/python3
"""Who stands in for whom (F33, WF09), over HTTP: from the first day to the last somebody decides in another's place, both names are on
record, and nobody gets by that way what he may not have: his own request, a second hop, a major matter that was kept back."""

import datetime
import os
import sys
import tempfile

from yanyin_service import Service, make_id, person_id, person_name, write_department
from yanyin_tap import run_tests

DIGNIFIED = ('head', 'head2', 'leader', 'leader2', 'chief', 'director')


class Stage:
    def __init__(self, service):
        self.service = service
        self.people = {}

    def person(self, key):
        if key not in self.people:
            self.people[key] = self.service.person(key)
        return self.people[key]

    def day(self, ahead=0):
        today = datetime.date.fromisoformat(self.person('head').get('/delegations').expect(200).json['today'])
        return str(today + datetime.timedelta(ahead))

    def body(self, away, stand_in, first=0, last=0, **more):
        return {'id': make_id(), 'from_id': person_id(away), 'to_id': person_id(stand_in), 'scope': 'all', 'begins': self.day(first),
                'ends': self.day(last), **more}

    def give(self, away, stand_in, first=0, last=0, by=None, **more):
        body = self.body(away, stand_in, first, last, **more)
        self.person(by or away).post('/delegations', body).expect(200)
        return body['id']

    def end(self, delegation, by):
        return self.person(by).call('POST', f'/api/v1/delegations/{delegation}/end')


def issues(answer):
    return [(pointer, code) for pointer, code, _ in answer.expect(422).issues]


def who_stands_in_decides_and_both_are_on_record(stage):
    request = stage.person('applicant').submitted()
    substitute = stage.person('colleague')
    assert substitute.get(f'/requests/{request["id"]}').status == 404, 'a stranger sees it'
    delegation = stage.give('head', 'colleague', 0, 3)
    queue = substitute.get('/requests?list=review').expect(200).json
    assert [item['id'] for item in queue['items']] == [request['id']], queue
    assert substitute.get('/badges').expect(200).json['review'] == 1
    todo = substitute.get('/requests?list=todo').expect(200).json['items']
    assert [(item['id'], item['task']) for item in todo] == [(request['id'], 'review')], todo
    seen = substitute.see(request)
    assert {option['action'] for option in seen['you_may']} >= {'forward', 'refuse', 'return'}, seen['you_may']
    forwarded = substitute.move(seen, 'forward', next_id=person_id('leader'))
    line = forwarded['history'][-1]
    assert line['actor']['id'] == person_id('colleague') and line['for'] == {'id': person_id('head'), 'name': person_name('head')}, line
    assert line['capacity'] == 'reviewer', line
    # He whose place it was sees what was done in it, and takes up his own work when it is over.
    assert stage.person('head').see(request)['state'] == 'reviewing'
    stage.end(delegation, 'head').expect(200)
    other = stage.person('applicant').submitted()
    assert substitute.get(f'/requests/{other["id"]}').status == 404, 'it is over, and he sees it'
    assert substitute.get('/requests?list=review').expect(200).json['items'] == []
    assert substitute.see(request)['id'] == request['id'], 'who decided sees what he decided'
    stage.person('head').move(stage.person('head').see(other), 'refuse', reason='材料不齐')
    assert stage.service.ctl('check').returncode == 0


def it_holds_on_its_days_only(stage):
    request = stage.person('applicant').submitted()
    delegation = stage.give('head', 'colleague', 2, 5)
    assert stage.person('colleague').get(f'/requests/{request["id"]}').status == 404, 'two days too early'
    assert stage.person('colleague').get('/badges').expect(200).json['review'] == 0
    stage.end(delegation, 'head').expect(200)
    # A day is the department's: one that has passed is no day to begin with.
    assert issues(stage.person('head').post('/delegations', stage.body('head', 'colleague', -1, 1))) == [('/begins', 'in-the-past')]
    assert issues(stage.person('head').post('/delegations', stage.body('head', 'colleague', 3, 2))) == [('/ends', 'ends-before')]
    assert issues(stage.person('head').post('/delegations', stage.body('head', 'colleague', 0, 400))) == [('/ends', 'too-far-ahead')]
    assert ('/begins', 'not-a-date') in issues(stage.person('head').post('/delegations', stage.body('head', 'colleague', begins='2026-02-30')))
    stage.person('head').move(stage.person('head').see(request), 'refuse', reason='材料不齐')


def nobody_decides_on_his_own_request_that_way(stage):
    """N12: the head's place is taken by the applicant himself."""
    request = stage.person('applicant').submitted()
    delegation = stage.give('head', 'applicant', 0, 1)
    applicant = stage.person('applicant')
    seen = applicant.see(request)
    assert not {'forward', 'approve', 'refuse', 'return'} & {option['action'] for option in seen['you_may']}, seen['you_may']
    for action in ('approve', 'refuse', 'return'):
        applicant.try_move(seen, action, reason='自己').expect(409)
    applicant.try_move(seen, 'forward', next_id=person_id('leader')).expect(409)
    assert applicant.get('/requests?list=review').expect(200).json['items'] == []
    assert applicant.get('/badges').expect(200).json['review'] == 0
    # Somebody else's he decides.
    other = stage.person('colleague').submitted()
    assert applicant.move(applicant.see(other), 'forward', next_id=person_id('leader'))['state'] == 'reviewing'
    stage.end(delegation, 'head').expect(200)
    stage.person('head').move(stage.person('head').see(request), 'refuse', reason='材料不齐')


def there_is_no_second_hop_and_no_circle(stage):
    request = stage.person('applicant').submitted()
    first = stage.give('head', 'head2', 0, 2)
    # head2 stands in for the head; on these days he cannot be away and stand in, and the head cannot stand in for him.
    assert issues(stage.person('head2').post('/delegations', stage.body('head2', 'head', 1, 1))) == [('/to_id', 'stand-in-away')]
    second = stage.give('head2', 'stranger', 1, 2)
    assert stage.person('stranger').get(f'/requests/{request["id"]}').status == 404, 'a second hop'
    assert issues(stage.person('leader').post('/delegations', stage.body('leader', 'head2', 2, 4))) == [('/to_id', 'stand-in-away')]
    assert issues(stage.person('head').post('/delegations', stage.body('head', 'colleague', 2, 4))) == [('/begins', 'already-away')]
    stage.end(first, 'head').expect(200)
    stage.end(second, 'head2').expect(200)
    stage.person('head').move(stage.person('head').see(request), 'refuse', reason='材料不齐')


def only_who_decides_gives_it_and_only_he_or_the_director_arranges_it(stage):
    assert issues(stage.person('applicant').post('/delegations', stage.body('applicant', 'colleague'))) == [('/from_id', 'not-allowed')]
    assert issues(stage.person('colleague').post('/delegations', stage.body('head', 'applicant'))) == [('/from_id', 'not-allowed')]
    assert ('/to_id', 'not-a-stand-in') in issues(stage.person('head').post('/delegations', stage.body('head', 'head')))
    assert ('/to_id', 'unknown-value') in issues(stage.person('head').post('/delegations', stage.body('head', 'head', to_id='nobody')))
    # The director arranges it for somebody who is ill, and never for himself as the one who stands in.
    assert issues(stage.person('director').post('/delegations', stage.body('head', 'director'))) == [('/to_id', 'not-a-stand-in')]
    delegation = stage.give('head', 'colleague', 0, 1, by='director')
    assert stage.end(delegation, 'applicant').status == 404
    assert stage.end(delegation, 'colleague').status == 403
    mine = stage.person('colleague').get('/delegations').expect(200).json
    assert [(one['id'], one['may_end']) for one in mine['delegations'] if not one['ended']] == [(delegation, False)], mine
    assert (mine['people'], mine['absentees']) == ([], [])
    assert stage.person('stranger').get('/delegations').expect(200).json['delegations'] == [] or all(
        person_id('stranger') in (one['from']['id'], one['to']['id'])
        for one in stage.person('stranger').get('/delegations').expect(200).json['delegations'])
    director = stage.person('director').get('/delegations').expect(200).json
    assert {person_id(key) for key in DIGNIFIED} <= {target['person_id'] for target in director['absentees']}, director['absentees']
    stage.end(delegation, 'director').expect(200)


def an_answer_that_was_lost_is_asked_for_again(stage):
    events = stage.service.events()
    body = stage.body('head', 'colleague', 10, 12)
    for _ in range(3):
        stage.person('head').post('/delegations', body).expect(200)
    assert stage.service.events() == events + 1
    stage.person('head').post('/delegations', {**body, 'ends': body['begins']}).expect(412)
    for _ in range(2):
        stage.end(body['id'], 'head').expect(200)
    assert stage.service.events() == events + 2


def what_was_kept_back_is_not_decided_by_the_stand_in(stage):
    ordinary = stage.person('applicant').submitted()
    major = stage.person('applicant').submitted(major='yes')
    delegation = stage.give('head', 'colleague', 0, 1, scope='ordinary')
    substitute = stage.person('colleague')
    assert [item['id'] for item in substitute.get('/requests?list=review').expect(200).json['items']] == [ordinary['id']]
    assert substitute.get('/badges').expect(200).json['review'] == 1
    assert substitute.get(f'/requests/{major["id"]}').status == 404
    substitute.move(substitute.see(ordinary), 'refuse', reason='材料不齐')
    stage.end(delegation, 'head').expect(200)
    stage.person('head').move(stage.person('head').see(major), 'refuse', reason='材料不齐')


def who_has_left_neither_stands_in_nor_is_stood_in_for(stage):
    request = stage.person('applicant').submitted()
    stage.give('head', 'stranger', 0, 1)
    assert stage.person('stranger').see(request)['id'] == request['id']
    folder = f'{tempfile.mkdtemp(dir=stage.service.folder)}/department'
    write_department(folder)
    for name in os.listdir(folder):
        with open(f'{folder}/{name}', encoding='utf-8') as file:
            lines = file.readlines()
        with open(f'{folder}/{name}', 'w', encoding='utf-8') as file:
            file.writelines(line for line in lines if person_id('stranger') not in line)
    stage.service.ctl('import', folder)
    assert stage.person('stranger').get(f'/requests/{request["id"]}').status in (401, 404)
    assert ('/to_id', 'unknown-value') in issues(stage.person('head').post('/delegations', stage.body('head', 'stranger', 5, 6)))
    assert stage.service.ctl('check').returncode == 0


TESTS = (who_stands_in_decides_and_both_are_on_record, it_holds_on_its_days_only, nobody_decides_on_his_own_request_that_way,
         there_is_no_second_hop_and_no_circle, only_who_decides_gives_it_and_only_he_or_the_director_arranges_it,
         an_answer_that_was_lost_is_asked_for_again, what_was_kept_back_is_not_decided_by_the_stand_in,
         who_has_left_neither_stands_in_nor_is_stood_in_for)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
