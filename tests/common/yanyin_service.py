"""A real service on a throw-away data folder with a small department of invented people, and persons who talk to it.

The programs come from the environment: YANYIN_TEST_YANYIND, YANYIN_TEST_IMAGED, YANYIN_TEST_CTL (meson sets them).
Every answer that a person gets is held against the contract.
"""

import csv
import datetime
import http.client
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import urllib.parse
import uuid

from yanyin_contract import Contract
from yanyin_pictures import jpeg, sha256
from yanyin_tap import bail_out

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
PASSWORD = '芦花深处泊孤舟-七号楼三一〇室'
READY_SECONDS = 60
CALL_SECONDS = 60
ZONE = datetime.timezone(datetime.timedelta(hours=8))

UNITS = (('dining', '饮食服务中心'), ('housing', '公寓管理中心'), ('office', '综合办公室'))
# key: (staff number, name, unit, posts); the key is also the account.
PEOPLE = {
    'applicant': ('T01', '江小溪', 'dining', ()),
    'colleague': ('T02', '韦南星', 'dining', ()),
    'head': ('T03', '闻人岳', 'dining', (('section_head', 'dining'),)),
    'head2': ('T04', '慕容白', 'dining', (('section_head', 'dining'),)),
    'stranger': ('T05', '桑采薇', 'housing', ()),
    'housing-head': ('T06', '颜如故', 'housing', (('section_head', 'housing'),)),
    'leader': ('T07', '晏几何', 'office', (('leader', ''),)),
    'leader2': ('T08', '柏舟行', 'office', (('leader', ''),)),
    'chief': ('T09', '容止善', 'office', (('chief', ''), ('dept_head', ''))),
    'chief2': ('T10', '屈问天', 'office', (('chief', ''),)),
    'keeper': ('T11', '简守正', 'office', ()),
    'deputy': ('T12', '卓不群', 'office', ()),
    'organiser': ('T13', '祝听雨', 'office', (('organiser', ''),)),
    'director': ('T14', '管仲文', 'office', (('section_head', 'office'), ('office_director', ''))),
    'applicant-keeper': ('T15', '路遥知', 'dining', ()),
    'approver-keeper': ('T16', '荀况然', 'office', (('leader', ''),)),
    'owner': ('T17', '毕知微', 'office', (('dept_head', ''),)),
}
CHARGES = (('leader', 'dining'), ('leader', 'housing'), ('leader2', 'office'))
SEALS = (('party-seal', 'party', '党委公章'), ('admin-seal', 'admin', '行政公章'), ('name-seal', 'name', '负责人名章'),
         ('other-seal', 'other', '其他'))
KEEPERS = (('admin-seal', 'keeper', 'keeper'), ('admin-seal', 'deputy', 'deputy'),
           ('admin-seal', 'applicant-keeper', 'deputy'), ('admin-seal', 'approver-keeper', 'deputy'),
           ('party-seal', 'organiser', 'keeper'), ('name-seal', 'director', 'keeper'), ('other-seal', 'director', 'keeper'))


# Only members of these units may apply for them (R12).
COMPANIES = (('hexi-food', '禾溪餐饮服务有限公司', 'dining'), ('qingmiao-food', '青苗食材配送有限公司', 'dining'),
             ('anju-property', '安居苑物业服务有限公司', 'housing'))


def person_id(key):
    return PEOPLE[key][0]


def person_name(key):
    return PEOPLE[key][1]


def mobile_of(key):
    return f'199000009{int(PEOPLE[key][0][1:]):02d}'


def make_id():
    """A UUIDv7."""
    number = int.from_bytes(os.urandom(10), 'big') | int(time.time() * 1000) << 80
    number = number & ~(0xf << 76) | 0x7 << 76
    return str(uuid.UUID(int=number & ~(0x3 << 62) | 0x2 << 62))


def make_key():
    return uuid.uuid4().hex


def today():
    return datetime.datetime.now(ZONE).date()


def write_department(folder, extra_people=0):
    """The files that yanyinctl imports. @extra_people: so many more members of 公寓管理中心, accounts extra0, extra1, …"""
    people = dict(PEOPLE)
    for number in range(extra_people):
        people[f'extra{number}'] = (f'X{number:04d}', '闲人' + chr(0x4e00 + 37 * number), 'housing', ())
    tables = {
        'units': [('unit', 'name', 'sort')] + [(unit, name, 10 * n) for n, (unit, name) in enumerate(UNITS)],
        'people': [('person', 'name', 'unit', 'mobile', 'office_phone', 'extra_units')] + [
            (number, name, unit, mobile_of(key) if key in PEOPLE else '19900000999', '80009001',
             'office' if key == 'applicant-keeper' else '')
            for key, (number, name, unit, _) in people.items()],
        'posts': [('person', 'post', 'unit')] + [
            (number, post, unit) for number, _, _, posts in people.values() for post, unit in posts],
        'charges': [('leader', 'unit')] + [(person_id(leader), unit) for leader, unit in CHARGES],
        'seals': [('seal', 'kind', 'name', 'place', 'hours')] + [
            (seal, kind, name, '7号楼310', '周一至周五 8:30-11:30') for seal, kind, name in SEALS],
        'keepers': [('seal', 'person', 'role')] + [(seal, person_id(key), role) for seal, key, role in KEEPERS],
        'accounts': [('account', 'person')] + [(key, number) for key, (number, _, _, _) in people.items()],
        'companies': [('company', 'name', 'unit'), *COMPANIES],
    }
    os.makedirs(folder)
    for name, rows in tables.items():
        with open(f'{folder}/{name}.csv', 'w', encoding='utf-8', newline='') as file:
            csv.writer(file, lineterminator='\n').writerows(rows)


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body

    def header(self, name):
        return self.headers.get(name)

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    def expect(self, status):
        assert self.status == status, f'{self.status} instead of {status}: {self.body[:600].decode(errors="replace")}'
        return self

    @property
    def issues(self):
        """[(pointer, code, rule)] of a problem document."""
        return [(issue['pointer'], issue['code'], issue['rule']) for issue in self.json['errors']]

    @property
    def without_id(self):
        """A refusal without what differs from call to call."""
        return self.status, {name: value for name, value in self.json.items() if name != 'request_id'}


class Service:
    """yanyind on a data folder of its own; starts in start(), may be killed and started again. @moving: with a clock that
    move_clock() moves."""

    def __init__(self, extra_people=0, settings=None, moving=False):
        self.folder = tempfile.mkdtemp(prefix='yanyin-test-')
        self.data = f'{self.folder}/data'
        self.log_path = f'{self.folder}/log'
        self.settings = settings or {}
        self.moving = moving
        self.shift = datetime.timedelta()
        self.port = 0
        self.process = None
        self.reader = None
        self.ready = threading.Event()
        self.contract = Contract(f'{ROOT}/docs/openapi.yaml')
        write_department(f'{self.folder}/department', extra_people)
        self.ctl('init', '后勤保障部')
        self.ctl('import', f'{self.folder}/department')
        # A table of rules with something missing: tests/bench/soak_rules.py.
        if os.environ.get('YANYIN_TEST_RULES'):
            self.ctl('rules', 'set', os.environ['YANYIN_TEST_RULES'])
        secret = f'{self.folder}/password'
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), 'w', encoding='utf-8') as file:
            file.write(f'{PASSWORD}\n')
        self.ctl('password', 'set-all', '--from-file', secret)

    def ctl(self, *words, check=True):
        """yanyinctl on our data folder, as the operator runs it, beside the service or without it."""
        command = [program('CTL'), '--data', self.data, *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, stdin=subprocess.DEVNULL,
                              env=dict(os.environ, LC_ALL='C.UTF-8'))
        if check and done.returncode != 0:
            bail_out(f'{" ".join(command)} ended with {done.returncode}: {done.stdout}{done.stderr}')
        return done

    def start(self):
        settings = {
            'SERVICE_LISTEN': f'127.0.0.1:{self.port}', 'SERVICE_DATA': self.data, 'SERVICE_IMAGED': program('IMAGED'),
            'HTTP_IDLE_SECONDS': '600', 'HTTP_CONNECTIONS': '2000', 'SESSION_PER_PERSON': '100', **self.settings,
        }
        environment = dict(os.environ, G_MESSAGES_DEBUG='all')
        environment.update({f'YANYIN_{name}': str(value) for name, value in settings.items()})
        environment['YANYIN_TEST_CLOCK'] = f'{self.folder}/clock'
        self.ready = threading.Event()
        self.process = subprocess.Popen([program('MOVED' if self.moving else 'YANYIND')], env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.reader = threading.Thread(target=self.read_log, args=(self.process.stdout, self.ready), daemon=True)
        self.reader.start()
        if not self.ready.wait(READY_SECONDS) or self.port == 0:
            self.process.kill()
            bail_out(f'the service does not start:\n{self.log()[-3000:]}')
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=CALL_SECONDS)
        connection.request('GET', '/healthz')
        assert connection.getresponse().status == 200
        connection.close()
        return self

    def read_log(self, pipe, ready):
        """Keeps what the service says; sees when it is ready, or that it has ended."""
        with open(self.log_path, 'ab') as log:
            for line in pipe:
                log.write(line)
                log.flush()
                found = re.search(rb'answering on port (\d+)', line)
                if found:
                    self.port = int(found[1])
                    ready.set()
        ready.set()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def stop(self):
        """Asks it to end. It must do so cleanly: whatever a sanitizer finds shows here."""
        self.process.terminate()
        code = self.process.wait(timeout=120)
        self.reader.join()
        self.process.stdout.close()
        assert code == 0, f'the service ended with {code}:\n{self.log()[-6000:]}'

    def close(self):
        if self.process is not None and self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder)

    def move_clock(self, **shift):
        """Its clock from now on: that of the machine and @shift (hours=2) more."""
        assert self.moving, 'the clock of this service is that of the machine'
        self.shift = datetime.timedelta(**shift)
        with open(f'{self.folder}/clock.new', 'w', encoding='ascii') as file:
            file.write(str(int(self.shift.total_seconds())))
        os.rename(f'{self.folder}/clock.new', f'{self.folder}/clock')

    def minute(self, **ahead):
        """A minute of its clock, @ahead (hours=1) from now, as forms have it."""
        now = datetime.datetime.now(ZONE) + self.shift + datetime.timedelta(**ahead)
        return now.strftime('%Y-%m-%dT%H:%M')

    def log(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as file:
            return file.read()

    def memory(self):
        """Resident bytes of the service's own process."""
        with open(f'/proc/{self.process.pid}/statm', encoding='ascii') as file:
            return int(file.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')

    def query(self, sql, *values):
        """Rows of the database, read beside the service."""
        database = sqlite3.connect(f'file:{self.data}/yanyin.db?mode=ro', uri=True, timeout=30)
        try:
            return database.execute(sql, values).fetchall()
        finally:
            database.close()

    def change(self, sql, *values):
        """Writes into the database; only while the service does not run."""
        assert self.process.poll() is not None, 'the service runs: it alone may write'
        database = sqlite3.connect(f'{self.data}/yanyin.db')
        with database:
            database.execute(sql, values)
        database.close()

    def events(self):
        return self.query('SELECT count(*) FROM event')[0][0]

    def person(self, key, sign_in=True):
        person = Person(self, key)
        if sign_in:
            person.sign_in()
        return person

    def people(self, *keys):
        return [self.person(key) for key in keys]


def program(name):
    path = os.environ.get(f'YANYIN_TEST_{name}')
    if not path or not os.access(path, os.X_OK):
        bail_out(f'YANYIN_TEST_{name} names no program: {path}')
    return path


class Person:
    """Somebody with an account. Threads may share one: each has a connection of its own."""

    def __init__(self, service, key):
        self.service = service
        self.key = key
        self.id = person_id(key) if key in PEOPLE else None
        self.token = None
        self.session_id = None
        self.local = threading.local()

    def sign_in(self, password=PASSWORD, device='test'):
        answer = self.call('POST', '/api/v1/sessions', {'account': self.key, 'password': password, 'device': device},
                           token='').expect(201).json
        self.token, self.session_id = answer['token'], answer['session_id']
        return answer

    def connect(self):
        connection = http.client.HTTPConnection('127.0.0.1', self.service.port, timeout=CALL_SECONDS)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def send(self, method, path, body, headers):
        """One exchange, without a second try: whoever sends again must mean it."""
        run, connection = getattr(self.local, 'connection', (None, None))
        # What was open to a process that has ended is closed, and says so only when it is written to.
        if connection is None or run is not self.service.process:
            run, connection = self.service.process, self.connect()
        self.local.connection = (None, None)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            if body is not None:
                connection.putheader('Content-Length', str(len(body)))
            try:
                connection.endheaders(body)
            except ConnectionError:
                # It would not read on: what it says about that may have come already.
                if not body or len(body) < 65536:
                    raise
            response = connection.getresponse()
            content = response.read()
        except BaseException:
            connection.close()
            raise
        if response.will_close:
            connection.close()
        else:
            self.local.connection = (run, connection)
        return Answer(response, content)

    def call(self, method, path, body=None, headers=None, token=None, check=True):
        """@body: JSON to be, or bytes as they are; @headers: a dictionary, or pairs when one comes twice."""
        pairs = list(headers.items() if isinstance(headers, dict) else headers or ())
        token = self.token if token is None else token
        if token:
            pairs.append(('Authorization', f'Bearer {token}'))
        content = body
        if body is not None and not isinstance(body, bytes):
            content = json.dumps(body, ensure_ascii=False).encode()
            pairs.append(('Content-Type', 'application/json'))
        answer = self.send(method, path, content, pairs)
        if check:
            self.service.contract.check(method, path, body, answer)
        return answer

    def get(self, path, **query):
        if query:
            path = f'{path}?{urllib.parse.urlencode(query)}'
        return self.call('GET', f'/api/v1{path}')

    def post(self, path, body, headers=None):
        return self.call('POST', f'/api/v1{path}', body, headers)

    def upload(self, content, name='page.jpg', offset=0, length=None, digest=None):
        headers = {'Content-Type': 'application/octet-stream', 'Upload-Offset': str(offset),
                   'Upload-Length': str(len(content) if length is None else length),
                   'Upload-Name': urllib.parse.quote(name)}
        return self.call('POST', f'/api/v1/uploads/{digest or sha256(content)}', content, headers)

    def bring(self, seed=0, name='page.jpg'):
        """Uploads a good picture; gives the reference for a request."""
        content = jpeg(seed)
        answer = self.upload(content, name)
        assert answer.status in (200, 201), answer.body
        return {'sha256': sha256(content), 'original_sha256': '', 'name': name, 'rotation': 0}

    def form(self, **changes):
        """A form that may be submitted as it is."""
        unit = PEOPLE[self.key][2] if self.key in PEOPLE else 'housing'
        reviewer = {'dining': 'head', 'housing': 'housing-head', 'office': 'director'}[unit]
        if PEOPLE.get(self.key, ('', '', '', ()))[3]:
            reviewer = 'leader'
        form = {
            'unit_id': unit, 'office_phone': '', 'mobile': mobile_of(self.key) if self.key in PEOPLE else '19900000999',
            'material_name': '关于公寓热水系统维护的函', 'use_date': today().isoformat(), 'seal_id': 'admin-seal',
            'seal_text': '', 'copies': 2, 'reason': '热水机组需停机检修，函请通知住校学生，免误用水。',
            'reviewer_id': person_id(reviewer), 'keeper_id': person_id('keeper'), 'contract': 'no', 'major': 'no',
            'not_blank': 'yes',
        }
        form.update(changes)
        return form

    def draft(self, pages=None, request_id=None, **changes):
        """A stored draft."""
        if pages is None:
            pages = [self.bring()]
        body = {'id': request_id or make_id(), 'form': self.form(**changes), 'pages': pages}
        return self.post('/requests', body).expect(201).json

    def see(self, request):
        return self.get(f'/requests/{request["id"]}').expect(200).json

    def try_move(self, request, action, key=None, **members):
        """A move of @request as it was seen, whatever may come of it."""
        body = {'action': action, **members}
        headers = {}
        if action != 'open':
            body.setdefault('digest', request['digest'])
            headers = {'If-Match': f'"{request["revision"]}"', 'Idempotency-Key': key or make_key()}
        return self.post(f'/requests/{request["id"]}/moves', body, headers)

    def move(self, request, action, **members):
        answer = self.try_move(request, action, **members).expect(200)
        assert answer.header('ETag') == f'"{answer.json["revision"]}"', answer.header('ETag')
        return answer.json

    def save(self, request, form=None, pages=None):
        references = pages if pages is not None else [page_ref(page) for page in request['pages']]
        return self.post(f'/requests/{request["id"]}/draft', {'form': form or request['form'], 'pages': references},
                         {'If-Match': f'"{request["revision"]}"'})

    def submitted(self, **changes):
        """A request that waits for its first decision."""
        return self.move(self.draft(**changes), 'submit')


def page_ref(page):
    return {name: page[name] for name in ('sha256', 'original_sha256', 'name', 'rotation')}


def in_threads(functions):
    """Runs them all at once; gives their results, and raises what one of them raised."""
    results = [None] * len(functions)
    problems = []
    gate = threading.Barrier(len(functions))

    def run(number, function):
        try:
            gate.wait(CALL_SECONDS)
            results[number] = function()
        except BaseException as problem:  # pylint: disable=broad-except
            problems.append(problem)

    threads = [threading.Thread(target=run, args=each) for each in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
    return results
