# SPDX-License-Identifier: GPL-3.0-or-later
"""What is put outside the record when the person asks for it, and the one file that says where the record is."""

from pathlib import Path

from journal.clock import Clock
from journal.handover.containers import Folder, Locked
from journal.report import target
from journal.settings import write_outside
from tests.powercut.ground import OUTSIDE, Say, opened, record_in, words
from tests.powercut.told import outside_of


def putting_elsewhere(root: Path, say: Say) -> None:
    def tell() -> None:
        say({"is": OUTSIDE, "papers": outside_of(root)})

    papers, settings = root / "papers", root / "papers" / "new" / "settings.json"
    with opened(root, say) as (vault, _):
        write_outside(settings, {"vault": str(record_in(root))})
        tell()
        write_outside(settings, {"vault": str(record_in(root)), "theme": "dark"})
        tell()
        for name in ("letter.txt", "letter.txt", "again.txt"):
            vault.objects.export(vault.evidence.all()[0].objects[0], papers / name)
            tell()
    for number in range(2):
        target.write(papers / "report.pdf", words(number, 500).encode())
        tell()
    for container in (Folder(papers / "bundle"), Locked(papers / "bundle.zip", "heron-water-dawn", Clock().now())):
        with container as bundle:
            bundle.add("report.pdf", [words(1, 300).encode()])
            bundle.add("files/E-1.txt", [words(2, 30).encode(), words(3, 30).encode()])
            bundle.finish()
        tell()
