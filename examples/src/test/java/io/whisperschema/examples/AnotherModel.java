package io.whisperschema.examples;

import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.migration.VectorOperations.reshape;

import io.qdrant.client.QdrantClient;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.vector.Embedder;
import io.whisperschema.vector.PointCode;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.RebuildOptions;
import io.whisperschema.vector.WriteFence;
import java.nio.file.Path;

/** Another embedding model, while the application goes on. */
final class AnotherModel {
    static final VectorCollection FACTS = collection(
                    "facts", unnamed(384, Distance.COSINE).embeddedBy("all-MiniLM-L6-v2"))
            .version("1");
    static final VectorCollection BETTER_FACTS = collection(
                    "facts", unnamed(768, Distance.COSINE).embeddedBy("bge-base"))
            .version("2");

    private AnotherModel() {}

    /** What a host does when it starts with the new model. */
    static BootstrapReport change(QdrantClient client, Path record, WriteFence writes, Embedder.Model model) {
        var embedder = PointCode.embedder("bge-base", "1", "text", model)
                .textsPerCall(16)
                .callsPerSecond(20);
        var rebuilding = RebuildOptions.careful()
                .fencedBy(writes) // your writes wait while the name becomes an alias
                .findingAgain(new RebuildOptions.Recall(100, 10, 0.95));
        try (var store = SqliteStore.open(record)) {
            return WhisperSchema.of(SchemaDefinition.named("companion").collections(BETTER_FACTS))
                    .relational(store)
                    .vectors(QdrantStore.over(client).rebuilding(rebuilding))
                    .migrations(Migrations.of(Migration.of(1, "better_model")
                            .operations(reshape("facts", BETTER_FACTS).embedding("", embedder))))
                    .bootstrap();
        }
    }
}
