# SPDX-License-Identifier: GPL-3.0-or-later
"""A drawing in a card to read: covered like words, told like words, reached like words."""

import pytest
from pytestqt.qtbot import QtBot

from journal.guide import body_marks, sketch
from journal.words import Words
from tests.helpers.rooms import nameless, tab_order
from ui.reading import Line
from ui.widgets.drawing_view import DrawingView
from ui.widgets.entry_card import EntryCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
WORDS = Words()
SKETCH = {"shapes": [{"line": [[1, 1], [900, 600]]}, {"label": {"at": [100, 100], "text": "the deli"}}]}
MARKS = [{"id": "a", "side": "front", "at": [870, 450], "words": "sore"}]
LINES = (
    Line("question", "Where was everyone?"),
    Line("drawing", "Sketch", sketch.drawing(SKETCH, WORDS)),
    Line("drawing", "Marks", body_marks.drawing(MARKS, WORDS)),
    Line("voice", "sore"),
)


def test_a_drawing_is_covered_until_the_card_is_opened(qtbot: QtBot) -> None:
    card = EntryCard(WORDS, ident="a", heading="The place", lines=LINES)
    qtbot.addWidget(card)
    card.resize(700, 2000)
    card.show()
    assert not card.findChildren(DrawingView)
    card.open()
    qtbot.wait(1)
    views = card.findChildren(DrawingView)
    assert [view.accessibleName() for view in views] == ["Sketch", "Marks"]
    assert "“the deli” at the upper left" in views[0].accessibleDescription()
    assert "1, front, left forearm: sore" in views[1].accessibleDescription()
    assert nameless(card) == []
    assert [each for each in tab_order(card.button, card) if isinstance(each, DrawingView)] == views
    card.cover()
    assert not any(view.isVisible() for view in views)
