# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons: large enough, named, never cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import style
from ui.widgets.button import Button, button

ROLES = ["plain", "main", "chip", "quiet", "rail"]


@pytest.fixture(params=[100, 200])
def size(request, qapp):
    style.apply(qapp, "light", request.param)
    yield request.param
    style.apply(qapp, "light", 100)


def bold_width(made: Button) -> int:
    font = made.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(made.text())


@pytest.mark.parametrize("role", ROLES)
def test_it_is_as_high_as_a_finger_and_has_a_name(size, qtbot, role):
    made = button("Go on", "", role, "go-on")
    qtbot.addWidget(made)
    assert made.sizeHint().height() >= 44 * size // 100
    assert made.accessibleName() == "Go on"
    assert made.objectName() == "go-on"


@pytest.mark.parametrize("role", ["chip", "rail", "main"])
def test_bold_text_has_its_room_from_the_start_so_that_choosing_moves_nothing(size, qtbot, role):
    made = button("Officer with the beard", "", role)
    qtbot.addWidget(made)
    before = made.sizeHint()
    made.setChecked(True)
    assert made.sizeHint() == before
    assert before.width() >= bold_width(made) + 2 * style.scaled(12)


def test_a_text_that_has_no_room_wraps_and_grows_in_height(size, qtbot):
    made = button("I saw it happen to someone else, from across the street", role="chip")
    qtbot.addWidget(made)
    whole = made.sizeHint()
    assert made.heightForWidth(whole.width()) == whole.height()
    assert made.heightForWidth(whole.width() // 3) >= 2 * whole.height() * 0.6
    assert made.minimumSizeHint().width() < whole.width()


def test_in_a_narrow_row_it_takes_the_height_of_its_wrapped_text(size, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    made = button("Leave quickly")
    row.addWidget(made)
    holder.setFixedWidth(made.minimumSizeHint().width() + 2 * row.contentsMargins().left())
    holder.show()
    qtbot.waitUntil(lambda: made.height() >= 2 * QFontMetrics(made.font()).height() + style.scaled(16))
    holder.setFixedWidth(2 * made.sizeHint().width())
    qtbot.waitUntil(lambda: made.height() == style.scaled(44))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_all_of_the_text_is_drawn_inside(size, qtbot, direction):
    """The picture's outermost columns are the same with the text and without it: nothing of it reaches the edge."""
    made = button("Exact words", role="chip")
    made.setLayoutDirection(direction)
    made.setChecked(True)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    with_text = made.grab().toImage()
    made.setText("")
    made.resize(with_text.size())
    without = made.grab().toImage()
    side = style.scaled(8)
    for x in (*range(side), *range(with_text.width() - side, with_text.width())):
        for y in range(with_text.height()):
            assert with_text.pixel(x, y) == without.pixel(x, y)


def test_a_button_can_keep_room_for_its_other_word(qtbot):
    made = Button("Show", "eye")
    qtbot.addWidget(made)
    made.keep_room_for("Hide these letters again")
    before = made.sizeHint().width()
    made.say("Hide these letters again")
    assert made.sizeHint().width() == before
    assert made.accessibleName() == "Hide these letters again"


def test_an_ampersand_is_a_letter_and_no_shortcut(qtbot):
    made = button("Salt & Pepper")
    qtbot.addWidget(made)
    assert made.text() == "Salt & Pepper"
    assert made.shortcut().isEmpty()


def test_it_works_by_keyboard(qtbot):
    made, pressed = button("Go on", role="main"), []
    qtbot.addWidget(made)
    made.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert pressed == [1]
    assert made.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("role", ROLES)
def test_the_focus_can_be_seen(qtbot, qapp, role):
    style.apply(qapp, "light", 100)
    made = button("Go on", "", role)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    away = made.grab().toImage()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    assert made.grab().toImage() != away


@pytest.mark.parametrize("text", ["1 WWWW", "WWWW (5)", "WWWW!"])
def test_words_keep_their_own_order_in_a_mirrored_window(qtbot, qapp, text):
    style.apply(qapp, "light", 100)
    pictures = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        made = button(text)
        qtbot.addWidget(made)
        made.resize(made.sizeHint())
        pictures.append(letters(made.grab().toImage()))
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert pictures[0] == pytest.approx(pictures[1], abs=0.06)


def letters(picture: QImage) -> list[float]:
    """How the ink of the text is shared among the fifths of the room inside the outline."""
    fifth = (picture.width() - 20) // 5
    dark = [
        sum(255 - picture.pixelColor(x, y).value() for x in range(at, at + fifth) for y in range(4, 40))
        for at in range(10, 10 + 5 * fifth, fifth)
    ]
    return [each / sum(dark) for each in dark]


def test_the_keyboards_ring_is_seen_on_a_chosen_chip_too(qtbot, qapp):
    style.apply(qapp, "light", 100)
    row = QWidget()
    qtbot.addWidget(row)
    column = QHBoxLayout(row)
    chip, other = button("Chosen", role="chip"), button("Other")
    column.addWidget(other)
    column.addWidget(chip)
    chip.setChecked(True)
    row.show()
    row.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    without = chip.grab().toImage()
    chip.setFocus()
    ringed = chip.grab().toImage()
    middle = chip.width() // 2
    inside = [picture.pixelColor(middle, 4).name().upper() for picture in (without, ringed)]
    assert inside == [style.LIGHT.accent_soft, style.LIGHT.accent]
