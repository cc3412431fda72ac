# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to paper, as two people would do it: with keys and clicks, and with a screen reader."""

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.e2e.person import AtKeyboard, KeyboardOnly, Person, WithScreenReader

PASSPHRASE = "kettle orbit mango tulip acorn violin"
TITLE = "The stop on Larch Road"
TOLD = "He leaned into the window. His voice was flat and slow. I kept both hands on the wheel."
CODE = re.compile(r"(?:[0-9A-Z]{5}-){7}[0-9A-Z]{5}")


@pytest.mark.parametrize("who", [AtKeyboard, pytest.param(KeyboardOnly, marks=pytest.mark.long), WithScreenReader])
def test_from_the_first_start_to_a_saved_report(place, tmp_path, who):
    place.start()
    person = who(place)
    make_a_record(person)
    write_an_account(person)
    target = tmp_path / "for my lawyer.pdf"
    save_the_report(person, target)
    paper = said_on(target)
    assert TOLD in paper
    assert TITLE in paper
    person.presses("bar.leave")
    assert place.program is not None
    assert place.program.wait(5) == 0
    assert place.said() == []
    assert place.plain_traces(TOLD.split(".")[0]) == []


def make_a_record(person: Person, passphrase: str = PASSPHRASE) -> None:
    """From the first window to Home, the recovery code practised."""
    code = come_to_the_code(person, passphrase)
    person.presses("first.code.have")
    person.sees("first.practice.title")
    person.writes("first.practice.field", code)
    person.presses("first.practice.try")
    person.sees("first.practice.right")
    person.presses("first.practice.home")
    person.sees("home.title")


def come_to_the_code(person: Person, passphrase: str = PASSPHRASE) -> str:
    """From the first window to the page that shows the recovery code."""
    person.sees("welcome.title")
    person.presses("welcome.go_on")
    person.sees("step.truth.title")
    person.presses("first.go_on")
    person.sees("first.passphrase.title")
    person.writes("first.passphrase.field", passphrase)
    person.writes("first.passphrase.again", passphrase)
    person.presses("first.passphrase.make")
    person.sees("first.computer.title")
    person.presses("first.computer.no")
    person.presses("first.computer.make")
    person.sees("first.code.title")
    shown = " ".join(each.name for each in person.reader.things())
    code = CODE.search(shown.replace("\n", "-"))
    assert code, shown
    return code[0]


def write_an_account(person: Person) -> None:
    """The place and its title, then the account, kept; the rest is skipped by going elsewhere."""
    person.presses("home.new")
    person.presses("guide.steps.button")
    person.presses("step.setting.name")
    person.sees("step.setting.title")
    person.writes("field.title.label", TITLE)
    person.presses("guide.keep")
    person.sees("guide.add_to")
    person.presses("guide.steps.button")
    person.presses("step.account.name")
    person.sees("step.account.title")
    person.writes("field.account.label", TOLD)
    person.presses("guide.keep")
    person.sees("guide.add_to")


def save_the_report(person: Person, target: Path) -> None:
    person.presses("rail.report")
    person.sees("paper.accounts")
    person.presses("paper.make")
    save_as(person, target)


def save_as(person: Person, target: Path) -> None:
    person.presses("paper.save")
    person.replaces("File name:", str(target))
    person.presses_text("Save")
    person.sees("paper.saved")


def said_on(paper: Path) -> str:
    """The text of the pages, with layout's line breaks as spaces."""
    with pypdfium2.PdfDocument(paper) as pages:
        texts = [page.get_textpage().get_text_range() for page in pages]
    return " ".join(" ".join(texts).split())
