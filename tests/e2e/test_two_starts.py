# SPDX-License-Identifier: GPL-3.0-or-later
"""Started twice, or while it is locked, or after a kill: one window, and it is the one that comes."""

import signal
import subprocess
import sys

import pytest

from tests.e2e.desk import ROOT, until

pytestmark = pytest.mark.long


def windows(place):
    """The ids of the program's windows that can be seen; the desk numbers those that have one name at one time, and a
    window keeps its number when the others have gone."""
    command = ["xdotool", "search", "--onlyvisible", "--name", "^Own Words( <[0-9]+>)?$"]
    found = subprocess.run(command, env=place.environment, capture_output=True, text=True, check=False)
    return found.stdout.split()


def once_more(place):
    return subprocess.Popen([sys.executable, str(ROOT / "main.py")], env=place.environment, cwd=ROOT)


def test_a_second_start_ends_and_the_first_window_stays(place):
    first = place.start()
    until(lambda: windows(place), "a window")
    for _ in range(3):
        assert once_more(place).wait(60) == 0
    assert first.poll() is None
    assert len(windows(place)) == 1


def test_a_second_start_brings_a_minimised_window_back(place):
    place.start()
    [window] = until(lambda: windows(place), "a window")
    until(lambda: list(place.home.rglob("*.show")), "the bell that it listens to")
    place.hand("windowminimize", window)
    until(lambda: not windows(place), "the window to be away")
    assert once_more(place).wait(60) == 0
    until(lambda: windows(place), "the window to be back")


def test_after_a_kill_the_next_start_is_the_first(place):
    for _ in range(3):
        first = place.start()
        until(lambda: windows(place), "a window")
        first.send_signal(signal.SIGKILL)
        first.wait(20)
        until(lambda: not windows(place), "no window")


def test_of_several_at_once_one_stays(place):
    starts = [once_more(place) for _ in range(4)]
    try:
        until(lambda: windows(place), "a window", 60)
        until(lambda: sum(each.poll() is None for each in starts) == 1, "the others to end", 60)
        assert [each.returncode for each in starts if each.poll() is not None] == [0, 0, 0]
        until(lambda: len(windows(place)) == 1, "the one window")
    finally:
        for each in starts:
            each.kill()
            each.wait(20)
