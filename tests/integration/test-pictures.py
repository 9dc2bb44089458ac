#!/usr/bin/python3
"""Pictures that strangers made, through the real endpoint: damaged, disguised, giant, too many, interrupted. None may stop or
swell the service, none is kept unless it is whole, and none comes back as something else than a picture."""

import os
import random
import struct
import sys
import time
import zlib

from yanyin_pictures import chunk, jpeg, png, segment, sha256
from yanyin_service import Service, in_threads, make_id
from yanyin_tap import run_tests, say

LARGEST = 20 * 1024 * 1024
FLIPS = 100
ROOM = 10 * 1024 * 1024
LONGEST_WAIT = 120

# What is no picture that is taken, whatever it is called: (bytes, what the refusal calls it).
OTHERS = {
    'PDF': b'%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n', 'ZIP': b'PK\3\4' + b'\0' * 60, 'GIF': b'GIF89a' + b'\1\0\1\0\0\0\0;',
    'SVG': b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    'XML': b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    'HTML': b'<!DOCTYPE html><script>alert(1)</script>', 'ELF': b'\x7fELF\2\1\1' + b'\0' * 100, 'BMP': b'BM' + b'\0' * 60,
    'ICO': b'\0\0\1\0\1\0' + b'\0' * 60, 'text': '关于维修的函'.encode(), 'shell': b'#!/bin/sh\nexit 0\n', 'nothing known': b'\x93\x01\x02' * 30,
    'RAR': b'Rar!\x1a\7\1\0' + b'\0' * 30, 'OLE': b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 60, 'PSD': b'8BPS\0\1' + b'\0' * 30,
    'XPM': b'/* XPM */\nstatic char *a[] = {"1 1 1 1"};', 'one byte': b'\xff', 'zeros': b'\0' * 100,
}


class Stage:
    def __init__(self, service):
        self.service = service
        self.applicant, self.stranger = service.people('applicant', 'stranger')
        self.numbers = iter(range(5000, 100000))

    def fresh(self, **about):
        return jpeg(next(self.numbers), **about)

    def kept(self, content):
        """What of it is in the database and on the disk."""
        digest = sha256(content)
        rows = self.service.query('SELECT count(*) FROM picture WHERE sha256 = ?', digest)[0][0]
        files = [name for _, _, names in os.walk(self.service.data) for name in names if digest in name]
        return rows, files

    def wait_for(self, condition, what):
        end = time.monotonic() + LONGEST_WAIT
        while not condition():
            assert time.monotonic() < end, f'{what} do not come'
            self.applicant.get('/badges').expect(200)

    def derived(self, content, variant):
        """Where it lies, or None."""
        digest = sha256(content)
        path = f'{self.service.data}/derived/{digest[:2]}/{digest[2:4]}/{digest}.{variant}'
        return path if os.path.exists(path) else None

    def try_bad(self, content, statuses=(413, 415, 422), name='page.jpg'):
        answer = self.applicant.upload(content, name)
        assert answer.status in statuses, f'{answer.status}: {answer.body[:200]}'
        if answer.status >= 400:
            assert answer.json['errors'] and answer.json['errors'][0]['code'], 'the refusal says nothing'
            assert self.kept(content) == (0, []), f'something was kept: {self.kept(content)}'
        return answer


def a_good_picture_comes_back_as_it_was(stage):
    for content, kind in ((stage.fresh(), 'image/jpeg'), (png(1), 'image/png'), (stage.fresh(width=2000, height=3000), 'image/jpeg')):
        page = stage.applicant.upload(content, '第一页.jpg').expect(201).json
        assert (page['sha256'], page['size'], page['mime'], page['name']) == (sha256(content), len(content), kind, '第一页.jpg')
        reference = {'sha256': page['sha256'], 'original_sha256': '', 'name': page['name'], 'rotation': 90}
        draft = stage.applicant.draft(pages=[reference])
        path = f'/requests/{draft["id"]}/pages/0'
        original = stage.applicant.get(f'{path}/original').expect(200)
        assert original.body == content and original.header('Content-Type') == kind
        assert "filename*=UTF-8''%E7%AC%AC%E4%B8%80%E9%A1%B5.jpg" in (original.header('Content-Disposition') or ''), \
            original.header('Content-Disposition')
        assert original.header('Content-Disposition').startswith('attachment;')
        for size in ('thumbnail', 'preview'):
            made = stage.applicant.get(f'{path}/{size}').expect(200)
            assert made.header('Content-Type') == 'image/jpeg' and made.body[:2] == b'\xff\xd8' and made.body[-2:] == b'\xff\xd9'
            tag = {'If-None-Match': made.header('ETag')}
            assert stage.applicant.call('GET', f'/api/v1{path}/{size}', headers=tag).status == 304
        assert 'default-src' in original.header('Content-Security-Policy')


def only_pictures_are_taken_whatever_their_name(stage):
    """IM04, IM06."""
    for what, content in OTHERS.items():
        for name in ('photo.jpg', 'photo.png'):
            answer = stage.try_bad(content, (415, 422), name)
            if what not in ('one byte', 'nothing known', 'zeros'):
                assert answer.status == 415 and answer.json['errors'][0]['code'] == 'unsupported', f'{what}: {answer.body[:200]}'
    # A right picture under a wrong name is a picture: the content decides.
    page = stage.applicant.upload(png(2), 'really.jpg')
    assert page.status in (200, 201) and page.json['mime'] == 'image/png'


def a_damaged_picture_is_never_kept(stage):
    """IM01, IM03: cut at each fiftieth."""
    cut = 0
    for whole in (stage.fresh(), png(3)):
        for part in range(50):
            content = whole[:len(whole) * part // 50]
            if content:
                stage.try_bad(content, (415, 422))
                cut += 1
        stage.try_bad(whole[:-1], (422,))
    for content in (b'\xff\xd8', b'\xff\xd8\xff\xe0', b'\x89PNG\r\n\x1a\n', b'\xff\xd8\xff\xd9', b'RIFF\4\0\0\0WEBP', b'II*\0\x08\0\0\0'):
        stage.try_bad(content, (415, 422))
    say(f'{cut} cut pictures')


def a_bit_that_fell_over_does_no_harm(stage):
    """IM03: whatever the verdict is, it is the same the next time."""
    dice = random.Random(7)
    verdicts = {}
    for number in range(FLIPS):
        content = bytearray(jpeg(number % 5) if number % 2 else png(number % 5))
        place = dice.randrange(len(content))
        content[place] ^= 1 << dice.randrange(8)
        content = bytes(content)
        first = stage.applicant.upload(content)
        assert first.status in (200, 201, 413, 415, 422), first.status
        again = stage.stranger.upload(content)
        assert (again.status // 100, again.status if again.status > 299 else 0) == \
            (first.status // 100, first.status if first.status > 299 else 0), f'{first.status} and then {again.status}'
        verdicts[first.status] = verdicts.get(first.status, 0) + 1
    say(f'{FLIPS} pictures with a bit turned: {verdicts}')


def a_picture_cannot_be_a_bomb(stage):
    """IM02: refused by what the header says, or by what it costs the process that looks."""
    huge = [png(4, told_size=size) for size in ((100000, 100000), (25200, 33300), (2 ** 31 - 1, 1), (1, 2 ** 31 - 1), (0, 10), (20001, 10))]
    frame = jpeg(4)
    for height, width in ((65500, 65500), (65535, 1), (30000, 30000), (0, 0)):
        huge.append(frame.replace(struct.pack('>BHHB', 8, 128, 96, 1), struct.pack('>BHHB', 8, height, width, 1)))
    for content in huge:
        stage.try_bad(content)
    # Little that unpacks to much, where nobody has to unpack it.
    bomb = zlib.compress(b'\0' * 30_000_000, 9)
    for kind, head in ((b'zTXt', b'Comment\0\0'), (b'iCCP', b'profile\0\0'), (b'iTXt', b'Comment\0\1\0\0\0')):
        stage.try_bad(png(5, extra=chunk(kind, head + bomb)), (200, 201, 413, 415, 422))
    scans = frame[:-2] + segment(0xda, b'\1\1\0\0\x3f\0') * 5000 + b'\xff\xd9'
    stage.try_bad(scans, (200, 201, 413, 415, 422))
    stage.try_bad(png(6, extra=b''.join(chunk(b'tEXt', b'k\0v') for _ in range(20000))), (200, 201, 413, 415, 422))


def what_hides_behind_a_picture_is_not_served_as_it(stage):
    """IM05: what people see was made anew, and the original is never run."""
    tail = b'PK\3\4' + b'<script>alert(document.domain)</script>' + os.urandom(1024 * 1024)
    for content in (stage.fresh() + tail, png(7) + tail, stage.fresh(extra=segment(0xfe, b'<?php system($_GET[0]); ?>'))):
        answer = stage.applicant.upload(content)
        if answer.status == 415 or answer.status == 422:
            continue
        answer.expect(201)
        reference = {'sha256': sha256(content), 'original_sha256': '', 'name': 'a.jpg.php', 'rotation': 0}
        path = f'/requests/{stage.applicant.draft(pages=[reference])["id"]}/pages/0'
        for size in ('thumbnail', 'preview'):
            made = stage.applicant.get(f'{path}/{size}').expect(200).body
            assert b'<script>' not in made and b'<?php' not in made and b'PK\3\4' not in made and len(made) < 100000
        original = stage.applicant.get(f'{path}/original').expect(200)
        assert original.header('Content-Type') in ('image/jpeg', 'image/png')
        assert (original.header('Content-Disposition') or '').startswith('attachment;'), original.header('Content-Disposition')


def where_it_was_taken_is_not_shown(stage):
    """IM08: place and camera stay in the sealed original."""
    exif = b'Exif\0\0II*\0\x08\0\0\0\1\0\x0f\1\2\0\x10\0\0\0\x1a\0\0\0\0\0\0\0SECRETCAMERA-42\0'
    content = stage.fresh(extra=segment(0xe1, exif))
    page = stage.applicant.upload(content).expect(201).json
    reference = {'sha256': page['sha256'], 'original_sha256': '', 'name': '', 'rotation': 0}
    path = f'/requests/{stage.applicant.draft(pages=[reference])["id"]}/pages/0'
    for size in ('thumbnail', 'preview'):
        made = stage.applicant.get(f'{path}/{size}').expect(200).body
        assert b'SECRETCAMERA' not in made and b'Exif' not in made
    assert stage.applicant.get(f'{path}/original').expect(200).body == content


def names_are_for_people_and_never_paths(stage):
    """IM10."""
    before = sorted(os.listdir(stage.service.folder))
    for name in ('../../etc/passwd', '/etc/passwd', 'C:\\x', '..', '.', 'CON', 'a.jpg.', 'a ', '"a".jpg', "a'b", 'a;b', '家庭👨‍👩‍👧.jpg', '字' * 80 + '.jpg',
                 '%2e%2e%2f', '=cmd()', '<img src=x>', ''):
        content = stage.fresh()
        page = stage.applicant.upload(content, name).expect(201).json
        assert page['name'] == name, f'{name!r} became {page["name"]!r}'
        reference = {'sha256': page['sha256'], 'original_sha256': '', 'name': name, 'rotation': 0}
        draft = stage.applicant.draft(pages=[reference])
        assert draft['pages'][0]['name'] == name
        sent = stage.applicant.get(f'/requests/{draft["id"]}/pages/0/original').expect(200).header('Content-Disposition')
        assert sent.startswith('attachment') and '/' not in sent.split('filename*')[0] and '\\' not in sent, sent
    # What cannot be shown is left away; the picture itself is as good as any.
    for name in ('a\u202egpj.exe', 'a\0b', 'a\nb', 'a\x1b[2J', '字' * 256):
        page = stage.applicant.upload(stage.fresh(), name).expect(201).json
        assert page['name'] == '', f'{name!r} became {page["name"]!r}'
    for raw in ('%ff%fe', '%', '%zz', 'a%00b'):
        content = stage.fresh()
        answer = stage.applicant.call('POST', f'/api/v1/uploads/{sha256(content)}', content, {
            'Upload-Length': str(len(content)), 'Upload-Offset': '0', 'Upload-Name': raw})
        assert answer.expect(201).json['name'] in ('', raw), answer.json['name']
    answer = stage.applicant.post('/requests', {'id': make_id(), 'form': stage.applicant.form(), 'pages': [
        {'sha256': sha256(content), 'original_sha256': '', 'name': '字' * 256, 'rotation': 0}]}).expect(422)
    assert answer.issues == [('/pages/0/name', 'too-long', 'R37')], answer.issues
    assert sorted(os.listdir(stage.service.folder)) == before, 'a file lies where none belongs'


def size_and_digest_are_kept_to(stage):
    """IM09, IM11."""
    content = stage.fresh()
    other = stage.fresh()
    answer = stage.applicant.upload(content, digest=sha256(other)).expect(422)
    assert answer.issues == [('', 'digest', None)], answer.issues
    assert stage.kept(content) == stage.kept(other) == (0, [])
    assert stage.applicant.get(f'/uploads/{sha256(other)}').status == 404
    answer = stage.applicant.upload(content, length=len(content) - 1).expect(422)
    assert answer.issues == [('', 'digest', None)], answer.issues
    assert stage.applicant.upload(content, length=0).status == 422
    assert stage.applicant.upload(content, length=LARGEST + 1).status == 413
    assert stage.applicant.upload(content, length=10 ** 15).status == 413
    for length, offset in (('-1', '0'), ('x', '0'), ('', '0'), ('10', '-1'), ('10', 'x'), ('1e3', '0'), ('10', '11'), ('9' * 30, '0')):
        answer = stage.applicant.call('POST', f'/api/v1/uploads/{sha256(content)}', content, {
            'Upload-Length': length, 'Upload-Offset': offset})
        assert answer.status in (400, 413, 422), f'{length} {offset}: {answer.status}'
    assert stage.applicant.call('POST', f'/api/v1/uploads/{sha256(content)}', content).status in (400, 428)
    for digest in ('a' * 63, 'a' * 65, 'A' * 64, 'g' * 64, 'abc'):
        answer = stage.applicant.upload(content, digest=digest).expect(422)
        assert answer.issues[0][0] == '/sha256', answer.issues
        assert stage.applicant.get(f'/uploads/{digest}').status == 422
    largest = content + os.urandom(LARGEST - len(content))
    answer = stage.applicant.upload(largest)
    assert answer.status in (201, 415, 422), answer.status
    try:
        answer = stage.applicant.upload(largest + b'x')
        assert answer.status == 413, answer.status
    except ConnectionError:
        pass
    assert stage.kept(largest + b'x') == (0, [])
    # After all that, the true one goes through.
    stage.applicant.upload(content).expect(201)


def an_interrupted_upload_goes_on_where_it_stood(stage):
    """IM11, NC01."""
    content = stage.fresh(width=640, height=480)
    digest, length = sha256(content), len(content)
    place = f'/uploads/{digest}'
    assert stage.applicant.get(place).status == 404
    third = length // 3
    assert stage.applicant.upload(content[:third], length=length, digest=digest).expect(202).json == {'offset': third}
    assert stage.applicant.get(place).expect(200).json == {'offset': third, 'page': None}
    assert stage.stranger.get(place).status == 404, 'another sees that it was begun'
    for offset in (0, third - 1, third + 1):
        answer = stage.applicant.upload(content[offset:offset + 10], offset=offset, length=length, digest=digest)
        assert answer.status == 409 and answer.header('Upload-Offset') == str(third), (answer.status, answer.headers)
    # Cut by the network in the middle of a piece: what came is there, and is the beginning of the file.
    connection = stage.applicant.connect()
    connection.putrequest('POST', f'/api/v1{place}')
    for name, value in (('Authorization', f'Bearer {stage.applicant.token}'), ('Upload-Length', length), ('Upload-Offset', third),
                        ('Content-Length', length - third)):
        connection.putheader(name, str(value))
    connection.endheaders(content[third:2 * third])
    for _ in range(10000):
        if stage.applicant.get(place).expect(200).json['offset'] > third:
            break
    # While it is open, nobody else writes to it.
    busy = stage.applicant.upload(content[third:], offset=third, length=length, digest=digest)
    assert busy.status == 409, busy.status
    connection.close()
    for _ in range(10000):
        offset = stage.applicant.get(place).expect(200).json['offset']
        answer = stage.applicant.upload(content[offset:], offset=offset, length=length, digest=digest)
        if answer.status != 409:
            break
    answer.expect(201)
    assert stage.applicant.upload(content).expect(200).json['sha256'] == digest
    assert stage.applicant.get(place).expect(200).json['page']['sha256'] == digest


def two_at_once_give_one_picture(stage):
    for _ in range(10):
        content = stage.fresh(width=320, height=320)
        answers = in_threads([lambda: stage.applicant.upload(content)] * 6)
        statuses = sorted(answer.status for answer in answers)
        assert set(statuses) <= {200, 201, 409} and statuses.count(201) <= 1, statuses
        # An answer comes before the file that it is about is closed: for that moment it is still somebody's.
        for _ in range(10000):
            final = stage.applicant.upload(content)
            if final.status != 409:
                break
        assert final.status in (200, 201), final.status
        assert stage.kept(content)[0] == 1


def previews_come_by_themselves(stage):
    """Nobody waits for a preview when he brings a picture, nor when he looks at it: it is made between the two, and what a stop
    came in the way of is made after it."""
    contents = [stage.fresh(width=1200, height=900) for _ in range(4)]
    for content in contents:
        stage.applicant.upload(content).expect(201)
        assert any(name.endswith('.thumbnail') for name in stage.kept(content)[1]), 'without a thumbnail'
    stage.wait_for(lambda: all(stage.derived(content, 'preview') for content in contents), 'previews')
    for content in contents[:2]:
        os.unlink(stage.derived(content, 'preview'))
    stage.service.stop()
    stage.service.start()
    stage.wait_for(lambda: all(stage.derived(content, 'preview') for content in contents), 'previews after the start')
    # And one that is asked for sooner comes as well.
    content = stage.fresh(width=1200, height=900)
    page = stage.applicant.upload(content).expect(201).json
    reference = {'sha256': page['sha256'], 'original_sha256': '', 'name': '', 'rotation': 0}
    path = f'/requests/{stage.applicant.draft(pages=[reference])["id"]}/pages/0/preview'
    made = {stage.applicant.get(path).expect(200).body for _ in range(5)}
    assert len(made) == 1, 'a preview is not always the same'


def one_person_cannot_fill_the_disk(stage):
    """IM09: what was brought and never used is limited for each person; others go on."""
    refused = None
    for number in range(400):
        content = jpeg(number, width=8, height=8) if number % 2 else b'x'
        answer = stage.stranger.upload(content, length=len(content) if number % 2 else LARGEST, digest=f'{number:064x}' if number % 2 == 0
                                       else None)
        if answer.status not in (200, 201, 202):
            refused = answer
            break
    assert refused is not None, '400 uploads that nobody uses were taken'
    assert refused.status == 507 and refused.json['code'] == 'no-space', refused.body
    assert refused.json['errors'][0]['code'] == 'too-many' and refused.json['errors'][0]['limit'] > 0, refused.body
    # A piece from the middle of what was never begun is no way around it.
    begun = len(os.listdir(f'{stage.service.data}/incoming'))
    for offset in (5, 0):
        answer = stage.stranger.upload(b'x', offset=offset, length=LARGEST, digest='e' * 64)
        assert answer.status == 507, f'at {offset}: {answer.status}'
    assert len(os.listdir(f'{stage.service.data}/incoming')) == begun, 'what was refused left a file'
    stage.applicant.upload(stage.fresh()).expect(201)


ATTACKS = (only_pictures_are_taken_whatever_their_name, a_damaged_picture_is_never_kept, a_bit_that_fell_over_does_no_harm,
           a_picture_cannot_be_a_bomb)


def memory_stays_where_it_was(stage):
    before = stage.service.memory()
    for attack in ATTACKS:
        attack(stage)
    grown = stage.service.memory() - before
    say(f'memory of the service: {before / 1e6:.1f} MB, and {grown / 1e6:+.1f} MB after it all again')
    assert grown < ROOM, f'{grown} bytes more than before'


TESTS = (a_good_picture_comes_back_as_it_was, *ATTACKS, memory_stays_where_it_was, what_hides_behind_a_picture_is_not_served_as_it,
         where_it_was_taken_is_not_shown, names_are_for_people_and_never_paths, size_and_digest_are_kept_to,
         an_interrupted_upload_goes_on_where_it_stood, two_at_once_give_one_picture, previews_come_by_themselves, one_person_cannot_fill_the_disk)


def main():
    # A sanitizer keeps freed memory for a while to find its users; a little of it is enough here.
    if 'ASAN_OPTIONS' in os.environ:
        os.environ['ASAN_OPTIONS'] += ':quarantine_size_mb=8'
    service = Service().start()
    try:
        return run_tests(TESTS, Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
