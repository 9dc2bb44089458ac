#!/usr/bin/python3
"""The gold scenarios of deciding and stamping, through real windows; each step is looked up at the interface too."""

import re
import sys

import yanyin_acts as acts
from yanyin_stage import MATERIAL, REASON, names_of, person_name, play


def apply_for(stage, key, material, **form):
    """@key writes a request and submits it, with one photo; gives it as the interface tells it."""
    window = stage.window(key)
    acts.new_form(window)
    acts.write_form(window, material, REASON, **{'reviewer': person_name('head'), 'keeper': person_name('keeper'), **form})
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    number = acts.submit_form(window)
    window.press('完成')
    request = stage.newest(key)
    assert request['number'] == number, request['number']
    return request


def gs1_a_letter_goes_from_the_applicant_to_the_stamp(stage):
    request = apply_for(stage, 'applicant', MATERIAL)
    stage.expect('applicant', request, state='reviewing', step='reviewer')
    assert request['form']['material_name'] == MATERIAL and request['form']['copies'] == 2, request['form']
    assert request['assignee']['name'] == person_name('head') and len(request['pages']) == 1, request

    head = stage.window('head')
    head.list('待审批')
    acts.open_request(head, MATERIAL)
    acts.decide(head, acts.AGREE, person_name('leader'), said='已同意，并提交给 ' + person_name('leader'))
    request = stage.expect('head', request, state='reviewing', step='leader')
    assert request['assignee']['name'] == person_name('leader'), request['assignee']

    leader = stage.window('leader')
    leader.list('待审批')
    acts.open_request(leader, MATERIAL)
    acts.decide(leader, acts.APPROVE, said='已终审同意')
    stage.expect('leader', request, state='approved')

    applicant = stage.window('applicant')
    applicant.list('我的申请')
    acts.open_request(applicant, MATERIAL)
    applicant.wait_label('请持材料前来用印')
    applicant.wait_label('7号楼310')

    keeper = stage.window('keeper')
    keeper.list('待用印')
    acts.scan(keeper, request['number'])
    acts.decide(keeper, acts.ACCEPT, said='已受理，可以用印')
    stage.expect('keeper', request, state='accepted')
    acts.choose_decision(keeper, acts.STAMP)
    acts.add_photo(keeper, stage.photo()[0])
    acts.finish_decision(keeper, acts.STAMP, said='已记录用印 2 份')
    request = stage.expect('keeper', request, state='stamped', stamped_copies=2)
    assert len(request['stamped_pages']) == 1, request['stamped_pages']

    applicant.keys('F5')
    applicant.wait_label(re.compile('^已用印'))
    steps = [line['action'] for line in stage.api('applicant').see(request)['history']]
    wanted = ['submit', 'forward', 'approve', 'accept', 'stamp']
    assert [step for step in steps if step in wanted] == wanted, steps
    for word in ('提交申请', '同意并提交', '终审同意', '受理', '用印'):
        applicant.wait_label(word)


def a_scanner_is_faster_than_any_answer_and_opens_the_request(stage):
    person = stage.api('applicant')
    request = stage.api('head').move(person.submitted(), 'forward', next_id='T07')
    stage.api('leader').move(request, 'approve')
    keeper = stage.window('keeper')
    keeper.list('待用印')
    keeper.find('entry', '申请编号')
    # Twelve characters and Enter in one burst, as one event after the other without a pause.
    keeper.focus()
    keeper.desk.desktop.xdo('type', '--delay', 0, '--args', 1, request['number'], 'key', '--delay', 0, 'Return')
    keeper.find('label', re.compile(f'^{request["number"]} 申请编号'))
    keeper.wait_label('立即受理')


def gs2_a_major_matter_is_not_approved_below_a_chief(stage):
    material = '关于大型设备采购的请示'
    request = apply_for(stage, 'applicant', material, major=True)
    request = stage.api('head').move(stage.api('head').see(request), 'forward', next_id='T07')

    leader = stage.window('leader')
    leader.list('待审批')
    acts.open_request(leader, material)
    leader.wait_label('三重一大事项须由党政负责人终审')
    leader.wait_label('三重一大事项由分管领导提交党政负责人负责审核。')
    approve = leader.find('check', re.compile('^' + acts.APPROVE))
    assert 'sensitive' not in approve.states, 'final approval can be chosen'
    answer = stage.api('leader').try_move(stage.api('leader').see(request), 'approve')
    assert answer.status in (409, 422), answer.status
    assert 'R19' in [rule for _, _, rule in answer.issues], answer.issues
    request = stage.expect('leader', request, state='reviewing', step='leader')

    acts.decide(leader, acts.AGREE, person_name('chief'), said='已同意，并提交给 ' + person_name('chief'))
    stage.expect('leader', request, state='reviewing', step='chief')
    chief = stage.window('chief')
    chief.list('待审批')
    acts.open_request(chief, material)
    acts.decide(chief, acts.APPROVE, said='已终审同意')
    stage.expect('chief', request, state='approved')


def gs3_a_head_is_offered_leaders_only(stage):
    head = stage.window('head')
    acts.new_form(head)
    offered = names_of(head, '验印审核人')
    assert sorted(offered) == sorted([person_name('leader'), person_name('leader2'), person_name('approver-keeper')]), offered
    options = stage.api('head').get('/form-options').expect(200).json
    assert sorted(target['name'] for target in options['reviewers']) == sorted(offered), options['reviewers']


def gs15_a_keeper_applies_and_leaves_his_own_request_to_others(stage):
    material = '关于申请调拨办公家具的函'
    window = stage.window('keeper')
    acts.new_form(window)
    acts.choose(window, '印章类型', '行政公章')
    offered = names_of(window, '印章管理人员')
    assert person_name('keeper') not in offered and person_name('deputy') in offered, offered
    reviewers = names_of(window, '验印审核人')
    assert person_name('keeper') not in reviewers, reviewers
    acts.write_form(window, material, REASON, reviewer=person_name('director'), keeper=person_name('deputy'))
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    acts.submit_form(window)
    window.press('完成')
    request = stage.newest('keeper')
    assert request['form']['keeper_id'] == 'T12', request['form']
    director = stage.api('director')
    request = director.move(director.see(request), 'forward', next_id='T08')
    stage.api('leader2').move(request, 'approve')

    # His own window shows both choices closed, with the sentence; the interface refuses him too.
    window.list('待用印')
    acts.scan(window, request['number'])
    window.wait_label('申请人本人不得审核、受理或加盖本人的用印申请')
    for choice in (acts.ACCEPT, acts.DECLINE):
        box = window.find('check', re.compile(f'^{choice}( |$)'))
        assert 'sensitive' not in box.states, f'he may choose {choice}'
    mine = stage.api('keeper').see(request)
    assert 'accept' not in [option['action'] for option in mine['you_may'] if not option['refusal']], mine['you_may']
    answer = stage.api('keeper').try_move(mine, 'accept')
    assert answer.status in (403, 409, 422), answer.status
    stage.expect('deputy', request, state='approved')


def a_window_is_closed_while_a_draft_of_before_is_open(stage):
    material = '关于更换值班室门锁的请示'
    window = stage.open('deputy')
    acts.new_form(window)
    window.fill('用印材料名称', material)
    window.press('暂存至我的待办')
    window.find('row', material)
    window.close()
    window = stage.open('deputy')
    window.click('row', material)
    window.wait(lambda: window.find('entry', '用印材料名称').text == material, 'the draft to be open')
    window.close()
    del stage.windows['deputy']


if __name__ == '__main__':
    sys.exit(play([
        gs1_a_letter_goes_from_the_applicant_to_the_stamp,
        a_scanner_is_faster_than_any_answer_and_opens_the_request,
        gs2_a_major_matter_is_not_approved_below_a_chief,
        gs3_a_head_is_offered_leaders_only,
        gs15_a_keeper_applies_and_leaves_his_own_request_to_others,
        a_window_is_closed_while_a_draft_of_before_is_open,
    ]))
