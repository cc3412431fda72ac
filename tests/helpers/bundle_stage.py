# SPDX-License-Identifier: GPL-3.0-or-later
"""The page for a lawyer's bundle as it is while it writes, when it is done, and on a bad day: for the pictures."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.errors import TargetFull
from journal.handover.bundle import Packed
from journal.record.copy_made import BUNDLED, CopyMade
from ui.handing_over import HandedOver
from ui.pages.bundle_page import BundlePage

_FINGERPRINT = bytes(range(7, 251, 8))[:32].ljust(32, b"\x5c")
_WORDS = "kettle orbit mango tulip acorn violin"


def bundle_page(opens: Callable[[Any], QWidget], then: Callable[[BundlePage], None]) -> Callable[[Any], QWidget]:
    """The page that ``opens`` leads to, after ``then``."""

    def show(made: Any) -> QWidget:
        window = opens(made)
        made.settle()
        (page,) = window.findChildren(BundlePage)
        then(page)
        return window

    return show


def writing(page: BundlePage) -> None:
    page._show("making")
    page._on_progress(420, 1000)
    page._halt.setFocus()


def done_folder(page: BundlePage) -> None:
    page.show_done(page._stop, "", _made("own-words-2026-11-12", ("E-2",)))


def done_locked(page: BundlePage) -> None:
    page.show_done(page._stop, _WORDS, _made("own-words-2026-11-12.zip"))
    page._done._for_whom.ask("x")
    page._done._for_whom.show()


def full(page: BundlePage) -> None:
    page.end(page._stop, TargetFull())


def _made(name: str, unread: tuple[str, ...] = ()) -> HandedOver:
    packed = Packed(3 - len(unread), unread, _FINGERPRINT)
    return HandedOver(Path(name).name, packed, CopyMade(BUNDLED, "", 12, (), ()))
