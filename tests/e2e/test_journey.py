# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to paper, as two people would do it: with keys and clicks, and with a screen reader."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, desk
from tests.e2e.person import AtKeyboard, Person, WithScreenReader

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="a screen of its own needs Xvfb (Linux)")

PASSPHRASE = "kettle orbit mango tulip acorn violin"
TOLD = "He leaned into the window. His voice was flat and slow. I kept both hands on the wheel."
CODE = re.compile(r"(?:[0-9A-Z]{5}-){7}[0-9A-Z]{5}")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def first_start(person: Person) -> str:
    """From the first window to Home; gives the recovery code."""
    person.sees("welcome.title")
    person.presses("welcome.go_on")
    person.sees("step.truth.title")
    person.presses("first.go_on")
    person.sees("first.passphrase.title")
    person.writes("first.passphrase.field", PASSPHRASE)
    person.writes("first.passphrase.again", PASSPHRASE)
    person.presses("first.passphrase.make")
    person.sees("first.computer.title")
    person.presses("first.computer.no")
    person.presses("first.computer.make")
    person.sees("first.code.title")
    shown = " ".join(each.name for each in person.reader.things())
    code = CODE.search(shown.replace("\n", "-"))
    assert code, shown
    person.presses("first.code.have")
    person.sees("first.practice.title")
    person.writes("first.practice.field", code[0])
    person.presses("first.practice.try")
    person.sees("first.practice.right")
    person.presses("first.practice.home")
    person.sees("rail.report")
    return code[0]


@pytest.mark.parametrize("who", [AtKeyboard, WithScreenReader])
def test_first(place, who):
    place.start()
    person = who(place)
    try:
        first_start(person)
    finally:
        print([(e.role, e.name) for e in person.reader.things()])
        print(place.said())
