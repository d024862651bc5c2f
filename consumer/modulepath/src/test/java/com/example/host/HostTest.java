package com.example.host;

import static org.assertj.core.api.Assertions.assertThat;

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
        "io.whisperschema.jooq.JooqSchema, io.whisperschema.jooq"
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
    void itQueriesWhatItDeclared(@TempDir Path folder) {
        Path file = folder.resolve("host.db");
        Host.start(file);
        assertThat(Host.write(file, "one")).isEqualTo(1);
        assertThat(Host.write(file, "two")).isEqualTo(2);
    }
}
