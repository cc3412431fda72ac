# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a session that the computer's key opened asks for the passphrase: before words leave or keys change.

Whatever prints, saves or hands over goes through here (tests/ui/test_passphrase_gate.py looks for what does not).
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.session import Session


def behind_passphrase(session: Session, parent: QWidget, then: Callable[[], object]) -> None:
    """Go on with ``then``; if the passphrase was not typed in this session yet, ask for it first. Never asks twice."""
    if not session.by_device:
        then()
        return
    from ui.dialogs.type_passphrase import TypePassphraseDialog

    dialog = TypePassphraseDialog(session, parent)
    dialog.typed.connect(partial(_go_on, session, then))
    dialog.open()


def _go_on(session: Session, then: Callable[[], object]) -> None:
    session.by_device = False
    then()
