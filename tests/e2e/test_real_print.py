# SPDX-License-Identifier: GPL-3.0-or-later
"""Through Qt's real dialog to a real CUPS: what was chosen is what arrives, and what goes wrong is said.

The cupsd is the test's own (tests/helpers/print_system.py); ``lp`` is the system's.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.record.copy_made import CopyMade, noted
from journal.vault.vault import Vault
from tests.e2e.desk import Desk, until
from tests.e2e.lives import KEPT, PASSPHRASE, a_record, unlocks
from tests.e2e.person import AtKeyboard
from tests.e2e.reader import State, Thing
from tests.e2e.test_journey import come_to_the_code, save_as
from tests.e2e.test_lock import desks, screen_locks, started_by
from tests.helpers.memory import holding
from tests.helpers.print_system import PrintSystem, print_system

pytestmark = pytest.mark.long
_PICTURES = 300_000  # bytes; the pages of this record are letters and lines, drawn in dots they would be millions


@pytest.fixture
def cups(place: Desk) -> Iterator[PrintSystem]:
    with print_system() as made:
        place.environment["CUPS_SERVER"] = made.server
        yield made


@pytest.fixture
def folder(place: Desk) -> Path:
    """A record whose report has more than four pages."""
    a_record(place.home / "record", 12)
    return place.home / "record"


class AtPrinter(AtKeyboard):
    """Qt's dialog has words of its own, and one more button that is called Print."""

    def the_pages(self) -> None:
        self.presses("rail.report")
        self.presses("paper.make")
        self.sees("paper.print")

    def the_dialog(self) -> None:
        self.presses("paper.print")
        self.sees_text("Options >>")

    def chooses(self, printer: str) -> None:
        """The list has the keyboard when the dialog opens, or Alt+N gives it; a name's first letter finds it."""
        self.keys("alt+n", printer[0].lower())
        until(lambda: self.printer() == printer, lambda: f"{printer}, not {self.printer()}")

    def printer(self) -> str:
        return next((each.name for each in self.reader.things() if each.role == "combo box"), "")

    def all_options(self) -> None:
        self.presses_text("Options >>")
        self.sees_text("Copies:")

    def fills(self, role: str, name: str, text: str) -> None:
        box = self.finds(role, name)
        self._tab_to(box)
        self.keys("ctrl+a")
        self.types(text)

    def marks(self, name: str) -> None:
        """A round button. Tab comes to the one that is marked, the arrows to the others."""
        button = self.finds("radio button", name)
        if not button.has(State.CHECKED):
            self._tab_to(self.marked_beside(button))
            until(lambda: self.went_down_to(name), f"{name!r} to be marked")

    def marked_beside(self, button: Thing) -> Thing:
        beside = [each for each in self.reader.things() if each.role == button.role and each.within == button.within]
        return next(each for each in beside if each.has(State.CHECKED))

    def went_down_to(self, name: str) -> bool:
        if not self.finds("radio button", name).has(State.CHECKED):
            self.keys("Down")
        return self.finds("radio button", name).has(State.CHECKED)

    def finds(self, role: str, name: str) -> Thing:
        def look() -> Thing | None:
            fitting = (each for each in self.reader.things() if (each.role, each.name) == (role, name))
            return next((each for each in fitting if each.has(State.ENABLED)), None)

        return until(look, f"{role} {name!r}")

    def prints(self) -> None:
        """The dialog is read last."""
        self._press([each for each in self.reader.things() if each.name == "Print" and each.role == "push button"][-1])

    def is_asked_nothing(self) -> None:
        until(lambda: not self.printer(), "the dialog to go")

    def no_longer_sees(self, key: str) -> None:
        text = self.words(key)
        until(lambda: not any(text in each.name for each in self.reader.things()), f"{text!r} to go")


def opened(place: Desk, folder: Path) -> AtPrinter:
    place.start("--vault", str(folder))
    person = AtPrinter(place)
    unlocks(person)
    person.the_pages()
    return person


def test_what_was_chosen_in_the_dialog_is_what_arrives(place: Desk, folder: Path, cups: PrintSystem, tmp_path: Path):
    person = opened(place, folder)
    person.the_dialog()
    assert person.printer() == "Office"
    assert not [each.name for each in person.reader.things() if "output file" in each.name.lower()]
    person.all_options()
    person.marks("Pages")
    person.fills("text", "Print range", "1-2,4")
    person.fills("spin box", "Copies:", "3")
    person._tab_to(person.finds("page tab list", "Copies"))
    person.keys("Right")
    person.marks("Long side binding")
    person.prints()
    person.sees("paper.sent")
    [job] = until(cups.printed, "the job")
    saved = tmp_path / "saved.pdf"
    save_as(person, saved)
    assert job.pdf == saved.read_bytes(), "byte for byte what is saved"
    assert len(job.pdf) < _PICTURES
    assert (job.title, job.copies) == ("Document", "3")
    assert (job.wishes["page-ranges"], job.wishes["sides"]) == ("1-2,4", "two-sided-long-edge")
    assert list(place.temporary.iterdir()) == []
    assert place.plain_traces(KEPT) == place.plain_traces("%PDF-") == []
    person.presses("bar.leave")
    assert place.program is not None
    assert place.program.wait(20) == 0
    assert place.said() == []
    printed = copies(folder)[0]
    assert (printed.how, printed.ranges, printed.copies) == ("printed", "1-2,4", 3)


def copies(folder: Path) -> list[CopyMade]:
    with Vault.open(folder, PASSPHRASE) as vault:
        return [each.made for each in noted(vault.copies.all())]


def test_each_way_in_which_it_goes_wrong_is_said(place: Desk, folder: Path, cups: PrintSystem):
    person = opened(place, folder)
    person.the_dialog()
    person.keys("Escape")
    person.is_asked_nothing()

    cups.hang()
    person.presses("paper.print")
    person.sees("error.printer_missing.what")
    cups.hang(hang=False)

    person.the_dialog()
    person.chooses("Closed")
    person.prints()
    person.sees("error.printer_refused.what")
    assert cups.kept() == {}

    person.the_dialog()
    person.chooses("Stopped")
    person.prints()
    person.sees("paper.sent_waits")
    person.no_longer_sees("error.printer_refused.what")
    waiting = until(cups.kept, "the pages in the spool")
    assert cups.printed() == []

    person.the_dialog()
    cups.stop()
    person.prints()
    person.sees("error.printer_refused.what")
    person.presses("paper.print")
    person.sees("error.printer_missing.what")
    cups.start()
    assert cups.kept() == waiting, "what waits is there after a new start too"
    person.the_dialog()
    person.chooses("Office")
    person.all_options()
    person.marks("Pages")
    person.fills("text", "Print range", "900")
    person.prints()
    person.sees("error.no_such_pages.what")
    assert cups.printed() == []
    person.presses("bar.leave")
    assert place.program is not None
    assert place.program.wait(20) == 0
    assert [each.how for each in copies(folder)] == ["printed"], "the one that waits"


def put_gate(place: Desk) -> Path:
    """Before ``lp`` begins it waits for ``open``: Qt's dialog would wait without an end for a CUPS that hangs."""
    gate = place.home.parent / "gate"
    gate.mkdir()
    program = gate / "lp"
    waits = f'touch "{gate}/waits"; while [ ! -e "{gate}/open" ]; do sleep 0.05; done'
    program.write_text(f'#!/bin/sh\n{waits}; exec {shutil.which("lp")} "$@"\n')
    program.chmod(0o755)
    place.environment["PATH"] = f"{gate}{os.pathsep}{place.environment['PATH']}"
    return gate


@pytest.mark.parametrize("at", ["the dialog", "the way to the printer"])
def test_it_locks_and_nothing_is_printed(place: Desk, folder: Path, cups: PrintSystem, at: str):
    gate = put_gate(place)
    person = opened(place, folder)
    person.the_dialog()
    if at != "the dialog":
        person.prints()
        until((gate / "waits").exists, "lp")
        cups.hang()
        (gate / "open").touch()
        person.sees("paper.sending")
    assert holding(desks(place), KEPT), "the search finds what is there"
    screen_locks(place)
    person.finds_the_cursor_in("unlock.passphrase")
    assert holding(desks(place), KEPT) == {}
    assert place.program is not None
    assert started_by(place.program.pid) == []
    cups.hang(hang=False)
    assert "is running" in cups.told("lpstat", "-r"), "it answers again, and has heard all that lp said before it ended"
    assert cups.printed() == []
    assert cups.kept() == {}
    assert place.said() == []


def test_the_recovery_code_goes_the_same_way(place: Desk, cups: PrintSystem):
    """Without a file of ours: what is printed from one carries its name."""
    place.start("--vault", str(place.home / "record"))
    person = AtPrinter(place)
    come_to_the_code(person)
    person.presses("first.code.print")
    person.sees_text("Options >>")
    assert not [each.name for each in person.reader.things() if "output file" in each.name.lower()]
    person.prints()
    person.sees("first.code.printed")
    [job] = until(cups.printed, "the job")
    assert job.title == "Document"
    assert "document-name-supplied" not in job.wishes
    assert job.pdf.startswith(b"%PDF-")
    assert list(place.temporary.iterdir()) == []
    assert place.said() == []
