#!/usr/bin/python3
"""The decision table of the notice against the running service: what is said to submissions and to final approvals. As many
cases as fit into the time; `./run soak decision` plays all of them. A case that differs is a paper stamped that must not be, or one that
is refused for nothing."""

import random
import sys
import time

from yanyin_decision import FACTORS, SUBMITTED, TRAILS, Player, all_cases, bring_pictures
from yanyin_service import Service, in_threads
from yanyin_tap import run_tests, say

CHECK_SECONDS = 8
SUBMIT_SECONDS = 5
APPROVE_SECONDS = 10
# So many at once: what is committed together costs one sync of the disk.
PLAYERS = 4


class Stage:
    def __init__(self, service):
        pictures = bring_pictures(service)
        self.players = [Player(service, pictures) for _ in range(PLAYERS)]

    def play(self, turns, seconds):
        """Each of @turns, a function of a player, until the time is over; some at the same time."""
        end, turns = time.monotonic() + seconds, list(turns)

        def run(player, mine):
            for number, turn in enumerate(mine):
                if time.monotonic() > end:
                    return number
                turn(player)
            return len(mine)

        return sum(in_threads([lambda player=player, n=n: run(player, turns[n::PLAYERS]) for n, player in enumerate(self.players)])), len(turns)

    def finish(self, played):
        done, there_are = played
        say(f'{done} of {there_are} played')
        problems = [problem for player in self.players for problem in player.problems]
        for player in self.players:
            player.problems = []
        assert not problems, f'{len(problems)} decided otherwise:\n' + '\n'.join(problems[:10])
        assert done >= min(60, there_are), f'only {done} were played'


def in_turn(turns, seed):
    """All of them, mixed, always in the same way: whatever time there is, it sees some of everything."""
    turns = list(turns)
    random.Random(seed).shuffle(turns)
    return turns


def forms_are_told_what_the_table_says(stage):
    cases = in_turn(all_cases(), 1)
    stage.finish(stage.play([lambda player, case=case: player.check(case) for case in cases], CHECK_SECONDS))


def single_faults(player):
    """Cases of which one line of the table speaks, with nothing else unusual but perhaps one thing."""
    for case in all_cases():
        usual = sum(case[factor] == words[0] for factor, words in FACTORS.items() if factor in case)
        if len(player.table.find('submit', case)) == 1 and usual >= len(case) - 2:
            yield case


def submissions_are_told_what_the_table_says(stage):
    # Each line of the table alone first, then whatever comes together.
    cases = in_turn(single_faults(stage.players[0]), 2) + in_turn(all_cases(), 3)
    stage.finish(stage.play([lambda player, case=case: player.submit(case) for case in cases], SUBMIT_SECONDS))


def approvals_are_told_what_the_table_says(stage):
    turns = in_turn(((case, trail) for case in all_cases(**SUBMITTED)
                     for trail in (TRAILS if case['seal'] in ('name', 'other') else TRAILS[:1])), 4)
    stage.finish(stage.play([lambda player, case=case, trail=trail: player.play(case, trail) for case, trail in turns], APPROVE_SECONDS))
    say(f'{sum(player.n_approvals for player in stage.players)} approvals tried')


def main():
    service = Service().start()
    try:
        return run_tests((forms_are_told_what_the_table_says, submissions_are_told_what_the_table_says,
                          approvals_are_told_what_the_table_says), Stage(service))
    finally:
        service.close()


if __name__ == '__main__':
    sys.exit(main())
