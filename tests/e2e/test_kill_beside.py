# SPDX-License-Identifier: GPL-3.0-or-later
"""``kill -9`` while typing beside the largest things that the program does: three seconds of typing still, at most."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from journal.clock import Clock
from journal.vault.vault import Vault
from tests.e2e.lives import PASSPHRASE, Writing, a_record, tell
from tests.e2e.long_task import BACKUP, IMPORT, READING, REPORT, report_of
from tests.helpers.files import bring_in

pytestmark = pytest.mark.long

GIB = 1024**3
PAGES = 300
LIVES = 6


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record whose report has 300 pages and some."""
    folder = tmp_path_factory.mktemp("large") / "record"
    a_record(folder, 380)
    with Vault.open(folder, PASSPHRASE) as vault:
        pdf = report_of(vault.contents(), Clock().now())
    with pypdfium2.PdfDocument(pdf) as pages:
        assert PAGES <= len(pages) < PAGES * 1.2
    return folder


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file of one gibibyte."""
    path = tmp_path_factory.mktemp("stick") / "video.mov"
    with path.open("wb") as file:
        file.write(os.urandom(1024 * 1024))
        file.truncate(GIB)
    yield path
    path.unlink()


@pytest.mark.parametrize(
    "tasks", [(IMPORT,), (REPORT,), (BACKUP,), (IMPORT, REPORT, READING), (IMPORT, BACKUP)], ids="+".join
)
def test_typing_beside_the_largest_work_then_a_kill_costs_three_seconds_at_most(place, record, video, tasks):
    folder = place.home / "record"
    shutil.copytree(record, folder)
    stick = place.home.parent / "stick"
    stick.mkdir()
    if BACKUP in tasks:
        with Vault.open(folder, PASSPHRASE) as vault:
            for number in range(4):  # so much that each copy of it takes a while
                bring_in(vault, os.urandom(1000) * 40_000 + bytes([number]))
    beside = tuple({IMPORT: f"{IMPORT}={video}", BACKUP: f"{BACKUP}={stick}"}.get(task, task) for task in tasks)
    found = Writing(place, folder, random.Random(str(tasks)), 3.2, 7.0, beside).lives(LIVES)
    assert len(found) == LIVES
    assert place.said() == []
    tell(found)
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.sweep()
        assert not list((folder / "objects").glob("*.coming"))
        for row in vault.evidence.all():
            with vault.objects.open_original(row) as reader:
                for first in range(0, reader.count, 16):
                    reader.chunks(first, min(16, reader.count - first))
    for copy in stick.iterdir():
        if (copy / "record.db").exists():
            with Vault.open(copy, PASSPHRASE) as vault:
                assert vault.entries.check().broken is None
    shutil.rmtree(folder)
    shutil.rmtree(stick)
