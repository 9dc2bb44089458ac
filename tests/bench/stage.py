"""What the measurements stand on: a throw-away department, the service, nginx, the naive service, and the tool that loads them."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import calls

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PASSWORD = 'demo-password-2026'


def program(build, name):
    for place, _, files in os.walk(build):
        if name in files and os.access(os.path.join(place, name), os.X_OK):
            return os.path.join(place, name)
    sys.exit(f'there is no program {name} below {build}')


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """Of a process, and of its children that have ended."""
    with open(f'/proc/{pid}/stat', encoding='utf-8') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf('SC_CLK_TCK')


class Stage:
    def __init__(self, build):
        self.build = build
        self.folder = tempfile.mkdtemp(prefix='yanyin-bench.')
        self.data = os.path.join(self.folder, 'data')
        self.port = free_port()
        self.service = self.nginx = self.naive = None

    def run(self, *command, **options):
        return subprocess.run(command, text=True, check=True, capture_output=True, **options).stdout

    def fill(self, n_requests):
        start = time.monotonic()
        print(self.run(program(self.build, 'yanyin-demo'), '--imaged', program(self.build, 'yanyin-imaged'), '--requests', str(n_requests),
                       '--variety', '8', '--source', os.path.join(ROOT, 'data', 'demo'), 'build', self.data).strip())
        print(f'  filled in {time.monotonic() - start:.1f} s', flush=True)

    def start_service(self):
        """Seconds until the first answer."""
        config = os.path.join(self.folder, 'yanyind.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write(f'[service]\nlisten=127.0.0.1:{self.port}\ndata={self.data}\nimaged={program(self.build, "yanyin-imaged")}\n')
        with open(os.path.join(self.folder, 'log'), 'w', encoding='utf-8') as log:
            begin = time.monotonic()
            self.service = subprocess.Popen([program(self.build, 'yanyind'), '--config', config], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while True:
            try:
                urllib.request.urlopen(f'http://127.0.0.1:{self.port}/healthz', timeout=1).read()
                return time.monotonic() - begin
            except OSError:
                if self.service.poll() is not None:
                    with open(log.name, encoding='utf-8') as said:
                        sys.exit('the service ended: ' + said.read())

    def stop_service(self):
        self.service.terminate()
        self.service.wait(timeout=60)
        self.service = None

    def stop(self):
        for process in (self.service, self.nginx, self.naive):
            if process:
                process.terminate()
                process.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)

    def memory(self):
        """PSS of the service itself in MB, image worker apart."""
        with open(f'/proc/{self.service.pid}/smaps_rollup', encoding='utf-8') as file:
            return next(int(line.split()[1]) for line in file if line.startswith('Pss:')) / 1024

    def decoding_seconds(self):
        """Processor time that pictures have taken so far."""
        found = self.run('ps', '-o', 'pid=', '--ppid', str(self.service.pid)).split() if self.has_children() else []
        return sum(cpu_seconds(pid) for pid in found)

    def has_children(self):
        return subprocess.run(['ps', '-o', 'pid=', '--ppid', str(self.service.pid)], capture_output=True, check=False).returncode == 0

    def start_nginx(self, picture):
        www = os.path.join(self.folder, 'www')
        os.makedirs(www)
        with open(os.path.join(www, 'hello'), 'w', encoding='utf-8') as file:
            file.write('hello, world\n')
        with open(os.path.join(www, 'picture'), 'wb') as file:
            file.write(picture)
        self.nginx_port = free_port()
        config = os.path.join(self.folder, 'nginx.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write(f'daemon off; worker_processes 2; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx.err;\n'
                       'events { worker_connections 1024; }\n'
                       f'http {{ access_log off; sendfile on; keepalive_requests 1000000; server {{ listen 127.0.0.1:{self.nginx_port}; root {www}; }} }}\n')
        os.chmod(self.folder, 0o755)
        self.nginx = subprocess.Popen(['nginx', '-c', config], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                socket.create_connection(('127.0.0.1', self.nginx_port), 1).close()
                return
            except OSError:
                if self.nginx.poll() is not None:
                    sys.exit('nginx ended')

    def start_naive(self):
        folder = os.path.join(self.folder, 'naive')
        os.makedirs(folder)
        self.naive = subprocess.Popen([program(self.build, 'yy-naive'), folder], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.naive_port = int(self.naive.stdout.readline())

    def begin_load(self, port, connections, seconds, chains, name='calls'):
        """Under way in the background; its standard output is for end_load()."""
        path = os.path.join(self.folder, name)
        calls.write_chains(path, chains)
        return subprocess.Popen([program(self.build, 'yy-load'), str(port), str(connections), str(seconds), path], stdout=subprocess.PIPE, text=True)

    def end_load(self, process):
        answer = json.loads(process.communicate()[0])
        if answer['errors']:
            print(f'  !! {answer["errors"]} of {answer["calls"]} failed', flush=True)
        return answer

    def load(self, port, connections, seconds, chains):
        return self.end_load(self.begin_load(port, connections, seconds, chains))

    def sign_in(self, account):
        body = json.dumps({'account': account, 'password': PASSWORD, 'device': 'bench'}).encode()
        ask = urllib.request.Request(f'http://127.0.0.1:{self.port}/api/v1/sessions', body, {'Content-Type': 'application/json'})
        answer = json.load(urllib.request.urlopen(ask))
        return {'account': account, 'token': answer['token'], 'id': answer['me']['person']['id'], 'me': answer['me']}

    def get(self, path, person):
        ask = urllib.request.Request(f'http://127.0.0.1:{self.port}{path}', headers={'Authorization': f'Bearer {person["token"]}'})
        return json.load(urllib.request.urlopen(ask))


def machine():
    """What ran these figures, and what else ran beside it."""
    with open('/proc/cpuinfo', encoding='utf-8') as file:
        name = re.search(r'model name\s*:\s*(.*)', file.read())
    return f'{os.cpu_count()} processors ({name[1] if name else "?"}), load {os.getloadavg()[0]:.1f}'
