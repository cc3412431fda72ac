# SPDX-License-Identifier: GPL-3.0-or-later
"""The first shape: incidents, drafts, kept entries with their chain, search and settings.

Bodies stand apart from the columns that lists read, so that a list never loads a text. A person's text is JSON in a
BLOB, because TEXT cannot hold half an emoji. The chain's digests stand alone, so that they can outlive an erased text.
"""

from typing import Any

VERSION = 1

_APPLICATION_ID = 0x4F776E57  # as it was when this migration was written

_STATEMENTS = (
    f"PRAGMA application_id = {_APPLICATION_ID}",
    """CREATE TABLE about (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value BLOB NOT NULL
    ) STRICT""",
    # title and happened follow the latest answers; *_from is the draft or entry that gave them.
    """CREATE TABLE incidents (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        guide TEXT NOT NULL,
        begun TEXT NOT NULL,
        title BLOB,
        title_from TEXT,
        happened BLOB,
        happened_from TEXT
    ) STRICT""",
    # incident is NULL for what belongs to the whole record. turn counts saves: the highest was saved last.
    """CREATE TABLE drafts (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        incident TEXT REFERENCES incidents (id),
        guide TEXT NOT NULL,
        step TEXT NOT NULL,
        adds_to TEXT REFERENCES entries (id),
        begun TEXT NOT NULL,
        changed TEXT NOT NULL,
        turn INTEGER NOT NULL UNIQUE
    ) STRICT""",
    "CREATE INDEX drafts_of_incident ON drafts (incident)",
    """CREATE TABLE draft_bodies (
        number INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE,
        answers BLOB NOT NULL,
        searchable TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE chain (
        seq INTEGER PRIMARY KEY,
        commitment BLOB NOT NULL,
        link BLOB NOT NULL
    ) STRICT""",
    """CREATE TABLE entries (
        seq INTEGER PRIMARY KEY REFERENCES chain (seq),
        id TEXT NOT NULL UNIQUE,
        incident TEXT REFERENCES incidents (id),
        kind TEXT NOT NULL CHECK (kind IN ('written', 'skipped', 'seen')),
        guide TEXT NOT NULL,
        guide_version INTEGER NOT NULL,
        step TEXT NOT NULL,
        language TEXT NOT NULL,
        begun TEXT NOT NULL,
        kept TEXT NOT NULL,
        clock_flags TEXT NOT NULL,
        adds_to TEXT REFERENCES entries (id),
        salt BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX entries_of_incident ON entries (incident, kind, seq)",
    "CREATE INDEX entries_of_step ON entries (step, kind, seq)",
    "CREATE INDEX additions ON entries (adds_to) WHERE adds_to IS NOT NULL",
    "CREATE INDEX additions_of_incident ON entries (incident) WHERE adds_to IS NOT NULL",
    """CREATE TABLE entry_bodies (
        seq INTEGER PRIMARY KEY REFERENCES entries (seq),
        wording BLOB NOT NULL,
        answers BLOB NOT NULL
    ) STRICT""",
    *(
        f"CREATE TRIGGER no_{verb.lower()}_of_{table} BEFORE {verb} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END"
        for table in ("chain", "entries", "entry_bodies")
        for verb in ("UPDATE", "DELETE")
    ),
    # rowid is the entry's seq. Drafts are indexed in memory only: an index on the disk made each save slow.
    """CREATE VIRTUAL TABLE entry_text USING fts5 (
        text, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
    )""",
    # Without this, deleted words stay in the index even after VACUUM.
    "INSERT INTO entry_text (entry_text, rank) VALUES ('secure-delete', 1)",
)


def apply(connection: Any) -> None:
    for statement in _STATEMENTS:
        connection.execute(statement)
