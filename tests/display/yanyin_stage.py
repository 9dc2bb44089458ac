"""The stage of the tests in windows: a service with a small department, a desk with windows, and the same people at the interface."""

import os
import re
import subprocess
import tempfile

from atspi_driver import wait
from yanyin_desk import SLOT_HEIGHT, SLOT_WIDTH, Desk
from yanyin_pictures import jpeg
from yanyin_service import PASSWORD, Service, person_name
from yanyin_tap import bail_out, run_tests

MATERIAL = '关于热水系统停机检修的函'
REASON = '热水机组需停机检修，函请通知住校学生，免误用水。'


class Stage:
    """What a test needs. @people: accounts whose windows are open from the start."""

    def __init__(self, desk, service):
        self.desk = desk
        self.service = service
        self.folder = desk.folder
        self.windows = {}
        self.callers = {}
        self.photos = 0

    def open(self, key, **looks):
        """A new window of @key, signed in."""
        window = self.desk.open(key, **looks)
        window.sign_in(PASSWORD)
        self.windows[key] = window
        return window

    def window(self, key):
        """The window of @key; opened when it is asked for first."""
        return self.windows.get(key) or self.open(key)

    def api(self, key):
        """The same person without a window."""
        if key not in self.callers:
            self.callers[key] = self.service.person(key)
        return self.callers[key]

    def newest(self, key):
        """What @key touched last of his own requests, as the interface tells it."""
        caller = self.api(key)
        items = caller.get('/requests', list='mine').expect(200).json['items']
        return caller.see(items[0])

    def photo(self, count=1):
        """Paths of so many new photos, alone in a folder of their own."""
        folder = tempfile.mkdtemp(dir=self.folder)
        paths = []
        for number in range(count):
            self.photos += 1
            paths.append(f'{folder}/p{number:02d}.jpg')
            with open(paths[-1], 'wb') as file:
                file.write(jpeg(self.photos, 600, 800))
        return paths

    def give(self, what, *paths):
        """Another program, from which pictures come."""
        return Giver(self.desk, what, paths)

    def paper(self, *options):
        """The path of a photo of an invented document."""
        path = f'{tempfile.mkdtemp(dir=self.folder)}/photo.jpg'
        subprocess.run([os.environ['YANYIN_TEST_PAPER'], *options, '-o', path], check=True, timeout=300)
        return path

    def close(self):
        """Every window by Ctrl+Q: none may have complained of anything."""
        for window in self.windows.values():
            window.close()

    def expect(self, key, request, **values):
        """That @key sees the request with these members at the interface; gives it."""
        seen = self.api(key).see(request)
        wrong = {name: seen[name] for name, value in values.items() if seen[name] != value}
        assert not wrong, f'the interface says {wrong} instead of {values}'
        return seen


class Giver:
    """giver.c beside the windows of Yanyin, while it is entered. @what: drag, copy-files or copy-picture."""

    def __init__(self, desk, what, paths):
        self.desk = desk
        self.command = [os.environ['YANYIN_TEST_GIVER'], what, *paths]

    def __enter__(self):
        self.said = tempfile.NamedTemporaryFile(dir=self.desk.folder)
        # What it shows needs no leak check: it is killed.
        environment = dict(self.desk.desktop.env, G_DEBUG='')
        self.process = subprocess.Popen(self.command, env=environment, stdin=subprocess.DEVNULL, stdout=self.said)
        self.wait('ready')
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.said.close()

    def lines(self):
        with open(self.said.name, encoding='utf-8') as file:
            return file.read().split()

    def wait(self, word):
        """Until it is the last that was said."""
        wait(lambda: self.process.poll() is not None or self.lines()[-1:] == [word], what=f'the giver to say {word}')
        assert self.process.poll() is None, f'the giver ended with {self.process.returncode}'

    def drag_to(self, window, node):
        """From its own window, which is put into the lower right corner of the slot, onto @node; let go once it is welcome there."""
        desktop = self.desk.desktop
        own = wait(lambda: next((found for found in desktop.x_windows() if found[1] == 'giver' and found[4] > 20), None), what='its window')
        left, upper = window.slot * SLOT_WIDTH + SLOT_WIDTH - 110, SLOT_HEIGHT - 100
        desktop.xdo('windowmove', '--sync', own[0], left, upper, 'windowraise', own[0])
        x, y, width, height = node.extents()
        x, y = node.screen_point(x + width // 2, y + height // 2)
        desktop.xdo('mousemove', left + 40, upper + 40, 'mousedown', 1)
        try:
            for step in range(1, 6):
                desktop.xdo('mousemove', left + 40 + (x - left - 40) * step // 5, upper + 40 + (y - upper - 40) * step // 5)
            # A hand is never quite still: the first move may have come before there was anything to drag.
            wait(lambda: desktop.xdo('mousemove_relative', 1, 1, 'mousemove_relative', '--', -1, -1) or self.lines()[-1:] == ['accepted'],
                 what='the drop to be welcome', step=0.1)
        finally:
            desktop.xdo('mouseup', 1)
        self.wait('ended')


def names_of(window, name):
    """Whom the picker @name offers."""
    row = window.click('row', name, lambda row: row.find_all('entry', '搜索人员'))
    offered = [re.split(r'[ \u3000]', node.name)[0] for node in row.find_all('row') if node.ref != row.ref]
    window.desk.desktop.key('Escape')
    return offered


def play(tests, moving=False):
    """Runs @tests on one stage; gives the exit code. @moving: with a service whose clock can be moved."""
    for name in ('BUILD', 'GIVER', 'MEASURE', 'PAPER'):
        if not os.environ.get(f'YANYIN_TEST_{name}'):
            bail_out(f'YANYIN_TEST_{name} is not set')
    service = Service(moving=moving).start()
    try:
        with Desk(os.environ['YANYIN_TEST_BUILD'], f'http://127.0.0.1:{service.port}') as desk:
            stage = Stage(desk, service)

            def every_window_closes_without_a_complaint(stage):
                stage.close()

            return run_tests([*tests, every_window_closes_without_a_complaint], stage)
    finally:
        service.close()


__all__ = ['MATERIAL', 'PASSWORD', 'REASON', 'Stage', 'names_of', 'person_name', 'play']
