# SPDX-License-Identifier: GPL-3.0-or-later
"""What is put outside the record when the person asks for it, and the one file that says where the record is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from journal import loose_ends
from journal.clock import Clock
from journal.handover.containers import Folder, Locked
from journal.report import target
from journal.settings import write_outside
from journal.vault import half_written
from journal.vault.half_written import Noted
from journal.vault.vault import Vault
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
        noting = Noting(vault)
        loose_ends.note_in(noting)
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
        with Folder(papers / "stopped") as bundle:
            bundle.add("report.pdf", [words(1, 300).encode()])
        tell()


class Noting:
    """As the window does it (ui/half_written.py), on one thread."""

    def __init__(self, vault: Vault) -> None:
        self._settings = vault.settings

    def begin(self, path: Path) -> Callable[[], None]:
        noted = Noted.of(path)
        half_written.add(self._settings, noted)
        return partial(self._end, noted)

    def _end(self, noted: Noted) -> None:
        if half_written.is_gone(noted):
            half_written.strike(self._settings, [noted])
