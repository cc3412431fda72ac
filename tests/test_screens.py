# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page and dialog opens, in English and in the pseudo-language; each word on it comes from the text files;
whoever cannot see it hears what each thing is; and nothing is wider than the window."""

import re
import tomllib
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from journal.guide.spoken import searchable
from journal.paths import resources
from journal.words import PSEUDO, Words
from tests.helpers.copy_stage import STICK
from tests.screens import SCREENS, Stage, View, shown, stage
from ui.reading import step_of
from ui.widgets.paper_view import PaperView

BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
DATE = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December|AM|PM|UTC)\b|\bE(?=-\d)|\W|\d|_"
)
LIGHT = View("light")
STRETCHED = View("pseudo", PSEUDO)
LARGE = View("large", text_size=200, width=1024, height=700)
# The name of a thing that is the same in every language, a language's own name, and a folder's.
NAMES = {"Own Words", "English", "PDF", str(STICK)}
# Roles of what is the person's own, or made by chance: the recovery code, six words, the number of the record.
OTHERS = {"voice", "code"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    return tmp_path_factory.mktemp("stage")


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest, qapp: QApplication, folder) -> Iterator[Stage]:
    """The program in one view; all screens of a view share it."""
    with stage(qapp, folder, request.param) as opened:
        yield opened
    qapp.setStyleSheet("")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(scope="module")
def own(made: Stage) -> Callable[[], str]:
    """``own_words`` of what is there now: it is read anew only after something was added."""
    known: dict[int, str] = {}

    def of_now() -> str:
        number = len(made.entries)
        if number not in known:
            known[number] = own_words(made)
        return known[number]

    return of_now


def visible(widget: QWidget) -> list[QWidget]:
    return [each for each in [widget, *widget.findChildren(QWidget)] if each.isVisibleTo(widget)]


def texts(widget: QWidget) -> Iterator[str]:
    """Every text that is drawn, and every one that is read aloud."""
    yield widget.windowTitle()
    for each in visible(widget):
        if each.property("role") in OTHERS:
            continue
        yield from (each.accessibleName(), each.toolTip())
        if not isinstance(each, PaperView):  # reads the page aloud, in the language of the report
            yield each.accessibleDescription()
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QLineEdit | QPlainTextEdit | QTextEdit):
            yield each.placeholderText()


def own_words(made: Stage) -> str:
    """All that the person of the practice record wrote, the questions as they were worded then, and names and numbers
    of help lines: none of it is for the program to translate."""

    def every(node: object) -> Iterator[str]:
        match node:
            case str():
                yield node
            case dict():
                for each in node.values():
                    yield from every(each)
            case list() | tuple():
                for each in node:
                    yield from every(each)

    help_lines = tomllib.loads((resources() / "support" / "en.toml").read_text(encoding="utf-8"))
    kept = [[dict(entry.answers), dict(entry.wording.texts)] for entry in made.entries]
    incidents = [each.title for each in made.incidents]
    # What search keeps of an entry is in the words of the day it was kept: times and places as they were said then.
    words = Words()  # reads all its files once
    found = [searchable(step, entry.answers, words) for entry in made.entries if (step := step_of(entry))]
    told = every([kept, found, [dict(draft.answers) for draft in made.drafts], incidents, help_lines])
    return "\n".join(" ".join(each.split()) for each in told)


def unworded(text: str, own: str) -> str:
    """What of this text comes neither from the text files nor from the person: sentences that stand in the code."""
    while (shorter := BRACKETED.sub(" · ", text)) != text:  # what stood on both sides of it was no one text
        text = shorter
    text = re.sub(r"\[([^\[\]]+)\]", r"\1", text)  # a phrase that was looked for, marked where it stands
    if "…" in text and set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", own)):
        return ""  # a piece of a kept text, across its fields
    parts = (" ".join(part.split()).strip(" :—–-,.“”") for part in re.split(r"[…·\n]", text))
    return " … ".join(part for part in parts if part not in own and part not in NAMES and DATE.sub("", part))


@pytest.mark.parametrize("made", [LIGHT], indirect=True, ids=["light"])
@pytest.mark.parametrize("name", SCREENS)
def test_it_opens_in_english_and_says_what_takes_the_keyboard(made, name):
    with shown(made, SCREENS[name], LIGHT) as widget:
        assert any(each.text().strip() for each in visible(widget) if isinstance(each, QLabel))
        for each in visible(widget):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.window() is widget:
                spoken = QAccessible.queryAccessibleInterface(each)
                assert spoken.text(QAccessible.Text.Name).strip(), f"{type(each).__name__} {each.objectName()!r}"


@pytest.mark.parametrize("made", [STRETCHED], indirect=True, ids=["pseudo"])
@pytest.mark.parametrize("name", SCREENS)
def test_each_of_its_words_comes_from_the_text_files_and_has_room(made, own, name):
    with shown(made, SCREENS[name], STRETCHED) as widget:
        theirs = own()
        assert {text: alien for text in set(texts(widget)) if (alien := unworded(text, theirs))} == {}
        assert cut_off(widget) == []


@pytest.mark.parametrize("made", [LARGE], indirect=True, ids=["large"])
@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_cut_off_at_twice_the_size_in_a_small_window(made, name):
    with shown(made, SCREENS[name], LARGE) as widget:
        assert cut_off(widget) == []
        assert widget.width() <= LARGE.width
        assert widget.height() <= LARGE.height, "it had to grow beyond a small screen"


def cut_off(widget: QWidget) -> list[str]:
    """Texts that have less room than they need, and pages that would have to be scrolled sideways."""
    found = []
    for each in visible(widget):
        if isinstance(each, QScrollArea) and each.horizontalScrollBar().maximum():
            found.append(f"scrolled sideways: {each.horizontalScrollBar().maximum()} px")
        if isinstance(each, QLabel | QAbstractButton) and each.width() and not _scrolled_away(each):
            lacking = each.minimumSizeHint().width() - each.width()
            if each.text() and each.hasHeightForWidth():
                lacking = max(lacking, each.heightForWidth(each.width()) - each.height())
            if lacking > 1:
                found.append(f"{lacking} px: {each.text()}")
    return found


def _scrolled_away(widget: QWidget) -> bool:
    return widget.visibleRegion().isEmpty() or isinstance(widget.parentWidget(), QAbstractScrollArea)


def test_the_check_of_words_finds_a_sentence_that_stands_in_the_code():
    assert unworded("⟦Saved ~~⟧ · 9:40 PM", "") == ""
    assert unworded("March 5, 2026", "") == ""
    assert unworded("the tall one", "we saw the tall one twice") == ""
    assert unworded("Saved 9:40 PM", "") == "Saved 9:40 PM"
    assert unworded("⟦Day ⟦March 5, 2026⟧ ~~⟧", "") == ""
