# SPDX-License-Identifier: GPL-3.0-or-later
"""A process that makes one report: ``python -m tests.bench.pictures PICTURES``. Prints three numbers: the bytes of the
report, the most memory the process held (VmHWM) in bytes, and the seconds that making it took."""

import io
import os
import random
import sys
import time
from pathlib import Path

from PIL import Image

from journal.report.blocks import Picture, Proofs, Words
from journal.report.pdf import build
from tests.journal.report.kept import PRINTED
from tests.journal.report.test_pdf import bare
from tests.journal.report.test_pictures import with_pictures

TEXTS = 100


def _copy() -> bytes:
    """A print-size copy as large as those of a phone's photos: about 220 kB at 1,300 x 980."""
    grain = Image.frombytes("RGB", (164, 124), random.Random(7).randbytes(164 * 124 * 3))
    out = io.BytesIO()
    grain.resize((1300, 976), Image.Resampling.BICUBIC).save(out, "JPEG", quality=88)
    return out.getvalue()


def main(pictures: int) -> None:
    copy = _copy()
    proofs = Proofs(tuple(Picture(f"k{place}", 1300, 976, "IMG.jpg", f"E-{place}", "-") for place in range(pictures)))
    texts = [Words("Plain words of a person, a few lines of them for each note. " * 40) for _ in range(TEXTS)]
    # Each is read anew, as from the disk: a copy that nobody else holds.
    reads = {
        f"k{place}": lambda place=place: copy[:2] + b"\xff\xfe\x00\x04%02d" % (place % 100) + copy[2:]
        for place in range(pictures)
    }
    start = time.monotonic()
    pdf = build(with_pictures(bare(*texts, proofs) if pictures else bare(*texts), **reads), now=PRINTED)
    took = time.monotonic() - start
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) * 1024
    print(len(pdf), peak, took, flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
