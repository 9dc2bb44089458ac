#!/usr/bin/python3
"""Input that nobody should send: broken JSON, hostile texts, numbers and days that are none. Each gets an answer that names
what is wrong, changes nothing, costs nothing that stays, and leaves nobody's data in the log."""

import datetime
import json
import os
import re
import sys

from yanyin_service import Service, make_id, make_key, mobile_of, person_name, today
from yanyin_tap import run_tests, say

DEEP = 100000
ROOM = 10 * 1024 * 1024
SECRET_TITLE = '绝密标题甲乙丙丁函'
SECRET_REASON = '不得见于日志之事由'

# Each stands alone as a document, and as the value of a member in one that is otherwise right.
BROKEN = [
    b'', b' ', b'{', b'}', b'[', b']', b'[1', b'[1,', b'[,1]', b'[1,]', b'[1 2]', b'[1]]', b'{"a"', b'{"a":', b'{"a":1',
    b'{"a":1,', b'{"a":1,}', b'{a:1}', b"{'a':1}", b'{"a" 1}', b'{"a":1 "b":2}', b'{,}', b'{1:1}', b'{"a":1}{', b'nul', b'tru',
    b'True', b'None', b'undefined', b'NaN', b'Infinity', b'-Infinity', b'-', b'+1', b'01', b'-01', b'1.', b'.5', b'1e', b'1e+',
    b'1E', b'0x1F', b'1_000', b'1,5', b'0.1.2', b'--1', b'1e400', b'-1e400', b'9' * 400, b'"', b'"a', b'"\\', b'"\\"', b'"\\x41"',
    b'"\\u"', b'"\\u12"', b'"\\u123g"', b'"\\ud800"', b'"\\udc00"', b'"\\ud800\\u0041"', b'"\\u0000"', b'"a\\u0000b"', b'"\\a"',
    b'"\x00"', b'"\x01"', b'"\n"', b'"\t"', b'"\x1f"', b'\x00', b'"a"\x00', b'"\xff"', b'"\xc0\xaf"', b'"\xc3"', b'"\xe0\x80\xaf"',
    b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xf8\x88\x80\x80\x80"', b'"\xe4\xb8"', b'"\x80"', b'/* */ 1', b'1 // x', b'# 1\n1',
    b'[1]x', b'"a" "b"', b'"a",', b'(1)', b'<a/>', b'{"a":1,"a":2}', b'{"a":{"b":1,"b":1}}', b'["\\u00e9\\"]', b'[\x0c1]', b'1\x0b',
    b'9223372036854775808', b'-9223372036854775809', b'[' * 33 + b']' * 33, b'{"a":' * 33 + b'1' + b'}' * 33, b'[' * DEEP,
    b'{"a":' * 30000, b'[' * DEEP + b']' * DEEP,
]
# Whole documents only.
BROKEN_WHOLE = [b'\xef\xbb\xbf{}', b'{}{}', b'{}\n{}', b'{} x', '{"id":"é"}'.encode('utf-16'), '{}'.encode('utf-32'), b'\xff\xfe', b'{}\x00']
# Sound JSON that is not what is wanted.
WRONG_SHAPE = [b'1', b'"a"', b'[]', b'null', b'true', b'{}', b'[{}]', b'[' * 32 + b']' * 32, b'{"":1}', b'{"a/b~c":1}']

NAUGHTY = [
    '<script>alert(1)</script>', '<b>粗</b> &amp; &', '%n%s%x%d', "'; DROP TABLE request; --", '" OR 1=1', '${jndi:ldap://x}', '../../etc/passwd',
    '=cmd|"/C calc"!A0', '@SUM(1+1)', '+1', '-1', '\\u0041\\', '🈶🈚️🉐', '👩‍👩‍👧‍👦 家庭', 'ﷺ', '᚛ᚄᚓᚐᚋᚒᚄ᚜', 'Ω≈ç√∫', '㛃䶮𬱖', '买买提·吐尔逊',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢', '\u3000\u3000全角空格\u3000', 'ⁿᵘˡˡ nul NULL undefined', 'true', '0', '1e5', '社會科學院語學研究所', 'クリック', '(╯°□°）╯',
    'a\u200bb', '中\u00a0文',
]
# Not to be shown as they are: control and direction characters, and what is no character.
BAD = ['a\x07b', 'a\x1b[31mred', 'a\rb', 'a\x7fb', 'a\x85b', '\u202egpj.exe', 'a\u2066b', 'a\u200fb', 'a\ufeffb', 'a\uffffb', 'a\ufdd0b', 'a\ufffeb']
ONE_LINE = ['a\nb', 'a\u2028b', 'a\u2029b']


class Stage:
    def __init__(self, service):
        self.service = service
        self.applicant, self.head = service.people('applicant', 'head')
        self.page = self.applicant.bring()
        self.draft = self.applicant.draft(pages=[self.page], material_name=SECRET_TITLE, reason=SECRET_REASON)

    def post_raw(self, path, content):
        return self.applicant.call('POST', f'/api/v1{path}', content, {
            'Content-Type': 'application/json', 'If-Match': '"1"', 'Idempotency-Key': make_key()})

    def state(self):
        return self.service.query('SELECT count(*), max(changed_usec), (SELECT count(*) FROM event) FROM request')

    def document(self, value):
        """A draft that is right but for its reason."""
        text = json.dumps({'form': self.applicant.form(reason='@@'), 'pages': []})
        return text.encode().replace(b'"@@"', value)

    def check(self, **changes):
        answer = self.applicant.post(f'/requests/{self.draft["id"]}/check',
                                     {'form': self.applicant.form(**changes), 'pages': [self.page]})
        if answer.status == 200:
            return [(issue['pointer'], issue['code'], issue['rule']) for issue in answer.json['errors']]
        answer.expect(422)
        return answer.issues


def say_where(answers, wanted):
    wrong = [f'{name}: {answer.status} {answer.body[:120]}' for name, answer in answers if answer.status not in wanted]
    assert not wrong, '\n'.join(wrong[:20])


def broken_json_is_refused_whole(stage):
    """JS01, JS02."""
    before = stage.state()
    answers = []
    for value in BROKEN + BROKEN_WHOLE:
        answers.append((value[:40], stage.post_raw('/requests', value)))
    for value in BROKEN:
        content = stage.document(value)
        # Two of them make one document that is right: a comma within braces is not there.
        for path in (f'/requests/{stage.draft["id"]}/draft', f'/requests/{stage.draft["id"]}/check'):
            answers.append((b'inside: ' + value[:40], stage.post_raw(path, content)))
    say_where(answers, (400, 413))
    assert all(answer.json['code'] in ('malformed', 'too-large') for _, answer in answers)
    say(f'{len(answers)} documents that are none')
    shapes = [(value, stage.post_raw('/requests', value)) for value in WRONG_SHAPE]
    say_where(shapes, (422,))
    for value, answer in shapes:
        assert answer.json['errors'], f'{value}: no field is named'
    assert stage.state() == before


def a_body_is_limited_in_size_and_kind(stage):
    before = stage.state()
    assert stage.post_raw('/requests', b'{"id":"' + b'a' * 256 * 1024 + b'"}').status == 413
    try:
        # Refused by its announced length: whoever sends on anyway may find the connection closed before he can read why.
        assert stage.post_raw('/requests', b'a' * 10 * 1024 * 1024).status == 413
    except ConnectionError:
        pass
    many = json.dumps({f'k{number}': 1 for number in range(20000)}).encode()
    answer = stage.post_raw('/requests', many).expect(422)
    assert len(answer.body) < len(many), f'{len(many)} bytes are answered with {len(answer.body)}'
    for kind in ('text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx',
                 'application/json; charset=utf-16', 'application/json; charset=gbk', ''):
        answer = stage.applicant.call('POST', '/api/v1/requests', b'{}', {'Content-Type': kind})
        assert answer.status == 415, f'{kind!r}: {answer.status}'
    assert stage.applicant.call('POST', '/api/v1/requests', b'{}').status == 415
    for coding in ('gzip', 'deflate', 'br', 'zstd', 'identity'):
        headers = {'Content-Type': 'application/json', 'Content-Encoding': coding}
        assert stage.applicant.call('POST', '/api/v1/requests', b'\x1f\x8b\x08', headers).status == 415, coding
    answer = stage.applicant.call('GET', '/api/v1/me', b'{}', {'Content-Type': 'application/json'})
    assert answer.status == 400, answer.status
    assert stage.state() == before


def places_that_are_no_text_are_refused(stage):
    """JS02: in path, query and header."""
    for path in ('/api/v1/numbers/%ff', '/api/v1/numbers/%c0%af', '/api/v1/numbers/%ed%a0%80', '/api/v1/numbers/%00',
                 '/api/v1/numbers/%0a', '/api/v1/numbers/%zz', '/api/v1/numbers/%4', '/api/v1/requests?list=mine&q=%ff',
                 '/api/v1/requests?list=mine&q=%00', '/api/v1/requests?list=mine&q=%c3', '/api/v1/requests?list=mine&q=a%0ab',
                 '/api/v1/requests?list=mine&list=mine', '/api/v1/requests/%2e%2e/me', '/api/v1/requests/..%2fme',
                 '/api/v1//me', '/api/v1/./me', '/api/v1/me/../me'):
        answer = stage.applicant.call('GET', path)
        assert answer.status == 400, f'{path}: {answer.status}'
    for path in ('/api/v1/me/', '/api/v1', '/', '/api/v2/me', '/API/V1/me', '/api/v1/requests;a=b', '/.git/config', '/favicon.ico'):
        answer = stage.applicant.call('GET', path)
        assert answer.status == 404, f'{path}: {answer.status}'
    answer = stage.applicant.call('GET', '/api/v1/numbers/' + 'a' * 9000)
    assert answer.status in (400, 404, 414, 431), answer.status
    answer = stage.applicant.call('GET', '/api/v1/me', headers={f'X-{number}': 'a' * 200 for number in range(400)}, check=False)
    assert answer.status == 431, answer.status


def texts_are_kept_as_they_are_or_refused_by_name(stage):
    """TX01, TX02."""
    fields = {'material_name': NAUGHTY, 'reason': NAUGHTY, 'seal_text': NAUGHTY}
    for field, texts in fields.items():
        for text in texts:
            draft = stage.applicant.draft(pages=[stage.page], **{field: text})
            assert stage.applicant.see(draft)['form'][field] == text, f'{field}: {text!r} is not what was sent'
            stage.applicant.try_move(draft, 'discard').expect(204)
    for field in ('material_name', 'seal_text', 'office_phone', 'mobile', 'reason'):
        for text in BAD + (ONE_LINE if field != 'reason' else []):
            answer = stage.applicant.post('/requests', {
                'id': make_id(), 'form': stage.applicant.form(**{field: text}), 'pages': []}).expect(422)
            assert [issue[:2] for issue in answer.issues] == [(f'/form/{field}', 'bad-character')], (text, answer.issues)
    for text in BAD + ONE_LINE:
        page = dict(stage.page, name=text)
        answer = stage.applicant.post('/requests', {'id': make_id(), 'form': stage.applicant.form(), 'pages': [page]}).expect(422)
        assert answer.issues == [('/pages/0/name', 'bad-character', 'R37')], (text, answer.issues)
    request = stage.applicant.move(stage.applicant.draft(pages=[stage.page]), 'submit')
    for text in BAD:
        answer = stage.head.try_move(request, 'return', reason=text).expect(422)
        assert answer.issues == [('/reason', 'bad-character', None)], (text, answer.issues)
    for text in NAUGHTY + BAD[:1]:
        answer = stage.applicant.get('/requests', list='mine', q=text)
        assert answer.status in (200, 400), f'{text!r}: {answer.status}'
    lines = stage.head.move(request, 'return', reason='第一行\n第二行 <b>&')
    assert lines['history'][-1]['reason'] == '第一行\n第二行 <b>&'


def texts_have_their_lengths(stage):
    """TX02: counted as a reader counts."""
    cases = {
        'material_name': [('函', 'too-short'), ('字' * 200, None), ('字' * 201, 'too-long'), ('字' * 10000, 'too-long'), ('', 'required'),
                          ('   ', 'required'), ('\u3000\u3000', 'required'), ('\u200d' * 10, 'required'), ('，。！？', 'no-words'),
                          ('函e' + '\u0301' * 500, None), ('函e' + '\u0301' * 2000, 'too-long'), ('𬱖' * 200, None)],
        'reason': [('四个字呀', 'too-short'), ('五个字呀呀', None), ('字' * 2001, 'too-long'), (' \n ', 'required'), ('……！！？？', 'no-words')],
        'office_phone': [('', None), ('0431-85099', None), ('打我电话吧', 'bad-phone'), ('1' * 41, 'too-long')],
        'mobile': [('', 'required'), ('1990000', 'bad-mobile'), ('19900000901', None), ('１９９００００１', 'bad-mobile'), ('29900000901', 'bad-mobile')],
    }
    for field, values in cases.items():
        for text, code in values:
            issues = [issue for issue in stage.check(**{field: text}) if issue[0] == f'/form/{field}']
            assert [issue[1] for issue in issues] == ([code] if code else []), f'{field} of {len(text)}: {text[:12]!r}: {issues}'
            assert all(issue[2] for issue in issues), 'no rule is named'


def a_rare_name_is_found(stage):
    draft = stage.applicant.draft(pages=[stage.page], material_name='𬱖㛃䶮同志证明')
    for text in ('𬱖', '㛃䶮', '同志证明'):
        found = stage.applicant.get('/requests', list='mine', q=text).expect(200).json['items']
        assert draft['id'] in [item['id'] for item in found], text
    for text in ('%', '_', '\\', '%%', '*', '\\%'):
        found = stage.applicant.get('/requests', list='mine', q=text).expect(200).json['items']
        assert draft['id'] not in [item['id'] for item in found], f'{text} is taken for a pattern'


def numbers_are_whole_and_in_their_range(stage):
    """NU01."""
    cases = {
        b'0': 'required', b'-1': 'too-small', b'1': None, b'999': None, b'1000': 'too-large', b'1000000000': 'too-large',
        b'2147483648': 'too-large', b'9223372036854775807': 'too-large', b'-9223372036854775808': 'too-small', b'1.5': 'wrong-type',
        b'1.0': 'wrong-type', b'1e2': 'wrong-type', b'"3"': 'wrong-type', '"３"'.encode(): 'wrong-type', b'true': 'wrong-type',
        b'[1]': 'wrong-type', b'{}': 'wrong-type', b'null': 'required', b'-0': 'required',
    }
    for number, code in cases.items():
        text = json.dumps({'form': stage.applicant.form(copies=777), 'pages': [stage.page]}).encode().replace(b'777', number)
        answer = stage.post_raw(f'/requests/{stage.draft["id"]}/check', text)
        issues = answer.json['errors']
        assert [(issue['pointer'], issue['code']) for issue in issues] == ([('/form/copies', code)] if code else []), (number, issues)
    for number in (b'9223372036854775808', b'1e400', b'1' * 100):
        text = json.dumps({'form': stage.applicant.form(copies=777), 'pages': []}).encode().replace(b'777', number)
        assert stage.post_raw(f'/requests/{stage.draft["id"]}/check', text).status == 400, number
    for rotation in (-90, 1, 45, 360, 2 ** 31):
        page = dict(stage.page, rotation=rotation)
        answer = stage.applicant.post('/requests', {'id': make_id(), 'form': stage.applicant.form(), 'pages': [page]}).expect(422)
        assert answer.issues[0][0] == '/pages/0/rotation', answer.issues


def days_are_days(stage):
    """DT01."""
    day = today()
    ahead = stage.applicant.get('/form-options').expect(200).json['policy']['days-ahead']

    def after(days):
        return (day + datetime.timedelta(days=days)).isoformat()

    cases = {'': 'required', after(0): None, after(-1): 'in-the-past', after(ahead): None, after(ahead + 1): 'too-far-ahead',
             '2024-02-29': 'in-the-past', '2026-02-30': 'not-a-date', '2025-02-29': 'not-a-date', '2400-02-29': 'too-far-ahead',
             '0000-00-00': 'not-a-date', '0001-01-01': 'not-a-date', '1999-12-31': 'in-the-past', '9999-12-31': 'too-far-ahead', '10000-01-01': 'not-a-date',
             f'{after(0)}T00:00:00Z': 'not-a-date', '9999-12-31T23:59:60Z': 'not-a-date', after(0).replace('-', '/'): 'not-a-date',
             after(0).replace('-', ''): 'not-a-date', f' {after(0)}': 'not-a-date', '明天': 'not-a-date', '正月初一': 'not-a-date',
             '２０２６-１２-０１': 'not-a-date', '2026-1-1': 'not-a-date', '-2026-12-01': 'not-a-date', 'now': 'not-a-date'}
    for text, code in cases.items():
        issues = stage.check(use_date=text)
        assert issues == ([('/form/use_date', code, 'R29')] if code else []), f'{text!r}: {issues}'


def pages_of_lists_are_asked_for_rightly(stage):
    """DT02."""
    for query, pointer in (({'limit': 0}, '?limit'), ({'limit': -1}, '?limit'), ({'limit': 101}, '?limit'), ({'limit': 10 ** 9}, '?limit'),
                           ({'limit': 'abc'}, '?limit'), ({'limit': ''}, '?limit'), ({'after': 'zzz'}, '?after'), ({'after': '1.2.3'}, '?after'),
                           ({'after': "1' OR 1=1"}, '?after'), ({'after': 'x' * 3000}, '?after'), ({'offset': 1}, '?offset'),
                           ({'list': 'all'}, '?list'), ({'list': ''}, '?list')):
        answer = stage.applicant.get('/requests', **{'list': 'mine', **query}).expect(422)
        assert answer.issues[0][0] == pointer, (query, answer.issues)
    for query, pointer in (({'major': 'maybe'}, '?major'), ({'seal': 'admin-seal', 'who': 'x'}, '?who')):
        answer = stage.applicant.get('/route', **query).expect(422)
        assert answer.issues[0][0] == pointer, (query, answer.issues)
    assert stage.applicant.get('/form-options', unit='housing').expect(422).issues == [('?unit', 'unknown-value', 'R25')]
    assert stage.applicant.get('/requests').expect(422).issues[0][0] == '?list'
    everything = stage.applicant.get('/requests', list='mine', limit=100).expect(200).json
    seen, after = [], None
    while True:
        query = {'after': after} if after else {}
        page = stage.applicant.get('/requests', list='mine', limit=2, **query).expect(200).json
        seen += [item['id'] for item in page['items']]
        after = page['next']
        if not after:
            break
    assert seen == [item['id'] for item in everything['items']], 'pages do not make up the list'
    assert len(seen) == everything['total']


def ids_are_made_rightly(stage):
    for request_id in ('', 'a', '1', make_id().upper(), make_id().replace('-', ''), make_id()[:-1], make_id() + '0',
                       '00000000-0000-4000-8000-000000000000', 'x' * 36, '一' * 36, '../' * 12):
        answer = stage.applicant.post('/requests', {'id': request_id, 'form': stage.applicant.form(), 'pages': []}).expect(422)
        assert answer.issues[0][0] == '/id', (request_id, answer.issues)


ATTACKS = (broken_json_is_refused_whole, a_body_is_limited_in_size_and_kind, places_that_are_no_text_are_refused,
           texts_are_kept_as_they_are_or_refused_by_name, texts_have_their_lengths, a_rare_name_is_found,
           numbers_are_whole_and_in_their_range, days_are_days, pages_of_lists_are_asked_for_rightly, ids_are_made_rightly)


def memory_stays_where_it_was(stage):
    """Once more the costliest ones: what they took is given back."""
    before = stage.service.memory()
    for _ in range(2):
        broken_json_is_refused_whole(stage)
        a_body_is_limited_in_size_and_kind(stage)
    grown = stage.service.memory() - before
    say(f'memory of the service: {before / 1e6:.1f} MB, and {grown / 1e6:+.1f} MB after it all again')
    assert grown < ROOM, f'{grown} bytes more than before'


def the_log_tells_nothing_of_papers_and_people(stage):
    log = stage.service.log()
    lines = log.splitlines()
    assert len(lines) > 500, 'the log is not on'
    for secret in (SECRET_TITLE, SECRET_REASON, person_name('applicant'), mobile_of('applicant'), 'DROP TABLE', 'jndi', 'gpj.exe',
                   stage.applicant.token, stage.page['sha256']):
        assert secret not in log, f'the log holds {secret!r}'
    odd = [line for line in lines if line and not re.match(r'^(\(yanyind:\d+\): )?(\*\* |[a-z-]+-)?[A-Za-z]+( \*\*)?: \d\d:\d\d:\d\d\.\d{3}: ', line)]
    assert not odd, f'lines that are no records: {odd[:5]}'
    assert not re.search(r'[\x00-\x08\x0b-\x1f\x7f]', log), 'control characters in the log'


def main():
    # A sanitizer keeps freed memory for a while to find its users; a little of it is enough here.
    if 'ASAN_OPTIONS' in os.environ:
        os.environ['ASAN_OPTIONS'] += ':quarantine_size_mb=8'
    service = Service().start()
    try:
        return run_tests((*ATTACKS, memory_stays_where_it_was, the_log_tells_nothing_of_papers_and_people), Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
