# SPDX-License-Identifier: GPL-3.0-or-later
"""A second start finds the first and asks it to show itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from ui.single_start import PERMISSION, SingleStart

ROOT = Path(__file__).parent.parent.parent
SECOND = """
import sys
from pathlib import Path
from ui.single_start import SingleStart
single = SingleStart(Path(sys.argv[1]))
print(single.first())
"""


def second(record: Path, permission: str = "") -> bool:
    """Start once more, in a process of its own."""
    command, given = [sys.executable, "-c", SECOND, str(record)], os.environ | {PERMISSION: permission}
    told = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=True, timeout=60)
    return told.stdout.strip() == "True"


def test_the_second_is_told_and_the_first_is_asked(qapp, qtbot, tmp_path):
    record = tmp_path / "record"
    first = SingleStart(record)
    assert first.first()
    first.listen()
    for _ in range(2):  # and again, as often as someone starts it
        with qtbot.waitSignal(first.asked, timeout=30_000):
            assert not second(record)


@pytest.mark.skipif(sys.platform == "win32", reason="no Wayland there")
@pytest.mark.parametrize(
    ("screen", "given", "allowed"),
    [("wayland", "a9f3", True), ("wayland-egl", "kwin-7", True), ("wayland", "", False), ("xcb", "a9f3", False)]
    + [("wayland", bad, False) for bad in ("a\nb", "x" * 500)],
)
def test_on_wayland_the_desktops_permission_is_handed_on(qapp, qtbot, tmp_path, monkeypatch, screen, given, allowed):
    """Qt looks for it in the environment; what is started later does not get it from ours."""
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: screen))
    monkeypatch.delenv(PERMISSION, raising=False)
    first = SingleStart(tmp_path / "record")
    assert first.first()
    first.listen()
    try:
        for permission, expected in (("of before", screen != "xcb"), (given, allowed)):
            with qtbot.waitSignal(first.asked, timeout=30_000) as asked:
                assert not second(tmp_path / "record", permission)
            assert asked.args == [expected], "one wish, read when it is whole"
            told = subprocess.run(["printenv", PERMISSION], capture_output=True, text=True, check=False)
            assert told.stdout.strip() == (permission if expected else "")
            assert PERMISSION not in os.environ
            os.unsetenv(PERMISSION)  # as Qt does
    finally:
        os.unsetenv(PERMISSION)


def test_what_comes_after_the_first_is_the_first(qapp, tmp_path):
    record = tmp_path / "record"
    first = SingleStart(record)
    assert first.first()
    first.release()
    assert second(record)


def test_a_start_that_was_killed_does_not_stand_in_the_way(qapp, tmp_path):
    record = tmp_path / "record"
    command = [sys.executable, "-c", SECOND + "\nimport os; sys.stdout.flush(); os._exit(9)", str(record)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (tmp_path / "record.open").exists()
    assert SingleStart(record).first()


def test_records_in_two_places_do_not_know_of_each_other(qapp, tmp_path):
    here, there = SingleStart(tmp_path / "here"), SingleStart(tmp_path / "there")
    assert here.first()
    assert there.first()


@pytest.mark.ordinary_user
def test_a_folder_that_is_read_only_keeps_nobody_out(qapp, tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert SingleStart(tmp_path / "record").first()
    finally:
        tmp_path.chmod(0o700)


def test_nothing_is_made_where_the_disk_is_not_plugged_in(qapp, tmp_path):
    assert SingleStart(tmp_path / "stick" / "record").first()
    assert not (tmp_path / "stick").exists()


HOLDING = SECOND + "\nsys.stdout.flush()\nsys.stdin.read()"


@pytest.mark.parametrize("stale", [False, True])
def test_of_several_at_once_exactly_one_is_the_first(qapp, tmp_path, stale):
    """Also where one before them was killed and left its lock."""
    record = tmp_path / "record"
    if stale:
        command = [sys.executable, "-c", SECOND + "\nimport os; sys.stdout.flush(); os._exit(9)", str(record)]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    command = [sys.executable, "-c", HOLDING, str(record)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    starts = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(4)]
    told = [each.stdout.readline().strip() for each in starts]  # each holds on until all have said it
    for each in starts:
        each.communicate("", timeout=60)
    assert sorted(told) == ["False", "False", "False", "True"]
