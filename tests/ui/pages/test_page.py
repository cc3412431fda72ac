# SPDX-License-Identifier: GPL-3.0-or-later
"""What all pages share: a column that stands still, ends where the bars do, and scrolls no further than its end."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame

from ui import style
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.label import PlainLabel

DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)


class Room(Page):
    """One wrapping sentence as often as wanted, over one button."""

    def _build(self) -> None:
        self.button = Button("Go on", role="main")
        self.footer.addStretch()
        self.footer.addWidget(self.button)

    def say(self, times: int) -> None:
        for _ in range(times):
            self.column.addWidget(PlainLabel("What is said here needs two lines of the page, and not more. " * 2))
        self.column.addStretch()


class Door(Room):
    centred = True


def shown(made: Room, times: int, qtbot) -> Room:
    qtbot.addWidget(made)
    made.say(times)
    made.resize(800, 600)
    made.show()
    qtbot.wait(1)
    return made


def edges(page: Room) -> tuple[int, int]:
    start = page._middle.mapTo(page, QPoint(0, 0)).x()
    return start, start + page._middle.width()


def test_a_page_that_fits_cannot_be_scrolled_past_its_end(session, qapp, qtbot):
    style.apply(qapp, "light", 100)
    page = shown(Room(session), 9, qtbot)
    bar = page.scroller.verticalScrollBar()
    assert bar.maximum() == 0
    assert not bar.isEnabled()  # and so is not drawn


def test_a_long_page_ends_with_its_last_line(session, qapp, qtbot):
    style.apply(qapp, "light", 100)
    page = shown(Room(session), 40, qtbot)
    page.scroller.verticalScrollBar().setValue(page.scroller.verticalScrollBar().maximum())
    last = page.column.itemAt(39).widget()
    below = page.scroller.viewport().height() - last.mapTo(page.scroller.viewport(), QPoint(0, last.height())).y()
    assert page.scroller.verticalScrollBar().isEnabled()
    assert 0 <= below <= scaled(40)


@pytest.mark.parametrize("kind", [Room, Door])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_column_ends_where_the_buttons_do_whether_or_not_it_scrolls(session, qapp, qtbot, kind, direction):
    style.apply(qapp, "light", 100)
    qapp.setLayoutDirection(direction)
    try:
        short, long = (shown(kind(session), times, qtbot) for times in (1, 40))
        assert edges(short) == edges(long)
        button = long.button.mapTo(long, QPoint(0, 0)).x()
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        far = button if mirrored else button + long.button.width()
        assert abs(far - edges(long)[0 if mirrored else 1]) <= 1
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_line_above_the_buttons_says_that_more_lies_below(session, qapp, qtbot):
    style.apply(qapp, "light", 100)
    short, long = (shown(Room(session), times, qtbot) for times in (1, 40))
    line = "page-fold"
    assert not short.findChild(QFrame, line).isVisible()
    assert long.findChild(QFrame, line).isVisible()
    long.scroller.verticalScrollBar().setValue(long.scroller.verticalScrollBar().maximum())
    assert not long.findChild(QFrame, line).isVisible()


def test_what_came_up_is_seen_whole_or_if_it_is_too_tall_from_its_first_words_on(session, qapp, qtbot):
    style.apply(qapp, "light", 100)
    page = shown(Room(session), 40, qtbot)
    view = page.scroller.viewport()

    def edge_of(widget, y):
        return widget.mapTo(view, QPoint(0, y)).y()

    short, tall = page.column.itemAt(30).widget(), page.column.itemAt(20).widget()
    page.reveal(short)
    qtbot.waitUntil(lambda: 0 <= edge_of(short, 0) < edge_of(short, short.height()) <= view.height())
    tall.setFixedHeight(view.height() * 2)
    page.reveal(tall)
    qtbot.waitUntil(lambda: edge_of(tall, 0) == scaled(8))


def test_what_grows_in_the_moment_it_comes_up_is_still_seen_whole(session, qapp, qtbot):
    style.apply(qapp, "light", 100)
    page = shown(Room(session), 40, qtbot)
    view = page.scroller.viewport()
    label = page.column.itemAt(30).widget()
    page.reveal(label)
    QTimer.singleShot(0, label, lambda: label.setFixedHeight(view.height() // 2))
    qtbot.waitUntil(lambda: label.height() == view.height() // 2)
    qtbot.waitUntil(lambda: 0 <= label.mapTo(view, QPoint(0, label.height())).y() <= view.height())
