# SPDX-License-Identifier: GPL-3.0-or-later
"""What was kept. Rows are only ever added; each is tied to all before it (journal/record/chain.py)."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from journal.clock import Clock, Stamp
from journal.record import chain
from journal.record.acts import ACTS, WITHDRAWAL, Gone, Withdrawn
from journal.record.chain import ChainReport, Link
from journal.record.entry import Answers, Draft, Entry, EntryKind, Wording
from journal.record.evidence import Sealed
from journal.record.pointers import cards, event_day
from journal.store.connection import Database
from journal.store.drafts import DraftStore
from journal.store.evidence import EvidenceStore
from journal.store.incidents import IncidentStore
from journal.store.plain import packed, settled
from journal.store.rows import SELECT_EVERY_PLACE, as_stored, read
from journal.store.search import Search
from journal.store.sight import IN_SIGHT, Sight

_PORTION = 500  # read at once where all are


class EntryStore:
    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        random_bytes: Callable[[int], bytes],
        incidents: IncidentStore,
        drafts: DraftStore,
        search: Search,
        sight: Sight,
        evidence: EvidenceStore,
    ) -> None:
        self._database = database
        self._clock = clock
        self._random_bytes = random_bytes
        self._incidents = incidents
        self._drafts = drafts
        self._search = search
        self._sight = sight
        self._evidence = evidence

    def keep(self, draft: Draft, wording: Wording, searchable: str = "", objects: Sequence[Sealed] = ()) -> Entry:
        """Turn a draft into an entry of the same id: entry, chain and search come, the draft goes, in one commit.

        A card of a thing that was kept gets its number with it; ``objects`` are the sealed files of that card.
        Keeping the same answers twice gives the entry of the first time: after DiskFullButSaved, too.
        """
        if (kept := self.get(draft.id)) is not None and kept.answers == settled(dict(draft.answers)):
            return kept
        entry = Entry(
            draft.id, draft.incident, EntryKind.WRITTEN, draft.step, wording, draft.answers, draft.begun,
            self._clock.now(), adds_to=draft.adds_to,
        )  # fmt: skip
        return self._database.write(lambda: self._append_with(entry, searchable, objects))

    def withdraw(self, entry: Entry, wording: Wording, answers: Answers | None = None) -> Entry:
        """Take an entry out of sight, with all that adds to it; gives the entry that says so.

        Of such an entry it is the opposite: what that took out of sight is back. Doing either twice is doing it once.
        """
        by = self._sight.withdrawn().get(entry.id)
        if by is not None and (made := self.get(by)) is not None:
            return made
        now, name = self._clock.now(), self._random_bytes(16).hex()
        act = Entry(
            name, entry.incident, EntryKind.WRITTEN, WITHDRAWAL, wording, answers or {}, now, now, adds_to=entry.id
        )
        return self._database.write(lambda: self.append(act))

    def skip(self, incident: str, step: str, wording: Wording) -> Entry:
        """Note that the person left this step out."""
        return self._note(EntryKind.SKIPPED, incident, step, wording)

    def see(self, incident: str, step: str, wording: Wording) -> Entry:
        """Note that this page was shown."""
        return self._note(EntryKind.SEEN, incident, step, wording)

    def get(self, entry: str) -> Entry | None:
        found = self._find("WHERE e.id = ?", (entry,))
        return found[0] if found else None

    def of_incident(self, incident: str) -> list[Entry]:
        """Of every kind, in chain order; ``""`` for those of the whole record. Like every list, what is in sight."""
        return self._find(f"WHERE e.incident IS ? AND {IN_SIGHT} ORDER BY c.seq", (incident or None,))

    def of_step(self, step: str, limit: int, after: Entry | None = None) -> list[Entry]:
        """What was written under one step in the whole record, kept last first; the page that follows ``after``."""
        return self._find(
            f"WHERE e.step = ? AND e.kind = 'written' AND e.seq < ? AND {IN_SIGHT} ORDER BY e.seq DESC LIMIT ?",
            (step, after.seq if after else 2**63 - 1, limit),
        )

    def of_incident_step(self, incident: str, step: str) -> list[Entry]:
        """What was written under one step of an incident, in chain order."""
        where = f"WHERE e.incident = ? AND e.kind = 'written' AND e.step = ? AND {IN_SIGHT} ORDER BY c.seq"
        return self._find(where, (incident, step))

    def additions_to(self, entry: str) -> list[Entry]:
        return self._find(f"WHERE e.adds_to = ? AND {IN_SIGHT} ORDER BY c.seq", (entry,))

    def people(self, steps: Collection[str]) -> list[Entry]:
        """What was written under the steps that name persons, and all that adds to it, in chain order."""
        named = "(SELECT value FROM json_each(?))"
        cards = "(SELECT id FROM entries WHERE step IN (SELECT value FROM json_each(?)))"
        where = f"WHERE (e.step IN {named} OR e.adds_to IN {cards}) AND e.kind = 'written' AND {IN_SIGHT}"
        return self._find(f"{where} ORDER BY c.seq", (json.dumps(list(steps)),) * 2)

    def pointing_to(self, cards: Collection[str]) -> list[Entry]:
        """What points to one of these cards, together with what it adds to and all that adds to that."""
        roots = (
            "(SELECT coalesce(x.adds_to, x.id) FROM mentions m JOIN entries x USING (seq)"
            " WHERE m.card IN (SELECT value FROM json_each(?)))"
        )
        where = f"WHERE (e.id IN {roots} OR e.adds_to IN {roots}) AND {IN_SIGHT} ORDER BY c.seq"
        return self._find(where, (json.dumps(list(cards)),) * 2)

    def all(self) -> Iterator[Entry]:
        """Every entry in chain order, one by one."""
        last = 0
        while found := self.portion(_PORTION, last):
            yield from found
            last = found[-1].seq

    def portion(self, limit: int, after: int, incidents: Collection[str] | None = None) -> list[Entry]:
        """In chain order, what follows the number ``after``: of these incidents and the whole record, or of all."""
        here, values = "", tuple[str, ...]()
        if incidents is not None:
            here = f" AND (e.incident IS NULL OR e.incident IN ({', '.join('?' * len(incidents))}))"
            values = tuple(incidents)
        where = f"WHERE e.seq > ? AND {IN_SIGHT}{here} ORDER BY c.seq LIMIT ?"
        return self._find(where, (after, *values, limit))

    def withdrawn(self, incident: str | None) -> list[Withdrawn]:
        """What was taken out of sight, the latest withdrawal first. ``""``: what belongs to no incident; None: all."""
        pairs = [(self.get(entry), self.get(act)) for entry, act in self._sight.withdrawn().items()]
        found = [Withdrawn(entry, by) for entry, by in pairs if entry and by and incident in (None, entry.incident)]
        return sorted((each for each in found if each.entry.step not in ACTS), key=lambda each: -each.by.seq)

    def withdrawn_numbers(self, incidents: Collection[str] | None = None) -> list[Gone]:
        """Numbers and days only: of these incidents and of the whole record, or of all."""
        pairs = [(self.get(entry), self.get(act)) for entry, act in self._sight.withdrawn().items()]
        return sorted(
            (
                Gone(entry.seq, by.kept)
                for entry, by in pairs
                if entry and by and entry.step not in ACTS
                if incidents is None or not entry.incident or entry.incident in incidents
            ),
            key=lambda gone: gone.seq,
        )

    def erased_numbers(self) -> list[Gone]:
        """Of the whole record: which incident an erased entry belonged to is not known any more."""
        rows = self._database.rows("SELECT seq, at FROM erased ORDER BY seq")
        return [Gone(seq, Stamp.parse(at)) for seq, at in rows]

    def check(self) -> ChainReport:
        """Recompute the whole chain from what is stored, byte for byte."""
        return chain.check(as_stored(row) for row in self._database.each(SELECT_EVERY_PLACE))

    def links(self, limit: int, after: int) -> list[Link]:
        """The places of the chain that follow the number ``after``: of every entry, withdrawn and erased ones too."""
        rows = self._database.rows(
            "SELECT seq, commitment, link FROM chain WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit)
        )
        return [Link(*row) for row in rows]

    def head(self) -> tuple[int, bytes]:
        """How many entries there are, and the last link."""
        row = self._database.row("SELECT seq, link FROM chain ORDER BY seq DESC LIMIT 1")
        return (row[0], row[1]) if row else (0, chain.START)

    def _find(self, where: str, values: tuple[Any, ...]) -> list[Entry]:
        return read(self._database, where, values)

    def _note(self, kind: EntryKind, incident: str, step: str, wording: Wording) -> Entry:
        now = self._clock.now()
        entry = Entry(self._random_bytes(16).hex(), incident, kind, step, wording, {}, now, now)
        return self._database.write(lambda: self.append(entry))

    def _append_with(self, entry: Entry, searchable: str, objects: Sequence[Sealed]) -> Entry:
        kept = self.append(entry, searchable)
        self._evidence.put_objects(kept.id, objects)
        return kept

    def append(self, entry: Entry, searchable: str = "") -> Entry:
        """The next link of the chain, with everything that finds it again. Inside ``write``."""
        last = self._database.value("SELECT kept FROM entries ORDER BY seq DESC LIMIT 1")
        flags = self._clock.flags(Stamp.parse(last) if last else None)
        content = settled(replace(entry, clock_flags=tuple(str(flag) for flag in flags)).content())
        count, previous = self.head()
        seq, salt = count + 1, self._random_bytes(chain.SALT_BYTES)
        commitment = chain.commit(content, salt)
        kept = Entry.from_content(
            content, seq=seq, salt=salt, commitment=commitment, link=chain.link(previous, seq, commitment)
        )
        self._insert(kept)
        self._drafts.drop(kept.id)
        self._sight.follow(kept)
        if kept.kind is EntryKind.WRITTEN:
            self._make_findable(kept, searchable)
        return kept

    def _make_findable(self, entry: Entry, searchable: str) -> None:
        if entry.step == WITHDRAWAL and entry.incident:
            self._incidents.name_anew(entry.incident)
        if entry.step in ACTS:
            return
        self._search.index(entry.seq, searchable)
        self._evidence.follow(entry, searchable)
        for card in sorted(cards(entry.answers)):
            self._database.do("INSERT INTO mentions VALUES (?, ?)", (entry.seq, card))
        if day := event_day(entry.answers):
            self._database.do("INSERT INTO event_days VALUES (?, ?)", (entry.seq, day))
        if entry.incident:
            self._incidents.follow(entry.incident, entry.id, entry.answers)

    def _insert(self, entry: Entry) -> None:
        wording = entry.wording
        self._database.do("INSERT INTO chain VALUES (?, ?, ?)", (entry.seq, entry.commitment, entry.link))
        self._database.do(
            "INSERT INTO entries (seq, id, incident, kind, guide, guide_version, step, language, begun, kept,"
            " clock_flags, adds_to, salt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.seq, entry.id, entry.incident or None, str(entry.kind), wording.guide, wording.guide_version,
                entry.step, wording.language, str(entry.begun), str(entry.kept), " ".join(entry.clock_flags),
                entry.adds_to or None, entry.salt,
            ),
        )  # fmt: skip
        self._database.do(
            "INSERT INTO entry_bodies VALUES (?, ?, ?)", (entry.seq, packed(wording.texts), packed(entry.answers))
        )
