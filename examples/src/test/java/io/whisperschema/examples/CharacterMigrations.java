package io.whisperschema.examples;

import static io.whisperschema.definition.vector.Vectors.family;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.unnamed;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.definition.vector.Vectors.version;
import static io.whisperschema.migration.VectorOperations.reshapeEach;

import io.qdrant.client.QdrantClient;
import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.definition.vector.CollectionFamily;
import io.whisperschema.definition.vector.Distance;
import io.whisperschema.migration.Migration;
import io.whisperschema.migration.Migrations;
import io.whisperschema.report.BootstrapReport;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.vector.QdrantStore;
import io.whisperschema.vector.RebuildOptions;
import java.nio.file.Path;

/** Memories whose vectors get names, in a host that has no tables. */
final class CharacterMigrations {
    static final CollectionFamily MEMORIES = family(
            "memory_<character>",
            version("1", unnamed(384, Distance.COSINE), payload("user").keyword()),
            version(
                    "2",
                    vector("content", 384, Distance.COSINE),
                    payload("user_id").keyword()));

    private CharacterMigrations() {}

    static Migrations migrations() {
        return Migrations.of(Migration.of(1, "named_vectors")
                .operations(
                        reshapeEach(MEMORIES, "2").renamingVector("", "content").renamingField("user", "user_id")));
    }

    /** What a host does when it starts. */
    static BootstrapReport start(QdrantClient client, Path record) {
        var definition = SchemaDefinition.named("companion").families(MEMORIES);
        var starting = RebuildOptions.careful().nobodyElseWrites(); // while names of collections become aliases
        try (var store = SqliteStore.open(record)) {
            return WhisperSchema.of(definition)
                    .relational(store) // it has no tables: this file keeps the record of its migrations
                    .vectors(QdrantStore.over(client).rebuilding(starting))
                    .migrations(migrations())
                    .bootstrap();
        }
    }
}
