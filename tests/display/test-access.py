#!/usr/bin/python3
"""A walk through every page and dialog as a screen reader sees it: whatever can be reached or pressed has a name that a person
understands, none is called after its class, and what is wrong with a field is tied to the field. Otherwise somebody who cannot
see the window cannot use it."""

import re
import subprocess
import sys

from gi.repository import GLib

import yanyin_acts as acts
from atspi_driver import EXTENTS, PROPS, STATES, Node
from yanyin_stage import MATERIAL, PASSWORD, play

# What is pressed, written into or chosen, focusable or not at this moment.
ACTIVE = {'push-button', 'toggle-button', 'check-box', 'radio-button', 'combo-box', 'text', 'entry', 'password-text', 'spin-button',
          'menu-item', 'check-menu-item', 'radio-menu-item', 'link', 'slider', 'switch'}
# Scrollers and lists pass the focus on to what is in them; where they cannot, the test of the keyboard sees what they are called.
PASSING = {'scroll-pane', 'viewport', 'list'}
# What libadwaita and GTK themselves leave without a name in their own windows.
FOREIGN = {('about', 'push-button', 'GtkButton'), ('shortcuts', 'push-button', 'GtkImage')}
# AtspiRelationType: described by, error message.
DESCRIBING = (18, 21)
CLASS_NAME = re.compile('^(Gtk|Adw|Yy)[A-Z]')


class Seen:
    """One accessible object, as it was read."""

    def __init__(self, role, name, states, extents):
        self.role, self.name, self.states, self.extents = role, name, states, extents

    def problem(self):
        if self.role not in ACTIVE and ('focusable' not in self.states or self.role in PASSING):
            return None
        if not self.name.strip():
            return 'has no name'
        return 'is named after its class' if CLASS_NAME.match(self.name) else None

    def __repr__(self):
        return f'{self.role} {self.name!r} at {self.extents}'


def read(window):
    """All that is laid out in every window of the program."""
    many = window.desk.desktop.many
    nodes = [node for top in window.app.windows() for node in top.walk()]
    # A combo row shows its choice in a small list of its own, which is a part of its name.
    inside = {part.ref for combo in nodes if combo.role == 'combo-box' for part in combo.walk()[1:]}
    nodes = [node for node in nodes if node.ref not in inside]
    named = GLib.Variant('(ss)', ('org.a11y.atspi.Accessible', 'Name'))
    names = many([(node, PROPS, 'Get', named) for node in nodes])
    states = many([(node, 'Accessible', 'GetState', None) for node in nodes])
    places = many([(node, 'Component', 'GetExtents', EXTENTS) for node in nodes])
    seen = []
    for node, name, state, place in zip(nodes, names, states, places):
        if name is None or state is None or not place or place[2] <= 0:
            continue
        bits = state[0] | state[1] << 32
        seen.append(Seen(node.role, name, {word for bit, word in enumerate(STATES) if bits >> bit & 1}, place))
    return seen


class Walk:
    """Collects what is wrong, so that one run tells of every page."""

    def __init__(self):
        self.wrong = []
        self.nodes = 0

    def look(self, window, page):
        seen = read(window)
        self.nodes += len(seen)
        for one in seen:
            problem = one.problem()
            if problem and (page, one.role, one.name) not in FOREIGN:
                self.wrong.append(f'{page}: {one} {problem}')

    def end(self):
        assert self.nodes > 0
        assert not self.wrong, '\n'.join(sorted(set(self.wrong)))


def dialog(window, keys):
    """Opens a window of its own by @keys."""
    return opened_by(window, lambda: window.keys(keys))


def visible(window):
    """The X windows of it that are on the screen: some dialogs are hidden, and not closed."""
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(window.app.proc.pid)],
                           env=window.desk.desktop.env, capture_output=True, text=True, check=False)
    return set(found.stdout.split())


def opened_by(window, act):
    """The dialog that comes when @act was done."""
    before = visible(window)
    act()
    opened = window.wait(lambda: next(iter(visible(window) - before), None), 'a dialog')
    window.to_slot(opened)
    return opened


def leave(window, opened):
    window.focus(opened)
    window.desk.desktop.key('Escape')
    window.wait(lambda: opened not in visible(window), 'the dialog to close')
    window.focus()


def signing_in(stage):
    walk = Walk()
    window = stage.desk.open('applicant')
    window.find('button', '登录')
    walk.look(window, 'sign-in')
    window.click('row', '服务')
    window.find('entry', '服务地址')
    walk.look(window, 'sign-in, with the address')
    window.press('登录')
    window.wait_label('请输入密码。')
    walk.look(window, 'sign-in, without a password')
    entry = window.find('entry', '密码')
    assert invalid(entry) and '请输入密码。' in error_of(entry), (entry.states, error_of(entry))
    window.sign_in(PASSWORD)
    stage.windows['applicant'] = window
    walk.end()


def lists_and_dialogs(stage):
    walk = Walk()
    person = stage.api('applicant')
    window = stage.window('applicant')
    window.wait_label('已全部办完')
    walk.look(window, 'an empty list')
    person.draft()
    person.submitted(material_name='关于两张照片的函', pages=[person.bring(1), person.bring(2)])
    for key, page in (('alt+1', '我的待办'), ('alt+2', '我的申请')):
        window.keys(key)
        window.wait(lambda: window.app.find_all('row', re.compile(',')), f'lines in {page}')
        walk.look(window, page)
    window.keys('ctrl+f')
    window.find('entry', '搜索申请').set_text('没有这样的')
    window.wait_label('没有找到')
    walk.look(window, 'nothing found')
    window.keys('Escape')
    for keys, page in (('ctrl+comma', 'preferences'), ('ctrl+question', 'shortcuts')):
        opened = dialog(window, keys)
        walk.look(window, page)
        leave(window, opened)
    window.keys('F10')
    window.wait(lambda: window.app.find_all('menuitem', re.compile('^关于')), 'the menu')
    walk.look(window, 'menu')
    about = window.find('menuitem', re.compile('^关于'))
    opened = opened_by(window, about.click)
    window.wait_label(re.compile('0\\.'))
    walk.look(window, 'about')
    leave(window, opened)
    walk.end()


def password_window(stage):
    walk = Walk()
    window = stage.window('applicant')
    preferences = dialog(window, 'ctrl+comma')
    opened = opened_by(window, lambda: window.press('修改密码…'))
    window.find('entry', re.compile('^现密码|^当前密码|^原密码'))
    walk.look(window, 'password')
    leave(window, opened)
    leave(window, preferences)
    walk.end()


def form_and_its_errors(stage):
    walk = Walk()
    window = stage.window('applicant')
    acts.new_form(window)
    walk.look(window, 'form')
    window.press('提交')
    window.wait_label(re.compile('^还有 .* 处'))
    walk.look(window, 'form with errors')
    for name in ('用印材料名称', '用印材料份数', '用印事由'):
        entry = window.find('entry', name)
        assert invalid(entry), f'{name}: {sorted(entry.states)}'
        texts = [text for text in error_of(entry) if text.strip() and not CLASS_NAME.match(text)]
        assert texts, f'{name} says that it is wrong, and not why'
    window.fill('用印材料名称', MATERIAL)
    window.wait(lambda: not invalid(window.find('entry', '用印材料名称')), 'the name to be right')
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    walk.look(window, 'form with pictures')
    acts.open_by_click(window, 'row', re.compile('^验印审核人'), lambda row: row.find_all('entry', '搜索人员'))
    walk.look(window, 'person picker')
    window.desk.desktop.key('Escape')
    # A key that is still on its way would close what comes next.
    window.wait(lambda: not window.app.find_all('entry', '搜索人员'), 'the picker to close')
    # Nothing opens where nobody sees it.
    window.reveal(window.find('entry', '用印日期'))
    window.press('选择日期')
    window.find(None, '日历')
    walk.look(window, 'calendar')
    window.desk.desktop.key('Escape')
    walk.end()


def invalid(node):
    """GTK 4.8 says it by the state that AT-SPI has for an object that is gone, later versions by the one for entries."""
    return bool(node.states & {'invalid', 'invalid-entry'})


def error_of(node):
    """The texts that describe @node, or tell what is wrong with it, by its relations."""
    relations = node.call('Accessible', 'GetRelationSet')
    return [Node(node.app, target).name for kind, targets in relations if kind in DESCRIBING for target in targets]


def conflict(stage):
    walk = Walk()
    person = stage.api('applicant')
    window = stage.window('applicant')
    draft = person.draft(material_name='两处都改的函')
    window.keys('alt+1')
    window.click('row', '两处都改的函')
    window.wait(lambda: window.find('entry', '用印材料名称').text == '两处都改的函', 'the form')
    form = dict(draft['form'], reason='在另一台电脑上写的事由。')
    person.save(draft, form=form).expect(200)
    window.fill('用印事由', '在这台电脑上写的事由。')
    opened = opened_by(window, lambda: window.press('选择…'))
    window.wait_label('在另一台电脑上写的事由。')
    walk.look(window, 'conflict')
    leave(window, opened)
    walk.look(window, 'conflict banner')
    walk.end()


def review_and_full_screen(stage):
    walk = Walk()
    window = stage.window('head')
    acts.open_request(window, '关于两张照片的函')
    window.wait(lambda: window.app.find_all(None, re.compile('^材料图片 第 1 张')), 'the picture')
    walk.look(window, 'review')
    acts.choose_decision(window, acts.RETURN)
    window.press('提交')
    window.wait(lambda: invalid(window.find('entry', re.compile('^(理由|意见)'))), 'the missing reason')
    assert '请填写理由。' in error_of(window.find('entry', re.compile('^(理由|意见)')))
    walk.look(window, 'review without a reason')
    opened = dialog(window, 'F11')
    walk.look(window, 'full screen')
    leave(window, opened)
    walk.end()


def stamping_desk(stage):
    walk = Walk()
    window = stage.open('keeper')
    window.keys('alt+4')
    window.find('entry', '申请编号')
    walk.look(window, 'empty desk')
    person = stage.api('applicant')
    request = stage.api('head').move(person.submitted(), 'forward', next_id='T07')
    stage.api('leader').move(request, 'approve')
    window.keys('F5')
    acts.scan(window, request['number'])
    walk.look(window, 'desk')
    acts.decide(window, acts.ACCEPT, said='已受理，可以用印')
    acts.choose_decision(window, acts.STAMP)
    acts.add_photo(window, stage.photo()[0])
    walk.look(window, 'stamping')
    walk.end()


if __name__ == '__main__':
    sys.exit(play([signing_in, lists_and_dialogs, password_window, form_and_its_errors, conflict, review_and_full_screen,
                   stamping_desk]))
