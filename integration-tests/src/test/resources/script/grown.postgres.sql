-- A schema as it grows on PostgreSQL, with what SQLite has no place for
SET search_path = public;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TYPE state AS ENUM ('new', 'it''s done');
CREATE SEQUENCE invoice_numbers START 1000;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed := now(); -- a semicolon; here
  RETURN NEW;
END $$;
CREATE TABLE accounts (
    id serial PRIMARY KEY,
    handle varchar(5) NOT NULL,
    email text CHECK (email LIKE '%@%'),
    state state NOT NULL DEFAULT 'new',
    labels text[] NOT NULL DEFAULT '{}',
    settings jsonb NOT NULL DEFAULT '{"b": 1, "a": [true]}',
    balance numeric DEFAULT 0,
    small smallint DEFAULT 1 CHECK (small > 0),
    ratio real,
    key uuid DEFAULT gen_random_uuid(),
    changed timestamp DEFAULT now(),
    joined timestamptz(3) NOT NULL DEFAULT now(),
    address inet,
    invoice bigint DEFAULT nextval('invoice_numbers'),
    active boolean NOT NULL DEFAULT true,
    shout text GENERATED ALWAYS AS (upper(handle)) STORED,
    rank integer,
    UNIQUE (rank) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT handle_once UNIQUE (handle)
);
COMMENT ON TABLE accounts IS 'who pays';
CREATE TABLE bookings (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    room integer NOT NULL,
    during tsrange,
    paid boolean DEFAULT false,
    EXCLUDE USING gist (room WITH =, during WITH &&)
);
CREATE TABLE log (at timestamptz NOT NULL, line text) PARTITION BY RANGE (at);
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX accounts_labels ON accounts USING gin (labels);
CREATE INDEX accounts_email ON accounts (lower(email) text_pattern_ops) INCLUDE (handle) WHERE active;
CREATE INDEX accounts_state ON accounts USING hash (state);
CREATE INDEX bookings_unpaid ON bookings (account_id, room DESC NULLS LAST) WHERE NOT paid;
CREATE VIEW payers AS SELECT id FROM accounts WHERE balance > 0;
CREATE TRIGGER accounts_touch BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION touch();
INSERT INTO accounts (handle, email) VALUES ('first', 'a@b');
