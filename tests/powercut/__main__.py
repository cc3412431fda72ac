# SPDX-License-Identifier: GPL-3.0-or-later
"""Cut, count, and print a table: ``python -m tests.powercut [CUTS] [SEED]``.

Exit 1 if anything was lost, or if a run with a precaution taken out lost nothing.
"""

import sys
import time

from tests.powercut.campaign import Run, controls, go_all, runs
from tests.powercut.cutting import Tally

HEAD = "| what | cuts | corrupt | lost | false alarms of the cipher | of the log's end |\n|---|--:|--:|--:|--:|--:|"


def main(cuts: int = 5000, seed: int = 0) -> int:
    seed = seed or time.time_ns() % 10**6
    print(f"Seed {seed}\n")
    found = go_all(runs(cuts, seed), tell)
    show(found)
    print("\nWith a precaution taken out:\n")
    taken_out = go_all(controls(max(20, cuts // 25), seed), tell)
    show(taken_out)
    all_well = not any(each.corrupt or each.lost for each in found.values())
    has_teeth = all(each.corrupt or each.lost for each in taken_out.values())
    return 0 if all_well and has_teeth else 1


def show(tallies: dict[str, Tally]) -> None:
    print(HEAD)
    total = Tally()
    for name, each in tallies.items():
        print(f"| {name} | {each.cuts} | {each.corrupt} | {each.lost} | {each.alarms} | {each.unsure} |")
        total += each
    print(f"| all | {total.cuts} | {total.corrupt} | {total.lost} | {total.alarms} | {total.unsure} |")


def tell(run: Run, tally: Tally) -> None:
    print(f"{tally.cuts} cuts: {run.name}", file=sys.stderr, flush=True)
    for why, times in tally.why.most_common(5):
        print(f"    {times} times {why}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
