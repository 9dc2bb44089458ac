#!/usr/bin/python3
"""The office director turns a switch of the department in a real window: it is asked back, holds, and stands in the history with his name. Who
directs no office does not find the page. Otherwise rules change behind the back of those who answer for them."""

import os
import re
import sys

from yanyin_stage import person_name, play

PHOTO, HEADS, DAYS = '盖章后须拍照留痕', '科室、中心负责人可终审同意', '用印日期可提前天数'
QUESTION = '确认修改规则开关？'


def policy(stage):
    seen = stage.api('director').get('/policy').expect(200).json
    return {each['key']: each['value'] for each in seen['switches']}, seen['changes']


def open_menu(window):
    window.keys('F10')
    window.wait(lambda: window.app.find_all('menuitem', re.compile('^关于')), 'the menu')


def open_rules(stage, window):
    before = {found[0] for found in window.app.x_windows()}
    open_menu(window)
    window.find('menuitem', re.compile('^规则开关')).click()
    dialog = window.wait(lambda: next((found[0] for found in window.app.x_windows() if found[0] not in before and found[4] > 300), None),
                         'the window of the switches')
    window.to_slot(dialog)
    window.wait_label(PHOTO)
    stage.dialog = dialog
    return dialog


def confirm(window, answer):
    window.wait_label(QUESTION)
    # Its buttons have mnemonics.
    window.press(re.compile('^' + answer))
    window.wait_no_label(QUESTION)


def switch(window, name):
    return window.find('switch', re.compile('^' + name))


def turn(stage, window, name):
    """By the keyboard: the mouse may not reach what a dialog lies over."""
    window.focus(stage.dialog)
    node = switch(window, name)
    window.repeat(lambda: node.click() or True, f'{name} to be turned')


def keep(window, stage, name):
    folder = os.environ.get('YANYIN_TEST_PICTURES')
    if folder:
        os.makedirs(folder, exist_ok=True)
        window.picture(f'{folder}/rules-{name}.png', window.newest() if name == 'question' else stage.dialog)


def the_director_turns_a_switch_and_it_is_on_record(stage):
    window = stage.open('director', width=1000, height=700)
    open_rules(stage, window)
    window.wait_label('尚无变更。')
    window.wait_label(re.compile('F45 · '))
    keep(window, stage, 'before')
    # Who answers no has changed nothing.
    turn(stage, window, PHOTO)
    confirm(window, '取消')
    window.wait(lambda: 'checked' not in switch(window, PHOTO).states, 'the switch to go back')
    assert policy(stage) == ({**policy(stage)[0], 'photo-required': 'false'}, [])

    turn(stage, window, PHOTO)
    window.wait_label(QUESTION)
    keep(window, stage, 'question')
    confirm(window, '修改')
    window.wait_label(f'{PHOTO}：关 → 开')
    window.wait_label(re.compile(person_name('director') + ' · '))
    values, changes = policy(stage)
    assert values['photo-required'] == 'true' and len(changes) == 1, changes
    assert (changes[0]['actor']['name'], changes[0]['before'], changes[0]['after']) == (person_name('director'), 'false', 'true')
    keep(window, stage, 'after')


def seals_are_chosen_one_by_one(stage):
    window = stage.window('director')
    window.press(re.compile('^行政公章$'), role='check')
    confirm(window, '修改')
    window.wait_label(f'{HEADS}：无 → 行政公章')
    assert policy(stage)[0]['section-may-approve'] == 'admin'


def what_somebody_else_changed_is_shown_and_not_written_over(stage):
    window = stage.window('director')
    stage.service.ctl('policy', 'set', 'days-ahead', '45')
    turn(stage, window, PHOTO)
    confirm(window, '修改')
    window.wait_label('他人刚刚修改过开关')
    window.wait_label(f'{DAYS}：90 → 45')
    window.wait_label(re.compile('运维人员 · '))
    assert policy(stage)[0]['photo-required'] == 'true', 'written over'
    keep(window, stage, 'conflict')
    window.reveal(window.find('label', f'{DAYS}：90 → 45'))
    keep(window, stage, 'history')
    window.desk.desktop.xdo('windowsize', '--sync', stage.dialog, 360, 720)
    window.wait_label(PHOTO)
    keep(window, stage, 'narrow')
    window.focus(stage.dialog)
    window.desk.desktop.key('Escape')
    window.wait(lambda: not window.shows(PHOTO), 'the window to be closed')


def others_do_not_find_it(stage):
    window = stage.window('applicant')
    open_menu(window)
    assert not window.app.find_all('menuitem', re.compile('规则开关')), 'the menu of an applicant offers the switches'
    window.desk.desktop.key('Escape')


if __name__ == '__main__':
    sys.exit(play([
        the_director_turns_a_switch_and_it_is_on_record,
        seals_are_chosen_one_by_one,
        what_somebody_else_changed_is_shown_and_not_written_over,
        others_do_not_find_it,
    ]))
