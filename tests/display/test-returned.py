#!/usr/bin/python3
"""A request comes back to be corrected and goes in once more, through real windows; each step is looked up at the interface too."""

import sys

import yanyin_acts as acts
from yanyin_stage import REASON, person_name, play

MATERIAL = '关于食堂错峰就餐的通知'
WHY = '份数应为三份，请核对后重新提交。'


def digests(request):
    return [page['sha256'] for page in request['pages']]


def gs9_a_return_keeps_the_pictures_and_the_reviewer_sees_what_changed(stage):
    person = stage.api('applicant')
    pages = [person.bring(seed, f'第{seed + 1}页.jpg') for seed in range(10)]
    request = person.submitted(material_name=MATERIAL, reason=REASON, pages=pages)

    head = stage.window('head')
    head.list('待审批')
    acts.open_request(head, MATERIAL)
    acts.choose_decision(head, acts.RETURN)
    head.press('提交')
    head.wait_label('请填写理由。')
    stage.expect('head', request, state='reviewing', step='reviewer')
    acts.finish_decision(head, acts.RETURN, reason=WHY, said='已退回申请人修改')
    back = stage.expect('applicant', request, state='returned', assignee=None)
    assert back['history'][-1]['reason'] == WHY and digests(back) == digests(request), back['history'][-1]

    applicant = stage.window('applicant')
    applicant.list('我的待办')
    applicant.wait_label('已退回')
    acts.open_draft(applicant, MATERIAL)
    applicant.wait_label(f'退回：\n{WHY}')
    applicant.wait_label(person_name('head'))
    acts.wait_uploaded(applicant, 10)
    acts.wait_seen(applicant, 10)
    assert applicant.find('entry', '用印材料份数').text == '2'
    applicant.fill('用印材料份数', '3')
    number = acts.submit_form(applicant)
    applicant.press('完成')
    again = stage.expect('applicant', request, state='reviewing', round=2, number=request['number'])
    assert number == request['number'], f'{number}, and before {request["number"]}'
    assert digests(again) == digests(request), 'pictures were lost or changed places'

    head.list('待审批')
    acts.open_request(head, MATERIAL)
    head.wait_label('第 2 次提交，修改了 1 处')
    head.wait_label('已修改，原：2 份')
    seen = stage.api('head').see(request)
    assert seen['changes'] == [{'field': '/form/copies', 'before': '2', 'after': '3'}], seen['changes']
    acts.decide(head, acts.AGREE, person_name('leader'), said='已同意，并提交给 ' + person_name('leader'))
    stage.expect('head', request, state='reviewing', step='leader')


if __name__ == '__main__':
    sys.exit(play([
        gs9_a_return_keeps_the_pictures_and_the_reviewer_sees_what_changed,
    ]))
