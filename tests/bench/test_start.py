# SPDX-License-Identifier: GPL-3.0-or-later
"""The first picture, and the way from the lock screen to Home."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journal.vault.vault import Vault
from tests.bench.conftest import MARGIN
from tests.conftest import CHEAP, PASSPHRASE
from tests.e2e.desk import Desk

ROOT = Path(__file__).parent.parent.parent
PAIRS = 15


def child(place: Desk, name: str, folder: Path) -> float:
    """What the child printed."""
    environment = place.environment | {"OWN_WORDS_HOME": str(folder), "PASSPHRASE": PASSPHRASE}
    environment.pop("QT_LINUX_ACCESSIBILITY_ALWAYS_ON")
    command = [sys.executable, "-m", "tests.bench.children", name]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    return float(told.stdout)


@pytest.mark.parametrize(
    ("what", "bound"), [("window", 1.20 * MARGIN), ("program", 1.7)], ids=["the_window", "the_whole_lock_screen"]
)
def test_it_is_painted_nearly_as_soon_as_an_empty_window(benchmark, place, tmp_path, what, bound):
    """The whole lock screen misses the goal (1.40 x measured; docs/adr/0010): its bound holds that it gets no worse."""
    folder = tmp_path / "program"
    vault, _code = Vault.create(folder / "record", PASSPHRASE, cost=CHEAP)
    vault.close()
    ratios = []

    def since(name: str) -> float:
        begun = time.monotonic()
        return child(place, name, folder) - begun

    for name in ("bare", what):
        since(name)  # compiled modules and warm files, as at any start but the first

    def pair() -> None:
        bare = since("bare")
        ratios.append(since(what) / bare)

    benchmark.pedantic(pair, rounds=PAIRS)
    ratio = statistics.median(ratios)
    benchmark.extra_info |= {"goal": "at most 1.20 x a bare window", "value": f"{ratio:.2f} x"}
    assert ratio < bound


def test_home_is_there_within_a_second_of_unlocking(benchmark, place, tmp_path, large_record):
    """With the real price of the key, at 10,000 entries."""
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "record").symlink_to(large_record)
    spent: list[float] = []
    keys: list[float] = []

    def once() -> None:
        keys.append(child(place, "key", folder))
        spent.append(child(place, "unlock", folder))

    benchmark.pedantic(once, rounds=5)
    key, whole = statistics.median(keys), statistics.median(spent)
    benchmark.extra_info |= {"goal": "at most 1 s", "value": f"{whole:.2f} s, {key:.2f} s of it the key"}
    # The key is dear on purpose, and dearer on a busy machine: there what comes on top of it is what can be judged.
    assert whole < max(1.0, key + 0.4) * MARGIN
