# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed at any moment while someone types: the record opens, and at most three seconds are gone."""

import random
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from journal.guide import spoken
from journal.guide.steps import OTHERS, OWN_ACCOUNT
from journal.vault.vault import Vault
from journal.words import Words
from tests.conftest import CHEAP
from tests.e2e.desk import MAIN, Desk, until
from tests.e2e.long_task import READING, REPORT
from tests.e2e.person import AtKeyboard
from tests.e2e.reader import Thing

PASSPHRASE = "six plain words"
KEPT = "stood by the door"
LONGEST_LOSS = 3.0  # seconds of typing
RUNNING = 2.0  # seconds within which the long task was last heard of,
EACH_RUNNING = 5.0  # and each of its two threads
BUSY = ("-m", "tests.e2e.long_task")


class Life(NamedTuple):
    """What was left of all that was typed, and how much of this life's words had to be there."""

    left: str
    busy: bool
    certain: int


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.long)])
def test_a_kill_while_typing_costs_three_seconds_at_most(place, kills):
    """In every third life a report of the whole record is being built and the record read, again and again."""
    folder, dice = place.home / "record", random.Random(kills)
    a_record(folder)
    lives = [Life("", busy=False, certain=0)]
    for number in range(kills):
        lives.append(one_life(place, folder, number, lives[-1].left, dice))
    assert place.said() == []
    for busy in (False, True):
        assert any(life.certain for life in lives if life.busy is busy), "no life was long enough to show anything"


def a_record(folder: Path) -> None:
    """Enough kept that the pages of its report take a while to make."""
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    with vault:
        incident = vault.incidents.start(OWN_ACCOUNT.id)
        for number in range(300):
            answers = {"witness_saw": f"Number {number} {KEPT}. " * 40}
            draft = vault.drafts.new(incident.id, OWN_ACCOUNT.id, OTHERS.id, answers=answers)
            vault.entries.keep(draft, spoken.wording(OWN_ACCOUNT, OTHERS, answers, Words()))


def one_life(place: Desk, folder: Path, number: int, before: str, dice: random.Random) -> Life:
    """From start to kill. Prints what it cost; `-rP` shows it."""
    busy = number % 3 == 1
    program = place.start("--vault", str(folder), program=BUSY if busy else MAIN)
    person = AtKeyboard(place)
    box = opens_the_account(person, first=number == 0)
    if busy:
        until(lambda: beats(place, REPORT), "the long task")
    typed, shown = before, []
    begun = time.monotonic()
    end = begun + dice.uniform(0.5, 6.0)
    while time.monotonic() < end:
        word = f"k{number}w{len(shown)} "
        person.types(word)
        typed += word
        shown.append((time.monotonic(), len(person.reader.text(box))))
    program.kill()
    killed = time.monotonic()
    program.wait()
    with Vault.open(folder, PASSPHRASE) as vault:
        left = vault.drafts.latest()
        saved = str(left.answers["account"]) if left else ""
        assert vault.entries.check().broken is None
    gone = max((killed - moment for moment, length in shown if length > len(saved)), default=0.0)
    print(f"kill {number}: {len(shown)} words in {killed - begun:.1f} s, the last {gone:.1f} s gone", end="; ")
    print(still_at_work(place, killed) if busy else "nothing else at work")
    certain = max((length for moment, length in shown if killed - moment >= LONGEST_LOSS), default=len(before))
    assert typed.startswith(saved), "something was saved that was not typed"
    assert len(saved) >= certain, f"lost: {typed[len(saved) : certain]!r}"
    assert place.plain_traces(f"k{number}w0") == place.plain_traces(KEPT) == []
    return Life(saved, busy, certain - len(before))


def opens_the_account(person: AtKeyboard, *, first: bool) -> Thing:
    """Gives the box in which the cursor is then."""
    person.finds_the_cursor_in("unlock.passphrase")
    person.types(PASSPHRASE)
    person.keys("Return")
    if first:
        person.presses("home.new")
        person.presses("guide.steps.button")
        person.presses("step.account.name")
        person.writes("field.account.label", "")
    return person.finds_the_cursor_in("field.account.label")


def beats(place: Desk, name: str) -> list[float]:
    """When this part of the long task printed that it was at work."""
    return [float(when) for task, when in map(str.split, place.printed()) if task == name]


def still_at_work(place: Desk, killed: float) -> str:
    """Says how long before the kill each part of the long task was last heard of."""
    silent = {name: killed - max(beats(place, name)) for name in (REPORT, READING)}
    said = ", ".join(f"{name} {seconds:.2f} s before" for name, seconds in silent.items())
    assert min(silent.values()) <= RUNNING, said
    assert max(silent.values()) <= EACH_RUNNING, said
    return said
