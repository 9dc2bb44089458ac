#!/usr/bin/python3
"""R15: the regulation is attached to the service: the text of the office, and every rule with its clause. Who is refused and cannot read
by what, asks the office."""

import os
import re
import sys

from yanyin_service import ROOT, Service
from yanyin_tap import run_tests

TEXT = '\ufeff江畔大学后勤保障部印章使用管理办法\n\n第一章　总则\n第一条　先审批、后用印。\n'


def rules_of_the_file():
    """[(id, clause)] of the table that the program comes with, each rule once."""
    found = {}
    with open(f'{ROOT}/data/rules/notice.rules', encoding='utf-8') as file:
        for block in file.read().split('\n[rule ')[1:]:
            found.setdefault(re.split(r'[.\]]', block)[0], re.search(r'^clause=(.*)$', block, re.MULTILINE)[1])
    return list(found.items())


def read(service):
    return service.person('applicant').get('/regulation').expect(200).json


def without_a_file_the_clauses_are_its_articles(service):
    told = read(service)
    rules = [(rule['id'], rule['clause']) for rule in told['rules']]
    assert rules == rules_of_the_file(), rules
    clauses = list(dict.fromkeys(clause for _, clause in rules))
    lines = told['text'].split('\n')
    assert [line.split('　', 1)[1] for line in lines] == clauses, lines
    assert [line.split('　')[0] for line in lines[:3]] == ['第一条', '第二条', '第三条'] and lines[19].startswith('第二十条　'), lines
    assert (told['title'], told['of_office']) == ('后勤保障部印章使用管理办法', False), told['title']


def nobody_else_reads_it(service):
    assert service.person('applicant', sign_in=False).get('/regulation').status == 401


def what_the_office_wrote_is_shown_as_it_stands_now(service):
    path = service.settings['SERVICE_REGULATION']
    for text in (TEXT, TEXT.replace('第一条', '第二条')):
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        told = read(service)
        assert (told['title'], told['of_office']) == ('江畔大学后勤保障部印章使用管理办法', True), told
        assert told['text'] == text.split('\n', 1)[1].strip(), told['text']
        assert len(told['rules']) == len(rules_of_the_file())


def a_file_that_is_no_text_is_not_shown(service):
    path = service.settings['SERVICE_REGULATION']
    for content in (b'', b'\xff\xfe\x00', b'x' * (256 * 1024 + 1)):
        with open(path, 'wb') as file:
            file.write(content)
        assert not read(service)['of_office'], content[:8]
    os.remove(path)
    assert not read(service)['of_office']


def another_table_is_told_once_it_is_in_force(service):
    with open(f'{ROOT}/data/rules/notice.rules', encoding='utf-8') as file:
        changed = file.read().replace('clause=服务企业用印需主管科室申请。', 'clause=服务企业用印一律由主管科室申请。')
    path = f'{service.folder}/changed.rules'
    with open(path, 'w', encoding='utf-8') as file:
        file.write(changed)
    service.stop()
    service.ctl('rules', 'set', path)
    service.start()
    told = read(service)
    assert {rule['id']: rule['clause'] for rule in told['rules']}['R12'] == '服务企业用印一律由主管科室申请。', told['rules']
    assert '服务企业用印一律由主管科室申请。' in told['text']


def main():
    service = Service()
    service.settings['SERVICE_REGULATION'] = f'{service.folder}/regulation.txt'
    service.start()
    try:
        return run_tests((without_a_file_the_clauses_are_its_articles, nobody_else_reads_it,
                          what_the_office_wrote_is_shown_as_it_stands_now, a_file_that_is_no_text_is_not_shown,
                          another_table_is_told_once_it_is_in_force), service)
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
