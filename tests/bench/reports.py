# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that makes one report: ``python -m tests.bench.reports WHO NOTES PHOTOS FOLDER``. Prints the bytes of the
PDF, the most memory the process held (VmHWM), and the seconds that making it took, from the record to the last byte.

WHO is ``ours`` or ``weasyprint``: both with the same words, embedded letters, a contents page and “page x of y”.
FOLDER has the photos. Ours takes the print-size copies that were made when the photos came in (a photo is printed many
times and comes in once); WeasyPrint is given the photos themselves and told to print them at the same 200 dpi.
Loading the programs is not counted on either side.
"""

import dataclasses
import io
import os
import random
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

from PIL import Image

from tests.bench.conftest import letters, some_text, vocabulary

WORDS_EACH = 400
SIZE, DISTINCT = (4032, 3024), 5
DPI, WIDE = 200, (1300, 975)


def make_photos(folder: Path, count: int) -> int:
    """Twelve megapixels each, some three megabytes, in a few patterns; no two files are alike. The bytes of all."""
    patterns = [_pattern(seed) for seed in range(min(DISTINCT, count))]
    small = [_print_size(pattern) for pattern in patterns]
    for place in range(count):
        for name, data in (("photo", patterns[place % DISTINCT]), ("print", small[place % DISTINCT])):
            comment = b"\xff\xfe\x00\x06%04d" % place
            (folder / f"{name}-{place}.jpg").write_bytes(data[:2] + comment + data[2:])
    return sum(path.stat().st_size for path in folder.glob("photo-*"))


def _pattern(seed: int) -> bytes:
    """Soft shapes with the grain of a small sensor over them."""
    dice, out = random.Random(seed), io.BytesIO()
    soft = Image.frombytes("RGB", (32, 24), dice.randbytes(32 * 24 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (SIZE[0] // 2, SIZE[1] // 2), dice.randbytes(SIZE[0] * SIZE[1] // 4))
    Image.blend(soft, grain.resize(SIZE).convert("RGB"), 0.12).save(out, "JPEG", quality=85)
    return out.getvalue()


def _print_size(photo: bytes) -> bytes:
    with Image.open(io.BytesIO(photo)) as image:
        image.draft("RGB", WIDE)
        out = io.BytesIO()
        image.resize(WIDE, Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def texts(notes: int) -> list[str]:
    dice, known = random.Random(4), vocabulary()
    return [some_text(dice, known, WORDS_EACH) for _ in range(notes)]


def ours(notes: list[str], photos: int, folder: Path) -> Callable[[], bytes]:
    from journal.report.choice import Choice
    from journal.report.outline import outline
    from journal.report.pdf import build
    from journal.words import Words
    from tests.journal.report.kept import PRINTED
    from tests.journal.report.test_kept_things import Kept

    record = Kept()
    home = record.incident()
    for text in notes:
        record.keep(home, "day", {"day_text": text})
    for place in range(photos):
        record.file(home, f"IMG_{place:04}.jpg", width=SIZE[0], height=SIZE[1])
    read = {each.entry: (folder / f"print-{each.number - 1}.jpg").read_bytes for each in record.evidence}
    contents = dataclasses.replace(record.contents(), pictures=read)
    return lambda: build(outline(contents, Choice([home]), Words(), PRINTED), now=PRINTED)


def weasyprint(notes: list[str], photos: int, folder: Path) -> Callable[[], bytes]:
    """Nothing but titles, words and photos: no questions, dates, fingerprints or tables."""
    import weasyprint as other

    listed = "".join(f'<p><a href="#n{place}">Note {place}</a></p>' for place in range(len(notes)))
    told = "".join(f'<h2 id="n{place}">Note {place}</h2><p>{escape(text)}</p>' for place, text in enumerate(notes))
    shown = "".join(
        f'<figure><img src="photo-{place}.jpg"><p>IMG_{place:04}.jpg</p></figure>' for place in range(photos)
    )
    style = (
        f"@font-face {{ font-family: Voice; src: url('{letters().as_uri()}') }}"
        "@page { size: letter; margin: 72pt 151pt 72pt 72pt;"
        " @bottom-left { content: 'Page ' counter(page) ' of ' counter(pages) } }"
        "body { font: 12pt/17pt Voice } a::after { content: target-counter(attr(href), page) }"
        "img { width: 389pt } figure { break-inside: avoid; margin: 0 } h2 { break-after: avoid }"
    )
    page = f"<html><head><style>{style}</style></head><body><h1>Contents</h1>{listed}{told}{shown}</body></html>"
    return lambda: other.HTML(string=page, base_url=str(folder) + "/").write_pdf(dpi=DPI)


def main(who: str, notes: str, photos: str, folder: str) -> None:
    make = {"ours": ours, "weasyprint": weasyprint}[who](texts(int(notes)), int(photos), Path(folder))
    start = time.monotonic()
    pdf = make()
    took = time.monotonic() - start
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024
    print(len(pdf), peak, took, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
