-- A project: documents, findings, decisions, receipts. Times are RFC 3339 in UTC.

-- One row for each thing somebody did, in order. Undo and redo are acts of their own. `chain` is
-- room for a hash over the act, its decisions and the chain before it.
CREATE TABLE act (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind        TEXT NOT NULL,
    reviewer    TEXT NOT NULL,
    at          TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id),
    summary     TEXT NOT NULL DEFAULT '',
    reverts     INTEGER REFERENCES act (seq),
    chain       BLOB
) STRICT;

-- Settings of the project: policy text, secrets for date shifts, window state.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL,
    path        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    sha256      BLOB NOT NULL,
    bytes       INTEGER NOT NULL,
    text_sha256 BLOB NOT NULL,
    text_bytes  INTEGER NOT NULL,
    pages       INTEGER NOT NULL,
    password    TEXT,
    state       TEXT NOT NULL,
    problem     TEXT NOT NULL DEFAULT '',
    detectors   TEXT NOT NULL DEFAULT '[]',
    added_at    TEXT NOT NULL,
    removed_at  TEXT
) STRICT;

-- The file itself, and what reading it gave in the encoding `codec`. The source is the truth: a
-- reading in an older encoding is made again from it.
CREATE TABLE content (
    document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    source      BLOB NOT NULL,
    codec       INTEGER NOT NULL,
    reading     BLOB NOT NULL
) STRICT;

-- Boxes of the characters, page by page, so that a long document loads what it shows.
CREATE TABLE layout (
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    page        INTEGER NOT NULL,
    boxes       BLOB NOT NULL,
    PRIMARY KEY (document_id, page)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    code        TEXT NOT NULL,
    page        INTEGER,
    part        TEXT,
    detail      TEXT NOT NULL,
    seen_by     TEXT,
    seen_at     TEXT
) STRICT;
CREATE INDEX notice_document ON notice (document_id);

CREATE TABLE page_seen (
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    page        INTEGER NOT NULL,
    reviewer    TEXT NOT NULL,
    at          TEXT NOT NULL,
    PRIMARY KEY (document_id, page)
) STRICT, WITHOUT ROWID;

-- What can be decided about: places in the text (`extent`: JSON [[start, end], ...] in bytes of
-- the canonical text) or regions of pages (`area`: JSON [x0, y0, x1, y1] in points, display
-- space). `alike` joins findings with the same value. `origin` is scan, link, search or manual.
CREATE TABLE finding (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    origin      TEXT NOT NULL,
    extent      TEXT NOT NULL,
    area        TEXT,
    page        INTEGER NOT NULL,
    entity      TEXT NOT NULL,
    score       REAL NOT NULL,
    near_miss   INTEGER NOT NULL,
    alike       TEXT NOT NULL,
    evidence    TEXT NOT NULL
) STRICT;
CREATE INDEX finding_document ON finding (document_id);

-- Only ever added to; the newest of a finding counts.
CREATE TABLE decision (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    act_seq    INTEGER NOT NULL REFERENCES act (seq),
    finding_id INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    verdict    TEXT NOT NULL,
    entity     TEXT,
    reason     TEXT,
    note       TEXT
) STRICT;
CREATE INDEX decision_act ON decision (act_seq);
CREATE INDEX decision_finding ON decision (finding_id);

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN SELECT RAISE (ABORT, 'decisions are only added'); END;
CREATE TRIGGER act_stays BEFORE UPDATE OF kind, reviewer, at, document_id, summary, reverts ON act
BEGIN SELECT RAISE (ABORT, 'the record is only added to'); END;
CREATE TRIGGER act_is_kept BEFORE DELETE ON act
BEGIN SELECT RAISE (ABORT, 'the record is only added to'); END;

-- The same label for the same value through the project.
CREATE TABLE label (
    entity TEXT NOT NULL,
    alike  TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (entity, alike),
    UNIQUE (entity, number)
) STRICT, WITHOUT ROWID;

-- Receipts hold no values.
CREATE TABLE export (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    act_seq     INTEGER NOT NULL REFERENCES act (seq),
    document_id INTEGER NOT NULL REFERENCES document (id),
    target      TEXT NOT NULL,
    receipt     TEXT NOT NULL
) STRICT;
