"""The table of the measurements: each beside its yardstick, both run in turn, the median of some rounds."""

import statistics

ROUNDS = 3


class Table:
    def __init__(self):
        self.rows = []

    def add(self, name, ours, yardstick_name, yardstick, ratio, goal, met, extra=''):
        self.rows.append((name, ours, yardstick_name, yardstick, f'{ratio:.2f}', goal, 'yes' if met else 'NO', extra))
        print(f'  {name}: {ours}; {yardstick_name}: {yardstick}; ratio {ratio:.2f} (goal {goal}: {"yes" if met else "NO"}) {extra}', flush=True)

    def compare(self, name, ours, yardstick_name, yardstick, goal, rounds=ROUNDS):
        """@ours and @yardstick each run once a round and give (rate, what else there is to say)."""
        found = []
        for _ in range(rounds):
            theirs = yardstick()
            rate, extra = ours()
            found.append((rate / theirs[0] if theirs[0] else 0, rate, theirs[0], extra))
        found.sort()
        ratio, rate, theirs, extra = found[len(found) // 2]
        spread = f'ratios {found[0][0]:.2f} to {found[-1][0]:.2f}'
        self.add(name, f'{rate:,.0f}', yardstick_name, f'{theirs:,.0f}', ratio, f'>= {goal}', ratio >= goal, f'{extra}; {spread}')
        return ratio

    def at_most(self, name, ours, yardstick_name, yardstick, limit, unit='', extra=''):
        """Both are lists of values of which less is better."""
        mine, theirs = statistics.median(ours), statistics.median(yardstick)
        ratio = mine / theirs if theirs else 0
        self.add(name, f'{mine:,.1f} {unit}', yardstick_name, f'{theirs:,.1f} {unit}', ratio, f'<= {limit}', ratio <= limit, extra)

    def limit(self, name, value, limit, unit, extra=''):
        met = value <= limit
        self.rows.append((name, f'{value:.3g} {unit}', '-', '-', '-', f'<= {limit} {unit}', 'yes' if met else 'NO', extra))
        print(f'  {name}: {value:.3g} {unit} (goal <= {limit} {unit}: {"yes" if met else "NO"}) {extra}', flush=True)

    def show(self):
        print('\n| what | ours, per second | yardstick | per second | ratio | goal | met | |')
        print('| --- | --- | --- | --- | --- | --- | --- | --- |')
        for line in self.rows:
            print('| ' + ' | '.join(line) + ' |')
