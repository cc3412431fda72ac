# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program does while the power may go: each a short piece of a person's evening, through the real vault.

``prepare`` makes what is there before, which is on the disk for certain; ``run`` goes on from it and says, after each
thing that would be shown as saved, what the record now tells. Each is run as a program of its own.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.powercut import befores, copies, inside, outside
from tests.powercut.controls import control
from tests.powercut.ground import Say, State, small_reserve


@dataclass(frozen=True)
class Workload:
    """``upgraded_from``: the version of the copy that must be there once the record is of today's version.

    ``recordings``: how often it is recorded for the many cuts; no two are alike.
    """

    prepare: Callable[[Path], State]
    run: Callable[[Path, Say], None]
    upgraded_from: int = 0
    recordings: int = 2


WORKLOADS = {
    "a short evening": Workload(befores.some, inside.evening),
    "a record is made": Workload(befores.nothing, inside.creating),
    "writing, the log brought in often": Workload(befores.some, inside.writing(40, 24, checkpoint=20)),
    "writing long texts": Workload(befores.some, inside.writing(1500, 8)),
    "files come in": Workload(befores.some, inside.importing),
    "passphrase and code are changed": Workload(befores.some, inside.keys),
    "a record of version 1 is brought up to date": Workload(befores.old(1), inside.upgrading, upgraded_from=1),
    "a record of version 3 is brought up to date": Workload(befores.old(3), inside.upgrading, upgraded_from=3),
    "a thing and an account are erased": Workload(befores.with_a_copy, inside.erasing),
    "the disk is full": Workload(befores.some, inside.full),
    "the whole record is erased": Workload(befores.with_a_copy, inside.erasing_whole),
    "what a cut left is opened, and cut again": Workload(befores.cut_before, inside.going_on, recordings=4),
    "the record is copied to a stick": Workload(copies.with_a_stick, copies.backing_up, recordings=1),
    "the record is brought back": Workload(copies.with_a_backup, copies.bringing_back, recordings=1),
    "it is brought to another computer": Workload(copies.on_another_computer, copies.bringing_back, recordings=1),
    "copies are put elsewhere": Workload(befores.with_papers, outside.putting_elsewhere),
}


def main(part: str, name: str, root: Path, said: Path, without: str = "") -> None:
    workload = WORKLOADS[name]
    with small_reserve(), control(without if part == "run" else ""):
        if part == "prepare":
            root.mkdir()
            root.with_name("before.json").write_text(json.dumps(workload.prepare(root)))
        else:
            out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            workload.run(root, lambda now: _write_line(out, now))


def _write_line(out: int, now: State) -> None:
    os.write(out, json.dumps(now).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), *sys.argv[5:])
