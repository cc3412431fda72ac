# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of the record in each of its states, and the pages that bring one back: for tests/screens.py."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QWidget

from journal.clock import Stamp
from journal.errors import JournalError, TargetFull, TargetGone, WrongPassphrase
from journal.handover.backup import Backup
from journal.handover.comparing import Compared, Relation
from journal.handover.places import Remark
from journal.handover.restore import Kind, Look
from journal.record.checked import Damage, DamageKind
from ui.check_tasks import SETTING as CHECK
from ui.copying import State
from ui.pages.copy_folder_page import CopyFolderPage
from ui.pages.copy_key_page import CopyKeyPage
from ui.pages.copy_look_page import CopyLookPage
from ui.pages.copy_page import CopyPage
from ui.pages.unlock_page import UnlockPage
from ui.restore_tasks import Beside

Opens = Callable[[Any], QWidget]
COPY_KEY, COPY_LOOK = "copy_key_page:CopyKeyPage", "copy_look_page:CopyLookPage"
STICK = Path("/media/ada/STICK")
COPY = STICK / "own-words-7K4Q-92MD"
RECORD = Path("/home/ada/.local/share/own-words/record")
_MADE = Stamp(datetime(2026, 11, 12, 21, 40, tzinfo=UTC), -300)
_EARLIER = Stamp(datetime(2026, 10, 3, 18, 5, tzinfo=UTC), -240)
CHECKED = Backup(_MADE, 214, 9, bytes(32), COPY)


def with_copy(opens: Opens, then: Callable[[CopyPage], None] | None = None, *, last: bool = False) -> Opens:
    """The page, after ``then``; ``last``: one was made before."""

    def show(made: Any) -> QWidget:
        copying = made.session.copying
        copying.state, copying.made, copying.trouble = State.IDLE, None, None
        made.session.inside["last_backup"] = CHECKED.plain() if last else None
        made.session.inside[CHECK] = None
        window = opens(made)
        made.settle()
        for page in window.findChildren(CopyPage):
            if then is not None:
                then(page)
        return window

    return show


def at_its_foot(opens: Opens) -> Opens:
    """Scrolled to the end of the page."""

    def show(made: Any) -> QWidget:
        window = opens(made)
        window.show()
        made.settle()
        bar = window.page().scroller.verticalScrollBar()  # type: ignore[attr-defined]
        bar.setValue(bar.maximum())
        return window

    return show


def place(*said: Remark) -> Callable[[CopyPage], None]:
    """A place was chosen, of which this is to be said."""

    def then(page: CopyPage) -> None:
        page._place = STICK
        page._remarks = lambda: said  # type: ignore[method-assign]
        page._follow()

    return then


def running(page: CopyPage) -> None:
    copying = page.session.copying
    copying.stage, copying.share = "check", 0.42
    copying._be(State.RUNNING)


def checked(page: CopyPage) -> None:
    place()(page)
    page.session.copying.made = CHECKED
    page.session.copying._be(State.CHECKED)


def stopped(page: CopyPage) -> None:
    place()(page)
    page.session.copying._be(State.STOPPED)


def full(page: CopyPage) -> None:
    _troubled(page, TargetFull())


def pulled(page: CopyPage) -> None:
    place(Remark.AWAY)(page)
    _troubled(page, TargetGone())


def _troubled(page: CopyPage, trouble: JournalError) -> None:
    if page._place is None:
        place()(page)
    page.session.copying.trouble = trouble
    page.session.copying._be(State.TROUBLED)


def found_one(page: CopyFolderPage) -> None:
    page.show_found([Look(Kind.WHOLE, COPY, "7K4Q-92MD", _MADE, 9, 1)])


def found_several(page: CopyFolderPage) -> None:
    older = STICK / "old" / "own-words-7K4Q-92MD"
    looks = [Look(Kind.WHOLE, COPY, "7K4Q-92MD", _MADE, 9, 1), Look(Kind.WHOLE, older, "7K4Q-92MD", _EARLIER, 4, 1)]
    page.show_found([*looks, Look(Kind.WHOLE, STICK / "record", size=1)])


def found_none(page: CopyFolderPage) -> None:
    page.show_found([])


def by_code(page: CopyKeyPage) -> None:
    page.key.other.click()


def working(page: CopyKeyPage) -> None:
    page._show(working=True)
    page.show_working("check", 0.6)
    page._halt.setFocus()


def wrong(page: CopyKeyPage) -> None:
    page.key.edit.set_text("kettle orbit")
    page._on_trouble(page._stop, WrongPassphrase())


def beside(compared: Compared, *damages: Damage) -> Callable[[Any], Beside]:
    """A copy that stands beside, as the page that compares is given it."""
    held = SimpleNamespace(
        entries=202, files=8, kept=_EARLIER, damages=damages, is_whole=not damages, compared=compared, let_go=list
    )
    old = None if compared.relation is Relation.NOTHING_HERE else RECORD.with_name("record-before-2026-11-12")
    return lambda _made: Beside(held, old)  # type: ignore[arg-type]


OLDER = beside(Compared(Relation.OLDER, here_only=12, drafts_here_only=1))
OTHER = beside(Compared(Relation.OTHER))
NOTHING = beside(Compared(Relation.NOTHING_HERE))
DAMAGED = beside(Compared(Relation.UNKNOWN), Damage(DamageKind.FILE, number=4), Damage(DamageKind.ENTRY, seq=17))


def in_its_place(page: CopyLookPage) -> None:
    page.show_done(RECORD.with_name("record-before-2026-11-12"))


def a_copy_there(page: UnlockPage) -> None:
    page._on_found([Look(Kind.WHOLE, COPY, "7K4Q-92MD", _MADE, 9, 1)])


def screens(room: Callable[..., Opens], door: Callable[..., Opens]) -> dict[str, Opens]:
    """All of them by name; ``room`` and ``door`` are those of tests/screens.py."""
    return {
        "door-unlock-copy": door("unlock_page:UnlockPage", Path("nowhere"), then=a_copy_there),
        "door-copy": door("copy_folder_page:CopyFolderPage"),
        "door-copy-found": door("copy_folder_page:CopyFolderPage", then=found_one),
        "door-copy-several": door("copy_folder_page:CopyFolderPage", then=found_several),
        "door-copy-none": door("copy_folder_page:CopyFolderPage", then=found_none),
        "door-copy-key": door(COPY_KEY, COPY, RECORD),
        "door-copy-code": door(COPY_KEY, COPY, RECORD, then=by_code),
        "door-copy-wrong": door(COPY_KEY, COPY, RECORD, then=wrong),
        "door-copy-working": door(COPY_KEY, COPY, RECORD, then=working),
        "door-copy-older": door(COPY_LOOK, OLDER, RECORD),
        "door-copy-other": door(COPY_LOOK, OTHER, RECORD),
        "door-copy-nothing": door(COPY_LOOK, NOTHING, RECORD),
        "door-copy-damaged": door(COPY_LOOK, DAMAGED, RECORD),
        "door-copy-done": door(COPY_LOOK, OLDER, RECORD, then=in_its_place),
        "home-copied": at_its_foot(with_copy(room("home"), last=True)),
        "copy": with_copy(room("copy")),
        "copy-place": with_copy(room("copy"), place(Remark.SAME_DISK), last=True),
        "copy-synced": with_copy(room("copy"), place(Remark.SYNCED)),
        "copy-running": with_copy(room("copy"), running),
        "copy-checked": with_copy(room("copy"), checked, last=True),
        "copy-stopped": with_copy(room("copy"), stopped, last=True),
        "copy-full": with_copy(room("copy"), full, last=True),
        "copy-pulled": with_copy(room("copy"), pulled, last=True),
    }
