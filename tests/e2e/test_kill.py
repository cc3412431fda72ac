# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed at any moment while someone types: the record opens, and at most three seconds are gone."""

import random
import time
from pathlib import Path

import pytest

from journal.guide import spoken
from journal.guide.steps import OTHERS, OWN_ACCOUNT
from journal.vault.vault import Vault
from journal.words import Words
from tests.conftest import CHEAP
from tests.e2e.desk import Desk
from tests.e2e.person import AtKeyboard

PASSPHRASE = "six plain words"
LONGEST_LOSS = 3.0  # seconds of typing


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.long)])
def test_a_kill_while_typing_costs_three_seconds_at_most(place, kills):
    folder, dice = place.home / "record", random.Random(kills)
    a_record(folder)
    text = ""
    for number in range(kills):
        text = one_life(place, folder, number, text, dice)
    assert place.said() == []


def a_record(folder: Path) -> None:
    """Enough kept that the pages of its report take a while to make."""
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    with vault:
        incident = vault.incidents.start(OWN_ACCOUNT.id)
        for number in range(200):
            answers = {"witness_saw": f"Number {number} stood by the door. " * 40}
            draft = vault.drafts.new(incident.id, OWN_ACCOUNT.id, OTHERS.id, answers=answers)
            vault.entries.keep(draft, spoken.wording(OWN_ACCOUNT, OTHERS, answers, Words()))


def one_life(place: Desk, folder: Path, number: int, before: str, dice: random.Random) -> str:
    """From start to kill; gives the text that was left of all that was typed."""
    program = place.start("--vault", str(folder))
    person = AtKeyboard(place)
    person.finds_the_cursor_in("unlock.passphrase")
    person.types(PASSPHRASE)
    person.keys("Return")
    if number == 0:
        person.presses("home.new")
        person.presses("guide.steps.button")
        person.presses("step.account.name")
        person.writes("field.account.label", "")
    box = person.finds_the_cursor_in("field.account.label")
    typed, shown = before, []
    end = time.monotonic() + dice.uniform(0.5, 6.0)
    while time.monotonic() < end:
        word = f"k{number}w{len(shown)} "
        person.types(word)
        typed += word
        shown.append((time.monotonic(), len(person.reader.text(box))))
    if number % 3 == 2:
        person.presses("rail.report")
        person.presses("paper.make")
        time.sleep(dice.uniform(0.0, 1.0))
    program.kill()
    killed = time.monotonic()
    program.wait()
    with Vault.open(folder, PASSPHRASE) as vault:
        left = vault.drafts.latest()
        saved = str(left.answers["account"]) if left else ""
        assert vault.entries.check().broken is None
    certain = max((length for moment, length in shown if killed - moment >= LONGEST_LOSS), default=len(before))
    assert typed.startswith(saved), "something was saved that was not typed"
    assert len(saved) >= certain, f"lost: {typed[len(saved) : certain]!r}"
    assert place.plain_traces(f"k{number}w0") == []
    return saved
