# SPDX-License-Identifier: GPL-3.0-or-later
"""Golden reports in three layers: the outline's text, what is in the PDF, and how its pages look.

``python -m tests.journal.report.golden [NAME ...]`` writes them anew into tests/data/golden; look at the pictures and
at the diff before you keep them. A folder there holds ``outline.txt``, ``pdf.txt`` and ``pages-1.png`` and so on,
twelve pages on each; of a large report the texts of some pages only, and a digest of the others.
"""

import ctypes
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from journal.report.blocks import Report
from journal.report.pdf import build
from journal.report.plain import plain_text
from tests.journal.report import golden_records
from tests.journal.report.kept import PRINTED

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
DPI, GREYS = 32, 16
ACROSS, DOWN = 4, 3
# A page looks the same while no square of 8 x 8 points of its picture is this much lighter or darker, of 255: letters
# may be smoothed otherwise on another machine, but a line, a word or a picture elsewhere is far more than this.
SQUARE, TOLERANCE = 8, 20


@dataclass(frozen=True)
class Golden:
    """``every``: of a large report only each such page, the first three and the last three, are kept whole."""

    name: str
    report: Callable[[], AbstractContextManager[Report]]
    every: int = 1

    def make(self) -> "Made":
        with self.report() as report:
            return Made(self, report, build(report, now=PRINTED))


@dataclass(frozen=True)
class Made:
    golden: Golden
    report: Report
    pdf: bytes

    def shown(self, pages: int) -> list[int]:
        """The places of the pages that are kept whole."""
        every = self.golden.every
        return [at for at in range(pages) if every == 1 or at < 3 or at >= pages - 3 or at % every == 0]

    def outline_text(self) -> str:
        """The whole outline; of a large one its beginning and a digest."""
        text = plain_text(self.report) + "\n"
        if self.golden.every == 1:
            return text
        lines = text.splitlines()
        return "\n".join([*lines[:200], f"... {len(lines)} lines", digest(text), ""])

    def pdf_text(self) -> str:
        """What a reader program finds: pages, labels, fonts, outline, and on each page its text, links and pictures."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            return "\n".join([*_about(document, self.pdf), *self._pages(document)]) + "\n"

    def _pages(self, document: pypdfium2.PdfDocument) -> Iterator[str]:
        whole = set(self.shown(len(document)))
        for place, page in enumerate(document):
            told = list(_page(document, page))
            yield f"== page {place + 1}, label {document.get_page_label(place)!r}"
            if place in whole:
                yield from told
            else:
                yield digest("\n".join(told))

    def sheets(self) -> list[Image.Image]:
        """The pages that are kept, small and grey, twelve on a sheet."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            small = [_small(document[place]) for place in self.shown(len(document))]
        return [_sheet(small[at : at + ACROSS * DOWN]) for at in range(0, len(small), ACROSS * DOWN)]

    def write(self) -> None:
        folder = GOLDEN / self.golden.name
        folder.mkdir(exist_ok=True)
        (folder / "outline.txt").write_text(self.outline_text(), encoding="utf-8")
        (folder / "pdf.txt").write_text(self.pdf_text(), encoding="utf-8")
        for old in folder.glob("pages-*.png"):
            old.unlink()
        for number, sheet in enumerate(self.sheets(), 1):
            sheet.quantize(GREYS).save(folder / f"pages-{number}.png", optimize=True, bits=4)


GOLDENS = {
    each.name: each
    for each in (
        Golden("title-only", golden_records.title_only),
        Golden("practice", golden_records.practice_record),
        Golden("mixed", golden_records.mixed),
        Golden("redacted", golden_records.redacted),
        Golden("large", golden_records.large, every=40),
    )
}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _about(document: pypdfium2.PdfDocument, pdf: bytes) -> Iterator[str]:
    width, height = document[0].get_size()
    yield f"pages {len(document)}, {width:.0f} x {height:.0f}"
    yield from (f"{key} {value}" for key, value in sorted(document.get_metadata_dict().items()) if value)
    yield from (f"font {name.decode()}" for name in sorted(set(re.findall(rb"/FontName /(\S+)", pdf))))
    for item in document.get_toc():
        dest = item.get_dest()
        page = dest.get_index() + 1 if dest else "nowhere"
        yield f"outline {'  ' * item.level}{item.get_title()} -> {page}"


def _page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    yield f"links to {' '.join(str(target + 1) for target in link_targets(document, page))}".rstrip()
    yield f"pictures {sum(each.type == raw.FPDF_PAGEOBJ_IMAGE for each in page.get_objects())}"
    yield from page.get_textpage().get_text_range().replace("\r", "").split("\n")


def link_targets(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[int]:
    """The place of the page to which each link of this page leads, -1 for nowhere."""
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
        dest = raw.FPDFLink_GetDest(document, link)
        yield raw.FPDFDest_GetDestPageIndex(document, dest) if dest else -1


def _small(page: pypdfium2.PdfPage) -> Image.Image:
    drawn = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    step = 255 / (GREYS - 1)
    return drawn.point([round(round(grey / step) * step) for grey in range(256)])


def _sheet(pages: Sequence[Image.Image]) -> Image.Image:
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    sheet = Image.new("L", (width * min(ACROSS, len(pages)), height * -(-len(pages) // ACROSS)), 255)
    for place, page in enumerate(pages):
        sheet.paste(page, (place % ACROSS * width, place // ACROSS * height))
    return sheet


def farthest(one: Image.Image, other: Image.Image) -> int:
    """How much the square that differs most is lighter or darker, of 255. A sheet of another size differs wholly."""
    if one.size != other.size:
        return 255
    small = (-(-one.width // SQUARE), -(-one.height // SQUARE))
    means = (each.convert("L").resize(small, Image.Resampling.BOX) for each in (one, other))
    return int(ImageChops.difference(*means).getextrema()[1])


def beside(was: Image.Image, now: Image.Image) -> Image.Image:
    """For a person to look at: as it was, as it is, and dark where they differ."""
    sheet = Image.new("L", (was.width + now.width + max(was.width, now.width), max(was.height, now.height)), 200)
    differ = Image.new("L", (max(was.width, now.width), sheet.height), 255)
    differ.paste(was.convert("L"))
    other = Image.new("L", differ.size, 255)
    other.paste(now)
    sheet.paste(was.convert("L"), (0, 0))
    sheet.paste(now, (was.width, 0))
    sheet.paste(ImageChops.invert(ImageChops.difference(differ, other)), (was.width + now.width, 0))
    return sheet


def main(names: Sequence[str]) -> int:
    """The folders, and the outlines of smaller records that three tests hold (their own switch writes them)."""
    for name in names or GOLDENS:
        print(name, flush=True)
        GOLDENS[name].make().write()
    if names:
        return 0
    holders = [str(Path(__file__).parent / f"test_{name}.py") for name in ("outline", "kept_things", "child")]
    command = [sys.executable, "-m", "pytest", "-q", "-k", "agreed", *holders]
    return subprocess.run(command, env=os.environ | {"OWN_WORDS_GOLDEN": "write"}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
