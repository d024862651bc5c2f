package io.whisperschema.examples;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.version;

import io.qdrant.client.QdrantClient;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.report.MoveReport;
import io.whisperschema.vector.ChromaOptions;
import io.whisperschema.vector.ChromaStore;
import io.whisperschema.vector.QdrantStore;
import java.nio.file.Path;

/** What a desktop kept in ChromaDB becomes its collections on Qdrant; no ChromaDB runs. */
final class TakeOverChroma {
    private static final SchemaDefinition DEFINITION = SchemaDefinition.named("companion")
            .collections(
                    collection("global_facts", unnamed(8, Distance.EUCLID)), // ChromaDB's l2
                    collection("emotional_contexts", unnamed(4, Distance.DOT))) // its ip
            .families(family(
                    "memory_<character>",
                    version(
                            "1",
                            unnamed(8, Distance.COSINE),
                            payload("content").text(),
                            payload("user_id").keyword().indexed())));

    private TakeOverChroma() {}

    /** Also the call that goes on after it was killed. */
    static MoveReport move(Path folder, QdrantClient server) {
        var options =
                ChromaOptions.usual().naming("user_memories", "memory_elena").documentsIn("content");
        try (var chroma = ChromaStore.open(folder, options)) {
            MoveReport report = WhisperSchema.of(DEFINITION).vectors(chroma).move(QdrantStore.over(server));
            System.out.println(report.text());
            return report;
        }
    }
}
