CREATE TABLE public.users (
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

CREATE TABLE public.conversations (
  id SERIAL PRIMARY KEY,
  user_id TEXT NOT NULL,
  channel_id TEXT NOT NULL,
  message_content TEXT NOT NULL,
  bot_response TEXT,
  "timestamp" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
  context_used TEXT,
  response_time_ms INTEGER,
  ai_model_used TEXT,
  FOREIGN KEY (user_id) REFERENCES public.users (user_id) ON DELETE CASCADE
);

CREATE INDEX idx_conversations_user_id ON public.conversations (user_id);

CREATE INDEX idx_conversations_timestamp ON public.conversations ("timestamp");

CREATE TABLE public.memory_entries (
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
  FOREIGN KEY (user_id) REFERENCES public.users (user_id) ON DELETE CASCADE
);

CREATE INDEX idx_memory_entries_user_id ON public.memory_entries (user_id);

CREATE TABLE public.facts (
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
  FOREIGN KEY (user_id) REFERENCES public.users (user_id) ON DELETE CASCADE
);

CREATE INDEX idx_facts_user_id ON public.facts (user_id);

CREATE TABLE public.emotions (
  id SERIAL PRIMARY KEY,
  user_id TEXT NOT NULL,
  detected_emotion TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  context TEXT,
  "timestamp" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
  response_adapted BOOLEAN DEFAULT FALSE,
  FOREIGN KEY (user_id) REFERENCES public.users (user_id) ON DELETE CASCADE
);

CREATE INDEX idx_emotions_user_id ON public.emotions (user_id);

CREATE TABLE public.relationships (
  id SERIAL PRIMARY KEY,
  user_id TEXT NOT NULL,
  relationship_type TEXT NOT NULL,
  strength DOUBLE PRECISION DEFAULT 0.5,
  last_interaction TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
  interaction_count INTEGER DEFAULT 0,
  notes TEXT,
  target_type TEXT NOT NULL,
  target_id TEXT NOT NULL,
  properties TEXT DEFAULT '{}',
  created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
  source_type TEXT NOT NULL DEFAULT 'user',
  source_id TEXT,
  FOREIGN KEY (user_id) REFERENCES public.users (user_id) ON DELETE CASCADE
);

CREATE INDEX idx_relationships_user_type ON public.relationships (user_id, relationship_type);

CREATE INDEX idx_relationships_target ON public.relationships (target_type, target_id);

CREATE TABLE public.graph_nodes (
  label TEXT NOT NULL,
  node_id TEXT NOT NULL,
  properties TEXT DEFAULT '{}',
  UNIQUE (label, node_id)
);

CREATE TABLE public.system_settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  description TEXT,
  updated_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE public.performance_metrics (
  id SERIAL PRIMARY KEY,
  metric_name TEXT NOT NULL,
  metric_value DOUBLE PRECISION NOT NULL,
  "timestamp" TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
  tags TEXT DEFAULT '{}'
);

CREATE TABLE public.banned_users (
  id SERIAL PRIMARY KEY,
  discord_user_id TEXT NOT NULL,
  banned_by TEXT NOT NULL,
  ban_reason TEXT,
  banned_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
  expires_at TIMESTAMP WITH TIME ZONE,
  is_active BOOLEAN DEFAULT TRUE,
  notes TEXT,
  UNIQUE (discord_user_id)
);

CREATE INDEX idx_banned_users_discord_id ON public.banned_users (discord_user_id);

CREATE INDEX idx_banned_users_active ON public.banned_users (is_active);
