#!/usr/bin/python3
"""./run demo where there is no display: plays the whole life of one request in Chinese windows, and keeps pictures of it.

usage: play_demo.py

Fills build/demo with the demonstration department, starts the real service, and opens one window for each person on a virtual display:
the applicant, the head of his centre, the leader in charge, and the keeper of the seal. The pictures are in build/demo/pictures.
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, 'tests', 'tools'), os.path.join(ROOT, 'tests', 'display')]

import demo  # noqa: E402
import yanyin_acts as acts  # noqa: E402
from yanyin_desk import Desk  # noqa: E402

PICTURES = os.path.join(demo.FOLDER, 'pictures')
MATERIAL = '关于餐具消毒设备质保维修的函'
REASON = '消毒柜温控失灵，需函请厂家按质保条款上门检修，以免影响学生就餐。'


class Story:
    """What happens, in this order; each step leaves a picture."""

    def __init__(self, desk):
        self.desk = desk
        self.number = ''
        self.count = 0
        self.windows = {}

    def show(self, window, what, name):
        self.count += 1
        file = f'{self.count:02d}-{name}.png'
        window.picture(os.path.join(PICTURES, file))
        demo.say(f'{what}  [{file}]')

    def enter(self, account):
        window = self.desk.open(account)
        self.windows[account] = window
        return window.sign_in(demo.PASSWORD)

    def photo(self, name, *options):
        """A photo of an invented document, as a phone takes it, in a folder of its own."""
        path = os.path.join(demo.FOLDER, 'photos', name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run([demo.program('yanyin-paper'), *options, '-o', path], check=True)
        return path

    def apply(self):
        window = self.desk.open('tangbanxia')
        self.windows['tangbanxia'] = window
        window.find('entry', '密码')
        self.show(window, '唐半夏 opens Yanyin', 'sign-in')
        window.sign_in(demo.PASSWORD)
        self.show(window, '唐半夏 signs in: nothing waits for her', 'todo-empty')
        acts.new_form(window)
        self.show(window, 'a new request: her unit and mobile are there already', 'form-new')
        acts.write_form(window, MATERIAL, REASON)
        window.wait_label('提交后依次经过')
        self.show(window, 'she fills it in', 'form-filled')
        window.reveal(window.find('label', '提交后依次经过'))
        window.wait_label('顾怀瑾')
        self.show(window, 'and sees whom it will pass', 'form-route')
        size = ('--size', '3000x4000')
        acts.add_pictures(window, self.photo('1/IMG_20261124_0915.jpg', '--kind', 'letter', '--title', MATERIAL, *size))
        acts.wait_uploaded(window, 1)
        acts.add_pictures(window, self.photo('2/IMG_20261124_0916.jpg', '--kind', 'table', '--seed', '5', '--orientation', '6',
                                             '--size', '4000x3000'))
        acts.wait_uploaded(window, 2)
        window.reveal(window.find('button', '添加图片…'))
        self.show(window, 'two photos of 12 megapixels are shrunk and sent while she goes on', 'form-pages')
        window.press('暂存至我的待办')
        window.wait_label('已暂存至我的待办')
        window.find('row', MATERIAL)
        self.show(window, '暂存: the draft is in her to-do', 'form-saved')
        self.number = acts.submit_form(window)
        self.show(window, f'submitted: {self.number}', 'form-submitted')
        window.press('完成')

    def review(self):
        window = self.enter('heqingyue')
        window.list('待审批')
        window.find('row', MATERIAL)
        self.show(window, '何清越 finds it in 待审批', 'review-list')
        acts.open_request(window, MATERIAL)
        window.find('image', '材料图片 第 1 张')
        self.show(window, 'and opens it', 'review-request')
        window.press('下一张')
        window.find('image', '材料图片 第 2 张')
        self.show(window, 'the second page', 'review-page')
        acts.choose_decision(window, acts.AGREE, '顾怀瑾')
        self.show(window, 'he agrees, and chooses the leader in charge', 'review-decision')
        acts.finish_decision(window, acts.AGREE, said='已同意，并提交给 顾怀瑾')
        self.show(window, 'it goes on to 顾怀瑾; the next request is shown', 'review-next')

        window = self.enter('guhuaijin')
        window.list('待审批')
        acts.open_request(window, MATERIAL)
        acts.choose_decision(window, acts.APPROVE)
        self.show(window, '顾怀瑾 chooses 终审同意', 'approve-decision')
        acts.finish_decision(window, acts.APPROVE, said='已终审同意')
        self.show(window, 'it is approved', 'approved')

        window = self.windows['tangbanxia']
        window.list('我的申请')
        acts.open_request(window, MATERIAL)
        window.wait_label('请持材料前来用印')
        self.show(window, '唐半夏 reads where and when the seal is', 'approved-applicant')

    def stamp(self):
        window = self.enter('linxiaoman')
        window.list('待用印')
        window.find('entry', '申请编号')
        self.show(window, '林小满 at the desk', 'desk')
        acts.scan(window, self.number)
        self.show(window, 'types the number; the request opens', 'desk-open')
        acts.decide(window, acts.ACCEPT, said='已受理，可以用印')
        self.show(window, '受理', 'accepted')
        acts.choose_decision(window, acts.STAMP)
        acts.add_photo(window, self.photo('3/IMG_20261124_1030.jpg', '--kind', 'letter', '--title', MATERIAL, '--marked',
                                          '--size', '3000x4000'))
        self.show(window, 'counts the copies, takes a photo of the stamped page', 'stamping')
        acts.finish_decision(window, acts.STAMP, said='已记录用印 2 份')
        self.show(window, '标记已用印', 'stamped')

        window = self.windows['tangbanxia']
        window.keys('F5')
        window.wait_label(acts.STAMPED)
        self.show(window, '唐半夏 sees 已用印', 'stamped-applicant')
        window.reveal(window.find('label', '办理进度'))
        self.show(window, 'and every step with its time', 'timeline')


def main():
    service, url = demo.start_service(demo.fill())
    os.makedirs(PICTURES)
    try:
        with Desk(demo.BUILD, url) as desk:
            story = Story(desk)
            story.apply()
            story.review()
            story.stamp()
            for window in story.windows.values():
                window.close()
    finally:
        service.terminate()
        service.wait(timeout=30)
        os.remove(demo.ADDRESS_FILE)
    demo.say(f'the life of {story.number} in {story.count} pictures: {os.path.relpath(PICTURES, ROOT)}')


if __name__ == '__main__':
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
