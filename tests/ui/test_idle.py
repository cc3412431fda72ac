# SPDX-License-Identifier: GPL-3.0-or-later
"""It locks when nobody is there, and not before."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.idle import BEAT_SECONDS, Idle


@pytest.fixture
def idle(clock, qapp):
    made = Idle(clock)
    made.asked = 0

    def count() -> None:
        made.asked += 1

    made.wanted.connect(count)
    return made


def wait(idle, clock, seconds: float) -> None:
    """Time passes, with a heartbeat each five seconds, as the timer gives them."""
    while seconds > 0:
        clock.pass_time(seconds=min(BEAT_SECONDS, seconds))
        idle.beat()
        seconds -= BEAT_SECONDS


def touch() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)


def test_it_locks_after_the_minutes_that_were_chosen(idle, clock):
    idle.start(2)
    wait(idle, clock, 115)
    assert idle.asked == 0
    wait(idle, clock, 5)
    assert idle.asked == 1


def test_a_key_puts_it_off(idle, clock):
    idle.start(1)
    for _ in range(5):
        wait(idle, clock, 50)
        idle.see(touch())
    assert idle.asked == 0


def test_waking_after_sleep_locks_at_once_where_the_counter_stood_still(idle, clock):
    """As on macOS: the counter knows nothing of the night, the wall does."""
    idle.start(30)
    wait(idle, clock, 20)
    clock.jump(hours=7)
    idle.beat()
    assert idle.asked == 1


def test_a_late_heartbeat_of_a_busy_moment_does_not_lock(idle, clock):
    idle.start(30)
    clock.pass_time(seconds=20)
    idle.beat()
    assert idle.asked == 0


def test_a_clock_set_back_does_not_lock(idle, clock):
    idle.start(30)
    clock.jump(hours=-3)
    idle.beat()
    assert idle.asked == 0
