"""What people do in the windows of Yanyin: they write a request, add photos, decide, stamp.

Every function takes the window of the person who does it, and waits until the window shows that it is done.
"""

import os
import re

AGREE = '同意并提交上级领导审核'
APPROVE = '终审同意'
REFUSE = '不同意'
RETURN = '信息填写有误'
ACCEPT = '受理'
DECLINE = '不予受理'
STAMP = '标记已用印'
STAMPED = '已用印'


def open_by_click(window, role, name, find):
    """Clicks on @name until @find finds what opens: whoever clicks while the form is still being filled clicks again."""

    def opened():
        found.append(window.click(role, name))
        return window.wait(lambda: find(found[-1]), f'{name} to open', 3)

    found = []
    return window.wait(opened, f'{name} to open')


def choose(window, name, item):
    """Takes @item from the drop-down row @name."""
    desktop = window.desk.desktop

    def open_list(row):
        for node in row.find_all('list'):
            labels = [label.name for label in node.find_all('label')]
            if item in labels and len(labels) > 1:
                return node, labels.index(item)
        return None

    found, place = open_by_click(window, 'combo', name, open_list)
    row = window.find('combo', name)
    found.select_child(place)
    desktop.key('Return')
    window.wait(lambda: row.find_all('label', item) and not open_list(row), f'{name}: {item}')


def pick(window, name, typed, person):
    """Takes a person from the picker @name, found by what is typed: a name, pinyin, initials."""
    search = open_by_click(window, 'row', name, lambda row: row.find_all('entry', '搜索人员'))[0]
    if typed.isascii():
        window.desk.desktop.type(typed)
        window.wait(lambda: search.text == typed, f'{typed} in the search')
    else:
        search.set_text(typed)
    window.wait(lambda: window.app.find_all('row', re.compile('^' + person)), f'{person} among those found')
    window.desk.desktop.key('Return')
    window.wait(lambda: window.app.find_all('row', re.compile(f'^{name}.*{person}')), f'{name}: {person}')


def answer(window, question, yes):
    window.press(re.compile(f'^{question}.*：{"是" if yes else "否"}$'))


def new_form(window):
    window.press('新建用印申请')
    # The mobile comes from the service, as all does that can be chosen.
    window.wait(lambda: window.find('entry', '手机').text, 'the form to be filled from the directory')


def write_form(window, material, reason, copies=2, seal='行政公章', contract=False, major=False, reviewer='', keeper=''):
    """Fills the fields in the order of the form; unit, mobile and day, and where they are clear reviewer and keeper, are there."""
    window.fill('用印材料名称', material)
    choose(window, '印章类型', seal)
    window.fill('用印材料份数', str(copies))
    window.fill('用印事由', reason)
    if reviewer:
        pick(window, '验印审核人', reviewer, reviewer)
    if keeper:
        pick(window, '印章管理人员', keeper, keeper)
    answer(window, '是否合同', contract)
    answer(window, '是否三重一大', major)
    answer(window, '材料是否无空白', True)


def add_files(window, button, *paths):
    """Through the file chooser, all of them in one step: the only ones in their folder, if there are several."""
    desktop = window.desk.desktop
    before = {found[0] for found in window.app.x_windows()}
    window.press(button)
    chooser = window.wait(lambda: next((found[0] for found in window.app.x_windows()
                                        if found[0] not in before and found[4] > 300), None), 'the file chooser')
    window.to_slot(chooser)
    desktop.type(paths[0] if len(paths) == 1 else os.path.dirname(paths[0]) + '/')
    desktop.key('Return')
    window.wait(lambda: chooser not in {found[0] for found in window.app.x_windows()}, 'the chooser to close')
    window.focus()


def add_pictures(window, *paths):
    """To the form."""
    add_files(window, re.compile('^(选择用印材料照片|添加图片…)$'), *paths)


def wait_uploaded(window, count):
    """Until that many pictures of the form are at the service."""
    done = re.compile(f'共 {count} 张.*已上传')
    window.wait(lambda: len(window.app.find_all(None, done)) >= count, f'{count} pictures uploaded')


def add_photo(window, path):
    """Of the stamped paper, to the decision panel of the keeper."""
    add_files(window, '添加照片…', path)
    window.wait(lambda: window.app.find_all('label', re.compile('^已上传$')), 'the photo to be sent')


def submit_form(window):
    """Gives the number of the request."""
    window.press('提交')
    text = window.wait_label(re.compile('已提交，编号'))
    return re.search(r'YY\d{10}', text)[0]


def open_request(window, material):
    """Opens it from the list that is shown."""
    window.click('row', material)
    window.wait(lambda: window.app.find_all('label', re.compile('办理进度')), 'the request')


def choose_decision(window, decision, person=''):
    window.click('check', re.compile('^' + decision))
    window.wait(lambda: 'checked' in window.find('check', re.compile('^' + decision)).states, f'{decision} to be chosen')
    if person:
        window.click('check', re.compile('^' + person))


def finish_decision(window, decision, reason='', said=''):
    """Submits what is chosen; @said: what the window answers."""
    if reason:
        window.fill(re.compile('^(理由|意见)'), reason)
    window.press('提交')
    if decision in (APPROVE, REFUSE):
        window.press(re.compile('^' + decision))
    window.wait_label(said)


def decide(window, decision, person='', reason='', said=''):
    choose_decision(window, decision, person)
    finish_decision(window, decision, reason, said)


def scan(window, number):
    """Types the number of a request at the desk as a scanner does, and waits until it is open."""
    window.find('entry', '申请编号')
    window.focus()
    window.desk.desktop.xdo('type', '--delay', 1, '--args', 1, number, 'key', 'Return')
    window.find('label', re.compile(f'^{number} 申请编号'))
