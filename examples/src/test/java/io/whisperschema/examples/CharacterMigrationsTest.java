package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.QdrantClient;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.report.BootstrapReport.Outcome;
import io.whisperschema.testkit.WithDatabases;
import io.whisperschema.vector.QdrantStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class CharacterMigrationsTest {
    @Test
    void aFirstStartPutsThemOnRecordAndTheNextFindsNothingToDo(QdrantClient client, @TempDir Path folder) {
        Path record = folder.resolve("record.db");
        QdrantStore.over(client).create(CharacterMigrations.MEMORIES.collection("elena"));

        assertThat(CharacterMigrations.start(client, record).migrations())
                .flatExtracting(report -> report.migrations())
                .containsExactly(MigrationId.core(1));
        assertThat(CharacterMigrations.start(client, record).stores())
                .containsEntry("sqlite", Outcome.UP_TO_DATE)
                .containsEntry("qdrant", Outcome.UP_TO_DATE);
    }

    @Test
    void whatHasTheNameOfItsCollectionIsReshaped(QdrantClient client, @TempDir Path folder) throws Exception {
        QdrantStore store = QdrantStore.over(client);
        store.create(CharacterMigrations.MEMORIES.collectionAt("1", "elena"));

        CharacterMigrations.start(client, folder.resolve("record.db"));

        assertThat(store.inspect().aliases()).containsEntry("memory_elena", "memory_elena__v2");
        assertThat(store.inspect().reached("memory_elena").orElseThrow().version())
                .contains("2");
    }
}
