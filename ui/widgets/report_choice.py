# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing what goes into a report: accounts, parts, what else, paper. Says at once what stays out."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.guide.child_steps import is_sheet
from journal.guide.spoken import moment_text
from journal.record.contents import Contents
from journal.record.entry import EntryKind
from journal.record.incident import Incident
from journal.report.choice import (
    CHOOSABLE,
    PAPERS,
    Choice,
    LeftOut,
    has_full_name,
    held,
    kept_sheets,
    left_out,
    settled,
)
from journal.words import Words, languages
from ui.style import scaled
from ui.widgets.chips import ChipRow
from ui.widgets.label import PlainLabel

_MORE = ("feelings", "contacts", "identity", "skipped", "purpose")
_WANTED_AT_FIRST = ("feelings", "contacts", "identity")
# Of these, what is asked where only a child's sheet goes in.
_OF_A_SHEET = ("purpose",)


class ReportChoice(QWidget):
    """Rows of chips, all chosen at first but what design.md §8 leaves off.

    Signals:
        changed: something was chosen or unchosen.
    """

    changed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._contents: Contents | None = None
        self._wanted: set[str] = set()
        self._accounts = self._row(single=False, name="accounts")
        self._parts = self._row(single=False, name="parts")
        self._more = self._row(single=False, name="more")
        self._sheets = self._row(single=False, name="sheets")
        self._names = self._row(single=False, name="names")
        self._paper = self._row(single=True, name="size")
        self._language = self._row(single=True, name="language")
        self._left_out = PlainLabel("", "soft")
        self._left_out.setObjectName("left-out")
        self._build()

    def offer(self, contents: Contents, incident: str = "", sheet: str = "") -> None:
        """What this record holds; ``incident`` chooses one account, else all are chosen. No child's sheet is chosen at
        first but the one, ``sheet``, that was to be printed: and then nothing else is."""
        self._contents = contents
        words = self._words
        accounts = [each for each in contents.incidents if not is_sheet(each)]
        self._accounts.offer([(each.id, _title(each, place, words)) for place, each in enumerate(accounts, 1)])
        ids = [each.id for each in accounts]
        self._accounts.choose([] if sheet else [incident] if incident in ids else ids)
        self._offer_sheets(contents, sheet)
        self._offer_parts()
        self._wanted = set(_WANTED_AT_FIRST)
        self._offer_more()
        self._paper.offer([(name, words(f"paper.{name}")) for name in PAPERS])
        self._paper.choose([PAPERS[0]])
        self._language.offer([(code, words(f"language.{code}")) for code in languages()])
        self._language.choose([words.locale])
        self._say()

    def choice(self) -> Choice:
        more = self._more.chosen()
        return Choice(
            incidents=tuple(self._accounts.chosen()),
            parts=tuple(self._parts.chosen()),
            feelings="feelings" in more,
            contacts="contacts" in more,
            identity="identity" in more,
            skipped="skipped" in more,
            sheets=tuple(self._sheets.chosen()),
            child_names=bool(self._names.chosen()),
            purpose="purpose" in more,
            language=next(iter(self._language.chosen()), self._words.locale),
            paper=next(iter(self._paper.chosen()), PAPERS[0]),
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(12), 0, 0)
        column.setSpacing(scaled(10))
        for row in (self._accounts, self._parts, self._more, self._sheets, self._paper, self._language):
            column.addWidget(self._asked(row))
            if row is self._sheets:
                column.addWidget(PlainLabel(self._words("paper.left_out.title"), "heading"))
                column.addWidget(self._left_out)
                column.addSpacing(scaled(10))

    def _asked(self, row: ChipRow) -> QWidget:
        """A row below its question, as one thing that can be there or not."""
        question = self._words(f"paper.{row.objectName().removeprefix('report-')}")
        row.describe(question)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, scaled(10))
        column.setSpacing(scaled(10))
        column.addWidget(PlainLabel(question, "heading"))
        column.addWidget(row)
        if row is self._language:
            whole.setVisible(len(languages()) > 1)
        if row is self._sheets:
            column.addWidget(self._names)
            self._about_sheets = whole
        if row is self._parts:
            self._about_parts = whole
        return whole

    def _row(self, *, single: bool, name: str) -> ChipRow:
        row = ChipRow(single=single)
        row.setObjectName(f"report-{name}")
        row.chosen_changed.connect(partial(self._on_changed, name))
        return row

    def _on_changed(self, name: str) -> None:
        if name == "accounts":
            self._offer_parts(self._parts.chosen())
            self._offer_more()
        if name == "more":
            offered = {chip.objectName().removeprefix("chip-") for chip in self._more.chips()}
            self._wanted = (self._wanted - offered) | set(self._more.chosen())
        if name == "sheets":
            self._offer_names()
        for row, first in ((self._paper, PAPERS[0]), (self._language, self._words.locale)):
            if not row.chosen():
                row.choose([first])
        self._say()
        self.changed.emit()

    def _offer_more(self) -> None:
        """What else an account can bring; what was wanted of it is wanted again when an account is."""
        offered = _MORE if self._accounts.chosen() else _OF_A_SHEET
        self._more.offer([(name, self._words(f"paper.{name}")) for name in offered])
        self._more.choose([name for name in offered if name in self._wanted])

    def _offer_sheets(self, contents: Contents, chosen: str) -> None:
        """Apart from the accounts, and only those on which something was kept."""
        kept = kept_sheets(contents)
        sheets = [each for each in contents.incidents if each.id in kept]
        untitled = partial(self._words, "paper.untitled_sheet")
        self._sheets.offer([(each.id, each.title or untitled(place=place)) for place, each in enumerate(sheets, 1)])
        self._sheets.choose([chosen])
        self._about_sheets.setVisible(bool(sheets))
        self._names.offer([("child_names", self._words("paper.child_names"))])
        self._offer_names()

    def _offer_names(self) -> None:
        """A full name is printed only if it is chosen, and can be chosen only where there is one."""
        there = self._contents is not None and has_full_name(self._contents, self._sheets.chosen())
        self._names.setVisible(there)
        if not there:
            self._names.choose([])

    def _offer_parts(self, chosen: Collection[str] | None = None) -> None:
        """The parts that hold something in the chosen accounts. One that was not offered before is chosen."""
        assert self._contents is not None
        before = {chip.objectName().removeprefix("chip-") for chip in self._parts.chips()}
        found = held(self._contents, settled(self._contents, self.choice()))
        shown = [str(part) for part in CHOOSABLE if part in found]
        self._parts.offer([(part, _part_name(part, self._words)) for part in shown])
        self._about_parts.setVisible(bool(shown))
        self._parts.choose([part for part in shown if chosen is None or part in chosen or part not in before])

    def _say(self) -> None:
        if self._contents is not None:
            self._left_out.setText("\n".join(_lines(left_out(self._contents, self.choice()), self._words)))


def anything_kept(contents: Contents) -> bool:
    """Whether there is something to print."""
    return any(entry.kind is EntryKind.WRITTEN for entry in contents.entries)


def _title(incident: Incident, place: int, words: Words) -> str:
    if incident.title:
        return incident.title
    return (moment_text(incident.happened, words) if incident.happened else "") or words("paper.untitled", place=place)


def _part_name(part: str, words: Words) -> str:
    """What the person calls a part; the paper may say it in a lawyer's words."""
    own = f"paper.part.{part}"
    return words(own) if words.has(own) else words(f"report.part.{part}")


def _lines(out: LeftOut, words: Words) -> list[str]:
    """One sentence for each thing that stays out."""
    lines = []
    if out.incidents:
        lines.append(words.count("paper.left_out.accounts", out.incidents))
    if out.parts:
        parts = "; ".join(_part_name(part, words) for part in out.parts)
        lines.append(words("paper.left_out.parts", parts=parts))
    if out.feelings:
        lines.append(words("paper.left_out.feelings"))
    if out.contacts:
        lines.append(words("paper.left_out.contacts"))
    if out.identity:
        lines.append(words("paper.left_out.identity"))
    if out.sheets:
        lines.append(words.count("paper.left_out.sheets", out.sheets))
    if out.child_names:
        lines.append(words("paper.left_out.child_names"))
    if out.drafts:
        lines.append(words.count("paper.drafts", out.drafts))
    return lines or [words("paper.left_out.nothing")]
