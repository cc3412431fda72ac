# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing what goes into a report: accounts, parts, what else, paper. Says at once what stays out."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal import support
from journal.guide.child_steps import is_sheet
from journal.guide.spoken import moment_text
from journal.record.contents import Contents
from journal.record.entry import EntryKind
from journal.record.incident import Incident
from journal.report.choice import (
    CHOOSABLE,
    PAPERS,
    PHOTOS,
    Choice,
    LeftOut,
    has_full_name,
    held,
    kept_sheets,
    left_out,
    settled,
)
from journal.report.kept_choice import KeptChoice, from_plain
from journal.support import LegalDate
from journal.words import Words, languages
from ui.session import Session
from ui.style import scaled
from ui.widgets.about_choice import AboutChoice
from ui.widgets.chips import ChipRow
from ui.widgets.focus_order import chain
from ui.widgets.kept_choices import KeptChoices, NameForm
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.place_line import PlaceLine

LAST = "report_choice"
_MORE = ("feelings", "contacts", "identity", "skipped", "purpose", "copies")
_WANTED_AT_FIRST = ("feelings", "contacts", "identity")
# Of these, what is asked where only a child's sheet goes in.
_OF_A_SHEET = ("purpose",)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on another page: one account, one child's sheet, or what is about one person."""

    incident: str = ""
    sheet: str = ""
    card: str = ""
    department: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.incident or self.sheet or self.card)


class ReportChoice(QWidget):
    """Rows of chips, all chosen at first but what could turn against the writer (docs/sources.md, "The report").

    Signals:
        changed: something was chosen or unchosen.
        place_wanted: the person wants to choose the place whose dates are to be asked about.
    """

    changed = Signal()
    place_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = words = session.words
        self._contents: Contents | None = None
        self._wanted: set[str] = set()
        self._law: dict[str, tuple[LegalDate, ...]] = {}
        self._wholes: dict[ChipRow, QWidget] = {}
        self._accounts = self._row(single=False, name="accounts")
        self._parts = self._row(single=False, name="parts")
        self._more = self._row(single=False, name="more")
        self._photos = self._row(single=True, name="photos")
        self._sheets = self._row(single=False, name="sheets")
        self._names = self._row(single=False, name="names")
        self._paper = self._row(single=True, name="size")
        self._language = self._row(single=True, name="language")
        self._about = AboutChoice(words)
        self.kept = KeptChoices(session)
        self._keep = NameForm(words, "keep")
        self._note = Notice()
        self._note.setObjectName("choice-note")
        self._place = PlaceLine(words)
        self._left_out = PlainLabel("", "soft")
        self._left_out.setObjectName("left-out")
        self._build()
        self._about.changed.connect(partial(self._on_changed, "about"))
        self._place.wanted.connect(self.place_wanted)
        self._keep.given.connect(self._on_keep)
        self.kept.wanted.connect(self._on_kept_wanted)

    def offer(self, contents: Contents, wanted: Wanted) -> None:
        """What this record holds. Without anything wanted it is as it was chosen last, or else all is chosen. No
        child's sheet is chosen but the one that was to be printed: and then nothing else is."""
        self._contents = contents
        self._law = {}
        self._note.hide()
        words = self._words
        accounts = [each for each in contents.incidents if not is_sheet(each)]
        self._accounts.offer([(each.id, _title(each, place, words)) for place, each in enumerate(accounts, 1)])
        self._about.offer(contents, wanted.card, department=wanted.department)
        ids = [each.id for each in accounts]
        self._accounts.choose([] if wanted.sheet else [wanted.incident] if wanted.incident in ids else ids)
        self._offer_sheets(contents, [wanted.sheet])
        self._wanted = set(_WANTED_AT_FIRST)
        self._offer_more()
        self._photos.offer([(name, words(f"paper.photos_{name}")) for name in PHOTOS])
        self._photos.choose([PHOTOS[0]])
        self._paper.offer([(name, words(f"paper.{name}")) for name in PAPERS])
        self._paper.choose([PAPERS[0]])
        self._language.offer([(code, words(f"language.{code}")) for code in languages()])
        self._language.choose([words.locale])
        self._offer_parts()
        self.kept.show_kept()
        last = from_plain(self._session.inside.get(LAST))
        if wanted.card:
            self._tell([words("paper.about_note")] if self._about.about()[0] else [words("paper.kept.nobody")])
        if last is not None:
            self._paper.choose([last.choice.paper])
            if wanted.nothing:
                self._use(last)
        self._say()

    def choice(self) -> Choice:
        more = self._more.chosen()
        card, department = self._about.about()
        accounts = tuple(self._accounts.chosen())
        language = next(iter(self._language.chosen()), self._words.locale)
        return Choice(
            incidents=accounts,
            parts=tuple(self._parts.chosen()),
            feelings="feelings" in more,
            contacts="contacts" in more,
            identity="identity" in more,
            skipped="skipped" in more,
            copies="copies" in more,
            sheets=() if card else tuple(self._sheets.chosen()),
            child_names=bool(self._names.chosen()) and not card,
            purpose="purpose" in more,
            language=language,
            paper=next(iter(self._paper.chosen()), PAPERS[0]),
            photos=next(iter(self._photos.chosen()), PHOTOS[0]),
            law=self._dates(language),
            about=card,
            department=department,
            only=self._about.only(accounts),
        )

    def remember(self) -> None:
        """Keep this as the last choice. A child's sheet is chosen anew for each copy."""
        kept = self._now()
        bare = replace(kept.choice, sheets=(), child_names=False)
        self._session.change(LAST, replace(kept, choice=bare).plain())

    def _dates(self, language: str) -> tuple[LegalDate, ...]:
        if language not in self._law:
            self._law[language] = support.read(language).dates_in(str(self._session.inside.get("law_area") or ""))
        return self._law[language]

    def _now(self) -> KeptChoice:
        """The present choice, with all that there is to choose from."""
        rows = (self._accounts, self._parts, self._sheets)
        known = (chip.objectName().removeprefix("chip-") for row in rows for chip in row.chips())
        return KeptChoice(self.choice(), frozenset(known))

    def _use(self, kept: KeptChoice) -> None:
        """Choose as it was kept, of what is still there. What came since stays out, and is named."""
        assert self._contents is not None
        chosen, note = kept.choice, list[str]()
        self._accounts.choose(list(chosen.incidents))
        if not self._about.offer(self._contents, chosen.about, department=chosen.department):
            self._accounts.choose([])
            note.append(self._words("paper.kept.nobody"))
        self._offer_sheets(self._contents, chosen.sheets)
        self._names.choose(["child_names"] if chosen.child_names else [])
        self._wanted = {name for name in _MORE if getattr(chosen, name)}
        self._offer_more()
        self._photos.choose([chosen.photos])
        self._paper.choose([chosen.paper])
        self._language.choose([chosen.language if chosen.language in languages() else self._words.locale])
        self._offer_parts()
        self._parts.choose([str(part) for part in chosen.parts])
        self._tell([*note, *_since(kept, (self._accounts, self._parts), self._contents, self._words)])

    def _tell(self, lines: list[str]) -> None:
        """What is good to know of the choice before it is read."""
        self._note.say(" ".join(lines))
        self._note.setVisible(bool(lines))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, scaled(12), 0, 0)
        column.setSpacing(scaled(10))
        column.addWidget(self.kept)
        column.addWidget(self._note)
        column.addSpacing(scaled(4))
        after: dict[QWidget, tuple[QWidget, ...]] = {self._parts: (self._place,), self._more: (self._about,)}
        for row in (self._accounts, self._parts, self._more, self._photos, self._sheets, self._paper, self._language):
            column.addWidget(self._asked(row))
            for widget in after.get(row, ()):
                column.addWidget(widget)
            if row is self._sheets:
                column.addWidget(PlainLabel(self._words("paper.left_out.title"), "heading"))
                column.addWidget(self._left_out)
                column.addSpacing(scaled(10))
        column.addWidget(self._keep)

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
        self._wholes[row] = whole
        return whole

    def _row(self, *, single: bool, name: str) -> ChipRow:
        row = ChipRow(single=single)
        row.setObjectName(f"report-{name}")
        row.chosen_changed.connect(partial(self._on_changed, name))
        return row

    def _on_changed(self, name: str) -> None:
        self.kept.let_go()
        if name in ("accounts", "about"):
            self._offer_parts(self._parts.chosen())
            self._offer_more()
        if name == "more":
            offered = {chip.objectName().removeprefix("chip-") for chip in self._more.chips()}
            self._wanted = (self._wanted - offered) | set(self._more.chosen())
        if name == "sheets":
            self._offer_names()
        first = ((self._paper, PAPERS[0]), (self._language, self._words.locale), (self._photos, PHOTOS[0]))
        for row, default in first:
            if not row.chosen():
                row.choose([default])
        self._say()
        self.changed.emit()

    def _on_keep(self, name: str) -> None:
        self.kept.keep(name, self._now())

    def _on_kept_wanted(self, kept: KeptChoice) -> None:
        self._use(kept)
        self._say()
        self.changed.emit()

    def _offer_more(self) -> None:
        """What else an account can bring; what was wanted of it is wanted again when an account is."""
        offered = _MORE if self._accounts.chosen() else _OF_A_SHEET
        self._more.offer([(name, self._words(f"paper.{name}")) for name in offered])
        self._more.choose([name for name in offered if name in self._wanted])

    def _offer_sheets(self, contents: Contents, chosen: Collection[str]) -> None:
        """Apart from the accounts, and only those on which something was kept."""
        kept = kept_sheets(contents)
        sheets = [each for each in contents.incidents if each.id in kept]
        untitled = partial(self._words, "paper.untitled_sheet")
        self._sheets.offer([(each.id, each.title or untitled(place=place)) for place, each in enumerate(sheets, 1)])
        self._sheets.choose(list(chosen))
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
        self._parts.offer([(part, part_name(part, self._words)) for part in shown])
        self._wholes[self._parts].setVisible(bool(shown))
        self._parts.choose([part for part in shown if chosen is None or part in chosen or part not in before])

    def _say(self) -> None:
        if self._contents is None:
            return
        choice = self.choice()
        self._wholes[self._sheets].setVisible(bool(self._sheets.chips()) and not choice.about)
        self._wholes[self._photos].setVisible(bool(self._contents.pictures))
        self._place.setVisible(bool(choice.incidents) and not choice.law)
        rows = (self._more, self._about, self._photos, self._sheets, self._names, self._paper, self._language)
        chain([self.kept, self._note, self._accounts, self._parts, self._place, *rows, self._keep])
        self._left_out.setText("\n".join(_lines(left_out(self._contents, choice), self._words)))


def _since(kept: KeptChoice, rows: Iterable[ChipRow], contents: Contents, words: Words) -> Iterator[str]:
    """What has come since a choice was kept, by the names on the chips, and how many of its accounts are gone."""
    names = {chip.objectName().removeprefix("chip-"): chip.accessibleName() for row in rows for chip in row.chips()}
    if new := kept.new_among(list(names)):
        yield words("paper.kept.new", names="; ".join(names[each] for each in new))
    if gone := set(kept.choice.incidents) - {each.id for each in contents.incidents}:
        yield words.count("paper.kept.gone", len(gone))


def anything_kept(contents: Contents) -> bool:
    """Whether there is something to print."""
    return any(entry.kind is EntryKind.WRITTEN for entry in contents.entries)


def _title(incident: Incident, place: int, words: Words) -> str:
    if incident.title:
        return incident.title
    return (moment_text(incident.happened, words) if incident.happened else "") or words("paper.untitled", place=place)


def part_name(part: str, words: Words) -> str:
    """What the person calls a part; the paper may say it in a lawyer's words. Of one that is not known now, its id."""
    own, paper = f"paper.part.{part}", f"report.part.{part}"
    return words(own) if words.has(own) else words(paper) if words.has(paper) else part


def _lines(out: LeftOut, words: Words) -> list[str]:
    """One sentence for each thing that stays out."""
    lines = []
    if out.incidents:
        lines.append(words.count("paper.left_out.accounts", out.incidents))
    if out.parts:
        parts = "; ".join(part_name(part, words) for part in out.parts)
        lines.append(words("paper.left_out.parts", parts=parts))
    lines += [words(f"paper.left_out.{name}") for name in ("feelings", "contacts", "identity") if getattr(out, name)]
    if out.sheets:
        lines.append(words.count("paper.left_out.sheets", out.sheets))
    lines += [words(f"paper.left_out.{name}") for name in ("child_names", "photos", "others") if getattr(out, name)]
    if out.drafts:
        lines.append(words.count("paper.drafts", out.drafts))
    return lines or [words("paper.left_out.nothing")]
