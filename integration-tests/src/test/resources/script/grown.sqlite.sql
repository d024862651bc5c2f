PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
-- 25 tables as they grow over the years by hand, by an ORM and by three different authors
CREATE TABLE IF NOT EXISTS "users" (
    user_id TEXT PRIMARY KEY, -- no NOT NULL: SQLite lets null in
    username VARCHAR(80) COLLATE NOCASE NOT NULL UNIQUE,
    email TEXT COLLATE NOCASE,
    displayName TEXT DEFAULT '',
    is_active BOOLEAN NOT NULL DEFAULT 1,
    is_admin BOOL DEFAULT 0 CHECK (is_admin IN (0, 1)),
    karma REAL DEFAULT 0,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME DEFAULT (datetime('now')),
    settings JSON DEFAULT '{"theme":"dark; light"}' CHECK (json_valid(settings))
);
CREATE TABLE teams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    owner_id TEXT REFERENCES users(user_id) ON DELETE SET NULL ON UPDATE CASCADE,
    lead_member_id INTEGER REFERENCES members(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE members (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    team_id INTEGER NOT NULL REFERENCES teams ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users (user_id),
    role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('owner','admin','member','guest')),
    joined TEXT DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT one_each UNIQUE (team_id, user_id) ON CONFLICT REPLACE
);
CREATE TABLE [order items] (
    [order id] INT NOT NULL,
    "select" TEXT,
    qty SMALLINT NOT NULL DEFAULT '1' CHECK (qty > 0),
    price DECIMAL(10,2) NOT NULL DEFAULT 0.00,
    total REAL GENERATED ALWAYS AS (qty * price) VIRTUAL,
    label TEXT AS ("select" || ':' || qty) STORED,
    PRIMARY KEY ([order id], "select")
) WITHOUT ROWID;
CREATE TABLE orders (
    id INT PRIMARY KEY DESC,
    user_id TEXT NOT NULL,
    placed DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00',
    shipped DATE DEFAULT CURRENT_DATE,
    amount NUMERIC,
    currency CHAR(3) NOT NULL DEFAULT 'EUR' CHECK (length(currency) = 3),
    note CLOB,
    raw BLOB DEFAULT x'0102ff',
    CHECK (amount IS NULL OR amount >= 0),
    FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE RESTRICT
);
CREATE TABLE strict_events (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    payload ANY,
    at INTEGER NOT NULL DEFAULT (strftime('%s','now')),
    weight REAL
) STRICT;
CREATE TABLE kv (k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID, STRICT;
CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE ON CONFLICT IGNORE, colour TEXT DEFAULT "red");
CREATE TABLE post_tags (
    post_id INTEGER NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, tag_id)
);
CREATE TABLE posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author TEXT REFERENCES users,
    slug TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> '' AND length(title) <= 200),
    body TEXT,
    published BOOLEAN DEFAULT FALSE,
    score INTEGER DEFAULT 0 CHECK (typeof(score) = 'integer'),
    parent INTEGER REFERENCES posts(id) ON DELETE SET NULL,
    code TEXT CHECK (code GLOB '[A-Z][A-Z]-*'),
    lang TEXT DEFAULT ('e' || 'n'),
    meta TEXT,
    topic TEXT GENERATED ALWAYS AS (json_extract(meta, '$.topic')) VIRTUAL
);
CREATE UNIQUE INDEX posts_slug ON posts (slug COLLATE NOCASE);
CREATE INDEX posts_published ON posts (published) WHERE published = 1;
CREATE INDEX posts_score ON posts (score DESC, id);
CREATE INDEX posts_lower_title ON posts (lower(title), coalesce(author, ''));
CREATE INDEX posts_topic ON posts (json_extract(meta, '$.topic')) WHERE parent IS NULL AND score >= 10;
CREATE TABLE sessions (token TEXT NOT NULL, user_id TEXT, expires INTEGER, UNIQUE (token));
CREATE UNIQUE INDEX sessions_user ON sessions (user_id) WHERE expires IS NOT NULL;
CREATE TABLE devices (serial TEXT, model TEXT, owner TEXT);
CREATE UNIQUE INDEX devices_serial ON devices (serial);
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    device TEXT REFERENCES devices (serial),
    celsius FLOAT,
    ok TINYINT DEFAULT 1,
    taken DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    untyped,
    CHECK (celsius BETWEEN -273.15 AND 1e6)
);
CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b(id));
CREATE TABLE b (id INTEGER PRIMARY KEY, c_id INTEGER, FOREIGN KEY (c_id) REFERENCES c(id));
CREATE TABLE c (id INTEGER PRIMARY KEY, a_id INTEGER CONSTRAINT c_to_a REFERENCES a(id) ON UPDATE CASCADE);
CREATE TABLE dangling (id INTEGER PRIMARY KEY, gone_id INTEGER REFERENCES gone(id), note TEXT REFERENCES a(id));
CREATE TABLE named_keys_1 (x TEXT CONSTRAINT pk PRIMARY KEY, y TEXT CONSTRAINT uq UNIQUE);
CREATE TABLE named_keys_2 (x TEXT CONSTRAINT pk PRIMARY KEY, y TEXT CONSTRAINT uq UNIQUE, CONSTRAINT c CHECK (x > ''), CONSTRAINT c CHECK (y > ''));
CREATE TABLE "Ünï ""quoted"" `name`" ("a b" TEXT, "a""b" INTEGER DEFAULT +5, 'c' TEXT DEFAULT 'it''s', "CHECK" REAL DEFAULT -1.5e3);
CREATE TABLE flags (
    id INTEGER PRIMARY KEY,
    enabled INTEGER NOT NULL DEFAULT TRUE,
    hidden BOOLEAN DEFAULT 'false',
    level INTEGER DEFAULT '3',
    ratio REAL DEFAULT '0.5',
    flags INTEGER DEFAULT 0x1F,
    negative INTEGER DEFAULT (-1),
    big BIGINT UNSIGNED DEFAULT 9223372036854775807,
    words TEXT DEFAULT 42,
    stamp INTEGER DEFAULT CURRENT_TIMESTAMP,
    guid TEXT DEFAULT (lower(hex(randomblob(16)))),
    CHECK (enabled = 1 OR hidden = 0)
);
CREATE INDEX flags_enabled ON flags (level) WHERE enabled;
CREATE TABLE old_name (id INTEGER PRIMARY KEY, was TEXT CHECK (was <> ''), keep TEXT);
CREATE INDEX old_was ON old_name (was);
ALTER TABLE old_name RENAME TO audit_log;
ALTER TABLE audit_log RENAME COLUMN was TO entry;
ALTER TABLE audit_log ADD COLUMN actor TEXT REFERENCES users(user_id) ON DELETE SET NULL;
ALTER TABLE audit_log ADD level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE audit_log DROP COLUMN keep;
CREATE TABLE new_settings (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE settings (key TEXT);
INSERT INTO new_settings SELECT key, 'x;y' FROM settings;
DROP TABLE settings;
ALTER TABLE new_settings RENAME TO settings;
CREATE TABLE IF NOT EXISTS settings (key TEXT, other TEXT);
CREATE TABLE copied AS SELECT id, name FROM teams;
CREATE TABLE locations (id INTEGER PRIMARY KEY, lat REAL CHECK(lat >= -90 AND lat <= 90), lon REAL, name TEXT, UNIQUE (lat, lon));
CREATE TABLE mail (
    id INTEGER PRIMARY KEY,
    address TEXT CHECK (address LIKE '%_@_%'),
    kind TEXT NOT NULL DEFAULT 'in' COLLATE RTRIM,
    seen BOOLEAN NOT NULL DEFAULT 0,
    starred BOOLEAN NOT NULL DEFAULT 0,
    size INTEGER CHECK (size % 2 = 0 OR size IS NULL),
    CHECK (NOT (seen = 1 AND starred = 1) OR kind != 'out')
);
CREATE INDEX mail_unseen ON mail (kind) WHERE seen = 0 AND starred <> 0;
CREATE VIRTUAL TABLE notes_fts USING fts5(title, body, tokenize='porter');
CREATE VIRTUAL TABLE IF NOT EXISTS places USING rtree(id, minx, maxx);
CREATE VIEW active_users AS SELECT user_id, username FROM users WHERE is_active = 1;
CREATE VIEW IF NOT EXISTS post_counts(author, posts) AS
  SELECT author, count(*) FROM posts GROUP BY author;
CREATE TRIGGER IF NOT EXISTS posts_touch AFTER UPDATE ON posts
FOR EACH ROW WHEN NEW.score IS NOT OLD.score
BEGIN
  UPDATE users SET updated_at = datetime('now') WHERE user_id = NEW.author; -- a semicolon; in a comment
  INSERT INTO audit_log (entry) VALUES (CASE WHEN NEW.score > 0 THEN 'up;' ELSE 'down' END);
END;
CREATE TEMP TABLE scratch (x);
INSERT INTO users (user_id, username) VALUES ('u-1', 'a;b'), ('u-2', '--');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('members', 7);
ANALYZE;
COMMIT;
