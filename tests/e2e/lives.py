# SPDX-License-Identifier: GPL-3.0-or-later
"""One life of the program: from its start through the writing to ``kill -9``, and what is left of it then."""

import random
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from journal.guide import spoken
from journal.guide.steps import OTHERS, OWN_ACCOUNT
from journal.vault.vault import Vault
from journal.words import Words
from tests.conftest import CHEAP
from tests.e2e.desk import MAIN, Desk, desk, until
from tests.e2e.person import AtKeyboard
from tests.e2e.reader import Thing

PASSPHRASE = "six plain words"
KEPT = "heron by the seventh gate"
LONGEST_LOSS = 3.0  # seconds of typing
RUNNING = 2.0  # seconds within which the first of the long tasks was last heard of,
EACH_RUNNING = 5.0  # and each of them


class Life(NamedTuple):
    """What was left of all that was typed, how many of this life's letters had to be there, and seconds gone."""

    left: str
    busy: bool = False
    certain: int = 0
    gone: float = 0.0


def beside_each_other(folder: Path, desks: int, lives: Callable[[Desk, int], list[Any]]) -> list[Any]:
    """``lives`` at so many desks at once, each with a screen, a home and a record of its own; all of their results."""

    def at_one(number: int) -> list[Any]:
        place = folder / f"desk{number}"
        place.mkdir()
        try:
            with desk(place) as made:
                try:
                    found = lives(made, number)
                finally:
                    ended = made.program.poll() if made.program else None
                    print(f"desk {number}: the program ended with {ended} and said {made.said()}")
                assert made.said() == []
                return found
        finally:
            shutil.rmtree(place, ignore_errors=True)

    with ThreadPoolExecutor(desks) as threads:
        return [each for found in threads.map(at_one, range(desks)) for each in found]


def a_record(folder: Path, entries: int = 300, sentences: int = 40) -> None:
    """Enough kept that the pages of its report take a while to make; the word about printers was said."""
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP)
    words = Words()
    with vault:
        vault.settings.set("printer_word_seen", True)
        incident = vault.incidents.start(OWN_ACCOUNT.id)
        for number in range(entries):
            answers = {"witness_saw": f"Number {number} {KEPT}. " * sentences}
            draft = vault.drafts.new(incident.id, OWN_ACCOUNT.id, OTHERS.id, answers=answers)
            vault.entries.keep(draft, spoken.wording(OWN_ACCOUNT, OTHERS, answers, words))


class Writing(NamedTuple):
    """A person who writes an account at this desk, life after life.

    ``longest``: seconds that a life may take. ``beside``: which long tasks (tests/e2e/long_task.py) run in every
    ``every``-th life.
    """

    place: Desk
    folder: Path
    dice: random.Random
    shortest: float
    longest: float
    beside: tuple[str, ...]
    every: int = 1

    def lives(self, kills: int) -> list[Life]:
        found = [Life("")]
        for number in range(kills):
            found.append(self.one(number, found[-1].left))
        return found[1:]

    def one(self, number: int, before: str) -> Life:
        """From start to kill. Prints what it cost; `-rP` shows it."""
        busy = number % self.every == self.every // 2
        program = ("-m", "tests.e2e.long_task", ",".join(self.beside)) if busy else MAIN
        started = self.place.start("--vault", str(self.folder), program=program)
        person = AtKeyboard(self.place)
        box = opens_the_account(person, first=not before)
        names = [each.partition("=")[0] for each in self.beside] if busy else []
        for name in names:
            until(lambda name=name: beats(self.place, name), name, 120)
        typed, shown = before, []
        begun = time.monotonic()
        end = begun + self.dice.uniform(self.shortest, self.longest)
        while time.monotonic() < end:
            word = f"k{number:03}w{len(shown):03} "  # so long that no gibibyte of noise has it by chance
            person.types(word)
            typed += word
            shown.append((time.monotonic(), len(person.reader.text(box))))
        started.kill()
        killed = time.monotonic()
        started.wait()
        saved = self._left()
        gone = max((killed - moment for moment, length in shown if length > len(saved)), default=0.0)
        said = still_at_work(self.place, names, killed) if busy else "nothing else at work"
        print(f"kill {number}: {len(shown)} words in {killed - begun:.1f} s, the last {gone:.1f} s gone; {said}")
        certain = max((length for moment, length in shown if killed - moment >= LONGEST_LOSS), default=len(before))
        pairs = enumerate(zip(typed, saved, strict=False))
        same = next((at for at, (left, right) in pairs if left != right), min(len(typed), len(saved)))
        assert len(saved) == same, f"saved {saved[same - 20 : same + 40]!r}, typed {typed[same - 20 : same + 40]!r}"
        assert len(saved) >= certain, f"lost: {typed[len(saved) : certain]!r}"
        assert self.place.plain_traces(f"k{number:03}w000") == self.place.plain_traces(KEPT) == []
        return Life(saved, busy, certain - len(before), gone)

    def _left(self) -> str:
        with Vault.open(self.folder, PASSPHRASE) as vault:
            left = vault.drafts.latest()
            assert vault.entries.check().broken is None
            return str(left.answers["account"]) if left else ""


def tell(lives: list[Life]) -> None:
    """The sum of it, as docs/reliability.md has it; and that the lives were long enough to show anything."""
    for busy in {each.busy for each in lives}:
        some = sorted((each for each in lives if each.busy is busy), key=lambda each: each.gone)
        held = sum(each.certain > 0 for each in some)
        worst, middle = some[-1].gone, some[len(some) // 2].gone
        print(f"{'busy' if busy else 'quiet'}: {len(some)} kills, {held} of them after more than {LONGEST_LOSS:.0f} s")
        print(f"    of typing; gone in the middle {middle:.1f} s, at most {worst:.1f} s")
        assert held, "no life was long enough to show anything"


def opens_the_account(person: AtKeyboard, *, first: bool) -> Thing:
    """Gives the box in which the cursor is then."""
    unlocks(person)
    if first:
        person.presses("home.new")
        person.presses("guide.steps.button")
        person.presses("step.account.name")
        person.writes("field.account.label", "")
    return person.finds_the_cursor_in("field.account.label")


def unlocks(person: AtKeyboard) -> None:
    person.finds_the_cursor_in("unlock.passphrase")
    person.types(PASSPHRASE)
    person.keys("Return")


def beats(place: Desk, name: str) -> list[float]:
    """When this part of the long task printed that it was at work."""
    return [float(when) for task, when in map(str.split, place.printed()) if task == name]


def still_at_work(place: Desk, names: list[str], killed: float) -> str:
    """Says how long before the kill each of the long tasks was last heard of."""
    silent = {name: killed - max(beats(place, name)) for name in names}
    said = ", ".join(f"{name} {seconds:.2f} s before" for name, seconds in silent.items())
    assert min(silent.values()) <= RUNNING, said
    assert max(silent.values()) <= EACH_RUNNING, said
    return said
