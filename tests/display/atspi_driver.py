"""Drive a GTK 4 program as a person would, by accessibility (AT-SPI) and, where GTK 4.8 offers no action, by real mouse and keys.

    with Desktop() as desk:                       # private Xvfb + private session bus + private XDG dirs
        app = desk.launch(["build/src/client/yanyin"])
        app.find('button', '提交').click()
        app.find('entry', '标题').set_text('采购合同')
        app.wait_label(r'^已提交')

Needs Debian's: xvfb xdotool x11-utils dbus at-spi2-core python3-gi, and imagemagick for screenshots. Run with Debian's
/usr/bin/python3 (python3-gi is built for it). It talks D-Bus itself (GDBus), not libatspi: libatspi's cache is stale unless its
main loop runs, and without the cache it is 10 times slower.
Where GTK 4.8 offers no action for what a person does (check buttons, list rows), the real mouse is moved.
"""
import os
import re
import select
import shutil
import subprocess
import tempfile
import time

from gi.repository import Gio, GLib

# AtspiStateType, by number (atspi-constants.h).
STATES = ('invalid active armed busy checked collapsed defunct editable enabled expandable expanded focusable focused has-tooltip horizontal '
          'iconified modal multi-line multiselectable opaque pressed resizable selectable selected sensitive showing single-line stale '
          'transient vertical visible manages-descendants indeterminate required truncated animated invalid-entry supports-autocompletion '
          'selectable-text is-default visited checkable has-popup read-only').split()

# AtspiRole, by number: GTK's own role names differ from libatspi's and between versions.
ROLE_NAMES = ('invalid accelerator-label alert animation arrow calendar canvas check-box check-menu-item color-chooser '
              'column-header combo-box date-editor desktop-icon desktop-frame dial dialog directory-pane drawing-area '
              'file-chooser filler focus-traversable font-chooser frame glass-pane html-container icon image internal-frame '
              'label layered-pane list list-item menu menu-bar menu-item option-pane page-tab page-tab-list panel password-text '
              'popup-menu progress-bar push-button radio-button radio-menu-item root-pane row-header scroll-bar scroll-pane '
              'separator slider spin-button split-pane status-bar table table-cell table-column-header table-row-header '
              'tearoff-menu-item terminal text toggle-button tool-bar tool-tip tree tree-table unknown viewport window extended '
              'header footer paragraph ruler application autocomplete editbar embedded entry chart caption document-frame '
              'heading page section redundant-object form link input-method-window table-row tree-item document-spreadsheet '
              'document-presentation document-text document-web document-email comment list-box grouping image-map notification '
              'info-bar level-bar title-bar block-quote audio video definition article landmark log marquee math rating timer '
              'static math-fraction math-root subscript superscript description-list description-term description-value '
              'footnote content-deletion content-insertion mark suggestion push-button-menu ').split()
# What a test says, and the roles that GTK 4.8 and 4.18 give it.
ROLES = {
    'button': {'push-button'}, 'toggle': {'toggle-button', 'push-button'}, 'entry': {'text', 'entry', 'password-text', 'editbar'},
    'check': {'check-box'}, 'switch': {'check-box', 'toggle-button', 'switch'}, 'combo': {'combo-box'}, 'list': {'list', 'list-box'}, 'row': {'list-item', 'table-row'},
    'label': {'label', 'static'}, 'menuitem': {'menu-item', 'check-menu-item', 'radio-menu-item'},
    'window': {'frame', 'dialog', 'window', 'alert', 'file-chooser'},
}
# How long anything may take: the sanitizers' build on a busy machine is ten times slower than what people have.
PATIENCE = float(os.environ.get('YANYIN_TEST_PATIENCE', 60))
PROPS, EXTENTS = 'org.freedesktop.DBus.Properties', GLib.Variant('(u)', (1,))  # 1: in window coordinates


class Timeout(AssertionError):
    pass


def wait(fn, timeout=PATIENCE, what='condition', step=0.03):
    """Call fn until it is true; return its value. An AT-SPI object that goes away meanwhile counts as 'not yet'.
    Between two looks there is as much time as one takes: a program that only answers questions gets nothing else done."""
    end, err = time.monotonic() + timeout, None
    while True:
        began = time.monotonic()
        try:
            v = fn()
            if v:
                return v
        except SystemError:  # there is nothing to wait for any more
            raise
        except Exception as e:  # GLib.Error from a defunct object
            err = e
        now = time.monotonic()
        if now > end:
            raise Timeout('timed out after %.1f s: %s%s' % (timeout, what, ' (%s)' % err if err else ''))
        select.select([], [], [], max(step, min(1, now - began)))


class Desktop:
    def __init__(self, geometry='1280x800x24', lang='C.UTF-8', renderer='cairo', wm=None, keep=False):
        self.geometry, self.lang, self.renderer, self.wm, self.keep = geometry, lang, renderer, wm, keep
        self.procs, self.apps = [], []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *a):
        self.stop()

    def start(self):
        t = self.dir = tempfile.mkdtemp(prefix='desk.')
        env = self.env = dict(os.environ)
        for k in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'XAUTHORITY', 'DISPLAY'):
            env.pop(k, None)
        for k, d in (('XDG_RUNTIME_DIR', 'run'), ('XDG_CONFIG_HOME', 'cfg'), ('XDG_CACHE_HOME', 'cache'), ('XDG_DATA_HOME', 'data'), ('X', 'services')):
            os.makedirs(os.path.join(t, d), mode=0o700)
            if k != 'X':
                env[k] = os.path.join(t, d)
        env.update(GDK_BACKEND='x11', GSETTINGS_BACKEND='memory', GSK_RENDERER=self.renderer, GTK_USE_PORTAL='0',
                   ADW_DISABLE_PORTAL='1', GDK_DEBUG='gl-disable' if self.renderer == 'cairo' else '', LANG=self.lang, LANGUAGE='', HOME=t)
        r, w = os.pipe()
        self.log = open(os.path.join(t, 'log'), 'w')
        self._spawn(['Xvfb', '-displayfd', str(w), '-screen', '0', self.geometry, '-nolisten', 'tcp', '-noreset'], pass_fds=[w])
        os.close(w)
        with os.fdopen(r) as f:
            env['DISPLAY'] = ':' + f.readline().strip()
        # A bus that can start AT-SPI and nothing else: no portal, keyring or settings daemon of the machine gets in.
        shutil.copy('/usr/share/dbus-1/services/org.a11y.Bus.service', t + '/services')
        with open(t + '/bus.conf', 'w') as f:
            f.write('<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">'
                    '<busconfig><type>session</type><listen>unix:dir=%s/run</listen><auth>EXTERNAL</auth><servicedir>%s/services</servicedir>'
                    '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>' % (t, t))
        r, w = os.pipe()
        self._spawn(['dbus-daemon', '--config-file=' + t + '/bus.conf', '--nofork', '--nopidfile', '--print-address=%d' % w], pass_fds=[w])
        os.close(w)
        with os.fdopen(r) as f:
            env['DBUS_SESSION_BUS_ADDRESS'] = f.readline().strip()
        if self.wm:
            self._spawn(self.wm)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        bus = Gio.DBusConnection.new_for_address_sync(env['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)
        addr = bus.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, int(PATIENCE * 1000), None).unpack()[0]
        self.session_bus, self.a11y = bus, Gio.DBusConnection.new_for_address_sync(addr, flags, None, None)

    def _spawn(self, argv, **kw):
        p = subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, **kw)
        self.procs.append(p)
        return p

    def stop(self):
        for a in self.apps:
            a.stop()
        for p in reversed(self.procs):
            if p.poll() is None:
                p.terminate()
            try:
                p.wait(5)
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()
        self.log.close()
        if not self.keep:
            shutil.rmtree(self.dir, ignore_errors=True)

    def launch(self, argv, env=None, timeout=PATIENCE, pid=None, name=None):
        """Start a program; return its App once its first window is up. name: find it by accessible name (Flatpak: the pid differs)."""
        e = dict(self.env)
        e.update(env or {})
        err = open(os.path.join(self.dir, 'app%d.err' % len(self.apps)), 'w+')
        p = subprocess.Popen(argv, env=e, stdin=subprocess.DEVNULL, stdout=err, stderr=err)
        app = App(self, p, err)
        self.apps.append(app)

        def there():
            if p.poll() is not None:
                raise AssertionError('ended with %s: %s' % (p.returncode, app.stderr()))
            for c in Node(app, ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')).children():
                if (c.name == name if name else self.pid_of(c.ref[0]) == p.pid) and c.prop('ChildCount') > 0:
                    return c
        app.acc = wait(there, timeout, 'first window of %s' % argv[0])
        app.ready()
        return app

    def many(self, calls, must=False):
        """calls: (node, interface, method, arguments). All sent at once; the answers in order, None for one that failed."""
        out, left, errs, ctx = [None] * len(calls), [len(calls)], [], GLib.MainContext.default()

        def done(conn, res, i):
            try:
                r = conn.call_finish(res).unpack()
                out[i] = r[0] if len(r) == 1 else r
            except GLib.Error as e:
                errs.append(e)
            left[0] -= 1
        for i, (n, iface, method, args) in enumerate(calls):
            self.a11y.call(n.ref[0], n.ref[1], iface if iface == PROPS else 'org.a11y.atspi.' + iface, method, args, None,
                           Gio.DBusCallFlags.NO_AUTO_START, int(PATIENCE * 1000), None, done, i)
        while left[0]:
            ctx.iteration(True)
        if must and errs:
            raise errs[0]
        return out

    def pid_of(self, bus_name):
        return self.a11y.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                   GLib.Variant('(s)', (bus_name,)), None, 0, int(PATIENCE * 1000), None).unpack()[0]

    # -- the X side ------------------------------------------------------------------------------------------------
    def xdo(self, *a):
        subprocess.run(['xdotool'] + [str(x) for x in a], check=True, env=self.env, stdout=subprocess.DEVNULL)

    def key(self, *keys):
        self.xdo('key', '--delay', '12', *keys)

    def type(self, text):
        self.xdo('type', '--delay', '12', '--', text)

    def click_at(self, x, y, button=1, n=1):
        self.xdo('mousemove', x, y, 'click', '--repeat', n, '--delay', 60, button)

    def x_windows(self):
        """Mapped X windows: (id, name, x, y, w, h)."""
        # It gives up where a window goes away while it looks: then it looks again.
        for _ in range(20):
            looked = subprocess.run(['xwininfo', '-root', '-tree'], env=self.env, capture_output=True, text=True)
            if looked.returncode == 0:
                break
        out = looked.stdout
        r = []
        for m in re.finditer(r'^ +(0x[0-9a-f]+) (?:"(.*)"|\(has no name\)):.*?  (\d+)x(\d+)\+-?\d+\+-?\d+  \+(-?\d+)\+(-?\d+)$', out, re.M):
            r.append((m[1], m[2] or '', int(m[5]), int(m[6]), int(m[3]), int(m[4])))
        return r

    def screenshot(self, path):
        subprocess.run(['import', '-window', 'root', path], check=True, env=self.env)


class App:
    def __init__(self, desk, proc, err):
        self.desk, self.proc, self.err, self.acc, self.roles = desk, proc, err, None, {}

    def stderr(self):
        self.err.flush()
        with open(self.err.name) as f:
            return f.read()

    def warnings(self):
        """GTK/GLib warnings and criticals the program printed, less the one that AT-SPI itself provokes in GTK 4.8."""
        return [l for l in self.stderr().splitlines() if re.search(r'-(WARNING|CRITICAL) \*\*', l) and 'Screen coordinates not supported' not in l]

    def x_windows(self):
        """Its own mapped X windows, the topmost first: all ids of a client begin with the same bits."""
        for _ in range(20):
            found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.proc.pid)], env=self.desk.env,
                                   capture_output=True, text=True).stdout.split()
            if found or self.proc.poll() is not None:
                break
        bases = {int(x) >> 21 for x in found}
        return [w for w in self.desk.x_windows() if int(w[0], 16) >> 21 in bases]

    def ready(self):
        wait(lambda: any(n.extents()[2] > 1 for n in self.windows()), PATIENCE, 'a laid-out window')

    def windows(self):
        return self.acc.children()

    def window(self, name, timeout=PATIENCE):
        return wait(lambda: next((w for w in self.windows() if re.search(name, w.name)), None), timeout, 'window %r' % name)

    def find(self, role=None, name=None, timeout=PATIENCE, **kw):
        return wait(lambda: self.find_all(role, name, **kw), timeout, 'a %s named %r' % (role, name))[0]

    def find_all(self, role=None, name=None, **kw):
        return [n for w in self.windows() for n in w.find_all(role, name, **kw)]

    def gone(self, role=None, name=None, timeout=PATIENCE):
        wait(lambda: not self.find_all(role, name), timeout, 'no %s named %r' % (role, name))

    def wait_label(self, pattern, timeout=PATIENCE):
        rx = re.compile(pattern)
        return wait(lambda: self.find_all('label', rx), timeout, 'a label like %r' % pattern)[0].name

    def wait_exit(self, timeout=PATIENCE):
        return self.proc.wait(timeout)

    def stop(self):
        if self.proc.poll() is None:
            self.proc.terminate()
            try:
                self.proc.wait(5)
            except subprocess.TimeoutExpired:
                self.proc.kill()
                self.proc.wait()
        self.err.close()


class Node:
    """One accessible object: (bus name, path). Reads are never cached, but for role and interfaces, which do not change."""
    def __init__(self, app, ref):
        self.app, self.ref, self._role, self._ifs = app, ref, None, None

    def call(self, iface, method, args=None):
        return self.app.desk.many([(self, iface, method, args)], must=True)[0]

    def prop(self, name, iface='Accessible'):
        return self.call(PROPS, 'Get', GLib.Variant('(ss)', ('org.a11y.atspi.' + iface, name)))

    def __repr__(self):
        return '<%s %r>' % (self.role, self.name)

    @property
    def role(self):
        if self._role is None:
            i = self.call('Accessible', 'GetRole')
            self._role = ROLE_NAMES[i] if i < len(ROLE_NAMES) else 'role-%d' % i
        return self._role

    @property
    def interfaces(self):
        if self._ifs is None:
            self._ifs = {i.rsplit('.', 1)[1] for i in self.call('Accessible', 'GetInterfaces')}
        return self._ifs

    name = property(lambda s: s.prop('Name'))
    description = property(lambda s: s.prop('Description'))

    @property
    def states(self):
        lo, hi = self.call('Accessible', 'GetState')
        return {n for i, n in enumerate(STATES) if (lo | hi << 32) >> i & 1}

    @property
    def actions(self):
        if 'Action' not in self.interfaces:
            return []
        return [self.call('Action', 'GetName', GLib.Variant('(i)', (i,))) for i in range(self.prop('NActions', 'Action'))]

    @property
    def text(self):
        """The text in it (an entry's content); for what has none, its name. GTK 4.8 answers '' for an end of -1."""
        if 'Text' in self.interfaces:
            return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, self.prop('CharacterCount', 'Text'))))
        return self.name

    @property
    def value(self):
        return self.prop('CurrentValue', 'Value')

    def children(self):
        return [Node(self.app, r) for r in self.call('Accessible', 'GetChildren') if not r[1].endswith('/null')]

    def parent(self):
        r = self.prop('Parent')
        return None if r[1].endswith('/null') or not r[0] else Node(self.app, r)

    def walk(self, visible=True):
        """All below, depth first; less what is in something that has no width, unless @visible is false: pages of a stack that are
        not shown, rows that a list keeps ready (GTK 4.8 keeps 205, at 0x0). Calls go out level by level without waiting for each
        answer: several times faster than one at a time."""
        many, kids, level, roles = self.app.desk.many, {}, [self], self.app.roles
        while level:
            # The role of one that was seen before is known; paths are not used twice.
            new = [n for n in level if n.ref not in roles]
            got = many([(n, 'Accessible', 'GetRole', None) for n in new] +
                       [(n, 'Component', 'GetExtents', EXTENTS) for n in level if visible])
            for n, r in zip(new, got):
                if r is not None:
                    roles[n.ref] = ROLE_NAMES[r] if r < len(ROLE_NAMES) else 'role-%d' % r
            for n in level:
                n._role = roles.get(n.ref, 'gone')
            if visible:
                for n, e in zip(level, got[len(new):]):
                    n.shown = n is self or bool(e and e[2] > 0)
                level = [n for n in level if n.shown]
            level = [n for n in level if n._role != 'gone']
            nxt = []
            for n, r in zip(level, many([(n, 'Accessible', 'GetChildren', None) for n in level])):
                kids[id(n)] = [Node(self.app, x) for x in r or () if not x[1].endswith('/null')]
                nxt += kids[id(n)]
            level = nxt

        def flat(n):
            if id(n) in kids:
                yield n
                for c in kids[id(n)]:
                    yield from flat(c)
        return list(flat(self))

    def find_all(self, role=None, name=None, visible=True):
        """Every one with that role (a key of ROLES, or AT-SPI's own) and name (a string, or a compiled pattern to search for)."""
        want = ROLES.get(role, {role}) if role else None
        got = [n for n in self.walk(visible) if not want or n._role in want]
        if name is not None:
            names = self.app.desk.many([(n, PROPS, 'Get', GLib.Variant('(ss)', ('org.a11y.atspi.Accessible', 'Name'))) for n in got])
            got = [n for n, nm in zip(got, names) if nm is not None and (name.search(nm) if hasattr(name, 'search') else nm == name)]
        if visible:
            ext = self.app.desk.many([(n, 'Component', 'GetExtents', EXTENTS) for n in got])
            got = [n for n, e in zip(got, ext) if e and e[2] > 0]
        return got

    def find(self, role=None, name=None, timeout=PATIENCE, **kw):
        return wait(lambda: self.find_all(role, name, **kw), timeout, 'a %s named %r in %r' % (role, name, self))[0]

    def is_popover(self):
        """GTK 4.8 names a popover by its type, later versions not at all; its default.activate action tells it in both."""
        return self.role in ('filler', 'panel', 'menu', 'popup-menu', 'dialog') and 'default.activate' in self.actions

    # -- where it is -----------------------------------------------------------------------------------------------
    def extents(self):
        if 'Component' not in self.interfaces:
            return (0, 0, 0, 0)
        return self.call('Component', 'GetExtents', EXTENTS)

    def screen_center(self):
        x, y, w, h = self.extents()
        return self.screen_point(x + w // 2, y + h // 2)

    def screen_point(self, x, y):
        """Where a point of the window is on the screen. GTK 4 gives window coordinates only. A popover is an X window of its own: find it by its size. The toplevel's X window
        is larger than the accessible frame by the shadow, equal on both sides."""
        wins, p, top = self.app.x_windows(), self, self
        while p is not None and p.role != 'application':
            top = p
            if p is not self and p.is_popover():
                px, py, pw, ph = p.extents()
                for _, _, X, Y, W, H in wins:
                    if (W, H) == (pw, ph):
                        return X + x - px, Y + y - py
            p = p.parent()
        tx, ty, tw, th = top.extents()
        best = [q for q in wins if 0 <= q[4] - tw <= 120 and 0 <= q[5] - th <= 120 and (not top.name or q[1] == top.name)]
        if not best:
            raise AssertionError('no X window for %r %r in %r' % (top, top.extents(), wins))
        _, _, X, Y, W, H = best[0]
        return X + (W - tw) // 2 + x - tx, Y + (H - th) // 2 + y - ty

    # -- doing -----------------------------------------------------------------------------------------------------
    def do(self, action=None):
        a = self.actions
        i = a.index(action) if action else 0
        if not self.call('Action', 'DoAction', GLib.Variant('(i)', (i,))):
            raise AssertionError('%r refused %s' % (self, a[i]))

    def click(self, how='auto', n=1, button=1):
        """'auto': the accessible action if it has one of its own (button, switch, menu item), else the mouse."""
        if how != 'mouse' and n == 1 and button == 1 and any(a in ('click', 'toggle', 'activate', 'press') for a in self.actions) and self.role not in ROLES['entry']:
            self.do(next(a for a in self.actions if a in ('click', 'toggle', 'activate', 'press')))
        else:
            self.app.desk.click_at(*self.screen_center(), n=n, button=button)

    def double_click(self):
        self.click('mouse', n=2)

    def set_text(self, s):
        """Through EditableText: no focus or keyboard needed."""
        if not self.call('EditableText', 'SetTextContents', GLib.Variant('(s)', (s,))):
            raise AssertionError('%r refused text' % self)
        wait(lambda: self.text == s, what='text %r' % s)

    def type(self, s, clear=True):
        """As keys, as a person does it. ASCII only: xdotool maps a spare key for each Chinese character and loses some under load."""
        if not s.isascii():
            raise ValueError('set_text() for %r' % s)
        self.click('mouse')
        if clear:
            self.app.desk.key('ctrl+a', 'BackSpace')
        self.app.desk.type(s)

    def select_child(self, i):
        if not self.call('Selection', 'SelectChild', GLib.Variant('(i)', (i,))):
            raise AssertionError('%r: cannot select %d' % (self, i))

    def set_checked(self, on=True):
        if ('checked' in self.states) != on:
            self.click()
            wait(lambda: ('checked' in self.states) == on, what='%r checked=%s' % (self, on))

    def choose(self, item):
        """Pick from a GtkDropDown or AdwComboRow: open, take the row with that text, Enter."""
        b = [n for n in self.find_all('toggle') if 'click' in n.actions]
        b[0].click() if b else self.click('mouse')

        def popup():
            for l in self.find_all('list'):
                rows = [r for r in l.children() if r.role in ROLES['row']]
                p = l.parent()
                while p is not None and p.ref != self.ref and not p.is_popover():
                    p = p.parent()
                if rows and p is not None and p.ref != self.ref and rows[0].extents()[2] > 0 and 'visible' in p.states:
                    return l, rows
        l, rows = wait(popup, what='the open list of %r' % self)
        texts = [(r.find_all('label') or [r])[0].name for r in rows]
        l.select_child(texts.index(item))
        self.app.desk.key('Return')
        wait(lambda: self.find_all('label', item) and not popup(), what='%r shows %r' % (self, item))
