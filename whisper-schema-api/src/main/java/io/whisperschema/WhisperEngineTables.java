package io.whisperschema;

import static io.whisperschema.definition.relational.Relational.bool;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.integer;
import static io.whisperschema.definition.relational.Relational.json;
import static io.whisperschema.definition.relational.Relational.real;
import static io.whisperschema.definition.relational.Relational.serial;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.relational.Relational.timestamp;
import static io.whisperschema.definition.relational.Relational.unique;

import io.whisperschema.definition.relational.ColumnSpec;
import io.whisperschema.definition.relational.DialectName;
import io.whisperschema.definition.relational.Identity;
import io.whisperschema.definition.relational.ReferentialAction;
import io.whisperschema.definition.relational.Table;

/** {@link WhisperEngine}'s tables. */
final class WhisperEngineTables {
    private WhisperEngineTables() {}

    static Table[] all() {
        return new Table[] {
            users(),
            conversations(),
            memoryEntries(),
            facts(),
            emotions(),
            relationships(),
            graphNodes(),
            systemSettings(),
            performanceMetrics(),
            bannedUsers()
        };
    }

    private static Table users() {
        return table(
                "users",
                // Installs on SQLite say TEXT PRIMARY KEY without NOT NULL, which SQLite takes to allow null.
                text("user_id").naturalKey(serial("id")).nullable(),
                text("username").notNull(),
                text("display_name"),
                timestamp("created_at").defaultsToNow(),
                timestamp("last_seen").defaultsToNow(),
                integer("message_count").defaultsTo(0),
                json("preferences").defaultsTo("{}"),
                json("privacy_settings").defaultsTo("{}"));
    }

    private static Table conversations() {
        return table(
                "conversations",
                id(),
                user().notNull(),
                text("channel_id").notNull(),
                text("message_content").notNull(),
                text("bot_response"),
                timestamp("timestamp").defaultsToNow(),
                text("context_used"),
                integer("response_time_ms"),
                text("ai_model_used"),
                index("idx_conversations_user_id").on("user_id"),
                index("idx_conversations_timestamp").on("timestamp"));
    }

    private static Table memoryEntries() {
        return table(
                "memory_entries",
                id(),
                user().notNull(),
                text("memory_type").notNull(),
                text("content").notNull(),
                real("importance_score").defaultsTo(0.5),
                timestamp("created_at").defaultsToNow(),
                timestamp("last_accessed").defaultsToNow(),
                integer("access_count").defaultsTo(0),
                json("tags").defaultsTo("[]"),
                json("metadata").defaultsTo("{}"),
                index("idx_memory_entries_user_id").on("user_id"));
    }

    private static Table facts() {
        return table(
                "facts",
                id(),
                user(),
                text("fact_type").notNull(),
                text("subject").notNull(),
                text("content").notNull(),
                real("confidence_score").defaultsTo(0.8),
                text("source"),
                timestamp("created_at").defaultsToNow(),
                bool("verified").defaultsTo(false),
                bool("global_fact").defaultsTo(false),
                index("idx_facts_user_id").on("user_id"));
    }

    private static Table emotions() {
        return table(
                "emotions",
                id(),
                user().notNull(),
                text("detected_emotion").notNull(),
                real("confidence").notNull(),
                text("context"),
                timestamp("timestamp").defaultsToNow(),
                bool("response_adapted").defaultsTo(false),
                index("idx_emotions_user_id").on("user_id"));
    }

    /** The shape that also holds the graph where there is no graph store. */
    private static Table relationships() {
        return table(
                "relationships",
                id(),
                user().notNull(),
                text("relationship_type").notNull(),
                real("strength").defaultsTo(0.5),
                timestamp("last_interaction").defaultsToNow(),
                integer("interaction_count").defaultsTo(0),
                text("notes"),
                text("target_type").notNull(),
                text("target_id").notNull(),
                json("properties").defaultsTo("{}"),
                timestamp("created_at").defaultsToNow(),
                text("source_type").notNull().defaultsTo("user"),
                text("source_id"),
                index("idx_relationships_user_type").on("user_id", "relationship_type"),
                index("idx_relationships_target").on("target_type", "target_id"));
    }

    private static Table graphNodes() {
        return table(
                "graph_nodes",
                text("label").notNull(),
                text("node_id").notNull(),
                json("properties").defaultsTo("{}"),
                unique("label", "node_id"));
    }

    private static Table systemSettings() {
        return table(
                "system_settings",
                text("key").primaryKey().nullable(),
                text("value").notNull(),
                text("description"),
                timestamp("updated_at").defaultsToNow());
    }

    private static Table performanceMetrics() {
        return table(
                "performance_metrics",
                id(),
                text("metric_name").notNull(),
                real("metric_value").notNull(),
                timestamp("timestamp").defaultsToNow(),
                json("tags").defaultsTo("{}"));
    }

    private static Table bannedUsers() {
        return table(
                "banned_users",
                id(),
                text("discord_user_id").notNull().unique(),
                text("banned_by").notNull(),
                text("ban_reason"),
                timestamp("banned_at").defaultsToNow(),
                timestamp("expires_at"),
                bool("is_active").defaultsTo(true),
                text("notes"),
                index("idx_banned_users_discord_id").on("discord_user_id"),
                index("idx_banned_users_active").on("is_active"));
    }

    private static ColumnSpec id() {
        return integer("id").identity(Identity.SERIAL);
    }

    private static ColumnSpec user() {
        return text("user_id").references("users", "user_id").onDelete(DialectName.POSTGRES, ReferentialAction.CASCADE);
    }
}
