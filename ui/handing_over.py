# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page for a lawyer's bundle does on the second thread: the plain data of a copy -> a bundle at its place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journal.record.copy_made import BUNDLED, CopyMade
from journal.report.redaction import Redaction
from journal.report.stop import HeedfulWords, Stopped

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


def copy_of(made: "MadeReport", redaction: Redaction) -> "Copy":
    """The same copy of the record that the pages are."""
    from journal.handover.manifest import NOTHING, Copy

    assert made.printed is not None
    return Copy(made.contents, made.choice, made.printed, redaction if made.covered else NOTHING)


def hand_over(
    wanted: Wanted, read: "Read", progress: Callable[[int, int], None], stopped: Callable[[], bool]
) -> HandedOver | None:
    """None when it was stopped. Raises TargetFull, TargetUnwritable or DiskUnreachable; nothing is left then."""
    from journal.handover.bundle import pack
    from journal.report.copied import copied

    copy, made = copy_of(wanted.made, wanted.redaction), wanted.made
    try:
        pages = _pages(copy, made.pdf, stopped)
    except Stopped:
        return None
    container = _container(wanted, copy, pages)
    packed = pack(copy, pages, container, read, progress=progress, cancelled=stopped)
    if packed is None:
        return None
    note = copied(made.contents, made.choice, made.pdf, wanted.pages, BUNDLED)
    note = replace(note, covered=copy.covered, manifest=packed.fingerprint.hex())
    return HandedOver(container.target.name, packed, note)


def _pages(copy: "Copy", pdf: bytes, stopped: Callable[[], bool]) -> "Pages":
    from journal.handover.bundle import Pages
    from journal.report.covering import covered_report
    from journal.report.outline import outline

    words = HeedfulWords(copy.choice.language, stopped)
    if copy.covered:
        return Pages(covered_report(copy.contents, copy.choice, words, copy.printed, copy.redaction), pdf)
    return Pages(outline(copy.contents, copy.choice, words, copy.printed), pdf)


def _container(wanted: Wanted, copy: "Copy", pages: "Pages") -> "Container":
    from journal.handover.bundle import size_of
    from journal.handover.containers import Folder, Locked

    room = size_of(copy, pages)
    if wanted.passphrase:
        return Locked(wanted.target, wanted.passphrase, copy.printed, room)
    return Folder(wanted.target, room)
