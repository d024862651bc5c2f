CREATE TABLE notes (note_id TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL);
-- down
DROP TABLE notes;
