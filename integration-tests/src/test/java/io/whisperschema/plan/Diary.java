package io.whisperschema.plan;

import static io.whisperschema.definition.cache.Caches.field;
import static io.whisperschema.definition.cache.Caches.keyFamily;
import static io.whisperschema.definition.graph.Graphs.node;
import static io.whisperschema.definition.graph.Graphs.nodeIndex;
import static io.whisperschema.definition.graph.Graphs.property;
import static io.whisperschema.definition.graph.Graphs.uniqueness;
import static io.whisperschema.definition.relational.Relational.index;
import static io.whisperschema.definition.relational.Relational.table;
import static io.whisperschema.definition.relational.Relational.text;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.testkit.FakeCacheStore;
import io.whisperschema.testkit.FakeGraphStore;
import io.whisperschema.testkit.FakeJournal;
import io.whisperschema.testkit.FakeRelationalStore;
import io.whisperschema.testkit.FakeServer;
import io.whisperschema.testkit.FakeVectorStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A small application with something in each kind of store: seven steps from nothing. */
final class Diary {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private Diary() {}

    static SchemaDefinition schema() {
        return SchemaDefinition.named("diary")
                .tables(
                        table(
                                "users",
                                text("user_id").primaryKey(),
                                text("name").notNull()),
                        table(
                                "entries",
                                text("user_id").references("users", "user_id"),
                                text("words"),
                                index("entries_of_user").on("user_id")))
                .collections(
                        collection(
                                "memories",
                                vector("content", 384, Distance.COSINE),
                                payload("user_id").keyword().indexed()),
                        collection("moods", vector("content", 384, Distance.COSINE)))
                .keyFamilies(keyFamily("session", "session:<user_id>")
                        .hash(field("name").string()))
                .graph(
                        node("User", property("id").string(), property("name").string()),
                        uniqueness("user_id_unique").of("User", "id"),
                        nodeIndex("user_by_name").on("User", "name"));
    }

    /** A process of the application as it comes up, with a journal. */
    static WhisperSchema processOn(FakeServer server) {
        return process(schema(), server);
    }

    /** A process of any application as it comes up, with a journal. */
    static WhisperSchema process(SchemaDefinition schema, FakeServer server) {
        return processWithoutJournal(schema, server).journal(FakeJournal.over(server));
    }

    /** A process of any application as it comes up. */
    static WhisperSchema processWithoutJournal(SchemaDefinition schema, FakeServer server) {
        return WhisperSchema.of(schema)
                .relational(FakeRelationalStore.over(server))
                .vectors(FakeVectorStore.over(server))
                .cache(FakeCacheStore.over(server))
                .graph(FakeGraphStore.over(server))
                .clock(CLOCK);
    }
}
