#!/usr/bin/python3
"""The gold scenarios of applying, through real windows: what the form refuses, and what it keeps; each looked up at the interface too."""

import re
import sys

import yanyin_acts as acts
from yanyin_service import person_id
from yanyin_stage import PASSWORD, REASON, names_of, person_name, play

R06 = '党委章由组织员负责管理。'
R10 = '合同一律不得加盖部门公章，按学校规定申请使用大学公章。'


def drafts_of(stage, key, material):
    """The drafts of @key with that name, as the interface tells them."""
    items = stage.api(key).get('/requests', list='mine').expect(200).json['items']
    return [item for item in items if item['material_name'] == material]


def wait_draft(stage, window, key, material):
    """The draft of that name once the interface has it."""
    return stage.api(key).see(window.wait(lambda: drafts_of(stage, key, material), 'the draft at the interface')[0])


def the_first_draft_comes_into_the_list_and_the_keys_stay_in_the_form(stage):
    window = stage.desk.open('head2')
    window.sign_in(PASSWORD)
    window.wait_label('没有待您办理的事项。')
    acts.new_form(window)
    window.type('meeting')
    wait_draft(stage, window, 'head2', 'meeting')
    window.find('row', 'meeting')
    window.type('room')
    window.wait(lambda: window.find('entry', '用印材料名称').text == 'meetingroom', 'the rest of the name in the form')
    window.close()


def gs4_the_contract_of_the_notice_is_refused_with_its_clause(stage):
    window = stage.window('applicant')
    acts.new_form(window)
    acts.write_form(window, '合同', REASON, reviewer=person_name('head'), keeper=person_name('keeper'))
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    window.press('提交')
    window.wait_label('合同一律不得加盖部门公章，请按学校规定申请使用大学公章。')
    window.wait_label(R10)
    window.wait_label('还有 1 处需要填写或修改。')
    draft = wait_draft(stage, window, 'applicant', '合同')
    assert (draft['state'], draft['number'], draft['form']['seal_id']) == ('draft', '', 'admin-seal'), draft

    # The cursor is where the mistake is: what is typed goes there.
    window.type('A')
    window.wait(lambda: 'A' in window.find('entry', '用印材料名称').text, 'the letter in the name of the material')

    # Whoever gives it another name, but says that it is one, is refused by the other field; the interface refuses both.
    window.fill('用印材料名称', '食材采购补充文本')
    acts.answer(window, '是否合同', True)
    window.press('提交')
    window.wait_label(R10)
    renamed = wait_draft(stage, window, 'applicant', '食材采购补充文本')
    window.wait(lambda: stage.api('applicant').see(draft)['form']['contract'] == 'yes', 'the answer to be saved')
    for name, contract, pointer in (('合同', 'no', '/form/material_name'), ('食材采购补充文本', 'yes', '/form/contract')):
        other = stage.api('applicant').draft(material_name=name, contract=contract)
        issue = next(each for each in stage.api('applicant').try_move(other, 'submit').expect(422).json['errors']
                     if each['pointer'] == pointer)
        assert (issue['rule'], issue['clause']) == ('R10', R10), issue
    assert stage.api('applicant').see(renamed)['state'] == 'draft'

    # What is no contract goes through.
    window.fill('用印材料名称', '关于食材采购的说明')
    acts.answer(window, '是否合同', False)
    number = acts.submit_form(window)
    window.press('完成')
    stage.expect('applicant', renamed, state='reviewing', number=number)


def gs5_the_party_seal_is_kept_by_the_organiser_whoever_was_chosen_before(stage):
    material = '关于支部换届材料的报告'
    window = stage.window('applicant')
    acts.new_form(window)
    acts.write_form(window, material, REASON, reviewer=person_name('head'), keeper=person_name('keeper'))
    acts.choose(window, '印章类型', '党委公章')
    window.wait(lambda: acts.shows_person(window, '印章管理人员', person_name('organiser')), 'the keeper to be corrected')
    assert names_of(window, '印章管理人员') == [person_name('organiser')]
    acts.add_pictures(window, *stage.photo())
    acts.wait_uploaded(window, 1)
    assert acts.shows_choice(window, '印章类型', '党委公章'), 'another seal is chosen than was taken from the list'
    number = acts.submit_form(window)
    window.press('完成')
    request = stage.newest('applicant')
    assert request['number'] == number and request['form']['seal_id'] == 'party-seal', request
    assert request['form']['keeper_id'] == person_id('organiser'), request['form']


def gs5_a_wrong_keeper_from_elsewhere_is_refused_and_mended(stage):
    material = '关于党建联席会议的函'
    draft = stage.api('applicant').draft(material_name=material, seal_id='party-seal', keeper_id=person_id('keeper'))
    issue = stage.api('applicant').try_move(draft, 'submit').expect(422).json['errors'][0]
    assert (issue['pointer'], issue['rule'], issue['clause']) == ('/form/keeper_id', 'R06', R06), issue

    window = stage.window('applicant')
    window.list('我的待办')
    acts.open_draft(window, material)
    assert not acts.shows_person(window, '印章管理人员', person_name('keeper')), 'the form offers a keeper who is none'
    window.press('提交')
    window.wait_label(re.compile('请选择|此人不是所选印章的管理人员'))
    stage.expect('applicant', draft, state='draft')
    acts.pick(window, '印章管理人员', person_name('organiser'), person_name('organiser'))
    number = acts.submit_form(window)
    window.press('完成')
    request = stage.expect('applicant', draft, state='reviewing', number=number)
    assert request['form']['keeper_id'] == person_id('organiser'), request['form']


def gs13_a_draft_is_continued_on_another_computer(stage):
    material = '关于报到日用水用电的函'
    office = stage.open('colleague')
    acts.new_form(office)
    office.fill('用印材料名称', material)
    acts.choose(office, '印章类型', '行政公章')
    office.fill('用印材料份数', '3')
    acts.pick(office, '验印审核人', person_name('head2'), person_name('head2'))
    acts.answer(office, '是否三重一大', False)
    acts.add_pictures(office, *stage.photo(2))
    acts.wait_uploaded(office, 2)
    office.press('暂存至我的待办')
    office.wait_label('已暂存至我的待办')
    draft = wait_draft(stage, office, 'colleague', material)
    form = draft['form']
    assert (draft['state'], len(draft['pages'])) == ('draft', 2), draft
    assert (form['seal_id'], form['copies'], form['reason'], form['contract'], form['major']) == \
        ('admin-seal', 3, '', 'unset', 'no'), form
    assert form['reviewer_id'] == person_id('head2'), form
    office.close()

    home = stage.desk.open('colleague')
    home.sign_in(PASSWORD)
    stage.windows['colleague'] = home
    home.list('我的待办')
    acts.open_draft(home, material)
    assert home.find('entry', '用印材料名称').text == material
    assert home.find('entry', '用印材料份数').text == '3'
    home.wait(lambda: acts.shows_person(home, '验印审核人', person_name('head2')), 'the reviewer')
    assert home.find('combo', '印章类型').find_all('label', '行政公章'), 'another seal'
    acts.wait_uploaded(home, 2)
    acts.wait_seen(home, 2)
    home.fill('用印事由', REASON)
    acts.answer(home, '是否合同', False)
    acts.answer(home, '材料是否无空白', True)
    acts.add_pictures(home, *stage.photo())
    acts.wait_uploaded(home, 3)
    number = acts.submit_form(home)
    home.press('完成')
    request = stage.expect('colleague', draft, state='reviewing', number=number)
    assert [page['sha256'] for page in request['pages']][:2] == [page['sha256'] for page in draft['pages']]
    assert len(request['pages']) == 3 and request['form']['material_name'] == material, request['form']
    assert request['form']['copies'] == 3 and request['form']['reason'] == REASON, request['form']


def what_two_computers_changed_is_shown_and_nothing_is_overwritten(stage):
    material = '关于夜间施工的说明'
    draft = stage.api('stranger').draft(material_name=material, reason='')
    office = stage.desk.open('stranger')
    office.sign_in(PASSWORD)
    office.list('我的待办')
    acts.open_draft(office, material)
    stage.api('stranger').save(stage.api('stranger').see(draft), dict(draft['form'], reason='在家中填写的用途，较为详细。')).expect(200)
    office.fill('用印事由', '在办公室填写的用途，另有说明。')
    office.wait_label('此草稿已在别处修改，两个版本都已保留。')
    assert stage.api('stranger').see(draft)['form']['reason'] == '在家中填写的用途，较为详细。'
    office.press('选择…')
    office.wait_label('此草稿有两个版本')
    office.wait_label('在家中填写的用途，较为详细。')
    office.press('将本机的内容另存为新草稿')
    copies = office.wait(lambda: (found := drafts_of(stage, 'stranger', material)) and len(found) == 2 and found, 'both drafts')
    reasons = sorted(stage.api('stranger').see(copy)['form']['reason'] for copy in copies)
    assert reasons == ['在办公室填写的用途，另有说明。', '在家中填写的用途，较为详细。'], reasons
    office.close()


def a_window_is_closed_in_the_middle_of_a_word(stage):
    material = '关于校园绿化养护'
    window = stage.desk.open('stranger')
    window.sign_in(PASSWORD)
    acts.new_form(window)
    window.fill('用印材料名称', material)
    wait_draft(stage, window, 'stranger', material)
    window.fill('用印材料名称', material + '的')
    wait_draft(stage, window, 'stranger', material + '的')
    window.fill('用印材料名称', material + '的函')
    window.close()
    again = stage.desk.open('stranger', home=window.home)
    again.sign_in(PASSWORD)
    again.list('我的待办')
    acts.open_draft(again, material)
    again.wait(lambda: again.find('entry', '用印材料名称').text == material + '的函', 'the last words')
    again.wait(lambda: drafts_of(stage, 'stranger', material + '的函'), 'the last words at the interface')
    again.close()


if __name__ == '__main__':
    sys.exit(play([
        the_first_draft_comes_into_the_list_and_the_keys_stay_in_the_form,
        gs4_the_contract_of_the_notice_is_refused_with_its_clause,
        gs5_the_party_seal_is_kept_by_the_organiser_whoever_was_chosen_before,
        gs5_a_wrong_keeper_from_elsewhere_is_refused_and_mended,
        gs13_a_draft_is_continued_on_another_computer,
        what_two_computers_changed_is_shown_and_nothing_is_overwritten,
        a_window_is_closed_in_the_middle_of_a_word,
    ]))
