"""The stage of the tests in windows: a service with a small department, a desk with windows, and the same people at the interface."""

import os
import re
import subprocess
import tempfile

from yanyin_acts import open_by_click
from yanyin_desk import Desk
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


def names_of(window, name):
    """Whom the picker @name offers."""
    open_by_click(window, 'row', name, lambda row: row.find_all('entry', '搜索人员'))
    row = window.find('row', name)
    offered = [re.split(r'[ \u3000]', node.name)[0] for node in row.find_all('row') if node.ref != row.ref]
    window.desk.desktop.key('Escape')
    return offered


def play(tests):
    """Runs @tests on one stage; gives the exit code."""
    for name in ('BUILD', 'PAPER'):
        if not os.environ.get(f'YANYIN_TEST_{name}'):
            bail_out(f'YANYIN_TEST_{name} is not set')
    service = Service().start()
    try:
        with Desk(os.environ['YANYIN_TEST_BUILD'], f'http://127.0.0.1:{service.port}') as desk:
            stage = Stage(desk, service)

            def every_window_closes_without_a_complaint(stage):
                stage.close()

            return run_tests([*tests, every_window_closes_without_a_complaint], stage)
    finally:
        service.close()


__all__ = ['MATERIAL', 'PASSWORD', 'REASON', 'Stage', 'names_of', 'person_name', 'play']
