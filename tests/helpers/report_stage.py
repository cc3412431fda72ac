# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's pages with choices kept, a copy saved and copies noted, for tests/screens.py."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.guide.acts import ACTS, COPY
from journal.guide.spoken import wording
from journal.guide.steps import OWN_ACCOUNT
from journal.record.copy_made import CopyMade
from journal.report.choice import CHOOSABLE, Choice
from journal.report.kept_choice import KeptChoice, with_named
from ui.pages.page import Page
from ui.pages.report_page import ReportPage

Opens = Callable[[Any], QWidget]


def with_choices(opens: Opens) -> Opens:
    """Two choices that were kept before something came; the first is chosen again."""

    def show(made: Any) -> QWidget:
        ids = [each.id for each in made.incidents if each.guide == OWN_ACCOUNT.id]
        parts = ("summary", "account", "words", "officers")
        facts = KeptChoice(Choice(ids[:1], parts, feelings=False), frozenset([*ids[:1], *map(str, CHOOSABLE[:-2])]))
        value = with_named(with_named(None, "Ms. Oduya", facts), "Beto's mother", facts)
        made.session.inside |= {"report_choices": value, "law_area": "ny_city"}
        shown = opens(made)
        made.settle()
        shown.findChild(QWidget, "report-kept").chips()[0].click()
        return shown

    return show


def at_the_end(opens: Opens) -> Opens:
    """Scrolled down as far as it goes."""

    def show(made: Any) -> QWidget:
        shown = opens(made)
        made.settle()
        bar = next(each for each in shown.findChildren(Page) if each.isVisible()).scroller.verticalScrollBar()
        bar.setValue(bar.maximum())
        return shown

    return show


def saved(opens: Opens, *, asked: bool = False) -> Opens:
    """A copy was saved; with ``asked`` the person wants to say for whom it is."""

    def show(made: Any) -> QWidget:
        shown = opens(made)
        made.settle()
        page = shown.findChild(ReportPage)
        page.preview.show_done("paper.saved")
        page.preview.note(CopyMade("saved", "ab" * 32, page.preview.view.pages(), (), ()))
        made.settle()
        if asked:
            shown.findChild(QWidget, "report-done").button.click()
        return shown

    return show


def with_copies(opens: Opens) -> Opens:
    """Three copies of the practice record, one with a name."""

    def show(made: Any) -> QWidget:
        ids = tuple(each.id for each in made.incidents)
        parts = ("summary", "dates", "case", "account", "sequence", "words", "officers", "force", "evidence", "days")
        copies = (
            (CopyMade("printed", "1f" * 32, 52, ids, parts), "Ms. Oduya"),
            (CopyMade("saved", "9c" * 32, 12, ids[:1], parts[:4], ("feelings", "contacts"), covered=True), ""),
            (CopyMade("printed", "3e" * 32, 52, ids, parts, first=1, last=3, copies=2), "Beto's mother"),
        )

        def note() -> None:
            for copy, for_whom in copies:
                said = wording(ACTS, COPY, copy.answers(for_whom), made.session.words)
                made.session.vault.copies.note(copy, said, for_whom)

        made.session.worker.run(note)
        return opens(made)

    return show
