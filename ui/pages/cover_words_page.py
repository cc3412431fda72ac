# SPDX-License-Identifier: GPL-3.0-or-later
"""Cover words in a copy of the report: what is looked for, every place where it stands, and whole pictures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal import support
from journal.guide.sketch import shapes
from journal.guide.step import Kind
from journal.record.contents import Contents
from journal.record.evidence import EvidenceKind
from journal.report import kept_choice
from journal.report.choice import Choice, is_printed, settled, step_of
from journal.report.redaction import Occurrence, Redaction
from journal.words import Words
from ui.fields.text_box import TextBox
from ui.gatherer import Gatherer
from ui.pages.page import Page
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.covered_phrase import CoveredPhrase
from ui.widgets.covered_pictures import CoveredPictures
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.undo_line import UndoLine

if TYPE_CHECKING:
    from journal.clock import Stamp

COVERED = "covered"  # the setting, inside the record, that keeps what is covered
_AT_ONCE = 30  # phrases that are shown; the others when they are asked for


@dataclass(frozen=True, slots=True)
class Found:
    """``places`` and ``also`` (single words that stand by themselves) for each phrase; ``pictures``: what can be
    covered as a whole, by key, number and name."""

    places: Mapping[str, Sequence[Occurrence]]
    also: Mapping[str, Sequence[str]]
    pictures: Sequence[tuple[str, str, str]]


def plain_choice(choice: Choice) -> dict[str, Any]:
    """What goes into the report, as an argument of a page: plain JSON."""
    return kept_choice.KeptChoice(choice, frozenset()).plain()


def choice_of(plain: Any, law_area: str) -> Choice:
    """The opposite of ``plain_choice``, with the dates of this place; nothing chosen for what is none."""
    kept = kept_choice.from_plain(plain)
    choice = kept.choice if kept else Choice(())
    return replace(choice, law=support.read(choice.language).dates_in(law_area))


class CoverWordsPage(Page):
    """Arguments: ``choice``, what goes into the report (``plain_choice``)."""

    rail = "report"
    _contents: Contents | None
    _gatherer: Gatherer

    def enter(self, **arguments: Any) -> None:
        super().enter(**arguments)
        self._redaction = Redaction.from_plain(self.session.inside.get(COVERED))
        self._undo.hide()
        self._box.set_text("")
        self._show_phrases()
        self._gatherer.begin()

    def leave(self) -> None:
        """Nothing of the record is held on to while another page is shown."""
        self._turn += 1
        self._gatherer.stop()
        self._contents = None
        self._pictures.offer((), ())
        self._drop(self._cards)

    def first_focus(self) -> QWidget | None:
        return self._box

    def _build(self) -> None:
        words = self.words
        self._contents = None
        self._gatherer = Gatherer(self.session, self)
        self._redaction, self._before = Redaction(), Redaction()
        self._cards: dict[str, CoveredPhrase] = {}
        self._turn, self._most = 0, _AT_ONCE
        self.column.addWidget(PlainLabel(words("cover.title"), "title"))
        self.column.addWidget(PlainLabel(words("cover.lead"), "lead"))
        ask = PlainLabel(words("cover.ask"), "heading")
        self._box = TextBox(2)
        self._box.setObjectName("phrases")
        self._box.setAccessibleName(words("cover.ask"))
        self._box.setAccessibleDescription(words("cover.ask_help"))
        self._add = Button(words("cover.add"), "magnifying-glass", name="add-phrases")
        self._undo = UndoLine("", words("cover.put_back"))
        self._none = Notice(words("cover.none"))
        self._none.setObjectName("nothing-covered")
        self._list = QWidget()
        self._phrases = QVBoxLayout(self._list)
        self._phrases.setContentsMargins(0, 0, 0, 0)
        self._phrases.setSpacing(scaled(12))
        self._more = Button(words("cover.more_phrases"), role="quiet", name="more-phrases")
        self._pictures = CoveredPictures(words)
        self.column.addWidget(ask)
        self.column.addWidget(PlainLabel(words("cover.ask_help"), "soft"))
        self.column.addWidget(self._box)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        shown: tuple[QWidget, ...] = (self._undo, self._none, self._list)
        for widget in shown:
            self.column.addWidget(widget)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self._pictures)
        self.column.addWidget(PlainLabel(words("cover.limits.title"), "heading"))
        self.column.addWidget(PlainLabel(words("cover.limits.text"), "soft"))
        self.column.addStretch(1)
        self._back = Button(words("cover.back"), name="back-to-report")
        self._make = Button(words("cover.make"), role="main", name="make-covered")
        self.footer.addWidget(self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self._make)

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_add)
        self._back.clicked.connect(partial(self._to_report, covered=False))
        self._gatherer.gathered.connect(self._on_contents)
        self._more.clicked.connect(self._on_more)
        self._make.clicked.connect(partial(self._to_report, covered=True))
        self._pictures.turned.connect(self._on_picture)
        self._undo.asked.connect(self._on_undo)

    def _to_report(self, *, covered: bool) -> None:
        self.go.emit("report", {"returned": True, "covered": covered})

    def _on_contents(self, contents: Contents) -> None:
        self._contents = contents
        self._look()

    def _on_add(self) -> None:
        """Each line is a phrase; one that is there already is not there twice."""
        self._look_for([line.strip() for line in self._box.text().split("\n")])
        self._box.set_text("")
        self._box.setFocus()

    def _look_for(self, phrases: Sequence[str]) -> None:
        fresh = tuple(dict.fromkeys(each for each in phrases if each and each not in self._redaction.words))
        if fresh:
            self._undo.hide()
            self._change(replace(self._redaction, words=(*self._redaction.words, *fresh)))
            self._show_phrases()
            self._look(opened=fresh[0] if len(fresh) == 1 else "")

    def _on_more(self) -> None:
        self._most += _AT_ONCE
        self._show_phrases()
        self._look()

    def _on_remove(self, phrase: str) -> None:
        self._before = self._redaction
        left = tuple(each for each in self._redaction.words if each != phrase)
        self._change(replace(self._redaction, words=left))
        shown = " ".join(phrase.split())[:60]
        self._undo.say(self.words("cover.removed", phrase=shown))
        self._undo.show()
        self._undo.button.setFocus()
        self._show_phrases()

    def _on_undo(self) -> None:
        """The phrase comes back with what was decided for its places; what was decided since stays too."""
        self._change(replace(self._redaction, words=self._before.words))
        self._undo.hide()
        self._show_phrases()
        self._look()
        self._box.setFocus()

    def _on_turned(self, key: str, whole: bool, covered: bool) -> None:
        name = "spared" if whole else "caught"
        marked = getattr(self._redaction, name)
        changed = marked - {key} if covered == whole else marked | {key}
        self._change(replace(self._redaction, **{name: changed}))

    def _on_picture(self, key: str, covered: bool) -> None:
        kept = self._redaction.pictures
        self._change(replace(self._redaction, pictures=kept | {key} if covered else kept - {key}))

    def _change(self, redaction: Redaction) -> None:
        """Kept inside the record at once, so that the same copy can be made again."""
        self._redaction = redaction
        self.session.change(COVERED, redaction.plain())
        for card in self._cards.values():
            card.follow(redaction)
        self._follow()

    def _show_phrases(self) -> None:
        """One card for each phrase, the newest first."""
        wanted = self._redaction.words[-self._most :]
        self._drop([phrase for phrase in self._cards if phrase not in wanted])
        older = 0  # cards that were shown already and stand above those that come in at the end
        for phrase in reversed(wanted):
            if phrase in self._cards:
                older += 1
            else:
                card = CoveredPhrase(self.words, phrase)
                card.wanted.connect(self._on_wanted)
                card.removed.connect(partial(self._on_remove, phrase))
                card.turned.connect(self._on_turned)
                self._cards[phrase] = card
                self._phrases.insertWidget(older, card)
                older += 1
        self._more.setVisible(len(self._redaction.words) > self._most)
        self._follow()

    def _drop(self, phrases: Iterable[str]) -> None:
        for phrase in list(phrases):
            card = self._cards.pop(phrase)
            self._phrases.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _on_wanted(self, word: str) -> None:
        self._look_for([word])
        self._box.setFocus()

    def _follow(self) -> None:
        self._none.setVisible(not self._redaction.words and not self._redaction.pictures)
        self._list.setVisible(bool(self._cards))
        self._make.setEnabled(bool(self._redaction.keys or self._redaction.pictures))

    def _look(self, opened: str = "") -> None:
        """Find every place on the second thread; only the latest answer counts."""
        if self._contents is None:
            return
        self._turn += 1
        now, area = self.session.clock.now(), str(self.session.inside.get("law_area") or "")
        task = partial(_found, self._contents, self._arguments.get("choice"), area, now, self._redaction)
        self.session.worker.aside(task, partial(self._on_found, self._turn, opened), owner=self)

    def _on_found(self, turn: int, opened: str, found: Found) -> None:
        if turn != self._turn:
            return
        for phrase, card in self._cards.items():
            card.show_places(found.places.get(phrase, ()), self._redaction, found.also.get(phrase, ()))
        if opened in self._cards:
            self._cards[opened].unfold()
            self.reveal_beginning(self._cards[opened])
        self._pictures.offer(found.pictures, self._redaction.pictures)


def _found(contents: Contents, plain: Any, area: str, now: "Stamp", redaction: Redaction) -> Found:
    """On the second thread: the places of each phrase, and what can be covered as a whole (key, number, name)."""
    from journal.report.covering import occurrences, single_words

    choice = choice_of(plain, area)
    words, chosen = Words(choice.language), settled(contents, choice)
    shown = {entry.id: entry for entry in contents.entries if is_printed(entry, chosen)}
    files = [each for each in contents.evidence if each.kind is EvidenceKind.FILE and each.entry in shown]
    pictures = [(each.entry, each.label, each.name) for each in files]
    for entry in shown.values():
        step = step_of(entry)
        drawn = [field.id for field in step.fields if field.kind is Kind.SKETCH] if step else []
        pictures += [(f"{entry.id}/{name}", f"#{entry.seq}", "") for name in drawn if shapes(entry.answers.get(name))]
    places = occurrences(contents, choice, words, now, redaction)
    return Found(places, single_words(contents, choice, redaction), pictures)
