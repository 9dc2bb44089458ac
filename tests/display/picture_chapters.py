"""The walk that ./run pictures takes through the pages of Yanyin, in chapters: each begins where the one before it ended."""

import os
import re
import subprocess

import demo
import yanyin_acts as acts

MATERIAL = '关于餐具消毒设备质保维修的函'
REASON = '消毒柜温控失灵，需函请厂家按质保条款上门检修，以免影响学生就餐。'
PAGE = 'Picture of the material, no. %1$u of %2$u'


def photo(name, *options):
    """A photo of an invented document, as a phone takes it, in a folder of its own."""
    path = os.path.join(demo.FOLDER, 'photos', name)
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run([demo.program('yanyin-paper'), *options, '-o', path], check=True)
    return path


def letter(name, *options):
    return photo(name, '--kind', 'letter', '--title', MATERIAL, '--size', '3000x4000', *options)


def answer(walk, window, question, yes):
    title = walk.words(question).removesuffix(' *')
    window.press(re.compile(re.escape(title) + '.*' + re.escape(walk.words('%s: yes' if yes else '%s: no').replace('%s', '')) + '$'))


def signing_in(walk):
    server, walk.desk.server = walk.desk.server, ''
    window = walk.open('')
    window.find('entry', walk.words('Address of the service'))
    walk.shoot(window, 'first-start')
    walk.close_window('nobody')
    walk.desk.server = server

    window = walk.open('tangbanxia')
    window.find('entry', walk.words('Password'))
    walk.shoot(window, 'sign-in')
    window.focus()
    walk.desk.desktop.type('not-the-password')
    walk.desk.desktop.key('Return')
    walk.label(window, 'Account or password is wrong.')
    walk.shoot(window, 'sign-in-refused')
    walk.close_window('tangbanxia')


def lists(walk):
    window = walk.enter('tangbanxia')
    walk.label(window, 'Nothing waits for you.')
    walk.shoot(window, 'todo-empty')
    walk.list(window, 2)
    window.keys('ctrl+f')
    window.type('zzzz')
    walk.label(window, 'Nothing Found')
    walk.shoot(window, 'search-nothing')
    window.keys('Escape')
    window.wait(lambda: not window.find('entry', walk.words('Search requests')).text, 'the search to end')
    walk.shoot(window, 'sidebar', narrow=lambda: window.keys('alt+Left'))
    walk.list(window, 1)

    window = walk.enter('heqingyue')
    walk.list(window, 3)
    walk.shoot(window, 'review-list-before')
    walk.close_window('heqingyue')


def form(walk):
    words = walk.words
    window = walk.enter('tangbanxia')
    window.keys('ctrl+n')
    window.wait(lambda: window.find('entry', words('Mobile phone')).text, 'the form to be filled from the directory')
    walk.shoot(window, 'form')
    walk.press(window, 'Submit')
    window.wait_label(words('This must be filled in.'))
    walk.shoot(window, 'form-errors')
    window.fill(words('Name of the material'), MATERIAL)
    acts.choose(window, words('Kind of seal').removesuffix(' *'), '行政公章')
    window.fill(words('Number of copies'), '2')
    window.fill(words('Reason for use'), REASON)
    answer(walk, window, 'Is it a contract? *', True)
    answer(walk, window, 'Is it a major matter? *', False)
    answer(walk, window, 'Is all of it filled in? *', True)
    walk.label(window, 'A contract never gets a department seal. Apply for the seal of the university instead.')
    refusal = words.start('A contract never gets a department seal. Apply for the seal of the university instead.')
    walk.shoot(window, 'form-contract', lambda: window.reveal(window.find('label', refusal)))
    answer(walk, window, 'Is it a contract? *', False)
    add = re.compile('|'.join(re.escape(words(text)) for text in ('Choose pictures of the material', 'Add pictures…')))
    acts.add_files(window, add, letter('1/IMG_20261124_0915.jpg'))
    acts.add_files(window, add, photo('2/IMG_20261124_0916.jpg', '--kind', 'table', '--seed', '5', '--orientation', '6',
                                      '--size', '4000x3000'))
    uploaded = re.compile(words.start('Picture of the material %u of %u, %s, %s').pattern[:-2] + re.escape(words('Uploaded')))
    window.wait(lambda: len(window.app.find_all(None, uploaded)) >= 2, 'both pictures to be uploaded')
    walk.shoot(window, 'form-filled', lambda: window.reveal(window.find('entry', words('Name of the material'))))
    route = words.start('After it was submitted it goes to')
    walk.shoot(window, 'form-route', lambda: window.reveal(window.find('label', route)))
    walk.shoot(window, 'form-pages', lambda: window.reveal(window.find('button', words('Add pictures…'))))
    walk.press(window, 'Save to my to-do')
    window.find('row', MATERIAL)
    walk.shoot(window, 'todo', narrow=lambda: window.keys('alt+Left'))
    conflict(walk)
    walk.press(window, 'Submit')
    walk.label(window, 'Submitted, number %s')
    walk.shoot(window, 'submitted')
    walk.press(window, 'Done')


def conflict(walk):
    """The same draft on two computers, changed on both."""
    words = walk.words
    window = walk.enter('tangbanxia')
    other = walk.enter('tangbanxia', 'tangbanxia elsewhere')
    other.click('row', MATERIAL)
    other.wait(lambda: other.find('entry', words('Name of the material')).text == MATERIAL, 'the draft')
    other.fill(words('Number of copies'), '3')
    walk.press(other, 'Save to my to-do')
    walk.label(other, 'Saved to my to-do')
    walk.close_window('tangbanxia elsewhere')
    window.fill(words('Reason for use'), REASON + '已与厂家电话约定。')
    window.find('button', words('Choose…'))
    walk.shoot(window, 'form-conflict')
    walk.press(window, 'Choose…')
    window.find('button', words('Use what is here'))
    dialog = walk.opened(window)
    walk.shoot(window, 'form-two-versions', sizes=((460, 560), (360, 640)), dialog=dialog)
    walk.press(window, 'Use what is here')
    walk.wait_closed(window, dialog)


def review(walk):
    words = walk.words
    window = walk.enter('heqingyue')
    walk.list(window, 3)
    walk.open_request(window, MATERIAL)
    window.find('image', words.start(PAGE))
    walk.shoot(window, 'review')
    walk.shoot(window, 'review-panel', lambda: window.reveal(window.find('check', words.start('Wrongly filled in'))))
    walk.decide(window, 'Wrongly filled in')
    reason = re.compile('^' + re.escape(words('_Reason *').removesuffix(' *')))
    window.fill(reason, '附件一缺少第 2 页，请补拍后重新提交。')
    walk.shoot(window, 'review-return', lambda: window.reveal(window.find('label', words.start('_Reason *'))))
    walk.press(window, 'Submit')
    walk.label(window, 'Returned to the applicant')
    correct(walk)
    window.keys('F5')
    walk.open_request(window, MATERIAL)
    window.find('image', words.start(PAGE))
    walk.shoot(window, 'review-changed')
    walk.decide(window, 'Agree and submit to the higher leader', '顾怀瑾')
    walk.shoot(window, 'review-agree', lambda: window.reveal(window.find('button', words('Submit'))))
    window.keys('F11')
    viewer = walk.opened(window)
    walk.shoot(window, 'viewer', dialog=viewer)
    walk.escape(window, viewer)
    walk.press(window, 'Submit')
    walk.label(window, 'Agreed, and submitted to %s')
    walk.shoot(window, 'review-done')
    walk.close_window('heqingyue')
    approve(walk)


def correct(walk):
    """The applicant mends what was returned, and submits it again."""
    window = walk.enter('tangbanxia')
    window.keys('F5')
    walk.list(window, 1)
    window.click('row', re.compile(MATERIAL + '.*' + re.escape(walk.words('To be corrected'))))
    window.wait(lambda: window.find('entry', walk.words('Name of the material')).text == MATERIAL, 'the returned request')
    walk.shoot(window, 'form-returned')
    window.fill(walk.words('Number of copies'), '3')
    walk.press(window, 'Submit')
    walk.label(window, 'Submitted, number %s')
    walk.press(window, 'Done')


def approve(walk):
    words = walk.words
    window = walk.enter('guhuaijin')
    walk.list(window, 3)
    window.find('row', MATERIAL)
    walk.shoot(window, 'review-list')
    walk.open_request(window, MATERIAL)
    window.find('image', words.start(PAGE))
    walk.decide(window, 'Approve finally')
    walk.shoot(window, 'approve', lambda: window.reveal(window.find('button', words('Submit'))))
    walk.shoot(window, 'timeline', lambda: walk.scroll_down(window))
    walk.press(window, 'Submit')
    question = walk.opened(window)
    walk.shoot(window, 'approve-question', dialog=question, sizes=())
    window.press(re.compile('^_?' + re.escape(words('_Approve'))))
    walk.label(window, 'Approved finally')
    walk.close_window('guhuaijin')

    window = walk.enter('tangbanxia')
    walk.list(window, 2)
    window.find('row', MATERIAL)
    walk.shoot(window, 'mine')
    walk.open_request(window, MATERIAL)
    card = words.start('Bring the original of the material, %d copy, and this number:',
                       'Bring the originals of the material, %d copies, and this number:')
    walk.shoot(window, 'approved', lambda: window.reveal(window.find('label', card)))


def number_of(window):
    return re.search(r'YY\d{10}', window.wait_label(re.compile(r'YY\d{10}')))[0]


def desk(walk):
    words = walk.words
    applicant = walk.enter('tangbanxia')
    number = number_of(applicant)
    window = walk.enter('linxiaoman')
    walk.list(window, 4)
    window.find('row', MATERIAL)
    walk.shoot(window, 'desk')
    window.fill(words('_Number of the request'), 'YY2026000999')
    walk.desk.desktop.key('Return')
    walk.label(window, 'No request to be stamped has this number.')
    walk.shoot(window, 'desk-unknown')
    window.fill(words('_Number of the request'), number)
    walk.desk.desktop.key('Return')
    window.find('image', words.start(PAGE))
    walk.shoot(window, 'desk-open')
    other_keeper(walk, window, number)
    walk.decide(window, 'Mark stamped')
    acts.add_files(window, words('Add Photos…'), letter('3/IMG_20261124_1030.jpg', '--marked'))
    window.wait_label(re.compile('^' + words('Sent') + '$'))
    walk.shoot(window, 'stamp', lambda: window.reveal(window.find('button', words('Add Photos…'))))
    walk.press(window, 'Submit')
    window.wait_label(words.start('Recorded: %d copy stamped', 'Recorded: %d copies stamped'))
    walk.shoot(window, 'stamped')
    walk.close_window('linxiaoman')
    applicant.keys('F5')
    applicant.wait_label(words.start('Stamped'))
    walk.shoot(applicant, 'stamped-applicant')
    walk.shoot(applicant, 'stamped-timeline', lambda: walk.scroll_down(applicant))


def other_keeper(walk, window, number):
    """His deputy is faster: the keeper's own decision meets what she did."""
    walk.decide(window, 'Accept')
    other = walk.enter('zhouzhixing')
    walk.list(other, 4)
    other.fill(walk.words('_Number of the request'), number)
    walk.desk.desktop.key('Return')
    other.find('image', walk.words.start(PAGE))
    walk.decide(other, 'Accept')
    walk.press(other, 'Submit')
    walk.label(other, 'Accepted; it can be stamped now')
    walk.close_window('zhouzhixing')
    walk.press(window, 'Submit')
    walk.label(window, '%s has already handled this request. You see what it is now.')
    walk.shoot(window, 'handled-by-another')
    walk.press(window, 'Understood')


def windows(walk):
    window = walk.enter('tangbanxia')
    walk.list(window, 1)
    window.keys('ctrl+comma')
    preferences = walk.opened(window)
    walk.shoot(window, 'preferences', sizes=((640, 620), (360, 720)), dialog=preferences)
    walk.press(window, 'Change Password…')
    password = walk.opened(window, (preferences,))
    walk.shoot(window, 'password', dialog=password, sizes=())
    walk.escape(window, password)
    walk.escape(window, preferences)
    window.keys('ctrl+question')
    shortcuts = walk.opened(window)
    walk.shoot(window, 'shortcuts', dialog=shortcuts, sizes=())
    walk.escape(window, shortcuts)
    window.keys('F10')
    window.find('menuitem', walk.words('_About Yanyin')).click()
    about = walk.opened(window)
    walk.shoot(window, 'about', dialog=about, sizes=((360, 576), (360, 576)))
    walk.escape(window, about)
    director = walk.enter('zhangyifan')
    director.keys('F10')
    director.find('menuitem', walk.words('_Rule Switches')).click()
    switches = walk.opened(director)
    walk.label(director, 'Days ahead')
    walk.shoot(director, 'rule-switches', sizes=((640, 660), (360, 720)), dialog=switches)
    walk.escape(director, switches)


CHAPTERS = {'signing-in': signing_in, 'lists': lists, 'form': form, 'review': review, 'desk': desk, 'windows': windows}
