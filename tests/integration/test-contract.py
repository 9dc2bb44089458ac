#!/usr/bin/python3
"""The contract, docs/openapi.yaml, against the tables of the program: without this, a client written by the contract calls
what is not there, misses what is, or does not know the words that it gets.

usage: test-contract.py SOURCE_ROOT        (TAP; reads sources, needs no service)
"""

import re
import sys

import yaml

from yanyin_tap import run_tests

ROOT = sys.argv[1]
ROUTE = re.compile(r'{\s*"([A-Z]+)",\s*"(/[^"]*)",\s*YY_HTTP_LANE_\w+,\s*([A-Z_ |]+),\s*\d+,\s*YY_HTTP_BODY_(\w+),')
TABLE = re.compile(r'^const YyHttpRoute (\w+)\[\] = {(.*?)^};', re.MULTILINE | re.DOTALL)


def read(path):
    with open(f'{ROOT}/{path}', encoding='utf-8') as file:
        return file.read()


def contract():
    return yaml.safe_load(read('docs/openapi.yaml'))


def routes_of_program():
    """{(method, path): (public, body)} of every table that yy-service.c adds to the server."""
    service = read('src/service/yy-service.c')
    names = re.findall(r'yy_http_server_add_routes \(server, (\w+)\)', service)
    assert names, 'no table of routes is added in yy-service.c'
    found = {}
    for name in re.findall(r'extern const YyHttpRoute (\w+)\[\];', read('src/service/http/yy-services.h')):
        assert name in names, f'{name} is declared, but never added to the server'
    for name in names:
        resource = name.removeprefix('yy_http_').removesuffix('_routes')
        tables = {}
        for file in (f'src/service/http/yy-http-{resource}.c', f'src/service/http/yy-http-{resource}s.c'):
            try:
                tables.update(TABLE.findall(read(file)))
            except FileNotFoundError:
                continue
        assert name in tables, f'the table {name} is not where it is looked for'
        rows = ROUTE.findall(tables[name])
        assert len(rows) == len(re.findall(r'{\s*"', tables[name])), f'{name}: a row that this test cannot read'
        for method, path, flags, body in rows:
            assert (method, path) not in found, f'{method} {path} is there twice'
            found[method, path] = ('YY_HTTP_PUBLIC' in flags, body)
    return found


def operations():
    return {(method.upper(), path): operation for path, item in contract()['paths'].items()
            for method, operation in item.items() if method in ('get', 'post', 'put', 'patch', 'delete')}


def every_route_is_in_the_contract_and_no_other():
    program, written = set(routes_of_program()), set(operations())
    assert program == written, f'not in openapi.yaml: {sorted(program - written)}; no route: {sorted(written - program)}'


def what_needs_a_token_is_the_same_in_both():
    written = operations()
    for key, (public, _) in routes_of_program().items():
        assert 'security' in written[key], f'{key}: no security is named'
        assert (written[key]['security'] == []) == public, f'{key}: public is {public}'


def what_takes_a_body_is_the_same_in_both():
    written = operations()
    for key, (_, body) in routes_of_program().items():
        content = written[key].get('requestBody', {}).get('content', {})
        wanted = {'NONE': [], 'JSON': ['application/json'], 'RAW': ['application/octet-stream']}[body]
        assert list(content) == wanted, f'{key}: {list(content)} instead of {wanted}'


def bodies_take_no_members_that_are_not_written_down():
    document = contract()

    def check(schema, where):
        if '$ref' in schema:
            name = schema['$ref'].rsplit('/', 1)[1]
            check(document['components']['schemas'][name], name)
        if schema.get('type') == 'object' or 'properties' in schema and 'type' in schema:
            assert schema.get('additionalProperties') is False, f'{where}: other members are allowed'
        for name, inner in schema.get('properties', {}).items():
            check(inner, f'{where}/{name}')
        if 'items' in schema:
            check(schema['items'], f'{where}[]')

    for (method, path), operation in operations().items():
        for kind, content in operation.get('requestBody', {}).get('content', {}).items():
            if kind == 'application/json':
                check(content['schema'], f'{method} {path}')
    for name, schema in document['components']['schemas'].items():
        check(schema, name)


def nicks(path, table):
    """The words between the quotes of a table; of those of structures the first of each row."""
    match = re.search(rf'\b{table}\[[^]]*\] = {{(.*?)}};', read(path), re.DOTALL)
    assert match, f'{path}: no table {table}'
    rows = re.findall(r'\[YY_\w+\] =\s*{?\s*"([^"]+)"', match[1])
    return rows or re.findall(r'"([^"]+)"', match[1])


def words_are_those_of_the_program():
    enums = 'src/core/yy-enums.c'
    wanted = {
        'State': nicks(enums, 'state_nicks'), 'Step': nicks(enums, 'step_nicks'), 'Action': nicks(enums, 'action_nicks'),
        'Post': nicks(enums, 'post_nicks'), 'SealKind': nicks(enums, 'seal_kind_nicks'),
        'Answer': nicks(enums, 'answer_nicks'), 'ErrorCode': nicks('src/core/yy-error.c', 'nicks'),
        'IssueCode': nicks('src/core/yy-issue.c', 'codes'),
    }
    schemas = contract()['components']['schemas']
    for name, words in wanted.items():
        assert len(words) > 2, f'{name}: {words}'
        assert schemas[name]['enum'] == words, f'{name}: {set(words) ^ set(schemas[name]["enum"])} or their order'


if __name__ == '__main__':
    sys.exit(run_tests((every_route_is_in_the_contract_and_no_other, what_needs_a_token_is_the_same_in_both,
                        what_takes_a_body_is_the_same_in_both, bodies_take_no_members_that_are_not_written_down,
                        words_are_those_of_the_program)))
