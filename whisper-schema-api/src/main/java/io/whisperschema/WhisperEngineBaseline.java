package io.whisperschema;

/** The statements of the oldest installs of {@link WhisperEngine}. */
final class WhisperEngineBaseline {
    static final String SQLITE = """
            CREATE TABLE users (
              user_id TEXT PRIMARY KEY,
              username TEXT NOT NULL,
              display_name TEXT,
              created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              last_seen TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              message_count INTEGER DEFAULT 0,
              preferences TEXT DEFAULT '{}',
              privacy_settings TEXT DEFAULT '{}'
            );
            CREATE TABLE conversations (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              user_id TEXT NOT NULL,
              channel_id TEXT NOT NULL,
              message_content TEXT NOT NULL,
              bot_response TEXT,
              "timestamp" TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              context_used TEXT,
              response_time_ms INTEGER,
              ai_model_used TEXT,
              FOREIGN KEY (user_id) REFERENCES users (user_id)
            );
            CREATE TABLE memory_entries (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              user_id TEXT NOT NULL,
              memory_type TEXT NOT NULL,
              content TEXT NOT NULL,
              importance_score REAL DEFAULT 0.5,
              created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              last_accessed TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              access_count INTEGER DEFAULT 0,
              tags TEXT DEFAULT '[]',
              metadata TEXT DEFAULT '{}',
              FOREIGN KEY (user_id) REFERENCES users (user_id)
            );
            CREATE TABLE facts (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              user_id TEXT,
              fact_type TEXT NOT NULL,
              subject TEXT NOT NULL,
              content TEXT NOT NULL,
              confidence_score REAL DEFAULT 0.8,
              source TEXT,
              created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              verified BOOLEAN DEFAULT FALSE,
              global_fact BOOLEAN DEFAULT FALSE,
              FOREIGN KEY (user_id) REFERENCES users (user_id)
            );
            CREATE TABLE emotions (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              user_id TEXT NOT NULL,
              detected_emotion TEXT NOT NULL,
              confidence REAL NOT NULL,
              context TEXT,
              "timestamp" TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              response_adapted BOOLEAN DEFAULT FALSE,
              FOREIGN KEY (user_id) REFERENCES users (user_id)
            );
            CREATE TABLE relationships (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              user_id TEXT NOT NULL,
              relationship_type TEXT NOT NULL,
              strength REAL DEFAULT 0.5,
              last_interaction TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              interaction_count INTEGER DEFAULT 0,
              notes TEXT,
              FOREIGN KEY (user_id) REFERENCES users (user_id)
            );
            CREATE TABLE system_settings (
              key TEXT PRIMARY KEY,
              value TEXT NOT NULL,
              description TEXT,
              updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
            );
            CREATE TABLE performance_metrics (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              metric_name TEXT NOT NULL,
              metric_value REAL NOT NULL,
              "timestamp" TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
              tags TEXT DEFAULT '{}'
            );
            INSERT INTO system_settings (key, value, description) VALUES
              ('schema_version', '1', 'the version of these settings'),
              ('deployment_mode', 'desktop', 'where the engine runs')
              ON CONFLICT (key) DO NOTHING;
            """;

    static final String POSTGRES = """
            CREATE TABLE users (
              id SERIAL PRIMARY KEY,
              user_id TEXT NOT NULL,
              username TEXT NOT NULL,
              display_name TEXT,
              created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              last_seen TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              message_count INTEGER DEFAULT 0,
              preferences TEXT DEFAULT '{}',
              privacy_settings TEXT DEFAULT '{}',
              UNIQUE (user_id)
            );
            CREATE TABLE conversations (
              id SERIAL PRIMARY KEY,
              user_id TEXT NOT NULL,
              channel_id TEXT NOT NULL,
              message_content TEXT NOT NULL,
              bot_response TEXT,
              "timestamp" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              context_used TEXT,
              response_time_ms INTEGER,
              ai_model_used TEXT,
              FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE CASCADE
            );
            CREATE INDEX idx_conversations_user_id ON conversations (user_id);
            CREATE INDEX idx_conversations_timestamp ON conversations ("timestamp");
            CREATE TABLE memory_entries (
              id SERIAL PRIMARY KEY,
              user_id TEXT NOT NULL,
              memory_type TEXT NOT NULL,
              content TEXT NOT NULL,
              importance_score DOUBLE PRECISION DEFAULT 0.5,
              created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              last_accessed TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              access_count INTEGER DEFAULT 0,
              tags TEXT DEFAULT '[]',
              metadata TEXT DEFAULT '{}',
              FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE CASCADE
            );
            CREATE INDEX idx_memory_entries_user_id ON memory_entries (user_id);
            CREATE TABLE facts (
              id SERIAL PRIMARY KEY,
              user_id TEXT,
              fact_type TEXT NOT NULL,
              subject TEXT NOT NULL,
              content TEXT NOT NULL,
              confidence_score DOUBLE PRECISION DEFAULT 0.8,
              source TEXT,
              created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              verified BOOLEAN DEFAULT FALSE,
              global_fact BOOLEAN DEFAULT FALSE,
              FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE CASCADE
            );
            CREATE INDEX idx_facts_user_id ON facts (user_id);
            CREATE TABLE emotions (
              id SERIAL PRIMARY KEY,
              user_id TEXT NOT NULL,
              detected_emotion TEXT NOT NULL,
              confidence DOUBLE PRECISION NOT NULL,
              context TEXT,
              "timestamp" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              response_adapted BOOLEAN DEFAULT FALSE,
              FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE CASCADE
            );
            CREATE INDEX idx_emotions_user_id ON emotions (user_id);
            CREATE TABLE relationships (
              id SERIAL PRIMARY KEY,
              user_id TEXT NOT NULL,
              relationship_type TEXT NOT NULL,
              strength DOUBLE PRECISION DEFAULT 0.5,
              last_interaction TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              interaction_count INTEGER DEFAULT 0,
              notes TEXT,
              FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE CASCADE
            );
            CREATE TABLE system_settings (
              key TEXT PRIMARY KEY,
              value TEXT NOT NULL,
              description TEXT,
              updated_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP
            );
            CREATE TABLE performance_metrics (
              id SERIAL PRIMARY KEY,
              metric_name TEXT NOT NULL,
              metric_value DOUBLE PRECISION NOT NULL,
              "timestamp" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
              tags TEXT DEFAULT '{}'
            );
            INSERT INTO system_settings (key, value, description) VALUES
              ('schema_version', '1', 'the version of these settings'),
              ('deployment_mode', 'server', 'where the engine runs')
              ON CONFLICT (key) DO NOTHING;
            """;

    private WhisperEngineBaseline() {}
}
