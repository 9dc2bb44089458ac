#!/usr/bin/python3
"""What a window tells in passing covers no button that is wanted next, in a wide window and in a narrow one. Otherwise a click
that was meant for Submit lands on a message."""

import re
import sys

import yanyin_acts as acts
from yanyin_stage import MATERIAL, REASON, person_name, play

SIZES = (('applicant', 1180, 760), ('colleague', 360, 720))


def assert_free(window, text, *buttons):
    """That the toast with @text lies over none of @buttons."""
    window.wait_label(text)
    left, top, width, height = window.app.find_all('label', text)[0].extents()
    for name in buttons:
        x, y, wide, high = window.find('button', re.compile(f'^{name}')).extents()
        apart = left + width <= x or x + wide <= left or top + height <= y or y + high <= top
        assert apart, f'{text} at {(left, top, width, height)} covers {name} at {(x, y, wide, high)}'


def a_saved_draft_can_be_submitted_at_once(stage):
    for key, width, height in SIZES:
        window = stage.open(key, width=width, height=height)
        acts.new_form(window)
        window.fill('用印材料名称', MATERIAL)
        window.press('暂存至我的待办')
        assert_free(window, '已暂存至我的待办', '暂存至我的待办', '提交')
        window.keep_picture()


def what_is_missing_is_told_beside_the_button(stage):
    for key, _, _ in SIZES:
        window = stage.window(key)
        window.press('提交')
        text = window.wait_label(re.compile('^还有 .* 处'))
        assert_free(window, text, '暂存至我的待办', '提交')


def the_next_request_can_be_decided_at_once(stage):
    for number in range(2):
        stage.api('applicant').submitted(material_name=f'第{number}份函件', reason=REASON)
    head = stage.open('head', width=360, height=720)
    acts.open_request(head, '第0份函件')
    said = '已同意，并提交给 ' + person_name('leader')
    acts.decide(head, acts.AGREE, person_name('leader'), said=said)
    head.find('button', '立即审核')
    assert_free(head, said, '立即审核')
    head.keep_picture()


if __name__ == '__main__':
    sys.exit(play([
        a_saved_draft_can_be_submitted_at_once,
        what_is_missing_is_told_beside_the_button,
        the_next_request_can_be_decided_at_once,
    ]))
