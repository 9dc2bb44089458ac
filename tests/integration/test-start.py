#!/usr/bin/python3
"""Starting and stopping: an operator reads what is wrong and what to do, two services never share a folder, and what is under
way when it stops is finished."""

import os
import subprocess
import sys
import tempfile
import threading

from yanyin_service import Service, in_threads, program
from yanyin_tap import run_tests


def start(*words, **settings):
    environment = {name: value for name, value in os.environ.items() if name not in ('LANG', 'LC_ALL', 'LANGUAGE')}
    environment.update({f'YANYIN_{name}': value for name, value in settings.items()})
    done = subprocess.run([program('YANYIND'), *words], env=environment, capture_output=True, timeout=60, check=False,
                          stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def an_empty_folder_says_what_to_do(_):
    with tempfile.TemporaryDirectory() as folder:
        code, _, said = start(SERVICE_DATA=folder, SERVICE_LISTEN='127.0.0.1:0')
        assert code == 1 and folder in said and 'yanyinctl' in said, said
        assert '?' not in said, f'not to be read: {said}'


def a_wrong_setting_is_named(_):
    for name, value, words in (('HTTP_THREADS', '0', ('threads', '1', '64')), ('HTTP_THREADS', 'many', ('threads', 'many')),
                               ('SERVICE_TRUST_PROXY', 'perhaps', ('trust_proxy', 'true')), ('SERVICE_LISTEN', 'nowhere', ('listen',)),
                               ('SERVICE_LISTEN', '127.0.0.1:99999', ('listen',))):
        code, _, said = start('--check-config', **{name: value})
        assert code == 2 and all(word in said for word in words), said
        assert '?' not in said, f'not to be read: {said}'
    with tempfile.NamedTemporaryFile('w', suffix='.conf', encoding='utf-8') as file:
        file.write('[http]\nthread=2\n')
        file.flush()
        code, _, said = start('--check-config', '--config', file.name)
        assert code == 2 and 'thread' in said and file.name in said, said
    assert start('--check-config', '--config', '/nonexistent/yanyind.conf')[0] == 2


def the_settings_in_force_are_shown(_):
    code, shown, _ = start('--check-config', HTTP_THREADS='3')
    assert code == 0 and 'threads=3' in shown and 'listen=127.0.0.1:8460' in shown, shown


def two_services_never_share_a_folder(service):
    """FT11."""
    code, _, said = start(SERVICE_DATA=service.data, SERVICE_LISTEN='127.0.0.1:0')
    assert code == 1 and service.data in said, said
    assert '?' not in said, f'not to be read: {said}'
    assert service.ctl('init', 'X', check=False).returncode != 0, 'yanyinctl began anew beside the service'
    service.person('head').get('/me').expect(200)


def what_the_operator_changes_counts_at_once(service):
    """AU10: while the service runs."""
    person = service.person('colleague')
    draft = person.draft(pages=[])
    service.ctl('account', 'disable', 'colleague')
    assert person.get('/me').status == person.save(draft, dict(draft['form'], copies=9)).status == 401
    service.ctl('account', 'enable', 'colleague')
    assert person.get('/me').status == 401, 'a session came back to life'
    assert service.person('colleague').see(draft)['revision'] == 1
    service.ctl('policy', 'set', 'section-may-approve', 'admin')
    head = service.person('head')
    request = service.person('applicant').submitted()
    assert head.move(head.see(request), 'approve')['state'] == 'approved'
    service.ctl('policy', 'set', 'section-may-approve', '')
    request = service.person('applicant').submitted()
    assert head.try_move(head.see(request), 'approve').expect(409).issues == [('/action', 'needs-leader', 'A02')]


def a_port_that_is_taken_is_named(service):
    other = Service()
    try:
        code, _, said = start(SERVICE_DATA=other.data, SERVICE_LISTEN=f'127.0.0.1:{service.port}')
        assert code == 1 and str(service.port) in said, said
    finally:
        other.close()


def what_is_under_way_is_finished(service):
    """FT12: fifty calls when it is asked to stop: each is answered truly, or not at all and then it did not happen."""
    applicant = service.person('applicant')
    drafts = [applicant.draft(pages=[]) for _ in range(50)]
    gate = threading.Barrier(51)

    def save(draft):
        gate.wait(60)
        try:
            return applicant.save(draft, dict(draft['form'], copies=77)).status
        except OSError:
            return None

    def stop():
        gate.wait(60)
        service.stop()

    results = in_threads([stop, *(lambda draft=draft: save(draft) for draft in drafts)])[1:]
    assert set(results) <= {200, 503, None}, set(results)
    stored = {row[0] for row in service.query('SELECT request_id FROM request WHERE copies = 77')}
    for draft, status in zip(drafts, results):
        assert status != 200 or draft['id'] in stored, 'acknowledged, and not there'
        assert status != 503 or draft['id'] not in stored, 'refused, and there'
    service.start()
    applicant.get('/me').expect(200)


def pictures_that_are_looked_at_hold_up_no_stop(service):
    """Each is looked at after its answer (R09); what was found out when the service ends is kept or found out again."""
    applicant = service.person('applicant')
    for number in range(6):
        pages = [applicant.bring(700 + 3 * number + place) for place in range(3)]
        service.stop()
        service.start()
        request = applicant.draft(pages=pages, material_name='关于停机检修的函')
        assert len(applicant.see(request)['pages']) == 3


TESTS = (an_empty_folder_says_what_to_do, a_wrong_setting_is_named, the_settings_in_force_are_shown,
         two_services_never_share_a_folder, what_the_operator_changes_counts_at_once, a_port_that_is_taken_is_named, what_is_under_way_is_finished,
         pictures_that_are_looked_at_hold_up_no_stop)


def main():
    service = Service().start()
    try:
        return run_tests(TESTS, service)
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
