# SPDX-License-Identifier: GPL-3.0-or-later
"""A bundle with a large video: memory stays the same whatever the size, in a folder and in the locked file."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from journal.handover.containers import Container, Folder, Locked
from journal.vault.vault import Vault
from tests.helpers.bundles import PRINTED, fill
from tests.helpers.files import bring_in

MIB = 1024 * 1024
SIZE = 384  # MiB; 1024 were measured by hand (docs/adr/0017-the-bundle.md)
MORE = 24  # MiB that writing may take besides what was there


def resident() -> float:
    """MiB of memory that the process has now."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    "make",
    [lambda place: Folder(place / "bundle"), lambda place: Locked(place / "bundle.zip", "six words", PRINTED)],
    ids=["folder", "locked"],
)
def test_memory_stays_the_same_whatever_the_size_of_a_file(
    vault: Vault, tmp_path: Path, make: Callable[[Path], Container]
) -> None:
    video, block = tmp_path / "video.mov", os.urandom(MIB)
    with video.open("wb") as out:
        out.write(b"\0\0\0\x18ftypqt  ")
        for _ in range(SIZE):
            out.write(block)
    filled = fill(vault)
    bring_in(vault, video, filled.incident)
    copy = filled.copy()
    filled.pages(copy)
    before, most = resident(), [0.0]
    packed = filled.pack(make(tmp_path), copy, progress=lambda _done, _total: most.append(resident()))
    assert packed is not None
    assert packed.files == 4
    assert max(most) - before < MORE
