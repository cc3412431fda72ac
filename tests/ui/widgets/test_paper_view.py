# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages from memory: only what is in sight is drawn, and everything works by keyboard."""

from typing import Any

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journal.report.blocks import Cover, Heading, Level, Margins, NewPage, Part, Report, Words
from journal.report.pdf import build
from journal.words import Words as Language
from tests.journal.report.kept import PRINTED
from ui import style
from ui.widgets.paper_view import PaperView


def pdf(pages: int) -> bytes:
    blocks = [
        block
        for number in range(1, pages)
        for block in (NewPage(), Heading(f"Part {number}", Level.PART, listed=True), Words(f"words of part {number}"))
    ]
    edges = Margins("Page {page} of {pages}", "RECORD", "ffff")
    return build(
        Report("t", "en", "letter", Cover("cover", (), ()), edges, "Contents", (Part("x", tuple(blocks)),)), now=PRINTED
    )


@pytest.fixture
def view(qtbot: Any, words: Language) -> PaperView:
    made = PaperView(words)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show_pdf(pdf(40))
    with qtbot.waitExposed(made):
        made.show()
    QTest.qWait(20)
    return made


def test_only_the_pages_in_sight_are_drawn(view: PaperView) -> None:
    with pdfium.PdfDocument(pdf(40)) as document:
        assert view.pages() == len(document) > 40
    assert 1 <= len(view._pictures) <= 3


def test_scrolling_through_everything_holds_only_a_few_drawn_pages(view: PaperView) -> None:
    for number in range(view.pages()):
        view.go_to(number)
        QTest.qWait(1)
        view.grab()
    assert len(view._pictures) <= 12


def test_page_keys_home_and_end_move_by_pages(view: PaperView) -> None:
    seen: list[int] = []
    view.page_changed.connect(seen.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
    assert seen == [1, 2, 1, view.pages() - 1, 0]


def test_a_screen_reader_hears_which_page_it_is_and_its_text(view: PaperView) -> None:
    first = view.places()[0].page
    view.go_to(first)
    assert view.accessibleName() == f"Page {first + 1} of {view.pages()}, Part 1"
    assert "words of part 1" in view.accessibleDescription()
    assert view._sheets[7].accessibleName() == f"Page 8 of {view.pages()}"


def test_plus_and_minus_change_the_size_and_keep_the_page(view: PaperView) -> None:
    view.go_to(5)
    before = view.zoom()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() > before
    assert view.page() == 5
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom() < before
    view.fit_width()
    assert view.zoom() == pytest.approx(before)


def test_minus_never_makes_pages_larger_also_where_large_text_fits_them_small(view: PaperView, qapp: Any) -> None:
    style.apply(qapp, "light", 200)
    try:
        view.fit_width()
        sizes = [view.zoom()]
        assert sizes[0] < 0.5
        for _ in range(4):
            QTest.keyClick(view, Qt.Key.Key_Minus)
            sizes.append(view.zoom())
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[1] < sizes[0]
        for _ in range(20):
            QTest.keyClick(view, Qt.Key.Key_Plus)
        assert view.zoom() == 3.0
    finally:
        style.apply(qapp, "light", 100)


def test_parts_lead_to_their_pages(view: PaperView) -> None:
    places = view.places()
    assert [place.title for place in places][:2] == ["Part 1", "Part 2"]
    view.go_to(places[9].page)
    assert "Part 10" in view.accessibleDescription()


def test_what_is_drawn_is_the_page(view: PaperView) -> None:
    image = view.picture(0, 612)
    assert (image.width(), image.height()) == (612, 792)
    assert image.pixelColor(5, 5).name() == "#ffffff"
    assert any(image.pixelColor(x, y).lightness() < 140 for x in range(60, 300) for y in range(60, 300))


def test_letting_go_leaves_nothing(view: PaperView) -> None:
    view.clear()
    assert (view.pages(), len(view._pictures), view.places(), view.page_text(0)) == (0, 0, [], "")


def test_the_cover_is_in_no_part(view: PaperView) -> None:
    assert view.accessibleName() == f"Page 1 of {view.pages()}"


def test_space_goes_on_by_what_is_in_sight_and_back(view: PaperView) -> None:
    bar = view.verticalScrollBar()
    before = bar.value()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert 0.8 * view.viewport().height() < bar.value() - before <= view.viewport().height()
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == before


def test_zero_fits_the_width_again(view: PaperView) -> None:
    before = view.zoom()
    QTest.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom() > before
    QTest.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom() == pytest.approx(before)


def test_large_pages_are_held_only_as_far_as_there_is_room(view: PaperView) -> None:
    for number in range(6):
        view.picture(number, 3000)
    assert view._bytes() <= 96 * 2**20
    assert view._pictures


def test_in_the_dark_the_paper_is_dimmed_until_it_is_wanted_white(view: PaperView, qapp: Any) -> None:
    def paper() -> int:
        image = view.grab().toImage()
        return image.pixelColor(image.width() // 2, 40).lightness()

    assert paper() == 255
    style.apply(qapp, "dark")
    try:
        assert 170 < paper() < 225
        assert view.picture(0, 612).pixelColor(5, 5).name() == "#ffffff"
        view.show_white(True)
        assert paper() == 255
    finally:
        style.apply(qapp, "light")
