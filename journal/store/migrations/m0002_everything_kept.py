# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: S608  only names of this module are put into SQL
"""Things that are kept, erasing that leaves the chain checkable, and what search filters by.

A thing kept is a card of the step ``file`` or ``thing``; its bytes lie sealed in ``objects/``, their keys here. An
erased entry's row may go once ``erased`` names it: its digests in ``chain`` stay.
"""

from typing import Any

VERSION = 2

_STATEMENTS = (
    # number is the E-number that people see. AUTOINCREMENT: it is never given twice, not even after an erasure.
    """CREATE TABLE evidence (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        entry TEXT NOT NULL UNIQUE REFERENCES entries (id) ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('file', 'thing')),
        name BLOB NOT NULL,
        media TEXT NOT NULL,
        size INTEGER NOT NULL
    ) STRICT""",
    # One sealed file each. size and digest are of the bytes as they came, sealed_digest of the file in objects/.
    """CREATE TABLE objects (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        evidence INTEGER NOT NULL REFERENCES evidence (number) ON DELETE CASCADE,
        role TEXT NOT NULL CHECK (role IN ('original', 'thumbnail', 'print')),
        key BLOB NOT NULL,
        size INTEGER NOT NULL,
        digest BLOB NOT NULL,
        sealed_digest BLOB NOT NULL
    ) STRICT""",
    "CREATE UNIQUE INDEX objects_of ON objects (evidence, role)",
    "CREATE INDEX originals_by_digest ON objects (digest) WHERE role = 'original'",
    # Written in the same commit, before the words go.
    """CREATE TABLE erased (
        seq INTEGER PRIMARY KEY REFERENCES chain (seq),
        at TEXT NOT NULL
    ) STRICT""",
    # Which cards an entry points to: people by their cards, things by theirs.
    """CREATE TABLE mentions (
        seq INTEGER NOT NULL REFERENCES entries (seq) ON DELETE CASCADE,
        card TEXT NOT NULL,
        PRIMARY KEY (seq, card)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX mentions_of ON mentions (card)",
    # The day that an entry tells of, as far as it says so itself: a year, a month or a day.
    """CREATE TABLE event_days (
        seq INTEGER PRIMARY KEY REFERENCES entries (seq) ON DELETE CASCADE,
        day TEXT NOT NULL
    ) STRICT""",
    """INSERT INTO mentions
        SELECT DISTINCT b.seq, json_extract(a.value, '$.card')
        FROM entry_bodies b, json_each(CAST(b.answers AS TEXT)) a
        WHERE a.type = 'object' AND json_type(a.value, '$.card') = 'text' AND json_extract(a.value, '$.card') <> ''""",
    # The two answers that said when something took place, as they were when this migration was written.
    """INSERT INTO event_days
        SELECT seq, day FROM (
            SELECT seq, coalesce(
                json_extract(CAST(answers AS TEXT), '$.happened.date'),
                json_extract(CAST(answers AS TEXT), '$.day_when.date')) AS day
            FROM entry_bodies
        ) WHERE day <> ''""",
    *(f"DROP TRIGGER no_delete_of_{table}" for table in ("entries", "entry_bodies")),
    *(
        f"CREATE TRIGGER no_delete_of_{table} BEFORE DELETE ON {table}"
        " WHEN NOT EXISTS (SELECT 1 FROM erased WHERE seq = OLD.seq)"
        " BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END"
        for table in ("entries", "entry_bodies")
    ),
    *(
        f"CREATE TRIGGER no_{verb.lower()}_of_erased BEFORE {verb} ON erased"
        " BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    """CREATE TRIGGER no_erasing_of_nothing BEFORE INSERT ON erased
    WHEN NOT EXISTS (SELECT 1 FROM entries WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END""",
)


def apply(connection: Any) -> None:
    for statement in _STATEMENTS:
        connection.execute(statement)
