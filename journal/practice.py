# SPDX-License-Identifier: GPL-3.0-or-later
"""The practice record: made up, told in ``resources/practice.toml``, and the same every time it is made.

Only ids, salts and the record's number come from a seed. Its keys are as random as any, and cheap to derive, for
there is nothing in it to guard; no real record is ever made this way.
"""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from journal.clock import Clock, ClockFlag, Stamp
from journal.guide.spoken import searchable, wording
from journal.guide.step import Guide, Kind, Step
from journal.guide.steps import GUIDES
from journal.guide.things_steps import FILE, THINGS
from journal.paths import resources
from journal.record.entry import Draft, EntryKind
from journal.vault.intake import Source, prepare
from journal.vault.keys import KeyCost
from journal.vault.vault import Vault
from journal.words import Words

_SEED = 20260305
# The kinds of answer that point to something, and under which name.
_POINTS = {Kind.PERSON: "card", Kind.INCIDENT: "incident", Kind.FILES: "card"}
_COST = KeyCost(memory_kib=8 * 1024, iterations=1, lanes=1)


class ToldClock(Clock):
    """Shows the time that it was last told, and finds nothing odd in it."""

    def __init__(self) -> None:
        self._stamp = Stamp(datetime(2026, 1, 1, tzinfo=UTC))

    def tell(self, moment: datetime) -> None:
        """``moment`` has an offset, as every time in the practice file does."""
        self._stamp = Stamp.parse(moment.isoformat())

    def now(self) -> Stamp:
        return self._stamp

    def flags(self, last: Stamp | None) -> tuple[ClockFlag, ...]:
        return ()


def told() -> dict[str, Any]:
    """The practice file as it is written."""
    text = (resources() / "practice.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def passphrase() -> str:
    """What opens the practice record again after it was locked. No secret."""
    return str(told()["passphrase"])


def build(folder: Path, clock: Clock | None = None) -> Vault:
    """Make the practice record in ``folder`` (not there yet, or empty) and open it; from then on ``clock`` is used.

    Raises what ``Vault.create`` raises.
    """
    story = told()
    then = ToldClock()
    # A seed on purpose: two practice records are alike to the last fingerprint.
    seeded = random.Random(_SEED).randbytes  # noqa: S311
    vault, _code = Vault.create(folder, story["passphrase"], cost=_COST, clock=then, random_bytes=seeded, practice=True)
    try:
        _Teller(vault, then).tell(story)
    finally:
        vault.close()
    return Vault.open(folder, story["passphrase"], clock=clock)


@dataclass
class _Teller:
    """Puts the story into the vault as a person would have: each card begun, saved and kept at its own time."""

    vault: Vault
    clock: ToldClock
    words: Words = field(default_factory=Words)
    ids: dict[str, str] = field(default_factory=dict)
    guides: dict[str, Guide] = field(default_factory=dict)

    def tell(self, story: Mapping[str, Any]) -> None:
        for each in story["incident"]:
            self.clock.tell(each["begun"])
            self.guides[each["key"]] = GUIDES[each["guide"]]
            self.ids[each["key"]] = self.vault.incidents.start(each["guide"]).id
        for each in story["entry"]:
            self._keep(each)
        for each in story["draft"]:
            self._write(each)

    def _bring_in(self, each: Mapping[str, Any]) -> None:
        """One of the files beside the practice file, as any other comes in."""
        name = each["file"]
        content = (resources() / "practice" / name).read_bytes()
        self.clock.tell(each["kept"])
        prepared = prepare(Source.from_bytes(content, name), self.vault.folder)
        assert prepared is not None
        said = wording(THINGS, FILE, prepared.answers, self.words)
        found = searchable(FILE, prepared.answers, self.words)
        self.ids[each["key"]] = self.vault.add_file(prepared, self.ids[each["incident"]], said, found).entry.id

    def _keep(self, each: Mapping[str, Any]) -> None:
        if "file" in each:
            self._bring_in(each)
            return
        kind = EntryKind(each.get("kind", EntryKind.WRITTEN))
        guide = self._guide(each)
        step = guide.step(each["step"])
        if kind is EntryKind.WRITTEN:
            draft = self._write(each)
            self.clock.tell(each["kept"])
            said = wording(guide, step, draft.answers, self.words)
            self.ids[each["key"]] = self.vault.entries.keep(draft, said, searchable(step, draft.answers, self.words)).id
        else:
            self.clock.tell(each["kept"])
            note = self.vault.entries.see if kind is EntryKind.SEEN else self.vault.entries.skip
            note(self.ids[each["incident"]], step.id, wording(guide, step, {}, self.words))

    def _guide(self, each: Mapping[str, Any]) -> Guide:
        """That of its incident, unless it names its own."""
        return GUIDES[each["guide"]] if "guide" in each else self.guides[each["incident"]]

    def _write(self, each: Mapping[str, Any]) -> Draft:
        self.clock.tell(each["begun"])
        guide = self._guide(each)
        step = guide.step(each["step"])
        answers = self._pointed(step, each["answers"])
        adds_to = self.ids[each["adds_to"]] if "adds_to" in each else ""
        draft = self.vault.drafts.new(self.ids[each["incident"]], guide.id, step.id, adds_to, answers)
        return self.vault.drafts.save(draft, searchable(step, answers, self.words))

    def _pointed(self, step: Step, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The answers in the step's order, with ``@key`` made into the id of the card it stands for."""
        found: dict[str, Any] = {}
        for each in step.fields:
            if each.id in answers:
                answer, name = answers[each.id], _POINTS.get(each.kind, "")
                if name and isinstance(answer, list):
                    found[each.id] = [self._led(mention, name) for mention in answer]
                else:
                    found[each.id] = self._led(answer, name) if name else answer
        return found

    def _led(self, answer: Mapping[str, Any], name: str) -> dict[str, Any]:
        key = str(answer.get(name, ""))
        return {**answer, name: self.ids[key[1:]]} if key.startswith("@") else dict(answer)
