package io.whisperschema;

import static io.whisperschema.definition.Links.cacheField;
import static io.whisperschema.definition.Links.component;
import static io.whisperschema.definition.Links.key;
import static io.whisperschema.definition.Links.keyPlaceholder;
import static io.whisperschema.definition.Links.link;
import static io.whisperschema.definition.Links.nodeProperty;
import static io.whisperschema.definition.Links.payload;
import static io.whisperschema.definition.Links.pointId;

import io.whisperschema.definition.Component;
import io.whisperschema.definition.Link;
import io.whisperschema.definition.LinkEnd;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.migration.Migrations;
import java.util.List;

/** The ready definition of WhisperEngine, a companion with long-term memory: what its installs have, at head. */
public final class WhisperEngine {
    private WhisperEngine() {}

    /** Its tables, collections, cache keys, graph, the links between them, and who owns which table. */
    public static SchemaDefinition schema() {
        return SchemaDefinition.named("whisperengine")
                .tables(WhisperEngineTables.all())
                .collections(WhisperEngineCollections.all())
                .families(WhisperEngineCollections.memories())
                .keyFamilies(WhisperEngineCache.all())
                .graph(WhisperEngineGraph.all())
                .links(links())
                .components(components().toArray(Component[]::new));
    }

    /**
     * The way of its tables from the oldest install to {@link #schema}, for SQLite and PostgreSQL. An install that has no
     * record of it is recognised at start; one whose times have no zone, or whose numbers are {@code real}, with the
     * {@link io.whisperschema.diff.Adoption} that says so.
     */
    public static Migrations migrations() {
        return WhisperEngineMigrations.all();
    }

    /**
     * Who owns which table of the whole product, of which {@link #schema} has ten.
     *
     * <ul>
     *   <li>{@code core} has about 25 tables. Known by name: users, characters, personality_traits and all that begin
     *       with {@code character_}. The tables of {@link #schema} that nobody else owns are its too.
     *   <li>{@code enrichment} has three: fact_entities, user_fact_relationships, entity_relationships.
     *   <li>{@code advanced} has 40 and more. Known by name: universal_users, memory_entries, relationship_scores and all
     *       that begin with {@code roleplay_}.
     * </ul>
     *
     * <p>A minimal deployment has core, a production deployment core and enrichment, a research deployment all three.
     */
    public static List<Component> components() {
        return List.of(
                component("core")
                        .owns("users", "characters", "personality_traits", "character_*")
                        .owns("conversations", "facts", "emotions", "relationships", "graph_nodes")
                        .owns("system_settings", "performance_metrics", "banned_users"),
                component("enrichment").owns("fact_entities", "user_fact_relationships", "entity_relationships"),
                component("advanced").owns("universal_users", "memory_entries", "relationship_scores", "roleplay_*"));
    }

    private static Link[] links() {
        LinkEnd user = key("users", "user_id");
        return new Link[] {
            link(payload("user_memories", "user_id")).to(user),
            link(payload("emotional_contexts", "user_id")).to(user),
            link(payload(WhisperEngineCollections.MEMORIES, "user_id")).to(user),
            link(cacheField("messages", "user_id")).to(user),
            link(keyPlaceholder("session", "user_id")).to(user),
            link(nodeProperty("User", "id")).to(user),
            link(nodeProperty("GlobalFact", "chromadb_id")).to(pointId("global_facts")),
        };
    }
}
