# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing a passphrase: six words to take or leave, typed twice, and an honest word on how long it would hold."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.session import Session
from ui.style import scaled
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice
from ui.widgets.passphrase_edit import PassphraseEdit

if TYPE_CHECKING:
    from journal.vault.passphrase import Guess

_PAUSE_MS = 250
_HOUR, _DAY, _MONTH, _YEAR = 3600.0, 86_400.0, 30 * 86_400.0, 365 * 86_400.0
_SPANS = (
    (60.0, "moment"),
    (_DAY, "hours"),
    (2 * _MONTH, "days"),
    (2 * _YEAR, "months"),
    (80 * _YEAR, "years"),
    (1000 * _YEAR, "lifetime"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The keys of what this page says, which is the same page in three places. No ``later``: no such button."""

    title: str = "first.passphrase.title"
    intro: str = "first.passphrase.intro"
    accept: str = "first.passphrase.make"
    later: str = ""


class PassphrasePage(Page):
    """Signals:
    chosen: the passphrase, typed twice.
    later: not now.
    back: to the page before.
    """

    chosen = Signal(str)
    later = Signal()
    back = Signal()
    centred = True

    def __init__(self, session: Session, wording: Wording | None = None) -> None:
        self._wording = wording or Wording()
        super().__init__(session)

    def first_focus(self) -> QWidget | None:
        return self.first

    def leave(self) -> None:
        self.first.empty()
        self.second.empty()

    def say(self, what: str, do: str = "") -> None:
        """A calm word above the buttons; nothing that was typed is taken away."""
        self._notice.say(what, do)
        self._notice.show()
        self.reveal(self._notice)
        self.wait(waiting=False)

    def parts(self) -> list[QWidget]:
        """What is there to choose a passphrase with: everything between the title and the word above the buttons."""
        items = [self.column.itemAt(at) for at in range(1, self.column.count())]
        inside = [item.widget() for item in items if item is not None]
        return [widget for widget in inside if widget is not None and widget is not self._notice]

    def wait(self, *, waiting: bool) -> None:
        self.accept.setEnabled(not waiting)

    def _build(self) -> None:
        words = self.words
        self._title = PlainLabel(words(self._wording.title), "title")
        self.column.addWidget(self._title)
        self.column.addWidget(PlainLabel(words(self._wording.intro), "lead"))
        self.column.addWidget(self._offer_card())
        self.first = PassphraseEdit(words, words("first.passphrase.field"))
        self.first.line.setObjectName("passphrase")
        self.second = PassphraseEdit(words, words("first.passphrase.again"))
        self.second.line.setObjectName("passphrase-again")
        self._guess = PlainLabel("", "soft")
        self._guess.setObjectName("guess")
        self._notice = Notice()
        self._notice.hide()
        for text, edit in (("field", self.first), ("again", self.second)):
            self.column.addSpacing(scaled(4))
            self.column.addWidget(PlainLabel(words(f"first.passphrase.{text}"), "heading"))
            self.column.addWidget(edit)
        self.column.addWidget(self._guess)
        self.column.addWidget(self._notice)
        self.column.addStretch(1)
        self._build_footer()

    def _offer_card(self) -> QFrame:
        words = self.words
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(8))
        self._six = PlainLabel(" ", "code")
        self._six.setObjectName("six-words")
        self.use = Button(words("first.passphrase.use"), name="use-words")
        self.use.setEnabled(False)
        self._other = Button(words("first.passphrase.other"), "", "quiet", "other-words")
        row = FlowLayout()
        row.addWidget(self.use)
        row.addWidget(self._other)
        column.addWidget(PlainLabel(words("first.passphrase.offer")))
        column.addWidget(self._six)
        column.addLayout(row)
        column.addWidget(PlainLabel(words("first.passphrase.paper"), "soft"))
        return card

    def _build_footer(self) -> None:
        words = self.words
        self._back = Button(words("first.back"), name="back")
        self._later = Button(words(self._wording.later) if self._wording.later else "", name="later")
        self.accept = Button(words(self._wording.accept), "", "main", "go-on")
        self.footer.addWidget(self._later if self._wording.later else self._back)
        self.footer.addStretch(1)
        self.footer.addWidget(self.accept)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back)
        self._later.clicked.connect(self.later)
        self._other.clicked.connect(self._load)
        self._pause.timeout.connect(self._ask_guess)
        self.accept.clicked.connect(self._on_accept)
        self.first.changed.connect(self._on_typed)
        self.first.entered.connect(self.second.setFocus)
        self.first.shown.connect(self._show_both)
        self.second.changed.connect(self._on_typed)
        self.second.entered.connect(self._on_accept)
        self.second.shown.connect(self._show_both)
        self.use.clicked.connect(self._on_use)

    def _load(self) -> None:
        self.session.worker.aside(_suggest, self._on_suggested, owner=self)

    def _on_suggested(self, six: str) -> None:
        self._six.setText(six)
        self.use.setEnabled(True)

    def _on_use(self) -> None:
        """Into the first box, shown; the second is typed by hand, so that a slip is noticed before it matters."""
        self.first.set_text(self._six.text())
        self._show_both(True)
        self.second.setFocus()
        self.reveal(self.second)

    def _show_both(self, shown: bool) -> None:
        """Two boxes side by side are there to be compared."""
        self.first.show_letters(shown)
        self.second.show_letters(shown)

    def _on_typed(self) -> None:
        self._notice.hide()
        self._pause.start()

    def _ask_guess(self) -> None:
        typed = self.first.text()
        if typed:
            self.session.worker.aside(partial(_guess, typed), self._on_guessed, owner=self)
        else:
            self._guess.setText("")

    def _on_guessed(self, guess: "Guess") -> None:
        words = self.words
        span = words(f"span.{span_key(guess.seconds)}")
        said = words("first.passphrase.guess_short" if guess.weak else "first.passphrase.guess", span=span)
        self._guess.setText(f"{said} {words('first.passphrase.weak')}" if guess.weak else said)

    def _on_accept(self) -> None:
        typed = self.first.text()
        if not typed.strip():
            self.say(self.words("first.passphrase.empty"))
        elif typed != self.second.text():
            self.say(self.words("first.passphrase.different"))
        else:
            self.wait(waiting=True)
            self.chosen.emit(typed)


def span_key(seconds: float) -> str:
    """The name of a span of time that is said in words; never an exact number, which would promise too much."""
    return next((name for below, name in _SPANS if seconds < below), "ages")


def _suggest() -> str:
    from journal.vault.passphrase import suggest

    return suggest()


def _guess(passphrase: str) -> "Guess":
    from journal.vault.passphrase import guess_time

    return guess_time(passphrase)
