#!/usr/bin/python3
"""The contract of the service, docs/openapi.yaml: sound by our own rules, and by Redocly's where npm can fetch it."""

import os
import re
import shutil
import subprocess
import sys

import yaml

CONTRACT = 'docs/openapi.yaml'
REDOCLY = '@redocly/cli@2'
METHODS = ('get', 'put', 'post', 'delete', 'patch', 'head')
SECONDS = 150


class StrictLoader(yaml.SafeLoader):
    """YAML that refuses a key given twice: the second would hide the first."""


def mapping_without_duplicates(loader, node, deep=False):
    seen = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=deep)
        if key in seen:
            raise yaml.YAMLError(f'line {key_node.start_mark.line + 1}: {key} is given twice')
        seen.add(key)
    return yaml.SafeLoader.construct_mapping(loader, node, deep)


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping_without_duplicates)


def resolve(document, reference):
    place = document
    for part in reference.removeprefix('#/').split('/'):
        place = place[part.replace('~1', '/').replace('~0', '~')]
    return place


def references(node, path='#'):
    if isinstance(node, dict):
        if isinstance(node.get('$ref'), str):
            yield path, node['$ref']
        for key, value in node.items():
            yield from references(value, f'{path}/{key}')
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from references(value, f'{path}/{number}')


def parameter_names(document, *lists):
    for entry in (entry for part in lists for entry in part or []):
        entry = resolve(document, entry['$ref']) if '$ref' in entry else entry
        if entry.get('in') == 'path':
            yield entry['name']


def operation_problems(document):
    ids = set()
    for path, item in document['paths'].items():
        for method in (name for name in METHODS if name in item):
            operation = item[method]
            where = f'{method.upper()} {path}'
            name = operation.get('operationId')
            if not name or name in ids:
                yield f'{where}: the operationId is missing or used twice'
            ids.add(name)
            if not operation.get('summary'):
                yield f'{where}: no summary'
            if not any(str(status).startswith('2') for status in operation.get('responses', {})):
                yield f'{where}: no answer for success'
            declared = set(parameter_names(document, item.get('parameters'), operation.get('parameters')))
            if declared != set(re.findall(r'{(\w+)}', path)):
                yield f'{where}: the parameters of the path are not those declared ({sorted(declared)})'


def own_problems():
    try:
        with open(CONTRACT, encoding='utf-8') as file:
            document = yaml.load(file, StrictLoader)
    except FileNotFoundError:
        return [f'{CONTRACT} is missing: it is the contract between service and client']
    except yaml.YAMLError as error:
        return [f'{CONTRACT}: {error}']
    problems = []
    if not str(document.get('openapi', '')).startswith('3.1'):
        problems.append('openapi is not 3.1')
    for path, reference in references(document):
        try:
            resolve(document, reference)
        except (KeyError, TypeError):
            problems.append(f'{path}: {reference} leads nowhere')
    if not problems:
        problems.extend(operation_problems(document))
    return problems


def redocly_problems():
    """What Redocly finds. Without npm, or without a network to fetch it, our own rules have to do."""
    npm = shutil.which('npm')
    if not npm:
        print('there is no npm: Redocly was not asked')
        return []
    command = [npm, 'exec', '--yes', f'--package={REDOCLY}', '--', 'redocly']
    environment = dict(os.environ, REDOCLY_TELEMETRY='off', REDOCLY_SUPPRESS_UPDATE_NOTICE='true', CI='true')
    try:
        version = subprocess.run([*command, '--version'], capture_output=True, text=True, timeout=SECONDS,
                                 env=environment, stdin=subprocess.DEVNULL, check=False)
        if version.returncode != 0:
            print('npm could not fetch Redocly: it was not asked')
            return []
        answer = subprocess.run([*command, 'lint', '--config', 'tests/lint/redocly.yaml', '--format=stylish', CONTRACT],
                                capture_output=True, text=True, timeout=SECONDS, env=environment,
                                stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        print(f'Redocly did not answer within {SECONDS} s')
        return []
    return [] if answer.returncode == 0 else [answer.stdout or answer.stderr]


def main():
    problems = own_problems() or redocly_problems()
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
