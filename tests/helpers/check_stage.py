# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of a record as it runs, and as it ends on good and bad days: for the pictures."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.record.checked import Checked, Damage, DamageKind
from journal.record.evidence import Role
from ui.checking import RecordCheck, State


def checking(opens: Callable[[Any], QWidget], then: Callable[[RecordCheck], None]) -> Callable[[Any], QWidget]:
    """The page that ``opens`` leads to, after ``then``."""

    def show(made: Any) -> QWidget:
        window = opens(made)
        made.settle()
        then(made.session.checking)
        return window

    return show


def running(check: RecordCheck) -> None:
    check._be(State.RUNNING)
    check._on_moved(check._stop, 0.42)


def whole(check: RecordCheck) -> None:
    _ended(check)


def doubt(check: RecordCheck) -> None:
    _ended(check, Damage(DamageKind.PAGES), Damage(DamageKind.KEYS))


def stopped(check: RecordCheck) -> None:
    running(check)
    check._be(State.STOPPED)


def damaged(check: RecordCheck) -> None:
    now = check._session.clock.now()
    check._session.inside["last_backup"] = {"made": str(now), "folder": "/media/stick/own-words-7K4Q-92MD"}
    _ended(
        check,
        Damage(DamageKind.ENTRY, seq=12, step="account", kept=now),
        Damage(DamageKind.CHANGED, seq=17, step="setting", kept=now),
        Damage(DamageKind.ENTRY, seq=18),
        Damage(DamageKind.DRAFT),
        Damage(DamageKind.DATABASE),
        Damage(DamageKind.FILE, number=4, object="a" * 32),
        Damage(DamageKind.FILE_GONE, number=5, object="b" * 32),
        Damage(DamageKind.FILE, number=6, role=Role.PRINT, object="c" * 32),
    )


def _ended(check: RecordCheck, *damages: Damage) -> None:
    running(check)
    check._on_end(Checked(141, 9, bytes(32), damages).plain(check._session.clock.now()))
