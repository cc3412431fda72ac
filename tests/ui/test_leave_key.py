# SPDX-License-Identifier: GPL-3.0-or-later
"""The leave key fires when it is meant and never while someone writes, however many capitals they write in."""

import random
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ui.input_watch import InputWatch
from ui.leave_key import LeaveKey

PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


class Keys:
    """A keyboard, and what came of it."""

    def __init__(self, clock) -> None:
        self.clock = clock
        self.fired = 0
        self.key = LeaveKey(clock)
        self.key.wanted.connect(self._count)

    def _count(self) -> None:
        self.fired += 1

    def down(self, key: Qt.Key) -> None:
        self.key.see(QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE))
        # Each event reaches several widgets in turn, as it does in a window.
        for _widget in range(3):
            self.key.see(QKeyEvent(PRESS, key, NONE))

    def up(self, key: Qt.Key) -> None:
        for _widget in range(3):
            self.key.see(QKeyEvent(RELEASE, key, NONE))

    def tap(self, key: Qt.Key = Qt.Key.Key_Shift, after: float = 0.2) -> None:
        self.clock.pass_time(seconds=after)
        self.down(key)
        self.up(key)


@pytest.fixture
def keys(clock, qapp) -> Keys:
    return Keys(clock)


def test_three_presses_alone_leave(keys):
    keys.tap()
    keys.tap()
    assert keys.fired == 0
    keys.tap()
    assert keys.fired == 1


def test_three_presses_may_take_five_seconds_and_no_longer(keys):
    for pause in (0, 2.4, 2.4):
        keys.tap(after=pause)
    assert keys.fired == 1
    for pause in (0, 2.6, 2.6):
        keys.tap(after=pause)
    assert keys.fired == 1


def test_slow_presses_one_after_another_leave_when_three_of_them_are_near(keys):
    for pause in (0, 4, 4, 1):
        keys.tap(after=pause)
    assert keys.fired == 1


@pytest.mark.parametrize("other", [Qt.Key.Key_A, Qt.Key.Key_Control, Qt.Key.Key_Left, Qt.Key.Key_Space])
def test_any_other_key_between_starts_over(keys, other):
    keys.tap()
    keys.tap()
    keys.tap(other)
    keys.tap()
    assert keys.fired == 0


def test_a_key_let_go_between_starts_over(keys):
    """Fast typing: the letter's key is still down when Shift comes."""
    for _ in range(10):
        keys.down(Qt.Key.Key_A)
        keys.down(Qt.Key.Key_Shift)
        keys.up(Qt.Key.Key_A)
        keys.up(Qt.Key.Key_Shift)
    assert keys.fired == 0


def test_a_click_or_a_composed_letter_between_starts_over(keys):
    point = QPointF(1, 1)
    left = Qt.MouseButton.LeftButton
    for between in (
        QMouseEvent(QEvent.Type.MouseButtonPress, point, point, left, left, SHIFT),
        QInputMethodEvent("é", []),
    ):
        keys.tap()
        keys.tap()
        keys.key.see(between)
        keys.tap()
        keys.tap(Qt.Key.Key_A)
    assert keys.fired == 0


def test_it_can_be_bound_to_another_key(keys):
    keys.key.use("ctrl")
    for _ in range(3):
        keys.tap()
    assert keys.fired == 0
    for _ in range(3):
        keys.tap(Qt.Key.Key_Control)
    assert keys.fired == 1
    keys.key.use("f9")
    keys.tap(Qt.Key.Key_F9)
    assert keys.fired == 2


def test_two_thousand_words_in_capitals_never_fire_it(keys, qtbot):
    """Through a real text box and a real filter, with Shift pressed for each letter, as some people type."""
    box = QPlainTextEdit()
    qtbot.addWidget(box)
    watch = InputWatch((keys.key.see,))
    box.installEventFilter(watch)
    chance = random.Random(7)
    for word in range(2000):
        keys.clock.pass_time(milliseconds=chance.randint(50, 400))
        for letter in chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZÉÑ", k=chance.randint(1, 3)):
            QTest.keyPress(box, Qt.Key.Key_Shift)
            QTest.keyClick(box, letter, SHIFT)
            QTest.keyRelease(box, Qt.Key.Key_Shift)
        if word % 7 == 0:
            QTest.keyPress(box, Qt.Key.Key_Shift)  # begun, thought better of, and written small
            QTest.keyRelease(box, Qt.Key.Key_Shift)
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert len(box.toPlainText().split()) == 2000
    assert keys.fired == 0


def send(box, kind: QEvent.Type, key: int, modifiers=NONE, text: str = "") -> None:
    """What the system sends for a key; QTest knows no letters outside Latin."""
    QApplication.sendEvent(box, QKeyEvent(kind, key, modifiers, text))


def shift(box, kind: QEvent.Type) -> None:
    send(box, kind, Qt.Key.Key_Shift, NONE if kind == PRESS else SHIFT)


def letter(box, kind: QEvent.Type, text: str) -> None:
    send(box, kind, ord(text.upper()), SHIFT if text.isupper() else NONE, text)


def type_words(keys, box, words: int, chance: random.Random, hand: "Hand") -> int:
    """Words in capitals, with everything that fingers do between; how many came out. The box is emptied in between:
    a line of thousands of words is slow, and none of this."""
    came = 0
    for _word in range(words):
        keys.clock.pass_time(milliseconds=chance.randint(hand.quickest, hand.slowest))
        if chance.random() < 0.2:
            think_better_of_it(box, chance.choice((1, 2)))
        letters = chance.choices(hand.letters, k=chance.randint(1, 9))
        if chance.random() < 0.5:
            type_with_shift_for_each(box, letters, chance)
        else:
            type_with_shift_held(box, letters, chance.choice((1, 5)))
        came += "".join(letters) in box.toPlainText()
        box.clear()
    return came


def think_better_of_it(box, times: int) -> None:
    """A capital begun, and written small."""
    for _time in range(times):
        shift(box, PRESS)
        shift(box, RELEASE)
    letter(box, PRESS, "a")
    letter(box, RELEASE, "a")


def type_with_shift_for_each(box, letters: list[str], chance: random.Random) -> None:
    for text in letters:
        shift(box, PRESS)
        letter(box, PRESS, text)
        if chance.random() < 0.5:  # fast fingers let Shift go before the letter
            shift(box, RELEASE)
            letter(box, RELEASE, text)
        else:
            letter(box, RELEASE, text)
            shift(box, RELEASE)


def type_with_shift_held(box, letters: list[str], repeats: int) -> None:
    for _repeated in range(repeats):
        shift(box, PRESS)
    for text in letters:
        letter(box, PRESS, text)
        letter(box, RELEASE, text)
    shift(box, RELEASE)


class Hand(NamedTuple):
    """Milliseconds between two words, and the letters of a keyboard."""

    quickest: int
    slowest: int
    letters: str


HANDS = {
    "fast": Hand(10, 80, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "slow": Hand(1500, 6000, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "Spanish": Hand(100, 600, "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ"),
    "Russian": Hand(100, 600, "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"),
    "Turkish": Hand(100, 600, "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ"),
}


@pytest.mark.long
@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
def test_two_thousand_words_at_any_speed_and_in_any_letters_never_fire_it(keys, qtbot, hand):
    box = QPlainTextEdit()
    qtbot.addWidget(box)
    watch = InputWatch((keys.key.see,))
    box.installEventFilter(watch)
    assert type_words(keys, box, 2000, random.Random(11), hand) == 2000
    assert keys.fired == 0


def test_two_hundred_times_it_was_meant_and_each_of_them_fires(keys, qtbot):
    """After some words, in any rhythm that fits into five seconds, with Shift held so long that it repeats."""
    box = QPlainTextEdit()
    qtbot.addWidget(box)
    watch = InputWatch((keys.key.see,))
    box.installEventFilter(watch)
    chance = random.Random(23)
    for time in range(200):
        type_words(keys, box, chance.randint(0, 3), chance, HANDS["fast"])
        for _press in range(3):
            keys.clock.pass_time(milliseconds=chance.randint(40, 2400))
            for _repeated in range(chance.choice((1, 1, 5))):
                shift(box, PRESS)
            shift(box, RELEASE)
        assert keys.fired == time + 1
