package io.whisperschema.examples;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;

import io.qdrant.client.QdrantClient;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.report.ValidationReport;
import io.whisperschema.vector.ContentScope;
import io.whisperschema.vector.ExportOptions;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.RestoreOptions;
import io.whisperschema.vector.SnapshotRetention;
import java.nio.file.Path;

/** Facts that all share, and a collection of memories for each character. */
final class CharacterMemories {
    static final CollectionFamily MEMORIES = family(
            "memory_<character>",
            version(
                    "1",
                    unnamed(384, Distance.COSINE).embeddedBy("all-MiniLM-L6-v2"),
                    payload("user_id").keyword().required().indexed(),
                    payload("said_at").datetime()));

    private CharacterMemories() {}

    static SchemaDefinition definition() {
        return SchemaDefinition.named("companion")
                .collections(collection("facts", unnamed(384, Distance.COSINE)))
                .families(MEMORIES);
    }

    /** What a host does when it starts. */
    static void start(QdrantClient client) {
        var schema = WhisperSchema.of(definition()).vectors(QdrantStore.over(client));
        System.out.println(schema.plan().text()); // what would change; writes nothing
        schema.bootstrap();
        System.out.println(schema.validate().text()); // how the collections differ from the definition
    }

    /** What it does while it runs. */
    static ValidationReport meet(QdrantClient client, String character) {
        var store = QdrantStore.over(client);
        store.create(MEMORIES.collection(character)); // with its indexes and its record; one that is there stays
        System.out.println(store.fleet(MEMORIES).text()); // each collection: version, points, indexes, snapshots
        return store.validateContent(definition(), ContentScope.sample(1000)); // payloads against their fields
    }

    /** What it does each night. */
    static void backUp(QdrantClient client, Path folder) {
        var store = QdrantStore.over(client);
        store.export(folder, ExportOptions.only(MEMORIES)).verify(); // reads all of it back
    }

    /** What it does on another server, or beside what is there. */
    static void bringBack(QdrantClient client, Path folder) {
        var store = QdrantStore.over(client);
        store.restore(folder, RestoreOptions.all().naming("memory_elena", "memory_elena_before"));
        store.snapshots().create("memory_elena_before"); // a file on the server, in the server's own form
        store.snapshots().prune("memory_elena_before", SnapshotRetention.keeping(7));
    }
}
