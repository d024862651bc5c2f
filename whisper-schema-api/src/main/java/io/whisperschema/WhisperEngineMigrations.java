package io.whisperschema;

import static io.whisperschema.definition.relational.DialectName.POSTGRES;
import static io.whisperschema.definition.relational.DialectName.SQLITE;

import io.whisperschema.migration.Directives;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;

/** How {@link WhisperEngine}'s tables came to be what they are, from the oldest install on. Frozen: installs record it. */
final class WhisperEngineMigrations {
    private WhisperEngineMigrations() {}

    static Migrations all() {
        return Migrations.of(baseline(), bannedUsers(), graphInRelationships(), indexesOnTheDesktop(), wholeGraph());
    }

    /** The first installs. Those on a server had indexes from the start. */
    private static Migration baseline() {
        return Migration.of(1, "0001_baseline.sql")
                .sql(SQLITE, WhisperEngineBaseline.SQLITE)
                .sql(POSTGRES, WhisperEngineBaseline.POSTGRES);
    }

    private static Migration bannedUsers() {
        return Migration.of(2, "0002_banned_users.sql")
                .sql(SQLITE, """
                        CREATE TABLE banned_users (
                          id INTEGER PRIMARY KEY AUTOINCREMENT,
                          discord_user_id TEXT NOT NULL UNIQUE,
                          banned_by TEXT NOT NULL,
                          ban_reason TEXT,
                          banned_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                          expires_at TIMESTAMP,
                          is_active BOOLEAN DEFAULT TRUE,
                          notes TEXT
                        );
                        """)
                .sql(POSTGRES, """
                        CREATE TABLE banned_users (
                          id SERIAL PRIMARY KEY,
                          discord_user_id TEXT NOT NULL UNIQUE,
                          banned_by TEXT NOT NULL,
                          ban_reason TEXT,
                          banned_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
                          expires_at TIMESTAMP WITH TIME ZONE,
                          is_active BOOLEAN DEFAULT TRUE,
                          notes TEXT
                        );
                        CREATE INDEX idx_banned_users_discord_id ON banned_users (discord_user_id);
                        CREATE INDEX idx_banned_users_active ON banned_users (is_active);
                        """)
                .undo("DROP TABLE banned_users;");
    }

    /**
     * Relationships of the first shape name no target: each was about its user. When they were made is not known, and is
     * left open.
     */
    private static Migration graphInRelationships() {
        return Migration.of(3, "0003_graph_in_relationships.sql")
                .sql(SQLITE, """
                        CREATE TABLE relationships_next (
                          id INTEGER PRIMARY KEY AUTOINCREMENT,
                          user_id TEXT NOT NULL,
                          relationship_type TEXT NOT NULL,
                          strength REAL DEFAULT 0.5,
                          last_interaction TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                          interaction_count INTEGER DEFAULT 0,
                          notes TEXT,
                          target_type TEXT NOT NULL,
                          target_id TEXT NOT NULL,
                          properties TEXT DEFAULT '{}',
                          created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                          FOREIGN KEY (user_id) REFERENCES users (user_id)
                        );
                        INSERT INTO relationships_next (id, user_id, relationship_type, strength, last_interaction,
                            interaction_count, notes, target_type, target_id, created_at)
                          SELECT id, user_id, relationship_type, strength, last_interaction,
                            interaction_count, notes, 'user', user_id, NULL FROM relationships;
                        -- numbers that were given are not given again, also those of rows that are gone
                        DELETE FROM sqlite_sequence WHERE name = 'relationships_next';
                        UPDATE sqlite_sequence SET name = 'relationships_next' WHERE name = 'relationships';
                        DROP TABLE relationships;
                        ALTER TABLE relationships_next RENAME TO relationships;
                        CREATE INDEX idx_relationships_user_type ON relationships (user_id, relationship_type);
                        CREATE INDEX idx_relationships_target ON relationships (target_type, target_id);
                        """)
                .sql(POSTGRES, """
                        ALTER TABLE relationships ADD COLUMN target_type TEXT;
                        ALTER TABLE relationships ADD COLUMN target_id TEXT;
                        ALTER TABLE relationships ADD COLUMN properties TEXT DEFAULT '{}';
                        ALTER TABLE relationships ADD COLUMN created_at TIMESTAMP WITH TIME ZONE;
                        ALTER TABLE relationships ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP;
                        UPDATE relationships SET target_type = 'user', target_id = user_id;
                        ALTER TABLE relationships ALTER COLUMN target_type SET NOT NULL;
                        ALTER TABLE relationships ALTER COLUMN target_id SET NOT NULL;
                        CREATE INDEX idx_relationships_user_type ON relationships (user_id, relationship_type);
                        CREATE INDEX idx_relationships_target ON relationships (target_type, target_id);
                        """)
                .undo("""
                        DROP INDEX idx_relationships_target;
                        DROP INDEX idx_relationships_user_type;
                        ALTER TABLE relationships DROP COLUMN target_type;
                        ALTER TABLE relationships DROP COLUMN target_id;
                        ALTER TABLE relationships DROP COLUMN properties;
                        ALTER TABLE relationships DROP COLUMN created_at;
                        """)
                // On SQLite it drops a table, all of whose rows are in the next one by then.
                .directed(Directives::allowingDataLoss);
    }

    private static Migration indexesOnTheDesktop() {
        return Migration.of(4, "0004_indexes_on_the_desktop.sql")
                .sql(SQLITE, """
                        CREATE INDEX idx_conversations_user_id ON conversations (user_id);
                        CREATE INDEX idx_conversations_timestamp ON conversations (timestamp);
                        CREATE INDEX idx_memory_entries_user_id ON memory_entries (user_id);
                        CREATE INDEX idx_facts_user_id ON facts (user_id);
                        CREATE INDEX idx_emotions_user_id ON emotions (user_id);
                        CREATE INDEX idx_banned_users_discord_id ON banned_users (discord_user_id);
                        CREATE INDEX idx_banned_users_active ON banned_users (is_active);
                        """)
                .undo(SQLITE, """
                        DROP INDEX idx_conversations_user_id;
                        DROP INDEX idx_conversations_timestamp;
                        DROP INDEX idx_memory_entries_user_id;
                        DROP INDEX idx_facts_user_id;
                        DROP INDEX idx_emotions_user_id;
                        DROP INDEX idx_banned_users_discord_id;
                        DROP INDEX idx_banned_users_active;
                        """)
                .sql(POSTGRES, "-- a server has them since 0001 and 0002")
                .undo(POSTGRES, "-- and keeps them");
    }

    /** Relationships that do not begin at a user, and what is neither a user nor a memory. */
    private static Migration wholeGraph() {
        return Migration.of(5, "0005_whole_graph.sql").sql("""
                        ALTER TABLE relationships ADD COLUMN source_type TEXT NOT NULL DEFAULT 'user';
                        ALTER TABLE relationships ADD COLUMN source_id TEXT;
                        CREATE TABLE graph_nodes (
                          label TEXT NOT NULL,
                          node_id TEXT NOT NULL,
                          properties TEXT DEFAULT '{}',
                          UNIQUE (label, node_id)
                        );
                        """).undo("""
                        DROP TABLE graph_nodes;
                        ALTER TABLE relationships DROP COLUMN source_id;
                        ALTER TABLE relationships DROP COLUMN source_type;
                        """);
    }
}
