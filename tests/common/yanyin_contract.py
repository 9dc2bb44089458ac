"""Holds answers of the service against docs/openapi.yaml."""

import hashlib
import json
import re
import threading

import jsonschema
import yaml


class Contract:
    """All that an answer must be: a status that is written down for the operation, with that content type, those headers and
    a body that fits its schema. Answers of equal bytes are looked at once."""

    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.document = yaml.load(file, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))
        self.operations = []
        for path_text, item in self.document['paths'].items():
            pattern = re.compile('^' + re.sub(r'{\w+}', '[^/]+', path_text) + '$')
            for method, operation in item.items():
                if method in ('get', 'post', 'delete'):
                    self.operations.append((method.upper(), pattern, operation))
        self.validators = {}
        self.seen = set()
        self.lock = threading.Lock()

    def check(self, method, path, sent, answer):
        operation = self.find_operation('GET' if method == 'HEAD' else method, path.split('?')[0])
        if operation is None:
            # No route, or not for this method: the answer is a problem document, and it says which.
            assert answer.status in (400, 404, 405, 414), f'{method} {path} is not in the contract, but gave {answer.status}'
            self.check_body('Problem', self.schema('Problem'), answer)
            return
        mark = (method, operation['operationId'], answer.status, hashlib.sha256(answer.body).digest())
        with self.lock:
            if mark in self.seen:
                return
            self.seen.add(mark)
        name = f'{operation["operationId"]} {answer.status}'
        response = operation['responses'].get(str(answer.status))
        if response is None:
            assert answer.status >= 400, f'{name}: this status is not in the contract'
            response = operation['responses']['default']
        response = self.resolve(response)
        self.check_headers(name, response, answer)
        self.check_content(name, response, method, answer)
        if answer.status < 300 and isinstance(sent, (dict, list)):
            schema = operation['requestBody']['content']['application/json']['schema']
            self.validate(f'the body that was taken by {name}', schema, sent)

    def find_operation(self, method, path):
        for its_method, pattern, operation in self.operations:
            if its_method == method and pattern.match(path):
                return operation
        return None

    def resolve(self, node):
        if '$ref' not in node:
            return node
        place = self.document
        for part in node['$ref'].removeprefix('#/').split('/'):
            place = place[part]
        return place

    def schema(self, name):
        return {'$ref': f'#/components/schemas/{name}'}

    def check_headers(self, name, response, answer):
        assert re.match(r'^[0-9a-f]{24}$', answer.header('X-Request-Id') or ''), f'{name}: X-Request-Id'
        assert answer.header('X-Content-Type-Options') == 'nosniff', f'{name}: X-Content-Type-Options'
        for header, meaning in response.get('headers', {}).items():
            meaning = self.resolve(meaning)
            value = answer.header(header)
            assert value is not None or not meaning.get('required'), f'{name}: the header {header} is missing'
            if value is not None:
                self.validate(f'{name}: {header}', meaning['schema'], value)

    def check_content(self, name, response, method, answer):
        content = response.get('content')
        kind = answer.header('Content-Type')
        if content is None:
            assert answer.body == b'', f'{name}: there is a body where none is written down'
            return
        known = [each for each in content if each == kind or each == 'image/*' and kind.startswith('image/')]
        assert known, f'{name}: the content is {kind}, not one of {list(content)}'
        schema = content[known[0]].get('schema')
        if schema is not None and method != 'HEAD':
            self.check_body(name, schema, answer)

    def check_body(self, name, schema, answer):
        kind = answer.header('Content-Type') or ''
        body = json.loads(answer.body) if kind.endswith('json') else answer.body.decode()
        self.validate(name, schema, body)
        if kind == 'application/problem+json':
            assert body['status'] == answer.status, f'{name}: the document says {body["status"]}'
            assert body['request_id'] == answer.header('X-Request-Id'), f'{name}: the document has another request_id'

    def validate(self, name, schema, value):
        key = json.dumps(schema, sort_keys=True)
        validator = self.validators.get(key)
        if validator is None:
            # One document with all schemas in it: references lead nowhere else.
            whole = dict(schema, components=self.document['components'])
            validator = self.validators[key] = jsonschema.Draft202012Validator(whole)
        problem = jsonschema.exceptions.best_match(validator.iter_errors(value))
        if problem is not None:
            raise AssertionError(f'{name} does not fit the contract at {problem.json_path}: {problem.message[:300]}')
