# SPDX-License-Identifier: GPL-3.0-or-later
"""Cutting a recording at random places, and counting what was found in what was left."""

import random
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.powercut.checking import Corrupt, Lost, check
from tests.powercut.disk import Disk, lay_out
from tests.powercut.ground import small_reserve
from tests.powercut.recording import Recording


@dataclass
class Tally:
    """How many cuts, how many of them left something damaged, or without something that had been said to be saved."""

    cuts: int = 0
    corrupt: int = 0
    lost: int = 0
    alarms: int = 0
    unsure: int = 0
    why: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.cuts + other.cuts,
            self.corrupt + other.corrupt,
            self.lost + other.lost,
            self.alarms + other.alarms,
            self.unsure + other.unsure,
            self.why + other.why,
        )


def cut(
    recording: Recording, place: Path, times: int, seed: str, upgraded_from: int = 0, deaf: Iterable[str] = ()
) -> Tally:
    """``place`` is a folder that is not there yet, to build what is left in; ``deaf`` see ``Disk``."""
    disk, done, tally = Disk(recording.start, frozenset(deaf)), 0, Tally()
    chance = random.Random(seed)
    for turn, at in enumerate(sorted(chance.randint(0, len(recording.events)) for _ in range(times))):
        for event in recording.events[done:at]:
            disk.do(event)
        done = at
        lay_out(place, disk.left(random.Random(f"{seed} {turn}")))
        tally.cuts += 1
        try:
            with small_reserve():
                seen = check(place, *recording.said(at), upgraded_from)
            tally.alarms += seen.alarm
            tally.unsure += seen.unsure
        except (Corrupt, Lost) as found:
            tally.corrupt += isinstance(found, Corrupt)
            tally.lost += isinstance(found, Lost)
            tally.why[f"{type(found).__name__}: {found}"] += 1
        finally:
            shutil.rmtree(place)
    return tally
