#!/usr/bin/python3
"""A head goes away, and somebody decides in his place, through real windows (F33); each step is looked up at the interface too."""

import datetime
import re
import sys

import yanyin_acts as acts
from yanyin_service import person_id
from yanyin_stage import REASON, person_name, play

MATERIAL = '关于浴室开放时间的通知'
AWAY, STAND_IN = 'head', 'colleague'
ITEM = re.compile('^外出委托')


def open_absence(window):
    """From the menu."""
    window.keys('F10')
    item = window.wait(lambda: window.app.find_all('menuitem', ITEM), 'the menu')[0]
    before = {found[0] for found in window.app.x_windows()}
    item.click()
    window.front = window.wait(lambda: next((found[0] for found in window.app.x_windows() if found[0] not in before and found[4] > 300), None),
                               'the window about absence')
    window.to_slot(window.front)
    window.wait_label(re.compile('^委托情况'))


def leave(window):
    window.keys('Escape')
    window.wait_no_label('委托情况')
    window.front = None
    window.focus()


def a_head_has_somebody_stand_in(stage):
    today = stage.api(AWAY).get('/delegations').expect(200).json['today']
    last = str(datetime.date.fromisoformat(today) + datetime.timedelta(3))
    head = stage.window(AWAY)
    open_absence(head)
    head.wait_label('没有人代您审核')
    head.press('委托')
    head.wait_label('此项必填。')
    assert stage.api(AWAY).get('/delegations').expect(200).json['delegations'] == []
    acts.pick(head, '受托人', person_name(STAND_IN), person_name(STAND_IN))
    head.fill('结束日期', '2020-01-01')
    head.press('委托')
    head.wait_label('结束日期早于开始日期。')
    head.fill('结束日期', last)
    head.press('委托')
    head.wait_label(f'{person_name(STAND_IN)} 代 {person_name(AWAY)} 审核')
    head.wait_label('进行中')
    given = stage.api(AWAY).get('/delegations').expect(200).json['delegations']
    assert [(one['from']['id'], one['to']['id'], one['scope'], one['begins'], one['ends']) for one in given] == [
        (person_id(AWAY), person_id(STAND_IN), 'all', today, last)], given
    leave(head)


def who_stands_in_decides_and_both_names_are_shown(stage):
    request = stage.api('applicant').submitted(material_name=MATERIAL, reason=REASON)
    window = stage.window(STAND_IN)
    window.list('待审批')
    acts.open_request(window, MATERIAL)
    window.wait_label(f'{person_name(AWAY)}（您代其审核）')
    acts.decide(window, acts.AGREE, person_name('leader'), said='已同意，并提交给 ' + person_name('leader'))
    done = stage.expect(AWAY, request, state='reviewing', step='leader')
    line = done['history'][-1]
    assert (line['actor']['id'], line['for']['id'], line['action']) == (person_id(STAND_IN), person_id(AWAY), 'forward'), line
    applicant = stage.window('applicant')
    applicant.list('我的申请')
    acts.open_request(applicant, MATERIAL)
    applicant.wait_label(f'{person_name(STAND_IN)}（代{person_name(AWAY)}）')


def it_is_ended_and_the_work_is_the_heads_again(stage):
    request = stage.api('applicant').submitted(material_name='关于垃圾分类的通知', reason=REASON)
    head = stage.window(AWAY)
    open_absence(head)
    head.press('结束…')
    head.wait_label('现在结束委托？')
    head.press(re.compile('^结束(?!…)'))
    head.wait_label('已提前结束')
    leave(head)
    assert stage.api(STAND_IN).get(f'/requests/{request["id"]}').status == 404
    window = stage.window(STAND_IN)
    window.keys('F5')
    window.list('我的待办')
    window.wait_no_label('关于垃圾分类的通知')


if __name__ == '__main__':
    sys.exit(play([
        a_head_has_somebody_stand_in,
        who_stands_in_decides_and_both_names_are_shown,
        it_is_ended_and_the_work_is_the_heads_again,
    ]))
