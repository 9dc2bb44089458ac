#!/usr/bin/python3
"""The moves beside the ordinary road through real windows: behind 更多, each in its small window, and looked up at the interface
too. Otherwise a person could not mend a slip of the hand, ask before he decides, or hand on what is not his to decide."""

import re
import sys

import yanyin_acts as acts
from yanyin_service import person_id
from yanyin_stage import REASON, person_name, play

LEADER2 = person_name('leader2')


def prepared(stage, material, *moves):
    """A request of the applicant's on which @moves were made already: (who, what, members)."""
    person = stage.api('applicant')
    request = person.submitted(material_name=material, reason=REASON,
                               pages=[person.bring(seed, f'第{seed}页.jpg') for seed in (1, 2)])
    for key, action, members in moves:
        request = stage.api(key).move(stage.api(key).see(request), action, **members)
    return request


TO_LEADER = ('head', 'forward', {'next_id': person_id('leader')})


def open_in(window, name, material):
    window.list(name)
    acts.open_request(window, material)


def further(window, action):
    """Opens the small window for @action out of the menu 更多."""

    def opened():
        window.focus()
        window.app.find_all('button', re.compile('^更多'))[0].click('mouse')
        rows = window.attempt(lambda: window.app.find_all('row', re.compile(f'^{action}(\\W|$)')), f'{action} in the menu')
        rows[0].click('mouse')
        return window.attempt(lambda: window.newest() != window.main() and window.app.find_all('button', '取消'), action)

    window.repeat(opened, f'the window for {action}')
    window.to_slot(window.newest())


def choose_person(window, person):
    """By keys, in the small window: its picker has the focus."""
    window.focus(window.newest())
    dialog = window.newest()

    def chosen():
        window.focus(dialog)
        window.desk.desktop.key('Return')
        window.attempt(lambda: window.app.find_all('entry', '搜索人员'), 'the search')[0].set_text(person)
        window.attempt(lambda: window.app.find_all('row', re.compile('^' + person)), f'{person} among those found')
        window.desk.desktop.key('Return')
        return window.attempt(lambda: window.app.find_all('row', re.compile(f'：{person}')), f'{person} to be chosen')

    window.repeat(chosen, f'{person} to be chosen')
    window.focus(dialog)


def confirm(window, button, said):
    window.press(button)
    window.wait_label(said)
    window.wait(lambda: not window.app.find_all('button', '取消'), 'the small window to close')
    window.focus()


def last(request):
    return request['history'][-1]


def a_decision_is_taken_back(stage):
    request = prepared(stage, '关于食堂检修的函', TO_LEADER)
    head = stage.window('head')
    open_in(head, '已办', '关于食堂检修的函')
    further(head, '撤回决定')
    head.fill(re.compile('^意见'), '选错了分管领导')
    confirm(head, '撤回', '已撤回，申请重新由您审核')
    head.wait_label('审核中：验印审核人 ' + person_name('head'))
    head.wait_label('撤回了审核结果')
    seen = stage.expect('head', request, state='reviewing', step='reviewer')
    assert seen['assignee']['id'] == person_id('head') and last(seen)['reason'] == '选错了分管领导', last(seen)


def it_is_handed_on(stage):
    request = prepared(stage, '关于车辆通行的函', TO_LEADER)
    leader = stage.window('leader')
    open_in(leader, '待审批', '关于车辆通行的函')
    further(leader, '转交')
    leader.press('转交')
    leader.wait_label('此项必填。')
    leader.desk.desktop.key('Escape')
    leader.wait(lambda: not leader.app.find_all('button', '取消'), 'the small window to close')
    further(leader, '转交')
    choose_person(leader, LEADER2)
    leader.fill(re.compile('^理由'), '出差，请代为审核')
    confirm(leader, '转交', f'已转交{LEADER2}')
    seen = stage.expect('leader', request, state='reviewing', step='leader')
    assert seen['assignee']['id'] == person_id('leader2'), seen['assignee']


def it_is_made_a_major_matter(stage):
    request = prepared(stage, '关于设备采购的请示', TO_LEADER)
    leader = stage.window('leader')
    open_in(leader, '待审批', '关于设备采购的请示')
    further(leader, '重新归类')
    leader.press(re.compile('属于三重一大事项'), 'check')
    leader.fill(re.compile('^理由'), '涉及大额资金')
    confirm(leader, '归类', '已重新归类')
    leader.wait_label('重新归类：属于三重一大事项')
    # What was open a moment ago is closed now, with the rule.
    leader.wait_label(re.compile('三重一大事项由分管领导提交党政负责人'))
    seen = stage.expect('leader', request, classified={'contract': 'unset', 'major': 'yes'})
    assert last(seen)['choice'] == 'major-yes', last(seen)


def a_question_with_a_mark_is_answered(stage):
    request = prepared(stage, '关于场地借用的函', TO_LEADER)
    leader = stage.window('leader')
    open_in(leader, '待审批', '关于场地借用的函')
    further(leader, '提问')
    leader.fill(re.compile('^问题'), '此处日期为何晚于落款？')
    area = leader.find(None, '拖动画框标记位置')
    x, y, width, height = area.extents()
    left, upper = area.screen_point(x, y)
    xdo = leader.desk.desktop.xdo
    xdo('mousemove', left + width // 2 - 20, upper + height // 2 - 30, 'mousedown', 1)
    xdo('mousemove', left + width // 2, upper + height // 2)
    xdo('mousemove', left + width // 2 + 15, upper + height // 2 + 10)
    xdo('mouseup', 1)
    leader.wait_label('已标记 1 处')
    confirm(leader, '提问', '已向' + person_name('applicant') + '提问')
    seen = stage.expect('leader', request, state='reviewing', step='leader')
    mark = last(seen)['marks'][0]
    assert mark['page'] == 0 and 0 < mark['x'] < 0.5 and 0 < mark['width'] < 0.9 and 0 < mark['height'] < 0.9, mark
    leader.find('button', '查看标记的 1 处')

    applicant = stage.window('applicant')
    applicant.list('我的待办')
    applicant.wait_label('有提问待答复')
    acts.open_request(applicant, '关于场地借用的函')
    applicant.wait_label(person_name('leader') + '向您提问')
    applicant.press('答复')
    applicant.wait(lambda: applicant.newest() != applicant.main() and applicant.app.find_all('button', '取消'), 'the small window')
    applicant.to_slot(applicant.newest())
    applicant.fill(re.compile('^答复'), '日期以落款为准。')
    answer = [node for node in applicant.app.find_all('button', '答复')]
    answer[-1].click()
    applicant.wait_label('已答复')
    applicant.wait_no_label('向您提问')
    seen = stage.expect('applicant', request, state='reviewing', step='leader')
    assert last(seen)['action'] == 'answer' and last(seen)['reason'] == '日期以落款为准。', last(seen)


def the_applicant_urges_and_sends_a_copy(stage):
    request = prepared(stage, '关于课程安排的通知', TO_LEADER)
    applicant = stage.window('applicant')
    applicant.focus()
    open_in(applicant, '我的申请', '关于课程安排的通知')
    further(applicant, '催办')
    applicant.fill(re.compile('^意见'), '今日须报送')
    confirm(applicant, '催办', '催办')
    applicant.wait_label('催办' + person_name('leader'))
    further(applicant, '抄送')
    choose_person(applicant, person_name('colleague'))
    confirm(applicant, '抄送', '抄送' + person_name('colleague'))
    assert [line['action'] for line in stage.api('applicant').see(request)['history']][-2:] == ['urge', 'copy']
    stage.expect('colleague', request, you_may=[])
    leader = stage.window('leader')
    leader.list('待审批')
    leader.wait_label(re.compile('^催办$'))


def others_sign_with_him(stage):
    request = prepared(stage, '关于实验室安全的通知', TO_LEADER)
    leader = stage.window('leader')
    leader.focus()
    open_in(leader, '待审批', '关于实验室安全的通知')
    further(leader, '加签')
    choose_person(leader, person_name('head2'))
    confirm(leader, '添加', f'已请{person_name("head2")}会签')
    leader.wait_label(f'尚待{person_name("head2")}会签。')
    signer = stage.window('head2')
    signer.list('我的待办')
    signer.wait_label('待会签')
    acts.open_request(signer, '关于实验室安全的通知')
    acts.decide(signer, '会签同意', said='会签同意')
    signer.wait(lambda: last(stage.api('leader').see(request))['action'] == 'sign', 'the signature')
    seen = stage.expect('leader', request, state='reviewing', step='leader')
    assert last(seen)['action'] == 'sign' and last(seen)['actor']['id'] == person_id('head2'), last(seen)


def it_goes_back_to_an_earlier_approver(stage):
    request = prepared(stage, '关于绿化养护的函', TO_LEADER)
    leader = stage.window('leader')
    leader.focus()
    open_in(leader, '待审批', '关于绿化养护的函')
    acts.choose_decision(leader, acts.RETURN)
    leader.find('check', '内容未改时直接交回我审核')
    leader.click('check', re.compile('^' + person_name('head')), lambda box: 'checked' in box.states)
    leader.wait(lambda: not leader.app.find_all('check', '内容未改时直接交回我审核'), 'the wish to be gone')
    acts.finish_decision(leader, acts.RETURN, reason='请核对名单', said='已退回' + person_name('head'))
    seen = stage.expect('leader', request, state='reviewing', step='reviewer', round=1)
    assert seen['assignee']['id'] == person_id('head'), seen['assignee']


def what_was_approved_is_made_void(stage):
    request = prepared(stage, '关于合作意向的函', TO_LEADER, ('leader', 'approve', {}))
    keeper = stage.window('keeper')
    keeper.list('待用印')
    acts.scan(keeper, request['number'])
    further(keeper, '作废')
    keeper.fill(re.compile('^理由'), '材料已过时')
    confirm(keeper, '作废', '已作废')
    seen = stage.expect('keeper', request, state='void')
    assert last(seen)['reason'] == '材料已过时', last(seen)


if __name__ == '__main__':
    sys.exit(play([
        a_decision_is_taken_back,
        it_is_handed_on,
        it_is_made_a_major_matter,
        a_question_with_a_mark_is_answered,
        the_applicant_urges_and_sends_a_copy,
        others_sign_with_him,
        it_goes_back_to_an_earlier_approver,
        what_was_approved_is_made_void,
    ]))
