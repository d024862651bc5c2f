package io.whisperschema.migration;

import static io.whisperschema.definition.vector.Distance.COSINE;
import static io.whisperschema.definition.vector.Vectors.collection;
import static io.whisperschema.definition.vector.Vectors.payload;
import static io.whisperschema.definition.vector.Vectors.vector;
import static io.whisperschema.migration.VectorOperations.reshape;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.vector.VectorCollection;
import io.whisperschema.migration.ShadowVectors.Server;
import io.whisperschema.spi.VectorStore;
import java.util.List;

/** Migrations of collections, on a vector store that reshapes by a shadow. */
abstract class VectorCases extends MigrationCases {
    static final VectorCollection V1 = memories("1");
    static final VectorCollection V2 = memories("2");
    static final VectorCollection V3 = memories("3");

    static final Migration NOTES = Migration.of(1, "notes")
            .sql("CREATE TABLE notes (id INTEGER NOT NULL PRIMARY KEY)")
            .undo("DROP TABLE notes");
    static final Migration TO_2 = Migration.of(2, "to_2").operations(reshape("memories", V2));
    static final Migration WORDS = Migration.of(3, "words")
            .sql("CREATE TABLE words (id INTEGER NOT NULL PRIMARY KEY)")
            .undo("DROP TABLE words");
    static final Migration TO_3 = Migration.of(4, "to_3").operations(reshape("memories", V3));

    static VectorCollection memories(String version) {
        return named("memories", version);
    }

    static VectorCollection named(String name, String version) {
        return collection(
                        name,
                        vector("content", 3, COSINE),
                        payload("mood_" + version).keyword())
                .version(version);
    }

    final Server server = Server.with(V1);

    WhisperSchema on(VectorStore vectors, Migration... migrations) {
        return schema(migrations).vectors(vectors);
    }

    WhisperSchema on(Server there, Migration... migrations) {
        return on(ShadowVectors.on(there), migrations);
    }

    List<String> journal() {
        return ask("SELECT event || ' ' || detail FROM schema_journal WHERE version = 2 ORDER BY entry").stream()
                .map(entry -> entry.replaceAll("operations-1:\\S+ ", ""))
                .toList();
    }

    List<MigrationId> recorded() {
        return store.history().read().migrations().stream()
                .map(RecordedMigration::id)
                .toList();
    }
}
