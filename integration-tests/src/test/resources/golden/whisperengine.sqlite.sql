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

CREATE INDEX idx_conversations_user_id ON conversations (user_id);

CREATE INDEX idx_conversations_timestamp ON conversations ("timestamp");

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

CREATE INDEX idx_memory_entries_user_id ON memory_entries (user_id);

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

CREATE INDEX idx_facts_user_id ON facts (user_id);

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

CREATE INDEX idx_emotions_user_id ON emotions (user_id);

CREATE TABLE relationships (
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
  source_type TEXT NOT NULL DEFAULT 'user',
  source_id TEXT,
  FOREIGN KEY (user_id) REFERENCES users (user_id)
);

CREATE INDEX idx_relationships_user_type ON relationships (user_id, relationship_type);

CREATE INDEX idx_relationships_target ON relationships (target_type, target_id);

CREATE TABLE graph_nodes (
  label TEXT NOT NULL,
  node_id TEXT NOT NULL,
  properties TEXT DEFAULT '{}',
  UNIQUE (label, node_id)
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

CREATE TABLE banned_users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  discord_user_id TEXT NOT NULL,
  banned_by TEXT NOT NULL,
  ban_reason TEXT,
  banned_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  expires_at TIMESTAMP,
  is_active BOOLEAN DEFAULT TRUE,
  notes TEXT,
  UNIQUE (discord_user_id)
);

CREATE INDEX idx_banned_users_discord_id ON banned_users (discord_user_id);

CREATE INDEX idx_banned_users_active ON banned_users (is_active);
