# SPDX-License-Identifier: GPL-3.0-or-later
"""The system ends the program: the last words are there, and the process is gone."""

import signal
import sys
import time

import pytest

from tests.helpers.going import LAST_WORDS, Child, kept, make_record

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
_NOHUP = ("sh", "-c", "trap '' HUP; exec \"$@\"", "sh")


@pytest.fixture
def record(tmp_path):
    return make_record(tmp_path / "record")


@pytest.fixture
def child(record):
    made = []

    def start(how, under=()):
        made.append(Child(how, record, under))
        return made[-1]

    yield start
    for each in made:
        each.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_to_end_commits_the_last_words_first(child, record, number):
    going = child("wait")
    going.process.send_signal(number)
    assert going.process.wait(10) == 0
    assert kept(record) == {"account": LAST_WORDS}
    assert not record.with_name("record.open").exists()


def test_when_qt_ends_its_loop_the_last_words_are_committed_first(child, record):
    """As it does when the X server is gone, or the system's menu says Quit."""
    going = child("quit")
    assert going.process.wait(10) == 0
    assert kept(record) == {"account": LAST_WORDS}


@pytest.mark.long
def test_a_window_that_does_not_come_back_ends_all_the_same(child):
    going = child("busy")
    going.process.terminate()
    assert going.process.wait(30) == 1


@pytest.mark.long
def test_who_starts_it_with_nohup_has_it_stay_when_the_terminal_goes(child, record):
    going = child("wait", _NOHUP)
    going.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    assert going.process.poll() is None
    going.process.send_signal(signal.SIGTERM)
    assert going.process.wait(10) == 0
    assert kept(record) == {"account": LAST_WORDS}
