# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of buttons that breaks as a line of words does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.button import button
from ui.widgets.flow import FlowLayout


@pytest.fixture
def row(qtbot, qapp):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for text in ("Exact words", "Close to it", "The gist", "Not sure"):
        flow.addWidget(button(text, role="chip"))
    return holder, flow


def places(flow: FlowLayout, width: int):
    holder = flow.parentWidget()
    holder.resize(width, flow.heightForWidth(width))
    flow.setGeometry(holder.rect())
    return [flow.itemAt(number).geometry() for number in range(flow.count())]


def test_it_goes_on_in_the_next_line_and_nothing_overlaps(row):
    _holder, flow = row
    wide, narrow = places(flow, 2000), places(flow, 260)
    assert len({each.top() for each in wide}) == 1
    assert len({each.top() for each in narrow}) > 1
    for boxes in (wide, narrow):
        assert not any(one.intersects(other) for one in boxes for other in boxes if one != other)
    assert all(each.right() < 260 for each in narrow)


def test_it_is_mirrored_for_writing_from_the_right(row):
    holder, flow = row
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second = places(flow, 2000)[:2]
    assert first.right() == 1999
    assert second.right() < first.left()


def test_a_button_wider_than_the_row_wraps_inside_it(row):
    _holder, flow = row
    flow.addWidget(button("I saw it happen to someone else, from across the street", role="chip"))
    last = places(flow, 200)[-1]
    assert last.width() <= 200
    assert last.height() > 60
