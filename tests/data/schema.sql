CREATE TABLE about (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;
CREATE TABLE incidents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    guide TEXT NOT NULL,
    begun TEXT NOT NULL,
    title BLOB,
    title_from TEXT,
    happened BLOB,
    happened_from TEXT
) STRICT;
CREATE TABLE drafts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident TEXT REFERENCES incidents (id),
    guide TEXT NOT NULL,
    step TEXT NOT NULL,
    adds_to TEXT REFERENCES entries (id),
    begun TEXT NOT NULL,
    changed TEXT NOT NULL,
    turn INTEGER NOT NULL UNIQUE
) STRICT;
CREATE INDEX drafts_of_incident ON drafts (incident);
CREATE TABLE draft_bodies (
    number INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE,
    answers BLOB NOT NULL,
    searchable TEXT NOT NULL
) STRICT;
CREATE TABLE chain (
    seq INTEGER PRIMARY KEY,
    commitment BLOB NOT NULL,
    link BLOB NOT NULL
) STRICT;
CREATE TABLE entries (
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
) STRICT;
CREATE INDEX entries_of_incident ON entries (incident, kind, seq);
CREATE INDEX entries_of_step ON entries (step, kind, seq);
CREATE INDEX additions ON entries (adds_to) WHERE adds_to IS NOT NULL;
CREATE INDEX additions_of_incident ON entries (incident) WHERE adds_to IS NOT NULL;
CREATE TABLE entry_bodies (
    seq INTEGER PRIMARY KEY REFERENCES entries (seq),
    wording BLOB NOT NULL,
    answers BLOB NOT NULL
) STRICT;
CREATE TRIGGER no_update_of_chain BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_delete_of_chain BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_update_of_entries BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_delete_of_entries BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_update_of_entry_bodies BEFORE UPDATE ON entry_bodies BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_delete_of_entry_bodies BEFORE DELETE ON entry_bodies BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE VIRTUAL TABLE entry_text USING fts5 (
    text, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
