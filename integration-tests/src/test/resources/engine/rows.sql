-- A row or two for each table, with and without what may be missing.
INSERT INTO users (user_id, username, display_name, message_count, preferences) VALUES ('ada', 'Ada', 'Countess', 12, '{"tone": "dry"}');
INSERT INTO users (user_id, username) VALUES ('grace', 'Grace');
INSERT INTO conversations (user_id, channel_id, message_content, bot_response, response_time_ms, ai_model_used) VALUES ('ada', 'c1', 'Hello; it''s me', 'Hello Ada', 250, 'local');
INSERT INTO conversations (user_id, channel_id, message_content) VALUES ('grace', 'c2', 'Anybody there?');
INSERT INTO memory_entries (user_id, memory_type, content, importance_score, tags) VALUES ('ada', 'note', 'likes numbers', 0.75, '["maths"]');
INSERT INTO facts (user_id, fact_type, subject, content, verified) VALUES ('ada', 'work', 'engine', 'wrote its notes', TRUE);
INSERT INTO facts (fact_type, subject, content, global_fact) VALUES ('nature', 'water', 'is wet', TRUE);
INSERT INTO emotions (user_id, detected_emotion, confidence, context) VALUES ('grace', 'joy', 0.5, 'a moth');
INSERT INTO relationships (user_id, relationship_type, strength, interaction_count, notes) VALUES ('ada', 'friend', 0.25, 3, 'since school');
INSERT INTO relationships (user_id, relationship_type) VALUES ('grace', 'colleague');
INSERT INTO system_settings (key, value, description) VALUES ('schema_version', '1', 'made by the first release');
INSERT INTO system_settings (key, value) VALUES ('deployment_mode', 'own');
INSERT INTO performance_metrics (metric_name, metric_value, tags) VALUES ('answer', 0.125, '{"model": "local"}');
