"""Runs the functions of a test program one after the other and says in TAP what came of each."""

import sys
import traceback


def run_tests(tests, *arguments):
    """Each of @tests is a function whose name is a sentence. What is not as it must be raises. Gives the exit code."""
    failed = False
    print(f'1..{len(tests)}', flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        try:
            test(*arguments)
        except Exception:  # pylint: disable=broad-except
            failed = True
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
            print(f'not ok {number} - {name}', flush=True)
        else:
            print(f'ok {number} - {name}', flush=True)
    return 1 if failed else 0


def say(text):
    """A remark beside the results, such as a figure that was measured."""
    print(f'# {text}', flush=True)


def bail_out(text):
    sys.exit(f'Bail out! {text}')
