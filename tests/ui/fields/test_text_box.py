# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the person's words stand, in the script they are written in."""

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from ui import style
from ui.fields.text_box import ReadBox, TextBox

MIRRORED = Qt.LayoutDirection.RightToLeft
PLAIN = Qt.LayoutDirection.LeftToRight


def begins_at(text: str, direction: Qt.LayoutDirection, qtbot) -> str:
    made = ReadBox(text, "Your own words")
    qtbot.addWidget(made)
    return side_of(made, direction)


def side_of(made: TextBox, direction: Qt.LayoutDirection) -> str:
    """The edge at which the last line of the first paragraph stands."""
    made.setLayoutDirection(direction)
    made.resize(400, 200)
    made.show()
    layout = made.document().firstBlock().layout()
    taken = layout.lineAt(layout.lineCount() - 1).naturalTextRect()
    return "left" if taken.left() < made.viewport().width() - taken.right() else "right"


@pytest.mark.parametrize("text", ["Ines Marlow", "שלום"])
def test_one_line_stands_below_its_question_in_any_script(qtbot, qapp, text):
    style.apply(qapp, "light", 100)
    assert begins_at(text, PLAIN, qtbot) == "left"
    assert begins_at(text, MIRRORED, qtbot) == "right"


@pytest.mark.parametrize("direction", [PLAIN, MIRRORED])
@pytest.mark.parametrize(("word", "side"), [("there ", "left"), ("שלום ", "right")])
def test_more_lines_stand_where_their_own_script_begins(qtbot, qapp, direction, word, side):
    style.apply(qapp, "light", 100)
    assert begins_at(word * 60, direction, qtbot) == side
    assert begins_at(f"{word}\n{word}", direction, qtbot) == side


@pytest.mark.parametrize("direction", [PLAIN, MIRRORED])
def test_writing_begins_where_the_script_does_from_its_first_letter(qtbot, qapp, direction):
    style.apply(qapp, "light", 100)
    made = TextBox(2)
    qtbot.addWidget(made)
    edited = []
    made.edited.connect(partial(edited.append, True))
    here = "right" if direction is MIRRORED else "left"
    for typed, side in (("", here), ("12 ", here), ("12 ש", "right"), ("12 w", "left"), ("", here)):
        made.set_text(typed)
        assert side_of(made, direction) == side, typed
    assert edited == []
    QTest.keyClicks(made, "word")
    assert len(edited) == 4
    made.undo()
    assert made.text() == ""


@pytest.mark.parametrize("mark", ["\ufeff", "\ufffe"])
def test_a_mark_of_byte_order_at_the_beginning_turns_no_letter_into_another(qtbot, qapp, mark):
    style.apply(qapp, "light", 100)
    made = TextBox()
    qtbot.addWidget(made)
    made.set_text(f"{mark}he said")
    assert made.text() == f"{mark}he said"
    assert not made.document().isUndoAvailable()
    pasted = QMimeData()
    pasted.setText("-" + mark)  # Python's own text with a mark at its beginning does not come through setText either
    made.set_text("before ")
    made.insertFromMimeData(pasted)
    made._insert(f"{mark}after")
    assert made.text() == f"before -{mark}{mark}after"
    made.undo()
    assert made.text() == f"before -{mark}"
