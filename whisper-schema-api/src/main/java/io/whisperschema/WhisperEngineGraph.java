package io.whisperschema;

import static io.whisperschema.definition.graph.Graphs.node;
import static io.whisperschema.definition.graph.Graphs.property;
import static io.whisperschema.definition.graph.Graphs.relationship;
import static io.whisperschema.definition.graph.Graphs.uniqueness;

import io.whisperschema.definition.graph.GraphPart;

/** {@link WhisperEngine}'s graph. */
final class WhisperEngineGraph {
    private WhisperEngineGraph() {}

    static GraphPart[] all() {
        return new GraphPart[] {
            node("User", property("id").string(), property("discord_id").string()),
            node("Memory", property("id").string()),
            node("Topic", property("id").string()),
            node("GlobalFact", property("id").string(), property("chromadb_id").string()),
            node("EmotionContext"),
            node("KnowledgeDomain"),
            relationship("REMEMBERS").from("User").to("Memory"),
            relationship("INTERESTED_IN").from("User").to("Topic"),
            relationship("KNOWS").from("User").to("GlobalFact"),
            relationship("RELATES_TO").from("Memory").to("Topic"),
            relationship("TRIGGERED_BY").from("Memory").to("EmotionContext"),
            relationship("BELONGS_TO").from("GlobalFact").to("KnowledgeDomain"),
            relationship("SUBTOPIC_OF").from("Topic").to("Topic"),
            uniqueness("user_id_unique").of("User", "id"),
            uniqueness("user_discord_id_unique").of("User", "discord_id"),
            uniqueness("memory_id_unique").of("Memory", "id"),
            uniqueness("topic_id_unique").of("Topic", "id"),
            uniqueness("global_fact_id_unique").of("GlobalFact", "id"),
            uniqueness("global_fact_chromadb_id_unique").of("GlobalFact", "chromadb_id")
        };
    }
}
