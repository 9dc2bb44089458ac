"""Calls of the service as bytes, prepared so that yy-load has nothing to think about."""

import hashlib
import json
import os
import struct
import time
import uuid


def call(method, path, token=None, body=None, headers=(), raw=None):
    """One HTTP/1.1 call as bytes."""
    lines = [f'{method} {path} HTTP/1.1', 'Host: localhost']
    if token:
        lines.append(f'Authorization: Bearer {token}')
    content = raw
    if body is not None:
        content = json.dumps(body, ensure_ascii=False).encode()
        lines.append('Content-Type: application/json')
    elif raw is not None:
        lines.append('Content-Type: application/octet-stream')
    lines += [f'{name}: {value}' for name, value in headers]
    if content is not None:
        lines.append(f'Content-Length: {len(content)}')
    return '\r\n'.join(lines).encode() + b'\r\n\r\n' + (content or b'')


def write_chains(path, chains):
    with open(path, 'wb') as file:
        for chain in chains:
            file.write(struct.pack('>I', len(chain)))
            for item in chain:
                file.write(struct.pack('>I', len(item)) + item)


def new_id():
    """UUIDv7."""
    value = (int(time.time() * 1000) << 80) | int.from_bytes(os.urandom(10), 'big')
    value = value & ~(0xf << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return str(uuid.UUID(int=value))


def content_digest(request_id, form, pages):
    """What a decision signs: docs/ledger.md."""
    total = hashlib.sha256()

    def text(value):
        data = value.encode()
        total.update(struct.pack('>I', len(data)) + data)

    def number(value):
        total.update(struct.pack('>q', value))

    text('yanyin/content/1')
    text(request_id)
    for name in ('unit_id', 'office_phone', 'mobile', 'material_name', 'use_date', 'seal_id', 'seal_text'):
        text(form[name])
    number(form['copies'])
    for name in ('reason', 'reviewer_id', 'keeper_id', 'contract', 'major', 'not_blank'):
        text(form[name])
    number(len(pages))
    for page in pages:
        text(page['sha256'])
        text(page['original_sha256'])
        number(page['rotation'])
    return total.hexdigest()


def unique_jpeg(base, number):
    """The same picture with a comment of its own: other bytes, other digest."""
    comment = b'bench %d %s' % (number, os.urandom(8).hex().encode())
    return base[:2] + b'\xff\xfe' + struct.pack('>H', len(comment) + 2) + comment + base[2:]


def naive_submit(form, picture, number):
    """The same bytes as one submission for yy-naive: a form, and two pictures."""
    boundary = b'--------------------------' + os.urandom(12).hex().encode()
    text = json.dumps(dict(form, material_name=f'用印材料 {number}'), ensure_ascii=False).encode()
    body = b'--' + boundary + b'\r\nContent-Disposition: form-data; name="form"\r\n\r\n' + text + b'\r\n'
    for _ in range(2):
        body += (b'--' + boundary + b'\r\nContent-Disposition: form-data; name="page"; filename="page.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' +
                 unique_jpeg(picture, number) + b'\r\n')
    return call('POST', '/submit', raw=body + b'--' + boundary + b'--\r\n')


class Maker:
    """Requests of one applicant on their way to a leader, as chains of calls."""

    def __init__(self, applicant, head, leader, form):
        self.applicant, self.head, self.leader, self.form = applicant, head, leader, form

    def move(self, token, request_id, revision, **body):
        return call('POST', f'/api/v1/requests/{request_id}/moves', token, body,
                    [('If-Match', f'"{revision}"'), ('Idempotency-Key', os.urandom(16).hex())])

    def create(self, pages, name):
        """(request id, digest, [create, submit])"""
        request_id, form = new_id(), dict(self.form, material_name=name)
        digest = content_digest(request_id, form, pages)
        return request_id, digest, [
            call('POST', '/api/v1/requests', self.applicant['token'], {'id': request_id, 'form': form, 'pages': pages}),
            self.move(self.applicant['token'], request_id, 1, action='submit', digest=digest)]

    def forward(self, request_id, digest):
        return self.move(self.head['token'], request_id, 2, action='forward', digest=digest, next_id=self.leader['id'])

    def approve(self, request_id, digest):
        return self.move(self.leader['token'], request_id, 3, action='approve', digest=digest)

    def upload(self, data):
        sha = hashlib.sha256(data).hexdigest()
        page = {'sha256': sha, 'original_sha256': sha, 'name': 'page.jpg', 'rotation': 0}
        return page, call('POST', f'/api/v1/uploads/{sha}', self.applicant['token'], raw=data,
                          headers=[('Upload-Length', len(data)), ('Upload-Offset', 0)])
