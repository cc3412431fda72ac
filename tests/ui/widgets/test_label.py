# SPDX-License-Identifier: GPL-3.0-or-later
"""Labels show what they are given, letter for letter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo

from ui import style
from ui.widgets.label import PlainLabel


def test_markup_is_only_text(qtbot):
    made = PlainLabel('<b>bold</b> <img src="x"> & &amp;')
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == '<b>bold</b> <img src="x"> & &amp;'


def test_each_role_has_its_own_look(qtbot, qapp):
    style.apply(qapp, "light", 100)
    seen = set()
    for role in ("title", "heading", "lead", "body", "soft", "small", "date", "voice", "code"):
        made = PlainLabel("Words", role)
        qtbot.addWidget(made)
        made.ensurePolished()
        font = made.font()
        seen.add((font.family(), font.pixelSize(), font.bold(), made.palette().windowText().color().name()))
    assert len(seen) == 9


def test_the_persons_words_are_in_the_serif(qtbot, qapp):
    style.apply(qapp, "light", 100)
    made = PlainLabel("I came out of the shop.", "voice")
    qtbot.addWidget(made)
    made.ensurePolished()
    assert QFontInfo(made.font()).family() == style.VOICE_FONT


@pytest.mark.parametrize("text", ["The bench on Larkspur Street", "הספסל ברחוב"])
@pytest.mark.parametrize("role", ["body", "voice"])
def test_a_line_stands_at_the_reading_side_of_the_window_in_any_script(qtbot, role, text):
    made = PlainLabel(text, role)
    qtbot.addWidget(made)
    sides = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        made.setLayoutDirection(direction)
        sides.append(made.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
    absolute = Qt.AlignmentFlag.AlignAbsolute
    assert sides == [Qt.AlignmentFlag.AlignLeft | absolute, Qt.AlignmentFlag.AlignRight | absolute]
