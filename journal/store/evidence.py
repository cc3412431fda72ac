# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only constants of this module are put into SQL; every value is bound
"""Things that were kept: their numbers and names, and the keys of what lies sealed in ``objects/``."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from journal.clock import Stamp
from journal.record.entry import Entry, EntryKind
from journal.record.evidence import Evidence, EvidenceKind, Role, Sealed
from journal.store.connection import Database
from journal.store.plain import packed, unpacked
from journal.store.sight import IN_SIGHT

KEPT_FILE = "kept_file"  # the answer that says what file it is; its shape is in journal/guide/answers.py
_NAME = 80  # letters of a thing's first words that name it

_SELECT = """
    SELECT v.number, v.entry, e.incident, v.kind, v.name, v.media, v.size, e.kept
    FROM evidence v JOIN entries e ON e.id = v.entry
"""
_BELONGS = (
    "(e.incident IS :incident OR EXISTS (SELECT 1 FROM entries a WHERE a.adds_to = v.entry"
    " AND a.incident IS :incident AND a.step = v.kind AND a.seq NOT IN (SELECT seq FROM temp.out_of_sight)))"
)
_TO_REMOVE = "objects_to_remove"  # in the table about: sealed files whose rows are gone, while they are not


class EvidenceStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, entry: str) -> Evidence | None:
        """By the id of its card."""
        return self._one("WHERE v.entry = ?", (entry,))

    def card(self, entry: str) -> Evidence:
        """Raises KeyError when this is no card of something kept."""
        found = self.get(entry)
        if found is None:
            raise KeyError(entry)
        return found

    def find(self, digest: bytes) -> Evidence | None:
        """The file that these bytes (SHA-256) were kept as, if that is in sight."""
        return self._one(
            "JOIN objects o ON o.evidence = v.number AND o.role = 'original' AND o.digest = ?"
            f" WHERE {IN_SIGHT} ORDER BY v.number LIMIT 1",
            (digest,),
        )

    def page(
        self,
        limit: int,
        after: Evidence | None = None,
        incident: str | None = None,
        kind: EvidenceKind | None = None,
    ) -> list[Evidence]:
        """Kept last first, of the whole record or of one incident (``""``: of none); the page that follows ``after``.

        A file that came in again with another incident belongs to both. ``kind``: files alone, or things alone.
        """
        here = "" if incident is None else f" AND {_BELONGS}"
        here += "" if kind is None else " AND v.kind = :kind"
        before = after.number if after else 2**63 - 1
        return self._many(
            f"WHERE v.number < :before AND {IN_SIGHT}{here} ORDER BY v.number DESC LIMIT :limit",
            {"before": before, "incident": incident or None, "kind": str(kind), "limit": limit},
        )

    def of_incident(self, incident: str) -> list[Evidence]:
        """In the order of its numbers."""
        return list(reversed(self.page(-1, incident=incident)))

    def of_incidents(self, incidents: Iterable[str]) -> list[Evidence]:
        """In the order of its numbers, each once."""
        found = {each.number: each for incident in incidents for each in self.of_incident(incident)}
        return [found[number] for number in sorted(found)]

    def all(self) -> list[Evidence]:
        """In the order of its numbers."""
        return list(reversed(self.page(-1)))

    def count(self) -> int:
        """How many are in sight."""
        return int(
            self._database.value(f"SELECT count(*) FROM evidence v JOIN entries e ON e.id = v.entry WHERE {IN_SIGHT}")
        )

    def follow(self, entry: Entry, searchable: str) -> None:
        """Give a card that was kept a number, and a name: the file's own, or the first words. Inside ``write``."""
        if entry.kind is not EntryKind.WRITTEN or entry.adds_to or entry.step not in list(EvidenceKind):
            return
        file = entry.answers.get(KEPT_FILE)
        file = file if isinstance(file, dict) else {}
        words = next((line for line in searchable.splitlines() if line.strip()), "")[:_NAME]
        self._database.do(
            "INSERT INTO evidence (entry, kind, name, media, size) VALUES (?, ?, ?, ?, ?)",
            (entry.id, entry.step, packed(file.get("name", words)), file.get("media", ""), file.get("size", 0)),
        )

    def put_objects(self, entry: str, objects: Sequence[Sealed]) -> None:
        """The sealed files of a card that ``follow`` has seen. Inside ``write``."""
        number = self._database.value("SELECT number FROM evidence WHERE entry = ?", (entry,))
        for each in objects:
            self._database.do(
                "INSERT INTO objects (id, evidence, role, key, size, digest) VALUES (?, ?, ?, ?, ?, ?)",
                (each.id, number, str(each.role), each.key, each.size, each.digest),
            )

    def forget(self, entries: Collection[str]) -> None:
        """Take the rows and keys of these cards away, for good. Inside ``write``, before their entries go.

        The sealed files, which nothing opens any more, go after the commit: ``Vault.remove_erased_files``.
        """
        gone = self.to_remove()
        for entry in entries:
            found = self.get(entry)
            if found is not None:
                gone += [each.id for each in found.objects]
                self._database.do("DELETE FROM evidence WHERE entry = ?", (entry,))
        self._database.do("INSERT OR REPLACE INTO about VALUES (?, ?)", (_TO_REMOVE, " ".join(gone)))

    def to_remove(self) -> list[str]:
        """The ids of sealed files whose rows are gone for good."""
        return str(self._database.value("SELECT value FROM about WHERE key = ?", (_TO_REMOVE,)) or "").split()

    def removed(self) -> None:
        """They are gone too."""
        self._database.write(lambda: self._database.do("DELETE FROM about WHERE key = ?", (_TO_REMOVE,)))

    def sealed(self, ids: Iterable[str]) -> list[Sealed]:
        """What opens these sealed files; those that are not known are left out."""
        sql = "SELECT id, role, key, size, digest FROM objects WHERE id = ?"
        found = (self._database.row(sql, (each,)) for each in ids)
        return [Sealed(row[0], Role(row[1]), *row[2:]) for row in found if row is not None]

    def object_ids(self) -> Iterator[str]:
        for (name,) in self._database.each("SELECT id FROM objects"):
            yield name

    def _one(self, where: str, values: Sequence[Any]) -> Evidence | None:
        found = self._many(where, values)
        return found[0] if found else None

    def _many(self, where: str, values: Any) -> list[Evidence]:
        rows = list(self._database.each(_SELECT + where, values))
        objects = self._objects([row[0] for row in rows])
        return [_evidence(row, objects.get(row[0], ())) for row in rows]

    def _objects(self, numbers: list[int]) -> dict[int, tuple[Sealed, ...]]:
        found: dict[int, tuple[Sealed, ...]] = {}
        for start in range(0, len(numbers), 500):
            some = numbers[start : start + 500]
            rows = self._database.rows(
                "SELECT evidence, id, role, key, size, digest FROM objects"
                f" WHERE evidence IN ({', '.join('?' * len(some))}) ORDER BY number",
                some,
            )
            for number, name, role, *rest in rows:
                found[number] = (*found.get(number, ()), Sealed(name, Role(role), *rest))
        return found


def _evidence(row: tuple[Any, ...], objects: tuple[Sealed, ...]) -> Evidence:
    number, entry, incident, kind, name, media, size, kept = row
    said = unpacked(name)
    return Evidence(
        number=number,
        entry=entry,
        incident=incident or "",
        kind=EvidenceKind(kind),
        name=said if isinstance(said, str) else "",
        media=media,
        size=size,
        added=Stamp.parse(kept),
        objects=objects,
    )
