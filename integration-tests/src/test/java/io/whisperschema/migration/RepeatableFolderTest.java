package io.whisperschema.migration;

import static io.whisperschema.integration.Sql.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.whisperschema.WhisperSchema;
import io.whisperschema.definition.SchemaDefinition;
import io.whisperschema.testkit.ObservedDataSource;
import io.whisperschema.testkit.PostgresDatabase;
import io.whisperschema.testkit.SqliteDatabase;
import io.whisperschema.testkit.WithDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Repeatable files beside numbered ones, on both databases. */
@WithDatabases
class RepeatableFolderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void someFiles() throws IOException {
        write("0001_moods.sql", "CREATE TABLE moods (name TEXT)");
        write("R__1_same.sql", "UPDATE moods SET name = name");
        write("R__2_moods.sqlite.sql", "INSERT INTO moods VALUES ('calm on SQLite')");
        write("R__2_moods.postgres.sql", "INSERT INTO moods VALUES ('calm on PostgreSQL')");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static WhisperSchema schema(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite, Migrations migrations) {
        return WhisperSchema.of(SchemaDefinition.named("host"))
                .relational(database.store(postgres, sqlite))
                .migrations(migrations);
    }

    @ParameterizedTest
    @EnumSource
    void theyRunBehindTheNumberedOnesAndAgainWhenTheirMeaningChanged(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) throws IOException {
        ObservedDataSource source = database.source(postgres, sqlite);

        schema(database, postgres, sqlite, Migrations.inFolder(folder)).bootstrap();
        assertThat(texts(source, "SELECT name FROM moods"))
                .containsExactly(database == Database.SQLITE ? "calm on SQLite" : "calm on PostgreSQL");

        write("R__1_same.sql", "update moods set name = name; -- all of them");
        source.forgetStatements();
        schema(database, postgres, sqlite, Migrations.inFolder(folder)).bootstrap();
        assertThat(source.statements()).hasSize(1);

        write("R__2_moods.sqlite.sql", "INSERT INTO moods VALUES ('glad')");
        write("R__2_moods.postgres.sql", "INSERT INTO moods VALUES ('glad')");
        schema(database, postgres, sqlite, Migrations.inFolder(folder)).bootstrap();
        assertThat(texts(source, "SELECT name FROM moods ORDER BY 1"))
                .containsExactly(database == Database.SQLITE ? "calm on SQLite" : "calm on PostgreSQL", "glad");
    }

    @ParameterizedTest
    @EnumSource
    void anIndexOfThemTellsAStartThatNothingIsToDo(
            Database database, PostgresDatabase postgres, SqliteDatabase sqlite) {
        MigrationIndex.of(folder).write();
        MigrationResources packed = path -> Files.newInputStream(folder.resolve("../" + path));
        String name = String.valueOf(folder.getFileName());
        ObservedDataSource source = database.source(postgres, sqlite);

        assertThat(schema(database, postgres, sqlite, Migrations.onClassPath(packed, name))
                        .migrate()
                        .migrations())
                .hasSize(3);
        source.forgetStatements();
        MigrationResources headOnly = path -> {
            assertThat(path).endsWith(MigrationIndex.NAME);
            return packed.open(path);
        };
        schema(database, postgres, sqlite, Migrations.onClassPath(headOnly, name))
                .migrate();
        assertThat(source.statements()).hasSize(1);
    }
}
