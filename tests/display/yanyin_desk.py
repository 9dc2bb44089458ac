"""Real windows of Yanyin on a display of their own, driven as people do, several of them side by side.

    with Desk('build', service.url) as desk:
        window = desk.open('tangbanxia')
        window.sign_in(password)
        window.press('新建申请')
        window.wait_label('所在单位')

Each window is a computer: a process with folders of its own. One that is opened on the folders of another is the same computer later.
What GTK prints as a warning, or a sanitizer as an error, is a failure when the window is closed.
"""

import os
import re
import shutil
import subprocess
import tempfile

from atspi_driver import PATIENCE, Desktop, Timeout, wait

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# How long what was done may take to show before it is done again, as people do who see that nothing came of it.
TRY = PATIENCE / 6
# Beside each other with room for shadows, as many as one test has open: the mouse must never meet the window of somebody else.
SLOT_WIDTH, SLOT_HEIGHT, SLOTS = 1300, 900, 6
WARNING = re.compile(r'-(WARNING|CRITICAL) \*\*|AddressSanitizer|LeakSanitizer|runtime error:')
# Said by libraries, not by us: of a bus without a portal, a keyring or a settings daemon; by GDK of a menu whose row has just been
# scrolled off the screen; by GTK of a cursor that goes on blinking when its entry can no longer be written into.
HARMLESS = re.compile('Screen coordinates not supported|Failed to connect to session manager|'
                      'gdk_monitor_get_geometry: assertion|GtkText - did not receive a focus-out event')
SCHEME = {False: 'light', True: 'dark'}


class Desk:
    """One display. @build: the build folder whose client is opened; @server: the address of the service."""

    def __init__(self, build, server):
        self.build = os.path.abspath(build)
        self.server = server
        self.windows = []
        self.desktop = Desktop(geometry=f'{SLOT_WIDTH * SLOTS}x{SLOT_HEIGHT}x24')

    def __enter__(self):
        self.desktop.start()
        self.folder = tempfile.mkdtemp(prefix='yanyin-desk-')
        return self

    def __exit__(self, *_):
        for window in self.windows:
            window.kill()
        self.desktop.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def make_home(self, width=1180, height=760, dark=False):
        """The folders of a computer where Yanyin was used with a window of that size."""
        home = tempfile.mkdtemp(dir=self.folder)
        for name in ('config', 'data', 'cache', 'state'):
            os.makedirs(f'{home}/{name}', mode=0o700)
        keyfile = f'{home}/config/glib-2.0/settings/keyfile'
        os.makedirs(os.path.dirname(keyfile))
        with open(keyfile, 'w', encoding='utf-8') as file:
            file.write(f"[io/github/yanyin/Yanyin]\nwindow-width={width}\nwindow-height={height}\n"
                       f"color-scheme='{SCHEME[dark]}'\n")
        return home

    def environment(self, home, language):
        names = {f'XDG_{name}_HOME': f'{home}/{name.lower()}' for name in ('CONFIG', 'DATA', 'CACHE', 'STATE')}
        # What GTK, AT-SPI and libcloudproviders keep till the end has no stack that could be told from ours without unwinding
        # each allocation slowly; the widget tests look for leaks. Warnings are counted when the window is closed: a program
        # that ends at the first one tells less.
        sanitizer = ':'.join(filter(None, (os.environ.get('ASAN_OPTIONS'), 'detect_leaks=0')))
        return dict(names, ASAN_OPTIONS=sanitizer, YANYIN_SERVER=self.server, YANYIN_LOCALEDIR=f'{self.build}/po',
                    YANYIN_IMAGED=f'{self.build}/src/imaged/yanyin-imaged',
                    GSETTINGS_SCHEMA_DIR=f'{self.build}/data/desktop', GSETTINGS_BACKEND='keyfile', G_DEBUG='',
                    GTK_A11Y='atspi', LC_ALL='C.UTF-8', LANG='C.UTF-8', LANGUAGE=language, TZ='Asia/Shanghai')

    def open(self, account='', home=None, language='zh_CN', **looks):
        """The window of a person. @home: that of a computer used before; @looks: as of make_home()."""
        home = home or self.make_home(**looks)
        program = f'{self.build}/src/client/yanyin'
        app = self.desktop.launch([program, '--as', account], self.environment(home, language), PATIENCE)
        window = Window(self, app, account, home)
        taken = {other.slot for other in self.windows if other.app.proc.poll() is None}
        window.place(next(slot for slot in range(SLOTS) if slot not in taken))
        self.windows.append(window)
        return window


class Window:
    """One process of the client, and the person before it."""

    def __init__(self, desk, app, account, home):
        self.desk = desk
        self.app = app
        self.account = account
        self.home = home
        self.slot = 0
        # The dialog before it, if one is what people look at.
        self.front = None

    # -- Where it is -------------------------------------------------------------------------------------------------

    def place(self, slot):
        self.slot = slot
        self.desk.desktop.xdo('windowmove', self.main(), slot * SLOT_WIDTH, 0)
        self.focus()

    def main(self):
        """Its largest X window, which is the one that people call the window."""
        return max(self.app.x_windows(), key=lambda window: window[4] * window[5])[0]

    def newest(self):
        """The one that was opened last: a dialog, or the window itself."""
        return self.app.x_windows()[0][0]

    def focus(self, window=None):
        window = window or self.front or self.main()
        self.desk.desktop.xdo('windowraise', window, 'windowfocus', '--sync', window)

    def to_slot(self, window):
        """Brings a dialog over its own parent: there is nobody else here who places windows."""
        self.desk.desktop.xdo('windowmove', window, self.slot * SLOT_WIDTH + 60, 40)
        self.focus(window)

    def picture(self, path, window=None):
        """Saves how it looks now."""
        subprocess.run(['/usr/bin/import', '-window', window or self.main(), path], check=True, env=self.desk.desktop.env)

    def contrast(self, node):
        """How much there is to see where @node is on the screen: 0 where all is of one colour, 0.5 for black and white."""
        x, y, width, height = node.extents()
        left, upper = node.screen_point(x, y)
        seen = subprocess.run(['/usr/bin/import', '-window', 'root', '-crop', f'{width}x{height}+{left}+{upper}', '-colorspace', 'Gray',
                               '-format', '%[fx:standard_deviation]', 'info:-'], check=True, env=self.desk.desktop.env,
                              capture_output=True, text=True).stdout
        return float(seen)

    # -- What is seen ------------------------------------------------------------------------------------------------

    def wait(self, condition, what, timeout=PATIENCE):
        """The value of @condition once it is true; a failure shows what the window says instead."""

        def holds():
            code = self.app.proc.poll()
            if code is not None:
                raise SystemError(f'{self.account}: ended with {code}, waiting for {what}:\n{self.app.stderr()[-4000:]}')
            return condition()

        try:
            return wait(holds, timeout, what, step=0.1)
        except Timeout as problem:
            self.keep_picture()
            raise Timeout(f'{self.account}: {problem}\nThe window says: {self.safe_words()}\n{self.app.stderr()[-2000:]}') from None

    def keep_picture(self):
        """For whoever looks into a failure: YANYIN_TEST_PICTURES names a folder for them."""
        folder = os.environ.get('YANYIN_TEST_PICTURES')
        if folder:
            os.makedirs(folder, exist_ok=True)
            self.picture(f'{folder}/{self.account}-{len(os.listdir(folder))}.png')

    def safe_words(self):
        try:
            return ' | '.join(self.words())
        except Exception as problem:  # pylint: disable=broad-except
            return f'nothing any more ({problem})'

    def words(self):
        """Every text that is shown now."""
        return [label.name for label in self.app.find_all('label') if label.name]

    def find(self, role, name, timeout=PATIENCE):
        """The visible widget of that role whose name holds @name (a string), or is matched by it (a pattern)."""
        pattern = name if hasattr(name, 'search') else re.compile(re.escape(name))
        return self.wait(lambda: self.app.find_all(role, pattern), f'a {role} named {name!r}', timeout)[0]

    def shows(self, text):
        pattern = text if hasattr(text, 'search') else re.compile(re.escape(text))
        return bool(self.app.find_all('label', pattern))

    def wait_label(self, text, timeout=PATIENCE):
        pattern = text if hasattr(text, 'search') else re.compile(re.escape(text))
        return self.wait(lambda: self.app.find_all('label', pattern), f'the text {text!r}', timeout)[0].name

    def wait_no_label(self, text, timeout=PATIENCE):
        self.wait(lambda: not self.shows(text), f'no text {text!r}', timeout)

    # -- What is done ------------------------------------------------------------------------------------------------

    def reveal(self, node):
        """Scrolls until @node is inside of its window, as one must before clicking on it."""
        top = node
        while (parent := top.parent()) is not None and parent.role != 'application':
            top = parent

        def inside():
            x, y, width, height = node.extents()
            _, _, _, window_height = top.extents()
            middle = y + height / 2
            if width > 0 and 90 <= middle <= window_height - 110:
                return True
            left, upper = node.screen_point(x, y)
            self.desk.desktop.xdo('mousemove', left + min(12, width // 2), upper - y + window_height // 2,
                                  'click', '--repeat', 2, 5 if middle > window_height / 2 else 4)
            return False

        # It may stand at the very end of what scrolls: then it is as far in as it goes.
        before = None
        for _ in range(60):
            if inside():
                return
            now = node.extents()
            if now == before and 0 <= now[1] <= top.extents()[3] - now[3]:
                return
            before = now

    def repeat(self, act, what):
        """Does @act, as a whole, until it gives something true; what it waits for with attempt() in between may fail."""
        return self.wait(act, what)

    def attempt(self, condition, what):
        """The value of @condition once it is true. A failure is no failure of the test: for acts of repeat()."""
        return wait(condition, TRY, what, step=0.1)

    def click(self, role, name, until=None):
        """By the mouse, after scrolling to it; gives the widget. What moves away from under the mouse is clicked on again:
        @until tells of the widget whether the click has done what it is for."""

        def hit():
            found = self.app.find_all(role, pattern)
            if not found:
                return None
            self.focus()
            self.reveal(found[0])
            found[0].click('mouse')
            return found[0] if until is None or self.attempt(lambda: until(found[0]), f'{name} to have been clicked on') else None

        pattern = name if hasattr(name, 'search') else re.compile(re.escape(name))
        return self.repeat(hit, f'a {role} named {name!r} that can be clicked on')

    def press(self, name, role='button'):
        """A button, by its action: wherever it stands."""

        def pressed():
            node = next((node for node in self.app.find_all(role, pattern) if 'sensitive' in node.states), None)
            if node is not None:
                node.click()
            return node

        pattern = name if hasattr(name, 'search') else re.compile('^' + re.escape(name) + '$')
        return self.wait(pressed, f'a {role} {name!r} that can be pressed')

    def keys(self, *keys):
        self.focus()
        self.desk.desktop.key(*keys)

    def type(self, text):
        """ASCII letters, as keys; they go to where the focus is."""
        self.focus()
        self.desk.desktop.type(text)

    def fill(self, name, text):
        """Writes @text into the entry named @name, as an input method does: all at once."""
        pattern = name if hasattr(name, 'search') else re.compile(re.escape(name))

        def filled():
            found = self.app.find_all('entry', pattern)
            if found:
                found[0].set_text(text)
            return found

        return self.wait(filled, f'an entry {name!r} that can be written into')[0]

    def focused(self):
        """The widget with the keyboard focus."""
        for top in self.app.windows():
            for node in top.walk():
                if 'focused' in node.states:
                    return node
        return None

    def sign_in(self, password):
        """Types the password; the account is there already. What is not ASCII is pasted, so to say."""
        entry = self.find('entry', re.compile('密码|Password'))
        self.focus()
        if password.isascii():
            entry.type(password)
            self.desk.desktop.key('Return')
        else:
            entry.set_text(password)
            self.press(re.compile('^(登录|Sign In)$'))
        self.wait_label(re.compile('我的待办|My To-Do|To do', re.IGNORECASE))
        return self

    def list(self, name):
        """Opens one of the lists of the sidebar, anew if it is open already."""
        self.click('row', re.compile('^' + name), lambda row: 'selected' in row.states)

    # -- How it ends -------------------------------------------------------------------------------------------------

    def complaints(self):
        return [line for line in self.app.stderr().splitlines() if WARNING.search(line) and not HARMLESS.search(line)]

    def close(self):
        """By Ctrl+Q, as people do, and again if a dialog was in the way; nothing may have been complained of."""

        def ended():
            if self.app.proc.poll() is None:
                self.focus()
                self.desk.desktop.key('ctrl+q')
            self.app.wait_exit(TRY)
            return True

        wait(ended, what=f'{self.account}: the window to close')
        code = self.app.proc.returncode
        assert code == 0 and not self.complaints(), f'{self.account}: ended with {code}:\n{self.app.stderr()[-4000:]}'

    def kill(self):
        """As when the power goes."""
        if self.app.proc.poll() is None:
            self.app.proc.kill()
            self.app.proc.wait()
