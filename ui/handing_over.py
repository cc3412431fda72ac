# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page for a lawyer's bundle does on the second thread: the plain data of a copy -> a bundle at its place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journal.record.copy_made import BUNDLED, CopyMade
from journal.report.redaction import Redaction
from journal.report.stop import Stopped

if TYPE_CHECKING:
    from journal.handover.bundle import Packed, Pages, Read
    from journal.handover.containers import Container
    from journal.handover.manifest import Copy
    from ui.widgets.report_preview import MadeReport


@dataclass(frozen=True, slots=True)
class Wanted:
    """These pages, ``pages`` of them, at ``target``: a folder, or one file when there is a ``passphrase``."""

    made: "MadeReport"
    pages: int
    redaction: Redaction
    target: Path
    passphrase: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """``name`` is what it is called at its place; ``note`` what the print log is to say of it."""

    name: str
    packed: "Packed"
    note: CopyMade


def files_of(made: "MadeReport", redaction: Redaction) -> tuple[int, int]:
    """How many files go with these pages, and how many bytes they are."""
    from journal.handover.bundle import originals
    from journal.report.stop import never

    found = originals(_copy_of(made, redaction, never))
    return len(found), sum(each.size for each, _card in found)


def _copy_of(made: "MadeReport", redaction: Redaction, stopped: Callable[[], bool]) -> "Copy":
    """The same copy of the record that the pages are."""
    from journal.handover.manifest import NOTHING, Copy

    assert made.printed is not None
    return Copy(made.contents, made.choice, made.printed, redaction if made.covered else NOTHING, stopped)


def hand_over(
    wanted: Wanted, read: "Read", progress: Callable[[int, int], None], stopped: Callable[[], bool]
) -> HandedOver | None:
    """None when it was stopped. Raises TargetFull, TargetUnwritable or DiskUnreachable; nothing is left then."""
    from journal.handover.bundle import pack
    from journal.report.copied import copied

    made = wanted.made
    copy = _copy_of(made, wanted.redaction, stopped)
    try:
        pages = _pages(copy, made.pdf)
        container = _container(wanted, copy, pages)
    except Stopped:
        return None
    packed = pack(copy, pages, container, read, progress=progress)
    if packed is None:
        return None
    note = copied(made.contents, made.choice, made.pdf, wanted.pages, BUNDLED)
    note = replace(note, covered=copy.covered, manifest=packed.fingerprint.hex())
    return HandedOver(container.target.name, packed, note)


def _pages(copy: "Copy", pdf: bytes) -> "Pages":
    from journal.handover.bundle import Pages
    from journal.report.covering import covered_report
    from journal.report.outline import outline

    if copy.covered:
        return Pages(covered_report(copy.contents, copy.choice, copy.words, copy.printed, copy.redaction), pdf)
    return Pages(outline(copy.contents, copy.choice, copy.words, copy.printed), pdf)


def _container(wanted: Wanted, copy: "Copy", pages: "Pages") -> "Container":
    from journal.handover.bundle import size_of
    from journal.handover.containers import Folder, Locked

    room = size_of(copy, pages)
    if wanted.passphrase:
        return Locked(wanted.target, wanted.passphrase, copy.printed, room)
    return Folder(wanted.target, room)
