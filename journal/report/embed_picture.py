# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures in a PDF without decoding them: a JPEG's bytes go from where they are kept straight into the file.

A page is drawn, its pictures are read one after another, and each is written out before the next is read: besides the
file itself, memory holds one picture. ReportLab would keep all of them, decoded (docs/performance.md).
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc

from journal.errors import DiskUnreachable, EvidenceDamaged, EvidenceMissing

Read = Callable[[], bytes]
_SPACES = {1: "/DeviceGray", 3: "/DeviceRGB"}
# Frames whose pixels every reader of PDF knows: baseline, extended and progressive. Without a length: markers alone.
_FRAMES, _BARE = frozenset({0xC0, 0xC1, 0xC2}), frozenset({0x01, *range(0xD0, 0xD9)})
_OTHER_FRAMES = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Jpeg:
    width: int
    height: int
    space: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture that is in the file: its name on the pages, and its size in pixels."""

    name: str
    width: int
    height: int


def look(data: bytes) -> Jpeg | None:
    """Size and colours out of a JPEG's first frame; None for anything that is not plainly one."""
    if data[:2] != b"\xff\xd8" or b"\xff\xd9" not in data[-64:]:
        return None
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            return _frame(data[at + 4 : at + 2 + length])
        if marker in _OTHER_FRAMES or marker == 0xDA or length < 2:
            return None
        at += 2 + length
    return None


def _frame(frame: bytes) -> Jpeg | None:
    """Precision, height, width, and how many colours."""
    if len(frame) < 6 or frame[0] != 8:
        return None
    height, width, space = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big"), _SPACES.get(frame[5])
    return Jpeg(width, height, space) if width and height and space else None


class Pictures:
    """The pictures of one document. Writes each into ``out`` when it is first drawn; from then on it is named again.

    ``heed`` is called before each thing that is written, and may raise to end it all.
    """

    def __init__(
        self, document: pdfdoc.PDFDocument, out: io.BytesIO, read: Mapping[str, Read], heed: Callable[[], None]
    ) -> None:
        self._document, self._out, self._read, self._heed = document, out, read, heed
        self._known: dict[str, Embedded | None] = {}
        self._written: set[str] = set()
        self._begin()
        document.format = self._finish

    def embed(self, key: str) -> Embedded | None:
        """None for a picture that cannot be shown: not there, not readable, or not what it should be."""
        if key not in self._known:
            self._known[key] = self._embedded(key)
        return self._known[key]

    def _embedded(self, key: str) -> Embedded | None:
        self._heed()
        read = self._read.get(key)
        if read is None:
            return None
        try:
            data = read()
        except (EvidenceMissing, EvidenceDamaged, DiskUnreachable):
            return None
        jpeg = look(data)
        if jpeg is None:
            return None
        name = f"P{len(self._written) + 1}"
        own = pdfdoc.xObjectName(name)
        self._document.Reference(pdfdoc.PDFObject(), own)
        number, _version = self._document.idToObjectNumberAndVersion[own]
        self._document.idToOffset[own] = self._out.tell()
        head = (
            f"{number} 0 obj\n<< /Type /XObject /Subtype /Image /Width {jpeg.width} /Height {jpeg.height} "
            f"/ColorSpace {jpeg.space} /BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
        )
        self._out.write(head.encode("ascii"))
        self._out.write(data)
        self._out.write(b"\nendstream\nendobj\n")
        self._written.add(own)
        return Embedded(name, jpeg.width, jpeg.height)

    def _begin(self) -> None:
        """The file's first line, and four bytes beyond ASCII so that nothing takes it for a text."""
        major, minor = self._document._pdfVersion  # noqa: SLF001 - ReportLab says it nowhere else
        self._out.write(f"%PDF-{major}.{minor}\n".encode("ascii") + b"%\xe2\xe3\xcf\xd3\n")

    def _finish(self) -> bytes:
        """In the place of ReportLab's own last step: every other object into ``out``, one by one, and the table."""
        document = self._document
        document.encrypt.prepare(document)
        root, info = document.Reference(document.Catalog), document.Reference(document.info)
        names: list[str] = []
        while (number := len(names) + 1) in document.numberToId:
            name = document.numberToId[number]
            names.append(name)
            if name in self._written:
                continue
            self._heed()
            # Formatting may give rise to further objects, which then have the next numbers.
            told = pdfdoc.PDFIndirectObject(name, document.idToObject[name]).format(document)
            document.idToOffset[name] = self._out.tell()
            self._out.write(told)
        table = pdfdoc.PDFCrossReferenceTable()
        table.addsection(0, names)
        start = self._out.tell()
        self._out.write(table.format(document))
        trailer = pdfdoc.PDFTrailer(startxref=start, Size=len(names) + 1, Root=root, Info=info, ID=document.ID())
        self._out.write(trailer.format(document))
        return b""
