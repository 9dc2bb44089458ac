#!/usr/bin/python3
"""The moves beside the ordinary road, over HTTP: a decision taken back before anybody has looked (F28), handed to a peer (F29),
returned to an earlier approver or back to who returned it (F27), classified anew (A07, A08), made void; others sign with
whoever decides (F30). What a person would lose: a slip of the hand that cannot be mended, or a way round an approver."""

import hashlib
import sys

from yanyin_service import Service, person_id
from yanyin_tap import run_tests


class Stage:
    def __init__(self, service):
        self.service = service
        self.people = {}

    def __getattr__(self, key):
        key = key.replace('_', '-')
        if key not in self.people:
            self.people[key] = self.service.person(key)
        return self.people[key]

    def act(self, key, request, action, **members):
        person = getattr(self, key)
        return person.move(person.see(request), action, **members)

    def refused(self, key, request, action, code, rule, status=409, **members):
        """It is refused with that issue, and leaves no mark."""
        person = getattr(self, key)
        seen = person.see(request)
        before = self.service.events()
        answer = person.try_move(seen, action, **members).expect(status)
        assert (code, rule) in [issue[1:] for issue in answer.issues], answer.issues
        assert self.service.events() == before, 'the refusal left a mark'

    def at_leader(self, **changes):
        return self.act('head', self.applicant.submitted(**changes), 'forward', next_id=person_id('leader'))

    def at_chief(self, **changes):
        return self.act('leader', self.at_leader(**changes), 'forward', next_id=person_id('chief'))

    def approved(self, **changes):
        return self.act('leader', self.at_leader(**changes), 'approve')


def option(request, action):
    found = [each for each in request['you_may'] if each['action'] == action]
    return found[0] if found else None


def where(request):
    return request['state'], request['step'], request['assignee']['id'] if request['assignee'] else None


def last(request):
    return request['history'][-1]


def a_decision_is_taken_back_until_the_next_has_looked(stage):
    request = stage.at_leader()
    assert option(stage.head.see(request), 'take-back')['refusal'] is None
    request = stage.act('head', request, 'take-back', reason='选错了分管领导')
    assert where(request) == ('reviewing', 'reviewer', person_id('head')), where(request)
    assert last(request)['action'] == 'take-back' and last(request)['reason'] == '选错了分管领导'
    stage.leader.get(f'/requests/{request["id"]}').expect(404)
    # Once is enough: there is nothing left to take back, and he decides again.
    assert option(request, 'take-back') is None
    stage.refused('head', request, 'take-back', 'not-yours', 'R21')
    request = stage.act('head', request, 'forward', next_id=person_id('leader2'))
    stage.leader2.move(request, 'open')
    closed = option(stage.head.see(request), 'take-back')
    assert closed['refusal']['code'] == 'seen' and closed['refusal']['argument'] == '柏舟行', closed
    stage.refused('head', request, 'take-back', 'seen', 'R01')
    # Neither a stranger nor the applicant takes back what somebody else decided.
    stage.refused('applicant', request, 'take-back', 'not-yours', 'R21')


def a_final_approval_is_taken_back_until_the_keeper_has_looked(stage):
    request = stage.act('leader', stage.approved(), 'take-back')
    assert where(request) == ('reviewing', 'leader', person_id('leader'))
    assert request['approver'] is None
    # Nothing is left of it: it is no approved request for anybody.
    stage.keeper.get(f'/requests/{request["id"]}').expect(404)
    request = stage.act('leader', request, 'approve')
    stage.keeper.move(stage.keeper.see(request), 'open')
    stage.refused('leader', request, 'take-back', 'seen', 'R01')
    stage.act('keeper', request, 'accept')
    stage.refused('leader', request, 'take-back', 'wrong-state', 'R02')


def a_return_is_taken_back_until_the_applicant_has_looked(stage):
    request = stage.act('leader', stage.at_leader(), 'return', reason='份数')
    request = stage.act('leader', request, 'take-back')
    assert where(request) == ('reviewing', 'leader', person_id('leader'))
    # The head's agreement is as it was: the leader approves, and no step is missing.
    request = stage.act('leader', request, 'return', reason='份数')
    stage.applicant.move(request, 'open')
    stage.refused('leader', request, 'take-back', 'seen', 'R01')
    # A refusal ends the request.
    request = stage.act('leader', stage.at_leader(), 'refuse', reason='不必')
    stage.refused('leader', request, 'take-back', 'wrong-state', 'R02')


def the_right_to_stamp_goes_with_the_decision(stage):
    """What was taken back carries nobody over a rule: the head's yes of the name seal does not."""
    form = {'seal_id': 'name-seal', 'keeper_id': person_id('director'), 'unavoidable': '上级部门的表格指定须盖名章'}
    request = stage.at_leader(**form)
    request = stage.act('leader', request, 'forward', next_id=person_id('chief'))
    request = stage.act('chief', request, 'forward', next_id=person_id('chief2'))
    request = stage.act('chief', request, 'take-back')
    # The department head (chief) forwards again to the second chief: his agreement counts; without it, it would not.
    request = stage.act('chief', request, 'transfer', next_id=person_id('chief2'), reason='出差')
    stage.refused('chief2', request, 'approve', 'needs-dept-head', 'R11')


def it_is_handed_to_a_peer_and_to_nobody_else(stage):
    request = stage.at_leader()
    targets = [each['person_id'] for each in option(stage.leader.see(request), 'transfer')['targets']]
    assert set(targets) == {person_id('leader2'), person_id('approver-keeper')}, targets
    for key in ('applicant', 'head', 'chief', 'keeper', 'leader', 'colleague'):
        stage.refused('leader', request, 'transfer', 'not-a-next', 'R21', 422, next_id=person_id(key), reason='出差')
    stage.refused('leader', request, 'transfer', 'needs-reason', 'R01', 422, next_id=person_id('leader2'))
    stage.refused('leader', request, 'transfer', 'needs-next', 'R21', 422, reason='出差')
    request = stage.act('leader', request, 'transfer', next_id=person_id('leader2'), reason='出差')
    assert where(request) == ('reviewing', 'leader', person_id('leader2'))
    assert last(request)['next']['id'] == person_id('leader2') and last(request)['capacity'] == 'leader'
    # He who handed it on still sees it, decides no more, and may think better of it.
    stage.refused('leader', request, 'approve', 'not-yours', 'R21')
    request = stage.act('leader', request, 'take-back')
    assert where(request) == ('reviewing', 'leader', person_id('leader'))
    request = stage.act('leader', request, 'transfer', next_id=person_id('leader2'), reason='出差')
    assert stage.act('leader2', request, 'approve')['state'] == 'approved'


def nobody_gets_a_request_of_his_own(stage):
    """N12: an applicant who is a leader is on no list of his own request."""
    request = stage.leader.submitted(unit_id='office', reviewer_id=person_id('leader2'))
    assert where(request) == ('reviewing', 'leader', person_id('leader2'))
    for action in ('transfer', 'return', 'forward'):
        assert person_id('leader') not in [
            each['person_id'] for each in option(stage.leader2.see(request), action)['targets']]
    stage.refused('leader2', request, 'transfer', 'not-a-next', 'R21', 422, next_id=person_id('leader'), reason='请')
    # A chief's own request is made void by another chief, not by himself.
    request = stage.chief.submitted(unit_id='office', reviewer_id=person_id('leader'))
    request = stage.act('leader', request, 'approve')
    stage.refused('chief', request, 'void', 'own-request', 'GS15', reason='不用了')
    assert stage.act('chief2', request, 'void', reason='不用了')['state'] == 'void'
    request = stage.applicant_keeper.submitted()
    request = stage.act('head', request, 'forward', next_id=person_id('leader'))
    request = stage.act('leader', request, 'approve')
    stage.refused('applicant-keeper', request, 'void', 'own-request', 'GS15', reason='不用了')


def it_goes_back_to_an_earlier_approver(stage):
    request = stage.at_chief(major='yes')
    targets = [(each['person_id'], each['step']) for each in option(stage.chief.see(request), 'return')['targets']]
    assert targets == [(person_id('head'), 'reviewer'), (person_id('leader'), 'leader')], targets
    stage.refused('chief', request, 'return', 'not-a-next', 'R21', 422, next_id=person_id('head2'), reason='请核')
    stage.refused('chief', request, 'return', 'needs-reason', 'R43', 422, next_id=person_id('head'))
    request = stage.act('chief', request, 'return', next_id=person_id('head'), reason='请核对名单')
    assert where(request) == ('reviewing', 'reviewer', person_id('head'))
    assert request['round'] == 1 and last(request)['to'] == 'reviewing'
    # Whoever stands behind him is asked again, step by step: nobody is left out.
    assert option(stage.head.see(request), 'return')['targets'] == []
    request = stage.act('head', request, 'forward', next_id=person_id('leader2'))
    targets = [each['person_id'] for each in option(stage.leader2.see(request), 'return')['targets']]
    assert targets == [person_id('head')], 'the first leader is asked no more'
    request = stage.act('leader2', request, 'return', next_id=person_id('head'), reason='再核')
    # Taking that back brings the head's agreement back too.
    request = stage.act('leader2', request, 'take-back')
    assert where(request) == ('reviewing', 'leader', person_id('leader2'))
    assert [each['person_id'] for each in option(request, 'return')['targets']] == [person_id('head')]


def an_agreement_before_the_return_does_not_count(stage):
    """R11: the department head agreed, then it went back below him: his consent is needed anew."""
    form = {'seal_id': 'name-seal', 'keeper_id': person_id('director'), 'unavoidable': '上级部门的表格指定须盖名章'}
    request = stage.at_chief(**form)
    request = stage.act('chief', request, 'forward', next_id=person_id('chief2'))
    assert option(stage.chief2.see(request), 'approve')['refusal'] is None
    request = stage.act('chief2', request, 'return', next_id=person_id('leader'), reason='请核对')
    stage.refused('leader', request, 'approve', 'needs-dept-head', 'R11')
    request = stage.act('leader', request, 'forward', next_id=person_id('chief2'))
    stage.refused('chief2', request, 'approve', 'needs-dept-head', 'R11')


def unchanged_it_comes_straight_back(stage):
    request = stage.act('leader', stage.at_leader(), 'return', reason='请带原件来', choice='direct')
    assert where(request) == ('returned', 'none', None) and last(request)['choice'] == 'direct'
    request = stage.act('applicant', request, 'submit')
    assert where(request) == ('reviewing', 'leader', person_id('leader')), 'the head is asked again for nothing'
    assert request['round'] == 2 and last(request)['choice'] == 'kept'
    # The head's agreement stands: it can go back to him, and he sees it.
    assert [each['person_id'] for each in option(stage.leader.see(request), 'return')['targets']] == [person_id('head')]
    assert stage.act('leader', request, 'approve')['state'] == 'approved'


def a_kept_agreement_counts(stage):
    """R11: the department head agreed before the chief returned it; unchanged, his consent stands."""
    form = {'seal_id': 'name-seal', 'keeper_id': person_id('director'), 'unavoidable': '上级部门的表格指定须盖名章'}
    request = stage.act('chief', stage.at_chief(**form), 'forward', next_id=person_id('chief2'))
    request = stage.act('chief2', request, 'return', reason='请带原件来', choice='direct')
    request = stage.act('applicant', request, 'submit')
    assert where(request) == ('reviewing', 'chief', person_id('chief2'))
    assert stage.act('chief2', request, 'approve')['state'] == 'approved'


def any_change_begins_the_way_anew(stage):
    """F22: whoever agreed agreed to something else."""
    request = stage.act('leader', stage.at_leader(), 'return', reason='份数', choice='direct')
    form = dict(request['form'], copies=3, mobile=stage.applicant.form()['mobile'])
    request = stage.applicant.save(stage.applicant.see(request), form).expect(200).json
    request = stage.applicant.move(request, 'submit')
    assert where(request) == ('reviewing', 'reviewer', person_id('head')), where(request)
    assert last(request)['choice'] == 'anew'
    request = stage.act('head', request, 'forward', next_id=person_id('leader'))
    # What was changed and changed back is the same again.
    request = stage.act('leader', request, 'return', reason='再看', choice='direct')
    form = dict(request['form'], copies=9, mobile=stage.applicant.form()['mobile'])
    request = stage.applicant.save(stage.applicant.see(request), form).expect(200).json
    request = stage.applicant.save(request, dict(form, copies=3)).expect(200).json
    request = stage.applicant.move(request, 'submit')
    assert where(request) == ('reviewing', 'leader', person_id('leader')) and last(request)['choice'] == 'kept'
    # Without the wish it begins anew in any case.
    request = stage.act('leader', request, 'return', reason='再看')
    assert where(stage.act('applicant', request, 'submit')) == ('reviewing', 'reviewer', person_id('head'))
    request = stage.at_leader()
    stage.refused('leader', request, 'return', 'not-allowed', None, 422, next_id=person_id('head'), reason='请核',
                  choice='direct')
    stage.refused('leader', request, 'return', 'not-allowed', None, 422, reason='请核', choice='kept')


def any_approver_makes_it_a_major_matter(stage):
    """A07: stricter by anybody, less strict by a chief alone, and every step after knows it."""
    request = stage.applicant.submitted()
    assert set(option(stage.head.see(request), 'classify')['choices']) == {'major-yes', 'contract-yes'}
    stage.refused('head', request, 'classify', 'required', None, 422, reason='涉及大额资金')
    stage.refused('head', request, 'classify', 'needs-reason', 'R01', 422, choice='major-yes')
    stage.refused('head', request, 'classify', 'only-chief', 'A07', 422, choice='major-no', reason='不是')
    request = stage.act('head', request, 'classify', choice='major-yes', reason='涉及大额资金')
    assert where(request) == ('reviewing', 'reviewer', person_id('head'))
    assert request['classified'] == {'contract': 'unset', 'major': 'yes'} and request['form']['major'] == 'no'
    assert last(request)['choice'] == 'major-yes' and last(request)['capacity'] == 'reviewer'
    request = stage.act('head', request, 'forward', next_id=person_id('leader'))
    stage.refused('leader', request, 'approve', 'needs-chief', 'R19')
    stage.refused('leader', request, 'classify', 'only-chief', 'A07', 422, choice='major-no', reason='不是')
    # Nor does the applicant get rid of it by sending it again.
    request = stage.act('leader', request, 'return', reason='份数')
    form = dict(request['form'], copies=3, mobile=stage.applicant.form()['mobile'])
    request = stage.applicant.save(stage.applicant.see(request), form).expect(200).json
    request = stage.applicant.move(request, 'submit')
    assert request['classified']['major'] == 'yes'
    request = stage.act('head', request, 'forward', next_id=person_id('leader'))
    stage.refused('leader', request, 'approve', 'needs-chief', 'R19')
    request = stage.act('leader', request, 'forward', next_id=person_id('chief'))
    assert set(option(stage.chief.see(request), 'classify')['choices']) == {'major-no', 'contract-yes'}
    request = stage.act('chief', request, 'classify', choice='major-no', reason='金额未达标准')
    assert request['classified']['major'] == 'no'
    request = stage.act('chief', request, 'transfer', next_id=person_id('chief2'), reason='出差')
    assert stage.act('chief2', request, 'approve')['state'] == 'approved'


def a_contract_gets_no_department_seal(stage):
    """R10, A08: whatever the applicant declared."""
    request = stage.act('leader', stage.at_leader(), 'classify', choice='contract-yes', reason='附件是采购合同')
    for action, members in (('approve', {}), ('forward', {'next_id': person_id('chief')})):
        stage.refused('leader', request, action, 'contract', 'R10', **members)
    request = stage.act('leader', request, 'return', reason='合同请申请大学公章', choice='direct')
    # The same paper is still a contract; another one is looked at anew.
    stage.refused('applicant', request, 'submit', 'contract', 'R10')
    form = dict(request['form'], reason='改为报送检修通知，原附件撤下，请审核。', mobile=stage.applicant.form()['mobile'])
    request = stage.applicant.save(stage.applicant.see(request), form).expect(200).json
    request = stage.applicant.move(request, 'submit')
    assert request['classified'] == {'contract': 'unset', 'major': 'unset'}
    assert where(request) == ('reviewing', 'reviewer', person_id('head'))


def what_was_approved_is_made_void_with_a_reason(stage):
    request = stage.approved()
    stage.refused('keeper', request, 'void', 'needs-reason', 'R01', 422)
    for key in ('applicant', 'leader', 'director'):
        stage.refused(key, request, 'void', 'not-yours', 'R22', reason='不用了')
    request = stage.act('keeper', request, 'void', reason='材料已过时')
    assert request['state'] == 'void' and last(request)['reason'] == '材料已过时'
    for action, key in (('accept', 'keeper'), ('stamp', 'keeper'), ('withdraw', 'applicant'), ('take-back', 'leader')):
        stage.refused(key, request, action, 'wrong-state', 'R02', **({'copies': 1} if action == 'stamp' else {}))
    # By a chief too, also when the keeper has accepted it already.
    request = stage.act('keeper', stage.approved(), 'accept')
    assert option(stage.chief2.see(request), 'void')['needs_reason']
    assert '*' not in stage.chief2.see(request)['form']['mobile'], 'he makes void what he does not see whole'
    assert stage.act('chief2', request, 'void', reason='上级叫停')['state'] == 'void'
    # Nobody voids what is still under review, or stamped.
    request = stage.at_leader()
    stage.refused('leader', request, 'void', 'wrong-state', 'R02', reason='不用了')
    request = stage.act('keeper', stage.act('keeper', stage.approved(), 'accept'), 'stamp', copies=1)
    stage.refused('keeper', request, 'void', 'wrong-state', 'R02', reason='不用了')


def names(request, action):
    return [each['person_id'] for each in option(request, action)['targets']]


def tasks(person):
    """What waits for him: {id of the request: task}; the badge counts the same."""
    page = person.get('/requests', list='todo', limit=100).expect(200).json
    badges = person.get('/badges').expect(200).json
    assert badges['todo'] == page['total'] == len(page['items']), (badges, page['total'])
    return {item['id']: item['task'] for item in page['items']}


def all_of_them_sign_before_he_decides(stage):
    request = stage.at_leader()
    people = names(stage.leader.see(request), 'add-signer')
    for key in ('applicant', 'leader', 'colleague', 'stranger'):
        assert person_id(key) not in people
        stage.refused('leader', request, 'add-signer', 'not-a-next', 'R21', 422, next_id=person_id(key), choice='all-before')
    stage.refused('leader', request, 'add-signer', 'required', None, 422, next_id=person_id('leader2'))
    revision = stage.leader.see(request)['revision']
    stage.housing_head.get(f'/requests/{request["id"]}').expect(404)
    for key in ('leader2', 'housing-head'):
        request = stage.act('leader', request, 'add-signer', next_id=person_id(key), choice='all-before', reason='请会签')
    assert request['revision'] == revision and where(request) == ('reviewing', 'leader', person_id('leader'))
    assert person_id('leader2') not in names(request, 'add-signer'), 'he is asked twice'
    stage.refused('leader', request, 'approve', 'needs-signature', 'R02')
    stage.refused('leader', request, 'forward', 'needs-signature', 'R02', next_id=person_id('chief'))
    # What they may is to sign or not to; it waits among their to-do.
    assert tasks(stage.housing_head)[request['id']] == 'sign'
    seen = stage.housing_head.see(request)
    assert {each['action'] for each in seen['you_may']} == {'sign', 'object'}, seen['you_may']
    # What he signs he sees whole: its digest is made of all of it.
    assert seen['form']['mobile'] == stage.applicant.form()['mobile'], seen['form']['mobile']
    for action, code in (('approve', 'not-yours'), ('forward', 'not-yours'), ('transfer', 'not-yours'), ('accept', 'wrong-state')):
        stage.refused('housing-head', request, action, code, 'R21' if code == 'not-yours' else 'R02', reason='好')
    stage.act('leader2', request, 'sign', reason='无异议')
    stage.refused('leader', request, 'approve', 'needs-signature', 'R02')
    request = stage.act('housing-head', request, 'sign')
    assert where(request) == ('reviewing', 'leader', person_id('leader')), 'a signature moves nothing'
    assert request['id'] not in tasks(stage.housing_head)
    assert request['id'] in [item['id'] for item in
                             stage.housing_head.get('/requests', list='done').expect(200).json['items']]
    stage.refused('housing-head', request, 'sign', 'not-yours', 'R21')
    assert stage.act('leader', request, 'approve')['state'] == 'approved'


def one_of_them_is_enough(stage):
    request = stage.at_leader()
    for key in ('leader2', 'housing-head'):
        request = stage.act('leader', request, 'add-signer', next_id=person_id(key), choice='any-before')
    stage.refused('leader', request, 'approve', 'needs-signature', 'R02')
    stage.act('leader2', request, 'object', reason='与我无关')
    stage.refused('leader', request, 'approve', 'objected', 'R02')
    stage.act('housing-head', request, 'sign')
    assert stage.act('leader', request, 'approve')['state'] == 'approved'


def an_objection_stops_it_until_he_signs(stage):
    request = stage.act('leader', stage.at_leader(), 'add-signer', next_id=person_id('leader2'), choice='all-before')
    stage.refused('leader2', request, 'object', 'needs-reason', 'R01', 422)
    request = stage.act('leader2', request, 'object', reason='附件不全')
    stage.refused('leader', request, 'approve', 'objected', 'R02')
    # He can send it back, or ask the same person once more.
    assert option(stage.leader.see(request), 'return')['refusal'] is None
    request = stage.act('leader', request, 'add-signer', next_id=person_id('leader2'), choice='all-before')
    stage.act('leader2', request, 'sign')
    request = stage.act('leader', request, 'return', reason='份数')
    # A new content needs new signatures, and nobody is held up by the old ones.
    form = dict(request['form'], copies=3, mobile=stage.applicant.form()['mobile'])
    request = stage.applicant.save(stage.applicant.see(request), form).expect(200).json
    request = stage.act('head', stage.applicant.move(request, 'submit'), 'forward', next_id=person_id('leader'))
    assert stage.act('leader', request, 'approve')['state'] == 'approved'


def signatures_after_him_hold_up_the_next(stage):
    request = stage.act('leader', stage.at_leader(), 'add-signer', next_id=person_id('leader2'), choice='all-after')
    request = stage.act('leader', request, 'approve')
    assert request['state'] == 'approved', 'it does not hold up who asked for it'
    # Nobody stamps before the last signature (R02).
    stage.refused('keeper', request, 'accept', 'needs-signature', 'R02')
    assert tasks(stage.leader2)[request['id']] == 'sign'
    stage.act('leader2', request, 'sign')
    assert stage.act('keeper', request, 'accept')['state'] == 'accepted'
    request = stage.act('head', stage.applicant.submitted(), 'add-signer', next_id=person_id('housing-head'), choice='any-after')
    request = stage.act('head', request, 'forward', next_id=person_id('leader'))
    stage.refused('leader', request, 'approve', 'needs-signature', 'R02')
    # Returned below him, the question is gone with his agreement.
    request = stage.act('leader', request, 'return', next_id=person_id('head'), reason='再核')
    request = stage.act('head', request, 'forward', next_id=person_id('leader'))
    stage.refused('leader', request, 'approve', 'needs-signature', 'R02')
    stage.act('housing-head', request, 'sign')
    assert stage.act('leader', request, 'approve')['state'] == 'approved'


def two_at_once_are_one(stage):
    """The leader looks while the head takes it back: whoever comes second is told."""
    request = stage.at_leader()
    seen = stage.head.see(request)
    stage.leader.move(stage.leader.see(request), 'forward', next_id=person_id('chief'))
    answer = stage.head.try_move(seen, 'take-back').expect(412)
    assert ('stale', None) in [issue[1:] for issue in answer.issues], answer.issues


def the_ledger_holds_what_was_chosen(stage):
    """The way in which it was done is under the event's hash: nobody makes a major matter small again in the database."""
    request = stage.act('head', stage.applicant.submitted(), 'classify', choice='major-yes', reason='大额资金')
    event = last(request)['event']
    body, detail = stage.service.query(
        'SELECT e.body, h.detail FROM event e JOIN history h ON h.event_index = e.event_index WHERE e.event_index = ?', event)[0]
    assert detail == 'choice major-yes\n'
    assert hashlib.sha256(detail.encode()).digest() in body
    assert stage.service.ctl('check').returncode == 0


def a_detail_that_was_changed_is_found(stage):
    """Runs last: it damages the database."""
    service = stage.service
    service.stop()
    service.change('DROP TRIGGER history_is_never_changed')
    service.change("UPDATE history SET detail = 'choice major-no\n' WHERE detail = 'choice major-yes\n'")
    done = service.ctl('check', check=False)
    service.start()
    assert done.returncode != 0, done.stdout


TESTS = (a_decision_is_taken_back_until_the_next_has_looked, a_final_approval_is_taken_back_until_the_keeper_has_looked,
         a_return_is_taken_back_until_the_applicant_has_looked, the_right_to_stamp_goes_with_the_decision,
         it_is_handed_to_a_peer_and_to_nobody_else, nobody_gets_a_request_of_his_own, it_goes_back_to_an_earlier_approver,
         an_agreement_before_the_return_does_not_count, unchanged_it_comes_straight_back, a_kept_agreement_counts,
         any_change_begins_the_way_anew, any_approver_makes_it_a_major_matter, a_contract_gets_no_department_seal,
         what_was_approved_is_made_void_with_a_reason, all_of_them_sign_before_he_decides, one_of_them_is_enough,
         an_objection_stops_it_until_he_signs, signatures_after_him_hold_up_the_next, two_at_once_are_one, the_ledger_holds_what_was_chosen,
         a_detail_that_was_changed_is_found)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
