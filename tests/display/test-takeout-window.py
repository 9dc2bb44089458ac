#!/usr/bin/python3
"""A seal leaves its place and comes back late, through the windows of all who have to do with it (R03-R05, GS12); each step is looked up
at the interface too. The service's clock is moved, as a day passes."""

import os
import re
import sys

import yanyin_acts as acts
from yanyin_service import person_id
from yanyin_stage import person_name, play

MATERIAL = '关于不动产登记的函'
WHY = '到市政务服务中心现场签章，窗口不接受事后补盖。'
WHERE = '市政务服务中心'
R03 = '非必要不得带出'


def shown(minute):
    """A minute of the wire as the form shows it."""
    return minute.replace('T', ' ')


def forward(service, hours, minutes=2):
    service.move_clock(seconds=service.shift.total_seconds() + hours * 3600 + minutes * 60)


def picture(window, name):
    """For whoever wants to look: YANYIN_TEST_LOOKS names a folder."""
    folder = os.environ.get('YANYIN_TEST_LOOKS')
    if folder:
        os.makedirs(folder, exist_ok=True)
        window.picture(f'{folder}/{name}.png')


def others_booking(stage):
    """Somebody else has the seal from the third to the fifth hour."""
    service = stage.service
    begin = service.minute(hours=3)
    return stage.api('colleague').submitted(
        kind='take-out', reason=WHY, destination='市档案馆', out_from=begin, out_until=service.minute(hours=5),
        carrier_id=person_id('colleague'), use_date=begin[:10])


def gs12_is_applied_for_where_the_hours_are_free(stage):
    service = stage.service
    taken = others_booking(stage)
    window = stage.window('applicant')
    acts.new_form(window)
    acts.write_form(window, MATERIAL, WHY, reviewer=person_name('head'), keeper=person_name('keeper'))
    assert not window.app.find_all('entry', '前往地点'), 'a take-out is asked about where the seal is used at the counter'
    acts.choose(window, '用印方式', '印章带出')
    window.wait_label(re.compile(R03))
    window.wait_label('该印章已有的预约')
    window.wait(lambda: acts.shows_person(window, '业务经办人', person_name('applicant')), 'the applicant to be proposed as carrier')
    window.fill('前往地点', WHERE)
    window.fill('带出时间', shown(service.minute(hours=2)))
    window.fill('归还时间', shown(service.minute(hours=4)))
    window.wait_label('该时段已被预约，见下方。')
    acts.pick(window, '业务经办人', person_name('colleague'), person_name('colleague'))
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    picture(window, 'form-taken')
    window.press('提交')
    window.wait_label(re.compile('该时段印章已被预约：' + shown(taken['form']['out_from'])))
    draft = stage.newest('applicant')
    assert draft['state'] == 'draft', draft['state']

    # What only touches is free.
    window.fill('带出时间', shown(service.minute(hours=1)))
    window.fill('归还时间', shown(taken['form']['out_from']))
    acts.submit_form(window)
    window.press('完成')
    request = stage.expect('applicant', draft, state='reviewing')
    form = request['form']
    assert (form['kind'], form['destination'], form['carrier_id']) == ('take-out', WHERE, person_id('colleague')), form
    assert form['out_until'] == taken['form']['out_from'] and form['use_date'] == form['out_from'][:10], form
    stage.request = request


def gs12_is_approved_by_a_chief_and_nobody_below(stage):
    request = stage.request
    stage.api('head').move(stage.api('head').see(request), 'forward', next_id=person_id('leader'))
    leader = stage.window('leader')
    leader.list('待审批')
    acts.open_request(leader, MATERIAL)
    leader.wait_label('因办理特殊公务必须带出时应经党政负责人批准，并提前向综合办公室预约。')
    approve = leader.find('check', re.compile('^' + acts.APPROVE))
    assert 'sensitive' not in approve.states, 'a leader may approve it finally'
    acts.decide(leader, acts.AGREE, person_name('chief'), said='已同意，并提交给 ' + person_name('chief'))

    chief = stage.window('chief')
    chief.list('待审批')
    acts.open_request(chief, MATERIAL)
    chief.wait_label('申请带出印章')
    chief.wait_label(WHERE)
    picture(chief, 'chief')
    acts.decide(chief, acts.APPROVE, said='已终审同意')
    stage.expect('chief', request, state='approved')


def gs12_is_handed_out_by_the_keeper_and_confirmed_by_the_second(stage):
    request, service = stage.request, stage.service
    keeper = stage.window('keeper')
    keeper.list('待用印')
    picture(keeper, 'desk-early')
    acts.scan(keeper, request['number'])
    keeper.wait_label('预约时间还没有开始。')
    early = keeper.find('check', re.compile('^交出印章'))
    assert 'sensitive' not in early.states, 'it is handed out before its time'
    forward(service, 1)
    keeper.keys('F5')
    keeper.wait(lambda: 'sensitive' in keeper.find('check', re.compile('^交出印章')).states, 'the time to have come')
    picture(keeper, 'keeper')
    acts.decide(keeper, '交出印章', said='印章已交出，请 ' + person_name('colleague') + ' 确认携带')
    keeper.wait_label('印章正在交接，等待业务经办人确认携带')
    seen = stage.expect('keeper', request, state='accepted')
    assert seen['custody']['place'] == 'handing', seen['custody']

    second = stage.window('colleague')
    second.list('我的待办')
    second.wait_label('请确认携带印章')
    picture(second, 'second-todo')
    acts.open_request(second, MATERIAL)
    acts.decide(second, '确认携带', said='已确认携带，印章由两人带出')
    custody = stage.expect('colleague', request, state='out')['custody']
    assert (custody['place'], custody['keeper']['id'], custody['carrier']['id']) == \
        ('out', person_id('keeper'), person_id('colleague')), custody


def a_paper_at_the_counter_waits_for_the_seal(stage):
    applicant, head, leader = stage.api('applicant'), stage.api('head'), stage.api('leader')
    paper = applicant.submitted(material_name='关于停水检修的通知', use_date=stage.service.minute()[:10])
    head.move(head.see(paper), 'forward', next_id=leader.id)
    leader.move(leader.see(paper), 'approve')
    stage.api('deputy').move(stage.api('deputy').see(paper), 'accept')
    keeper = stage.window('keeper')
    keeper.list('待用印')
    acts.scan(keeper, paper['number'])
    keeper.wait_label('印章现不在办公室')
    keeper.wait_label(WHERE)
    keeper.wait_label(re.compile('^印章现已带出：' + WHERE))
    stamp = keeper.find('check', re.compile('^' + acts.STAMP))
    assert 'sensitive' not in stamp.states, 'it can be stamped though the seal is away'
    picture(keeper, 'away')


def gs12_is_late_and_everybody_who_must_know_sees_it(stage):
    request, service = stage.request, stage.service
    director = stage.window('director')
    keeper, chief = stage.window('keeper'), stage.window('chief')
    for window in (keeper, chief, director):
        window.list('我的待办')
        assert not window.shows(re.compile('印章逾期未还')), 'an alarm before its time'
    forward(service, 2)
    keeper.wait(lambda: stage.api('keeper').see(request)['state'] == 'overdue', 'the alarm at the interface')
    for window in (keeper, chief, director):
        window.keys('F5')
        window.wait_label(re.compile('^印章逾期未还，应于 '))
        assert window.find('row', MATERIAL), 'the request is not named'
    picture(keeper, 'late-keeper')
    picture(chief, 'late-chief')
    picture(director, 'late-director')
    acts.open_request(chief, MATERIAL)
    chief.wait_label('印章逾期未还，须立即归还')
    chief.wait_label(re.compile('^印章逾期未还$'))
    picture(chief, 'late-open')


def gs12_comes_back_and_the_alarm_is_over(stage):
    request = stage.request
    keeper, director = stage.window('keeper'), stage.window('director')
    keeper.list('待用印')
    acts.scan(keeper, request['number'])
    acts.decide(keeper, '归还入库', said='印章已归还入库')
    stage.expect('keeper', request, state='back')
    for key in ('director', 'chief'):
        window = stage.window(key)
        window.keys('F5')
        window.wait_no_label(re.compile('^印章逾期未还，应于 '))
    director.list('我的待办')
    custody = next(each for each in stage.api('director').get('/custody').expect(200).json['seals'] if each['seal_id'] == 'admin-seal')
    assert (custody['place'], custody['keeper']['id']) == ('counter', person_id('keeper')), custody
    applicant = stage.window('applicant')
    applicant.list('我的申请')
    acts.open_request(applicant, MATERIAL)
    for word in ('印章已归还', '交出印章', '确认携带', '印章逾期未还', '归还入库'):
        applicant.wait_label(word)
    picture(applicant, 'back')


if __name__ == '__main__':
    sys.exit(play([
        gs12_is_applied_for_where_the_hours_are_free,
        gs12_is_approved_by_a_chief_and_nobody_below,
        gs12_is_handed_out_by_the_keeper_and_confirmed_by_the_second,
        a_paper_at_the_counter_waits_for_the_seal,
        gs12_is_late_and_everybody_who_must_know_sees_it,
        gs12_comes_back_and_the_alarm_is_over,
    ], moving=True))
