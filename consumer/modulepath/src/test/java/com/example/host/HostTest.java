package com.example.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whisperschema.error.InvalidMigration;
import io.whisperschema.migration.MigrationId;
import io.whisperschema.migration.Migrations;
import io.whisperschema.report.BootstrapReport.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTest {
    @ParameterizedTest
    @CsvSource({
        "io.whisperschema.WhisperSchema, io.whisperschema",
        "io.whisperschema.sqlite.SqliteStore, io.whisperschema.sqlite",
        "io.whisperschema.postgres.PostgresStore, io.whisperschema.postgres",
        "io.whisperschema.jooq.JooqSchema, io.whisperschema.jooq",
        "io.whisperschema.vector.embedded.EmbeddedQdrant, io.whisperschema.vector.embedded"
    })
    void everyArtifactIsAModule(String type, String module) throws Exception {
        assertThat(Class.forName(type).getModule().getName()).isEqualTo(module);
    }

    @Test
    void theTestkitIsThere() throws Exception {
        assertThat(Class.forName("io.whisperschema.testkit.RelationalStoreContract")).isNotNull();
    }

    @Test
    void theHostIsAModule() {
        assertThat(Host.class.getModule().getName()).isEqualTo("com.example.host");
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
    void itsModuleKeepsItsMigrationsFromOthers() {
        assertThatThrownBy(() -> Migrations.onClassPath(Host.class, "db/migrations"))
                .isInstanceOf(InvalidMigration.class)
                .hasMessageContaining("a module keeps it to itself")
                .hasMessageContaining("Host.class::getResourceAsStream");
    }

    @Test
    void itQueriesWhatItDeclared(@TempDir Path folder) {
        Path file = folder.resolve("host.db");
        Host.start(file);
        assertThat(Host.write(file, "one")).isEqualTo(1);
        assertThat(Host.write(file, "two")).isEqualTo(2);
    }
}
