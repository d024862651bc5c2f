DROP VIEW IF EXISTS unread;
CREATE VIEW unread AS SELECT note_id, content FROM notes WHERE read_at IS NULL;
