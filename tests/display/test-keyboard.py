#!/usr/bin/python3
"""The life of a request without a pointer: signed in, written, read, decided, accepted and stamped by keys alone, with the keys of
the map. Otherwise whoever cannot use a mouse cannot apply for a seal.

Nothing here clicks, neither by the mouse nor by an accessible action; what is in a widget is only looked at.
"""

import re
import sys

import yanyin_acts as acts
from atspi_driver import STATES
from yanyin_stage import person_name, play

PASSWORD = 'reeds-by-the-seventh-building-310'
MATERIAL = 'Letter on the hot water of building 7'
REASON = 'The boiler stands still for three days; the residents are to be told.'
NAMELESS = re.compile('^$|^(Gtk|Adw|Yy)[A-Z]')


def use_typeable_passwords(stage):
    path = f'{stage.folder}/password'
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'{PASSWORD}\n')
    for key in ('applicant', 'head', 'leader', 'keeper'):
        stage.service.ctl('password', 'set', key, '--from-file', path)


def keys(window, *names):
    window.desk.desktop.key(*names)


def type_text(window, text):
    window.desk.desktop.type(text)


def focus_of(window):
    """What has the focus, or None; what goes away meanwhile is none of it."""
    nodes = [node for top in window.app.windows() for node in top.walk()]
    states = window.desk.desktop.many([(node, 'Accessible', 'GetState', None) for node in nodes])
    bit = 1 << STATES.index('focused')
    return next((node for node, state in zip(nodes, states) if state and state[0] & bit), None)


def wait_focus(window, name, role=None):
    """Until the focus is on what is named so."""
    pattern = name if hasattr(name, 'search') else re.compile('^' + re.escape(name))

    def there():
        node = focus_of(window)
        return node is not None and pattern.search(node.name) and role in (None, node.role)

    window.wait(there, f'the focus on {name!r}, which is on {focus_of(window)}')


def tab_to(window, name, key='Tab', most=40):
    """Presses Tab until the focus is there; every stop on the way must say what it is."""
    pattern = re.compile('^' + re.escape(name))
    before = focus_of(window)
    for _ in range(most):
        node = before
        if node is not None and pattern.search(node.name):
            return
        keys(window, key)
        # The entry rows of GTK 4.8 do not tell that they have the focus: then nothing has it.
        window.wait(lambda: (found := focus_of(window)) is None or node is None or found.ref != node.ref, 'the focus to move')
        before = focus_of(window)
        assert before is None or not NAMELESS.search(before.name), f'a stop without a name: {before}'
    raise AssertionError(f'no {name} within {most} stops; the focus is on {before}')


def sign_in(stage, key):
    """With nothing known: the account is typed too."""
    window = stage.desk.open('')
    window.account = key
    stage.windows[key] = window
    window.find('button', '登录')
    window.focus()
    account = window.find('entry', '账号')
    type_text(window, key)
    window.wait(lambda: account.text == key, 'the account to be typed')
    keys(window, 'Return')
    password = window.find('entry', '密码')
    type_text(window, PASSWORD)
    window.wait(lambda: len(password.text) == len(PASSWORD), 'the password to be typed')
    keys(window, 'Return')
    window.wait_label('我的待办')
    return window


def entry_text(window, name):
    return window.find('entry', name).text


def seen_by(stage, key, request=None):
    """What the interface tells of @request, or of the newest one of @key."""
    if key not in stage.callers:
        stage.callers[key] = stage.service.person(key, sign_in=False)
        stage.callers[key].sign_in(PASSWORD)
    return stage.expect(key, request) if request else stage.newest(key)


def a_request_is_written_and_submitted(stage):
    use_typeable_passwords(stage)
    window = sign_in(stage, 'applicant')
    keys(window, 'ctrl+n')
    window.wait(lambda: entry_text(window, '手机'), 'the form')
    # The focus begins at what only the person knows, and goes down the form as one reads it.
    # The draft comes into the list beside it while one writes; the list does not take the keys for that.
    type_text(window, MATERIAL[:12])
    window.wait(lambda: window.app.find_all('row', re.compile('^' + MATERIAL[:12])), 'the draft in the list')
    type_text(window, MATERIAL[12:])
    window.wait(lambda: entry_text(window, '用印材料名称') == MATERIAL, 'the name')
    tab_to(window, '选择日期')
    keys(window, 'Tab')
    wait_focus(window, '印章类型')
    keys(window, 'Return', 'Down', 'Down', 'Return')
    combo = window.find('combo', '印章类型')
    window.wait(lambda: combo.find_all('label', '行政公章'), 'the kind of seal')
    wait_focus(window, '印章类型')
    keys(window, 'Tab')
    type_text(window, '3')
    window.wait(lambda: entry_text(window, '用印材料份数') == '3', 'the copies')
    # Impressions on each copy, company and way of use have what most requests need.
    tab_to(window, '用印事由')
    type_text(window, REASON)
    window.wait(lambda: entry_text(window, '用印事由') == REASON, 'the reason')
    tab_to(window, '验印审核人')
    keys(window, 'Return')
    window.find('entry', '搜索人员')
    type_text(window, 'wry')
    # Enter comes at once: it takes who was typed, not who stood first before.
    keys(window, 'Return')
    window.wait(lambda: window.app.find_all('row', re.compile(f'^验印审核人.*{person_name("head")}')), 'the reviewer')
    for question, answer in (('是否合同', '否'), ('是否三重一大', '否'), ('材料是否无空白', '是')):
        tab_to(window, f'{question} *：{answer}')
        keys(window, 'space')
        window.wait(lambda: 'pressed' in focus_of(window).states or 'checked' in focus_of(window).states, f'{question}: {answer}')
    # Bare letters are text, here as everywhere; the chooser is a key away from anywhere in the form.
    before = {found[0] for found in window.app.x_windows()}
    keys(window, 'ctrl+o')
    chooser = window.wait(lambda: next((found[0] for found in window.app.x_windows()
                                        if found[0] not in before and found[4] > 300), None), 'the file chooser')
    window.to_slot(chooser)
    type_text(window, stage.photo()[0])
    keys(window, 'Return')
    acts.wait_uploaded(window, 1)
    window.focus()
    keys(window, 'ctrl+s')
    window.wait_label('已暂存至我的待办')
    keys(window, 'ctrl+Return')
    window.wait_label(re.compile('已提交，编号'))
    wait_focus(window, '完成')
    keys(window, 'Return')
    request = seen_by(stage, 'applicant')
    form = request['form']
    assert (form['material_name'], form['copies'], form['reason']) == (MATERIAL, 3, REASON), form
    assert form['seal_id'] == 'admin-seal' and form['contract'] == 'no' and form['not_blank'] == 'yes', form
    assert len(request['pages']) == 1 and request['assignee']['name'] == person_name('head'), request


def choose_and_submit(window, decision, person='', said=''):
    """In the panel of an open request: the key of the decision, the persons by Tab and Space, then the button."""
    keys(window, 'alt+y')
    wait_focus(window, decision, 'check-box')
    window.wait(lambda: 'checked' in focus_of(window).states, f'{decision} to be chosen')
    if person:
        tab_to(window, person)
        keys(window, 'space')
        window.wait(lambda: [box for box in window.app.find_all('check', re.compile('^' + person)) if 'checked' in box.states],
                    f'{person} to be chosen')
    tab_to(window, '提交')
    keys(window, 'Return')
    window.wait_label(said)


def a_head_reads_every_page_and_forwards_it(stage):
    request = seen_by(stage, 'applicant')
    window = sign_in(stage, 'head')
    keys(window, 'alt+3')
    wait_focus(window, MATERIAL)
    # Enter goes to the pages; there the arrows turn them, and F11 makes them large.
    keys(window, 'Return')
    wait_focus(window, re.compile('^材料图片 第 1 张'))
    keys(window, 'Home', 'Right', 'Left')
    wait_focus(window, re.compile('^材料图片 第 1 张'))
    keys(window, 'F11')
    window.wait(lambda: len(window.app.windows()) == 2, 'the full screen')
    window.focus(window.newest())
    keys(window, 'Escape')
    window.wait(lambda: len(window.app.windows()) == 1, 'the full screen to be left')
    window.focus()
    keys(window, 'F6')
    wait_focus(window, MATERIAL)
    keys(window, 'F6')
    wait_focus(window, re.compile('^材料图片'))
    choose_and_submit(window, acts.AGREE, person_name('leader'), said='已同意，并提交给 ' + person_name('leader'))
    request = seen_by(stage, 'applicant', request)
    assert request['step'] == 'leader', request['step']


def a_leader_approves_after_a_question_whose_default_is_no(stage):
    request = seen_by(stage, 'applicant')
    window = sign_in(stage, 'leader')
    keys(window, 'alt+3')
    wait_focus(window, MATERIAL)
    keys(window, 'Return')
    wait_focus(window, re.compile('^材料图片'))
    keys(window, 'alt+y')
    wait_focus(window, acts.AGREE, 'check-box')
    tab_to(window, acts.APPROVE)
    keys(window, 'space')
    window.wait(lambda: [box for box in window.app.find_all('check', re.compile('^' + acts.APPROVE)) if 'checked' in box.states],
                'the final approval to be chosen')
    tab_to(window, '提交')
    keys(window, 'Return')
    window.wait(lambda: len(window.app.windows()) == 2, 'the question')
    window.focus(window.newest())
    # Whoever presses Enter once too often has decided nothing.
    keys(window, 'Return')
    window.wait(lambda: len(window.app.windows()) == 1, 'the question to go')
    assert seen_by(stage, 'applicant', request)['state'] == 'reviewing'
    window.focus()
    keys(window, 'Return')
    window.wait(lambda: len(window.app.windows()) == 2, 'the question again')
    window.focus(window.newest())
    tab_to(window, acts.APPROVE)
    keys(window, 'Return')
    window.wait_label('已终审同意')
    window.focus()
    assert seen_by(stage, 'applicant', request)['state'] == 'approved'


def a_keeper_accepts_and_stamps(stage):
    request = seen_by(stage, 'applicant')
    window = sign_in(stage, 'keeper')
    keys(window, 'alt+4')
    window.find('entry', '申请编号')
    type_text(window, request['number'])
    keys(window, 'Return')
    window.wait_label('立即受理')
    choose_and_submit(window, acts.ACCEPT, said='已受理，可以用印')
    choose_and_submit(window, acts.STAMP, said='已记录用印 3 份')
    request = seen_by(stage, 'applicant', request)
    assert (request['state'], request['stamped_copies']) == ('stamped', 3), request['state']


def the_keys_of_the_window_work_from_anywhere(stage):
    window = stage.window('head')
    window.focus()
    for key, title in (('alt+1', '已全部办完'), ('alt+3', '没有待审批的申请'), ('alt+5', re.compile('^' + MATERIAL))):
        keys(window, key)
        window.wait_label(title)
    keys(window, 'F5')
    for key, name in (('ctrl+comma', '偏好设置'), ('ctrl+question', '键盘快捷键')):
        keys(window, key)
        window.wait(lambda: [top for top in window.app.windows() if name in top.name], name)
        window.focus(window.newest())
        keys(window, 'Escape')
        window.wait(lambda: not [top for top in window.app.windows() if name in top.name], f'{name} to close')
        window.focus()
    keys(window, 'F10')
    window.wait(lambda: window.app.find_all('menuitem', re.compile('^关于')), 'the menu')
    keys(window, 'Escape')
    window.wait(lambda: not window.app.find_all('menuitem', re.compile('^关于')), 'the menu to close')
    # In a search bare letters, digits and brackets are text, and turn or decide nothing.
    keys(window, 'ctrl+f')
    search = window.find('entry', '搜索申请')
    type_text(window, 'jkyn12+-[]')
    window.wait(lambda: search.text == 'jkyn12+-[]', 'the letters in the search')
    keys(window, 'Escape')


if __name__ == '__main__':
    sys.exit(play([
        a_request_is_written_and_submitted,
        a_head_reads_every_page_and_forwards_it,
        a_leader_approves_after_a_question_whose_default_is_no,
        a_keeper_accepts_and_stamps,
        the_keys_of_the_window_work_from_anywhere,
    ]))
