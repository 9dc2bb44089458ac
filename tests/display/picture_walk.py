"""The walk through the pages of Yanyin that ./run pictures takes: which pages, how one comes to them, and how they are looked at."""

import configparser
import gettext
import os
import re
import subprocess

import demo
import yanyin_acts as acts
from yanyin_desk import SCHEME, SLOT_HEIGHT, SLOT_WIDTH

SIZES = ((1000, 700), (360, 720))
# What the documents show: wide enough for a request beside its pictures.
CHOSEN = {'review': 'review', 'form-pages': 'form', 'stamped-timeline': 'timeline', 'stamp': 'stamping'}
CHOSEN_SIZE = (1240, 780)
FRAME_MAX = 40
DIALOG_MIN = 150


class Words:
    """What the client says in a language, by what its source says."""

    def __init__(self, language):
        chinese = gettext.translation('yanyin', f'{demo.BUILD}/po', ['zh_CN'])
        self.catalogue = chinese if language == 'zh_CN' else gettext.NullTranslations()
        self.chinese = chinese

    def __call__(self, text):
        assert self.chinese.gettext(text) != text, f'the client does not say “{text}”'
        return self.catalogue.gettext(text).replace('(_', '(').replace('_', '')

    def start(self, text, several=None):
        """A pattern for what begins with that, or with @several of it; what is filled in later may be anything."""
        said = self(text) if several is None else self.catalogue.ngettext(text, several, 2)
        return re.compile('^' + re.sub(r'%(\d\\\$)?[sdu]', '.*', re.escape(said)))


class Walk:
    """One language: its windows, and where the pictures go."""

    def __init__(self, desk, language, folder):
        self.desk = desk
        self.language = language
        self.words = Words(language)
        self.folder = folder
        self.windows = {}
        self.pages = 0
        self.count = 0

    # -- Windows -----------------------------------------------------------------------------------------------------

    def open(self, account, key=None):
        """A window before its sign-in."""
        home = self.desk.make_home(*SIZES[0])
        os.makedirs(f'{home}/config/gtk-4.0')
        with open(f'{home}/config/gtk-4.0/settings.ini', 'w', encoding='utf-8') as file:
            file.write('[Settings]\ngtk-cursor-blink=0\n')
        window = self.desk.open(account, home=home, language=self.language)
        self.windows[key or account or 'nobody'] = window
        return window

    def enter(self, account, key=None):
        key = key or account
        if key not in self.windows:
            window = self.open(account, key)
            window.find('entry', self.words('Password'))
            window.focus()
            window.desk.desktop.type(demo.PASSWORD)
            window.desk.desktop.key('Return')
            window.wait_label(self.words('My To-do'))
        return self.windows[key]

    def close(self):
        for window in self.windows.values():
            window.close()
        self.windows.clear()

    def close_window(self, key):
        self.windows.pop(key).close()

    # -- What everybody does -----------------------------------------------------------------------------------------

    def shown(self, window):
        """The X windows of @window that are there for the eye."""
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(window.app.proc.pid)], env=self.desk.desktop.env,
                               stdout=subprocess.PIPE, text=True, check=False).stdout
        return {hex(int(number)) for number in found.split()}

    def opened(self, window, but=()):
        """The window that came up over @window."""

        def found():
            shown = self.shown(window)
            others = [found[0] for found in window.app.x_windows() if min(found[4:6]) > DIALOG_MIN and found[0] in shown]
            return next((other for other in others if other not in (window.main(), *but)), None)

        return window.wait(found, 'a window over the other')

    def wait_closed(self, window, dialog):
        window.wait(lambda: dialog not in self.shown(window), 'the window over the other to close')

    def escape(self, window, dialog):
        window.desk.desktop.xdo('windowfocus', '--sync', dialog, 'key', 'Escape')
        self.wait_closed(window, dialog)

    def scroll_down(self, window):
        """To the end of what fills the right part of @window, or all of it where that is narrow."""
        width, height = window.app.windows()[0].extents()[2:]
        window.desk.desktop.xdo('mousemove', window.slot * SLOT_WIDTH + width * 3 // 4, height // 2,
                                'click', '--repeat', 60, '--delay', 5, 5)

    def press(self, window, text):
        window.press(self.words(text))

    def label(self, window, text):
        return window.wait_label(self.words.start(text))

    def list(self, window, place):
        """One of the lists of the sidebar, by its place there."""
        window.keys(f'alt+{place}')

    def open_request(self, window, material):
        window.click('row', material)
        self.label(window, 'Course of the request')

    def decide(self, window, decision, person=''):
        acts.choose_decision(window, self.words(decision), person)

    def quiet(self, window, said):
        """Waits until a toast has gone, which would stand before what is to be seen."""
        window.wait_no_label(self.words.start(said))

    # -- Pictures ----------------------------------------------------------------------------------------------------

    def shoot(self, window, name, reveal=None, dialog=None, sizes=SIZES, narrow=None):
        """Takes all looks of what @window shows. @reveal: brings into view what it is about; @narrow: that where it is narrow.

        @dialog: an X window over it that is meant instead; @sizes: its own, or () for the one that it has and keeps.
        """
        self.pages += 1
        for look, size in zip(SIZES, sizes or (None,)):
            if size is None:
                size = self.natural(window, dialog)
            else:
                self.resize(window, *size, dialog)
            for reveal_it in (reveal, narrow if look != SIZES[0] else None):
                if reveal_it is not None:
                    reveal_it()
            for dark in (False, True):
                path = f'{self.folder}/{look[0]}x{look[1]}-{SCHEME[dark]}/{self.pages:02d}-{name}.png'
                os.makedirs(os.path.dirname(path), exist_ok=True)
                set_style(window, dark)
                self.keep(window, path, size, dark, dialog)
                self.count += 1
        set_style(window, False)
        if name in CHOSEN:
            self.resize(window, *CHOSEN_SIZE)
            if reveal is not None:
                reveal()
            os.makedirs(f'{self.folder}/chosen', exist_ok=True)
            self.keep(window, f'{self.folder}/chosen/{CHOSEN[name]}.png', CHOSEN_SIZE, False, None)
        if dialog is None:
            self.resize(window, *SIZES[0])

    def natural(self, window, dialog):
        """The size of @dialog without the frame around it."""

        def inner():
            outer = next(found[4:6] for found in window.app.x_windows() if found[0] == dialog)
            for node in window.app.windows():
                size = node.extents()[2:]
                if 0 <= outer[0] - size[0] == outer[1] - size[1] <= 2 * FRAME_MAX:
                    return size
            return None

        window.focus(dialog)
        return window.wait(inner, 'the size of what came up')

    def resize(self, window, width, height, dialog=None):
        """Makes it that large inside of the frame that GTK draws where nobody composes windows."""
        target = dialog or window.main()

        def sized():
            outer = next(found[4:6] for found in window.app.x_windows() if found[0] == target)
            for node in window.app.windows():
                inner = node.extents()[2:]
                frame = outer[0] - inner[0]
                if inner == (width, height):
                    return True
                if 0 <= frame <= 2 * FRAME_MAX and frame == outer[1] - inner[1]:
                    window.desk.desktop.xdo('windowsize', target, width + frame, height + frame)
            return False

        window.wait(sized, f'{width}x{height}')
        window.focus(target)
        # Away from everything that lights up below the mouse.
        window.desk.desktop.xdo('mousemove', window.slot * SLOT_WIDTH + SLOT_WIDTH - 10, SLOT_HEIGHT - 10)

    def keep(self, window, path, size, dark, dialog):
        """Once it stands still: nothing fades, turns or is being loaded."""
        target = dialog or window.main()
        command = ['/usr/bin/import', '-window', target, '-depth', '8', 'rgb:-']
        last = []

        def still():
            last.append(subprocess.run(command, check=True, env=self.desk.desktop.env, stdout=subprocess.PIPE).stdout)
            sample = last[-1][::997]
            return len(last) > 2 and last[-1] == last[-2] == last[-3] and (sum(sample) < 128 * len(sample)) == dark

        window.wait(still, f'{os.path.basename(path)} to stand still')
        outer = next(found[4:6] for found in window.app.x_windows() if found[0] == target)
        crop = f'{size[0]}x{size[1]}+{(outer[0] - size[0]) // 2}+{(outer[1] - size[1]) // 2}'
        subprocess.run(['/usr/bin/convert', '-size', f'{outer[0]}x{outer[1]}', '-depth', '8', 'rgb:-', '-crop', crop, '+repage', path],
                       check=True, input=last[-1])


def set_style(window, dark):
    """As the person does in the preferences; the client follows its settings."""
    path = f'{window.home}/config/glib-2.0/settings/keyfile'
    settings = configparser.ConfigParser(interpolation=None)
    settings.optionxform = str
    settings.read(path, encoding='utf-8')
    settings['io/github/yanyin/Yanyin']['color-scheme'] = f"'{SCHEME[dark]}'"
    with open(path + '.new', 'w', encoding='utf-8') as file:
        settings.write(file, space_around_delimiters=False)
    os.replace(path + '.new', path)
