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
    return find(window.click(role, name, find))


def choose(window, name, item):
    """Takes @item from the drop-down row @name."""

    def open_list(row):
        for node in row.find_all('list'):
            labels = [label.name for label in node.find_all('label')]
            if item in labels and len(labels) > 1:
                return node, labels.index(item)
        return None

    def chosen():
        row = window.click('combo', name, open_list)
        found, place = open_list(row)
        found.select_child(place)
        window.desk.desktop.key('Return')
        return window.attempt(lambda: row.find_all('label', item) and not open_list(row), f'{name}: {item}')

    window.repeat(chosen, f'{name}: {item}')


def shows_choice(window, name, item):
    """Whether @item is chosen in the drop-down row @name."""
    return window.find('combo', name).find_all('label', item)


def pick(window, name, typed, person):
    """Takes a person from the picker @name, found by what is typed: a name, pinyin, initials."""

    def picked():
        search = open_by_click(window, 'row', re.compile('^' + name), lambda row: row.find_all('entry', '搜索人员'))[0]
        if typed.isascii():
            search.set_text('')
            window.desk.desktop.type(typed)
            window.attempt(lambda: search.text == typed, f'{typed} in the search')
        else:
            search.set_text(typed)
        window.attempt(lambda: window.app.find_all('row', re.compile('^' + person)), f'{person} among those found')
        window.desk.desktop.key('Return')
        return window.attempt(lambda: shows_person(window, name, person), f'{name}: {person}')

    window.repeat(picked, f'{name}: {person}')


def shows_person(window, name, person):
    """Whether @person is chosen in the picker @name."""
    return window.app.find_all('row', re.compile(f'^{name}.*{person}'))


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

    def is_closed():
        return chooser not in {found[0] for found in window.app.x_windows()}

    def go_to(path):
        """Where a path is written begins with a slash, as in GTK's own choosers."""
        window.focus(chooser)
        desktop.key('slash')
        entry = window.attempt(lambda: next((node for node in window.app.find_all('entry') if node.text.startswith('/')), None),
                               'the entry for a path')
        entry.set_text(path)
        desktop.key('Return')

    def chosen():
        if is_closed():
            return True
        go_to(paths[0])
        return window.attempt(is_closed, 'the chooser to close')

    def all_chosen():
        if is_closed():
            return True
        folder = os.path.dirname(paths[0])
        if not window.app.find_all('label', os.path.basename(folder)):
            go_to(folder + '/')
        window.attempt(lambda: window.app.find_all('label', os.path.basename(folder)), 'the folder')
        window.focus(chooser)
        desktop.key('ctrl+a')
        window.press(re.compile('^打开'))
        return window.attempt(is_closed, 'the chooser to close')

    window.repeat(chosen if len(paths) == 1 else all_chosen, 'the files to be chosen')
    window.focus()


def add_pictures(window, *paths):
    """To the form."""
    add_files(window, re.compile('^(选择用印材料照片|添加图片…)$'), *paths)


def wait_uploaded(window, count):
    """Until that many pictures of the form are at the service."""
    done = re.compile(f'共 {count} 张.*已上传')
    window.wait(lambda: len(window.app.find_all(None, done)) >= count, f'{count} pictures uploaded')


def tile(window, number, count):
    """The picture of that place among the @count of the form."""
    return window.find(None, re.compile(f'^材料图片 第 {number} 张，共 {count} 张'))


def wait_seen(window, count):
    """Until each of the @count pictures can be seen, and is not only told of."""
    for number in range(1, count + 1):
        node = tile(window, number, count)
        window.reveal(node)
        window.wait(lambda node=node: window.contrast(node) > 0.1, f'picture {number} to be seen')


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
    """Opens it from the list that is shown: then its name stands in the list and above the request."""
    window.click('row', material, lambda _: window.shows('办理进度') and len(window.app.find_all('label', material)) > 1)


def open_draft(window, material):
    """The form of what is still to be written, from the list that is shown; the name may have been longer when it was kept last."""

    def is_open(_):
        name = window.app.find_all('entry', re.compile('^用印材料名称'))
        return name and name[0].text.startswith(material)

    window.click('row', material, is_open)


def choose_decision(window, decision, person=''):
    for name in filter(None, (decision, person)):
        window.click('check', re.compile('^' + name), lambda box: 'checked' in box.states)


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
