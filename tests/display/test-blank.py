#!/usr/bin/python3
"""GS8 through real windows: a blank page is refused with the clause of the notice, a form that is not filled in is asked about, and whoever
decides sees what is missing; each looked up at the interface too."""

import os
import re
import sys

import yanyin_acts as acts
from yanyin_pictures import sha256
from yanyin_stage import REASON, person_name, play

R09 = '一律不得在空白的纸张、表格、信函、证件、介绍信等上面加盖公章。'
SIZE = ('--size', '1200x1600', '--quality', '85')


def look(window, name):
    """Keeps a picture of what the window shows, for whoever asked for it."""
    folder = os.environ.get('YANYIN_TEST_LOOK')
    if folder:
        window.picture(os.path.join(folder, f'{name}.png'))


def apply_with(stage, material, kind):
    window = stage.window('applicant')
    acts.new_form(window)
    acts.write_form(window, material, REASON, reviewer=person_name('head'), keeper=person_name('keeper'))
    acts.add_pictures(window, stage.paper('-k', kind, '-s', '5', *SIZE))
    return window


def a_blank_page_is_marked_at_once_and_refused_with_its_clause(stage):
    window = apply_with(stage, '关于食堂开放日的通知', 'letterhead')
    # Before anything is sent: whoever has the camera in his hand can take another photo.
    window.wait_label('空白页')
    window.wait_label(re.compile('第 1 张是空白页，一律不得盖章'))
    acts.wait_uploaded(window, 1)
    window.reveal(acts.tile(window, 1, 1))
    look(window, 'form-blank')
    window.press('提交')
    window.wait_label('有页面为空白页，空白材料一律不得盖章。')
    window.wait_label(R09)
    draft = stage.newest('applicant')
    assert draft['state'] == 'draft' and draft['number'] == '', draft
    issues = stage.api('applicant').try_move(draft, 'submit').expect(422).json['errors']
    assert [(issue['rule'], issue['pointer'], issue['clause']) for issue in issues] == [('R09', '/pages', R09)], issues
    # The service looked for itself, whatever the window said.
    page = stage.api('applicant').see(draft)['pages'][0]
    assert page['blank'] == 'blank' and page['empty_regions'], page

    # Nobody can say that it is not so: there is nothing to confirm.
    form = {**draft['form'], 'mobile': stage.api('applicant').form()['mobile'], 'confirmed': 'R09'}
    saved = stage.api('applicant').save(draft, form).expect(200).json
    assert stage.api('applicant').try_move(saved, 'submit').expect(422).json['errors'][0]['rule'] == 'R09'


def an_unfilled_form_is_asked_about_and_shown_to_those_who_decide(stage):
    material = '场地使用申请表'
    person = stage.api('applicant')
    with open(stage.paper('-k', 'blank-form', '-s', '5', *SIZE), 'rb') as file:
        content = file.read()
    person.upload(content, '申请表.jpg').expect(201)
    page = {'sha256': sha256(content), 'original_sha256': '', 'name': '申请表.jpg', 'rotation': 0}
    draft = person.draft(material_name=material, reason=REASON, pages=[page])
    issues = person.try_move(draft, 'submit').expect(422).json['errors']
    assert [(issue['rule'], issue['code'], issue['clause']) for issue in issues] == [('A11', 'unfilled-page', R09)], issues

    form = {**draft['form'], 'mobile': person.form()['mobile'], 'confirmed': 'A11'}
    request = person.move(person.save(person.see(draft), form).expect(200).json, 'submit')
    assert request['pages'][0]['blank'] == 'form' and len(request['pages'][0]['empty_regions']) >= 4, request['pages']

    head = stage.window('head')
    head.list('待审批')
    acts.open_request(head, material)
    head.wait_label(re.compile(r'有 \d+ 处未填写'))
    look(head, 'review-form')
    mark = head.find('toggle', re.compile('有 .* 处未填写'))
    assert mark is not None
    warnings = stage.api('head').see(request)['warnings']
    assert [(each['rule'], each['code']) for each in warnings] == [('A11', 'unfilled-page')], warnings


if __name__ == '__main__':
    sys.exit(play([
        a_blank_page_is_marked_at_once_and_refused_with_its_clause,
        an_unfilled_form_is_asked_about_and_shown_to_those_who_decide,
    ]))
