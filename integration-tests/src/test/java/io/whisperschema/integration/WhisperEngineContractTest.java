package io.whisperschema.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperEngine;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.diff.SchemaDiff;
import io.whisperschema.postgres.PostgresDialect;
import io.whisperschema.postgres.PostgresStore;
import io.whisperschema.spi.RelationalStore;
import io.whisperschema.sqlite.SqliteDialect;
import io.whisperschema.sqlite.SqliteStore;
import io.whisperschema.testkit.DefinitionContract;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WhisperEngineContractTest implements DefinitionContract {
    @Override
    public SchemaDefinition definition() {
        return WhisperEngine.schema();
    }

    @Test
    void itsSqliteDdlIsAsWrittenBefore() throws IOException {
        isAsWrittenBefore(
                "whisperengine.sqlite.sql",
                SqliteDialect.dialect().ddl(definition()).text());
    }

    @Test
    void itsPostgresDdlIsAsWrittenBefore() throws IOException {
        isAsWrittenBefore(
                "whisperengine.postgres.sql",
                PostgresDialect.dialect().ddl(definition()).text());
    }

    @Test
    void itsSqliteDdlThroughPlainJdbcGivesTheSameCatalog(SqliteDatabase database) {
        Sql.run(database.dataSource(), SqliteDialect.dialect().ddl(definition()).statements());
        isAsDefined(SqliteStore.over(database.dataSource()));
    }

    @Test
    void itsPostgresDdlThroughPlainJdbcGivesTheSameCatalog(PostgresDatabase database) {
        Sql.run(
                database.dataSource(),
                PostgresDialect.dialect().ddl(definition()).text());
        isAsDefined(PostgresStore.over(database.dataSource()));
    }

    private void isAsDefined(RelationalStore store) {
        assertThat(SchemaDiff.between(store.inspect(), store.spell(definition()))
                        .findings())
                .isEmpty();
    }

    /** A run with {@code -Dwhisper.golden=write} writes the file anew. */
    private static void isAsWrittenBefore(String name, String text) throws IOException {
        Path file = Path.of("src", "test", "resources", "golden", name);
        if (System.getProperty("whisper.golden", "compare").equals("write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(Files.readString(file));
    }
}
