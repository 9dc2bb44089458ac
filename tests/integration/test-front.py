#!/usr/bin/python3
"""The nginx that we ship in front of the service: without these, callers forge their address, guess passwords by the
thousand, fill the disk with bodies, or speak in the clear.

usage: test-front.py SOURCE_ROOT        (TAP; drives the real nginx with data/nginx/yanyin.conf before an echoing service)
"""

import http.client
import http.server
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import warnings

NAME = 'yanyin.example.edu.cn'
READY_SECONDS = 20


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with what reached it: path, headers, and how many bytes."""

    protocol_version = 'HTTP/1.1'
    server_version = 'secret-service/1.2.3'

    def answer(self):
        received = 0
        remaining = int(self.headers.get('Content-Length', 0))
        while remaining > 0:
            chunk = self.rfile.read(min(remaining, 1 << 20))
            if not chunk:
                break
            received += len(chunk)
            remaining -= len(chunk)
        body = json.dumps({'path': self.path, 'headers': dict(self.headers), 'received': received}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


class Front:
    """nginx with the shipped configuration; only ports, certificate and the service's address are put in."""

    def __init__(self, root):
        self.folder = tempfile.mkdtemp(prefix='yanyin-front-')
        self.service = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Echo)
        self.service.daemon_threads = True
        threading.Thread(target=self.service.serve_forever, daemon=True).start()
        self.plain, self.tls = free_ports(2)
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', f'/CN={NAME}',
                        '-keyout', f'{self.folder}/privkey.pem', '-out', f'{self.folder}/fullchain.pem'],
                       check=True, capture_output=True)
        with open(f'{root}/data/nginx/yanyin.conf', encoding='utf-8') as file:
            text = file.read()
        lines = [line for line in text.splitlines() if 'listen [::]' not in line]
        text = '\n'.join(lines).replace('/etc/yanyin/tls', self.folder)
        text = text.replace('listen 80;', f'listen 127.0.0.1:{self.plain};')
        text = text.replace('listen 443 ', f'listen 127.0.0.1:{self.tls} ')
        text = text.replace('server 127.0.0.1:8460;', f'server 127.0.0.1:{self.service.server_port};')
        temporary = ''.join(f'{name}_temp_path {self.folder}/{name};\n'
                            for name in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        with open(f'{self.folder}/nginx.conf', 'w', encoding='utf-8') as file:
            file.write(f'daemon off;\nmaster_process off;\npid {self.folder}/pid;\nerror_log {self.folder}/log warn;\n'
                       f'events {{}}\nhttp {{\naccess_log off;\n{temporary}{text}\n}}\n')
        self.nginx = subprocess.Popen([nginx_program(), '-p', self.folder, '-c', f'{self.folder}/nginx.conf'],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait_ready()

    def wait_ready(self):
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(('127.0.0.1', self.tls), timeout=1).close()
                return
            except OSError:
                try:
                    self.nginx.wait(timeout=0.05)
                except subprocess.TimeoutExpired:
                    continue
                break
        with open(f'{self.folder}/log', encoding='utf-8') as log:
            sys.exit(f'Bail out! nginx does not start: {log.read()}')

    def connect(self):
        context = ssl.create_default_context(cafile=f'{self.folder}/fullchain.pem')
        context.check_hostname = False
        return http.client.HTTPSConnection('127.0.0.1', self.tls, context=context, timeout=30)

    def socket(self):
        connection = self.connect()
        connection.connect()
        return connection.sock

    def ask(self, method, path, body=None, headers=None):
        connection = self.connect()
        connection.request(method, path, body=body, headers={'Host': NAME, **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content

    def close(self):
        self.nginx.terminate()
        self.nginx.wait(timeout=20)
        self.service.shutdown()
        self.service.server_close()
        shutil.rmtree(self.folder)


def nginx_program():
    return shutil.which('nginx', path=f'{os.environ["PATH"]}:/usr/sbin')


def free_ports(number):
    sockets = [socket.socket() for _ in range(number)]
    for one in sockets:
        one.bind(('127.0.0.1', 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def plain_http_leads_to_https(front):
    connection = http.client.HTTPConnection('127.0.0.1', front.plain, timeout=30)
    connection.request('GET', '/api/v1/meta?a=b', headers={'Host': NAME})
    answer = connection.getresponse()
    assert answer.status == 301, answer.status
    assert answer.getheader('Location') == f'https://{NAME}/api/v1/meta?a=b', answer.getheader('Location')


def a_caller_cannot_forge_his_address(front):
    _, content = front.ask('GET', '/api/v1/meta', headers={'X-Forwarded-For': '203.0.113.9', 'Forwarded': 'for=203.0.113.9'})
    headers = {name.lower(): value for name, value in json.loads(content)['headers'].items()}
    assert headers['x-forwarded-for'] == '127.0.0.1', headers
    assert headers['x-forwarded-proto'] == 'https', headers
    assert '203.0.113.9' not in json.dumps(headers), headers
    assert headers['host'] == NAME, headers


def answers_demand_tls_and_hide_versions(front):
    answer, _ = front.ask('GET', '/api/v1/meta')
    assert 'max-age=' in (answer.getheader('Strict-Transport-Security') or ''), answer.getheaders()
    assert answer.getheader('Server') == 'nginx', answer.getheaders()
    assert answer.getheader('X-Content-Type-Options') == 'nosniff', answer.getheaders()


def health_is_not_for_strangers(front):
    for path in ('/healthz', '/readyz', '/metrics', '/'):
        answer, _ = front.ask('GET', path)
        assert answer.status == 404, f'{path}: {answer.status}'


def only_uploads_are_large(front):
    large = bytes(2 << 20)
    answer, _ = front.ask('POST', '/api/v1/requests', body=large)
    assert answer.status == 413, answer.status
    answer, content = front.ask('POST', '/api/v1/uploads/abc', body=large)
    assert answer.status == 200, answer.status
    assert json.loads(content)['received'] == len(large), content


def a_giant_upload_is_refused_unread(front):
    with front.socket() as connection:
        connection.sendall(f'POST /api/v1/uploads/abc HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 99999999\r\n\r\n'.encode())
        assert b' 413 ' in connection.recv(4096).split(b'\r\n')[0]


def old_tls_is_refused(front):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers('ALL:@SECLEVEL=0')
    warnings.simplefilter('ignore', DeprecationWarning)
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    try:
        with socket.create_connection(('127.0.0.1', front.tls), timeout=10) as raw, context.wrap_socket(raw):
            raise AssertionError('TLS 1.1 was spoken')
    except (ssl.SSLError, ConnectionError):
        pass


def passwords_are_not_guessed_by_the_thousand(front):
    statuses = [front.ask('POST', '/api/v1/sessions', body=b'{}')[0].status for _ in range(45)]
    assert statuses[:20] == [200] * 20, statuses
    assert 429 in statuses, statuses
    assert front.ask('GET', '/api/v1/meta')[0].status == 200


TESTS = (plain_http_leads_to_https, a_caller_cannot_forge_his_address, answers_demand_tls_and_hide_versions,
         health_is_not_for_strangers, only_uploads_are_large, a_giant_upload_is_refused_unread, old_tls_is_refused,
         passwords_are_not_guessed_by_the_thousand)


def main():
    if not nginx_program() or not shutil.which('openssl'):
        print('1..0 # SKIP there is no nginx, or no openssl')
        return 0
    front = Front(sys.argv[1])
    failed = False
    print(f'1..{len(TESTS)}')
    for number, test in enumerate(TESTS, 1):
        try:
            test(front)
            print(f'ok {number} - {test.__name__.replace("_", " ")}', flush=True)
        except (AssertionError, OSError, http.client.HTTPException) as problem:
            failed = True
            print(f'# {problem!r}\nnot ok {number} - {test.__name__.replace("_", " ")}', flush=True)
    front.close()
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
