#!/usr/bin/python3
"""What is said about a request beside deciding on it, over HTTP: questions with marks on the pages, and answers (F32); copies for
information (F31); reminders (F50). What a person would lose: a question that nobody sees, a reminder that pesters, or papers
shown to somebody who has nothing to do with them."""

import datetime
import sys

from yanyin_service import Service, person_id
from yanyin_tap import run_tests

MARK = {'page': 0, 'x': 0.125, 'y': 0.5, 'width': 0.25, 'height': 0.0625}


class Stage:
    def __init__(self, service):
        self.service = service
        self.people = {}

    def person(self, key):
        if key not in self.people:
            self.people[key] = self.service.person(key)
        return self.people[key]

    def act(self, key, request, action, **members):
        person = self.person(key)
        return person.move(person.see(request), action, **members)

    def refused(self, key, request, action, code, status=409, **members):
        person = self.person(key)
        before = self.service.events()
        answer = person.try_move(person.see(request), action, **members).expect(status)
        assert code in [issue[1] for issue in answer.issues], answer.issues
        assert self.service.events() == before, 'the refusal left a mark'
        return answer

    def at_leader(self, **changes):
        return self.act('head', self.person('applicant').submitted(**changes), 'forward', next_id=person_id('leader'))

    def items(self, key, name):
        return {item['id']: item for item in
                self.person(key).get('/requests', list=name, limit=100).expect(200).json['items']}


def option(request, action):
    found = [each for each in request['you_may'] if each['action'] == action]
    return found[0] if found else None


def names(request, action):
    return [each['person_id'] for each in option(request, action)['targets']]


def last(request):
    return request['history'][-1]


def a_question_is_answered_and_moves_nothing(stage):
    request = stage.at_leader()
    seen = stage.person('leader').see(request)
    assert names(seen, 'ask') == [person_id('applicant'), person_id('head')], names(seen, 'ask')
    assert option(seen, 'ask')['targets'][0]['preferred']
    stage.refused('leader', request, 'ask', 'needs-reason', 422, next_id=person_id('applicant'))
    stage.refused('leader', request, 'ask', 'not-a-next', 422, next_id=person_id('stranger'), reason='此处为何')
    badge = stage.person('applicant').get('/badges').expect(200).json['todo']
    request = stage.act('leader', request, 'ask', next_id=person_id('applicant'), reason='此处日期有误？', marks=[MARK])
    assert (request['state'], request['revision']) == (seen['state'], seen['revision'])
    question = last(request)
    assert question['action'] == 'ask' and question['marks'] == [MARK] and question['next']['id'] == person_id('applicant')
    assert stage.items('applicant', 'todo')[request['id']]['task'] == 'answer'
    assert stage.person('applicant').get('/badges').expect(200).json['todo'] == badge + 1
    offered = option(stage.person('applicant').see(request), 'answer')
    assert offered['question'] == question['event'] and offered['refusal'] is None
    # Nobody else answers, and nothing but what was asked is answered.
    stage.refused('head', request, 'answer', 'not-yours', reason='不知')
    stage.refused('applicant', request, 'answer', 'needs-reason', 422)
    stage.refused('applicant', request, 'answer', 'no-question', 422, reason='是', question=question['event'] + 1)
    request = stage.act('applicant', request, 'answer', reason='日期以落款为准。', question=question['event'],
                        marks=[dict(MARK, x=0, y=0, width=1, height=1)])
    assert last(request)['question'] == question['event'] and last(request)['next']['id'] == person_id('leader')
    assert last(request)['marks'] == [{'page': 0, 'x': 0, 'y': 0, 'width': 1, 'height': 1}]
    assert request['id'] not in stage.items('applicant', 'todo')
    assert stage.person('applicant').get('/badges').expect(200).json['todo'] == badge
    # He who asked was not held up, and decides on what he saw.
    assert stage.person('leader').move(seen, 'approve')['state'] == 'approved'


def questions_are_answered_in_their_order(stage):
    request = stage.at_leader()
    first = last(stage.act('leader', request, 'ask', next_id=person_id('applicant'), reason='第一问'))['event']
    stage.act('leader', request, 'ask', next_id=person_id('applicant'), reason='第二问')
    stage.act('leader', request, 'ask', next_id=person_id('head'), reason='第三问')
    assert last(stage.act('applicant', request, 'answer', reason='第一答'))['question'] == first
    assert request['id'] in stage.items('applicant', 'todo') and request['id'] in stage.items('head', 'todo')
    # What was asked lapses when it goes back to be written anew.
    stage.act('leader', request, 'return', reason='份数')
    assert stage.items('applicant', 'todo')[request['id']]['task'] == 'returned'
    assert request['id'] not in stage.items('head', 'todo')
    stage.refused('applicant', request, 'answer', 'wrong-state', reason='第二答')


def the_keeper_asks_too(stage):
    request = stage.act('leader', stage.at_leader(), 'approve')
    request = stage.act('keeper', request, 'ask', next_id=person_id('leader'), reason='份数是否含存档？')
    assert stage.items('leader', 'todo')[request['id']]['task'] == 'answer'
    request = stage.act('leader', request, 'answer', reason='含存档一份。')
    assert stage.act('keeper', request, 'accept')['state'] == 'accepted'


def marks_lie_on_the_pages(stage):
    request = stage.at_leader()
    ask = {'next_id': person_id('applicant'), 'reason': '此处'}
    for mark, code in ((dict(MARK, page=1), 'bad-mark'), (dict(MARK, x=0.9), 'bad-mark'), (dict(MARK, width=0), 'bad-mark'),
                       (dict(MARK, x=1.5), 'too-large'), (dict(MARK, y=-0.1), 'too-small'), (dict(MARK, page='0'), 'wrong-type'),
                       (dict(MARK, colour='red'), 'unknown-field')):
        stage.refused('leader', request, 'ask', code, 422, **ask, marks=[mark])
    stage.refused('leader', request, 'ask', 'too-many', 422, **ask, marks=[MARK] * 21)
    stage.refused('leader', request, 'return', 'not-allowed', 422, reason='此处', marks=[MARK])
    assert len(last(stage.act('leader', request, 'ask', **ask, marks=[MARK] * 20))['marks']) == 20


def a_copy_may_be_read_and_no_more(stage):
    request = stage.at_leader()
    stranger, reader = stage.person('stranger'), stage.person('housing-head')
    reader.get(f'/requests/{request["id"]}').expect(404)
    reader.get(f'/requests/{request["id"]}/pages/0/preview').expect(404)
    people = names(stage.person('applicant').see(request), 'copy')
    assert person_id('colleague') in people and person_id('housing-head') in people
    assert not {person_id(key) for key in ('applicant', 'head', 'leader', 'stranger')} & set(people), people
    stage.refused('applicant', request, 'copy', 'not-a-next', 422, next_id=person_id('stranger'))
    request = stage.act('applicant', request, 'copy', next_id=person_id('housing-head'), reason='供知悉')
    assert last(request)['next']['id'] == person_id('housing-head')
    seen = reader.see(request)
    assert seen['you_may'] == [] and '****' in seen['form']['mobile'], 'a reader sees the number'
    reader.get(f'/requests/{request["id"]}/pages/0/preview').expect(200)
    assert request['id'] in stage.items('housing-head', 'copied') and request['id'] not in stage.items('housing-head', 'todo')
    for action in ('approve', 'forward', 'copy', 'ask', 'urge'):
        stage.refused('housing-head', request, action, 'not-yours', reason='好')
    assert person_id('housing-head') not in names(stage.person('applicant').see(request), 'copy')
    stranger.get(f'/requests/{request["id"]}').expect(404)
    # It stays readable, whatever comes of it.
    stage.act('leader', request, 'refuse', reason='不必')
    assert reader.see(request)['state'] == 'refused'


def who_wanted_it_back_is_told_that_it_begins_anew(stage):
    """F27, F22."""
    request = stage.act('leader', stage.at_leader(), 'return', reason='份数', choice='direct')
    applicant = stage.person('applicant')
    form = dict(request['form'], copies=3, mobile=applicant.form()['mobile'])
    request = applicant.move(applicant.save(applicant.see(request), form).expect(200).json, 'submit')
    assert last(request)['choice'] == 'anew'
    assert request['id'] in stage.items('leader', 'copied')


def reminders_are_few(stage):
    request = stage.at_leader()
    stage.refused('head', request, 'urge', 'not-yours')
    assert stage.items('leader', 'todo')[request['id']]['urged_at'] is None
    request = stage.act('applicant', request, 'urge', reason='今日须报送')
    assert last(request)['action'] == 'urge' and last(request)['next']['id'] == person_id('leader')
    for name in ('todo', 'review'):
        assert stage.items('leader', name)[request['id']]['urged_at'] is not None
    answer = stage.refused('applicant', request, 'urge', 'urged')
    when = datetime.datetime.strptime(answer.json['errors'][0]['argument'], '%Y-%m-%d %H:%M')
    assert when > datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).replace(tzinfo=None)
    assert option(stage.person('applicant').see(request), 'urge')['refusal']['code'] == 'urged'
    # Who has it since was not urged yet.
    request = stage.act('leader', request, 'transfer', next_id=person_id('leader2'), reason='出差')
    assert stage.items('leader2', 'todo')[request['id']]['urged_at'] is None
    request = stage.act('applicant', request, 'urge')
    request = stage.act('leader2', request, 'forward', next_id=person_id('chief'))
    request = stage.act('applicant', request, 'urge')
    request = stage.act('chief', request, 'forward', next_id=person_id('chief2'))
    # But three a day are enough, whoever has it.
    stage.refused('applicant', request, 'urge', 'urged')


def everything_is_in_the_ledger(stage):
    done = stage.service.ctl('check', check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def what_waits_and_who_reads_is_checked(stage):
    """Runs last: it damages the database."""
    service = stage.service
    for sql in ("DELETE FROM copied", "DELETE FROM waiting"):
        service.stop()
        service.change(sql)
        done = service.ctl('check', check=False)
        service.start()
        assert done.returncode != 0, f'{sql} is not found'


TESTS = (a_question_is_answered_and_moves_nothing, questions_are_answered_in_their_order, the_keeper_asks_too,
         marks_lie_on_the_pages, a_copy_may_be_read_and_no_more, who_wanted_it_back_is_told_that_it_begins_anew,
         reminders_are_few, everything_is_in_the_ledger, what_waits_and_who_reads_is_checked)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
