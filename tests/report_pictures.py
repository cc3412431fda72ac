# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of docs/report.md: ``python -m tests.report_pictures`` draws them from the practice report.

One page for each part that is named here, small and in few greys, as the paper is printed.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import ImageOps

from journal.report.pdf import build
from journal.words import Words
from tests.journal.report.golden_records import practice_record
from tests.journal.report.kept import PRINTED

OUT = Path(__file__).parent.parent / "docs" / "pictures"
# Which part's first page; the cover has no heading. Pages further on: plus so many.
PARTS = {
    "cover": 0,
    "summary": 0,
    "account": 0,
    "sequence": 1,
    "officers": 0,
    "evidence": 0,
    "calendar": 0,
    "integrity": 0,
}
_DPI, _GREYS = 96, 16


def main() -> int:
    words = Words()
    with practice_record() as report:
        pdf = build(report, now=PRINTED)
    with pypdfium2.PdfDocument(pdf) as document:
        begins = {item.get_title(): item.get_dest().get_index() for item in reversed(list(document.get_toc()))}
        for part, further in PARTS.items():
            place = begins[words(f"report.part.{part}")] + further if part != "cover" else 0
            page = document[place].render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
            framed = ImageOps.expand(page, 1, 190)
            framed.quantize(_GREYS).save(OUT / f"report-{part}.png", optimize=True, bits=4)
            print(f"report-{part}.png: page {place + 1}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
