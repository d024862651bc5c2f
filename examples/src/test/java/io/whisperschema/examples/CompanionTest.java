package io.whisperschema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithDatabases
class CompanionTest {
    @Test
    void theDefinitionIsCreatedOnBoth(PostgresDatabase postgres, SqliteDatabase sqlite) {
        for (RelationalStore store :
                List.of(PostgresStore.over(postgres.dataSource()), SqliteStore.over(sqlite.dataSource()))) {
            var schema = WhisperSchema.of(Companion.schema()).relational(store);
            schema.bootstrap();
            assertThat(schema.validate().isValid()).isTrue();
        }
    }

    @Test
    void theDefinitionIsDrawn(@TempDir Path folder) throws IOException {
        Companion.draw(folder);

        assertThat(Files.readString(folder.resolve("companion.html"))).contains("<svg", "INTERESTED_IN", "mood");
        assertThat(Files.readString(folder.resolve("companion.mmd"))).contains("users ||--o{ memories");
    }
}
