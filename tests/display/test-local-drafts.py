#!/usr/bin/python3
"""Drafts that the service never heard of: written while it cannot be reached they stand in 我的待办, marked, open from there, and
reach the service by themselves. Otherwise a text that was kept is found by nobody."""

import re
import sys

import yanyin_acts as acts
from yanyin_stage import play

MATERIAL = '关于食堂排烟管道改造的函'
REASON = '断网的时候写下的事由。'
MARK = '草稿，仅保存在本机'


def todo_count(window):
    """What the sidebar says of 我的待办."""
    name = window.find('row', re.compile('^我的待办')).name
    found = re.search(r'\d+', name)
    return int(found[0]) if found else 0


def drafts_at_service(stage):
    return stage.service.query('SELECT material_name, reason FROM request')


def wait_marked(window, material):
    window.wait(lambda: [row for row in window.app.find_all('row', re.compile(f'^{material}')) if MARK in row.name],
                f'{material}, marked as only on this computer')


def a_draft_written_without_the_service_stands_in_the_list(stage):
    window = stage.window('applicant')
    acts.new_form(window)
    stage.service.kill()
    window.fill('用印材料名称', MATERIAL)
    window.fill('用印事由', REASON)
    window.wait_label('离线，已保存在本机')
    window.list('我的申请')
    window.list('我的待办')
    wait_marked(window, MATERIAL)
    assert todo_count(window) == 1, todo_count(window)
    # What is looked for is found in it, and what is not there is not.
    window.keys('ctrl+f')
    search = window.find('entry', '搜索申请')
    search.set_text('没有这样的')
    window.wait(lambda: not window.app.find_all('row', re.compile(f'^{MATERIAL}')), 'nothing to be found')
    search.set_text('排烟')
    wait_marked(window, MATERIAL)
    window.keys('Escape')


def it_opens_from_there_as_it_was_written(stage):
    window = stage.window('applicant')
    window.click('row', re.compile(f'^{MATERIAL}'))
    window.wait(lambda: window.find('entry', '用印材料名称').text == MATERIAL, 'the form')
    assert window.find('entry', '用印事由').text == REASON


def a_computer_that_dies_offline_keeps_it_and_sends_it_after_the_next_sign_in(stage):
    window = stage.window('applicant')
    home = window.home
    window.kill()
    stage.service.start()
    assert drafts_at_service(stage) == [], drafts_at_service(stage)
    window = stage.open('applicant', home=home)
    # Nobody opens it: it gets there by itself, and is a draft like any other then.
    window.wait(lambda: drafts_at_service(stage) == [(MATERIAL, REASON)], 'the draft at the service')
    window.wait(lambda: [row for row in window.app.find_all('row', re.compile(f'^{MATERIAL}')) if MARK not in row.name],
                'the draft without a mark')
    window.wait(lambda: todo_count(window) == 1, 'one draft to be done')
    assert len(window.app.find_all('row', re.compile(f'^{MATERIAL}'))) == 1
    window.click('row', re.compile(f'^{MATERIAL}'))
    window.wait(lambda: window.find('entry', '用印事由').text == REASON, 'the form')
    window.wait_label(re.compile('^已保存'))


def a_draft_whose_service_comes_back_loses_its_mark(stage):
    material = '关于更换净水器滤芯的函'
    window = stage.window('applicant')
    acts.new_form(window)
    stage.service.kill()
    window.fill('用印材料名称', material)
    window.wait_label('离线，已保存在本机')
    window.list('我的申请')
    window.list('我的待办')
    wait_marked(window, material)
    stage.service.start()
    window.wait(lambda: [row for row in window.app.find_all('row', re.compile(f'^{material}')) if MARK not in row.name],
                'the draft without a mark')
    assert sorted(name for name, _ in drafts_at_service(stage)) == sorted([MATERIAL, material])


if __name__ == '__main__':
    sys.exit(play([
        a_draft_written_without_the_service_stands_in_the_list,
        it_opens_from_there_as_it_was_written,
        a_computer_that_dies_offline_keeps_it_and_sends_it_after_the_next_sign_in,
        a_draft_whose_service_comes_back_loses_its_mark,
    ]))
