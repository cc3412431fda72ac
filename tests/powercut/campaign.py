# SPDX-License-Identifier: GPL-3.0-or-later
"""All workloads, recorded and cut on every core; and the negative controls, in which cuts must find something."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.powercut.cutting import Tally, cut
from tests.powercut.recording import make
from tests.powercut.workloads import WORKLOADS

_ROOM = 512 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Run:
    """One recording, how often it is cut, and what was taken out: ``control`` (controls.py) and ``deaf`` (``Disk``)."""

    workload: str
    cuts: int
    seed: str
    control: str = ""
    deaf: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        left_out = " and ".join(filter(None, [self.control, *(f"no fsync of {each}" for each in self.deaf)]))
        return f"{self.workload}: {left_out}" if left_out else self.workload


def runs(cuts: int, seed: int) -> list[Run]:
    """``cuts`` in all, spread over all workloads."""
    names = [name for name, workload in WORKLOADS.items() for _ in range(workload.recordings)]
    each = -(-cuts // len(names))
    return [Run(name, each, f"{seed} {number}") for number, name in enumerate(names)]


def controls(cuts: int, seed: int) -> list[Run]:
    """``cuts`` of each."""
    return [
        Run("writing, the log brought in often", cuts, f"{seed}", deaf=("files",)),
        Run("writing, the log brought in often", cuts, f"{seed}", control="synchronous=NORMAL"),
        Run("files come in", cuts, f"{seed}", deaf=("files",)),
        Run("files come in", cuts, f"{seed}", deaf=("folders",)),
        Run("files come in", cuts, f"{seed}", control="row before file"),
        Run("passphrase and code are changed", cuts, f"{seed}", control="keys written in place"),
        Run("passphrase and code are changed", cuts, f"{seed}", deaf=("folders",)),
        Run("a record is made", cuts, f"{seed}", deaf=("folders",)),
        Run("a record of version 1 is brought up to date", cuts, f"{seed}", deaf=("files", "folders")),
        Run("a thing and an account are erased", cuts, f"{seed}", deaf=("folders",)),
        Run("copies are put elsewhere", cuts, f"{seed}", deaf=("files",)),
        Run("copies are put elsewhere", cuts, f"{seed}", deaf=("folders",)),
    ]


@contextlib.contextmanager
def room() -> Iterator[Path]:
    """An empty folder, in memory if there is enough: there nothing waits for a disk."""
    shared = Path("/dev/shm")
    usable = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free >= _ROOM
    with tempfile.TemporaryDirectory(dir=shared if usable else None, prefix="own-words-cuts-") as folder:
        yield Path(folder)


def go(run: Run) -> Tally:
    with room() as place:
        recording = make(run.workload, place, run.control)
        return cut(recording, place / "cut", run.cuts, run.seed, WORKLOADS[run.workload].upgraded_from, run.deaf)


def go_all(some: Iterable[Run], tell: Callable[[Run, Tally], None] = lambda _run, _tally: None) -> dict[str, Tally]:
    """By name, in their order. ``tell`` hears of each as soon as it is done."""
    tallies: dict[str, Tally] = {}
    listed = list(some)
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), get_context("spawn")) as pool:
        for run, tally in zip(listed, pool.map(go, listed), strict=True):
            tallies[run.name] = tallies.get(run.name, Tally()) + tally
            tell(run, tally)
    return tallies
