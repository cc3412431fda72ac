# SPDX-License-Identifier: GPL-3.0-or-later
"""A bundle for a lawyer: the pages, the files that were kept as they came, a table of dates, the list, and the check.

The pages are the ones that were just looked at; they are not made again. Every file is read through once before the
first byte is written, so that a damaged one is known by then: it is left out, and the list, the check and the screen
say so. Nothing else of the vault is written anywhere.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import RawIOBase

from journal.errors import EvidenceDamaged, EvidenceMissing
from journal.handover import checking, how_to_check, manifest
from journal.handover.chronology import NAME as CHRONOLOGY
from journal.handover.chronology import chronology
from journal.handover.containers import Container
from journal.handover.manifest import Copy, Listed
from journal.record.evidence import Evidence, Role
from journal.report.blocks import Report
from journal.report.choice import NO_PHOTOS
from journal.report.stop import Cancelled, Stopped
from journal.report.twin import html

REPORT = "report.pdf"
TWIN = "report.html"
FILES = "files"
_BLOCK = 1024 * 1024
_STEPS = 1000  # of progress
# What a file is called by its content, never by its own name: a name can say more than its writer wants to give away.
_ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif", "image/tiff": "tif",
    "image/bmp": "bmp", "image/heic": "heic", "image/avif": "avif", "application/pdf": "pdf", "audio/ogg": "ogg",
    "audio/mpeg": "mp3", "audio/flac": "flac", "audio/amr": "amr", "audio/wav": "wav", "audio/mp4": "m4a",
    "video/mp4": "mp4", "video/quicktime": "mov", "video/x-matroska": "mkv", "video/x-msvideo": "avi",
    "video/3gpp": "3gp", "video/webm": "webm", "text/plain": "txt", "message/rfc822": "eml", "application/zip": "zip",
    "application/rtf": "rtf", "text/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
}  # fmt: skip

Progress = Callable[[int, int], None]
Read = Callable[[Evidence], RawIOBase]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were looked at: as plain data, and as the PDF that was made of it."""

    report: Report
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """What was made. ``unread`` are the numbers of files that could not be read; ``fingerprint`` is the list's own."""

    files: int
    unread: tuple[str, ...]
    fingerprint: bytes


def originals(copy: Copy) -> list[tuple[Evidence, int]]:
    """The files that go with this copy, each with the number of the card that tells of it: those that its pages tell
    of. Whoever wants no photo printed gives none away; of files that can be looked at, then, none. None at all with a
    copy in which anything is covered: a picture can show what a bar hides in the text."""
    if copy.covered:
        return []
    teller = copy.teller()
    kept = [each for each in copy.contents.evidence if each.sealed(Role.ORIGINAL)]
    if copy.choice.photos == NO_PHOTOS:
        kept = [each for each in kept if each.entry not in copy.contents.pictures and each.media[:6] != "image/"]
    found = ((each, teller.card_of_evidence(each.entry)) for each in kept)
    return [(each, card.seq) for each, card in found if card]


def size_of(copy: Copy, pages: Pages) -> int:
    """About how many bytes it will be: never less than it is but for the words."""
    return len(pages.pdf) + sum(each.size for each, _card in originals(copy))


def pack(
    copy: Copy,
    pages: Pages,
    container: Container,
    read: Read,
    *,
    progress: Progress | None = None,
) -> Packed | None:
    """Fill the container; None when ``copy.cancelled`` said so, and nothing is left of it then.

    ``read`` opens a file as it came. Raises TargetFull, TargetUnwritable or DiskUnreachable: nothing is left then, too.
    """
    found = originals(copy)
    watch = _Watch(2 * sum(each.size for each, _card in found) + len(pages.pdf), progress, copy.cancelled)
    try:
        with container:
            return _Packing(copy, pages, container, read, watch).done(found)
    except Stopped:
        return None


class _Watch:
    """Tells how far it is and looks whether to go on."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Cancelled) -> None:
        self._total, self._done, self._said = max(total, 1), 0, -1
        self._progress, self._cancelled = progress, cancelled

    def __call__(self, count: int) -> None:
        if self._cancelled():
            raise Stopped
        self._done += count
        step = min(_STEPS, _STEPS * self._done // self._total)
        if self._progress is not None and step != self._said:
            self._said = step
            self._progress(step, _STEPS)


@dataclass(frozen=True, slots=True)
class _Packing:
    """One bundle on its way."""

    copy: Copy
    pages: Pages
    container: Container
    read: Read
    watch: _Watch

    def done(self, found: Sequence[tuple[Evidence, int]]) -> Packed:
        kept = [(each, _listed(each, card)) for each, card in found]
        whole = [(each, listed) for each, listed in kept if self._is_whole(each, listed)]
        unread = tuple(listed for each, listed in kept if (each, listed) not in whole)
        papers = _papers(self.copy, self.pages, len(whole), [each.evidence for each in unread])
        for name, content in papers.items():
            self._put(name, content)
        for each, listed in whole:
            self.container.add(listed.name, self._as_it_came(each, listed))
        files = [Listed(name, len(content), hashlib.sha256(content).digest()) for name, content in papers.items()]
        made = manifest.manifest(self.copy, [*files, *(listed for _each, listed in whole)], unread)
        self._put(manifest.NAME, made)
        self.container.finish()
        return Packed(len(whole), tuple(each.evidence for each in unread), manifest.fingerprint_of(made))

    def _put(self, name: str, content: bytes) -> None:
        view = memoryview(content)
        self.container.add(name, self._watched(view[at : at + _BLOCK] for at in range(0, len(view), _BLOCK)))

    def _watched(self, pieces: Iterable[memoryview]) -> Iterator[memoryview]:
        for piece in pieces:
            self.watch(len(piece))
            yield piece

    def _is_whole(self, evidence: Evidence, listed: Listed) -> bool:
        """Whether it can be read to its end and is what came in. Only the record's own damage is an answer here."""
        try:
            for _block in self._as_it_came(evidence, listed):
                pass
        except (EvidenceMissing, EvidenceDamaged):
            return False
        return True

    def _as_it_came(self, evidence: Evidence, listed: Listed) -> Iterator[memoryview]:
        """Its bytes, piece by piece. Raises EvidenceDamaged at its end when they are not those that came in."""
        hasher, room = hashlib.sha256(), bytearray(_BLOCK)
        with self.read(evidence) as source:
            while count := source.readinto(room):
                block = memoryview(room)[:count]
                hasher.update(block)
                yield from self._watched([block])
        if hasher.digest() != listed.digest:
            raise EvidenceDamaged


def _papers(copy: Copy, pages: Pages, files: int, unread: Sequence[str]) -> dict[str, bytes]:
    """What is made here, by name: all of it in memory, for it is words only."""
    return {
        REPORT: pages.pdf,
        TWIN: html(pages.report, copy.words, copy.cancelled).encode("utf-8", "backslashreplace"),
        CHRONOLOGY: chronology(copy.shown(), copy.redaction),
        how_to_check.NAME: how_to_check.text(copy, files, unread),
        checking.NAME: checking.source(),
    }


def _listed(evidence: Evidence, card: int) -> Listed:
    sealed = evidence.sealed(Role.ORIGINAL)
    assert sealed is not None
    ending = _ENDINGS.get(evidence.media)
    name = f"{FILES}/{evidence.label}.{ending}" if ending else f"{FILES}/{evidence.label}"
    return Listed(name, sealed.size, sealed.digest, evidence.label, card)
