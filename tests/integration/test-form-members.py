#!/usr/bin/python3
"""What only some requests say in their form: kept, told to everybody on the request, and read from what was written before
there was any of it. A member that gets lost on the way is a decision about something else than what was asked for."""

import os
import re
import sys

from yanyin_service import COMPANIES, ROOT, Service, person_id
from yanyin_tap import run_tests

DEFAULTS = {'kind': 'stamp', 'company_id': '', 'unavoidable': '', 'confidential': 'unset', 'paper': 'unset', 'positions': 0,
            'confirmed': '', 'out_from': '', 'out_until': '', 'destination': '', 'carrier_id': ''}
SAID = {'kind': 'take-out', 'company_id': 'hexi-food', 'unavoidable': '对方只认名章，\n已去函说明。', 'confidential': 'no',
        'paper': 'yes', 'positions': 3, 'confirmed': 'A08 A11', 'out_from': '2099-11-30T09:00', 'out_until': '2099-11-30T17:00',
        'destination': '市政务服务中心', 'carrier_id': person_id('colleague')}


def later(form):
    return {member: form[member] for member in DEFAULTS}


def what_is_said_is_kept(service):
    applicant = service.person('applicant')
    request = applicant.draft(**SAID)
    assert later(request['form']) == SAID, request['form']
    assert request['carrier_name'] == '韦南星', request['carrier_name']
    assert request['company_name'] == COMPANIES[0][1], request['company_name']
    assert later(applicant.see(request)['form']) == SAID
    item = next(each for each in applicant.get('/requests', list='mine').expect(200).json['items'] if each['id'] == request['id'])
    assert item['kind'] == 'take-out', item
    columns = service.query(f'SELECT {", ".join(DEFAULTS)} FROM request WHERE request_id = ?', request['id'])[0]
    assert columns == tuple(SAID.values()), columns

    # One after the other is taken back: each is stored and signed by itself.
    for member, value in DEFAULTS.items():
        form = {**request['form'], member: value}
        saved = applicant.save(request, form).expect(200).json
        assert saved['digest'] != request['digest'], f'{member} is not signed'
        assert later(saved['form']) == later(form), member
        request = saved


def what_is_left_out_is_not_said(service):
    applicant = service.person('applicant')
    request = applicant.draft()
    assert later(request['form']) == DEFAULTS, request['form']
    assert request['carrier_name'] == request['company_name'] == ''
    said = applicant.save(request, {**request['form'], **DEFAULTS}).expect(200).json
    assert (said['digest'], said['revision']) == (request['digest'], request['revision']), 'saying nothing is a change'


def what_does_not_fit_is_told_at_its_field(service):
    applicant = service.person('applicant')
    request = applicant.draft()
    for member, value, code, rule in (
            ('kind', 'lend', 'unknown-value', None), ('kind', 1, 'wrong-type', None), ('paper', 'perhaps', 'unknown-value', None),
            ('confidential', '', 'required', None), ('positions', 21, 'too-large', None), ('positions', -1, 'too-small', None),
            ('positions', 1.5, 'wrong-type', None), ('company_id', 'c' * 65, 'too-long', 'R12'), ('unavoidable', '由' * 1001, 'too-long', 'R11'),
            ('confirmed', 'A' * 201, 'too-long', 'A08'), ('out_from', '2' * 17, 'too-long', 'R04'),
            ('out_until', '2' * 17, 'too-long', 'R04'), ('destination', '远' * 201, 'too-long', 'R04'),
            ('carrier_id', 'p' * 65, 'too-long', 'R05'), ('destination', '\u202e', 'bad-character', 'R04')):
        answer = applicant.save(request, {**request['form'], member: value})
        assert answer.status == 422, f'{member}={value!r}: {answer.status} {answer.body[:300]}'
        assert answer.issues == [(f'/form/{member}', code, rule)], f'{member}={value!r}: {answer.issues}'
    assert applicant.see(request)['revision'] == request['revision']


def what_changed_is_told_to_the_next_approver(service):
    applicant, head = service.people('applicant', 'head')
    request = applicant.submitted(positions=1)
    head.move(head.see(request), 'return', reason='请补充')
    request = applicant.see(request)
    form = {**request['form'], 'mobile': applicant.form()['mobile'], 'positions': 2, 'confirmed': 'A08'}
    request = applicant.save(request, form).expect(200).json
    applicant.move(request, 'submit')
    assert head.see(request)['changes'] == [
        {'field': '/form/positions', 'before': '1', 'after': '2'},
        {'field': '/form/confirmed', 'before': '', 'after': 'A08'}], head.see(request)['changes']


def only_the_own_companies_are_offered_and_of_the_others_who_applies_is_told_R12(service):
    told = {key: service.person(key).get('/form-options').expect(200).json['companies'] for key in ('applicant', 'stranger', 'keeper')}
    offered = {key: [each['id'] for each in companies if each['sponsored']] for key, companies in told.items()}
    assert offered == {'applicant': ['hexi-food', 'qingmiao-food'], 'stranger': ['anju-property'], 'keeper': []}, offered
    sections = {each['id']: each['unit_name'] for each in told['keeper']}
    assert sections == {'hexi-food': '饮食服务中心', 'qingmiao-food': '饮食服务中心', 'anju-property': '公寓管理中心'}, sections

    # Of two units it is the one asked about that counts.
    caller = service.person('applicant-keeper')
    for unit, wanted in (('dining', 2), ('office', 0)):
        companies = caller.get('/form-options', unit=unit).expect(200).json['companies']
        assert sum(each['sponsored'] for each in companies) == wanted, (unit, companies)


def only_the_office_is_offered_to_enter_what_was_on_paper_R14(service):
    offered = {key: service.person(key).get('/form-options').expect(200).json['may_enter_paper']
               for key in ('applicant', 'head', 'leader', 'keeper', 'deputy', 'organiser', 'director')}
    assert offered == {'applicant': False, 'head': False, 'leader': False, 'keeper': True, 'deputy': True, 'organiser': True,
                       'director': True}, offered


def way_back(version):
    """What takes away again all that later migrations made, the last one first."""
    folder, statements = f'{ROOT}/src/service/store/migrations', []
    for name in sorted(os.listdir(folder)):
        if int(name[:4]) <= version:
            continue
        with open(f'{folder}/{name}', encoding='utf-8') as file:
            script = file.read()
        for kind, made in re.findall(r'^CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER) (\w+)', script, re.M):
            statements.append(f'DROP {kind} IF EXISTS {made}')
        for table, column in re.findall(r'^ALTER TABLE (\w+) ADD COLUMN (\w+)', script, re.M):
            statements.append(f'ALTER TABLE {table} DROP COLUMN {column}')
    return statements[::-1]


def what_the_version_before_wrote_is_still_there(service):
    """The database as it was before: the request keeps its digest, the submission of its round stays readable."""
    applicant, head = service.people('applicant', 'head')
    request = applicant.submitted()
    head.move(head.see(request), 'return', reason='换页')
    before = applicant.see(request)
    service.stop()
    for member in DEFAULTS:
        service.change(f"UPDATE submission SET content = json_remove(content, '$.{member}')")
    for statement in way_back(2):
        service.change(statement)
    service.change('DELETE FROM migration WHERE version > 2')
    service.change('PRAGMA user_version = 2')
    service.start()

    applicant, head = service.person('applicant'), service.person('head')
    after = applicant.see(request)
    assert after['form'] == before['form'] and after['digest'] == before['digest']
    form = {**after['form'], 'mobile': applicant.form()['mobile'], 'kind': 'take-out'}
    applicant.save(after, form).expect(200)
    back = applicant.save(applicant.see(request), {**form, 'kind': 'stamp', 'copies': 5}).expect(200).json
    applicant.move(back, 'submit')
    assert [each['field'] for each in head.see(request)['changes']] == ['/form/copies'], head.see(request)['changes']


def main():
    service = Service().start()
    try:
        return run_tests((what_is_said_is_kept, what_is_left_out_is_not_said, what_does_not_fit_is_told_at_its_field,
                          what_changed_is_told_to_the_next_approver,
                          only_the_own_companies_are_offered_and_of_the_others_who_applies_is_told_R12,
                          only_the_office_is_offered_to_enter_what_was_on_paper_R14,
                          what_the_version_before_wrote_is_still_there), service)
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
