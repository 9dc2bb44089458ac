#!/usr/bin/python3
"""What the form asks beside the plain fields, through real windows: words that ask back, the name seal, service companies. Each step is
looked up at the interface too."""

import re
import sys

import yanyin_acts as acts
from yanyin_fields import NOT_CONTRACT, closed_companies, company_row, done, draft_of, fill_plain, pick_company, wait_form, wait_written
from yanyin_service import COMPANIES
from yanyin_stage import REASON, person_name, play

R11 = '非必要不使用部门负责人名章，确需使用的应提交部门负责人审核同意后用印。'
R12 = '服务企业用印需主管科室申请。'
A08 = '合同一律不得加盖部门公章，按学校规定申请使用大学公章。'
OWN, OTHER = COMPANIES[0], COMPANIES[2]


def a08_a_word_asks_back_and_what_was_confirmed_goes_through(stage):
    window = stage.window('applicant')
    material = '与校园书店的场地使用协议'
    acts.new_form(window)
    window.fill('用印材料名称', material)
    window.keys('Tab')
    window.wait_label('名称中有协议一类的词。如果是合同，请不要用此表单申请。')
    acts.write_form(window, material, REASON, reviewer=person_name('head'))
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    window.press('提交')
    window.wait_label(A08)
    window.wait_label('还有 1 处需要填写或修改。')
    draft = draft_of(stage, window, 'applicant', material)
    wait_written(stage, window, 'applicant', draft)
    refused = stage.api('applicant').try_move(stage.api('applicant').see(draft), 'submit').expect(422)
    assert refused.issues == [('/form/material_name', 'related-words', 'A08')], refused.issues

    # The focus is on the answer: a blank gives it. Nothing of what was filled in is lost.
    window.keys('space')
    window.wait(lambda: 'checked' in window.find('check', NOT_CONTRACT).states, 'the confirmation')
    wait_form(stage, window, 'applicant', draft, confirmed='A08', copies=2, reason=REASON)

    # It was said of this name: another one is asked about again.
    window.fill('用印材料名称', material + '（续签）')
    window.wait(lambda: 'checked' not in window.find('check', NOT_CONTRACT).states, 'the question anew')
    wait_form(stage, window, 'applicant', draft, confirmed='', material_name=material + '（续签）')
    window.click('check', NOT_CONTRACT, lambda box: 'checked' in box.states)
    number = done(window)
    request = stage.expect('applicant', draft, state='reviewing', number=number)
    assert request['form']['confirmed'] == 'A08' and len(request['pages']) == 1, request['form']

    # Whoever decides is told of it first.
    head = stage.window('head')
    head.list('待审批')
    acts.open_request(head, material + '（续签）')
    head.wait_label('名称含有协议一类的词，申请人已确认不是合同，请您核对。')
    head.wait_label(A08)
    head.wait_label('不是合同')
    assert [each['rule'] for each in stage.api('head').see(request)['warnings']] == ['A08']
    acts.decide(head, acts.AGREE, person_name('leader'), said='已同意，并提交给 ' + person_name('leader'))


def gs6_the_name_seal_waits_for_the_agreement_of_the_department_head(stage):
    window = stage.window('applicant')
    material = '关于报送年度考核材料的函'
    why = '收文单位只认负责人签章，已电话确认。'
    fill_plain(window, material, seal='负责人名章')
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    window.press('提交')
    window.wait_label(R11)
    window.wait_label('还有 1 处需要填写或修改。')
    draft = draft_of(stage, window, 'applicant', material)
    wait_written(stage, window, 'applicant', draft)
    refused = stage.api('applicant').try_move(stage.api('applicant').see(draft), 'submit').expect(422)
    assert [(pointer, rule) for pointer, _, rule in refused.issues] == [('/form/unavoidable', 'R11')], refused.issues
    window.fill('名章为何不可避免', why)
    wait_form(stage, window, 'applicant', draft, unavoidable=why)
    done(window)
    request = stage.expect('applicant', draft, state='reviewing', step='reviewer')

    head = stage.window('head')
    head.list('待审批')
    acts.open_request(head, material)
    head.wait_label(why)
    acts.decide(head, acts.AGREE, person_name('leader'), said='已同意，并提交给 ' + person_name('leader'))

    # The leader sees the final approval closed, and why; nobody gets it past the interface either.
    leader = stage.window('leader')
    leader.list('待审批')
    acts.open_request(leader, material)
    leader.wait_label(R11)
    closed = leader.find('check', re.compile('^' + acts.APPROVE))
    assert 'sensitive' not in closed.states, 'the final approval is open to the leader'
    seen = stage.expect('leader', request, state='reviewing', step='leader')
    refused = stage.api('leader').try_move(seen, 'approve')
    assert refused.status in (403, 409, 422) and refused.issues[0][2] == 'R11', (refused.status, refused.body)
    assert refused.json['errors'][0]['clause'] == R11, refused.json
    stage.expect('leader', request, state='reviewing', step='leader', revision=seen['revision'])
    acts.decide(leader, acts.AGREE, person_name('chief'), said='已同意，并提交给 ' + person_name('chief'))

    # He whose seal it is agrees: now it may be used.
    chief = stage.window('chief')
    chief.list('待审批')
    acts.open_request(chief, material)
    chief.wait_label(why)
    acts.decide(chief, acts.APPROVE, said='已终审同意')
    stage.expect('applicant', request, state='approved')
    window.list('我的申请')
    acts.open_request(window, material)
    window.wait_label('待用印')


def gs7_a_company_is_applied_for_by_the_section_in_charge(stage):
    window = stage.window('applicant')
    material = '关于证明配送服务项目的函'
    fill_plain(window, material)
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    assert closed_companies(window) == [OTHER[1]], 'the company of another section can be chosen'

    # One that came into the draft by another way is refused, here and at the interface.
    draft_of(stage, window, 'applicant', material)
    wrong = stage.api('applicant').draft(**{**stage.api('applicant').form(), 'material_name': '关于证明物业服务项目的函',
                                            'company_id': OTHER[0]})
    refused = stage.api('applicant').try_move(wrong, 'submit').expect(422)
    assert refused.issues == [('/form/company_id', 'not-sponsor', 'R12')], refused.issues
    assert refused.json['errors'][0]['clause'] == R12, refused.json
    window.list('我的待办')
    acts.open_draft(window, '关于证明物业服务项目的函')
    window.wait(lambda: OTHER[1] in company_row(window).name, 'the company of the draft')
    window.press('提交')
    window.wait_label(R12)
    window.wait_label('只有该服务企业的主管科室可以为其申请用印。')
    stage.expect('applicant', wrong, state='draft')

    # The own one goes through, and whoever decides reads whose benefit it is.
    pick_company(window, OWN[1])
    wait_form(stage, window, 'applicant', wrong, company_id=OWN[0])
    window.wait_no_label('只有该服务企业的主管科室可以为其申请用印。')
    done(window)
    request = stage.expect('applicant', wrong, state='reviewing')
    assert request['company_name'] == OWN[1], request['company_name']
    head = stage.window('head')
    head.list('待审批')
    acts.open_request(head, '关于证明物业服务项目的函')
    head.wait_label(OWN[1])


if __name__ == '__main__':
    sys.exit(play([
        a08_a_word_asks_back_and_what_was_confirmed_goes_through,
        gs6_the_name_seal_waits_for_the_agreement_of_the_department_head,
        gs7_a_company_is_applied_for_by_the_section_in_charge,
    ]))
