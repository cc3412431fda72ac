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
CREATE TRIGGER no_update_of_entry_bodies BEFORE UPDATE ON entry_bodies BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE VIRTUAL TABLE entry_text USING fts5 (
    text, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TABLE evidence (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL UNIQUE REFERENCES entries (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'thing')),
    name BLOB NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL
) STRICT;
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE objects (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    evidence INTEGER NOT NULL REFERENCES evidence (number) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('original', 'thumbnail', 'print')),
    key BLOB NOT NULL,
    size INTEGER NOT NULL,
    digest BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX objects_of ON objects (evidence, role);
CREATE INDEX originals_by_digest ON objects (digest) WHERE role = 'original';
CREATE TABLE erased (
    seq INTEGER PRIMARY KEY REFERENCES chain (seq),
    at TEXT NOT NULL
) STRICT;
CREATE TABLE mentions (
    seq INTEGER NOT NULL REFERENCES entries (seq) ON DELETE CASCADE,
    card TEXT NOT NULL,
    PRIMARY KEY (seq, card)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_of ON mentions (card);
CREATE TABLE event_days (
    seq INTEGER PRIMARY KEY REFERENCES entries (seq) ON DELETE CASCADE,
    day TEXT NOT NULL
) STRICT;
CREATE TRIGGER no_delete_of_entries BEFORE DELETE ON entries WHEN NOT EXISTS (SELECT 1 FROM erased WHERE seq = OLD.seq) BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_delete_of_entry_bodies BEFORE DELETE ON entry_bodies WHEN NOT EXISTS (SELECT 1 FROM erased WHERE seq = OLD.seq) BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_update_of_erased BEFORE UPDATE ON erased BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_delete_of_erased BEFORE DELETE ON erased BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE TRIGGER no_erasing_of_nothing BEFORE INSERT ON erased
    WHEN NOT EXISTS (SELECT 1 FROM entries WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'what was kept stays as it was kept'); END;
CREATE INDEX entries_of_incident_by_step ON entries (incident, step, kind, seq, adds_to);
CREATE INDEX incidents_of_guide ON incidents (guide);
CREATE INDEX drafts_of_step ON drafts (step, turn);
CREATE INDEX entries_by_time ON entries (kept, kind);
CREATE INDEX event_days_by_day ON event_days (day);
