#!/usr/bin/python3
"""The gold scenarios of the notice, spoken with the real service: each is a day that must go exactly so, or the seal is used
against the rules, or work that was done is lost."""

import sys

from yanyin_service import Service, page_ref, person_id, person_name
from yanyin_tap import run_tests


def line_of(history):
    return [(line['actor']['name'], line['action'], line['from'], line['to']) for line in history]


def targets(request, action):
    """Whom @request may be handed to, as names in their order."""
    option = next(each for each in request['you_may'] if each['action'] == action)
    assert option['refusal'] is None, option['refusal']
    return [target['name'] for target in option['targets']]


def refusal(request, action):
    option = next(each for each in request['you_may'] if each['action'] == action)
    return option['refusal'] and (option['refusal']['code'], option['refusal']['rule'])


def actions(request):
    return [option['action'] for option in request['you_may']]


def name(key):
    return person_name(key)


def a_routine_letter_goes_all_the_way_GS1(service):
    applicant, head, leader, keeper = service.people('applicant', 'head', 'leader', 'keeper')
    events = service.events()

    draft = applicant.draft()
    assert draft['state'] == 'draft' and draft['number'] == '' and draft['round'] == 0
    request = applicant.move(draft, 'submit')
    assert (request['state'], request['step'], request['assignee']['name']) == ('reviewing', 'reviewer', name('head'))
    assert request['number'].startswith('YY'), request['number']
    assert keeper.get(f'/requests/{request["id"]}').status == 404, 'a keeper sees it before it is approved'

    seen = head.see(request)
    assert actions(seen)[:4] == ['forward', 'approve', 'refuse', 'return'], actions(seen)
    assert refusal(seen, 'approve') == ('needs-leader', 'A02'), refusal(seen, 'approve')
    assert targets(seen, 'forward')[0] == name('leader'), 'who is in charge of the unit comes first'
    seen = head.move(seen, 'open')
    seen = head.move(seen, 'forward', next_id=person_id('leader'), reason='同意')
    assert (seen['state'], seen['step'], seen['assignee']['id']) == ('reviewing', 'leader', person_id('leader'))

    seen = leader.move(leader.see(request), 'approve')
    assert (seen['state'], seen['approver']['name'], seen['assignee']) == ('approved', name('leader'), None)
    assert applicant.see(request)['place'] == '7号楼310', 'the applicant is not told where to go (R23)'

    seen = keeper.move(keeper.see(request), 'accept')
    assert (seen['state'], seen['accepter']['name']) == ('accepted', name('keeper'))
    photo = keeper.bring(900, '用印后.jpg')
    too_many = keeper.try_move(seen, 'stamp', copies=3).expect(422)
    assert too_many.issues == [('/copies', 'too-many-copies', 'A24')], too_many.issues
    seen = keeper.move(seen, 'stamp', copies=2, stamped_pages=[photo])
    assert (seen['state'], seen['stamped_copies'], seen['stamper']['name']) == ('stamped', 2, name('keeper'))
    assert seen['you_may'] == [], 'a stamped request can still be moved'

    history = applicant.see(request)['history']
    assert line_of(history) == [
        (name('applicant'), 'save', 'draft', 'draft'), (name('applicant'), 'submit', 'draft', 'reviewing'),
        (name('head'), 'open', 'reviewing', 'reviewing'), (name('head'), 'forward', 'reviewing', 'reviewing'),
        (name('leader'), 'approve', 'reviewing', 'approved'), (name('keeper'), 'accept', 'approved', 'accepted'),
        (name('keeper'), 'stamp', 'accepted', 'stamped')], line_of(history)
    assert [line['capacity'] for line in history] == ['none', 'none', 'reviewer', 'reviewer', 'leader', 'none', 'none']
    assert len({line['digest'] for line in history}) == 1, 'what was approved is not what was stamped'
    times = [line['at'] for line in history]
    assert times == sorted(times)
    assert service.events() == events + len(history), 'a change without its event, or the reverse'


def a_major_matter_is_not_decided_below_the_chief_GS2(service):
    applicant, head, leader, chief = service.people('applicant', 'head', 'leader', 'chief')
    request = applicant.submitted(major='yes')
    head.move(head.see(request), 'forward', next_id=person_id('leader'))
    seen = leader.see(request)
    refused = leader.try_move(seen, 'approve').expect(409)
    issue = refused.json['errors'][0]
    assert (issue['code'], issue['rule']) == ('needs-chief', 'R19'), issue
    assert '三重一大' in issue['clause'], 'the refusal does not quote the notice'
    assert leader.see(request)['revision'] == seen['revision']
    assert set(targets(seen, 'forward')[:2]) == {name('chief'), name('chief2')}, targets(seen, 'forward')
    leader.move(seen, 'forward', next_id=person_id('chief'))
    assert chief.move(chief.see(request), 'approve')['state'] == 'approved'


def a_head_chooses_only_among_leaders_GS3(service):
    head = service.person('head')
    options = head.get('/form-options').expect(200).json
    reviewers = [each['name'] for each in options['reviewers']]
    assert reviewers[0] == name('leader'), 'who is in charge of the unit comes first'
    assert set(reviewers) == {name('leader'), name('leader2'), name('approver-keeper')}, reviewers
    assert {each['step'] for each in options['reviewers']} == {'leader'}
    draft = head.draft(reviewer_id=person_id('head2'))
    refused = head.try_move(draft, 'submit').expect(422)
    assert ('/form/reviewer_id', 'not-a-reviewer', 'R20') in refused.issues, refused.issues
    own = head.save(draft, dict(draft['form'], reviewer_id=person_id('head'))).expect(200).json
    refused = head.try_move(own, 'submit').expect(422)
    assert ('/form/reviewer_id', 'own-request', 'R20') in refused.issues, refused.issues


def the_contract_of_the_notice_is_refused_GS4(service):
    applicant = service.person('applicant')
    draft = applicant.draft(material_name='合同')
    refused = applicant.try_move(draft, 'submit').expect(422)
    issue = next(each for each in refused.json['errors'] if each['pointer'] == '/form/material_name')
    assert (issue['code'], issue['rule']) == ('contract', 'R10'), issue
    assert '合同一律不得加盖部门公章' in issue['clause'], issue['clause']
    declared = applicant.draft(contract='yes')
    refused = applicant.try_move(declared, 'submit').expect(422)
    assert ('/form/contract', 'contract', 'R10') in refused.issues, refused.issues
    assert service.query('SELECT state, number FROM request WHERE request_id = ?', draft['id']) == [('draft', None)]


def the_party_seal_is_not_kept_by_the_office_GS5(service):
    applicant, organiser = service.people('applicant', 'organiser')
    draft = applicant.draft(seal_id='party-seal', keeper_id=person_id('keeper'))
    refused = applicant.try_move(draft, 'submit').expect(422)
    issue = refused.json['errors'][0]
    assert (issue['pointer'], issue['code'], issue['rule']) == ('/form/keeper_id', 'not-a-keeper', 'R06'), issue
    assert '组织员' in issue['clause'], issue['clause']
    options = applicant.get('/form-options').expect(200).json
    party = next(seal for seal in options['seals'] if seal['kind'] == 'party')
    assert [each['name'] for each in party['keepers']] == [name('organiser')]
    right = applicant.save(draft, dict(draft['form'], keeper_id=organiser.id)).expect(200).json
    assert applicant.move(right, 'submit')['state'] == 'reviewing'


def the_name_seal_needs_its_owner_GS6(service):
    applicant, head, leader, chief2, chief = service.people('applicant', 'head', 'leader', 'chief2', 'chief')
    request = applicant.submitted(seal_id='name-seal', keeper_id=person_id('director'), unavoidable='上级表格指定须盖负责人名章')
    head.move(head.see(request), 'forward', next_id=person_id('leader'))
    refused = leader.try_move(leader.see(request), 'approve').expect(409)
    assert refused.issues == [('/action', 'needs-dept-head', 'R11')], refused.issues
    leader.move(leader.see(request), 'forward', next_id=chief2.id)
    assert chief2.try_move(chief2.see(request), 'approve').expect(409).issues[0][2] == 'R11'
    chief2.move(chief2.see(request), 'forward', next_id=chief.id)
    assert chief.move(chief.see(request), 'approve')['state'] == 'approved'


def a_return_keeps_everything_and_shows_what_changed_GS9(service):
    applicant, head = service.people('applicant', 'head')
    pages = [applicant.bring(seed, f'第{seed}页.jpg') for seed in range(10)]
    request = applicant.submitted(pages=pages)
    missing = head.try_move(head.see(request), 'return').expect(422)
    assert missing.issues == [('/reason', 'needs-reason', 'R43')], missing.issues
    head.move(head.see(request), 'return', reason='份数应为三份')

    back = applicant.see(request)
    assert (back['state'], back['assignee']) == ('returned', None)
    assert back['history'][-1]['reason'] == '份数应为三份'
    assert [page_ref(page) for page in back['pages']] == pages, 'pictures were lost on the way back'
    assert applicant.get('/requests', list='todo').expect(200).json['items'][0]['task'] == 'returned'
    saved = applicant.save(back, dict(back['form'], copies=3)).expect(200).json
    again = applicant.move(saved, 'submit')
    assert (again['round'], again['number'], again['assignee']['id']) == (2, back['number'], head.id)
    seen = head.see(request)
    assert seen['changes'] == [{'field': '/form/copies', 'before': '2', 'after': '3'}], seen['changes']
    assert len(seen['pages']) == 10


def the_eleventh_picture_is_refused_and_ten_stay_GS11(service):
    applicant = service.person('applicant')
    pages = [applicant.bring(seed) for seed in range(11)]
    draft = applicant.draft(pages=pages[:10])
    refused = applicant.save(draft, pages=pages).expect(422)
    issue = refused.json['errors'][0]
    assert (issue['pointer'], issue['code'], issue['rule'], issue['limit']) == ('/pages', 'too-many', 'R37', 10), issue
    assert '10' in issue['clause'], issue['clause']
    kept = applicant.see(draft)
    assert (kept['revision'], len(kept['pages'])) == (1, 10)


def a_draft_is_continued_on_another_machine_GS13(service):
    office = service.person('applicant')
    home = service.person('applicant')
    assert office.token != home.token
    draft = office.draft(material_name='未写完的函', use_date='', reason='', keeper_id='', copies=0, contract='unset')
    found = next(each for each in home.get('/requests', list='todo').expect(200).json['items'] if each['id'] == draft['id'])
    assert found['task'] == 'draft' and found['material_name'] == '未写完的函'
    continued = home.see(draft)
    assert continued['form'] == draft['form'] and continued['pages'] == draft['pages']
    picture = home.get(f'/requests/{draft["id"]}/pages/0/original').expect(200)
    assert len(picture.body) == continued['pages'][0]['size']
    finished = home.save(continued, home.form(material_name='写完的函')).expect(200).json
    # The first machine still shows the older state: it must not write over what was done since.
    stale = office.save(draft, office.form(material_name='旧稿')).expect(412)
    assert stale.issues == [('', 'stale', None)], stale.issues
    assert office.see(draft)['form']['material_name'] == '写完的函'
    assert home.move(finished, 'submit')['state'] == 'reviewing'


def a_keeper_applies_but_does_not_handle_his_own_GS15(service):
    applicant, head, leader, keeper = service.people('applicant-keeper', 'head', 'leader', 'keeper')
    draft = applicant.draft(keeper_id=applicant.id)
    refused = applicant.try_move(draft, 'submit').expect(422)
    assert ('/form/keeper_id', 'own-request', 'GS15') in refused.issues, refused.issues
    draft = applicant.save(draft, dict(draft['form'], keeper_id=keeper.id)).expect(200).json
    request = applicant.move(draft, 'submit')
    head.move(head.see(request), 'forward', next_id=leader.id)
    leader.move(leader.see(request), 'approve')
    for action in ('accept', 'decline'):
        own = applicant.try_move(applicant.see(request), action, reason='自己').expect(409)
        assert own.issues == [('/action', 'own-request', 'GS15')], own.issues
    ids = [each['id'] for each in applicant.get('/requests', list='stamp').expect(200).json['items']]
    assert request['id'] not in ids, 'his own request is in his list to stamp'
    keeper.move(keeper.see(request), 'accept')
    own = applicant.try_move(applicant.see(request), 'stamp', copies=1).expect(409)
    assert own.issues == [('/action', 'own-request', 'GS15')], own.issues
    assert keeper.move(keeper.see(request), 'stamp', copies=2)['state'] == 'stamped'


TESTS = (a_routine_letter_goes_all_the_way_GS1, a_major_matter_is_not_decided_below_the_chief_GS2,
         a_head_chooses_only_among_leaders_GS3, the_contract_of_the_notice_is_refused_GS4,
         the_party_seal_is_not_kept_by_the_office_GS5, the_name_seal_needs_its_owner_GS6,
         a_return_keeps_everything_and_shows_what_changed_GS9, the_eleventh_picture_is_refused_and_ten_stay_GS11,
         a_draft_is_continued_on_another_machine_GS13, a_keeper_applies_but_does_not_handle_his_own_GS15)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, service)
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
