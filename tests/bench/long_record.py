# SPDX-License-Identifier: GPL-3.0-or-later
"""A record of 100,000 kept entries and 100,000 accounts, made by the stores' own statements in one transaction."""

import itertools
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from journal.clock import Stamp
from journal.guide import spoken
from journal.guide.steps import GUIDES, OWN_ACCOUNT
from journal.record.entry import Draft
from journal.vault.vault import Vault
from journal.words import Words
from tests.bench.conftest import some_text, vocabulary
from tests.conftest import CHEAP, PASSPHRASE, FixedClock

WORDS_EACH = 60
# What an account is made of, in the order in which the steps take turns.
_TURNS = ("words", "body", "words", "day", "later", "body", "words", "file", "body", "officers")
_FIRST_DAY = date(2024, 1, 1)


def make(folder: Path, entries: int, incidents: int) -> Path:
    """Half of the entries belong to the account that was begun last, the others to a thousand (or fewer)."""
    dice, known = random.Random(1), vocabulary()
    dice.shuffle(known)
    clock = FixedClock(Stamp(datetime(2025, 1, 1, tzinfo=UTC), 0))
    vault, _code = Vault.create(folder, PASSPHRASE, cost=CHEAP, clock=clock)
    database = vault._database
    write, database.write = database.write, lambda task: task()  # type: ignore[method-assign]
    with vault:
        write(lambda: _fill(vault, clock, dice, known, entries, incidents))
    return folder


def _fill(vault: Vault, clock: FixedClock, dice: random.Random, known: list[str], entries: int, incidents: int) -> None:
    words = Words()
    worded: dict[str, Any] = {}
    texts = [some_text(dice, known, WORDS_EACH) for _ in range(2000)]
    made = [vault.incidents.start(OWN_ACCOUNT.id).id for _ in range(incidents)]
    long, others = made[-1], made[: max(1, min(1000, incidents - 1))]
    last: dict[str, str] = {}
    officers: dict[str, str] = {}
    turns, rare = itertools.cycle(_TURNS), itertools.cycle(others)
    for number in range(entries):
        incident = long if number % 2 else next(rare)
        step = next(turns) if incident in last else "setting"
        clock.pass_time(seconds=20)
        answers = _answers(step, number, texts, officers.get(incident, ""))
        guide = "things" if step == "file" else OWN_ACCOUNT.id
        if step not in worded:
            worded[step] = spoken.wording(GUIDES[guide], GUIDES[guide].step(step), {}, words)
        adds_to = last[incident] if step == "later" else ""
        now = clock.now()
        draft = Draft(vault._new_id(), incident, guide, step, now, now, answers, adds_to)
        text = next(value for value in answers.values() if isinstance(value, str))
        vault.entries.keep(draft, worded[step], text)
        if step == "officers":
            officers[incident] = draft.id
        elif step not in ("later", "file"):
            last[incident] = draft.id


def _answers(step: str, number: int, texts: list[str], officer: str) -> dict[str, Any]:
    text = f"{texts[number % len(texts)]} number{number}"
    day = (_FIRST_DAY + timedelta(days=number % 600)).isoformat()
    moment = {"precision": "exact", "date": day}
    pointing = {"card": officer, "name": "him"}
    match step:
        case "setting":
            return {"around": text, "title": f"The day {number}", "happened": moment}
        case "words":
            return {"voice": text} | ({"speaker": pointing} if officer else {})
        case "body":
            return {"movement": text} | ({"who_moved": pointing} if officer else {})
        case "day":
            return {"day_text": text, "day_when": moment}
        case "officers":
            return {"officer_look": text}
        case "file":
            return {"words": text, "kept_file": {"name": f"{number}.txt", "media": "text/plain", "size": 10}}
        case _:
            return {"addition": text}
