package com.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.report.BootstrapReport.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.whisperschema.WhisperSchema",
                "io.whisperschema.sqlite.SqliteStore",
                "io.whisperschema.postgres.PostgresStore",
                "io.whisperschema.vector.embedded.EmbeddedQdrant",
                "io.whisperschema.testkit.RelationalStoreContract"
            })
    void everyArtifactIsThere(String type) throws Exception {
        assertThat(Class.forName(type)).isNotNull();
    }

    @Test
    void theHostIsOnTheClassPath() {
        assertThat(Host.class.getModule().isNamed()).isFalse();
    }

    @Test
    void itStarts(@TempDir Path folder) {
        Path file = folder.resolve("host.db");
        assertThat(Host.start(file).stores()).containsEntry("sqlite", Outcome.CREATED);
        assertThat(Host.start(file).stores()).containsEntry("sqlite", Outcome.UP_TO_DATE);
    }

    @Test
    void itStartsWithTheMigrationsThatArePackedInItsJar(@TempDir Path folder) {
        assertThat(Host.class.getResource("Host.class")).asString().startsWith("jar:");
        Path file = folder.resolve("migrated.db");

        assertThat(Host.startMigrated(file).migrations().get(0).migrations())
                .extracting(MigrationId::toString)
                .containsExactly("0001", "0002", "repeatable/0001");
        assertThat(Host.startMigrated(file).stores()).containsEntry("sqlite", Outcome.UP_TO_DATE);
    }

    @Test
    void itsMigrationsAreReachedThroughItsClassToo() {
        assertThat(Migrations.onClassPath(Host.class, "db/migrations").inOrder())
                .isEqualTo(Host.migrations().inOrder());
    }

    @Test
    void itQueriesWhatItDeclared(@TempDir Path folder) {
        Path file = folder.resolve("host.db");
        Host.start(file);
        assertThat(Host.write(file, "one")).isEqualTo(1);
        assertThat(Host.write(file, "two")).isEqualTo(2);
    }
}
