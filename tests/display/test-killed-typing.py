#!/usr/bin/python3
"""kill -9 of the client while somebody types, time and again, against the real service. What stood in the window two seconds
before must stand there again, once, and what the service had acknowledged is still there. Otherwise a power cut costs a text.

The clock is honest: what counts is what the window itself was seen to hold, not what was sent to it as keys. A text that was
read at some time had been in the widget by then.
"""

import os
import random
import re
import sys
import threading
import time

import yanyin_acts as acts
from yanyin_stage import play
from yanyin_tap import say

DRAFTS = 5
# Of each draft: four, which makes twenty, in `./run soak`.
DEATHS = int(os.environ.get('YANYIN_TEST_DEATHS', '1'))
OLDEST = 2.0
WHO = 'applicant'
REASON_FIELD = '用印事由'


class Typist:
    """Types into the reason of the form that is open, on and on, and looks at what is there meanwhile."""

    def __init__(self, window, prefix):
        self.window = window
        self.entry = window.find('entry', REASON_FIELD)
        self.prefix = prefix
        self.words = 0
        self.tired = False
        self.seen = []  # (time, what the widget held by then)

    def look(self):
        text = self.entry.text
        if not self.seen or self.seen[-1][1] != text:
            self.seen.append((time.monotonic(), text))
        return text

    def type(self):
        """Word by word: whoever stops in the middle of one leaves a key pressed, and the next window full of its letter."""
        while not self.tired:
            self.words += 1
            self.window.desk.desktop.xdo('type', '--delay', 60, '--', f'{self.prefix}w{self.words:03d} ')

    def type_until_killed(self, seconds):
        """Types, and kills the window when what came first of it has been there for @seconds. Gives the time of that."""
        before = self.look()
        self.window.focus()
        hands = threading.Thread(target=self.type)
        hands.start()
        try:
            self.window.wait(lambda: self.look() != before, 'the first letter')
            end = self.seen[-1][0] + seconds
            while time.monotonic() < end:
                self.look()
            died = time.monotonic()
            self.window.kill()
        finally:
            self.tired = True
            hands.join()
        return died

    def held_at(self, when):
        """What the widget held at that time, at least."""
        return max((text for at, text in self.seen if at <= when), key=len, default='')

    def age_of_loss(self, text, when):
        """For how long something had stood in the widget that @text does not have."""
        return max((when - at for at, held in self.seen if len(held) > len(text)), default=0.0)


def at_service(stage, material):
    """The reason as the service has it, or None while it has no such draft."""
    rows = stage.service.query('SELECT reason FROM request WHERE material_name = ?', material)
    assert len(rows) <= 1, f'{material} is there {len(rows)} times'
    return rows[0][0] if rows else None


def begin(window, material):
    acts.new_form(window)
    window.fill('用印材料名称', material)


def go_on(window, material):
    """Opens the draft from 我的待办, as it was left."""
    window.list('我的待办')
    window.click('row', material)
    window.wait(lambda: window.find('entry', '用印材料名称').text == material, f'the form of {material}')


def put_cursor_at_end(window):
    """Into the reason, behind what is there."""
    entry = window.find('entry', REASON_FIELD)
    window.reveal(entry)
    entry.click('mouse')
    window.wait(lambda: 'focused' in entry.states, 'the focus in the reason')
    window.desk.desktop.key('ctrl+End')


def kill_while_typing(window, number, seconds):
    """Gives what was seen, and when the window died."""
    put_cursor_at_end(window)
    typist = Typist(window, f'k{number:02d}')
    return typist, typist.type_until_killed(seconds)


class Course:
    """What happened to the window of one person, from death to death."""

    def __init__(self, stage):
        self.stage = stage
        self.window = stage.open(WHO)
        self.chance = random.Random()
        self.number = 0
        self.oldest = 0.0

    def kill(self, material):
        """Types on, dies, and is opened again; gives what was seen, when, and what the service had by then."""
        self.number += 1
        typist, died = kill_while_typing(self.window, self.number, self.chance.uniform(2.3, 4.3))
        acknowledged = at_service(self.stage, material)
        self.window = self.stage.open(WHO, home=self.window.home)
        return typist, died, acknowledged

    def look(self, material, typist, died, acknowledged):
        """The draft must be what it was when the window died."""
        go_on(self.window, material)
        restored = self.window.find('entry', REASON_FIELD).text
        last = typist.seen[-1][1]
        age = typist.age_of_loss(restored, died)
        self.oldest = max(self.oldest, age)
        assert restored.startswith(typist.held_at(died - OLDEST)), \
            f'death {self.number}: {restored!r} lacks what had been there for {age:.2f} s: {last!r}'
        assert last.startswith(restored) or restored.startswith(last), f'death {self.number}: {restored!r} for {last!r}'
        # What the service had stays there, and what was written here gets there by itself.
        assert acknowledged is None or restored.startswith(acknowledged), f'{restored!r} for {acknowledged!r}'
        self.window.wait_label(re.compile('^已保存'))
        assert at_service(self.stage, material) == restored, at_service(self.stage, material)


def each_time_nothing_older_than_two_seconds_is_lost(stage):
    course = Course(stage)
    for draft in range(DRAFTS):
        material = f'被打断的第{draft + 1}份函件'
        begin(course.window, material)
        for _ in range(DEATHS):
            course.look(material, *course.kill(material))
    drafts = stage.service.query("SELECT count(*) FROM request WHERE state = 'draft'")[0][0]
    assert drafts == DRAFTS, f'{drafts} drafts at the service'
    say(f'{course.number} deaths; what was lost had stood there for {course.oldest:.2f} s at most')


if __name__ == '__main__':
    sys.exit(play([each_time_nothing_older_than_two_seconds_is_lost]))
