# SPDX-License-Identifier: GPL-3.0-or-later
"""The middle of the guide's page: one step with what was kept of it, its cards, and the questions to write on."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journal.guide.step import Step
from journal.guide.steps import TOLD_ONCE
from journal.record.entry import Draft, Entry
from journal.words import Words
from ui.desk import Desk, summary
from ui.fields.step_form import StepForm
from ui.incident_names import incident_name
from ui.portions import AT_ONCE, ON_ONE_SHELF, in_portions, shelves
from ui.reading import addition_name, event_time, lines, step_name, written_time
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.entry_card import EntryCard
from ui.widgets.focus_order import chain
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.sheet import Sheet
from ui.widgets.show_if import show_if
from ui.widgets.starts_row import StartsRow


class StepBody(Sheet):
    """Draws a desk. Decides nothing.

    Signals:
        changed: the answers of the draft are now these.
        left: the focus left a box.
        steps_wanted: the list of steps is to be shown.
        keep_wanted: the draft is to be kept as it stands.
        add_wanted: something is to be added to this entry (its id).
        more_wanted: more of this step's questions are to be answered, as an addition to this entry (its id).
        another_wanted: one more card.
        draft_wanted: this other draft (its id) is to be written on.
        removed: this draft (its id) is to be taken out.
        start_wanted: a card of another step is to be begun from a card (a Start, the card's id).
        origin_wanted: back to the card that this one was begun from.
    """

    changed = Signal(dict)
    left = Signal()
    steps_wanted = Signal()
    keep_wanted = Signal()
    add_wanted = Signal(str)
    more_wanted = Signal(str)
    another_wanted = Signal()
    draft_wanted = Signal(str)
    removed = Signal(str)
    start_wanted = Signal(object, str)
    origin_wanted = Signal()

    def __init__(self, desk: Desk, step: Step, words: Words, leave_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.step, self._words, self._leave_key = desk, step, words, leave_key
        self.form: StepForm | None = None
        self._begun_here: StartsRow | None = None
        self.lost: QWidget | None = None  # where it is told that words are gone: not to be scrolled past
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(12))
        self._build()
        self.order_keys()

    def order_keys(self) -> None:
        chain([self])

    def has_cards_above(self) -> bool:
        """Whether the questions come after cards, and so may lie below what a small window shows."""
        draft = self.desk.draft.id if self.desk.draft is not None else ""
        others = [each for each in self.desk.drafts if each.step == self.step.id and each.id != draft]
        return bool(others or self.desk.cards(self.step.id))

    def _build(self) -> None:
        self._build_head()
        if not self.step.fields:
            self._build_told()
        self._build_kept()
        self._build_drafts()
        if self.desk.draft is not None:
            self._build_form(self.desk.draft)
        self._build_another()
        self._column.addStretch()

    def _build_head(self) -> None:
        key = f"step.{self.step.id}"
        self.steps = Button(self._words("guide.steps.button"), "list", "quiet", "all-steps", self)
        self.steps.clicked.connect(self.steps_wanted)
        top = QHBoxLayout()
        top.addWidget(PlainLabel(step_name(self.step.id, self._words), "small"), 1)
        self.steps.setVisible(not self.step.alone)
        top.addWidget(self.steps)
        self._column.addLayout(top)
        if self.desk.origin is not None:
            said = self._words("start.back", name=self.desk.origin.name)
            back = Button(said, "caret-left", "quiet", "to-origin", self)
            back.clicked.connect(self.origin_wanted)
            self._column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(PlainLabel(self._words(f"{key}.title"), "title"))
        if self._words.has(f"{key}.intro"):
            self._column.addWidget(PlainLabel(self._words(f"{key}.intro"), "lead"))
        if self._words.has(f"{key}.notice") and self.desk.draft is not None:
            self._column.addWidget(Notice(self._words(f"{key}.notice")))
        self._column.addSpacing(scaled(8))

    def _build_told(self) -> None:
        for piece in self.step.told:
            self._column.addWidget(PlainLabel(self._words(f"{self.step.id}.{piece}.head"), "heading"))
            text = self._words(f"{self.step.id}.{piece}.text", key=self._leave_key)
            self._column.addWidget(PlainLabel(text, "body"))
            self._column.addSpacing(scaled(8))

    def _build_kept(self) -> None:
        """Kept cards of this step, opened where there is only one, with their additions below."""
        kept = self.desk.cards(self.step.id)
        if self.desk.more:
            self._column.addWidget(PlainLabel(self._words("guide.latest_only"), "soft"))
        column = QVBoxLayout()
        column.setSpacing(scaled(12))
        self._column.addLayout(column)
        held = shelves(column, len(kept), self)
        places = {entry.id: held[place // ON_ONE_SHELF] for place, entry in enumerate(kept)}

        def make(entry: Entry) -> None:
            card = self._kept_card(entry.id)
            for addition in self.desk.additions(entry.id):
                card.add_below(self._kept_card(addition.id, is_addition=True))
            places[entry.id].addWidget(card)
            if len(kept) == 1 and not self.step.repeats:
                card.open()

        in_portions(self, kept, make, self._on_cards_made if len(kept) > AT_ONCE else None)

    def _on_cards_made(self) -> None:
        """The last ones came after the rest of the page."""
        self.order_keys()

    def _kept_card(self, ident: str, *, is_addition: bool = False) -> EntryCard:
        entry = next(each for each in self.desk.entries if each.id == ident)
        is_card = self.step.repeats and entry.step == self.step.id and not is_addition
        said = summary(self.step, entry.answers, self._words) if is_card else ""
        name = addition_name(entry.step, self._words) if is_addition else step_name(entry.step, self._words)
        card = EntryCard(
            self._words,
            ident=entry.id,
            heading=said or name,
            own_words=bool(said),
            date=event_time(entry, self._words),
            notes=(written_time(entry, self._words), "" if is_addition else self._adds_to_text(entry.adds_to)),
            lines=lines(entry, self._words),
            action="" if is_addition or self.step.alone else self._words("guide.add_to"),
            parent=self,
        )
        card.asked.connect(self.add_wanted)
        if entry.step == self.step.id and not is_addition and self.step.starts:
            card.add_inside(self._starts(entry.id, card.accessibleName()))
        return card

    def _build_drafts(self) -> None:
        """The other cards of this step that are still being written."""
        current = self.desk.draft.id if self.desk.draft is not None else ""
        for draft in self.desk.drafts:
            if draft.step == self.step.id and draft.id != current:
                self._column.addWidget(self._lost_row(draft) if draft.lost else self._draft_row(draft))

    def _lost_row(self, draft: Draft) -> QWidget:
        """In its place; what is written next is another one."""
        frame = QFrame()
        frame.setObjectName("lost-draft")
        frame.setProperty("role", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(4))
        column.addWidget(PlainLabel(self._words("check.here.entry"), "body"))
        column.addWidget(PlainLabel(written_time(draft, self._words), "small"))
        self.lost = self.lost or frame
        return frame

    def _draft_row(self, draft: Draft) -> QWidget:
        name = summary(self.step, draft.answers, self._words) or self._words("guide.empty_card")
        frame = QFrame()
        frame.setProperty("role", "card")
        row = QHBoxLayout(frame)
        row.setContentsMargins(scaled(12), scaled(8), scaled(12), scaled(8))
        row.setSpacing(scaled(8))
        row.addSpacing(scaled(8))
        text = QVBoxLayout()
        text.addWidget(PlainLabel(name, "voice"))
        text.addWidget(PlainLabel(self._words("guide.still_written"), "small"))
        row.addLayout(text, 1)
        go_on = Button(self._words("guide.open_card"), role="plain", name="open-draft")
        go_on.setAccessibleName(self._words("guide.open_card_named", name=name))
        go_on.clicked.connect(partial(self.draft_wanted.emit, draft.id))
        row.addWidget(go_on)
        row.addWidget(self._remove_button(draft.id, name))
        return frame

    def _remove_button(self, draft: str, name: str) -> Button:
        remove = Button(self._words("guide.remove"), role="quiet", name="remove-draft")
        remove.setAccessibleName(self._words("guide.remove_named", name=name))
        remove.clicked.connect(partial(self.removed.emit, draft))
        return remove

    def _build_form(self, draft: Draft) -> None:
        self._column.addSpacing(scaled(8))
        if draft.adds_to:
            self._column.addWidget(PlainLabel(self._adds_to_text(draft.adds_to), "soft"))
        people = [person for person in self.desk.people if person.card != draft.id]
        accounts = [(each.id, incident_name(each, self._words)) for each in self.desk.accounts]
        self.form = StepForm(self.step, self._words, draft.answers, people, self, accounts=accounts)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self.left)
        self.form.rearranged.connect(self.order_keys)
        self._column.addWidget(self.form)
        self._keep = QWidget()
        row = QHBoxLayout(self._keep)
        row.setContentsMargins(0, scaled(12), 0, 0)
        row.setSpacing(scaled(12))
        self.keep = Button(self._words("guide.keep"), "check", "plain", "keep")
        self.keep.clicked.connect(self.keep_wanted)
        row.addWidget(self.keep)
        row.addWidget(PlainLabel(self._words("guide.keep_note"), "small"), 1)
        if self.step.repeats or draft.adds_to:
            called = summary(self.step, draft.answers, self._words) or self._words("guide.this_card")
            row.addWidget(self._remove_button(draft.id, called))
        self._column.addWidget(self._keep)
        if self.step.starts and not draft.adds_to:
            self._column.addWidget(self._starts(draft.id, summary(self.step, draft.answers, self._words)))
        self._show_what_follows(self.desk.stored and bool(draft.answers))

    def _starts(self, card: str, name: str) -> StartsRow:
        row = StartsRow(self._words, self.step, card, name, self)
        row.wanted.connect(self.start_wanted)
        if self.desk.draft is not None and card == self.desk.draft.id:
            self._begun_here = row
        return row

    def _show_what_follows(self, written: bool) -> None:
        """What can be done with a card is there once something is written on it."""
        show_if(self._keep, written)
        if self._begun_here is not None:
            show_if(self._begun_here, written)

    def _adds_to_text(self, ident: str) -> str:
        entry = next((each for each in self.desk.entries if each.id == ident), None)
        if entry is None:
            return ""
        written = written_time(entry, self._words)
        return self._words("guide.adds_to", name=step_name(entry.step, self._words), written=written)

    def _build_another(self) -> None:
        kept = self.desk.cards(self.step.id)
        if self.step.alone:
            return
        if self.step.repeats:
            self.another = Button(self._words(f"step.{self.step.id}.another"), "plus", "plain", "another", self)
            self.another.clicked.connect(self.another_wanted)
            self._column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeading)
            draft = self.desk.draft
            self.another.setVisible(draft is None or (self.desk.stored and bool(draft.answers)))
        elif kept and self.desk.draft is None and self.step.id != TOLD_ONCE:
            more = Button(self._words("guide.answer_more"), "plus", "plain", "answer-more", self)
            more.clicked.connect(partial(self.more_wanted.emit, kept[-1].id))
            self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_changed(self, answers: dict[str, Any]) -> None:
        self._show_what_follows(bool(answers))
        if self.step.repeats and not self.step.alone:
            self.another.setVisible(bool(answers))
        self.changed.emit(answers)


def rows_of(desk: Desk) -> Sequence[Step]:
    """The steps of the list: those of the route, and any other that holds something. A page that says what comes is
    no place to go to by itself: it stands before its step."""
    every = [step for step in desk.guide.steps if step in desk.steps or desk.standing(step.id)]
    return [step for step in every if not step.leads_to]
