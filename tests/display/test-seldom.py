#!/usr/bin/python3
"""What only some requests are, through real windows: confidential, on paper first, with several impressions on each copy; and that
nothing of it is lost between two computers. Each step is looked up at the interface too."""

import re
import sys

import yanyin_acts as acts
from yanyin_fields import NOT_CONTRACT, company_row, done, draft_of, fill_plain, pick_company, wait_form
from yanyin_service import COMPANIES, person_id
from yanyin_stage import PASSWORD, REASON, person_name, play

A12 = '涉密不上网、上网不涉密：不宜上网的材料由科室、中心负责人确认，印章管理员核验纸质材料。'
R14 = '即日起公章验印采用服务大厅网上审批方式进行。'
COMPANY = COMPANIES[0]


def a12_confidential_material_is_inspected_on_paper(stage):
    window = stage.window('applicant')
    material = '关于内部排查情况的报告'
    fill_plain(window, material)
    window.press(re.compile('^材料涉密'), role='switch')
    window.wait_label(A12)
    window.fill('每份用印处数', '3')
    window.wait_label('2 份 × 3 处：共 6 个印')
    number = done(window)
    request = stage.newest('applicant')
    assert (request['number'], request['state'], request['pages']) == (number, 'reviewing', []), request
    assert (request['form']['confidential'], request['form']['positions']) == ('yes', 3), request['form']

    head, leader = stage.window('head'), stage.window('leader')
    for approver, decision, person, said in ((head, acts.AGREE, person_name('leader'), '已同意，并提交给 ' + person_name('leader')),
                                             (leader, acts.APPROVE, '', '已终审同意')):
        approver.list('待审批')
        acts.open_request(approver, material)
        approver.wait_label('涉密或不宜上网的材料：由印章管理员核验纸质材料。')
        approver.wait_label(A12)
        approver.wait_label('2 份，每份 3 处，共 6 个印')
        acts.decide(approver, decision, person, said=said)
    stage.expect('applicant', request, state='approved')

    keeper = stage.window('keeper')
    keeper.list('待用印')
    acts.scan(keeper, number)
    keeper.wait_label(A12)
    acts.decide(keeper, acts.ACCEPT, said='已受理')
    acts.choose_decision(keeper, acts.STAMP)
    keeper.press('提交')
    keeper.wait_label('请填写理由。')
    seen = stage.expect('keeper', request, state='accepted')
    refused = stage.api('keeper').try_move(seen, 'stamp', copies=2).expect(422)
    assert ('/reason', 'needs-reason', 'A12') in refused.issues, refused.issues
    keeper.fill('核验纸质材料情况', '已核对原件共两份，内容齐全。')
    keeper.press('提交')
    keeper.wait(lambda: stage.api('keeper').see(request)['state'] == 'stamped', 'it to be stamped')
    assert stage.expect('keeper', request, state='stamped', stamped_copies=2)['history'][-1]['reason'].startswith('已核对原件')


def r14_only_the_office_enters_what_was_on_paper(stage):
    applicant = stage.window('applicant')
    acts.new_form(applicant)
    assert not applicant.app.find_all('switch', re.compile('^纸质申请补录')), 'everybody is offered to enter a paper request'
    keeper = stage.window('keeper')
    material = '关于临时停水的通知'
    fill_plain(keeper, material, reviewer='director', seal='党委公章')
    keeper.press(re.compile('^纸质申请补录'), role='switch')
    keeper.wait_label(R14)
    acts.add_pictures(keeper, *stage.photo())
    acts.wait_uploaded(keeper, 1)
    done(keeper)
    request = stage.newest('keeper')
    assert (request['form']['paper'], request['state']) == ('yes', 'reviewing'), request['form']
    director = stage.window('director')
    director.list('待审批')
    acts.open_request(director, material)
    director.wait_label('本申请为纸质办理后补录。')
    director.wait_label(R14)


def what_was_asked_survives_on_another_computer(stage):
    material = '与校医院的合作意向书'
    why = '对方要求负责人本人签章，已核实。'
    # There is room for so many windows only.
    for key in list(stage.windows):
        stage.windows.pop(key).close()
    office = stage.desk.open('colleague')
    office.sign_in(PASSWORD)
    fill_plain(office, material, reviewer='head2', seal='负责人名章')
    office.fill('名章为何不可避免', why)
    office.fill('每份用印处数', '２')
    pick_company(office, COMPANY[1])
    office.press(re.compile('^材料涉密'), role='switch')
    office.click('check', NOT_CONTRACT, lambda box: 'checked' in box.states)
    draft = draft_of(stage, office, 'colleague', material)
    said = {'unavoidable': why, 'positions': 2, 'company_id': COMPANY[0], 'confidential': 'yes', 'confirmed': 'A08',
            'reviewer_id': person_id('head2')}
    wait_form(stage, office, 'colleague', draft, **said)
    office.fill('用印事由', REASON + '共两处。')
    office.kill()
    for home in (office.home, None):
        again = stage.desk.open('colleague', home=home)
        again.sign_in(PASSWORD)
        again.list('我的待办')
        acts.open_draft(again, material)
        again.wait(lambda window=again: COMPANY[1] in company_row(window).name, 'the company')
        assert again.find('entry', '名章为何不可避免').text == why
        assert again.find('entry', '每份用印处数').text == '2'
        assert 'checked' in again.find('switch', re.compile('^材料涉密')).states
        again.wait_label(A12)
        if home is None:
            done(again)
        again.close()
    request = stage.expect('colleague', draft, state='reviewing')
    assert {name: request['form'][name] for name in said} == said, request['form']


if __name__ == '__main__':
    sys.exit(play([
        a12_confidential_material_is_inspected_on_paper,
        r14_only_the_office_enters_what_was_on_paper,
        what_was_asked_survives_on_another_computer,
    ]))
