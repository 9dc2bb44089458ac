#!/usr/bin/python3
"""Who gets what, over HTTP: each route x each caller x own, foreign and absent things, as tests/data/authorization.csv says.
A cell that differs shows somebody's papers to a stranger, or lets him change them."""

import csv
import datetime
import json
import sys

from yanyin_pictures import jpeg, sha256
from yanyin_service import PEOPLE, ROOT, Person, Service, make_id, mobile_of, page_ref, person_id
from yanyin_tap import run_tests, say

TITLE = '关于锅炉房检修的函'
OUTSIDERS = ('anonymous', 'bad-token', 'revoked', 'disabled')
METHODS = ('GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'TRACE')


class Stage:
    """The department with a request at each place, and callers of all kinds."""

    def __init__(self, service):
        self.service = service
        self.callers = {key: service.person(key) for key in PEOPLE}
        self.objects = self.make_objects()
        self.make_outsiders()
        self.fresh = 0

    def make_objects(self):
        applicant, head, leader, keeper = (self.callers[key] for key in ('applicant', 'head', 'leader', 'keeper'))
        self.page = applicant.bring(1)
        objects = {name: applicant.draft(pages=[self.page], material_name=TITLE)
                   for name in ('draft', 'reviewing', 'approved', 'stamped')}
        for name in ('reviewing', 'approved', 'stamped'):
            objects[name] = applicant.move(objects[name], 'submit')
        for name in ('approved', 'stamped'):
            request = head.move(head.see(objects[name]), 'forward', next_id=leader.id)
            objects[name] = leader.move(leader.see(request), 'approve')
        request = keeper.move(keeper.see(objects['stamped']), 'accept')
        objects['stamped'] = keeper.move(request, 'stamp', copies=2, stamped_pages=[keeper.bring(2)])
        absent = dict(objects['draft'], id=make_id(), number='YY2026999999')
        return dict(objects, absent=absent, **{'no-id': dict(absent, id='1')})

    def make_outsiders(self):
        for name in OUTSIDERS:
            self.callers[name] = Person(self.service, 'deputy')
        self.callers['bad-token'].token = 'A' * 43
        self.callers['revoked'].sign_in()
        self.callers['revoked'].call('DELETE', '/api/v1/sessions/current').expect(204)
        self.callers['disabled'].sign_in()
        self.service.stop()
        self.service.ctl('account', 'disable', 'deputy')
        self.service.start()

    def state(self):
        return self.service.query('SELECT request_id, revision, state, digest, changed_usec FROM request ORDER BY 1')

    def new_number(self):
        self.fresh += 1
        return 1000 + self.fresh

    def owner(self, name, object_name):
        """Whose session or upload is meant; whoever is nobody here has none of his own."""
        return name if object_name == 'own' and name not in OUTSIDERS else 'housing-head'

    def session_of(self, name, object_name):
        return 'A' * 16 if object_name == 'absent' else self.service.person(self.owner(name, object_name)).session_id

    def digest_of(self, name, object_name):
        if object_name == 'absent':
            return sha256(jpeg(self.new_number()))
        return self.callers[self.owner(name, object_name)].bring(self.new_number())['sha256']

    def call(self, name, row):
        """The call of that row as that caller would make it with everything else right."""
        caller = self.callers[name]
        path, _, action = row['path'].partition(' ')
        request = self.objects.get(row['object'], self.objects['draft'])
        path = path.replace('{id}', request['id']).replace('{number}', request['number'] or '-')
        if '{session}' in path:
            path = path.replace('{session}', self.session_of(name, row['object']))
        if '{sha256}' in path:
            path = path.replace('{sha256}', self.digest_of(name, row['object']))
        headers, body = {}, None
        if row['method'] == 'POST':
            headers, body = self.body(path, action, request)
        return caller.call(row['method'], path, body, headers)

    def body(self, path, action, request):
        form = dict(request['form'], mobile=mobile_of('applicant'))
        revision = {'If-Match': f'"{request["revision"]}"'}
        if '/uploads/' in path:
            return {'Upload-Length': '1000', 'Upload-Offset': '0'}, b''
        if path.endswith('/policy'):
            # The value that it has: nothing is changed.
            return {'If-Match': '"1"'}, {'key': 'all-chiefs', 'value': 'false'}
        if path.endswith('/delegations'):
            # Each on a day of its own: nobody is away twice.
            day = str(datetime.date(2090, 1, 1) + datetime.timedelta(self.new_number()))
            return {}, {'id': make_id(), 'from_id': person_id('head'), 'to_id': person_id('colleague'), 'scope': 'all',
                        'begins': day, 'ends': day}
        if path.endswith('/end'):
            return {}, None
        if path.endswith('/password'):
            return {}, {'old': 'not-the-old-password', 'new': '一个足够长的新密码也要十五个字'}
        if path.endswith('/requests'):
            return {}, {'id': make_id(), 'form': form, 'pages': []}
        if path.endswith('/draft') or path.endswith('/check'):
            return revision, {'form': form, 'pages': [page_ref(page) for page in request['pages']]}
        if action == 'open':
            return {}, {'action': 'open'}
        copies = {'copies': 1} if action == 'stamp' else {}
        key = {'Idempotency-Key': f'key-of-{self.new_number():012d}'}
        return {**revision, **key}, {'action': action, 'digest': request['digest'], **copies}


def rows():
    with open(f'{ROOT}/tests/data/authorization.csv', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def every_cell_gives_its_status(stage):
    problems, cells, absent = [], 0, {}
    table = rows()
    for row in sorted(table, key=lambda row: row['object'] != 'absent'):
        for name in list(row)[3:]:
            cells += 1
            before = stage.state() if row[name].startswith('4') else None
            answer = stage.call(name, row)
            if answer.status != int(row[name]):
                problems.append(f'{name}: {row["method"]} {row["path"]} of {row["object"]}: {answer.status}'
                                f' instead of {row[name]}: {answer.body[:200].decode(errors="replace")}')
            if answer.status == 404 and name not in OUTSIDERS:
                same = absent.setdefault(row['path'].split('/pages')[0].split('/stamped')[0].split('{')[0],
                                         answer.without_id)
                if '/9/' not in row['path'] and not (row['object'] == 'reviewing' and '/stamped/' in row['path']) and \
                        answer.without_id != same:
                    problems.append(f'{name}: {row["path"]} of {row["object"]}: tells more than of an absent one')
            if before is not None and stage.state() != before:
                problems.append(f'{name}: {row["path"]} of {row["object"]}: was refused, and changed something')
    say(f'{cells} cells')
    assert not problems, '\n'.join(problems)


def every_route_is_in_the_table(stage):
    written = set()
    for path, item in stage.service.contract.document['paths'].items():
        written.update((method.upper(), path) for method in item if method in ('get', 'post', 'delete'))
    tried = set()
    for row in rows():
        path = row['path'].split(' ')[0].split('?')[0]
        operation = stage.service.contract.find_operation(row['method'], path.replace('{', '').replace('}', ''))
        tried.add(operation['operationId'])
    wanted = {stage.service.contract.document['paths'][path][method.lower()]['operationId'] for method, path in written}
    # Signing in is for whoever has no token yet: test-signin.py.
    assert wanted - tried == {'signIn'}, wanted - tried


def other_methods_are_refused(stage):
    """WF14."""
    person = stage.callers['applicant']
    before = stage.state()
    for path, item in stage.service.contract.document['paths'].items():
        place = path.replace('{id}', stage.objects['draft']['id']).replace('{number}', 'YY2026000001')
        place = place.replace('{sha256}', 'a' * 64).replace('{n}', '0').replace('{size}', 'original').replace('{seal}', 'admin-seal')
        for method in METHODS:
            if method.lower() in item:
                continue
            answer = person.call(method, place)
            assert answer.status == 405, f'{method} {place}: {answer.status}'
            assert answer.header('Allow'), f'{method} {place}: no Allow'
    assert stage.state() == before


def what_only_the_service_sets_is_not_taken(stage):
    """WF10."""
    person = stage.callers['applicant']
    draft = person.draft(pages=[stage.page])
    body = {'form': draft['form'], 'pages': [page_ref(page) for page in draft['pages']]}
    match = {'If-Match': '"1"'}
    own = {'state': 'approved', 'number': 'YY2026000001', 'approver': person.id, 'applicant_id': 'T05',
           'created_at': '2020-01-01T00:00:00.000000Z', 'revision': 9, 'digest': 'a' * 64, 'step': 'chief'}
    before = stage.state()
    for name, value in own.items():
        answer = person.post('/requests', {'id': make_id(), **body, name: value}).expect(422)
        assert answer.issues == [(f'/{name}', 'unknown-field', None)], answer.issues
        answer = person.post(f'/requests/{draft["id"]}/draft', {**body, name: value}, match).expect(422)
        assert answer.issues == [(f'/{name}', 'unknown-field', None)], answer.issues
        inner = {**body, 'form': {**body['form'], name: value}}
        answer = person.post(f'/requests/{draft["id"]}/draft', inner, match).expect(422)
        assert answer.issues == [(f'/form/{name}', 'unknown-field', None)], answer.issues
    page = {**body, 'pages': [{**body['pages'][0], 'mime': 'text/html', 'size': 1}]}
    answer = person.post(f'/requests/{draft["id"]}/draft', page, match).expect(422)
    assert {issue[:2] for issue in answer.issues} == {('/pages/0/mime', 'unknown-field'), ('/pages/0/size', 'unknown-field')}
    for name in ('actor', 'capacity', 'role', 'at', 'approver', 'state'):
        answer = person.try_move(draft, 'submit', **{name: 'T09'}).expect(422)
        assert answer.issues == [(f'/{name}', 'unknown-field', None)], answer.issues
    assert stage.state() == before


def somebody_elses_picture_cannot_be_taken(stage):
    """WF11, WF12: knowing a hash is not having the picture."""
    stranger, applicant = stage.callers['stranger'], stage.callers['applicant']
    answer = stranger.post('/requests', {'id': make_id(), 'form': stranger.form(), 'pages': [stage.page]}).expect(422)
    assert answer.issues == [('/pages/0/sha256', 'unknown-value', 'R37')], answer.issues
    unknown = dict(stage.page, sha256='0' * 64)
    other = stranger.post('/requests', {'id': make_id(), 'form': stranger.form(), 'pages': [unknown]}).expect(422)
    assert [issue[:2] for issue in other.issues] == [issue[:2] for issue in answer.issues]
    # Bringing the bytes oneself looks the same whether another has them already or not.
    content = jpeg(1)
    assert applicant.upload(content).status == 200
    stranger.upload(content[:100], length=len(content), digest=sha256(content)).expect(202)
    stranger.upload(content[100:], offset=100, length=len(content), digest=sha256(content)).expect(201)
    stranger.upload(jpeg(77)).expect(201)


def an_id_of_somebody_else_is_only_taken(stage):
    """A draft with an id that is another's tells that the id is taken, and nothing of it."""
    stranger = stage.callers['stranger']
    before = stage.state()
    answer = stranger.post('/requests', {'id': stage.objects['approved']['id'], 'form': stranger.form(), 'pages': []})
    answer.expect(422)
    assert answer.issues == [('/id', 'duplicate', None)], answer.issues
    assert TITLE not in answer.body.decode()
    assert stage.state() == before


def lists_and_counts_hold_only_what_may_be_seen(stage):
    """WF13."""
    number = stage.objects['approved']['number']
    for key in ('stranger', 'colleague', 'chief', 'organiser'):
        person = stage.callers[key]
        own = {request_id for request_id, in stage.service.query(
            'SELECT request_id FROM request WHERE applicant_id = ?', person.id)}
        for name in ('todo', 'mine', 'review', 'stamp', 'done'):
            for query in ({}, {'q': TITLE}, {'q': number}, {'q': '江小溪'}, {'q': '%'}, {'q': '_'}):
                page = person.get('/requests', list=name, **query).expect(200).json
                assert {item['id'] for item in page['items']} <= own, f'{key} sees foreign requests in {name}'
                assert page['total'] == len(page['items']), f'{key}: {name} counts {page["total"]} of {len(page["items"])}'
                assert TITLE not in json.dumps([each for each in page['items'] if each['id'] not in own])
        badges = person.get('/badges').expect(200).json
        assert badges['review'] == badges['stamp'] == 0, badges


def a_cursor_shows_nobody_elses_rows(stage):
    applicant, stranger = stage.callers['applicant'], stage.callers['stranger']
    page = applicant.get('/requests', list='mine', limit=1).expect(200).json
    assert page['next'] and page['total'] > 1
    taken = stranger.get('/requests', list='mine', after=page['next']).expect(200).json
    ids = {request_id for request_id, in stage.service.query('SELECT request_id FROM request WHERE applicant_id = ?',
                                                              stranger.id)}
    assert {item['id'] for item in taken['items']} <= ids


def a_mobile_number_is_for_those_who_handle_it(stage):
    """R27."""
    full = mobile_of('applicant')
    masked = f'{full[:3]}****{full[7:]}'
    for key in ('applicant', 'head', 'leader', 'keeper'):
        seen = stage.callers[key].see(stage.objects['approved'])
        assert seen['form']['mobile'] == full, f'{key} cannot call the applicant: {seen["form"]["mobile"]}'
    office = stage.callers['director'].get(f'/requests/{stage.objects["approved"]["id"]}').expect(200)
    assert office.json['form']['mobile'] == masked, office.json['form']['mobile']
    assert full not in office.body.decode()
    for key in PEOPLE:
        if key == 'deputy':
            continue
        for path in ('/api/v1/form-options', '/api/v1/requests?list=todo', '/api/v1/requests?list=done'):
            text = stage.callers[key].call('GET', path).expect(200).body.decode()
            others = [other for other in PEOPLE if other != key and mobile_of(other) in text]
            assert others == [], f'{path} shows {key} the numbers of {others}'


def a_token_counts_only_where_it_belongs(stage):
    person = stage.callers['applicant']
    bare = Person(stage.service, 'applicant')
    for token in (f'Bearer  {person.token}', f'bearer {person.token}', person.token, f'Basic {person.token}',
                  f'Bearer {person.token}x', f'Bearer {person.token[:-1]}', 'Bearer ', 'Bearer ' + 'A' * 5000):
        answer = bare.call('GET', '/api/v1/me', headers={'Authorization': token})
        assert answer.status == 401, f'{token[:12]!r}: {answer.status}'
    bare.call('GET', f'/api/v1/me?access_token={person.token}').expect(401)
    bare.call('GET', '/api/v1/me', headers={'Cookie': f'token={person.token}'}).expect(401)
    two = [('Authorization', f'Bearer {person.token}'), ('Authorization', f'Bearer {"A" * 43}')]
    bare.call('GET', '/api/v1/me', headers=two).expect(400)


def health_is_only_for_this_machine(stage):
    person = stage.callers['applicant']
    for path in ('/healthz', '/readyz'):
        answer = person.call('GET', path, headers={'X-Forwarded-For': '203.0.113.9'})
        assert answer.status == 404, f'{path}: {answer.status}'


TESTS = (every_route_is_in_the_table, every_cell_gives_its_status, other_methods_are_refused,
         what_only_the_service_sets_is_not_taken, somebody_elses_picture_cannot_be_taken,
         an_id_of_somebody_else_is_only_taken, lists_and_counts_hold_only_what_may_be_seen,
         a_cursor_shows_nobody_elses_rows, a_mobile_number_is_for_those_who_handle_it,
         a_token_counts_only_where_it_belongs, health_is_only_for_this_machine)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
