#!/usr/bin/env python3
"""Every case of tests/data/decision-table.csv against a running service; test-decision.py plays as many as fit into its time."""

import itertools
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'common'))

# pylint: disable=wrong-import-position
from yanyin_decision import SUBMITTED, TRAILS, Player, all_cases, bring_pictures
from yanyin_service import Service


def main():
    begin = time.monotonic()
    service = Service().start()
    try:
        player = Player(service, bring_pictures(service))
        for case in all_cases():
            player.check(case)
            player.submit(case)
        print(f'{player.n_submissions} submissions, {time.monotonic() - begin:.0f} s', flush=True)
        for case, trail in itertools.product(all_cases(**SUBMITTED), TRAILS):
            player.play(case, trail)
        print(f'{player.n_approvals} approvals, {time.monotonic() - begin:.0f} s; {len(player.problems)} decided otherwise')
        print('\n'.join(player.problems[:20]))
        check = service.ctl('check', check=False)
        print(check.stdout.strip())
        return 1 if player.problems or check.returncode else 0
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
