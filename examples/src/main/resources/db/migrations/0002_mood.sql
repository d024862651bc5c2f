ALTER TABLE diaries ADD COLUMN mood TEXT;

-- down
ALTER TABLE diaries DROP COLUMN mood;
