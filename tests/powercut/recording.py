# SPDX-License-Identifier: GPL-3.0-or-later
"""A workload, run once and recorded: what was there before, and all that was asked of the disk and said since."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.powercut.disk import Disk, read
from tests.powercut.events import Event, Said
from tests.powercut.recorder import record

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Recording:
    start: dict[str, bytes | None]
    before: dict[str, Any]
    events: list[Event]

    def said(self, cut: int) -> tuple[dict[str, Any], dict[str, Any]]:
        """What was said last before event number ``cut``, and what is said next; the same where nothing is."""
        said = [self.before, *(each.state for each in self.events if isinstance(each, Said))]
        heard = sum(isinstance(each, Said) for each in self.events[:cut])
        return said[heard], said[min(heard + 1, len(said) - 1)]


def make(name: str, place: Path, control: str = "") -> Recording:
    """``place`` is an empty folder to work in. Raises AssertionError when not all that happened was recorded."""
    root, said = place / "disk", place / "said"
    command = [sys.executable, "-m", "tests.powercut.workloads"]
    tail = [name, str(root), str(said), control]
    subprocess.run([*command, "prepare", *tail], check=True, cwd=ROOT)
    start = read(root)
    events = record([*command, "run", *tail], root, said, place / "log", ROOT)
    assert Disk.after(start, events).now() == read(root), "the recorder missed something"
    return Recording(start, json.loads((place / "before.json").read_text()), events)
