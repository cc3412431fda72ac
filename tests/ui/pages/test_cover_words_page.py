# SPDX-License-Identifier: GPL-3.0-or-later
"""Covering words: what is looked for, what stays, and the copy that is made of it, from a real record."""

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from journal.guide.spoken import wording
from journal.guide.steps import OWN_ACCOUNT
from journal.report.choice import Choice
from journal.report.redaction import Redaction
from ui.pages.cover_words_page import COVERED, CoverWordsPage, choice_of, plain_choice
from ui.pages.report_page import ReportPage
from ui.session import Session
from ui.widgets.button import Button
from ui.widgets.covered_phrase import CoveredPhrase
from ui.widgets.covered_place import CoveredPlace

TEXT = "Ana saw the lamp. Ana's coat was by the banana stand on Pine Street."


def _write(session: Session, qtbot: Any) -> None:
    vault, words = session.vault, session.words
    assert vault is not None

    def keep() -> None:
        incident = vault.incidents.start(OWN_ACCOUNT.id)
        for step, answers in (("setting", {"title": "Ana and the lamp"}), ("account", {"account": TEXT})):
            draft = vault.drafts.save(vault.drafts.new(incident.id, OWN_ACCOUNT.id, step, answers=answers))
            vault.entries.keep(draft, wording(OWN_ACCOUNT, OWN_ACCOUNT.step(step), answers, words))
        shapes = [{"label": {"at": [500, 300], "text": "Ana"}}]
        answers = {"place_drawn": {"width": 1000, "height": 700, "shapes": shapes}}
        draft = vault.drafts.save(vault.drafts.new(incident.id, OWN_ACCOUNT.id, "sketch", answers=answers))
        vault.entries.keep(draft, wording(OWN_ACCOUNT, OWN_ACCOUNT.step("sketch"), answers, words))

    done: list[None] = []
    session.worker.run(keep, done.append)
    qtbot.waitUntil(lambda: bool(done))


@pytest.fixture
def report(open_session: Session, qtbot: Any) -> ReportPage:
    _write(open_session, qtbot)
    page = ReportPage(open_session)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: page._contents is not None)
    return page


@pytest.fixture
def opened(report: ReportPage, open_session: Session, qtbot: Any) -> Callable[[], CoverWordsPage]:
    def make() -> CoverWordsPage:
        page = CoverWordsPage(open_session)
        qtbot.addWidget(page)
        page.resize(900, 900)
        page.show()
        page.enter(choice=plain_choice(report._choice.choice()))
        qtbot.waitUntil(lambda: page._contents is not None)
        return page

    return make


def look_for(page: CoverWordsPage, text: str, qtbot: Any) -> CoveredPhrase:
    page._box.set_text(text)
    press(page, "add-phrases")
    phrase = text.split("\n")[0].strip()
    qtbot.waitUntil(lambda: page._cards[phrase]._said.text() != page.words("cover.looking"))
    return page._cards[phrase]


def press(page: Any, name: str) -> None:
    page.findChild(Button, name).click()


def rows(card: CoveredPhrase) -> list[CoveredPlace]:
    shown = (card._below.itemAt(place).widget() for place in range(card._below.count()))
    return [each for each in shown if isinstance(each, CoveredPlace)]


def test_a_phrase_shows_every_place_and_only_whole_words_are_covered_at_first(
    opened: Callable[[], CoverWordsPage], qtbot: Any
) -> None:
    page = opened()
    assert page._none.isVisible()
    assert not page._make.isEnabled()
    card = look_for(page, " ana \n", qtbot)
    assert [row.button.isChecked() for row in rows(card)] == [True, True, True, False, False, True]
    assert card._said.text() == "It stands in 6 places. 4 are covered."
    assert card._inside.isVisible()
    assert page._make.isEnabled()
    assert not page._none.isVisible()


def test_what_is_turned_is_kept_inside_the_record_and_is_there_again(
    opened: Callable[[], CoverWordsPage], open_session: Session, qtbot: Any
) -> None:
    page = opened()
    card = look_for(page, "Ana", qtbot)
    rows(card)[0].button.click()
    rows(card)[3].button.click()
    kept = Redaction.from_plain(open_session.inside[COVERED])
    assert (len(kept.spared), len(kept.caught), kept.words) == (1, 1, ("Ana",))
    page.leave()
    again = opened()
    qtbot.waitUntil(lambda: bool(again._cards["Ana"]._places))
    press(again._cards["Ana"], "show-places")
    assert [row.button.isChecked() for row in rows(again._cards["Ana"])] == [False, True, True, True, False, True]


def test_several_lines_are_several_phrases_each_once(opened: Callable[[], CoverWordsPage], qtbot: Any) -> None:
    page = opened()
    look_for(page, "Ana\n\n  Pine Street \nAna\nBaker", qtbot)
    assert page._redaction.words == ("Ana", "Pine Street", "Baker")
    assert page._cards["Baker"]._said.text() == page.words("cover.nowhere")
    assert page._box.text() == ""


def test_a_phrase_that_was_taken_away_can_be_put_back_with_what_was_decided(
    opened: Callable[[], CoverWordsPage], qtbot: Any
) -> None:
    page = opened()
    rows(look_for(page, "Ana", qtbot))[0].button.click()
    before = page._redaction
    press(page._cards["Ana"], "remove-phrase")
    assert page._redaction.words == ()
    assert page._none.isVisible()
    assert page._undo.isVisible()
    press(page._undo, "put-back")
    assert page._redaction == before
    assert not page._undo.isVisible()
    qtbot.waitUntil(lambda: bool(page._cards["Ana"]._places))


def test_a_single_word_of_a_name_is_offered_and_looked_for(opened: Callable[[], CoverWordsPage], qtbot: Any) -> None:
    page = opened()
    card = look_for(page, "Ana and the lamp", qtbot)
    press(card, "also-look")
    assert page._redaction.words == ("Ana and the lamp", "Ana")
    qtbot.waitUntil(lambda: bool(page._cards["Ana"]._places))
    assert card._also.count() == 0


def test_of_hundreds_of_phrases_the_newest_are_shown_and_the_others_when_they_are_asked_for(
    opened: Callable[[], CoverWordsPage], qtbot: Any
) -> None:
    page = opened()
    page._box.set_text("\n".join(f"name {number}" for number in range(200)))
    press(page, "add-phrases")
    assert len(page._redaction.words) == 200
    assert next(iter(page._cards)) == "name 199"
    assert len(page._cards) == 30
    press(page, "more-phrases")
    assert len(page._cards) == 60
    shown = [page._phrases.itemAt(place).widget().phrase for place in range(page._phrases.count())]
    assert shown == [f"name {number}" for number in range(199, 139, -1)]
    qtbot.waitUntil(lambda: page._cards["name 140"]._said.text() == page.words("cover.nowhere"))


def test_a_drawing_can_be_covered_as_a_whole(opened: Callable[[], CoverWordsPage], qtbot: Any) -> None:
    page = opened()
    qtbot.waitUntil(page._pictures.isVisible)
    row = page._pictures.findChild(CoveredPlace)
    row.button.click()
    assert len(page._redaction.pictures) == 1
    assert page._make.isEnabled()
    row.button.click()
    assert not page._redaction.pictures
    assert not page._make.isEnabled()


@pytest.mark.parametrize("phrase", ["<b>x</b> & y", "x" * 5_001, "(((", "\u202ealt", "שלום", "{0} {phrase}", "%s"])
def test_strange_phrases_are_shown_as_they_are(opened: Callable[[], CoverWordsPage], qtbot: Any, phrase: str) -> None:
    page = opened()
    card = look_for(page, phrase, qtbot)
    long = len(phrase) > 5_000
    assert card._said.text() == page.words("cover.too_long" if long else "cover.nowhere")
    press(card, "remove-phrase")
    assert page._redaction.words == ()


def test_the_covered_copy_is_made_with_the_same_choice_and_leads_back_to_its_pages(
    report: ReportPage, opened: Callable[[], CoverWordsPage], qtbot: Any
) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    report.go.connect(lambda *wanted: asked.append(wanted))
    report._choice._paper.choose(["a4"])
    report._make.click()
    qtbot.waitUntil(lambda: report.preview.made is not None, timeout=20_000)
    full = report.preview.made
    assert not full.covered
    report._cover.click()
    assert asked[0][0] == "cover_words"
    assert plain_choice(full.choice) == asked[0][1]["choice"]
    page = opened()
    page.go.connect(lambda *wanted: asked.append(wanted))
    look_for(page, "Ana", qtbot)
    press(page, "make-covered")
    report.leave()
    report.enter(**asked[1][1])
    qtbot.waitUntil(lambda: report.preview.made is not None, timeout=20_000)
    made = report.preview.made
    assert made.covered
    assert made.choice.paper == "a4"
    told = "\n".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(made.pdf))
    assert "Ana" not in told
    assert "banana" in told
    assert report.words("report.covered.line") in told


def test_a_choice_comes_back_as_it_went() -> None:
    choice = Choice(("a",), ("account",), feelings=False, paper="a4", sheets=("b",), photos="none")
    assert choice_of(plain_choice(choice), "") == choice
    assert choice_of(None, "") == Choice(())
