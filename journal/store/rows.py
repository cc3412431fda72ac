# SPDX-License-Identifier: GPL-3.0-or-later
"""A row of the database as the entry it holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from journal.clock import Stamp
from journal.errors import DatabaseDamaged
from journal.record.chain import Erased
from journal.record.entry import Entry, EntryKind, Wording
from journal.store.plain import packed, unpacked

if TYPE_CHECKING:
    from journal.store.connection import Database

SELECT = """
    SELECT c.seq, c.commitment, c.link, e.id, e.incident, e.kind, e.guide, e.guide_version, e.step, e.language,
           e.begun, e.kept, e.clock_flags, e.adds_to, e.salt, b.wording, b.answers
    FROM chain c JOIN entries e USING (seq) JOIN entry_bodies b USING (seq)
"""
# What the chain is checked with: every place, with what is missing there, and whether it was erased.
SELECT_PLACES = SELECT.replace("b.answers", "b.answers, x.seq").replace(" JOIN", " LEFT JOIN") + (
    "LEFT JOIN erased x USING (seq)"
)
SELECT_EVERY_PLACE = f"{SELECT_PLACES} ORDER BY c.seq"

# What can be read of an entry whose words cannot.
_BARE = SELECT.replace("b.wording, b.answers", "NULL, NULL").replace(" JOIN entry_bodies b USING (seq)", "")
_NUMBERS = "SELECT c.seq FROM chain c JOIN entries e USING (seq) "


def read(database: "Database", where: str, values: Sequence[Any] = (), before: str = "") -> list[Entry]:
    """The entries that ``where`` finds. Those whose words lie in a bad place come too, as ``lost``.

    ``before`` stands before the SELECT. Raises DatabaseDamaged where it cannot be told which they are.
    """
    try:
        return [entry_of_row(row) for row in database.rows(before + SELECT + where, values)]
    except DatabaseDamaged:
        return [_alone(database, seq) for (seq,) in database.rows(before + _NUMBERS + where, values)]


def _alone(database: "Database", seq: int) -> Entry:
    try:
        return next(entry_of_row(row) for row in database.rows(f"{SELECT} WHERE c.seq = ?", (seq,)))
    except (DatabaseDamaged, StopIteration):
        return next(entry_of_row(row) for row in database.rows(f"{_BARE} WHERE c.seq = ?", (seq,)))


def entry_of_row(row: tuple[Any, ...]) -> Entry:
    (
        seq, commitment, link, name, incident, kind, guide, guide_version, step, language,
        begun, kept, clock_flags, adds_to, salt, wording, answers,
    ) = row  # fmt: skip
    return Entry(
        id=name,
        incident=incident or "",
        kind=EntryKind(kind),
        step=step,
        wording=Wording(guide, guide_version, language, unpacked(wording) if wording is not None else {}),
        answers=unpacked(answers) if answers is not None else {},
        begun=Stamp.parse(begun),
        kept=Stamp.parse(kept),
        clock_flags=tuple(clock_flags.split()),
        adds_to=adds_to or "",
        seq=seq,
        salt=salt,
        commitment=commitment,
        link=link,
        lost=answers is None,
    )


def as_stored(row: tuple[Any, ...]) -> Entry | Erased | None:
    """The entry, or None when the bytes on the disk are not the very ones that such an entry is written with.

    Where ``erased`` names the place and nothing of an entry stands there, it is an erased one.
    """
    *columns, erased = row
    if erased is not None:
        return None if any(column is not None for column in columns[3:]) else Erased(*columns[:3])
    try:
        entry = entry_of_row(tuple(columns))
    except (DatabaseDamaged, ValueError, TypeError, AttributeError):
        return None
    written = (
        packed(entry.wording.texts), packed(entry.answers), str(entry.begun), str(entry.kept),
        " ".join(entry.clock_flags),
    )  # fmt: skip
    return entry if written == (row[15], row[16], row[10], row[11], row[12]) else None
