# SPDX-License-Identifier: GPL-3.0-or-later
"""A bundle is there: what it is called, and what to tell whoever gets it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.record.chain import fingerprint
from journal.record.entry import Entry
from ui.handing_over import HandedOver
from ui.session import Session
from ui.style import scaled
from ui.widgets.for_whom import ForWhom
from ui.widgets.label import PlainLabel
from ui.widgets.notice import Notice


class HandedOverView(QWidget):
    """Shown once it is done; ``forget`` when its page is left."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words = session.words
        self._called = PlainLabel("")
        self._passphrase, self._fingerprint = PlainLabel("", "code"), PlainLabel("", "code")
        self._passphrase.setObjectName("told-passphrase")
        self._fingerprint.setObjectName("list-fingerprint")
        self._unread = Notice()
        self._unread.setObjectName("bundle-unread")
        self._list_head = PlainLabel(words("handover.fingerprint"), "heading")
        self._for_whom = ForWhom(session)
        for done in (self._for_whom.said, self._for_whom.left):
            done.connect(self._for_whom.forget)
        self._locked = (
            PlainLabel(words("handover.passphrase"), "heading"),
            self._passphrase,
            PlainLabel(words("handover.locked_word"), "soft"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for widget in (
            self._called,
            self._unread,
            PlainLabel(words("handover.first")),
            *self._locked,
            self._list_head,
            self._fingerprint,
            PlainLabel(words("handover.say"), "soft"),
            self._for_whom,
        ):
            if widget in (self._locked[0], self._list_head, self._for_whom):
                column.addSpacing(scaled(10))
            column.addWidget(widget)

    def tell(self, made: HandedOver, passphrase: str) -> None:
        """``passphrase`` is empty for a folder."""
        self._called.setText(self._words("handover.name", name=made.name))
        self._passphrase.setText(passphrase)
        for widget in self._locked:
            widget.setVisible(bool(passphrase))
        self._fingerprint.setText(fingerprint(made.packed.fingerprint))
        self._unread.say(self._words("handover.unread", numbers=", ".join(made.packed.unread)))
        self._unread.setVisible(bool(made.packed.unread))
        self._for_whom.hide()

    def ask_for_whom(self, entry: Entry) -> None:
        """Once the copy is noted in the log."""
        self._for_whom.ask(entry.id)
        self._for_whom.show()

    def forget(self) -> None:
        self._passphrase.setText("")
        self._for_whom.forget()
